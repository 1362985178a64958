"""Nothing is lost at 320 pixels (a zoom of 400 %), with wider text, nor in the colours of the reader's system."""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.access import width
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, PATHS, at_rest, open_view
from tests.browser.states import NAMES, state
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

ZOOMS = {320: 640, 640: 512}
"""What a screen of 1280 pixels holds at 400 % and at 200 %."""
# The spacing that WCAG 1.4.12 names; the label of a button is no paragraph.
SPACED = """addEventListener("DOMContentLoaded", () => {
  const style = document.createElement("style");
  style.textContent = "* { line-height: 1.5 !important; letter-spacing: .12em !important;"
    + " word-spacing: .16em !important } p:not(button p) { margin-bottom: 2em !important }";
  document.head.append(style);
})"""
# A control with no border and no ground of its own would melt into the page.
_MELTED = """() => [...document.querySelectorAll(
  '[data-testid="stMain"] button, [data-testid="stMain"] input:not([type=hidden])')]
  .filter((one) => one.offsetWidth > 2 && one.offsetHeight > 2 && !one.closest('[aria-hidden="true"]'))
  .filter((one) => {
    const colour = getComputedStyle(one).color, ground = getComputedStyle(document.body).backgroundColor;
    return colour === ground;
  }).map((one) => one.outerHTML.slice(0, 120))"""

# A row of choices whose last ones are out of its own frame: only a sideways scroll of it would show them.
_HIDDEN = """() => [...document.querySelectorAll('[data-testid="stMain"] :is([role=radiogroup], [role=tablist])')]
  .filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => `scrolls in its frame: ${one.innerText.replace(/\\s+/g, ' ')}`)"""
# How many lines the message of the page stands on.
_LINES = """() => {
  const words = document.createRange(), title = document.querySelector('h1');
  words.selectNodeContents(title);
  return new Set([...words.getClientRects()].map((one) => Math.round(one.top))).size;
}"""


@cache
def _script() -> str:
    return Path(__file__).with_name("cut.js").read_text(encoding="utf-8")


def cut(page: Page) -> list[str]:
    """Return the texts of the page that are not seen whole."""
    return page.evaluate(_script())


@pytest.mark.parametrize("slug", PATHS)
def test_at_200_and_400_percent_the_page_holds_in_the_screen_and_no_text_is_cut(
    server: Application, open_page: PageOpener, slug: str
) -> None:
    page, found = open_page(reduced_motion="reduce", has_touch=True), []
    for name in ("default", "filtered"):
        page.goto(f"{server.url}{PATHS[slug]}?{state(slug, name).codes}")
        at_rest(page)
        for wide, high in ZOOMS.items():
            page.set_viewport_size({"width": wide, "height": high})
            too_wide = width(page) - wide
            page.wait_for_timeout(300)
            found += [f"{name} {wide}: {one}" for one in (*cut(page), *page.evaluate(_HIDDEN))]
            if too_wide > 1:
                found.append(f"{name} {wide}: {too_wide} px too wide")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("slug", PATHS)
def test_on_a_phone_a_message_stands_on_three_lines(
    server: Application, open_page: PageOpener, slug: str
) -> None:
    page, found = open_page(viewport={"width": 390, "height": 844}), {}
    for name in NAMES:
        page.goto(f"{server.url}{PATHS[slug]}?{state(slug, name).codes}")
        at_rest(page)
        title = page.locator("h1").inner_text()
        found[title] = (page.evaluate(_LINES), len(title))
    assert {one: size for one, size in found.items() if size > (3, 92)} == {}


@pytest.mark.parametrize("slug", PATHS)
def test_wider_text_is_not_cut(server: Application, open_page: PageOpener, slug: str) -> None:
    # The policy of the site refuses a foreign style; that of a reader is none of its business.
    page = open_page(bypass_csp=True, reduced_motion="reduce")
    page.add_init_script(SPACED)
    open_view(page, server, slug)
    page.wait_for_timeout(300)
    at_rest(page, CHARTS[slug])
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).letterSpacing") != "normal"
    # A chart is an image, with its alternative text and its table: the reader's style is not its own.
    found = [one for one in cut(page) if not one.startswith("chart")]
    assert not found, "\n".join(found)
    assert width(page) <= 1441


@pytest.mark.parametrize("slug", ["chomage", "campus", "pilotage"])
def test_in_forced_colours_every_control_is_seen(
    server: Application, open_page: PageOpener, slug: str
) -> None:
    page = open_page(forced_colors="active", color_scheme="dark")
    open_view(page, server, slug)
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(_MELTED) == []
