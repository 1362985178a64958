"""A séance made in a browser by its buttons, played by keyboard alone, and going on without a network."""

import re

import pytest
from playwright.sync_api import Page, expect

from exports.seance_link import from_code
from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, at_rest, codes, go, open_view
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser


def gather(page: Page, label: str, number: int) -> None:
    """Press the button under a figure, and wait until it is the screen of that number."""
    name = re.compile(rf"^Ajouter\s.*{label}.*à\sla\sséance$")
    page.get_by_role("button", name=name).click()
    told = page.get_by_test_id("stToastText")
    expect(told.get_by_text(f"Ajouté : écran {number} de votre séance.")).to_be_visible()
    at_rest(page)


def test_six_views_of_three_pages_are_gathered_then_played_by_keyboard_without_a_network(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage", "niveau=ZE2020&territoire=3217&periode=2025-Q4")
    gather(page, "la carte", 2)
    gather(page, "les courbes", 3)
    gather(page, "le classement", 4)
    go(page, "L’essentiel", CHARTS["accueil"])
    gather(page, "les courbes", 5)
    gather(page, "Demandeurs d’emploi", 6)
    go(page, "Mon territoire")
    gather(page, "les phrases à retenir", 7)
    # A reload loses nothing: the séance is in the address.
    page.reload()
    at_rest(page)
    go(page, "Séance")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("8 écrans"))
    page.wait_for_url(re.compile(r"[?&]s="))
    held = from_code(codes(page)["s"])
    assert [slide.view.slug for slide in held.slides if slide.view] == [
        "chomage", "chomage", "chomage", "accueil", "accueil", "territoire",
    ]  # fmt: skip
    page.get_by_role("textbox", name="Titre de la séance").fill("Comité local")
    page.get_by_role("textbox", name="Titre de la séance").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Comité local"))
    at_rest(page)
    with page.context.expect_page() as told:
        page.get_by_role("link", name=re.compile("Lancer la séance")).focus()
        page.keyboard.press("Enter")
    room = told.value
    room.locator(".ici h1").wait_for()
    place = room.locator("#place")
    for rank in range(2, 5):
        room.keyboard.press("ArrowRight")
        expect(place).to_have_text(f"{rank} / 8")
    room.context.set_offline(True)
    for rank in range(5, 9):
        room.keyboard.press("PageDown")
        expect(place).to_have_text(f"{rank} / 8")
        expect(room.locator(".ici h1")).to_be_visible()
    room.keyboard.press("Home")
    expect(room.locator(".ici h1")).to_have_text("Comité local")
    room.context.set_offline(False)


def test_a_seance_is_played_as_it_was_just_worded_and_what_is_added_is_said(
    server: Application, page: Page
) -> None:
    open_view(page, server, "chomage")
    page.get_by_role("button", name="Ajouter la carte à la séance").click()
    expect(page.get_by_test_id("voice")).to_contain_text("Ajouté")
    go(page, "Séance")
    at_rest(page)
    # No Enter, no other field: the link itself is what is pressed after the last letter.
    page.get_by_label("Titre de la séance").fill("Comité du jour")
    with page.context.expect_page() as told:
        page.get_by_role("link", name=re.compile("Lancer la séance")).click()
    expect(told.value.locator(".ici h1")).to_have_text("Comité du jour")


def test_a_page_is_shown_for_a_room_as_it_stands(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "niveau=ZE2020&territoire=3217&carte=DEP&periode=2023-Q2")
    with page.context.expect_page() as told:
        page.get_by_role("link", name=re.compile("Mode salle")).click()
    room = told.value
    # The cover is left out: the first figure is there at once.
    expect(room.locator("#place")).to_have_text("2 / 5")
    expect(room.locator(".ici h1")).to_contain_text("2e trimestre 2023")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)], ids=["wide", "phone"])
def test_axe_finds_nothing_to_mend_in_a_seance_that_is_edited(
    server: Application, open_page: PageOpener, scheme: str, size: tuple[int, int]
) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "seance", "niveau=SPEL&territoire=591")
    page.get_by_role("button", name=re.compile("^Portrait")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("9 écrans"))
    at_rest(page)
    page.get_by_role("button", name="Télécharger").click()
    page.get_by_role("button", name=re.compile("PowerPoint")).wait_for()
    found = violations(page)
    assert not found, "\n".join(found)
