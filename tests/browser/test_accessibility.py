"""What the table of the RGAA says of every page and no rule of axe checks, read in a browser."""

from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages.parts.plan import SITE
from tests.browser.access import SIZES, violations
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, PATHS, chart, open_view
from tests.browser.test_french import english

pytestmark = pytest.mark.browser

_FACTS = """() => {
  const all = selector => [...document.querySelectorAll(selector)];
  const seen = selector => all(selector).filter(one => one.checkVisibility());
  const ids = seen('[id]').map(one => one.id);
  const written = one => all('label').some(label => label.offsetHeight
    && label.textContent.trim() === one.getAttribute('aria-label').trim());
  return {
    doctype: document.doctype?.name,
    title: document.title,
    h1: seen('h1').map(one => one.textContent),
    levels: seen('h1, h2, h3, h4, h5, h6').map(one => Number(one.tagName[1])),
    outside: seen('h1, h2, h3').filter(one => !one.closest('[role="main"]')).length,
    main: seen('main, [role="main"]').length,
    banner: seen('header, [role="banner"]').length,
    navigation: seen('nav').map(one => one.getAttribute('aria-label')),
    contentinfo: seen('[role="contentinfo"]').length,
    voices: all('[role="status"][aria-live="polite"]').length,
    images: all('img').map(one => one.alt),
    unnamed: seen('button, a').filter(one => !one.getAttribute('aria-label') && !one.textContent.trim()).length,
    unsaid: seen('input[aria-label]').filter(one => !one.closest('[data-testid="stExpander"]'))
      .filter(one => !one.title && !written(one)).length,
    positive: all('[tabindex]').filter(one => one.tabIndex > 0).length,
    twice: ids.filter((id, rank) => ids.indexOf(id) !== rank),
    neighbours: all('ul').filter(one => {
      const item = one.closest('[data-testid="stElementContainer"]');
      return item?.nextElementSibling?.querySelector('[data-testid="stMarkdownContainer"] > ul:first-child');
    }).length,
    charts: seen('[data-testid="stVegaLiteChart"]')
      .filter(one => !/^Légende/.test(one.getAttribute('aria-label')))
      .filter(one => !one.matches('[data-walk][tabindex="0"][aria-label]')).length,
  };
}"""
# The rows of the tables of a page that no cell names, and those that one does.
_ROWS = """() => {
  const rows = [...document.querySelectorAll('[data-testid="stTable"] tbody tr')];
  const named = rows.filter(one => one.querySelector('th[scope="row"], td:first-child[role="rowheader"]'));
  return [rows.length - named.length, named.length];
}"""
_FOCUSED = """() => {
  const one = document.activeElement;
  return one === document.body ? null : `${one.tagName} ${one.getAttribute('aria-label') || one.textContent}`;
}"""
# The spacings that criterion 10.12 gives.
_SPACED = """() => {
  const style = document.createElement('style');
  style.textContent = '* { line-height: 1.5 !important; letter-spacing: .12em !important;'
    + ' word-spacing: .16em !important; } p { margin-bottom: 2em !important; }';
  document.head.append(style);
}"""
_CUT = """() => [...document.querySelectorAll('[data-testid="stMain"] *')].filter(one => {
  const style = getComputedStyle(one);
  return one.children.length === 0 && one.textContent.trim() && !one.closest('svg') && one.clientWidth > 2
    && (style.overflow === 'hidden' || style.textOverflow === 'ellipsis')
    && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 3);
}).map(one => one.textContent.slice(0, 60))"""


def faults(facts: dict[str, Any]) -> list[str]:
    """Return what a page does against the criteria that the table says it meets."""
    levels, h1 = facts["levels"], facts["h1"]
    steps = [after - before for before, after in pairwise(levels)]
    found = {
        "1.3, images": set(facts["images"]) != {SITE},
        "4.12, a chart that is no stop": facts["charts"] > 0,
        "7.5, one voice": facts["voices"] != 1,
        "8.1, doctype": facts["doctype"] != "html",
        "8.2, identifiers": facts["twice"] != [],
        "8.6, title": not facts["title"].endswith(f" – {SITE}") or h1[0] not in facts["title"],
        "9.1, headings": len(h1) != 1 or levels[0] != 1 or max(steps, default=0) > 1,
        "9.2, landmarks": (facts["main"], facts["banner"], facts["contentinfo"]) != (1, 1, 1)
        or facts["navigation"] != ["Pages"]
        or facts["outside"] > 0,
        "9.3, lists": facts["neighbours"] > 0,
        "11.1, fields": facts["unsaid"] > 0,
        "11.9, buttons": facts["unnamed"] > 0,
        "12.8, order": facts["positive"] > 0,
    }
    return [number for number, wrong in found.items() if wrong]


def test_every_page_has_the_structure_that_the_criteria_ask(
    server: Application, page: Page
) -> None:
    wrong, titles = {}, []
    for slug in PATHS:
        open_view(page, server, slug)
        expect(page.locator('[role="contentinfo"]')).to_be_visible()
        page.wait_for_timeout(300)
        facts = page.evaluate(_FACTS)
        titles.append(facts["title"])
        if found := faults(facts):
            wrong[slug] = (found, facts)
    assert wrong == {}
    assert len(set(titles)) == len(PATHS)


@pytest.mark.parametrize(
    ("slug", "codes", "folded"),
    [
        ("donnees", "table=glossaire", ""),
        ("accessibilite", "", "Les 106 critères, un par un"),
        ("chomage", "", "Tableau et téléchargement"),
        ("comparer", "", ""),
    ],
)
def test_the_first_cell_of_a_row_names_it(
    server: Application, page: Page, slug: str, codes: str, folded: str
) -> None:
    open_view(page, server, slug, codes)
    if folded:
        page.get_by_text(folded).click()
    page.get_by_role("table").first.wait_for()
    page.get_by_role("rowheader").first.wait_for()
    unnamed, named = page.evaluate(_ROWS)
    assert unnamed == 0
    assert named > 20
    assert page.get_by_role("rowheader").count() >= named


def test_escape_hides_the_label_that_follows_the_pointer(server: Application, page: Page) -> None:
    open_view(page, server, "chomage")
    box = chart(page, "Carte").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    label = page.locator("#vg-tooltip-element")
    expect(label).to_be_visible()
    page.keyboard.press("Escape")
    expect(label).not_to_be_visible()
    # It comes back where the pointer goes next.
    page.mouse.move(box["x"] + box["width"] / 2 + 30, box["y"] + box["height"] / 2 + 30)
    expect(label).to_be_visible()


@pytest.mark.parametrize("slug", ["chomage", "campus", "donnees"])
def test_a_page_is_gone_through_with_the_tab_key_from_end_to_end(
    server: Application, page: Page, slug: str
) -> None:
    open_view(page, server, slug)
    passed: list[str] = []
    for _ in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused is None:
            break
        passed.append(focused)
    else:
        pytest.fail(f"Tab never leaves the page: {passed[-5:]}")
    # The mention of the footer, which is the end of the page.
    assert passed[-1].startswith("A Plan du site")


@pytest.mark.parametrize("slug", ["accueil", "chomage", "territoire", "campus", "pilotage"])
def test_wider_spacings_cut_no_text(server: Application, page: Page, slug: str) -> None:
    open_view(page, server, slug)
    page.evaluate(_SPACED)
    page.wait_for_timeout(300)
    assert page.evaluate(_CUT) == []


def test_the_criteria_open_in_french_and_have_nothing_to_mend(
    server: Application, page: Page
) -> None:
    open_view(page, server, "accessibilite")
    page.get_by_text("Les 106 critères, un par un").click()
    page.get_by_role("table").wait_for()
    page.get_by_role("rowheader").first.wait_for()
    assert english(page) == []
    assert violations(page) == []


def test_the_message_and_the_top_of_the_first_figure_are_on_the_first_screen(
    server: Application, page: Page
) -> None:
    wrong = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for slug, charts in CHARTS.items():
            if not charts:
                continue
            open_view(page, server, slug)
            figure = page.locator(
                '[data-testid="stVegaLiteChart"], [data-testid="stDeckGlJsonChart"]'
            )
            ends = (
                page.locator("h1").bounding_box(),
                figure.first.bounding_box(),
            )
            tops = [round(box["y"]) for box in ends if box]
            if len(tops) < 2 or max(tops) > height - 60:
                wrong[slug, width] = tops
    assert wrong == {}
