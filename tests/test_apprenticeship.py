"""Apprenticeship: objectives from their own baselines, judged by what is counted as they are."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from figures import aim_tables, aim_words, counted, establishments, limits
from figures.aims import aims_data, panels
from figures.levels import evolutions, outcome_gap, outcome_title
from figures.objectives import Objective, announced_growth, growth, objectives
from loaders import apprenticeship
from loaders.apprenticeship import of_role
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import ROOT
from loaders.territories import find
from tests.test_pages import FAILED, notices, opened, shown, titles

TODAY = date(2026, 11, 28)
REACHED = "atteint au plus tard le 1er janvier 2022"
REGION = find("REG", "32")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data that a test may edit."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return folder


def indicator(code: str) -> Indicator:
    return read_catalogue().indicators[code]


def judged(code: str, today: date = TODAY) -> tuple[Objective, ...]:
    return objectives(read_catalogue(), indicator(code), today)


def every(today: date = TODAY) -> list[Objective]:
    return [one for role in of_role("objective") for one in judged(role.code, today)]


def spaced(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def add(data: Path, file: str, row: str) -> None:
    with (data / file).open("a", encoding="utf-8") as lines:
        lines.write(row + "\n")


# Each line: document, line, baseline, due date, value, as the documents print them.
LINES = {
    "apprentis": [
        ("plan-apprentissage-2016", 7, 2016.0, 33000.0, 2021.0, 50000.0),
        ("monographie-hdf-2023", 1173, 2023.0, 72000.0, 2025.0, 80000.0),
    ],
    "contrats-apprentissage": [("cprdfop-2022", 178, 2022.0, 45000.0, 2028.0, 60000.0)],
}


@pytest.mark.parametrize("code", LINES)
def test_each_objective_is_drawn_from_its_own_baseline(code: str) -> None:
    together, *_ = panels(indicator(code))
    drawn = aims_data(together, judged(code))["aims"]
    expected = [(f"{doc}:{line}", *rest) for doc, line, *rest in LINES[code]]
    assert drawn.select("id", "at", "value", "end", "goal").rows() == expected


def test_each_objective_is_cited_by_its_document_and_line() -> None:
    table = aim_tables.objectives_table(read_catalogue(), every())
    assert table["Document"].to_list() == [
        "Plan apprentissage 2016, ligne 7",
        "Monographie Hauts-de-France 2023, ligne 1173",
        "CPRDFOP 2022-2028, ligne 178",
        "Plan apprentissage 2016, ligne 16",
    ]
    assert [spaced(one) for one in table["Départ"]] == [
        "33 000 (2016), soit +52 %",
        "72 000 (2023), soit +11 %",
        "45 000 (2022), soit +33 %",
        "non donné",
    ]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (TODAY, [REACHED, "échéance passée, sans donnée depuis 2022-2023", "à venir",
                 "repère sans échéance"]),
        (date(2025, 12, 31), [REACHED, "à venir", "à venir", "repère sans échéance"]),
        (date(2029, 1, 1), [REACHED, "échéance passée, sans donnée depuis 2022-2023",
                            "échéance passée, sans donnée comparable", "repère sans échéance"]),
    ],
)  # fmt: skip
def test_the_state_of_each_objective_depends_on_the_day(today: date, words: list[str]) -> None:
    assert [spaced(one.word) for one in every(today)] == words


def test_an_objective_is_reached_by_a_figure_of_its_definition_alone() -> None:
    (contracts,) = judged("contrats-apprentissage")
    assert contracts.basis == "« nouveaux contrats annuels »"
    assert contracts.comparable == ()
    assert [one.value for one in contracts.others] == [54963.0]
    # Doubtful figures, the 61 948 contracts of 2022 among them, prove nothing.
    assert [one.value for one in contracts.doubtful] == [61948.0, 45000.0]
    assert contracts.state == "ahead"
    said = [spaced(text) for text in aim_words.sentences(contracts)]
    assert said[-1] == "61 948 en 2022 est imprimé aussi, mais douteux : ni tracé ni comparé."


def test_the_announced_growth_is_corrected_by_its_own_two_figures() -> None:
    (contracts,) = judged("contrats-apprentissage")
    assert growth(contracts) == Decimal(33)
    assert spaced(announced_growth(contracts)) == (
        "Annoncé « +30% de nouveaux contrats annuels » (ligne 177) ; de 45 000 à 60 000, c’est +33 %."
    )
    assert [announced_growth(one) for one in judged("apprentis")] == ["", ""]


@pytest.mark.usefixtures("data")
def test_an_announced_growth_that_is_right_is_not_corrected(data: Path) -> None:
    path = data / "apprentissage" / "annonces.csv"
    path.write_text(path.read_text("utf-8").replace(",30,", ",33,"), encoding="utf-8")
    (contracts,) = judged("contrats-apprentissage")
    assert (
        announced_growth(contracts) == "Annoncé « +30% de nouveaux contrats annuels » (ligne 177)."
    )


def test_when_the_first_objective_was_crossed_is_said_with_its_two_figures() -> None:
    said = [spaced(text) for text in aim_words.sentences(judged("apprentis")[0])]
    assert said == [
        "Annoncé en 2016, au départ de 33 000 en 2016.",
        "Franchi entre le 31 décembre 2020 (48 800) et le 1er janvier 2022 (64 846).",
        "Échéance : 2021 ; aucun chiffre ne dit s’il était atteint au 31 décembre 2021.",
        "L’annonce ne dit pas ce qui est compté : à définition non précisée.",
    ]


def test_a_figure_that_rounds_another_one_dates_it_and_is_not_drawn() -> None:
    rows = counted.figures(indicator("apprentis"), REGION)
    assert [(one.value, one.day, one.basis) for one in rows] == [
        (33000.0, None, ""),
        (48800.0, date(2020, 12, 31), "au 31 décembre"),
        (64846.0, date(2022, 1, 1), "au 1er janvier"),
        (71809.0, date(2023, 1, 1), "au 1er janvier"),
    ]
    assert rows[2].dated_by == ("cprdfop-2022", 803)


def test_no_doubtful_figure_is_drawn_and_only_one_way_of_counting_is_joined() -> None:
    drawn = {code: aims_data(panels(indicator(code))[0], judged(code)) for code in LINES}
    assert drawn["contrats-apprentissage"]["points"]["value"].to_list() == [54963, 15922, 17071]
    assert drawn["contrats-apprentissage"]["starts"]["value"].to_list() == [45000]
    joined = drawn["apprentis"]["joins"].filter(pl.col("role") == "mine")
    assert joined["value"].to_list() == [64846, 71809]


def test_the_country_is_drawn_on_its_own_axis() -> None:
    together, apart = panels(indicator("apprentis"))
    assert list(together) == ["mine", "other"]
    assert [one.value for one in apart["country"]] == [452652, 953590]


def test_the_message_says_how_many_are_reached_and_when() -> None:
    assert spaced(aim_words.message(every())) == (
        "Un objectif sur trois est atteint : 50 000 apprentis au plus tard le 1er janvier 2022"
    )
    assert spaced(aim_words.lede(every())) == (
        "50 000 : à définition non précisée dans l’annonce de 2016. 80 000 apprentis en 2025 : échéance "
        "passée, sans donnée depuis 2022-2023. 60 000 contrats en 2028 : à venir."
    )
    assert aim_words.message(judged("contrats-apprentissage")) == (
        "60\u202f000\xa0contrats en 2028 : à venir"
    )


def test_a_figure_counted_after_the_due_date_says_that_it_is_missed(data: Path) -> None:
    add(data, "printed/apprentis.csv",
        "monographie-hdf-2023,1140,observed,REG,32,,2026,T,75000,75 000,A,,")  # fmt: skip
    add(data, "apprentissage/comptages.csv",
        "apprentis,monographie-hdf-2023,1140,au 1er janvier,2026-01-01,,")  # fmt: skip
    words = [spaced(one.word) for one in judged("apprentis")]
    assert words == [REACHED, "non atteint"]


def test_a_new_target_appears_without_code(data: Path) -> None:
    add(data, "targets/formations.csv",
        "cprdfop-2022,3750,apprentis,REG,32,,,2030,90000,90 000 apprentis,2023,71809,Essai.,")  # fmt: skip
    aims = aims_data(panels(indicator("apprentis"))[0], judged("apprentis"))
    assert aims["aims"].rows()[-1] == ("cprdfop-2022:3750", 2023.0, 71809.0, 2030.0, 90000.0)
    assert spaced(aims["ends"]["name"][-1]) == "Objectif 2022 : 90 000 en 2030"
    app = opened("apprentissage")
    assert "90 000 apprentis en 2030" in shown(app)
    assert spaced(titles(app)[0]).startswith("Un objectif sur quatre")


def test_a_new_series_appears_without_code(data: Path) -> None:
    add(data, "apprentissage/roles.csv", "context,decrocheurs")
    assert "Jeunes en décrochage scolaire" in shown(opened("apprentissage"))


@pytest.mark.parametrize(
    ("file", "row", "said"),
    [
        ("roles.csv", "context,inconnu", "n’est pas le code d’un indicateur du catalogue"),
        ("roles.csv", "vedette,cfa", "« vedette » n’est pas un rôle"),
        ("comptages.csv", "apprentis,cprdfop-2022,1,au hasard,,,", "n’imprime ni chiffre ni cible"),
        ("comptages.csv", "apprentis,cprdfop-2022,2945,au 31 décembre,2020-02-31,,",
         "n’est pas un jour écrit comme"),
        ("annonces.csv", "apprentis,cprdfop-2022,2945,30,+30%,177", "n’est pas la ligne d’une cible"),
    ],
)  # fmt: skip
def test_a_row_that_nothing_supports_is_refused_at_the_door(
    data: Path, file: str, row: str, said: str
) -> None:
    add(data, f"apprentissage/{file}", row)
    with pytest.raises(DataError, match=said):
        apprenticeship.of_role("context")
        apprenticeship.counts()
        apprenticeship.announced()


def test_what_does_not_compare_is_said() -> None:
    found = [spaced(one) for one in limits.limits(read_catalogue(), of_role("objective"))]
    assert found[0] == (
        "Apprentis, trois façons de compter : 33 000 (2016) sans date ni définition ; 48 800 (2020) au "
        "31 décembre ; 64 846 (2021-2022) et 71 809 (2022-2023) au 1er janvier."
    )
    assert any(
        "61 948 en 2022, douteux (Monographie Hauts-de-France 2023, ligne 391)" in one
        for one in found
    )


def test_employment_leads_after_apprenticeship_at_each_level() -> None:
    assert outcome_title(indicator("taux-emploi-6-mois"), REGION) == (
        "Emploi à six mois : plus élevé après apprentissage, à chaque niveau"
    )


def test_employment_is_compared_with_the_country_beyond_the_rounding_of_the_document() -> None:
    assert spaced(outcome_gap(indicator("taux-emploi-6-mois"), REGION)) == (
        "Au-dessous de la France pour 5 valeurs sur 6, de 3 à 7 points ; proche : BTS, apprentissage "
        "(71 % contre 70 %)."
    )


def test_establishments_are_shown_one_by_one_and_never_averaged() -> None:
    rate = indicator("cfa-emploi-6-mois")
    rows = establishments.listed(rate, "2023/2024")
    assert rows.height == 135
    assert spaced(establishments.title(rate, rows)) == (
        "De 4 % à 100 % selon l’établissement, 61 % ou moins pour un sur deux"
    )
    data = establishments.dots_data(rows, {"0597066K"})
    assert data["dots"].height == 107
    assert spaced(data["half"]["text"][0]) == "57 sur 107 entre 56 et 71 %"
    said = spaced(establishments.sentence(rows, "2023/2024"))
    assert "107 taux publiés sur 135, 28 secrets" in said
    assert "aucun taux régional ni moyenne" in said


def test_the_view_is_restored_from_its_address() -> None:
    codes = {"niveau": "SPEL", "territoire": "595", "millesime": "2021/2022"}
    app = opened("apprentissage", **codes)
    assert app.query_params == codes
    labels = [spaced(one.label.replace("\\", "")) for one in app.expander]
    assert "SPEL de Lille : ses établissements (23)" in labels
    assert "2021-2022 : 84 taux publiés sur 121, 37 secrets" in shown(app)


def test_an_unknown_period_is_told_and_the_last_one_shown() -> None:
    app = opened("apprentissage", millesime="1990/1991")
    (notice,) = notices(app)
    assert "n’est pas connu pour « Millésime »" in notice
    assert app.query_params["millesime"] == "2023/2024"


@pytest.mark.parametrize(
    ("key", "file"),
    [("figures-apprentis", "Valeur"), ("level-part-apprentis-superieur", "Période"),
     ("outcome-taux-emploi-6-mois", "Voie"), ("establishments-cfa-emploi-6-mois", "Établissement")],
)  # fmt: skip
def test_each_chart_has_its_table_and_its_rows(key: str, file: str) -> None:
    app = opened("apprentissage")
    app.session_state[f"folded-{key}"] = True
    app.run()
    assert FAILED not in titles(app)
    assert any(file in table.value.columns for table in app.table)
    assert any(one.proto.id.endswith(f"{key}.csv") for one in app.get("download_button"))


def test_a_change_whose_years_are_read_from_the_context_says_so() -> None:
    # CPRDFOP 2022-2028, lines 3194 and 3195: "+ 42,7% sur 2 ans", "+ 58,6%", without years.
    first, second = evolutions(read_catalogue(), [indicator("apprentis")])
    assert first.endswith("ligne 3194). « Sur 2 ans » ; de 2018 à 2020 d’après le contexte.")
    assert "ligne 3195). « Sur 2 ans » ; de 2018 à 2020 d’après le contexte." in second
