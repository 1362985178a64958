"""Rows to read and rows to take away: French words on screen, codes and numbers in files."""

import csv
from io import BytesIO, StringIO

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from exports.tables import csv_bytes, parquet_bytes
from figures.facts import Row
from figures.measures import MEASURES
from figures.rows import panel
from figures.tables import indicator_rows, panel_rows, panel_table, proof_table, state
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator

RATE = read_catalogue().headline()
ROWS = pl.DataFrame(
    {"nom": ["Nord", "L’Aisne; 02", None], "valeur": [8.9, -1234.5, None], "rang": [1, -2, None]}
)


def cells(raw: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_a_csv_opens_in_a_french_spreadsheet() -> None:
    assert csv_bytes(ROWS) == (
        b"\xef\xbb\xbf" + 'nom;valeur;rang\nNord;8,9;1\n"L’Aisne; 02";-1234,5;-2\n;;\n'.encode()
    )


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_would_run_as_a_formula_is_disarmed(first: str) -> None:
    rows = pl.DataFrame({"nom": [f"{first}1+cmd|' /C calc'!A0", f"a{first}b"], "valeur": [-1.5, 2]})
    assert cells(csv_bytes(rows)) == [
        ["nom", "valeur"],
        [f"'{first}1+cmd|' /C calc'!A0", "-1,5"],
        [f"a{first}b", "2,0"],
    ]


def test_quotes_separators_and_line_ends_survive_a_csv() -> None:
    texts = ['le "Nord"', "a;b", "deux\nlignes", "Château-Thierry", "1,5"]
    assert [row[0] for row in cells(csv_bytes(pl.DataFrame({"nom": texts})))[1:]] == texts


def test_a_table_without_rows_still_has_its_header() -> None:
    assert csv_bytes(ROWS.clear()) == b"\xef\xbb\xbfnom;valeur;rang\n"
    assert pl.read_parquet(BytesIO(parquet_bytes(ROWS.clear()))).schema == ROWS.schema


WITH_ROWS = [one for one in read_catalogue().indicators.values() if observations.read(one).height]
"""An indicator with a target alone has nothing to take away."""


@pytest.mark.parametrize("theme", sorted({one.theme for one in WITH_ROWS}))
def test_every_observation_comes_back_from_both_files(theme: str) -> None:
    wrong = {}
    for indicator in (one for one in WITH_ROWS if one.theme == theme):
        try:
            taken_away(indicator)
        except (AssertionError, TypeError) as fault:
            wrong[indicator.code] = str(fault).splitlines()[0]
    assert wrong == {}


def taken_away(indicator: Indicator) -> None:
    rows, known = indicator_rows(indicator), observations.read(indicator)
    assert rows.height == known.height
    assert_frame_equal(pl.read_parquet(BytesIO(parquet_bytes(rows))), rows)
    header, *lines = cells(csv_bytes(rows))
    assert header == rows.columns
    columns = dict(zip(header, zip(*lines, strict=True), strict=True))
    found = [float(one.replace(",", ".")) if one else None for one in columns["valeur"]]
    assert found == rows["valeur"].to_list() == known["value"].to_list()
    for name, source in (
        ("niveau", "level"), ("territoire", "territory"), ("periode", "period"),
        ("statut", "status"), ("millesime", "vintage"), ("source", "source"),
    ):  # fmt: skip
        assert list(columns[name]) == rows[name].to_list() == known[source].to_list(), name
    # Two columns of one name would hide a dimension: each one is there, whatever it is called.
    held = {tuple(column) for column in columns.values()}
    assert {tuple(known[name]) for name in indicator.dimensions} <= held


def test_the_rows_of_a_map_carry_codes_numbers_and_what_they_are_worth() -> None:
    values = panel(RATE, MEASURES["evolution-5-ans"], "ZE2020")
    rows = panel_rows(RATE, MEASURES["evolution-5-ans"], values, "2025-Q4")
    assert rows.height == 24
    assert rows.row(0, named=True) == {
        "indicateur": RATE.code,
        "mesure": "evolution-5-ans",
        "niveau": "ZE2020",
        "territoire": "0054",
        "nom": "Beauvais",
        "periode": "2025-Q4",
        "valeur": rows["valeur"][0],
        "unite": "points",
        "statut": "A",
        "comparable": rows["comparable"][0],
    }
    raw = {
        (code, at): (value, vintage)
        for code, at, value, vintage in observations.read(RATE)
        .filter(pl.col("level") == "ZE2020")
        .select("territory", "period", "value", "vintage")
        .iter_rows()
    }
    for code, value, same in rows.select("territoire", "valeur", "comparable").iter_rows():
        (now, new), (before, old) = raw[code, "2025-Q4"], raw[code, "2020-Q4"]
        assert (value, same) == (round(now - before, 1), "oui" if new == old else "non")


def test_a_table_to_read_goes_from_the_highest_value_to_the_lowest() -> None:
    table = panel_table(panel(RATE, MEASURES["valeur"], "DEP"), "2026-Q1", "%")
    assert table.to_dict(as_series=False) == {
        "Territoire": ["Aisne", "Nord", "Pas-de-Calais", "Somme", "Oise"],
        "Valeur (%)": [f"{one}\u202fp" for one in ("10,8", "10,5", "9,2", "8,8", "8,2")],
        "État": ["provisoire"] * 5,
    }


@pytest.mark.parametrize(
    ("status", "same", "words"),
    [
        ("A", True, "publié"),
        ("P", True, "provisoire"),
        ("C", True, "secret statistique"),
        ("M", True, "non disponible"),
        ("B", True, "rupture de série"),
        ("A", False, "millésimes différents"),
        ("P", False, "provisoire, millésimes différents"),
    ],
)
def test_a_status_is_read_in_words(status: str, same: bool, words: str) -> None:
    assert state(status, same) == words


def test_the_figures_of_a_sentence_are_listed_once_with_their_source() -> None:
    row = Row("REG", "32", "2026-Q1")
    table = proof_table(RATE, [row, row], read_catalogue())
    assert table.rows() == [
        ("Région Hauts-de-France", "T1\u00a02026", "9,8\u202f%", "Insee, T1\u00a02026")
    ]
