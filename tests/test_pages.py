"""Every page as a visitor meets it, run without a browser: addresses, choices, figures, failures."""

import re
import shutil
from pathlib import Path

import polars as pl
import pytest
from streamlit.testing.v1 import AppTest

from loaders import printed
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.observations import published_path, read
from loaders.settings import ROOT
from loaders.territories import LEVELS, Territory, read_territories
from pages.parts.plan import PAGES

SHELL = ROOT / "pages" / "parts" / "shell.py"
FAILED = "Cette page n’a pas pu être affichée"
_ESCAPE = re.compile(r"\\(.)")


def opened(slug: str = "accueil", **codes: str) -> AppTest:
    """Return the dashboard as it stands after a visitor opened `/slug?codes`."""
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    app.query_params = dict(codes)
    return app.switch_page(f"../{slug}.py").run()


def visit(app: AppTest, slug: str) -> AppTest:
    """Follow the navigation to another page: the browser then sends a bare address."""
    app.query_params = {}
    return app.switch_page(f"../{slug}.py").run()


def shown(app: AppTest) -> str:
    """Return all the words of the page, as they read once Markdown is drawn."""
    values = [getattr(one, "value", None) for one in app.main]
    texts = [value for value in values if isinstance(value, str)]
    texts += [table.value.to_string() for table in app.table]
    texts += [text for metric in app.metric for text in (metric.label, metric.value)]
    return _ESCAPE.sub(r"\1", "\n".join(texts)).replace("\xa0", " ").replace("\u202f", " ")


def titles(app: AppTest) -> list[str]:
    """Return the main titles of the page."""
    return [
        _ESCAPE.sub(r"\1", one.value).replace("\xa0", " ").replace("\u202f", " ")
        for one in app.title
    ]


def notices(app: AppTest) -> list[str]:
    """Return the sentences at the top of the page."""
    return [_ESCAPE.sub(r"\1", one.value).replace("\u202f", " ") for one in app.info]


def places(*levels: str) -> list[Territory]:
    return [one for one in read_territories().values() if one.hdf and one.level in levels]


MESSAGES = {
    "accueil": "9,8 % de chômage au 1er trimestre 2026",
    "chomage": "Au 4e trimestre 2025, ",
    "territoire": "Hauts-de-France",
    "comparer": "Taux de chômage au T1 2026 : au plus haut dans les Hauts-de-France (9,8 %)",
    "population": "Population : 5 980 697 habitants dans les Hauts-de-France, en 2023",
    "emploi": "Emploi salarié : 2 139 010 dans les Hauts-de-France",
    "marche-du-travail": "Demandeurs d’emploi (A, B, C) : 542 820 dans les Hauts-de-France",
    "formations": "Apprentis : environ 72 000 dans les Hauts-de-France, en 2023",
    "metiers": "38 familles de métiers sur 76 en tension très forte dans les Hauts-de-France, en 2019",
    "apprentissage": "Un objectif sur trois est atteint : 50 000 apprentis au plus tard le 1er janvier 2022",
    "campus": "13 campus dans les Hauts-de-France, dont 6 d’excellence",
    "seance": "Une séance se compose en parcourant le site",
    "pilotage": "11 des 329 indicateurs de suivi se mesurent aujourd’hui",
    "donnees": "indicateurs, ",
    "accessibilite": "Accessibilité : partiellement conforme",
    "plan-du-site": "Plan du site : 16 pages",
}


def test_every_page_of_the_plan_has_a_message_known_to_these_tests() -> None:
    assert set(MESSAGES) == {entry.slug for entry in PAGES}


@pytest.mark.parametrize("slug", MESSAGES)
def test_a_page_opened_by_its_address_shows_its_message(slug: str) -> None:
    app = opened(slug, niveau="REG", territoire="32")
    (title,) = titles(app)
    assert MESSAGES[slug] in title
    assert notices(app) == []


@pytest.mark.parametrize("slug", MESSAGES)
def test_a_page_reached_by_the_navigation_shows_its_message(slug: str) -> None:
    app = AppTest.from_file(SHELL, default_timeout=60).run()
    (title,) = titles(visit(visit(app, "donnees"), slug))
    assert MESSAGES[slug] in title


def test_the_home_page_gives_the_region_its_last_published_rate() -> None:
    app = opened("accueil")
    (title,) = titles(app)
    assert title == "9,8 % de chômage au 1er trimestre 2026, 0,8 point de plus en un an"
    assert "Données au T1 2026, publiées le 19 juin 2026" in shown(app)
    values = [metric.value.replace("\u202f", " ") for metric in app.metric]
    assert values == ["542 820", "2 139 010", "5 980 697"]


def test_the_second_quarter_of_2023_reads_as_the_documents_of_the_region_print_it() -> None:
    app = opened("chomage", niveau="REG", territoire="32", periode="2023-Q2")
    assert "Au 2e trimestre 2023" in titles(app)[0]
    app.session_state["folded-proof"] = True
    (table,) = app.run().table
    rows = pl.from_pandas(table.value).filter(pl.col("Période") == "T2\xa02023")
    pairs = rows[["Territoire", "Valeur"]].iter_rows()
    figures = {name.replace("\\", ""): value for name, value in pairs}
    assert figures["Région Hauts-de-France"] == "8,9\u202f%"
    assert figures["France hors Mayotte"] == "7,2\u202f%"
    assert len(figures) == 26


def test_what_is_folded_is_not_made_until_it_is_opened() -> None:
    assert list(opened("chomage").table) == []


def test_the_address_holds_the_codes_of_all_that_was_chosen() -> None:
    app = opened("chomage", niveau="SPEL", territoire="595", mesure="evolution-1-an", carte="DEP")
    mesure = app.query_params["mesure"]
    assert app.query_params == {
        "niveau": "SPEL", "territoire": "595", "mesure": mesure, "carte": "DEP",
    }  # fmt: skip


def test_the_territory_of_an_address_is_kept_on_the_other_pages() -> None:
    app = opened("chomage", niveau="ZE2020", territoire="3218", periode="2021-Q1")
    assert app.selectbox[0].value == "ZE2020:3218"
    visit(app, "donnees")
    visit(app, "accueil")
    assert app.query_params == {"niveau": "ZE2020", "territoire": "3218"}
    assert titles(app)[0].startswith("12,8 % de chômage au 4e trimestre 2025")
    visit(app, "chomage")
    assert app.query_params["territoire"] == "3218"
    assert app.query_params["periode"] == "2021-Q1"


def test_a_territory_chosen_in_the_list_enters_the_address() -> None:
    app = opened("accueil")
    app.selectbox[0].set_value("DEP:02").run()
    assert app.query_params == {"niveau": "DEP", "territoire": "02"}
    assert titles(app)[0].startswith("10,8 % de chômage au 1er trimestre 2026")


@pytest.mark.parametrize(
    ("slug", "codes", "said"),
    [
        ("accueil", {"niveau": "ZE2020", "territoire": "9999"}, "code 9999) n’est pas connu : voici la région"),
        ("accueil", {"territoire": "0054"}, "niveau absent, code 0054) n’est pas connu"),
        # France Travail's bassin 3213 and the zone d'emploi 3213 are two places: never a bare code.
        ("accueil", {"niveau": "BE", "territoire": "3213"}, "niveau BE, code 3213) n’est pas connu"),
        # Numbers lose zeros; the site does not guess.
        ("chomage", {"niveau": "ZE2020", "territoire": "54"}, "code 54) n’est pas connu"),
        # A Norman zone is known, but cannot be chosen.
        ("chomage", {"niveau": "REG", "territoire": "28"}, "code 28) n’est pas connu"),
        ("chomage", {"mesure": "inconnue"}, "« inconnue » n’est pas une valeur connue pour « Mesure »"),
        ("chomage", {"carte": "COM"}, "« COM » n’est pas une valeur connue pour « Carte »"),
        ("chomage", {"periode": "1990-Q1"}, "(T1\xa01990) n’est pas disponible par zone d’emploi : voici T4"),
        ("chomage", {"periode": "2026-Q1"}, "(T1\xa02026) n’est pas disponible par zone d’emploi : voici T4"),
        ("campus", {"couches": "lune"}, "« lune » n’est pas connu pour « Couches » : voici « Campus (13) »."),
        ("donnees", {"indicateur": "inconnu"}, "« inconnu » n’est pas connu pour « Indicateur »"),
        ("accueil", {"introuvable": "1"}, "Cette adresse n’existe pas : voici la page d’accueil."),
    ],
)  # fmt: skip
def test_an_unknown_code_is_told_and_the_default_shown(
    slug: str, codes: dict[str, str], said: str
) -> None:
    app = opened(slug, **codes)
    (notice,) = notices(app)
    assert said in notice
    assert MESSAGES[slug] in titles(app)[0]
    assert any(app.query_params.get(name) != code for name, code in codes.items())


@pytest.mark.parametrize("nonsense", ["abc", "2023", "2023-Q9", "", "2023-Q2&x", "<b>", "é" * 500])
def test_a_period_that_is_no_period_never_breaks_the_page(nonsense: str) -> None:
    app = opened("chomage", periode=nonsense)
    assert MESSAGES["chomage"] in titles(app)[0]
    assert "periode" not in app.query_params


@pytest.mark.parametrize("slug", ["accueil", "chomage"])
@pytest.mark.parametrize("level", ["REG", "DEP", "ZE2020", "SPEL", "EPCI"])
def test_every_territory_opens(level: str, slug: str) -> None:
    wanted = places(level)
    if level == "EPCI":
        wanted = wanted[::7]
    expected = {"REG": 1, "DEP": 5, "ZE2020": 24, "SPEL": 26}.get(level, len(wanted))
    assert len(wanted) == expected > 0
    app = opened(slug)
    for place in wanted:
        app.query_params = {"niveau": level, "territoire": place.code}
        app.run()
        assert FAILED not in titles(app), place.key
        assert len(titles(app)) == 1, place.key
        assert notices(app) == [], place.key
        assert app.query_params["territoire"] == place.code
        assert app.selectbox[0].value == place.key
        assert not re.search(r"\b(None|nan|NaN|null|inf)\b", shown(app)), place.key


def test_only_levels_that_are_described_can_be_chosen() -> None:
    options = opened("accueil").selectbox[0].options
    assert len(options) == len(set(options)) == len(places("REG", "DEP", "ZE2020", "SPEL", "EPCI"))
    assert set(LEVELS) >= {"REG", "DEP", "ZE2020", "SPEL", "EPCI"}


def test_a_spel_without_a_rate_shows_its_zones_and_says_why() -> None:
    app = opened("chomage", niveau="SPEL", territoire="595")
    text = shown(app)
    assert "SPEL de Lille" in text
    assert re.search(r"zones? d’emploi", text)
    assert "publié" in text


# --- failures ---------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return folder


def damage(data: Path) -> None:
    """Give the population of the Aisne a value that is no number, as a hand slip would."""
    rows = read(read_catalogue().indicators["population"]).with_columns(
        pl.col("value").cast(pl.String)
    )
    bad = (pl.col("territory") == "02") & (pl.col("period") == "2020")
    rows = rows.with_columns(value=pl.when(bad).then(pl.lit("53O 000")).otherwise("value"))
    (data / "observations" / "population.parquet").unlink()
    rows.write_csv(data / "observations" / "population.csv")  # fmt: skip


INCIDENT = re.compile(r"signalez-le avec son numéro : \*\*\d{8}-\d{6}-[0-9A-F]{4}\*\*")


def test_a_damaged_file_is_told_in_french_with_an_incident_number(data: Path) -> None:
    damage(data)
    app = opened("accueil")
    text = shown(app)
    assert FAILED in titles(app)
    assert "population.csv, ligne " in text
    assert "colonne « value » : « 53O 000 » n’est pas un nombre écrit comme « 8.9 »" in text
    assert INCIDENT.search(text)
    assert list(app.exception) == []


def test_a_damaged_file_leaves_the_other_pages_standing(data: Path) -> None:
    damage(data)
    app = opened("accueil")
    for slug in ("chomage", "accessibilite"):
        (title,) = titles(visit(app, slug))
        assert MESSAGES[slug] in title


def test_a_page_recovers_when_its_file_is_put_back(data: Path) -> None:
    damage(data)
    app = opened("accueil")
    assert FAILED in titles(app)
    shutil.copy(ROOT / "data" / "observations" / "population.parquet", data / "observations")
    assert FAILED not in titles(app.run())
    assert len(app.metric) == 3


def published_alone() -> Indicator:
    """Return an indicator of the first theme that only an official table makes known."""
    return next(
        one
        for one in read_catalogue().indicators.values()
        if published_path(one) and not printed.path_of(one).exists()
    )


def test_a_missing_file_is_told_and_leaves_the_other_pages_standing(data: Path) -> None:
    code = published_alone().code
    (data / "observations" / f"{code}.parquet").unlink()
    app = opened("donnees")
    told = pl.from_pandas(app.table[0].value)["Contrôles"].to_list()
    assert [f"ni {code}.parquet" in _ESCAPE.sub(r"\1", text) for text in told].count(True) == 1
    app = opened("donnees", indicateur=code)
    assert FAILED in titles(app)
    assert f"ni {code}.parquet ni {code}.csv" in shown(app)
    (title,) = titles(visit(app, "chomage"))
    assert MESSAGES["chomage"] in title


def test_an_unreadable_catalogue_is_told_in_french_and_never_as_a_traceback(data: Path) -> None:
    path = min((data / "catalogue").glob("*.toml"))
    path.write_text("[[indicator]\n", encoding="utf-8")
    app = opened("accueil")
    assert set(titles(app)) == {FAILED}
    assert f"{path.name} : le fichier n’est pas du TOML lisible" in shown(app)
    assert list(app.exception) == []


def failing_page(fault: str) -> None:
    """Fail inside the error boundary, as a page would."""
    import polars as pl
    import streamlit as st

    from pages.parts.faults import boundary

    with boundary():
        st.markdown("Début de la page")
        raise {"panic": pl.exceptions.PanicException, "bug": ZeroDivisionError}[fault]("secret 42")
    st.markdown("Pied de page")


@pytest.mark.parametrize("fault", ["panic", "bug"])
def test_a_panic_of_a_library_is_told_like_any_failure_and_keeps_its_details(fault: str) -> None:
    assert not issubclass(pl.exceptions.PanicException, Exception)
    app = AppTest.from_function(failing_page, kwargs={"fault": fault}).run()
    text = shown(app)
    assert titles(app) == [FAILED]
    assert INCIDENT.search(text)
    assert "secret" not in text
    assert "Pied de page" in text
    assert list(app.exception) == []
