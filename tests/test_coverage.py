"""Coverage: shares recomputed from the communes, rates beside one another and never combined."""

import csv
from collections import Counter

import pytest

from figures.coverage import alternative, coverage, own, rates, sentences, table
from figures.formats import rounded
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories

HEADLINE = read_catalogue().headline()


def place(key: str) -> Territory:
    level, code = key.split(":")
    return read_territories()[level, code]  # type: ignore[index]


def communes() -> list[dict[str, str]]:
    with (ROOT / "geo" / "communes.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["region"] == "32"]


def inhabitants(column: str, code: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in communes():
        if row[column] == code:
            found[row["ze2020"]] += int(row["population"])
    return found


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("SPEL:591", "arrondissement"),
        ("SPEL:595", "arrondissement"),
        ("EPCI:247600588", "epci"),
        ("DEP:60", "departement"),
        ("REG:32", "region"),
    ],
)
def test_both_shares_are_those_of_the_communes_of_the_region(key: str, column: str) -> None:
    expected = inhabitants(column, key.split(":")[1])
    zones: Counter[str] = Counter()
    for row in communes():
        zones[row["ze2020"]] += int(row["population"])
    found = coverage(place(key)).parts
    assert {one.zone.code: one.population for one in found} == dict(expected)
    assert [one.population for one in found] == sorted(expected.values(), reverse=True)
    assert sum(one.of_place for one in found) == pytest.approx(1)
    for one in found:
        assert one.of_place == pytest.approx(expected[one.zone.code] / expected.total())
        assert one.of_zone == pytest.approx(expected[one.zone.code] / zones[one.zone.code])


def test_the_rates_of_the_zones_stand_side_by_side_at_one_period_with_their_status() -> None:
    assert table(HEADLINE, place("SPEL:591")).to_dicts() == [
        {
            "Zone d’emploi": name, "Habitants du territoire": people, "Part du territoire": share,
            "Part de la zone": inverse, "Taux": rate, "Période": "T4\u00a02025", "État": "publié",
        }
        for name, people, share, inverse, rate in [
            ("Maubeuge", "196\u202f936", "88,3\u202f%", "81,6\u202f%", "12,5\u202f%"),
            ("Valenciennes", "25\u202f521", "11,4\u202f%", "6,5\u202f%", "12,9\u202f%"),
            ("Cambrai", "549", "0,2\u202f%", "0,4\u202f%", "10,3\u202f%"),
        ]
    ]  # fmt: skip


def test_a_spel_says_that_no_rate_is_its_own_and_that_no_average_is_made() -> None:
    texts = [one.text for one in sentences(HEADLINE, place("SPEL:591"))]
    assert texts == [
        "SPEL d’Avesnes-sur-Helpe : aucune valeur n’est publiée à cette échelle pour le taux "
        "de chômage, et elle ne se calcule pas ; on lit celles des zones d’emploi où vivent ses habitants.",
        "88,3\u202f% des habitants vivent dans la zone d’emploi de Maubeuge, 11,4\u202f% dans celle "
        "de Valenciennes, 0,2\u202f% dans celle de Cambrai.",
        "Au 4e trimestre 2025, le taux de chômage de ces zones est de 12,5\u202f% (Maubeuge), "
        "12,9\u202f% (Valenciennes) et 10,3\u202f% (Cambrai) ; aucune moyenne n’en est faite.",
    ]


def test_a_figure_of_the_arrondissement_is_the_spel_s_own() -> None:
    poverty = read_catalogue().indicators["taux-pauvrete"]
    found = own(poverty, place("SPEL:591"))
    assert found is not None and found.row == ("ARR", "591", "2019")
    assert [one.text for one in sentences(poverty, place("SPEL:591"))] == [
        "SPEL d’Avesnes-sur-Helpe : le taux de pauvreté, 23,3\u202f% en 2019, est une valeur publiée "
        "à cette échelle."
    ]


@pytest.mark.parametrize(("key", "name"), [("ZE2020:0054", "Beauvais"), ("SPEL:601", "Beauvais")])
def test_the_figure_of_an_interregional_zone_is_said_to_count_both_sides(
    key: str, name: str
) -> None:
    here = inhabitants("ze2020", "0054")["0054"]
    last = sentences(HEADLINE, place(key))[-1].text
    assert last == (
        f"La valeur de la zone d’emploi de {name} est celle de la zone entière, qui dépasse la région ; "
        f"la partie située dans les Hauts-de-France compte {here // 1000}\u202f{here % 1000:03d} "
        "habitants sur 285\u202f835."
    )
    assert table(HEADLINE, place(key))["Zone d’emploi"].to_list() == ["Beauvais (interrégionale)"]


def test_a_zone_and_a_departement_have_figures_of_their_own() -> None:
    for key, text in [
        (
            "ZE2020:3217",
            "Zone d’emploi de Maubeuge : le taux de chômage, 12,5\u202f% au 4e trimestre",
        ),
        ("DEP:59", "Département du Nord : le taux de chômage, 10,5\u202f% au 1er trimestre"),
    ]:
        (only,) = sentences(HEADLINE, place(key))
        assert only.text.startswith(text) and only.text.endswith("publiée à cette échelle.")
        assert len(only.rows) == 1


def test_a_territory_outside_the_region_has_no_coverage() -> None:
    outside = read_territories()["ZE2020", "1109"]
    assert coverage(outside).parts == () and rates(HEADLINE, outside) == ()
    assert table(HEADLINE, outside).is_empty()
    assert alternative(HEADLINE, outside) == (
        f"{outside.title} : aucune zone d’emploi de la région."
    )


def test_the_alternative_text_reads_every_zone_of_every_spel() -> None:
    for one in read_territories().values():
        if one.level != "SPEL":
            continue
        text = alternative(HEADLINE, one)
        for rate in rates(HEADLINE, one):
            share = rounded(rate.part.of_place * 100, 1)
            assert rate.part.zone.name in text and rate.text in text
            assert share < 0.1 or f"{share}".replace(".", ",") in text


def test_a_zone_without_any_figure_is_named_without_a_number() -> None:
    without = read_catalogue().indicators["demandeurs-emploi-abc"]
    found = table(without, place("SPEL:591"))
    assert found.columns == [
        "Zone d’emploi", "Habitants du territoire", "Part du territoire", "Part de la zone",
    ]  # fmt: skip
    assert sentences(without, place("SPEL:591"))[-1].text == (
        "Aucune de ces zones d’emploi n’a de valeur publiée pour le nombre de demandeurs d’emploi."
    )
