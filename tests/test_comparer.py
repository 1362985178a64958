"""The comparison: one scale, dates that differ made visible, levels warned about, the monographies rebuilt."""

import shutil
from pathlib import Path

import polars as pl
import pytest

from figures import compared_table, compared_text, monograph_table, monographs, paired, perimeters
from figures.compared import Side, defaults, readings, sides, values_beside
from figures.measures import MEASURES
from figures.multiples import multiple, multiple_data, note
from figures.profile import entries
from figures.rows import panel
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.monographs import lines
from loaders.settings import ROOT
from loaders.territories import find
from tests.test_pages import notices, opened, shown, titles

CATALOGUE = read_catalogue()
RATE = CATALOGUE.indicators["taux-chomage"]
POPULATION = CATALOGUE.indicators["population"]
POVERTY = CATALOGUE.indicators["taux-pauvrete"]
THREE = ("REG:32", "REG:28", "FRANCE:FR-D976")


def compared(*keys: str) -> tuple[Side, ...]:
    return sides([find(*key.split(":")) for key in keys])


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def rows(frame: pl.DataFrame) -> list[tuple[str, ...]]:
    return [tuple(plain(cell) for cell in row) for row in frame.rows()]


# --- levels -----------------------------------------------------------------------------------


def test_a_spel_beside_a_zone_is_warned_about_with_what_they_share() -> None:
    """The communes of arrondissement 591 and zone 3217, added by hand from geo/communes.csv.

    196,936 inhabitants are in both, of 223,006 in the SPEL and 241,440 in the zone.
    """
    (told,) = perimeters.warnings([find("SPEL", "591"), find("ZE2020", "3217"), find("REG", "32")])
    assert plain(told) == (
        "Le SPEL d’Avesnes-sur-Helpe et la zone d’emploi de Maubeuge se recouvrent sans coïncider : "
        "196 936 habitants en commun, soit 88,3 % du SPEL et 81,6 % de la zone ; leur écart n’oppose "
        "pas deux populations distinctes."
    )


def test_territories_that_share_nobody_are_still_of_two_levels() -> None:
    (told,) = perimeters.warnings([find("SPEL", "591"), find("ZE2020", "3207")])
    assert plain(told).endswith("et n’ont aucun habitant en commun.")


@pytest.mark.parametrize("keys", [("REG:32", "REG:28"), ("ZE2020:3217", "ZE2020:3218", "REG:32")])
def test_one_level_or_a_part_of_the_region_needs_no_warning(keys: tuple[str, ...]) -> None:
    assert perimeters.warnings([find(*key.split(":")) for key in keys]) == []


def test_names_say_the_level_only_where_levels_cross() -> None:
    assert [one.name for one in compared("ZE2020:3217", "REG:32")] == [
        "Maubeuge",
        "Hauts-de-France",
    ]
    assert [one.name for one in compared("ZE2020:3217", "SPEL:591")] == [
        "Maubeuge (zone)", "Avesnes (SPEL)",
    ]  # fmt: skip


# --- what is read -----------------------------------------------------------------------------


def test_what_stands_for_a_territory_is_said() -> None:
    spel, country = readings(RATE, compared("SPEL:591", "FRANCE:FM"))
    assert spel.read is not None and spel.read.key == "ZE2020:3217" and not spel.own
    assert plain(spel.reason) == (
        "SPEL d’Avesnes-sur-Helpe : pas repris ici à cette échelle, mais par région, département "
        "et zone d’emploi : on lit sa zone d’emploi principale, "
        "Maubeuge, où vivent 88,3 % de ses habitants"
    )
    assert country.own


def test_a_zone_that_is_compared_already_does_not_stand_for_a_spel_too() -> None:
    spel, zone = readings(RATE, compared("SPEL:591", "ZE2020:3217"))
    assert spel.read is None and spel.rows.is_empty()
    assert spel.reason.endswith(
        "la zone d’emploi de Maubeuge est déjà parmi les territoires comparés"
    )
    assert zone.own


def test_a_spel_is_its_arrondissement_under_another_name() -> None:
    (spel,) = readings(POVERTY, compared("SPEL:591"))
    assert spel.own and spel.read is not None and spel.read.key == "ARR:591"


# --- message and rank -------------------------------------------------------------------------


def test_the_highest_is_named_within_one_publication() -> None:
    """Insee's databank, 2026-T1: 9.8 (REG 32), 7.7 (REG 28), 8.1 (France without Mayotte)."""
    found = readings(RATE, compared(*THREE))
    drawn = multiple(RATE, found)
    assert plain(compared_text.message(RATE, found, drawn)) == (
        "Taux de chômage au T1 2026 : au plus haut dans les Hauts-de-France (9,8 %)"
    )
    first = compared_text.sentences(RATE, found, drawn)[0]
    assert plain(first.text) == (
        "Au T1 2026, le taux de chômage est de 9,8 % dans les Hauts-de-France : 2,1 points de plus "
        "qu’en Normandie et 1,7 point de plus qu’en France hors Mayotte."
    )


def test_nobody_is_ranked_across_two_publications() -> None:
    """Maubeuge is in the publication of the zones (T4 2025), the région in the databank (T1 2026)."""
    found = readings(RATE, compared("ZE2020:3217", "REG:32"))
    message = compared_text.message(RATE, found, multiple(RATE, found))
    assert plain(message) == "Taux de chômage au T4 2025 : 12,5 % à Maubeuge"
    lede = plain(compared_text.lede(RATE, found))
    assert lede.startswith(
        "Au T4 2025, dernière date commune : Maubeuge 12,5 % ; Hauts-de-France 9,6 %."
    )
    assert lede.endswith("aucun rang n’est donné.")


def test_nobody_is_highest_where_a_territory_has_no_value() -> None:
    """CMU-C, 2019: 126 in the Nord, 80 in the Oise; neither the Aisne nor the Pas-de-Calais."""
    indicator = CATALOGUE.indicators["cmu-c"]
    found = readings(indicator, compared("DEP:02", "DEP:59", "DEP:60", "DEP:62"))
    drawn = multiple(indicator, found)
    message = plain(compared_text.message(indicator, found, drawn))
    assert message == "CMU-C en 2019 : 126 pour 1 000 habitants dans le Nord"
    assert plain(compared_text.lede(indicator, found)) == (
        "En 2019, dernière date des territoires qui ont une valeur : Nord 126 pour 1 000 habitants ; "
        "Oise 80 pour 1 000 habitants. Aucun rang n’est donné. Sans valeur : Aisne et Pas-de-Calais."
    )


def test_a_name_cut_short_ends_a_sentence_with_one_stop() -> None:
    """Births: 11,0 in the Hauts-de-France alone."""
    indicator = CATALOGUE.indicators["taux-natalite"]
    found = readings(indicator, compared("REG:32", "REG:28", "FRANCE:FM"))
    assert compared_text.lede(indicator, found) == "Sans valeur : Normandie et France mét."


# --- one scale --------------------------------------------------------------------------------


def test_rates_share_their_own_unit() -> None:
    drawn = multiple(RATE, readings(RATE, compared(*THREE)))
    assert drawn is not None and not drawn.base
    assert plain(note(RATE, drawn)) == "En %, une seule échelle, T1 1982 – T1 2026"


def test_counts_of_other_sizes_share_an_index_of_base_100() -> None:
    """Insee, population: Hauts-de-France 5,595,291 in 1975, 5,980,697 in 2023."""
    found = readings(POPULATION, compared(*THREE))
    drawn = multiple(POPULATION, found)
    assert drawn is not None and drawn.base == "1975"
    ends = {line.name: line.rows["value"][-1] for line in drawn.lines}
    assert ends["Hauts-de-France"] == pytest.approx(5980697 / 5595291 * 100)
    assert all(line.rows["value"][0] == pytest.approx(100) for line in drawn.lines)
    assert "Base 100 en 1975, tailles trop différentes" in note(POPULATION, drawn)
    assert set(multiple_data(drawn)["ends"]["text"]) == {"106,9", "114,3", "125,2"}


def test_an_index_stops_at_a_break_of_series() -> None:
    """DEFM of January 2025 carries B (loi pour le plein emploi): no index goes beyond it."""
    indicator = CATALOGUE.indicators["demandeurs-emploi-abc"]
    found = readings(indicator, compared("REG:32", "DEP:02"))
    drawn = multiple(indicator, found)
    assert drawn is not None and (drawn.base, drawn.cut) == ("2015-01", "2025-01")
    assert {line.rows["period"][-1] for line in drawn.lines} == {"2024-01"}


def test_an_index_that_stops_early_is_explained_beside_the_newest_values() -> None:
    """DEFM: the newest of the four départements are of January 2026, the break of January 2025."""
    indicator = CATALOGUE.indicators["demandeurs-emploi-abc"]
    found = readings(indicator, compared("DEP:02", "DEP:59", "DEP:60", "DEP:62"))
    lede = plain(compared_text.lede(indicator, found))
    assert lede.startswith("En janvier 2026, dernière date de tous : Aisne 49 820 personnes ;")
    assert lede.endswith(
        "on compare les évolutions, arrêtées à janvier 2024 (rupture de série en janvier 2025)."
    )


@pytest.mark.parametrize(
    ("key", "said"),
    [
        # A ratio is not multiplied, and the name of an indicator may say its unit.
        ("rapport-interdecile", "En 2019, le rapport interdécile est de 3,2 dans les Hauts-de-France : "
         "0,2 de moins qu’en France métropolitaine."),
        ("age-maternite", "En 2019, l’âge moyen des mères est de 29,9 ans dans les Hauts-de-France : "
         "1,0 an de moins qu’en France métropolitaine."),
        ("minima-sociaux", "En 2019, le nombre d’allocataires de minima sociaux pour 1 000 habitants "
         "est de 104 dans les Hauts-de-France : 24 de plus qu’en France métropolitaine."),
    ],
)  # fmt: skip
def test_a_gap_is_said_as_french_says_it(key: str, said: str) -> None:
    indicator = CATALOGUE.indicators[key]
    found = readings(indicator, compared("REG:32", "FRANCE:FM"))
    first = compared_text.sentences(indicator, found, multiple(indicator, found))[0]
    assert plain(first.text) == said


def test_a_unit_in_words_heads_a_chart_as_french_says_it() -> None:
    indicator = CATALOGUE.indicators["minima-sociaux"]
    bars = values_beside(readings(indicator, compared("REG:32", "FRANCE:FM")))
    assert plain(compared_text.bars_note(indicator, bars)) == (
        "Pour 1 000 habitants, 2019 ; barres à partir de zéro"
    )


def test_a_title_names_whose_count_it_gives() -> None:
    """Insee, 2023: 833,259 inhabitants in the Oise."""
    found = readings(POPULATION, compared("DEP:60", "DEP:62", "DEP:59"))
    title = compared_text.chart_title(POPULATION, found, multiple(POPULATION, found))
    assert plain(title) == "Population en 2023 : 833 259 habitants dans l’Oise"


def test_one_indicator_on_both_maps_is_said_to_be_one() -> None:
    one = panel(RATE, MEASURES["valeur"], "DEP")
    left, right, _ = paired.together(one, one)
    message = paired.message(RATE, left, RATE, right, 0, len(left.periods) - 1)
    assert message == (
        "Deux départements au-dessus de la médiane, sur 5 : les deux cartes montrent le même indicateur"
    )


# --- table ------------------------------------------------------------------------------------


def test_dates_that_differ_are_seen_and_compared_at_the_same_one() -> None:
    """Filosofi: 24.3 % in 2021 for zone 3218, 17.6 % in 2019 for the région."""
    chosen = compared("ZE2020:3218", "REG:32")
    table = compared_table.table(chosen, {POVERTY: readings(POVERTY, chosen)})
    assert rows(table) == [
        (
            "Taux de pauvreté",
            "24,3 %, ≠ 2021, pas de valeur un an avant",
            "17,6 %, ≠ 2019, pas de valeur un an avant",
            "≠ 2019 ≠ 2021",
        ),
        (
            "Taux de pauvreté, à la même date",
            "23,4 %, 2019",
            "17,6 %, 2019",
            "= 2019, même publication",
        ),
    ]


def test_the_file_holds_codes_and_sources() -> None:
    chosen = compared("SPEL:591", "REG:32")
    found = compared_table.file_rows(CATALOGUE, {RATE: readings(RATE, chosen)})
    last = found.filter(pl.col("territoire_choisi") == "591").row(-1, named=True)
    assert (last["niveau"], last["territoire"], last["niveau_choisi"]) == ("ZE2020", "3217", "SPEL")
    assert (last["periode"], last["valeur"], last["producteur"]) == ("2025-Q4", 12.5, "Insee")


def test_defaults_are_the_headline_and_what_the_territories_share() -> None:
    offered = tuple(entries(CATALOGUE))
    found = [one.key for one in defaults(CATALOGUE, offered, compared(*THREE))]
    assert found == ["taux-chomage", "population", "population-age-sexe.jeunes"]


# --- the monographies -------------------------------------------------------------------------


def test_the_table_of_hauts_de_france_is_that_of_its_monographie() -> None:
    """Monographie Hauts-de-France 2023, lines 114 to 239, 329 to 346, 365 to 392, 753 to 757.

    Printed: 6 096 682 (l. 114), 6 088 410 (l. 117), − 0,14 %; 523 050 (l. 165), 518 950 (l. 168),
    − 0,78 %, 5 423 100 (l. 169); 8,9 % (l. 204), 8,9 % (l. 209), 7,2 % (l. 212); 22,7 % en 2022 (l. 217)
    beside 16,7 % au 2e trimestre 2023 (l. 221); 4 913 (l. 329), 5 454 (l. 332), 11,01 %, 87 800 en 2022
    (l. 333); 64 846 (l. 380), 71 809 (l. 383), 10,74 %, 953 590 (l. 384).
    """
    table = monograph_table.table(CATALOGUE, "monographie-hdf-2023")
    found = {row[0]: row[1:] for row in rows(table)}
    assert len(found) == 22
    assert found["Population totale (habitants)"] == (
        "6 096 682 (2019)", "6 088 410 (2020)", "−0,1 %", "68 388 307 (2020, douteux)",
        "= 2020, chiffre douteux",
    )  # fmt: skip
    assert found["Demandeurs d’emploi (A, B, C) (personnes)"] == (
        "523 050 (septembre 2022)", "518 950 (septembre 2023)", "−0,8 %",
        "5 423 100 (septembre 2023)", "= septembre 2023",
    )  # fmt: skip
    assert found["Taux de chômage"] == (
        "8,9 % (T2 2022)", "8,9 % (T2 2023)", "0,0 point", "7,2 % (T2 2023), France hors Mayotte",
        "= T2 2023",
    )  # fmt: skip
    assert found["Taux de chômage, 15 à 24 ans"] == (
        "–", "22,7 % (2022)", "–", "16,7 % (T2 2023), France hors Mayotte",
        "≠ 2022 ≠ T2 2023, deux mesures",
    )  # fmt: skip
    assert found["Organismes de formation"] == (
        "4 913 (2020)", "5 454 (2021)", "+11,0 %", "87 800 (2022)", "≠ 2021 ≠ 2022",
    )  # fmt: skip
    assert found["Apprentis"] == (
        "64 846 (2021-2022)", "71 809 (2022-2023)", "+10,7 %", "953 590 (2022-2023)",
        "= 2022-2023",
    )  # fmt: skip
    assert found["Contrats d’apprentissage"][1:3] == (
        "61 948 (2022, douteux)",
        "non calculée (chiffre douteux)",
    )


def test_the_table_of_normandie_is_that_of_its_monographie() -> None:
    """Monographie Normandie 2020, lines 114 to 205, 378 to 397, 420 to 465, 728 to 732.

    Printed: 284 750 (l. 141), 276 150 (l. 144), −3.02 %, 5 798 700 (l. 74; l. 145 misprints 578 700);
    9 % (l. 177), 8,3 % (l. 182), « 0,7 % » without sign (l. 186), 8,5 % (l. 188); 22 578 in 2016/2017
    (l. 447), 24 703 in 2018/2019 (l. 450), 9,41 %, 452 652 (l. 451).
    """
    table = monograph_table.table(CATALOGUE, "monographie-normandie-2020")
    found = {row[0]: row[1:] for row in rows(table)}
    assert found["Demandeurs d’emploi (A, B, C) (personnes)"] == (
        "284 750 (juillet 2018)", "276 150 (juillet 2019)", "−3,0 %", "5 798 700 (juillet 2019)",
        "= juillet 2019",
    )  # fmt: skip
    assert found["Taux de chômage"] == (
        "9,0 % (T2 2018)", "8,3 % (T2 2019)", "−0,7 point", "8,5 % (T2 2019), France hors Mayotte",
        "= T2 2019",
    )  # fmt: skip
    assert found["Apprentis"] == (
        "22 578 (2016-2017)", "24 703 (2018-2019)", "+9,4 % en deux ans", "452 652 (2018-2019)",
        "= 2018-2019",
    )  # fmt: skip
    assert found["Population active, 16 à 25 ans (personnes)"][-1] == "≠ 2015 ≠ 2017"
    said = rows(monograph_table.sources(CATALOGUE, "monographie-normandie-2020"))
    assert (
        "Taux de chômage",
        "Région Normandie",
        "8,3 % (T2 2019)",
        "Monographie Normandie 2020, l. 182",
    ) in said


def test_the_newest_values_are_official_first_then_printed() -> None:
    """Insee, T1 2026: 9.8, 7.7 and 8.1; the job seekers of Normandie are those of its monographie."""
    table = monograph_table.table(CATALOGUE, monographs.LATEST)
    found = {row[0]: row[1:] for row in rows(table)}
    assert found["Taux de chômage"] == (
        "9,0 % (T1 2025)", "9,8 % (T1 2026, provisoire)", "+0,8 point",
        "7,1 % (T1 2025)", "7,7 % (T1 2026, provisoire)", "+0,6 point",
        "8,1 % (T1 2026, provisoire), France hors Mayotte", "= T1 2026",
    )  # fmt: skip
    assert found["Demandeurs d’emploi (A, B, C) (personnes)"][-1] == (
        "≠ janvier 2026 ≠ juillet 2019 ≠ septembre 2023"
    )
    said = rows(monograph_table.sources(CATALOGUE, monographs.LATEST))
    assert {row[3] for row in said if row[0] == "Taux de chômage"} == {
        "Insee, publié le 19/06/2026"
    }
    doubtful = {row[0] for row in rows(table) if any("douteux" in cell for cell in row)}
    assert doubtful == {
        "Population totale (habitants)", "Emplois, tertiaire marchand",
        "Emplois, tertiaire non marchand", "Emplois, industrie",
    }  # fmt: skip


def test_a_figure_that_is_only_doubtful_is_not_said_unavailable() -> None:
    """Monographie Hauts-de-France 2023: 747 900 and 8 446 900 (l. 260), 289 700 (l. 262), all U."""
    table = monograph_table.table(CATALOGUE, monographs.LATEST)
    found = {row[0]: row[1:] for row in rows(table)}
    public = found["Emplois, tertiaire non marchand"]
    assert public[:2] == ("–", "747 900 (T2 2023, douteux)")
    assert public[-2:] == ("8 446 900 (T2 2023, douteux)", "≠ T2 2023 ≠ T2 2019, chiffre douteux")
    assert found["Emplois, industrie"][1] == "289 700 (T2 2023, douteux)"


def test_a_line_compares_only_where_each_territory_has_a_value() -> None:
    """Both régions and France at one date: the estimated population, the unemployment rate."""
    same = [one.line.label for one in monographs.rows(CATALOGUE, monographs.LATEST) if one.compares]
    assert same == ["Population, estimation au 1er janvier", "Taux de chômage"]
    assert monograph_table.message(CATALOGUE, monographs.LATEST) == (
        "2 lignes sur 24 se comparent à la même date"
    )


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (",taux-chomage,", ",taux-inconnu,", "« taux-inconnu » n’est pas le code d’un indicateur"),
        ("age,moins de 25 ans", "age,moins de 26 ans", "« moins de 26 ans » n’est pas une valeur"),
    ],
)
def test_a_line_that_names_nothing_is_refused(
    good: str, bad: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    path = folder / "references" / "monographie-lignes.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(good, bad), encoding="utf-8")
    with pytest.raises(DataError, match=r"references/monographie-lignes\.csv, ligne") as refused:
        lines()
    assert said in str(refused.value)


# --- two maps ---------------------------------------------------------------------------------


def test_two_indicators_share_the_steps_of_the_finer_one() -> None:
    rate = panel(RATE, MEASURES["valeur"], "ZE2020")
    poverty = panel(POVERTY, MEASURES["valeur"], "ZE2020")
    left, right, codes = paired.together(rate, poverty)
    assert codes == left.periods
    assert {code[:4] for code in codes} == set(right.periods) == {"2019", "2021"}
    assert len(left.periods) == len(right.periods) == 8
    assert right.at("2021").filter(code="3218")["label"][0] == "24,3"
    assert plain(paired.dates(left, right, 7)) == (
        "Dates différentes : T4 2021 à gauche ≠ 2021 à droite."
    )


def test_two_dates_keep_their_distance_and_their_classes() -> None:
    rate = panel(RATE, MEASURES["valeur"], "ZE2020")
    left, right, codes = paired.apart(rate, 5)
    assert (left.periods[-1], right.periods[-1], codes[-1]) == ("2020-Q4", "2025-Q4", "2025-Q4")
    assert left.classes is right.classes is rate.classes
    assert plain(paired.moved(RATE, right, 5, "2025-Q4")).startswith("Du T4 2020 au T4 2025, ")


def test_a_movement_across_two_publications_is_not_told() -> None:
    """The zones of T4 2020 are of the publication T3 2023, those of T4 2025 of T4 2025."""
    rate = panel(RATE, MEASURES["valeur"], "ZE2020")
    assert "publications différentes" in paired.moved(RATE, rate, 5, "2025-Q4")
    told = plain(paired.moved(RATE, rate, 1, "2025-Q4"))
    assert "en hausse dans" in told and "publications" not in told


# --- the page ---------------------------------------------------------------------------------

VIEW = {
    "niveau": "SPEL",
    "territoire": "591",
    "avec": "ZE2020-3217.REG-28.FRANCE-FM",
    "indicateurs": "taux-pauvrete_emploi-secteur-rp.industrie",
    "monographie": "monographie-normandie-2020",
    "cartes": "dates",
    "niveau-cartes": "DEP",
    "indicateur-cartes": "taux-chomage",
    "ecart": "5",
    "periode": "2020-Q1",
}


def test_a_view_is_restored_from_its_address() -> None:
    app = opened("comparer", **VIEW)
    assert app.query_params == VIEW
    assert notices(app) == []
    text = shown(app)
    assert "Attention aux niveaux." in text
    assert "284 750 (juillet 2018)" in text
    assert "T1 2015" in text and "T1 2020" in text


def test_more_than_four_territories_are_refused_with_a_notice() -> None:
    app = opened("comparer", avec="REG-28.FRANCE-FM.DEP-59.DEP-62.ZE2020-3217")
    assert notices(app) == [
        "« Comparer avec » admet 3 choix au plus : 5 étaient demandés, les 3 premiers sont gardés."
    ]
    assert app.query_params["avec"] == "REG-28.FRANCE-FM.DEP-59"


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ({"avec": "ZE2020-9999.REG-28"}, "« ZE2020-9999 » n’est pas connu pour « Comparer avec »."),
        # A code means nothing without its level.
        ({"avec": "3217"}, "« 3217 » n’est pas connu pour « Comparer avec »."),
        ({"indicateurs": "inconnu"}, "« inconnu » n’est pas connu pour « Indicateurs »."),
    ],
)
def test_an_unknown_code_is_told(codes: dict[str, str], said: str) -> None:
    assert notices(opened("comparer", **codes)) == [said]


def test_nothing_chosen_is_told_and_not_a_failure() -> None:
    app = opened("comparer", avec="aucun", indicateurs="aucun")
    assert titles(app) == ["Choisissez au moins un indicateur à comparer"]
    app = opened("comparer", avec="aucun")
    assert "Choisissez au moins un territoire à comparer avec le vôtre." in shown(app)


@pytest.mark.parametrize(
    "key", ["DEP:60", "ZE2020:0054", "SPEL:595", "EPCI:200067999", "REG:32", "GROUPE"]
)
def test_every_level_opens(key: str) -> None:
    level, _, code = key.partition(":")
    place = {"niveau": level} | (
        {"communes": "59392.59017"} if level == "GROUPE" else {"territoire": code}
    )
    app = opened("comparer", **place)
    (title,) = titles(app)
    assert title.startswith("Taux de chômage")
    assert notices(app) == []
