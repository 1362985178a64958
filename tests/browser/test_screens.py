"""Every page on every screen: nothing overflows, nothing is inaccessible, nothing leaves this machine."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.application import Application
from tests.browser.dashboard import PATHS, open_view
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

SIZES = [(1440, 900), (1024, 768), (390, 844)]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_no_page_scrolls_sideways_and_its_message_is_seen_at_once(
    server: Application, open_page: PageOpener, size: tuple[int, int]
) -> None:
    width, height = size
    page = open_page(viewport={"width": width, "height": height})
    wrong = {}
    for slug in PATHS:
        open_view(page, server, slug)
        wide = page.evaluate(
            "() => Math.max(document.documentElement.scrollWidth,"
            " document.querySelector('[data-testid=stMain]').scrollWidth)"
        )
        box = page.locator("h1").bounding_box()
        if wide > width + 1:
            wrong[slug] = f"{wide} px wide, shown in {width}"
        elif not box or box["y"] < 0 or box["y"] + box["height"] > height:
            wrong[slug] = f"h1 at {box}"
    assert wrong == {}


_STILL = """() => Promise.race([
  Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished)),
  new Promise(done => setTimeout(done, 15000)),
])"""


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong in the page, one line for each rule and element."""
    # What fades in or out is of no colour yet.
    page.evaluate(_STILL)
    found: list[dict[str, Any]] = (
        Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    )
    return [
        f"{one['id']}: {node['target'][0]} {node['html'][:120]}"
        for one in found
        for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize(
    ("scheme", "size"),
    [("light", (1440, 900)), ("dark", (1440, 900)), ("light", (390, 844))],
    ids=["light", "dark", "phone"],
)
@pytest.mark.parametrize("slug", PATHS)
def test_axe_finds_nothing_to_mend(
    server: Application, open_page: PageOpener, slug: str, scheme: str, size: tuple[int, int]
) -> None:
    page = open_page(
        color_scheme=scheme, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    open_view(page, server, slug)
    ground = page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    )
    assert ground == {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 27)"}[scheme]
    found = violations(page)
    assert not found, "\n".join(found)


def test_axe_finds_nothing_to_mend_in_what_opens(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "niveau=SPEL&territoire=595&carte=DEP")
    for label in ("Les chiffres de ces phrases", "Tableau et téléchargement"):
        page.get_by_text(label).click()
        page.get_by_role("table").last.wait_for()
    page.get_by_role("button", name="Télécharger ces lignes (CSV)").wait_for()
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_visit_of_all_pages_asks_nothing_from_another_machine(
    server: Application, open_page: PageOpener, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    for slug in PATHS:
        open_view(page, server, slug)
    # The fixture checks every request and every console message of the visit.
    assert len(page.seen.addresses) > 20  # type: ignore[attr-defined]
    # The only cookie guards the session against forged requests; it names nobody.
    assert {cookie.get("name") for cookie in page.context.cookies()} <= {"_streamlit_xsrf"}
