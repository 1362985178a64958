"""The keyboard alone: the journeys of the three people."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import (
    CHARTS,
    PATHS,
    at_rest,
    open_view,
    period_of_player,
    territories,
)
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

MOST_STOPS = 60
"""Presses of Tab after which what is sought is taken for unreachable."""

# The element that has the focus, inside a component too, and how it is named and outlined.
_FOCUS = """() => {
  let one = document.activeElement;
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
  const style = getComputedStyle(one);
  return {
    name: (one.getAttribute('aria-label') || one.textContent || '').trim().replace(/[\\u00a0\\u202f]/g, ' '),
    role: one.getAttribute('role') || one.tagName.toLowerCase(),
    walked: one.matches('[data-walk]'),
    seen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def focus(page: Page) -> dict[str, Any]:
    """Return what has the focus: its name, its role, whether it is a chart, whether it is outlined."""
    return page.evaluate(_FOCUS)


def tab_to(page: Page, name: str, back: bool = False) -> dict[str, Any]:
    """Press Tab until what has the focus is named so (a pattern); every stop must show its focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        one = focus(page)
        # A component's host has the focus on behalf of what it holds.
        assert one["seen"] or one["role"] in ("body", "html"), one
        if re.search(name, one["name"]):
            return one
    raise AssertionError(f"no « {name} » within {MOST_STOPS} stops")


def read_out(page: Page) -> str:
    """Return what the chart shows of the point walked to, once a screen reader was told the same."""
    text = page.get_by_test_id("read-out").inner_text()
    assert page.get_by_test_id("voice").inner_text().strip() == text
    return text.replace("\xa0", " ").replace("\u202f", " ")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_the_skip_link_comes_first_and_leads_past_the_navigation(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    page.keyboard.press("Tab")
    assert focus(page)["name"] == "Aller au contenu principal"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focus(page)["name"] == "Territoire"


def test_a_letter_pressed_alone_does_nothing(server: Application, page: Page) -> None:
    open_view(page, server, "accueil")
    page.evaluate(
        "() => { window.runs = 0; new MutationObserver(() => window.runs++).observe("
        "document.querySelector('[data-testid=stApp]'), {attributeFilter: ['data-test-script-state']}) }"
    )
    press(page, "r", "c", "R")
    page.wait_for_timeout(800)
    assert page.evaluate("window.runs") == 0
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_map_of_the_site_leads_to_every_page(server: Application, page: Page) -> None:
    open_view(page, server, "accueil")
    page.get_by_role("contentinfo").get_by_role("link", name="Plan du site").click()
    expect(page.locator("h1")).to_contain_text("Plan du site")
    at_rest(page)
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(len(PATHS))
    links = page.get_by_role("main").get_by_role("link").all()
    found = {urlsplit(link.evaluate("one => one.href")).path.strip("/") for link in links}
    assert found == {path.strip("/") for path in PATHS.values()}


def test_an_elected_official_reads_the_charts(server: Application, page: Page) -> None:
    open_view(page, server, "accueil")
    assert tab_to(page, "^Courbes")["walked"]
    press(page, "ArrowLeft")
    assert read_out(page) == "Hauts-de-France, T1 2026 : 9,8 % (provisoire)"
    press(page, "ArrowLeft", "ArrowDown")
    assert read_out(page) == "France hors Mayotte, T4 2025 : 7,9 %"
    tiles = page.get_by_role("group", name=re.compile("^Population, Région Hauts-de-France, 2023"))
    expect(tiles).to_have_count(1)
    tab_to(page, "^Carte")
    press(page, "Home")
    press(page, "Home")
    assert read_out(page).startswith("Zone d’emploi d’Arras, T4 2025 : 6,1 %, valeur la plus basse")
    tab_to(page, "^Voir la carte")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/chomage"))
    at_rest(page, CHARTS["chomage"])
    # The name of the page is said, and its message with it.
    expect(page.get_by_test_id("voice")).to_contain_text(re.compile("^Chômage – Au 4e trimestre"))
    expect(page).to_have_title(re.compile("^Chômage – Au 4e trimestre 2025"))


def test_a_coordinator_chooses_a_territory_on_the_map_and_reads_its_rank(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    message = page.locator("h1").inner_text()
    tab_to(page, "^Carte : ")
    press(page, "ArrowRight", "ArrowUp")
    first = read_out(page)
    press(page, "ArrowUp")
    assert first.startswith("Zone d’emploi de ")
    assert read_out(page) != first
    press(page, "End")
    assert read_out(page) == "Zone d’emploi de Valenciennes, T4 2025 : 12,9 %, valeur la plus haute"
    page.keyboard.press("Enter")
    expect(territories(page)).to_have_value("Zone d’emploi de Valenciennes")
    expect(page).to_have_url(re.compile("niveau=ZE2020&territoire=3222"))
    at_rest(page, CHARTS["chomage"])
    assert focus(page)["name"].startswith("Carte")
    tab_to(page, "^Classement")
    press(page, "ArrowDown")
    assert read_out(page) == "Valenciennes, T4 2025 : 12,9 %, valeur la plus haute"
    press(page, "ArrowDown")
    assert "2e valeur la plus haute" in read_out(page)
    # The list, the segments: what is pressed keeps the focus, and the new message is said.
    tab_to(page, "^Territoire$", back=True)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("SPEL de Lille")
    press(page, "ArrowDown", "Enter")
    expect(page).to_have_url(re.compile("niveau=SPEL&territoire=595"))
    at_rest(page, CHARTS["chomage"])
    assert focus(page)["name"] == "Territoire"
    page.keyboard.press("Tab")
    press(page, "ArrowRight", "Space")
    expect(page).to_have_url(re.compile("mesure=evolution-1-an"))
    at_rest(page, CHARTS["chomage"])
    assert focus(page)["name"] == "Évolution 1 an"
    expect(page.locator("h1")).not_to_have_text(message)
    expect(page.get_by_test_id("voice")).to_have_text(page.locator("h1").inner_text())


def test_a_presenter_moves_time_adds_a_view_and_opens_the_seance(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page(reduced_motion="reduce")
    open_view(page, server, "chomage")
    page.wait_for_timeout(1200)
    # Nothing plays before it is asked.
    assert period_of_player(page) == "T4 2025"
    tab_to(page, "^Lecture$")
    page.keyboard.press("Space")
    expect(page.locator(".lecture output")).not_to_have_text("T4\xa02025")
    page.keyboard.press("Space")
    assert focus(page)["name"] == "Lecture"
    tab_to(page, "^Période affichée$")
    press(page, "End", "ArrowLeft")
    assert period_of_player(page) == "T3 2025"
    expect(page).to_have_url(re.compile("periode=2025-Q3"))
    expect(page.get_by_test_id("voice")).to_contain_text("3e trimestre 2025")
    at_rest(page, CHARTS["chomage"])
    tab_to(page, "la carte à la séance$")
    page.keyboard.press("Enter")
    at_rest(page, CHARTS["chomage"])
    assert "séance" in focus(page)["name"]
    tab_to(page, "^Séance", back=True)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Séance")
    at_rest(page)
    tab_to(page, "Retirer cet écran$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Retirer cet écran")).to_have_count(0)
    # What had the focus is gone: the content has it, not the top of the document.
    expect(page.locator("#stMain")).to_be_focused()
