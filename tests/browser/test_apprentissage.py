"""Apprentissage in a browser: labels readable at three sizes, the proof at once, one address a view."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.access import SIZES
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, at_rest, open_view
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser
CHART = '[data-testid="stVegaLiteChart"]'

# The words drawn in each chart, with their boxes: those of no opacity are not drawn.
_WORDS = """() => [...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg')].map(svg => {
  const frame = svg.getBoundingClientRect();
  return [...svg.querySelectorAll('text')].filter(one => one.textContent.trim()
      && one.getAttribute('opacity') !== '0' && one.style.opacity !== '0').map(one => {
    const box = one.getBoundingClientRect();
    return {text: one.textContent, left: box.left - frame.left, right: box.right - frame.left,
      top: box.top - frame.top, bottom: box.bottom - frame.top, width: frame.width, height: frame.height};
  });
})"""


def overlapping(words: list[dict]) -> list[str]:
    """Return the pairs of words that cover each other by more than a pixel or two, and those cut."""
    found = [
        f"cut: {one['text']}"
        for one in words
        if one["left"] < -1 or one["right"] > one["width"] + 1 or one["bottom"] > one["height"] + 2
    ]
    for rank, one in enumerate(words):
        for other in words[rank + 1 :]:
            across = min(one["right"], other["right"]) - max(one["left"], other["left"])
            down = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            if across > 1 and down > 5:
                found.append(f"{one['text']} / {other['text']}")
    return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_label_is_whole_and_covers_no_other(
    server: Application, open_page: PageOpener, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "apprentissage")
    page.wait_for_timeout(800)
    charts = page.evaluate(_WORDS)
    assert len(charts) == CHARTS["apprentissage"]
    assert [overlapping(words) for words in charts] == [[]] * len(charts)
    said = " ".join(re.sub(r"\s", " ", one["text"]) for one in charts[0])
    assert "50 000 en 2021" in said
    assert "80 000 en 2025" in said
    for value in ("33 000", "48 800", "64 846", "71 809"):
        assert value in said


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768)], ids=["large", "projector"])
def test_the_first_screen_holds_the_message_and_the_objectives(
    server: Application, open_page: PageOpener, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "apprentissage")
    for place in (page.locator("h1"), page.locator(CHART).first):
        box = place.bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= size[1]


def test_a_millesime_chosen_enters_the_address_and_is_found_again(
    server: Application, page: Page
) -> None:
    open_view(page, server, "apprentissage", "niveau=SPEL&territoire=591")
    field = page.get_by_role("combobox", name="Millésime")
    field.click()
    field.fill("2019")
    page.get_by_role("option", name="2019-2020", exact=True).click()
    page.wait_for_url("**millesime=2019%2F2020**")
    page.reload()
    at_rest(page, CHARTS["apprentissage"])
    expect(page.get_by_text("2019-2020 : 41 taux publiés")).to_be_visible()
