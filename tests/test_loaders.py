"""The way in: what a bad row says, how a file is read, how an update goes or is refused."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import polars as pl
import pytest
import xlsxwriter

from loaders import observations, update
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.official import (
    dares_defm,
    files_of,
    insee_bdm,
    insee_chomage_dep,
    insee_chomage_ze,
    insee_emploi_dep,
    insee_emploi_ze,
    insee_population_dep,
    insee_population_ze,
    sums,
)
from loaders.settings import ROOT

FILE = "catalogue/30-essai.toml"
HEADER = "level,territory,period,value,status,vintage,source"
INDICATOR = """
[[indicator]]
code = "taux-essai"
title = "Taux d’essai"
short = "Essai"
subject = "l’essai"
question = "Que vaut l’essai ?"
definition = "Un taux d’essai."
unit = "%"
kind = "rate"
decimals = 1
direction = "down"
theme = "marche-du-travail"
entries = ["territoire"]
sources = ["essai"]
periodicity = "Q"
levels = ["REG", "ZE2020"]
minimum = 0
maximum = 40
next_release = "Jamais."
"""
SEXE = """
dimensions = ["sexe"]
[indicator.codes]
sexe = ["femmes", "hommes"]
"""
SOURCE = """
[[source]]
code = "essai"
producer = "Essai"
title = "Essai"
url = "https://example.org/"
licence = "Licence Ouverte 2.0"
vintages = [{ code = "2023-Q2", fetched = "loader", published = 2023-09-21 }]
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder with one indicator and no observation."""
    (tmp_path / "observations").mkdir()
    (tmp_path / "catalogue").mkdir()
    (tmp_path / FILE).write_text(INDICATOR, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(SOURCE, encoding="utf-8")
    shutil.copy(ROOT / "data" / "dimensions.toml", tmp_path)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    return tmp_path


def publish(data: Path, *rows: str, header: str = HEADER) -> None:
    text = "\n".join([header, *rows]) + "\n"
    (data / "observations" / "taux-essai.csv").write_text(text, encoding="utf-8")


def read() -> pl.DataFrame:
    return observations.read(read_catalogue().indicators["taux-essai"])


def refusal() -> str:
    with pytest.raises(DataError) as error:
        read()
    return str(error.value)


GOOD = "ZE2020,0054,2023-Q2,7.6,A,2023-Q2,essai"


def test_an_indicator_is_one_entry_and_one_file_and_no_code(data: Path) -> None:
    publish(data, "REG,32,2023-Q2,8.9,P,2023-Q2,essai", GOOD)
    assert list(read_catalogue().indicators) == ["taux-essai"]
    assert read().rows() == [
        ("REG", "32", "2023-Q2", 8.9, "P", "2023-Q2", "essai"),
        ("ZE2020", "0054", "2023-Q2", 7.6, "A", "2023-Q2", "essai"),
    ]


def test_a_replaced_file_is_read_again(data: Path) -> None:
    publish(data, GOOD)
    assert read()["value"].to_list() == [7.6]
    publish(data, GOOD.replace("7.6", "10.1"))
    assert read()["value"].to_list() == [10.1]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            "ZE2020,54,2023-Q2,7.6,A,2023-Q2,essai",
            "colonne « territory » : « 54 » n’est pas un code connu au niveau ZE2020 ; écrivez "
            "« 0054 », avec ses zéros.",
        ),
        (
            "ZE2020,9999,2023-Q2,7.6,A,2023-Q2,essai",
            "colonne « territory » : « 9999 » n’est pas un code connu au niveau ZE2020 ; "
            "corrigez-le, ou ajoutez le territoire à territories.csv.",
        ),
        (
            "DEP,59,2023-Q2,7.6,A,2023-Q2,essai",
            "colonne « level » : « DEP » n’est pas un niveau de l’indicateur (REG, ZE2020) ; "
            "corrigez.",
        ),
        (
            "REG,32,2023-Q2,n.d.,A,2023-Q2,essai",
            "colonne « value » : « n.d. » n’est pas un nombre écrit comme « 8.9 » ; corrigez-le, "
            "ou videz la case et donnez le statut C (secret) ou M (manquante).",
        ),
        (
            'REG,32,2023-Q2,"8,9",A,2023-Q2,essai',
            "colonne « value » : « 8,9 » n’est pas un nombre écrit comme « 8.9 » ; corrigez-le, "
            "ou videz la case et donnez le statut C (secret) ou M (manquante).",
        ),
        (
            "REG,32,2023-Q2,,A,2023-Q2,essai",
            "colonne « value » : le vide n’est pas admis avec le statut A ; donnez la "
            "valeur, ou le statut C (secret) ou M (manquante).",
        ),
        (
            "REG,32,2023-Q2,8.9,C,2023-Q2,essai",
            "colonne « value » : « 8.9 » contredit le statut C, qui dit que la valeur n’est pas "
            "publiée ; videz la case ou changez le statut.",
        ),
        (
            "REG,32,2023-Q2,89,A,2023-Q2,essai",
            "colonne « value » : « 89 » est hors des bornes plausibles, 0 à 40 ; vérifiez la "
            "valeur à la source, ou les bornes du catalogue.",
        ),
        (
            "REG,32,2023-T2,8.9,A,2023-Q2,essai",
            "colonne « period » : « 2023-T2 » n’est pas une période écrite comme « 2023-Q2 » ; "
            "corrigez-la.",
        ),
        (
            "ZE2020,0054,2023-Q2,8.9,A,2023-Q2,essai",
            "colonne « period » : « 2023-Q2 » double une observation déjà donnée (ZE2020 0054 "
            "2023-Q2) ; gardez une seule des deux lignes.",
        ),
        (
            "REG,32,2023-Q2,8.9,X,2023-Q2,essai",
            "colonne « status » : « X » n’est pas un statut (A, P, R, E, B, C, M) ; corrigez.",
        ),
        (
            "REG,32,2023-Q2,8.9,A,2023-Q2,autre",
            "colonne « source » : « autre » n’est pas une source de l’indicateur dans le catalogue "
            "(essai) ; corrigez.",
        ),
        (
            "REG,32,2023-Q2,8.9,A,,essai",
            "colonne « vintage » : le vide n’est pas admis ; complétez.",
        ),
    ],
)
def test_a_bad_row_is_refused_with_its_file_line_column_and_value(
    data: Path, row: str, sentence: str
) -> None:
    publish(data, GOOD, row)
    assert refusal() == f"taux-essai.csv, ligne 3, {sentence}"


@pytest.mark.parametrize("status", ["C", "M"])
def test_a_value_may_be_empty_when_its_status_says_why(data: Path, status: str) -> None:
    publish(data, f"REG,32,2023-Q2,,{status},2023-Q2,essai")
    assert read().select("value", "status").rows() == [(None, status)]


def test_a_missing_column_is_named(data: Path) -> None:
    publish(data, "REG,32,2023-Q2,8.9,2023-Q2,essai", header=HEADER.replace("status,", ""))
    assert refusal() == "taux-essai.csv : la colonne « status » manque ; ajoutez-la."


def test_a_missing_file_is_named(data: Path) -> None:
    assert refusal() == (
        "taux-essai : ni taux-essai.parquet ni taux-essai.csv dans le dossier « observations », ni "
        "chiffre relevé (« printed »), ni cible (« targets ») ; ajoutez le fichier ou retirez "
        "l’indicateur du catalogue."
    )


def test_a_damaged_parquet_file_is_a_sentence_not_a_panic(data: Path) -> None:
    publish(data, GOOD)
    path = data / "observations" / "taux-essai.parquet"
    read().write_parquet(path)
    path.write_bytes(path.read_bytes()[:-40])
    assert refusal().startswith("taux-essai.parquet : le fichier est abîmé ou illisible (")


def test_whatever_the_damage_a_parquet_file_is_read_or_refused(data: Path) -> None:
    publish(
        data,
        *(f"REG,32,{year}-Q{q},8.9,A,2023-Q2,essai" for year in range(1990, 2020) for q in (1, 2)),
    )
    path = data / "observations" / "taux-essai.parquet"
    read().write_parquet(path, compression="zstd")
    sound = path.read_bytes()
    dice = Random(1)
    refused = 0
    for _ in range(400):  # among these, polars itself panics a few times
        damaged = bytearray(sound)
        for _ in range(3):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        path.write_bytes(damaged)
        try:
            read()
        except DataError:
            refused += 1
    assert refused > 300


def test_no_row_is_an_empty_table_not_an_error(data: Path) -> None:
    publish(data)
    rates = read_catalogue().indicators["taux-essai"]
    assert observations.periods(rates) == []
    assert observations.series(rates, "REG", "32").height == 0


def test_a_breakdown_is_a_column_and_the_total_is_what_a_series_gives(data: Path) -> None:
    entry = INDICATOR + SEXE
    (data / FILE).write_text(entry, encoding="utf-8")
    header = HEADER.replace("value", "sexe,value")
    rows = [
        f"REG,32,2023-Q2,{sexe},{rate},A,2023-Q2,essai"
        for sexe, rate in (("femmes", 9), ("T", 8.9))
    ]
    publish(data, *rows, header=header)
    assert read().columns == header.split(",")
    rates = read_catalogue().indicators["taux-essai"]
    assert observations.series(rates, "REG", "32")["value"].to_list() == [8.9]
    assert observations.row(rates, "REG", "32", "2023-Q2") == (8.9, "A", "2023-Q2", "essai")


def test_a_value_that_the_dimension_does_not_list_is_refused(data: Path) -> None:
    (data / FILE).write_text(INDICATOR + SEXE, encoding="utf-8")
    publish(
        data, "REG,32,2023-Q2,F,9,A,2023-Q2,essai", header=HEADER.replace("value", "sexe,value")
    )
    assert refusal() == (
        "taux-essai.csv, ligne 2, colonne « sexe » : « F » n’est pas une valeur de cette dimension "
        "(T, femmes, hommes) ; corrigez, ou complétez la liste."
    )


def test_a_table_without_the_column_of_a_dimension_gives_totals(data: Path) -> None:
    (data / FILE).write_text(INDICATOR + SEXE, encoding="utf-8")
    publish(data, GOOD)
    assert read().columns == HEADER.replace("value", "sexe,value").split(",")
    rates = read_catalogue().indicators["taux-essai"]
    assert read()["sexe"].to_list() == ["T"]
    assert observations.series(rates, "ZE2020", "0054")["value"].to_list() == [7.6]


def test_a_series_never_returns_a_doubtful_figure(data: Path) -> None:
    publish(data, GOOD.replace(",A,", ",U,"))
    assert refusal().endswith("« U » n’est pas un statut (A, P, R, E, B, C, M) ; corrigez.")


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ("", "champ « codes » : la dimension « sexe » n’a pas de liste ; ajoutez-la."),
        (
            'sexe = ["femmes"]\nage = ["jeunes"]',
            "champ « codes » : « age » n’est pas dans « dimensions » ; ajoutez-l’y ou retirez sa "
            "liste.",
        ),
        (
            "sexe = []",
            "champ « codes », « sexe » : la liste est vide ; donnez ses valeurs.",
        ),
        (
            'sexe = ["femmes", "T"]',
            "champ « codes », « sexe » : « T », le total, va de soi ; retirez-le.",
        ),
        (
            'sexe = ["femmes", "femmes"]',
            "champ « codes », « sexe » : « femmes » figure deux fois ; gardez-en un.",
        ),
        (
            "sexe = 2",
            "champ « codes », « sexe » : « 2 » est refusé ; écrivez une liste [ … ].",
        ),
    ],
)
def test_the_lists_of_an_entry_are_those_of_its_dimensions(
    data: Path, codes: str, sentence: str
) -> None:
    entry = INDICATOR + SEXE.replace('sexe = ["femmes", "hommes"]', codes)
    (data / FILE).write_text(entry, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == f"30-essai.toml, « taux-essai », {sentence}"


def test_the_catalogue_is_every_file_of_its_folder_in_the_order_of_their_names(data: Path) -> None:
    assert list(read_catalogue().indicators) == ["taux-essai"]
    for name, code in (("40-b", "taux-b"), ("20-a", "taux-a"), (".30-essai", "taux-c")):
        entry = INDICATOR.replace("taux-essai", code)
        (data / "catalogue" / f"{name}.toml").write_text(entry, encoding="utf-8")
    assert list(read_catalogue().indicators) == ["taux-a", "taux-essai", "taux-b"]
    (data / "catalogue" / "20-a.toml").unlink()
    assert list(read_catalogue().indicators) == ["taux-essai", "taux-b"]


def test_a_code_that_two_files_give_is_refused_with_both_names(data: Path) -> None:
    (data / "catalogue" / "40-autre.toml").write_text(INDICATOR, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == (
        "40-autre.toml : le code « taux-essai » figure déjà dans 30-essai.toml ; gardez une entrée."
    )


def test_a_catalogue_without_any_file_is_a_sentence(data: Path) -> None:
    (data / FILE).unlink()
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == (
        "catalogue : le dossier n’a aucun fichier .toml ; remettez-les en place."
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('unit = "%"\n', "", "« taux-essai » : le champ « unit » manque ; ajoutez-le."),
        (
            'unit = "%"',
            'unité = "%"'.replace("é", "e"),
            "« taux-essai » : le champ « unite » est inconnu ; corrigez son nom ou retirez-le.",
        ),
        (
            "decimals = 1",
            'decimals = "1"',
            "« taux-essai », champ « decimals » : « 1 » est refusé ; écrivez un nombre entier.",
        ),
        (
            'kind = "rate"',
            'kind = "taux"',
            "« taux-essai », champ « kind » : « taux » est refusé ; écrivez rate, count, amount ou "
            "measure.",
        ),
        (
            'levels = ["REG", "ZE2020"]',
            'levels = "REG"',
            "« taux-essai », champ « levels » : « REG » est refusé ; écrivez une liste [ … ].",
        ),
        (
            'sources = ["essai"]',
            'sources = ["autre"]',
            "« taux-essai », champ « sources » : « autre » n’est pas décrite dans sources.toml ; "
            "ajoutez-la ou corrigez le code.",
        ),
        (
            "next_release",
            'references = [["REG"]]\nnext_release',
            "« taux-essai », champ « references » : « ['REG'] » est refusé ; écrivez une liste de "
            "2 éléments.",
        ),
        (
            'levels = ["REG", "ZE2020"]',
            'levels = ["REG", "ZE2010"]',
            "« taux-essai », champ « levels » : « ZE2010 » est refusé ; écrivez FRANCE, REG, DEP, "
            "ZE2020, ZER2020, SPEL, ARR, EPCI, BE, COM ou AUTRE.",
        ),
        (
            "next_release",
            'references = [["FR", "FM"]]\nnext_release',
            "« taux-essai », champ « references » : « FR » est refusé ; écrivez FRANCE, REG, DEP, "
            "ZE2020, ZER2020, SPEL, ARR, EPCI, BE, COM ou AUTRE.",
        ),
        (
            "next_release",
            "headline = true\nnext_release",
            "« taux-essai », champ « references » : la liste est vide, alors que l’indicateur ouvre "
            "L’essentiel (« headline ») ; donnez un territoire de comparaison, par exemple "
            '["FRANCE", "FM"].',
        ),
        (
            'theme = "marche-du-travail"',
            'theme = "Chômage"',
            "« taux-essai », champ « theme » : « Chômage » est refusé ; écrivez population, "
            "entreprises-emploi, marche-du-travail, formations, budget ou gouvernance.",
        ),
        (
            'entries = ["territoire"]',
            'entries = ["territoires"]',
            "« taux-essai », champ « entries » : « territoires » est refusé ; écrivez territoire, "
            "secteur, metier ou public.",
        ),
    ],
)
def test_a_bad_catalogue_entry_names_its_field(
    data: Path, old: str, new: str, sentence: str
) -> None:
    (data / FILE).write_text(INDICATOR.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == f"30-essai.toml, {sentence}"


def test_a_publication_says_whether_its_file_was_read_or_its_figures_copied(data: Path) -> None:
    entry = SOURCE.replace('fetched = "loader", ', "")
    (data / "sources.toml").write_text(entry, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == (
        "sources.toml, « essai », champ « vintages » : le champ « fetched » manque ; ajoutez-le."
    )


def test_a_code_given_twice_is_refused(data: Path) -> None:
    (data / FILE).write_text(INDICATOR * 2, encoding="utf-8")
    with pytest.raises(DataError) as error:
        read_catalogue()
    assert str(error.value) == (
        "30-essai.toml : le code « taux-essai » figure deux fois ; gardez une entrée."
    )


# Official layouts, with a few of their real rows.

QUARTERS = ["2003-T1", "2023-T2", "2023-T3"]
ZONES: list[list[object]] = [
    ["0054", "Beauvais", "00", "INTERRÉGIONAL ", 7.1, 7.6, 7.8],
    ["0101", "Côte sous le vent", "01", "GUADELOUPE", None, 22.1, 19.5],
    ["3217", "Maubeuge", "32", "HAUTS DE FRANCE", 13, 12.1, 12.4],
]
MAUBEUGE: list[object] = [*ZONES[2][:-1], 12.2]
"""The last zone, its last quarter revised."""
PARTS: list[list[object]] = [
    ["2854", "Beauvais - partie Normandie", 5.7, 6.4, 6.7],
    ["3254", "Beauvais - partie Hauts de France", 7.2, 7.7, 7.8],
]


def write_workbook(path: Path, zones: list[list[object]] = ZONES) -> Path:
    """Write a workbook of INSEE's layout: header on line 6 (zones) and on line 8 (parts)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Documentation").write("A1", "Taux de chômage localisés")
        sheet = book.add_worksheet("txcho_ze")
        sheet.write("A1", "Taux de chômage localisés par zone d'emploi")
        sheet.write_row("A5", ["Code", "Libellé", "Code région", "Région", *QUARTERS])
        sheet.write_row("A6", ["ZE2020", "LIBZE2020", "REG", "LIBREG", *QUARTERS])
        for line, zone in enumerate(zones):
            sheet.write_row(6 + line, 0, zone)
        sheet = book.add_worksheet("txcho_parties reg")
        sheet.write_row("A8", ["ZER2020", "LIBZER2020", *QUARTERS])
        for line, part in enumerate(PARTS):
            sheet.write_row(8 + line, 0, part)
    return path


def tidy_values(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    return rows.select("level", "territory", "period", "value", "status", "vintage").rows()


def test_the_workbook_of_zones_keeps_zeros_text_and_provenance(tmp_path: Path) -> None:
    rows = insee_chomage_ze.parse_workbook(
        write_workbook(tmp_path / "chomage-zone-t1-2003-t3-2023.xlsx")
    )
    assert rows.schema["value"] == pl.String
    assert set(rows["territory"]) == {"0054", "0101", "3217", "3254"}
    assert rows.height == 11  # the empty cell of Côte sous le vent is no observation
    assert ("ZE2020", "0054", "2023-Q3", "7.8", "A", "2023-Q3") in tidy_values(rows)
    assert ("ZER2020", "3254", "2023-Q2", "7.7", "A", "2023-Q3") in tidy_values(rows)
    assert rows.row(0, named=True)["origin"] == (
        "chomage-zone-t1-2003-t3-2023.xlsx, feuille txcho_ze, ligne 7, colonne 2003-T1"
    )


def test_a_workbook_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chomage-zone-t1-2003-t3-2023.xlsx"
    path.write_bytes(b"<html>503</html>")
    with pytest.raises(DataError) as error:
        insee_chomage_ze.parse_workbook(path)
    assert str(error.value) == (
        "chomage-zone-t1-2003-t3-2023.xlsx : la feuille « txcho_ze » est introuvable ou illisible "
        "; téléchargez de nouveau le fichier, ou adaptez le module de loaders/official."
    )


def test_the_departements_are_those_of_the_region_and_their_quarters_are_turned() -> None:
    rows = pl.DataFrame(
        {
            "line": [5, 6, 63, 106],
            "Code": ["01", "02", "59", None],
            "Libellé": ["AIN", "AISNE", "NORD", "Source : Insee"],
            "T4_2024": ["5.5", "10.1", "9.4", None],
            "T1_2025": ["5.6", "10.2", "9.7", None],
        }
    )
    assert tidy_values(insee_chomage_dep.tidy(rows, "sl_etc_2025T1.xls")) == [
        ("DEP", "02", "2024-Q4", "10.1", "A", "2025-Q1"),
        ("DEP", "59", "2024-Q4", "9.4", "A", "2025-Q1"),
        ("DEP", "02", "2025-Q1", "10.2", "A", "2025-Q1"),
        ("DEP", "59", "2025-Q1", "9.7", "A", "2025-Q1"),
    ]


def test_the_databank_export_reads_a_semi_definitive_quarter_as_provisional(tmp_path: Path) -> None:
    path = tmp_path / "bdm_valeurs_trimestrielles_2023-12-20.csv"
    path.write_text(
        '"Libellé";"idBank";"Dernière mise à jour";"Période";"2013-T4";"2023-T2";"2023-T3"\n'
        '"Hauts-de-France";"001739982";"20/12/2023 12:00";"";"12.6";"8.9";"9.2"\n'
        '"Codes";"";"";"";"A";"A";"SD"\n'
        '"Ain";"001515866";"20/12/2023 12:00";"";"7.0";"5.4";"5.7"\n'
        '"Codes";"";"";"";"A";"A";"SD"\n'
        '"France entière (hors Mayotte)";"010754822";"20/12/2023 12:00";"";"";"7.2";"7.4"\n'
        '"Codes";"";"";"";"";"A";"SD"\n',
        encoding="utf-8",
    )
    assert sorted(tidy_values(insee_bdm.parse_export(path))) == [
        ("FRANCE", "FR-D976", "2023-Q2", "7.2", "A", "2023-Q3"),
        ("FRANCE", "FR-D976", "2023-Q3", "7.4", "P", "2023-Q3"),
        ("REG", "32", "2013-Q4", "12.6", "A", "2023-Q3"),
        ("REG", "32", "2023-Q2", "8.9", "A", "2023-Q3"),
        ("REG", "32", "2023-Q3", "9.2", "P", "2023-Q3"),
    ]


def test_the_databank_series_mark_their_last_quarter(tmp_path: Path) -> None:
    path = tmp_path / "bdm_2026-06-19_hdf_normandie.csv"
    path.write_text(
        "ref_area,idbank,libelle,2025-Q4,2026-Q1\nD59,001515924,Nord,10.3,10.5\n", encoding="utf-8"
    )
    assert tidy_values(insee_bdm.parse_series(path)) == [
        ("DEP", "59", "2025-Q4", "10.3", "A", "2026-Q1"),
        ("DEP", "59", "2026-Q1", "10.5", "P", "2026-Q1"),
    ]


def test_only_the_publication_that_no_other_file_holds_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "chomage_tidy_2026T1.csv"
    path.write_text(
        "niveau,code,libelle,trimestre,taux,source,vintage\n"
        "FR,FM,France métropolitaine,2018-T4,8.5,INSEE BDM,2023-12-20\n"
        "FR,FM,France métropolitaine,2023-T2,7.0,INSEE BDM,2025-06-19\n",
        encoding="utf-8",
    )
    assert tidy_values(insee_bdm.parse_transcribed(path)) == [
        ("FRANCE", "FM", "2023-Q2", "7.0", "A", "2025-Q1")
    ]


def population_sheet(people: dict[str, str], source: str) -> pl.DataFrame:
    """Return a year's sheet as text: two header lines, départements, France, the source's line."""
    empty: list[str | None] = [None] * 6
    lines: list[list[str | None]] = [
        ["Estimation de population", None, *empty],
        ["Année 2023", None, *empty],
        [None, None, *empty],
        ["Départements", None, "Ensemble", *empty[:5]],
        [None, None, "0 à 19 ans", "20 à 39 ans", "40 à 59 ans", "60 à 74 ans", "75 et +", "Total"],
        *([code, "", *empty[:5], total] for code, total in people.items()),
        [source, None, *empty],
    ]
    return pl.DataFrame(lines, orient="row", schema=[f"column_{i}" for i in range(8)])


POPULATION_2023 = {
    "01": "671937",
    "02": "522791",
    "59": "2606646",
    "60": "833259",
    "62": "1453934",
    "80": "564067",
    "France métropolitaine ": "65834837",
}


def test_the_region_is_added_up_and_provisional_as_its_departements() -> None:
    source = "Source : Insee - Estimations de population (résultats provisoires arrêtés fin 2022)."
    sheet = population_sheet(POPULATION_2023, source)
    rows = insee_population_dep.tidy({"2023": sheet}, "estim-pop.xls")
    assert sorted(tidy_values(rows)) == [
        ("DEP", "02", "2023", 522791.0, "P", "2023"),
        ("DEP", "59", "2023", 2606646.0, "P", "2023"),
        ("DEP", "60", "2023", 833259.0, "P", "2023"),
        ("DEP", "62", "2023", 1453934.0, "P", "2023"),
        ("DEP", "80", "2023", 564067.0, "P", "2023"),
        ("FRANCE", "FM", "2023", 65834837.0, "P", "2023"),
        ("REG", "32", "2023", 5980697.0, "P", "2023"),
    ]


def test_a_region_that_lacks_a_departement_is_not_added_up() -> None:
    people = {code: total for code, total in POPULATION_2023.items() if code != "80"}
    sheet = population_sheet(people, "Source : Insee - Estimations de population")
    rows = insee_population_dep.tidy({"2020": sheet}, "estim-pop.xls")
    assert set(rows["level"]) == {"FRANCE", "DEP"}
    assert set(rows["status"]) == {"A"}


def test_a_population_that_is_no_number_names_its_cell() -> None:
    sheet = population_sheet(POPULATION_2023 | {"59": "nd"}, "Source : Insee")
    with pytest.raises(DataError) as error:
        insee_population_dep.tidy({"2023": sheet}, "estim-pop.xls")
    assert str(error.value).startswith(
        "estim-pop.xls, feuille 2023, ligne 8, colonne H : « nd » n’est pas un "
        "nombre écrit comme « 8.9 »"
    )


def test_a_sheet_whose_columns_moved_is_refused() -> None:
    sheet = population_sheet(POPULATION_2023, "Source : Insee").drop("column_2")
    with pytest.raises(DataError, match="la présentation du fichier a changé"):
        insee_population_dep.tidy({"2023": sheet}, "estim-pop.xls")


def test_zones_populations_start_in_1968_and_the_mean_is_left_out(tmp_path: Path) -> None:
    history = tmp_path / "pop_hist_1876_ze.xlsx"
    with xlsxwriter.Workbook(history) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row("A5", ["codgeo", "libgeo", "an", "pop"])
        sheet.write_row("A6", ["3216", "Lille", "1962", 691478])
        sheet.write_row("A7", ["3216", "Lille", "2020", 933517])
    assert tidy_values(insee_population_ze.parse_history(history)) == [
        ("ZE2020", "3216", "2020", "933517", "A", "2020")
    ]
    census = tmp_path / "recensement_filosofi_ze_2016_2022.csv"
    census.write_text(
        'code,libelle,regdep,P22_POP,P23_POP\n00FR,France,"",126555,126769\n'
        "0054,Beauvais,HDF,286478,285835\n",
        encoding="utf-8",
    )
    assert tidy_values(insee_population_ze.parse_census(census)) == [
        ("ZE2020", "0054", "2022", "286478", "A", "2023"),
        ("ZE2020", "0054", "2023", "285835", "A", "2023"),
    ]


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [("AA", "A"), ("AP", "P"), ("AB", "B"), ("BP", "B"), ("PB", "B")],
)
def test_a_sum_never_hides_the_break_of_a_part(statuses: str, expected: str) -> None:
    rows = pl.DataFrame(
        {
            "territory": ["02", "59"],
            "period": ["2025-01", "2025-01"],
            "value": ["1", "2"],
            "status": list(statuses),
            "origin": ["ligne 2", "ligne 3"],
        }
    )
    added = sums.add_up(rows, {"32": ["02", "59"]}, "REG")
    assert added.select("territory", "value", "status").rows() == [("32", 3.0, expected)]


def test_a_sum_needs_the_figure_of_every_part() -> None:
    rows = pl.DataFrame(
        {
            "territory": ["02", "59"],
            "period": ["2025-01", "2025-01"],
            "value": ["1", None],
            "status": ["A", "C"],
            "origin": ["ligne 2", "ligne 3"],
        }
    )
    assert sums.add_up(rows, {"32": ["02", "59"]}, "REG").height == 0


def test_jobseekers_of_the_region_are_the_sum_of_its_five_departements(tmp_path: Path) -> None:
    path = tmp_path / "defm_janvier_brut_hdf_2015_2026.csv"
    path.write_text(
        "date,code_departement,A,B,C,D,E,ABC\n"
        "2026-01,02,31110,6320,12400,3100,3340,49820\n"
        "2026-01,59,159740,33390,59550,15890,18500,252690\n"
        "2026-01,60,41060,9380,18130,4290,4030,68570\n"
        "2026-01,61,11160,2910,5350,1450,1270,19430\n"
        "2026-01,62,73070,17240,32830,8170,8110,123130\n"
        "2026-01,80,28360,6540,13710,2990,2830,48610\n",
        encoding="utf-8",
    )
    rows = dares_defm.parse(path)
    assert set(rows["status"]) == {"A"}
    assert tidy_values(rows)[-1] == ("REG", "32", "2026-01", 542820.0, "A", "2026-01")
    assert rows.height == 6


def test_salaried_jobs_keep_the_zeros_of_their_zone(tmp_path: Path) -> None:
    path = tmp_path / "emploi_salarie_ze_1998_2023.csv"
    path.write_text("code_ze,annee,effectif\n0051,1998,45279\n", encoding="utf-8")
    assert tidy_values(insee_emploi_ze.parse(path)) == [
        ("ZE2020", "0051", "1998", "45279", "A", "1998")
    ]


# Three quarters as INSEE published them, but for one figure taken out: the Somme's 2021-T1.
TOTAL = "Ensemble des salariés"
JOBS = [
    ("Construction - Nord - Série arrêtée", "1737843", "29/03/2019", ";;"),
    ("Construction (A5-FZ) - Nord", "10567265", "31/03/2023", "50602;51257;52129"),
    (f"{TOTAL} - Hauts-de-France", "10567992", "31/03/2023", "2068464;2081891;2139010"),
    (f"{TOTAL} - Aisne", "10567893", "31/03/2023", "155200;155903;158834"),
    (f"{TOTAL} - Nord", "10567949", "31/03/2023", "995883;1001435;1033494"),
    (f"{TOTAL} - Oise", "10567950", "31/03/2023", "255414;257866;262700"),
    (f"{TOTAL} - Pas-de-Calais", "10567952", "31/03/2023", "463627;467210;481014"),
    (f"{TOTAL} - Somme", "10567970", "31/03/2023", "198340;;202968"),
]


def write_jobs(folder: Path, old: str = "", new: str = "") -> Path:
    """Write the databank's export of quarterly jobs, with one text replaced by another."""
    lines = ["Libellé;idBank;Dernière mise à jour;Période;2020-T4;2021-T1;2022-T4"]
    for label, idbank, updated, values in JOBS:
        lines.append(
            f"Emploi salarié en fin de trimestre - {label};{idbank};{updated} 12:00;;{values}"
        )
        codes = zip(values.split(";"), "APP", strict=True)
        lines.append(f"Codes;;;;{';'.join(code if value else '' for value, code in codes)}")
    path = folder / "bdm_emploi_salarie_trim_departement_secteur.csv"
    path.write_text("\n".join(lines).replace(old, new) + "\n", encoding="utf-8")
    return path


def test_quarterly_jobs_are_totals_and_the_region_needs_all_five_departements(
    tmp_path: Path,
) -> None:
    rows = insee_emploi_dep.parse(write_jobs(tmp_path))
    assert sorted(row for row in tidy_values(rows) if row[1] in ("59", "32")) == [
        ("DEP", "59", "2020-Q4", 995883.0, "A", "2022-Q4"),
        ("DEP", "59", "2021-Q1", 1001435.0, "P", "2022-Q4"),
        ("DEP", "59", "2022-Q4", 1033494.0, "P", "2022-Q4"),
        ("REG", "32", "2020-Q4", 2068464.0, "A", "2022-Q4"),
        ("REG", "32", "2022-Q4", 2139010.0, "P", "2022-Q4"),
    ]
    assert set(rows["territory"]) == {"02", "59", "60", "62", "80", "32"}
    assert set(rows["source"]) == {"insee-bdm-emploi"}


def test_a_total_that_insee_stopped_is_left_out(tmp_path: Path) -> None:
    path = write_jobs(tmp_path, "salariés - Nord;", "salariés - Nord - Série arrêtée;")
    rows = insee_emploi_dep.parse(path)
    assert set(rows["territory"]) == {"02", "60", "62", "80"}


def test_a_status_that_no_reader_knows_is_refused(
    published: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, files = published
    write_jobs(files, "Codes;;;;A;P;P", "Codes;;;;Q;P;P")
    capsys.readouterr()
    assert update.main(["insee-bdm-emploi", "--from", str(files)]) == 1
    assert "« Q » n’est pas un statut" in capsys.readouterr().err


# The command.

REFUSED = "Mise à jour refusée, les données publiées restent telles quelles."


def describe(folder: Path) -> None:
    """Copy what describes the data, and no data, into a folder."""
    for name in ("sources.toml", "dimensions.toml"):
        shutil.copy(ROOT / "data" / name, folder)
    shutil.copytree(ROOT / "data" / "catalogue", folder / "catalogue")


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """Return a folder of data published from a sample, and the folder of the sample."""
    data, files = tmp_path / "data", tmp_path / "files"
    data.mkdir()
    describe(data)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(data))
    write_workbook(files / "insee" / "chomage-zone-t1-2003-t3-2023.xlsx")
    assert update.main(["--from", str(files)]) == 0
    return data, files


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_update_reports_what_is_new_and_what_is_revised(
    published: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, files = published
    (files / "chomage_ze_france_2023T3_2023T4.csv").write_text(
        "ze2020,libelle,trimestre,taux\n3217,Maubeuge,2023-T3,12.2\n3217,Maubeuge,2023-T4,12.5\n",
        encoding="utf-8",
    )
    command = ["insee-chomage-ze", "--from", str(files), "--edition", "2126-11-23"]
    capsys.readouterr()
    assert update.main(command) == 0
    assert capsys.readouterr().out == (
        "taux-chomage : 12 observations, dont 1 nouvelles et 1 révisées. Révision la plus forte : "
        "ZE2020 3217 2023-Q3, de 12.4 à 12.2.\n"
        "Nouvelle édition : 2126-11-23.\n"
    )
    rates = read_catalogue().headline()
    assert observations.series(rates, "ZE2020", "3217").select("value", "vintage").rows() == [
        (13.0, "2023-Q3"),
        (12.1, "2023-Q3"),
        (12.2, "2023-Q4"),
        (12.5, "2023-Q4"),
    ]
    assert [path.name for path in (data / "observations").iterdir()] == ["taux-chomage.parquet"]


@pytest.mark.parametrize(
    ("zones", "sentence"),
    [
        (
            [ZONES[0], ZONES[1], [*ZONES[2][:-1], "n.d."]],
            "chomage-zone-t1-2003-t3-2023.xlsx, feuille txcho_ze, ligne 9, colonne 2023-T3 : "
            "« n.d. » n’est pas un nombre écrit comme « 8.9 » ; corrigez-le, "
            "ou videz la case et donnez le statut C (secret) ou M (manquante).",
        ),
        (
            [["54", *ZONES[0][1:]], ZONES[1], ZONES[2]],
            "chomage-zone-t1-2003-t3-2023.xlsx, feuille txcho_ze, ligne 7, colonne 2003-T1, "
            "champ « territory » : « 54 » n’est pas un code connu au niveau ZE2020 ; écrivez "
            "« 0054 », avec ses zéros.",
        ),
        (
            [ZONES[0], ZONES[1], [*ZONES[2][:-1], 124]],
            "chomage-zone-t1-2003-t3-2023.xlsx, feuille txcho_ze, ligne 9, colonne 2023-T3 : "
            "« 124 » est hors des bornes plausibles, 0 à 40 ; vérifiez la "
            "valeur à la source, ou les bornes du catalogue.",
        ),
        (
            ZONES[:2],
            "insee-chomage-ze : le territoire ZE2020 « 3217 », publié jusqu’ici, est absent des "
            "fichiers reçus ; complétez-les.",
        ),
        (
            [[*zone[:-1], None] for zone in ZONES],
            "insee-chomage-ze : au niveau ZE2020, les fichiers reçus s’arrêtent à « 2023-Q2 » "
            "alors que « 2023-Q3 » est déjà publié ; prenez la dernière publication.",
        ),
    ],
)
def test_a_refused_update_leaves_the_published_data_untouched(
    published: tuple[Path, Path],
    capsys: pytest.CaptureFixture[str],
    zones: list[list[object]],
    sentence: str,
) -> None:
    data, files = published
    before = contents(data)
    write_workbook(files / "insee" / "chomage-zone-t1-2003-t3-2023.xlsx", zones)
    capsys.readouterr()
    assert update.main(["--from", str(files)]) == 1
    assert capsys.readouterr().err == f"{REFUSED} {sentence}\n"
    assert contents(data) == before


def test_a_write_that_the_disk_refuses_leaves_nothing_behind(data: Path) -> None:
    publish(data, GOOD)
    table = read()
    path = data / "observations" / "taux-essai.csv"
    path.unlink()
    path.mkdir()  # a folder in the file's place cannot be replaced
    with pytest.raises(DataError) as error:
        update.write([(read_catalogue().indicators["taux-essai"], table)], "2026-11-22")
    assert str(error.value).startswith("taux-essai.csv : le remplacement a échoué (")
    assert not isinstance(error.value, update.Interrupted)
    assert [entry.name for entry in path.parent.iterdir()] == ["taux-essai.csv"]


@pytest.fixture
def tables(data: Path) -> list[tuple[Indicator, pl.DataFrame]]:
    """Return two indicators with the table that is to replace what each has published."""
    second = INDICATOR.replace("taux-essai", "taux-second")
    (data / FILE).write_text(INDICATOR + second, encoding="utf-8")
    publish(data, GOOD)
    folder = data / "observations"
    (folder / "taux-second.csv").write_bytes((folder / "taux-essai.csv").read_bytes())
    known = read_catalogue().indicators.values()
    return [(one, observations.read(one).with_columns(value=pl.lit(9.9))) for one in known]


def test_a_second_table_that_cannot_be_written_leaves_the_first_one_as_it_was(
    data: Path, tables: list[tuple[Indicator, pl.DataFrame]]
) -> None:
    before = contents(data)
    # Where the second table is written before it takes its place.
    beside = data / "observations" / f".taux-second.csv.{os.getpid()}"
    beside.symlink_to(data / "nulle-part" / "taux-second.csv")
    with pytest.raises(DataError) as error:
        update.write(tables, "2026-11-22")
    assert str(error.value).startswith("taux-second.csv : l’écriture a échoué (")
    assert not isinstance(error.value, update.Interrupted)
    assert contents(data) == before


def test_a_replacement_that_fails_halfway_names_what_was_replaced(
    data: Path, tables: list[tuple[Indicator, pl.DataFrame]]
) -> None:
    folder = data / "observations"
    (folder / "taux-second.csv").unlink()
    (folder / "taux-second.csv").mkdir()
    with pytest.raises(update.Interrupted) as error:
        update.write(tables, "2026-11-22")
    assert re.fullmatch(
        r"taux-second\.csv : le remplacement a échoué \([^)]+\), alors que sont déjà remplacés : "
        r"taux-essai\.csv ; les autres tables restent telles quelles\. Vérifiez les droits du "
        r"dossier, puis recommencez\.",
        str(error.value),
    )
    assert read()["value"].to_list() == [9.9]
    assert sorted(path.name for path in folder.iterdir()) == ["taux-essai.csv", "taux-second.csv"]


def test_an_interrupted_update_does_not_say_that_nothing_changed(
    published: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, files = published

    def interrupt(*_: object) -> None:
        raise update.Interrupted("Une table sur deux.")

    monkeypatch.setattr(update, "write", interrupt)
    write_workbook(files / "insee" / "chomage-zone-t1-2003-t3-2023.xlsx", [*ZONES[:2], MAUBEUGE])
    capsys.readouterr()
    assert update.main(["--from", str(files)]) == 1
    assert capsys.readouterr().err == "Mise à jour interrompue. Une table sur deux.\n"


def test_a_layout_that_no_reader_foresaw_is_a_sentence(
    published: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    data, files = published
    before = contents(data)
    path = files / "insee" / "chomage-zone-t1-2003-t3-2023.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("txcho_ze")
        sheet.write_row("A6", ["ZE2020", "2023-T1", "2023-T1"])
        sheet.write_row("A7", ["3217", 12, 12])
    assert update.main(["--from", str(files)]) == 1
    assert capsys.readouterr().err.startswith(
        f"{REFUSED} {path.name} : le fichier n’a pas la présentation attendue ("
    )
    assert contents(data) == before


def test_an_unknown_source_and_an_empty_folder_are_refused(
    published: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "vide"
    empty.mkdir()
    assert update.main(["insee-lune", "--from", str(empty)]) == 1
    assert "« insee-lune » n’est pas une source de sources.toml" in capsys.readouterr().err
    assert update.main(["--from", str(empty)]) == 1
    assert "ne contient aucun fichier attendu" in capsys.readouterr().err
    assert update.main(["--from", str(empty / "rien")]) == 1
    assert "n’est pas un dossier" in capsys.readouterr().err


def test_the_command_writes_where_it_is_told(published: tuple[Path, Path], tmp_path: Path) -> None:
    _, files = published
    other = tmp_path / "autre"
    other.mkdir()
    describe(other)
    done = subprocess.run(
        [
            *(sys.executable, "-m", "loaders.update"),
            *("--from", str(files), "--to", str(other), "--edition", "2026-11-22"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "taux-chomage : 11 observations, dont 11 nouvelles et 0 révisées.\n"
        "Nouvelle édition : 2026-11-22.\n"
    )
    assert (other / "observations" / "taux-chomage.parquet").exists()


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("insee-chomage-ze", "chomage-zone-t1-2003-t4-2025.xlsx"),
        ("insee-chomage-dep", "sl_etc_2026T1.xls"),
        ("insee-bdm-chomage", "bdm_valeurs_trimestrielles_2026-09-18.csv"),
        ("insee-bdm-emploi", "bdm_emploi_salarie_trim_departement_secteur.csv"),
        ("insee-population-dep", "estim-pop-dep-sexe-gca-1975-2026.xlsx"),
    ],
)
def test_the_next_publication_is_found_by_its_name_wherever_it_lies(
    tmp_path: Path, source: str, name: str
) -> None:
    path = tmp_path / "a" / "b" / name
    path.parent.mkdir(parents=True)
    path.touch()
    assert [found for found, _ in files_of(source, tmp_path)] == [path]
    assert files_of("dares-defm", tmp_path) == []
