"""Every view is a link: an address gives its view, and Back, Forward and reload give it again."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import (
    CHARTS,
    at_rest,
    chart,
    choose,
    go,
    open_view,
    period_of_map,
    period_of_player,
    territories,
    words,
    zones,
)
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

ROUBAIX = "Zone d’emploi de Roubaix-Tourcoing"
LINK = "niveau=ZE2020&territoire=3218&periode=2021-Q1"


def test_a_link_opened_first_on_a_cold_server_gives_exactly_its_view(
    cold_server: Application, page: Page
) -> None:
    open_view(page, cold_server, "chomage", LINK)
    expect(territories(page)).to_have_value(ROUBAIX)
    # A cold server may still load what moves the map when its first charts are drawn.
    expect(page.locator(".lecture output")).to_have_text("T1 2021")
    expect(chart(page, "Carte").locator("svg text", has_text="T1 2021")).to_have_count(1)
    assert period_of_map(page) == period_of_player(page) == "T1 2021"
    expect(page.locator("h1")).to_contain_text("1er trimestre 2021")
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(7)
    expect(page.locator("footer, [class*=st-key-footer]").first).to_contain_text("Sources")
    for code in ("niveau=ZE2020", "territoire=3218", "periode=2021-Q1"):
        assert code in page.url
    assert page.evaluate("history.length") <= 2
    page.reload()
    at_rest(page, CHARTS["chomage"])
    expect(territories(page)).to_have_value(ROUBAIX)
    assert period_of_map(page) == "T1 2021"


def test_a_shared_link_gives_the_same_view_to_somebody_else(
    server: Application, open_page: PageOpener
) -> None:
    first, second = open_page(), open_page()
    open_view(first, server, "chomage", f"{LINK}&mesure=evolution-5-ans&carte=DEP")
    second.goto(first.url)
    at_rest(second, CHARTS["chomage"])
    assert second.url == first.url
    for page in (first, second):
        expect(page.locator("h1")).to_contain_text("T1 2021")
        expect(page.get_by_role("radio", name="Évolution 5 ans")).to_be_checked()
        expect(page.get_by_role("radio", name="Départements")).to_be_checked()
        expect(territories(page)).to_have_value(ROUBAIX)
        assert len(zones(page)) == 5
    assert words(chart(first, "Carte")) == words(chart(second, "Carte"))


def test_each_view_is_one_step_of_back_and_forward(server: Application, page: Page) -> None:
    open_view(page, server, "accueil")
    expect(page).to_have_url(re.compile(r"/\?niveau=REG&territoire=32$"))
    start = page.evaluate("history.length")
    go(page, "Chômage", CHARTS["chomage"])
    expect(page).to_have_url(re.compile(r"/chomage\?niveau=REG&territoire=32&"))
    choose(page, ROUBAIX)
    expect(page).to_have_url(re.compile(r"/chomage\?niveau=ZE2020&territoire=3218&"))
    assert page.evaluate("history.length") == start + 2

    page.go_back()
    expect(territories(page)).to_have_value("Région Hauts-de-France")
    expect(page).to_have_url(re.compile(r"/chomage\?niveau=REG&territoire=32&"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/\?niveau=REG&territoire=32$"))
    expect(page.locator("h1")).to_contain_text("9,8\u202f% de chômage")
    page.go_forward()
    page.go_forward()
    expect(territories(page)).to_have_value(ROUBAIX)
    expect(page).to_have_url(re.compile(r"/chomage\?niveau=ZE2020&territoire=3218&"))
    assert page.evaluate("history.length") == start + 2
    page.reload()
    at_rest(page, CHARTS["chomage"])
    expect(territories(page)).to_have_value(ROUBAIX)
    assert "Roubaix" in words(chart(page, "Courbes"))


def test_back_and_forward_may_be_pressed_fast(server: Application, page: Page) -> None:
    towns = {"3215": "Lens", "3216": "Lille", "3207": "Calais", "3212": "Douai", "3211": "Creil"}
    open_view(page, server, "chomage")
    for name in towns.values():
        choose(page, f"Zone d’emploi de {name}")
        at_rest(page, CHARTS["chomage"])
    for _ in range(3):
        for step in (-1, -1, -1, 1, 1, 1):
            page.evaluate(f"history.go({step})")
            page.wait_for_timeout(60)
    page.wait_for_timeout(1000)
    at_rest(page, CHARTS["chomage"])
    # The browser may skip a step of so many; what it ends on is one whole view, without an error.
    name = towns[page.url.split("territoire=")[1][:4]]
    expect(territories(page)).to_have_value(f"Zone d’emploi de {name}")
    assert name in words(chart(page, "Courbes"))


def test_the_territory_chosen_is_kept_from_page_to_page(server: Application, page: Page) -> None:
    open_view(page, server, "accueil")
    choose(page, "Zone d’emploi de Lens")
    go(page, "Chômage", CHARTS["chomage"])
    expect(territories(page)).to_have_value("Zone d’emploi de Lens")
    expect(page).to_have_url(re.compile(r"territoire=3215"))
    go(page, "Données et méthode")
    go(page, "L’essentiel", CHARTS["accueil"])
    expect(territories(page)).to_have_value("Zone d’emploi de Lens")
    expect(page).to_have_url(re.compile(r"/\?niveau=ZE2020&territoire=3215$"))


def test_an_unknown_address_leads_home_with_a_french_notice(
    server: Application, page: Page
) -> None:
    page.goto(f"{server.url}/nulle-part")
    at_rest(page, CHARTS["accueil"])
    expect(
        page.get_by_text("Cette adresse n’existe pas : voici la page d’accueil.")
    ).to_be_visible()
    expect(page.locator("h1")).to_contain_text("9,8\u202f%")
