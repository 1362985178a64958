"""The workbook, its rows, and the command that makes the files of a level in a folder."""

import io
import re
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from exports import fiches
from exports.tables import csv_bytes, parquet_bytes
from exports.workbook import DETAIL, SUMMARY, workbook_bytes
from figures.cells import cells_of
from figures.formats import number, points, rounded, with_unit
from figures.profile import Profile, read_profile
from figures.profile_rows import ROLES, compared_with, detail_rows, profile_rows
from figures.themes import THEMES
from loaders import editions
from loaders.catalogue import Catalogue, read_catalogue
from loaders.groups import LONGEST, MOST, group, index
from loaders.territories import find, read_territories

EDITION = "2026-11-22"
HOSTILE = ("=1+1", "+33", "-2", "@sum", "\t=1", "https://example.org", "00123", "{=A1}")


@lru_cache
def catalogue() -> Catalogue:
    """Return the indicators of two themes: enough for every case, and quick to read again."""
    whole = read_catalogue()
    kept = ("entreprises-emploi", "marche-du-travail")
    return replace(
        whole, indicators={code: one for code, one in whole.indicators.items() if one.theme in kept}
    )


@lru_cache
def profile() -> Profile:
    return read_profile(catalogue(), find("SPEL", "591"))


@lru_cache
def content() -> bytes:
    return workbook_bytes(catalogue(), profile(), EDITION)


def opened(raw: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(raw))


@lru_cache
def book() -> Any:
    return opened(content())


def as_cell(value: Any) -> Any:
    return datetime(value.year, value.month, value.day) if isinstance(value, date) else value


def assert_same(sheet: Any, columns: dict[str, Any], rows: pl.DataFrame) -> None:
    found = list(sheet.iter_rows(values_only=True))
    assert found[0] == tuple(one.title for one in columns.values())
    wanted = [tuple(as_cell(one) for one in row) for row in rows.select(*columns).iter_rows()]
    assert found[1:] == wanted


def test_a_workbook_says_what_it_is_then_sums_up_then_gives_each_theme() -> None:
    names = book().sheetnames
    assert names[:2] == ["Lisez-moi", "Synthèse"]
    assert names[2:] == [one for one in THEMES.values() if one in names]
    assert len(names) == 4
    assert book().properties.title == "SPEL d’Avesnes-sur-Helpe : classeur du territoire"
    notes = [row for row in book()["Lisez-moi"].iter_rows(values_only=True)]
    assert notes[0][0] == "SPEL d’Avesnes-sur-Helpe"
    words = " ".join(text for row in notes for text in row if text)
    assert "22 novembre\u00a02026" in words
    assert "Licence Ouverte 2.0" in words
    assert "secret statistique" in words
    assert "zone d’emploi de Maubeuge" in words


def test_the_summary_holds_the_rows_of_the_profile_cell_by_cell() -> None:
    rows = profile_rows(catalogue(), profile())
    assert rows.height == len(profile().lines) + len(profile().wider)
    assert_same(book()["Synthèse"], SUMMARY, rows)


@pytest.mark.parametrize("theme", ["entreprises-emploi", "marche-du-travail"])
def test_a_sheet_holds_the_observations_of_its_theme_cell_by_cell(theme: str) -> None:
    rows = detail_rows(catalogue(), profile(), theme)
    assert_same(book()[THEMES[theme]], DETAIL, rows)
    territories = set(rows.select("niveau", "territoire").rows())
    assert {("ZE2020", "3217"), ("REG", "32")} <= territories
    assert any(level == "FRANCE" for level, _ in territories)


def test_numbers_are_numbers_and_codes_are_text() -> None:
    sheet = book()["Synthèse"]
    titles = [cell.value for cell in sheet[1]]
    at = {name: titles.index(name) + 1 for name in ("Code", "Valeur", "Rang (1 = le plus élevé)")}
    codes = [sheet.cell(row, at["Code"]) for row in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in codes} == {"s"}
    values = [sheet.cell(row, at["Valeur"]) for row in range(2, sheet.max_row + 1)]
    assert {cell.data_type for cell in values} == {"n"}
    formats = {cell.number_format for cell in values}
    assert {"#,##0", "#,##0.0", "#,##0.00"} <= formats


def test_the_header_stays_and_filters() -> None:
    for name in book().sheetnames[1:]:
        sheet = book()[name]
        assert sheet.freeze_panes == "B2"
        (table,) = sheet.tables.values()
        assert table.ref.startswith("A1:") and table.ref.endswith(str(sheet.max_row))
        assert table.autoFilter.ref == table.ref


def test_what_is_missing_is_empty_and_says_why() -> None:
    missing = [
        row
        for theme in THEMES
        for row in detail_rows(catalogue(), profile(), theme).iter_rows(named=True)
        if row["valeur"] is None
    ]
    assert missing
    assert {row["etat"] for row in missing} <= {"secret statistique", "non disponible"}


def test_no_text_becomes_a_formula_a_link_or_a_number() -> None:
    lines = tuple(
        replace(line, indicator=replace(line.indicator, title=title))
        for line, title in zip(profile().lines, HOSTILE, strict=False)
    )
    headline = catalogue().headline()
    titled = replace(catalogue(), indicators={headline.code: replace(headline, title=HOSTILE[0])})
    for name in HOSTILE[:2]:
        place = group(("59350", "59512"), name)
        known = {line.indicator.code: line.indicator for line in lines}
        hostile = replace(titled, indicators=known | titled.indicators)
        made = opened(workbook_bytes(hostile, Profile(place, lines, (), ()), EDITION))
        cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert [cell for cell in cells if cell.hyperlink] == []
        assert made["Lisez-moi"]["A1"].value == name
        found = {cell.value: cell.data_type for cell in made["Synthèse"]["A"][1:]}
        assert found == dict.fromkeys(HOSTILE, "s")
        for sheet in made.sheetnames[2:]:
            assert {cell.data_type for cell in made[sheet]["A"]} == {"s"}


def test_a_workbook_is_the_same_twice() -> None:
    assert workbook_bytes(catalogue(), profile(), EDITION) == content()


def test_the_rows_say_what_the_screen_says() -> None:
    """Each number, printed again with its unit, is the one of the page."""
    rows = profile_rows(catalogue(), profile())
    for line, row in zip(profile().lines, rows.iter_rows(named=True), strict=False):
        cells = cells_of(catalogue(), line)
        assert cells.value.endswith(with_unit(row["valeur"], row["unite"], line.indicator.decimals))
        assert (cells.rank or None) == row["rang"]
        if row["evolution_1_an"] is not None and cells.year and cells.year.text != "= stable":
            digits = 1 if row["evolution_1_an_unite"] == "%" else line.indicator.decimals
            assert (
                said(row["evolution_1_an"], row["evolution_1_an_unite"], digits) in cells.year.text
            )
        for role, mark in cells.gaps.items():
            value = row[
                {"departement": "ecart_departement", "region": "ecart_region"}.get(
                    role, "ecart_france"
                )
            ]
            if mark.text != "= proche":
                amount = line.gaps[role].gap.amount
                assert (
                    said(value, row["ecart_unite"], -int(amount.as_tuple().exponent)) in mark.text
                )


@pytest.mark.parametrize("key", [("SPEL", "591"), ("REG", "32")], ids=":".join)
def test_a_cell_shows_the_digits_that_the_screen_shows(key: tuple[str, str]) -> None:
    whole = read_catalogue()
    place = read_profile(whole, find(*key))
    sheet = opened(workbook_bytes(whole, place, EDITION))["Synthèse"]
    titles = [cell.value for cell in sheet[1]]
    checked = 0
    for at, line in enumerate((*place.lines, *place.wider), start=2):
        cells = cells_of(whole, line)
        marks = {"evolution_1_an": cells.year, "evolution_depuis": cells.span} | {
            f"ecart_{ROLES[role]}": mark for role, mark in cells.gaps.items()
        }
        wanted = {"valeur": cells.value} | {name: mark.text for name, mark in marks.items() if mark}
        for name, text in wanted.items():
            cell = sheet.cell(at, titles.index(SUMMARY[name].title) + 1)
            amount = re.search(r"−?\d[\d\u202f]*(,\d+)?", text)
            if amount and line.indicator.unit != "rang":
                digits = len(cell.number_format.partition(".")[2])
                shown = number(rounded(cell.value, digits), digits)
                assert shown == amount[0].rstrip("\u202f"), (line.indicator.key, name, text)
                checked += 1
    assert checked > 80


def test_whom_ranks_are_among_is_said_as_the_reader_chose() -> None:
    zones = [place for place in read_territories().values() if place.level == "ZE2020"]
    near = tuple(one for one in zones if one.hdf)[:6]
    found = {
        name: compared_with(read_profile(catalogue(), find(*key), among))
        for name, key, among in (
            ("region", ("REG", "32"), ()),
            ("own", ("SPEL", "591"), ()),
            ("like", ("ZE2020", "3217"), near),
            ("mixed", ("SPEL", "591"), near),
        )
    }
    assert found["region"] == "parmi les régions de France"
    assert found["own"] == "parmi les territoires de même niveau de la région"
    chosen = "parmi les zones d’emploi semblables choisies pour la comparaison"
    assert found["like"].startswith(chosen)
    assert found["mixed"] == f"{chosen} (aux autres niveaux, {found['own']})"
    raw = workbook_bytes(catalogue(), read_profile(catalogue(), find("REG", "32")), EDITION)
    ranks = [
        row for row in opened(raw)["Lisez-moi"].iter_rows(values_only=True) if row[0] == "Rangs"
    ]
    assert ranks[0][1].startswith("Parmi les régions de France. ")


def said(value: float, unit: str, digits: int) -> str:
    if unit == "points":
        return points(rounded(value, digits), signed=True)
    return with_unit(rounded(value, digits), unit, digits, signed=True)


def test_a_change_that_does_not_compare_is_left_empty() -> None:
    whole = read_catalogue()
    region = read_profile(whole, find("REG", "32"))
    rows = profile_rows(whole, region).iter_rows(named=True)
    refused = [
        row
        for line, row in zip(region.lines, rows, strict=True)
        if line.year and not line.year.gap.comparable
    ]
    assert refused
    assert {row["evolution_1_an"] for row in refused} == {None}
    assert {row["evolution_comparable"] for row in refused} == {"non"}


def test_the_rows_are_also_csv_and_parquet() -> None:
    rows = profile_rows(catalogue(), profile())
    assert pl.read_parquet(io.BytesIO(parquet_bytes(rows))).equals(rows)
    head = csv_bytes(rows).decode("utf-8-sig").splitlines()[0]
    assert head.split(";") == rows.columns


def test_the_command_makes_every_file_of_a_level(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "fiches"
    assert fiches.main(["--to", str(folder), "--niveau", "DEP", "--adresse", "https://a.fr"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "dep-02-aisne.pdf",
        "dep-59-nord.pdf",
        "dep-60-oise.pdf",
        "dep-62-pas-de-calais.pdf",
        "dep-80-somme.pdf",
    ]
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert lines[0].startswith("1/5 Département de l’Aisne, ") and lines[0].endswith("\u202fko")
    assert lines[-1].startswith("5 fichiers dans ")


def test_a_file_is_named_in_plain_letters() -> None:
    assert fiches.file_name(find("SPEL", "591"), ".pdf") == "spel-591-avesnes-sur-helpe.pdf"
    own = group(("59350", "59512"), "Lys & Deûle / \u202e../x")
    assert re.fullmatch("groupe-lys-deule-x-[0-9a-f]{8}.xlsx", fiches.file_name(own, ".xlsx"))


def test_the_files_of_two_groups_have_two_short_names() -> None:
    communes = list(index().names)
    places = [
        *(one for one in read_territories().values() if one.level in fiches.LEVELS),
        group(communes[:MOST]),
        group(communes[1 : MOST + 1]),
        group(communes[:MOST], "É" * LONGEST),
        group(communes[:2], "谷"),
    ]
    names = {fiches.file_name(place, ".xlsx") for place in places}
    assert len(names) == len(places)
    assert max(len(name) for name in names) <= 100


def test_a_territory_that_fails_is_told_and_the_others_are_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # A folder stands where the file should be: it cannot be replaced.
    (tmp_path / "reg-32-hauts-de-france.pdf").mkdir()
    assert fiches.main(["--to", str(tmp_path), "--niveau", "REG", "--classeurs"]) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "1/1 Région Hauts-de-France, refusé"
    assert out[-1].startswith("Refusé : Région Hauts-de-France : ")
    assert [path.name for path in tmp_path.iterdir()] == ["reg-32-hauts-de-france.pdf"]


def test_a_wrong_edition_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fiches.main(["--to", str(tmp_path), "--edition", "1999-01-01"]) == 1
    assert "Aucune fiche n’a été faite" in capsys.readouterr().err
    assert editions.opened() == editions.current()
