"""The contrast of the charts, computed from what the browser has painted behind each text and each mark."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from figures.theme import THEMES, Mode

_COUNT = "document.querySelectorAll('[data-testid=stVegaLiteChart] svg *').length"


@cache
def _script() -> str:
    return Path(__file__).with_name("paint.js").read_text(encoding="utf-8")


def painted(page: Page) -> list[dict[str, Any]]:
    """Return every text and every mark of the page's charts, each with its contrast (`ratio`)."""
    # The outlines of a map arrive after its chart.
    page.wait_for_function(
        "() => [...document.querySelectorAll('[data-testid=stVegaLiteChart][aria-label^=Carte] svg')]"
        ".every(one => one.querySelector('.mark-shape path'))"
    )
    seen, count = -1, page.evaluate(_COUNT)
    while seen != count:
        page.wait_for_timeout(200)
        seen, count = count, page.evaluate(_COUNT)
    return page.evaluate(_script())


def faint(page: Page, mode: Mode) -> list[str]:
    """Return the texts and the marks whose contrast is below what WCAG asks: 4.5 for a text, 3 for a mark.

    Not judged: hairlines (the grid, what parts two rows), that carry no meaning; a mark with its value
    printed on it; the areas of a map, whose classes are neighbours and whose values are printed, on them
    or on the map that the page links.
    """
    theme = THEMES[mode]
    hairlines = {colour.lower() for colour in (theme.grid, theme.line, theme.ground)}
    found = set()
    for one in painted(page):
        if one["ratio"] >= one["needed"]:
            continue
        if one["kind"] != "text" and (
            "role-axis-grid" in one["role"]
            or "mark-shape" in one["role"]
            or one["ink"] in hairlines
            or one["printed"]
        ):
            continue
        found.add(
            f"contrast {one['ratio']:.2f} of {one['colour']} on {one['behind']}: "
            f"{one['chart']}, {one['role']} {one['what']}"
        )
    return sorted(found)
