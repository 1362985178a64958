"""An indicator added by hand, one catalogue entry and one file, is on screen without any code."""

import csv
import io
import shutil
from pathlib import Path

import polars as pl
import pytest

from exports.tables import csv_bytes
from figures.tables import indicator_rows
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT
from tests.test_pages import FAILED, notices, opened, shown, titles

ENTRY = """

[[indicator]]
code = "apprentis-essai"
title = "Apprentis d’essai en cours de formation"
short = "Apprentis"
subject = "le nombre d’apprentis"
question = "Combien d’apprentis le territoire forme-t-il ?"
definition = "Nombre d’apprentis inscrits au 31 décembre."
unit = "apprentis"
kind = "count"
decimals = 0
direction = "up"
theme = "formations"
entries = ["territoire"]
sources = ["dares-defm"]
periodicity = "A"
levels = ["REG", "DEP"]
minimum = 0
maximum = 1000000
tile = 4
next_release = "Chaque année."
"""
DEPARTEMENTS = {"02": 4100, "59": 21500, "60": 6200, "62": 11800, "80": 5400}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data with one more indicator: an entry and a CSV, as a person would."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    (folder / "catalogue" / "99-essai.toml").write_text(ENTRY, encoding="utf-8")
    lines = ["level,territory,period,value,status,vintage,source"]
    for year, growth in (("2023", 0), ("2024", 500)):
        for code, value in DEPARTEMENTS.items():
            lines.append(f"DEP,{code},{year},{value + growth},A,2024,dares-defm")
        total = sum(DEPARTEMENTS.values()) + 5 * growth
        lines.append(f"REG,32,{year},{total},A,2024,dares-defm")
    file = folder / "observations" / "apprentis-essai.csv"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return folder


@pytest.mark.usefixtures("data")
def test_the_new_indicator_is_a_tile_of_the_home_page() -> None:
    app = opened("accueil")
    assert [metric.label for metric in app.metric][-1] == "Apprentis"
    assert app.metric[-1].value == "51\u202f500"
    assert "soit 2 500 apprentis de plus" in shown(app)


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize(
    ("level", "code", "value", "where"),
    [
        ("DEP", "02", "4\u202f600", "2024"),
        # Its zone d'emploi and its SPEL have no figure: the tile gives the one of the département, and names it.
        ("ZE2020", "3220", "4\u202f600", "Département de l’Aisne, 2024"),
        ("SPEL", "595", "22\u202f000", "Département du Nord, 2024"),
        ("REG", "32", "51\u202f500", "2024"),
    ],
)  # fmt: skip
def test_the_tile_follows_the_territory(level: str, code: str, value: str, where: str) -> None:
    app = opened("accueil", niveau=level, territoire=code)
    assert app.metric[-1].value == value
    assert where in shown(app).splitlines()


@pytest.mark.usefixtures("data")
def test_the_new_indicator_is_described_and_chosen_among_the_data() -> None:
    app = opened("donnees", indicateur="apprentis-essai", theme="formations")
    assert titles(app)[0].startswith(f"{len(read_catalogue().indicators)} indicateurs, ")
    rows = pl.from_pandas(app.table[0].value)
    last = rows.row(-1, named=True)
    assert last["Indicateur"].replace("\\", "") == "Apprentis d’essai en cours de formation"
    assert (last["Périodes"].replace("\\", ""), last["Valeurs"]) == ("2023 à 2024 (2)", "12")
    assert last["Contrôles"] == "toutes les lignes passent"
    assert notices(app) == []
    (picker,) = app.selectbox
    assert (picker.value, picker.options[-1]) == (
        "apprentis-essai",
        "Apprentis d’essai en cours de formation",
    )
    assert "Combien d’apprentis le territoire forme-t-il ?" in shown(app)
    assert len(app.get("download_button")) == 2


@pytest.mark.usefixtures("data")
def test_every_row_of_the_new_indicator_can_be_taken_away() -> None:
    content = csv_bytes(indicator_rows(read_catalogue().indicators["apprentis-essai"])).decode(
        "utf-8-sig"
    )
    rows = list(csv.DictReader(io.StringIO(content), delimiter=";"))
    assert len(rows) == 12
    assert {row["territoire"] for row in rows} == {*DEPARTEMENTS, "32"}
    assert {row["nom"] for row in rows if row["territoire"] == "02"} == {"Aisne"}


@pytest.mark.usefixtures("data")
def test_the_pages_that_do_not_concern_it_are_as_before() -> None:
    app = opened("chomage", niveau="REG", territoire="32")
    assert FAILED not in titles(app)
    assert titles(app)[0].startswith("Au 4e trimestre 2025")


def test_a_file_that_is_forgotten_is_told_with_what_to_do(data: Path) -> None:
    (data / "observations" / "apprentis-essai.csv").unlink()
    app = opened("donnees", theme="formations")
    # The table of all indicators tells it, and the indicator itself cannot be shown.
    told = pl.from_pandas(app.table[0].value)["Contrôles"].to_list()
    assert [text for text in told if text != "toutes les lignes passent"] == [told[-1]]
    assert "ajoutez le fichier ou retirez l’indicateur du catalogue" in told[-1]
    app = opened("donnees", theme="formations", indicateur="apprentis-essai")
    assert FAILED in titles(app)
    assert "ajoutez le fichier ou retirez l’indicateur du catalogue" in shown(app)
