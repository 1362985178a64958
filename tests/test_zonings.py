"""Which zoning is which: composition recomputed from the communes, the SPEL as a checked table."""

import csv
import shutil
from pathlib import Path

import pytest

from figures.zonings import apart_text, clash_text, rule_text, table, zonings_of
from loaders.errors import DataError
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories
from loaders.zonings import apart, read_spel, read_zonings


def place(key: str) -> Territory:
    level, code = key.split(":")
    return read_territories()[level, code]  # type: ignore[index]


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "geo" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


HERE = [row for row in rows("communes.csv") if row["region"] == "32"]


def texts(key: str) -> dict[str, str]:
    return {one.zoning.code: one.text for one in zonings_of(place(key))}


def test_the_number_of_each_zoning_is_the_one_that_the_communes_tell() -> None:
    for zoning in read_zonings():
        if not zoning.known:
            continue
        column = "arrondissement" if zoning.column == "spel" else zoning.column
        assert (zoning.code, zoning.count) == (zoning.code, len({row[column] for row in HERE}))


def test_a_spel_reads_where_its_inhabitants_are_in_every_zoning() -> None:
    assert texts("SPEL:593") == {
        "SPEL": "C’est un SPEL.",
        "ARR": "Le territoire est l’arrondissement de Douai.",
        "CLPE": "Le territoire se partage entre deux comités locaux pour l’emploi (CLPE)\u00a0: Douai "
        "(89,4\u202f% des habitants) et Lille Métropole (10,6\u202f%).",
        "ZE2020": "Le territoire se partage entre trois zones d’emploi\u00a0: Douai (86,0\u202f% des "
        "habitants), Lille (10,9\u202f%) et Valenciennes (3,1\u202f%).",
        "EPCI": "Le territoire se partage entre trois EPCI\u00a0: CA Douaisis Agglo (60,9\u202f% des "
        "habitants), CA Cœur d’Ostrevent (28,5\u202f%) et CC Pévèle-Carembault (10,6\u202f%).",
        "BE": "Tout le territoire est dans un bassin d’emploi de France Travail\u00a0: Douai.",
        "BEF": "Composition non connue ici : on ne sait pas dans quels bassins emploi-formation il "
        "se trouve.",
    }


@pytest.mark.parametrize(
    ("key", "column"),
    [("SPEL:591", "arrondissement"), ("EPCI:200069722", "epci"), ("DEP:80", "departement")],
)
def test_the_inhabitants_of_each_part_are_those_of_its_communes(key: str, column: str) -> None:
    for one in zonings_of(place(key)):
        if not one.zoning.known:
            assert one.parts == ()
            continue
        into = "arrondissement" if one.zoning.column == "spel" else one.zoning.column
        expected: dict[str, int] = {}
        for row in HERE:
            if row[column] == key.split(":")[1]:
                expected[row[into]] = expected.get(row[into], 0) + int(row["population"])
        assert {part.code: part.people for part in one.parts} == expected
        assert sum(part.share for part in one.parts) == pytest.approx(1)


def test_the_communes_whose_clpe_is_not_their_arrondissement_s_come_from_the_tables() -> None:
    of = {row["arrondissement"]: row["clpe"] for row in rows("spel.csv")}
    expected = [row["name"] for row in HERE if row["clpe"] != of[row["arrondissement"]]]
    assert [name for name, _, _ in apart()] == expected
    assert apart_text() == (
        "CLPE et arrondissement diffèrent pour dix communes\u00a0: neuf communes de l’arrondissement "
        "de Douai (Aix-en-Pévèle, Auchy-lez-Orchies, Beuvry-la-Forêt, Bouvignies, Coutiches, "
        "Landas, Nomain, Orchies et Saméon) relèvent du CLPE Lille Métropole ; une commune de "
        "l’arrondissement d’Abbeville (Allery) relève du CLPE Amiens."
    )


def test_the_rule_of_the_spel_is_said_with_its_table_and_its_source() -> None:
    (source,) = {row["source"] for row in rows("spel.csv")}
    assert rule_text().endswith(f"Source : {source}.") and "geo/spel.csv" in rule_text()


def test_a_code_shared_by_a_bassin_and_a_zone_is_shown_to_be_two_places() -> None:
    assert clash_text(place("ZE2020:0054")) == (
        "Le code 3213 est le bassin d’emploi de Beauvais pour France Travail et la zone d’emploi de "
        "Dunkerque pour l’Insee : un territoire se lit avec son niveau et son code."
    )
    # 3201 is Abbeville for both: it would prove nothing.
    assert clash_text(place("EPCI:247600588")) == ""


def test_a_zoning_with_too_many_territories_names_the_first_ones_only() -> None:
    assert texts("REG:32")["ZE2020"] == (
        "Le territoire se partage entre 24 zones d’emploi, dont Lille (15,8\u202f% des habitants), "
        "Roubaix-Tourcoing (6,9\u202f%) et Valenciennes (6,5\u202f%)."
    )


def test_a_territory_outside_the_region_is_in_none() -> None:
    assert set(texts("REG:28").values()) == {
        "Hors de la région.",
        "Composition non connue ici : on ne sait pas dans quels bassins emploi-formation il se "
        "trouve.",
    }


def test_the_table_says_of_each_zoning_who_defines_it_and_what_it_is() -> None:
    found = table(place("SPEL:591"))
    assert found.columns == [
        "Découpage", "Dans la région", "Défini par", "Ce que c’est", "Ce territoire",
    ]  # fmt: skip
    last = found.row(-1, named=True)
    assert (last["Découpage"], last["Dans la région"]) == ("Bassin emploi-formation", "28")
    assert last["Défini par"] == "C2RP" and "n’est pas dessiné" in last["Ce que c’est"]


def test_every_territory_of_the_region_has_sentences_that_end_well() -> None:
    for one in read_territories().values():
        if one.level in ("SPEL", "ZE2020", "DEP", "EPCI", "REG"):
            for text in texts(one.key).values():
                assert text.endswith(".") and "  " not in text and ".." not in text


@pytest.fixture
def geo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path in (ROOT / "geo").glob("*.csv"):
        shutil.copy(path, tmp_path)
    monkeypatch.setenv("OBSERVATOIRE_GEO", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (",CLPE59001,", ",59001,", "ligne 8, colonne « clpe » : « 59001 » n’est pas un code comme"),
        ("592,Cambrai,592,", "592,Cambrai,591,", "« 591 » figure déjà plus haut"),
        ("592,Cambrai,592,", "592,Cambrai,599,", "« 599 » n’est pas un arrondissement de"),
        ("592,Cambrai,592,", "592,,592,", "colonne « name » : le vide n’est pas admis ; complétez"),
    ],
)
def test_a_wrong_table_of_spel_is_refused_in_a_sentence(
    geo: Path, before: str, after: str, said: str
) -> None:
    path = geo / "spel.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(DataError, match=r"spel\.csv") as refused:
        read_spel()
    assert said in str(refused.value)


def test_an_arrondissement_without_spel_is_refused_in_a_sentence(geo: Path) -> None:
    path = geo / "spel.csv"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if line[:4] != "592,"]
    path.write_text("\n".join(kept), encoding="utf-8")
    with pytest.raises(DataError, match="« 592 » n’a pas de SPEL ; ajoutez sa ligne"):
        read_spel()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (",clpe,26", ",commune_clpe,26", "n’est pas une colonne de communes.csv"),
        (",clpe,26", ",clpe,vingt", "« vingt » n’est pas un nombre entier"),
        ("\nARR,", "\nSPEL,", "« SPEL » figure déjà plus haut"),
    ],
)
def test_a_wrong_table_of_zonings_is_refused_in_a_sentence(
    geo: Path, before: str, after: str, said: str
) -> None:
    path = geo / "zonings.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(DataError, match=r"zonings\.csv") as refused:
        read_zonings()
    assert said in str(refused.value)
