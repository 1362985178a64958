"""What a visitor takes away: the files, their rows, their codes."""

import csv
import io
import re
from pathlib import Path

import polars as pl
import pytest
from playwright.sync_api import Page

from loaders.catalogue import read_catalogue
from loaders.observations import read
from tests.browser.application import Application
from tests.browser.dashboard import open_view

pytestmark = pytest.mark.browser

BOM = b"\xef\xbb\xbf"


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """Press a button of download; return the name and the content of the file."""
    with page.expect_download(timeout=10_000) as waited:
        page.get_by_role("button", name=button).click()
    download = waited.value
    return download.suggested_filename, Path(download.path()).read_bytes()


def test_the_rows_of_the_map_are_taken_away_as_a_french_csv(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    page.get_by_text("Tableau et téléchargement").click()
    name, content = taken(page, "Télécharger ces lignes (CSV)")
    assert re.fullmatch(r"taux-chomage-ze2020-valeur-2025-q4\.csv", name)
    assert content.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == 24
    beauvais = next(row for row in rows if row["nom"] == "Beauvais")
    assert (beauvais["territoire"], beauvais["niveau"]) == ("0054", "ZE2020")
    assert {row["periode"] for row in rows} == {"2025-Q4"}
    assert all(re.fullmatch(r"\d+,\d+", row["valeur"]) for row in rows)
    valenciennes = next(row for row in rows if row["nom"] == "Valenciennes")
    assert valenciennes["valeur"] == "12,9"


def test_the_rows_follow_the_map_measure_and_period(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "carte=DEP&mesure=ecart-region&periode=2021-Q1")
    page.get_by_text("Tableau et téléchargement").click()
    name, content = taken(page, "Télécharger ces lignes (CSV)")
    assert name == "taux-chomage-dep-ecart-region-2021-q1.csv"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert sorted(row["territoire"] for row in rows) == ["02", "59", "60", "62", "80"]
    assert {row["periode"] for row in rows} == {"2021-Q1"}
    # A negative number is a number, not a formula to be disarmed.
    assert not any("'" in row["valeur"] for row in rows)


def test_every_row_of_an_indicator_is_taken_away(
    server: Application, page: Page, tmp_path: Path
) -> None:
    known = read(read_catalogue().indicators["taux-chomage"])
    open_view(page, server, "donnees", "indicateur=taux-chomage")
    name, content = taken(page, "Parquet")
    assert name == "taux-chomage.parquet"
    (tmp_path / name).write_bytes(content)
    assert pl.read_parquet(tmp_path / name).height == known.height
    name, content = taken(page, "CSV pour tableur")
    assert name == "taux-chomage.csv"
    assert content.startswith(BOM)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == known.height
    assert {row["territoire"] for row in rows if row["nom"] == "Beauvais"} == {"0054"}
