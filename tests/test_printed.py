"""The figures copied from documents: what is read, what a bad row says, what a series makes of it."""

import shutil
from pathlib import Path

import polars as pl
import pytest
from frictionless import Package

from loaders import codelists, observations, package, printed, targets
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.settings import ROOT
from loaders.territories import find, read_territories
from tests.test_loaders import FILE, INDICATOR, SOURCE

ENTRY = (
    INDICATOR.replace('levels = ["REG", "ZE2020"]', 'levels = ["FRANCE", "REG", "COM"]').replace(
        'sources = ["essai"]', 'sources = ["doc-ancien", "doc-recent"]'
    )
    + """
dimensions = ["age", "metier"]
[indicator.codes]
age = ["jeunes", "seniors"]
metier = "metiers"
"""
)
DOCUMENTS = """
[[source]]
code = "doc-ancien"
producer = "Région"
title = "Plan"
document = true
vintages = [{ code = "2020", fetched = "transcribed" }]

[[source]]
code = "doc-recent"
producer = "Région"
title = "Bilan"
document = true
vintages = [{ code = "2022", fetched = "transcribed" }]
"""
HEADER = (
    "document,line,kind,level,territory,start,period,age,metier,value,printed,status,cited,note"
)
GOOD = "doc-ancien,12,observed,REG,32,,2019,T,T,12.5,environ 12.5 %,A,Insee,"
TARGETS = (
    "document,line,indicator,level,territory,dimension,code,period,value,printed,"
    "baseline_period,baseline_value,definition,note"
)
TARGET = "doc-recent,7,taux-essai,REG,32,,,2028,10,10 %,2019,12.5,Le taux à atteindre.,"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder whose one indicator has two dimensions and is in no published table."""
    for name in ("catalogue", "printed", "codelists", "targets", "observations"):
        (tmp_path / name).mkdir()
    (tmp_path / FILE).write_text(ENTRY, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(SOURCE + DOCUMENTS, encoding="utf-8")
    shutil.copy(ROOT / "data" / "dimensions.toml", tmp_path)
    codes = "code,label\nB1Z40,Maçons\nA0Z40,Agriculteurs\n"
    (tmp_path / "codelists" / "metiers.csv").write_text(codes, encoding="utf-8")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    return tmp_path


def write(data: Path, *rows: str, header: str = HEADER) -> None:
    text = "\n".join([header, *rows]) + "\n"
    (data / "printed" / "taux-essai.csv").write_text(text, encoding="utf-8")


def aim(data: Path, *rows: str, name: str = "emploi") -> None:
    text = "\n".join([TARGETS, *rows]) + "\n"
    (data / "targets" / f"{name}.csv").write_text(text, encoding="utf-8")


def read() -> pl.DataFrame:
    return printed.read(read_catalogue().indicators["taux-essai"])


def series() -> list[tuple[object, ...]]:
    rows = observations.read(read_catalogue().indicators["taux-essai"])
    return rows.select("period", "age", "value", "status", "vintage", "source").rows()


def test_a_codelist_gives_the_labels_in_the_order_of_its_file(data: Path) -> None:
    one = read_catalogue().indicators["taux-essai"]
    assert list(codelists.values(one, "metier").items()) == [
        ("B1Z40", "Maçons"),
        ("A0Z40", "Agriculteurs"),
    ]
    assert codelists.values(one, "age") == {"jeunes": "jeunes", "seniors": "seniors"}
    path = data / "codelists" / "metiers.csv"
    path.write_text("code,label\nC2Z70,Ingénieurs\n", encoding="utf-8")
    assert codelists.values(one, "metier") == {"C2Z70": "Ingénieurs"}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "code,name\nA,B\n",
            "ligne 1 : les colonnes sont « code, name » au lieu de « code, label »",
        ),
        ("code,label\nA,B\nA,C\n", "ligne 3 : le code « A » figure déjà"),
        ("code,label\nT,Total\n", "ligne 2 : « T », le total, va de soi"),
        ("code,label\nA,\n", "ligne 2 : le code ou le libellé manque"),
    ],
)
def test_a_bad_codelist_is_refused_with_its_line(data: Path, text: str, sentence: str) -> None:
    (data / "codelists" / "metiers.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as error:
        codelists.values(read_catalogue().indicators["taux-essai"], "metier")
    assert str(error.value).startswith(f"metiers.csv, {sentence}")


def test_a_printed_figure_is_read_with_its_words_and_its_line(data: Path) -> None:
    write(data, GOOD)
    assert read().row(0, named=True) == {
        "document": "doc-ancien",
        "line": 12,
        "kind": "observed",
        "level": "REG",
        "territory": "32",
        "start": "",
        "period": "2019",
        "age": "T",
        "metier": "T",
        "value": 12.5,
        "printed": "environ 12.5 %",
        "status": "A",
        "cited": "Insee",
        "note": "",
    }


def test_no_file_is_an_empty_table_with_the_same_columns(data: Path) -> None:
    empty = read()
    write(data, GOOD)
    assert (empty.height, empty.schema) == (0, read().schema)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            GOOD.replace("doc-ancien", "essai"),
            "colonne « document » : « essai » n’est pas un document décrit dans sources.toml "
            "(doc-ancien, doc-recent) ; corrigez.",
        ),
        (
            GOOD.replace(",12,", ",l. 12,"),
            "colonne « line » : « l. 12 » n’est pas un numéro de ligne ; écrivez un entier.",
        ),
        (
            GOOD.replace("observed", "target"),
            "colonne « kind » : « target » n’est pas une sorte de chiffre (observed, projection, "
            "evolution) ; corrigez.",
        ),
        (
            GOOD.replace("REG,32", "DEP,59"),
            "colonne « level » : « DEP » n’est pas un niveau de l’indicateur (FRANCE, REG, "
            "COM) ; corrigez.",
        ),
        (
            GOOD.replace("REG,32", "COM,99999"),
            "colonne « territory » : « 99999 » n’est pas un code connu au niveau COM ; corrigez-le, "
            "ou ajoutez le territoire à territories.csv.",
        ),
        (
            GOOD.replace(",2019,", ",en 2019,"),
            "colonne « period » : « en 2019 » n’est pas une période écrite comme « 2023-Q2 », "
            "« 2023-09 », « 2023 », « 2022/2023 » ; corrigez-la.",
        ),
        (
            GOOD.replace(",2019,", ",,"),
            "colonne « period » : le vide n’est pas admis ; complétez.",
        ),
        (
            GOOD.replace(",,2019,", ",2017-T1,2019,"),
            "colonne « start » : « 2017-T1 » n’est pas une période écrite comme « 2023-Q2 », "
            "« 2023-09 », « 2023 », « 2022/2023 » ; corrigez-la.",
        ),
        (
            GOOD.replace(",T,T,", ",vieux,T,"),
            "colonne « age » : « vieux » n’est pas une valeur de cette dimension (T, jeunes, "
            "seniors) ; corrigez, ou complétez la liste.",
        ),
        (
            GOOD.replace(",T,T,", ",T,Maçons,"),
            "colonne « metier » : « Maçons » n’est pas une valeur de cette dimension de "
            "metiers.csv ; corrigez, ou complétez la liste.",
        ),
        (
            GOOD.replace(",A,", ",X,"),
            "colonne « status » : « X » n’est pas un statut (A, P, R, E, B, C, M, U) ; corrigez.",
        ),
        (
            GOOD.replace(",12.5,", ",125,"),
            "colonne « value » : « 125 » est hors des bornes plausibles, 0 à 40 ; vérifiez la "
            "valeur à la source, ou les bornes du catalogue.",
        ),
        (
            GOOD.replace(",12.5,", ",environ 12,"),
            "colonne « value » : « environ 12 » n’est pas un nombre écrit comme « 8.9 » ; "
            "corrigez-le, ou videz la case et donnez le statut C (secret) ou M (manquante).",
        ),
        (
            GOOD.replace(",environ 12.5 %,", ",,"),
            "colonne « printed » : le vide n’est pas admis ; complétez.",
        ),
        (
            GOOD,
            "colonne « period » : « 2019 » double une ligne déjà donnée (doc-ancien 12 observed REG "
            "32 2019 T T 12.5) ; gardez une seule des deux lignes.",
        ),
    ],
)
def test_a_bad_printed_row_is_refused_like_an_observation(
    data: Path, row: str, sentence: str
) -> None:
    write(data, GOOD, row)
    with pytest.raises(DataError) as error:
        read()
    assert str(error.value) == f"printed/taux-essai.csv, ligne 3, {sentence}"


@pytest.mark.parametrize("change", ["evolution", "U"])
def test_the_plausible_range_is_not_that_of_a_change_nor_of_a_doubt(
    data: Path, change: str
) -> None:
    row = GOOD.replace(",12.5,", ",-60,")
    row = row.replace(",A,", ",U,") if change == "U" else row.replace("observed", change)
    write(data, row)
    assert read()["value"].to_list() == [-60.0]


def test_a_target_may_be_that_of_a_commune_of_the_region(data: Path) -> None:
    aim(data, TARGET.replace("REG,32", "COM,59350"))
    assert [one.territory for one in targets.read_targets()] == ["59350"]
    assert find("COM", "59350").name == "Lille"
    aim(data, TARGET.replace("REG,32", "COM,99999"))
    with pytest.raises(DataError, match="« 99999 » n’est pas un code connu au niveau COM"):
        targets.read_targets()


def test_a_lost_series_is_not_replaced_by_what_documents_print(data: Path) -> None:
    write(data, GOOD)
    entry = (data / FILE).read_text(encoding="utf-8")
    official = entry.replace('["doc-ancien", "doc-recent"]', '["doc-ancien", "essai"]')
    (data / FILE).write_text(official, encoding="utf-8")
    with pytest.raises(DataError, match=r"ni taux-essai\.parquet ni taux-essai\.csv"):
        series()


def test_the_most_recent_document_gives_the_series_then_its_first_line(data: Path) -> None:
    write(
        data,
        GOOD,
        GOOD.replace("doc-ancien,12", "doc-recent,40").replace("12.5,", "14,"),
        GOOD.replace("doc-ancien,12", "doc-recent,9").replace("12.5,", "13,").replace(",A,", ",E,"),
        GOOD.replace(",2019,", ",2018,"),
    )
    assert series() == [
        ("2018", "T", 12.5, "A", "2020", "doc-ancien"),
        ("2019", "T", 13.0, "E", "2022", "doc-recent"),
    ]
    one = read_catalogue().indicators["taux-essai"]
    assert observations.row(one, "REG", "32", "2019") == (13.0, "E", "2022", "doc-recent")
    assert observations.series(one, "REG", "32")["period"].to_list() == ["2018", "2019"]


def test_a_series_holds_neither_doubt_nor_projection_nor_change(data: Path) -> None:
    write(
        data,
        GOOD.replace(",A,", ",U,"),
        GOOD.replace("observed", "projection"),
        GOOD.replace("observed", "evolution"),
    )
    assert read().height == 3
    assert series() == []


def test_periods_of_several_grammars_are_sorted_together(data: Path) -> None:
    written = ["2022/2023", "2022-Q4", "2022", "2022-09", "2021"]
    write(data, *(GOOD.replace(",2019,", f",{one},") for one in written))
    one = read_catalogue().indicators["taux-essai"]
    assert observations.periods(one) == ["2021", "2022", "2022-09", "2022-Q4", "2022/2023"]


def test_a_published_table_is_preferred_to_what_documents_print(data: Path) -> None:
    write(data, GOOD)
    assert series() == [("2019", "T", 12.5, "A", "2020", "doc-ancien")]
    text = (
        "level,territory,period,value,status,vintage,source\nREG,32,2023-Q2,8.9,A,2023-Q2,essai\n"
    )
    (data / "observations" / "taux-essai.csv").write_text(text, encoding="utf-8")
    entry = (data / FILE).read_text(encoding="utf-8")
    (data / FILE).write_text(entry.replace('"doc-recent"]', '"essai"]'), encoding="utf-8")
    assert series() == [("2023-Q2", "T", 8.9, "A", "2023-Q2", "essai")]


def test_a_corrected_printed_figure_or_vintage_is_seen_at_once(data: Path) -> None:
    one = read_catalogue().indicators["taux-essai"]
    write(data, GOOD)
    assert observations.row(one, "REG", "32", "2019") == (12.5, "A", "2020", "doc-ancien")
    write(data, GOOD.replace("12.5,", "13.25,"))
    assert observations.row(one, "REG", "32", "2019") == (13.25, "A", "2020", "doc-ancien")
    dated = DOCUMENTS.replace('code = "2020"', 'code = "2021"')
    (data / "sources.toml").write_text(SOURCE + dated, encoding="utf-8")
    assert observations.row(one, "REG", "32", "2019") == (13.25, "A", "2021", "doc-ancien")


def test_an_indicator_known_by_its_target_alone_has_an_empty_series(data: Path) -> None:
    one = read_catalogue().indicators["taux-essai"]
    with pytest.raises(DataError, match="ajoutez le fichier ou retirez l’indicateur"):
        observations.read(one)
    aim(data, TARGET)
    assert observations.read(one).height == 0
    assert observations.periods(one) == []
    assert observations.series(one, "REG", "32").height == 0


def test_targets_are_read_in_the_order_of_the_files(data: Path) -> None:
    aim(data, TARGET)
    aim(data, TARGET.replace(",,,2028,", ",age,jeunes,,").replace("2019,12.5", ","), name="a")
    first, second = targets.read_targets()
    assert (first.dimension, first.code, first.period, first.baseline_value, first.file) == (
        "age", "jeunes", "", None, "a.csv",
    )  # fmt: skip
    assert second == targets.Target(
        document="doc-recent", line=7, indicator="taux-essai", level="REG", territory="32",
        dimension="", code="", period="2028", value=10.0, printed="10 %", baseline_period="2019",
        baseline_value=12.5, definition="Le taux à atteindre.", note="", file="emploi.csv",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "taux-essai",
            "autre",
            "colonne « indicator » : « autre » n’est pas un indicateur du catalogue ; corrigez le "
            "code.",
        ),
        (
            "REG,32",
            "REG,99",
            "colonne « territory » : « 99 » n’est pas un code connu au niveau REG ; corrigez-le, ou "
            "ajoutez le territoire à territories.csv.",
        ),
        (
            ",,,2028",
            ",sexe,femmes,2028",
            "colonne « dimension » : « sexe » n’est pas une dimension de « taux-essai » ; corrigez.",
        ),
        (
            ",,,2028",
            ",age,vieux,2028",
            "colonne « code » : « vieux » n’est pas une valeur de la dimension « age » ; corrigez.",
        ),
        (
            ",,,2028",
            ",age,,2028",
            "colonne « code » : le vide ne va pas avec la dimension ; donnez les deux, ou aucune.",
        ),
        (
            ",10,10 %",
            ",dix,10 %",
            "colonne « value » : « dix » n’est pas un nombre écrit comme « 8.9 » ; corrigez-le.",
        ),
        (
            "Le taux à atteindre.",
            "",
            "colonne « definition » : le vide n’est pas admis ; complétez.",
        ),
    ],
)
def test_a_bad_target_is_refused_with_its_line(
    data: Path, old: str, new: str, sentence: str
) -> None:
    aim(data, TARGET.replace(",2028,", ",2027,"), TARGET.replace(old, new))
    with pytest.raises(DataError) as error:
        targets.read_targets()
    assert str(error.value) == f"targets/emploi.csv, ligne 3, {sentence}"


def test_every_table_of_the_folder_is_described(data: Path) -> None:
    write(data, GOOD)
    aim(data, TARGET)
    (data / "references").mkdir()
    (data / "references" / "sigles.csv").write_text("term,definition\nA,B\n", encoding="utf-8")
    resources = {one["name"]: one for one in package.describe(read_catalogue())["resources"]}
    assert list(resources) == [
        "printed-taux-essai", "targets-emploi", "codelists-metiers", "references-sigles",
    ]  # fmt: skip
    fields = {one["name"]: one for one in resources["printed-taux-essai"]["schema"]["fields"]}
    assert ",".join(fields) == HEADER
    assert fields["line"]["type"] == "integer"
    assert fields["age"]["constraints"]["enum"] == ["T", "jeunes", "seniors"]
    assert "required" not in fields["note"].get("constraints", {})
    assert resources["printed-taux-essai"]["schema"]["primaryKey"][:2] == ["document", "line"]
    assert "licenses" not in resources["printed-taux-essai"]


def test_the_description_is_valid_by_the_standard_and_finds_a_wrong_row(data: Path) -> None:
    write(data, GOOD, GOOD.replace("observed", "evolution").replace(",,2019,", ",2015,2019,"))
    aim(data, TARGET, TARGET.replace(",,,2028,", ",age,jeunes,,").replace("2019,12.5", ","))
    assert package.main() == 0
    report = Package(str(data / package.FILE)).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "note"]) == []
    write(data, GOOD, GOOD)
    assert not Package(str(data / package.FILE)).validate().valid


# What the project publishes.

CATALOGUE = read_catalogue()
FILES = sorted((ROOT / "data" / printed.FOLDER).glob("*.csv"))


@pytest.mark.parametrize("code", [path.stem for path in FILES])
def test_a_file_of_printed_figures_is_sound(code: str) -> None:
    one = CATALOGUE.indicators[code]
    rows = printed.read(one)
    assert rows.height > 0
    assert rows.filter(pl.col("status") == "U", pl.col("note") == "").rows() == []
    for text in rows["note"]:
        assert "'" not in text


def test_the_targets_are_sound() -> None:
    for target in targets.read_targets():
        assert target.level in CATALOGUE.indicators[target.indicator].levels
        assert "'" not in target.definition + target.note


def test_the_documents_are_declared_from_the_oldest() -> None:
    assert CATALOGUE.documents() == [
        "plan-apprentissage-2016",
        "monographie-normandie-2020",
        "cprdfop-2022",
        "protocole-france-travail-2023",
        "monographie-hdf-2023",
    ]


def test_france_without_perimeter_is_a_territory_of_its_own() -> None:
    france = read_territories()["FRANCE", "FR"]
    assert (france.name, france.the) == ("France", "la France")
