"""Mon territoire as a visitor opens it, run without a browser: rows, filters, groups, former editions."""

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from figures.page_title import page_title
from figures.profile import read_profile
from loaders import editions
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT
from loaders.territories import find, read_territories
from tests.test_pages import FAILED, notices, opened, shown, titles, visit

KEYS = [
    ("SPEL", "591"),
    ("SPEL", "595"),
    ("ZE2020", "0054"),
    ("DEP", "60"),
    ("REG", "32"),
    ("EPCI", "200093201"),
]


def sent(app: AppTest, part: str) -> dict[str, Any]:
    """Return what the page sends to one of its browser parts."""
    found = [one.proto for one in app.get("bidi_component")]
    return next(json.loads(one.json) for one in found if one.component_name.endswith(f".{part}"))


def rows(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return the rows of the page's table by the key of their indicator."""
    return {row["key"]: row for group in sent(app, "portrait")["groups"] for row in group["rows"]}


@pytest.mark.parametrize("key", KEYS, ids=":".join)
def test_the_page_shows_the_profile_of_the_territory(key: tuple[str, str]) -> None:
    app = opened("territoire", niveau=key[0], territoire=key[1])
    profile = read_profile(read_catalogue(), read_territories()[key])  # type: ignore[index]
    assert notices(app) == []
    assert titles(app) == [page_title(profile).title.replace("\xa0", " ").replace("\u202f", " ")]
    assert set(rows(app)) == {line.indicator.key for line in profile.lines}
    told = sent(app, "phrases")
    assert len(told["sentences"]) == 5
    assert all(clause["rows"] for clauses in told["sentences"] for clause in clauses)


def test_no_choice_leaves_the_reader_before_an_empty_table() -> None:
    app = opened(
        "territoire", niveau="SPEL", territoire="591", theme="gouvernance", public="seniors"
    )
    assert "Aucun indicateur de ce territoire ne répond à ces choix" in shown(app)
    assert not [
        one for one in app.get("bidi_component") if one.proto.component_name.endswith("portrait")
    ]


def test_an_unknown_filter_is_told_and_left_aside() -> None:
    app = opened("territoire", niveau="SPEL", territoire="591", theme="sports")
    (notice,) = notices(app)
    assert notice.startswith("« sports » n’est pas connu pour « Thème »")
    assert len(rows(app)) > 25


def test_a_group_shows_its_sums_and_keeps_its_name_as_text() -> None:
    app = opened(
        "territoire",
        niveau="GROUPE",
        communes="59392.59291.59365",
        nom="![x](https://a.b) **gras**",
    )
    assert notices(app) == []
    assert app.selectbox[0].value == "GROUPE:59291.59365.59392"
    # The name is shown as it is typed: no image, no bold.
    assert "![x]" not in "".join(one.value for one in app.caption)
    assert "![x](https://a.b) **gras**" in shown(app)
    people = sum(find("COM", code).population or 0 for code in ("59291", "59365", "59392"))
    assert (
        people
        == read_profile(read_catalogue(), find("GROUPE", "59291.59365.59392")).place.population
    )
    households = rows(app)["menages-fiscaux"]
    table = pl.read_parquet(ROOT / "data" / "observations" / "menages-fiscaux.parquet").filter(
        pl.col("level") == "COM", pl.col("territory").is_in(["59291", "59365", "59392"])
    )
    total = f"{int(table['value'].sum()):,}".replace(",", "\u202f")
    assert (households["value"], households["where"]) == (total, "")
    assert rows(app)["taux-chomage"]["where"] == "zone d’emploi de Maubeuge"


def test_a_choice_made_on_another_page_filters_nothing_here() -> None:
    app = opened("donnees", theme="gouvernance")
    app = visit(app, "territoire")
    every = len(rows(app))
    assert every > 90
    app.run()
    assert len(rows(app)) == every


@pytest.fixture
def former(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Keep an older edition in which one rate of Maubeuge was another."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    code = "2026-02-28"
    kept = folder / "editions" / code
    kept.mkdir(parents=True)
    here = (pl.col("territory") == "3217") & (pl.col("period") == "2025-Q4")
    table = pl.read_parquet(folder / "observations" / "taux-chomage.parquet")
    table.with_columns(
        value=pl.when(here & (pl.col("level") == "ZE2020")).then(11.9).otherwise(pl.col("value"))
    ).write_parquet(kept / "taux-chomage.parquet")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return code


def test_a_link_of_a_former_edition_opens_its_figures_and_says_what_changed(former: str) -> None:
    app = opened("territoire", niveau="ZE2020", territoire="3217", edition=former)
    assert rows(app)["taux-chomage"]["value"] == "11,9\u202f%"
    words = shown(app)
    assert "Vous lisez l’édition du 28 février 2026" in words
    (box,) = [one for one in app.expander if one.label.startswith("Depuis l’édition")]
    assert "1 chiffre de ce territoire a changé" in box.label
    assert "1 révisé" in box.label
    assert former in app.query_params["edition"]
    assert "définitions et les limites des territoires sont toujours ceux d’aujourd’hui" in words
    assert all(f"edition={former}" in row["href"] for row in rows(app).values())
    (back,) = [one for one in app.button if one.label == "Lire l’édition actuelle"]
    back.click().run()
    assert rows(app)["taux-chomage"]["value"] == "12,5\u202f%"
    assert "edition" not in app.query_params


def test_what_changed_elsewhere_is_not_said_of_the_territory(former: str) -> None:
    app = opened("territoire", niveau="ZE2020", territoire="3216", edition=former)
    assert "aucun chiffre de ce territoire n’a changé" in shown(app)
    app = opened("territoire", niveau="SPEL", territoire="591", edition=former)
    (box,) = [one for one in app.expander if one.label.startswith("Depuis l’édition")]
    assert "aucun chiffre de ce territoire n’a changé" in box.label
    assert "Dans les territoires qui le contiennent" in box.label


def test_a_damaged_edition_file_is_told_in_french(former: str, tmp_path: Path) -> None:
    (tmp_path / "data" / "edition.toml").write_text("code = 3", encoding="utf-8")
    app = opened("territoire", niveau="ZE2020", territoire="3217", edition=former)
    assert FAILED in titles(app)
    assert "edition.toml" in shown(app)


def test_a_link_of_the_current_edition_is_the_page_itself(former: str) -> None:
    app = opened("territoire", niveau="ZE2020", territoire="3217", edition=editions.current())
    assert rows(app)["taux-chomage"]["value"] == "12,5\u202f%"
    assert "Vous lisez l’édition" not in shown(app)


def test_an_unknown_edition_is_told_and_the_current_one_read() -> None:
    app = opened("territoire", niveau="ZE2020", territoire="3217", edition="../../etc")
    (notice,) = notices(app)
    assert "édition" in notice
    assert FAILED not in titles(app)
    assert rows(app)["taux-chomage"]["value"] == "12,5\u202f%"
