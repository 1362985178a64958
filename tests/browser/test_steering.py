"""Pilotage in a browser: search, choose with the keyboard, come back by the link."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import at_rest, chart, codes, open_view, words
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser


def test_an_engagement_is_searched_chosen_with_the_keyboard_and_found_again_by_its_link(
    server: Application, page: Page, open_page: PageOpener
) -> None:
    open_view(page, server, "pilotage")
    field = page.get_by_role("textbox", name="Rechercher un engagement")
    field.fill("capeb zzzz")
    field.press("Enter")
    expect(page.get_by_text("Aucun engagement ne répond")).to_be_visible()
    field.fill("CAPEB")
    field.press("Enter")
    found = page.get_by_role("radiogroup", name="Engagements trouvés").get_by_role("radio")
    expect(found).to_have_count(7)
    found.first.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**engagement=S1.2**")
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**engagement=S1.3**")
    sheet = page.locator(".st-key-sheet")
    expect(sheet).to_contain_text("Mobiliser des diagnostics/études de la construction")
    at_rest(page, 2)
    again = open_page()
    again.goto(page.url)
    at_rest(again, 2)
    expect(again.locator(".st-key-sheet")).to_contain_text("Mobiliser des diagnostics")
    kept = again.get_by_role("radiogroup", name="Engagements trouvés")
    expect(kept.get_by_role("radio", checked=True)).to_have_count(1)
    assert codes(again) == codes(page)


def test_the_branch_of_the_engagement_asked_is_open_and_another_one_opens_by_the_keyboard(
    server: Application, page: Page
) -> None:
    open_view(page, server, "pilotage", "engagement=SRFSS.2")
    branch = page.get_by_role("radiogroup", name="Schéma sanitaire et social")
    expect(branch.get_by_role("radio")).to_have_count(5)
    expect(branch.get_by_role("radio", checked=True)).to_have_count(1)
    other = page.locator("summary", has_text="Protocole France Travail")
    other.focus()
    page.keyboard.press("Enter")
    protocol = page.get_by_role("radiogroup", name="Protocole France Travail")
    expect(protocol.get_by_role("radio")).to_have_count(33)
    found = violations(page)
    assert not found, "\n".join(found)


def test_the_axis_names_its_years_the_revoyure_and_the_engagement_chosen(
    server: Application, page: Page
) -> None:
    open_view(page, server, "pilotage", "engagement=S1.9")
    drawn = words(chart(page, "Axe du temps"))
    assert {"2022", "2028", "Clause de revoyure"} <= set(drawn)
    assert any(text.startswith("S1.9 ") for text in drawn)


def test_a_measured_indicator_links_its_page(server: Application, page: Page) -> None:
    open_view(page, server, "pilotage", "engagement=E1.2")
    page.get_by_role("link", name="Mesuré par : Contrats d’apprentissage de l’année").click()
    page.wait_for_url("**/formations?**indicateur=contrats-apprentissage**")
    at_rest(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Contrats d’apprentissage")


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844)], ids=str)
def test_the_message_and_the_counts_are_on_the_first_screen(
    server: Application, open_page: PageOpener, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "pilotage")
    for one in (page.get_by_role("heading", level=1), chart(page, "Barres")):
        box = one.bounding_box()
        assert box and box["y"] + box["height"] <= size[1]
