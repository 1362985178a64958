"""The comparison in a browser: two maps that one player moves, and that one click outlines."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, at_rest, chart, open_view, territories, words

pytestmark = pytest.mark.browser

_OUTLINED = """(chart, colour) => [...chart.querySelectorAll('path')]
  .filter((path) => path.getAttribute('stroke')?.toLowerCase() === colour).length"""
ACCENT = "#b3144f"


def maps(page: Page) -> tuple[Locator, Locator]:
    return chart(page, "Carte de gauche"), chart(page, "Carte de droite")


def period_of(drawn: Locator) -> str:
    return next(text for text in words(drawn) if re.fullmatch(r"(T\d )?\d{4}", text))


def shows(drawn: Locator, text: str) -> None:
    expect(drawn.locator("svg text", has_text=text.replace(" ", "\xa0"))).to_have_count(1)


def test_one_step_of_the_player_moves_both_maps_of_two_dates(
    server: Application, page: Page
) -> None:
    open_view(page, server, "comparer", "cartes=dates&indicateur-cartes=taux-chomage&ecart=5")
    left, right = maps(page)
    shows(right, "T4 2025")
    assert (period_of(left), period_of(right)) == ("T4 2020", "T4 2025")
    slider = page.get_by_role("slider", name="Période affichée")
    slider.focus()
    page.keyboard.press("ArrowLeft")
    shows(right, "T3 2025")
    shows(left, "T3 2020")
    expect(page).to_have_url(re.compile(r"periode=2025-Q3"))
    page.reload()
    at_rest(page, CHARTS["comparer"])
    shows(maps(page)[0], "T3 2020")
    shows(maps(page)[1], "T3 2025")


def test_one_step_of_the_player_moves_both_maps_of_two_indicators(
    server: Application, page: Page
) -> None:
    open_view(page, server, "comparer", "gauche=taux-chomage&droite=emploi-salarie")
    left, right = maps(page)
    shows(left, "T4 2023")
    shows(right, "2023")
    page.get_by_role("slider", name="Période affichée").focus()
    for _ in range(4):
        page.keyboard.press("ArrowLeft")
    shows(left, "T4 2022")
    shows(right, "2022")
    expect(page.get_by_text("T4 2022 à gauche ≠ 2022 à droite")).to_be_visible()


def test_a_click_on_one_map_outlines_the_zone_on_both(server: Application, page: Page) -> None:
    open_view(page, server, "comparer")
    left, right = maps(page)
    assert left.evaluate(_OUTLINED, ACCENT) == right.evaluate(_OUTLINED, ACCENT)
    left.scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    area = left.locator("svg path[fill]").nth(12)
    box = area.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(territories(page)).to_have_value(re.compile("^Zone d’emploi"))
    at_rest(page, CHARTS["comparer"])
    name = territories(page).input_value()
    for drawn in maps(page):
        page.wait_for_function(
            "([chart, colour]) => [...chart.querySelectorAll('path')].some((path) =>"
            " path.getAttribute('stroke')?.toLowerCase() === colour)",
            arg=[drawn.element_handle(), ACCENT],
        )
    expect(page.get_by_text(name).first).to_be_visible()


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)])
def test_the_first_screen_holds_the_message_and_the_first_charts(
    server: Application, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_view(page, server, "comparer", "niveau=SPEL&territoire=591")
    expect(page.get_by_text("Attention aux niveaux.")).to_be_in_viewport()
    expect(chart(page, "Courbes")).to_be_in_viewport(ratio=1)
