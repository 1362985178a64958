"""Streamlit's own texts are served in French; the table matches the installed version."""

import hashlib
from pathlib import Path

import pytest
from playwright.sync_api import Page
from streamlit import file_util

from pages.parts.french import EDITS, edition, in_french, phrases
from tests.browser.application import ROOT, Application
from tests.browser.http import ask, entry_script

BUNDLE = Path(file_util.get_static_dir()) / "static" / "js"


@pytest.mark.parametrize("module", sorted(phrases()))
def test_each_listed_english_text_is_still_in_the_bundle(module: str) -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in BUNDLE.glob(f"{module}.*.js"))
    assert [text for text in phrases()[module] if f"`{text}`" not in sources] == []


def test_no_listed_text_is_left_in_the_served_bundle(server: Application) -> None:
    path = BUNDLE / Path(entry_script()).name
    served = ask(server, entry_script()).body.decode()
    assert served == in_french(path.name, path.read_text(encoding="utf-8"))
    assert "`Aller au contenu principal`" in served
    assert "`Skip to main content`" not in served


def test_the_address_changes_with_the_french_table() -> None:
    table = (ROOT / "pages/parts/french.toml").read_bytes()
    assert edition() == hashlib.sha256(table + repr(EDITS).encode()).hexdigest()[:8]


@pytest.mark.parametrize("module", sorted(phrases().keys() | EDITS.keys()))
def test_each_file_that_has_a_text_or_an_edit_is_served_in_french(
    server: Application, module: str
) -> None:
    for path in BUNDLE.glob(f"{module}.*.js"):
        served = ask(server, f"{entry_script().rsplit('/', 1)[0]}/{path.name}").body.decode()
        assert served == in_french(path.name, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", sorted(EDITS))
def test_each_edited_code_is_still_in_the_bundle(module: str) -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in BUNDLE.glob(f"{module}.*.js"))
    assert [source.count(code) for code in EDITS[module]] == [1] * len(EDITS[module])


def test_a_chart_offers_its_picture_but_neither_raw_codes_nor_its_specification(
    server: Application, page: Page
) -> None:
    page.goto(f"{server.url}/chomage")
    chart = page.locator('[data-testid="stVegaLiteChart"]').first
    chart.locator("svg path").first.wait_for()
    chart.hover()
    page.get_by_role("button", name="Télécharger en PNG").first.wait_for()
    assert page.get_by_role("button", name="Voir les données").count() == 0
    assert page.get_by_role("button", name="Copier la description").count() == 0


def test_a_browser_loads_the_french_bundle_from_one_address(
    server: Application, page: Page
) -> None:
    page.goto(f"{server.url}/")
    page.get_by_text("Aller au contenu principal").wait_for(state="attached")
    page.locator('[data-testid="stMainMenuButton"]').click()
    menu = page.locator('[data-testid="stMainMenuList"]').inner_text()
    assert "Imprimer" in menu
    assert "Sombre" in menu
    assert "Print" not in menu
    assert page.evaluate("document.documentElement.lang") == "fr"
    bundle = [url for url in page.seen.addresses if "/static/" in url]  # type: ignore[attr-defined]
    assert bundle
    assert all(f"/static/{edition()}/" in url for url in bundle)
