"""What axe finds wrong in a page, and what is wider than the screen."""

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

SIZES = ((1440, 900), (1024, 768), (390, 844))
"""A desk, a projector, a phone."""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules whose answer depends on the theme: a theme changes colours alone."""

_STILL = """() => Promise.race([
  Promise.allSettled(document.getAnimations()
    .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished)),
  new Promise(done => setTimeout(done, 15000)),
])"""
_RUN = """options => axe.run(document, options).then(found => found.violations.map(
  one => one.nodes.slice(0, 3).map(node => `${one.id}: ${node.target[0]} ${node.html.slice(0, 120)}`)
).flat())"""
_WIDE = """() => Math.max(document.documentElement.scrollWidth,
  document.querySelector('[data-testid=stMain]').scrollWidth)"""


@cache
def _axe() -> str:
    (path,) = Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")
    return path.read_text(encoding="utf-8")


def violations(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """Return what axe finds wrong in the page, one line for each rule and element.

    By default all the rules of WCAG A and AA and the best practices; else those of `rules` alone.
    """
    # What fades in or out is of no colour yet.
    page.evaluate(_STILL)
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    only: dict[str, Any] = {"type": "rule" if rules else "tag", "values": list(rules or TAGS)}
    return page.evaluate(
        _RUN,
        # axe leaves out the size of targets unless it is asked for.
        {
            "runOnly": only,
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
        }
        if not rules
        else {"runOnly": only, "resultTypes": ["violations"]},
    )


def width(page: Page) -> int:
    """Return how many pixels wide the page is: more than its screen, it scrolls sideways.

    What was just drawn for another width is given ten seconds to follow.
    """
    with suppress(PlaywrightTimeout):
        page.wait_for_function(f"() => ({_WIDE})() <= innerWidth + 1", timeout=10_000)
    return page.evaluate(_WIDE)
