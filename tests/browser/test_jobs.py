"""Métiers en tension in a browser: words in the cells, one column on a phone, a click that leads on."""

import re

import pytest
from playwright.sync_api import Page, expect

from figures.heatmap import ALONE
from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import at_rest, chart, codes, open_view, words
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

_SEEN = """chart => [...chart.querySelectorAll('svg text')].filter(one => {
  for (let at = one; at.tagName !== 'svg'; at = at.parentNode)
    if (at.getAttribute('opacity') === '0') return false;
  return true;
}).map(one => {
  const box = one.getBoundingClientRect();
  return [one.textContent, box.left, box.right, parseFloat(getComputedStyle(one).fontSize)];
})"""


def seen(page: Page, name: str) -> list[tuple[str, float, float, float]]:
    """Return the texts of a chart that are not hidden: words, left, right, size in pixels."""
    return [tuple(one) for one in chart(page, name).evaluate(_SEEN)]  # type: ignore[misc]


def test_the_matrix_prints_a_word_in_each_cell(server: Application, page: Page) -> None:
    open_view(page, server, "metiers", "lignes=20")
    printed = words(chart(page, "Matrice"))
    assert "très forte 5" in printed
    assert "Cadres du bâtiment et des travaux" in " ".join(printed)


@pytest.mark.parametrize("size", [(1440, 900), (1024, 768), (390, 844), (320, 640)])
@pytest.mark.parametrize("reading", ["familles", "metiers", "diagnostic"])
def test_no_text_of_the_matrix_is_cut_or_too_small(
    server: Application, open_page: PageOpener, size: tuple[int, int], reading: str
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]})
    open_view(page, server, "metiers", f"lecture={reading}&tri=manque_main_oeuvre&lignes=toutes")
    box = chart(page, "Matrice").bounding_box()
    assert box
    texts = seen(page, "Matrice")
    assert [one for one in texts if "…" in one[0] or one[3] < 12] == []
    assert [
        one for one in texts if one[1] < box["x"] - 2 or one[2] > box["x"] + box["width"] + 2
    ] == []
    if size[0] < 600:  # The words of a row end before its cell.
        cells = [one[1] for one in texts if re.search(r" \d$|^non dit|^(très )?élevée", one[0])]
        labels = [one for one in texts if one[1] < box["x"] + 2 and one[0] != ALONE]
        assert len(labels) >= 10
        assert [one for one in labels if one[2] > min(cells)] == []
        assert ALONE in [text for text, *_ in texts]
    heads = [text for text, *_ in texts if "main-d’œuvre" in text]
    assert heads
    assert ("Tension" in " ".join(text for text, *_ in texts)) is (size[0] > 600)


def test_a_click_on_a_bassin_opens_its_métiers_and_back_returns(
    server: Application, page: Page
) -> None:
    open_view(page, server, "metiers", "niveau=REG&territoire=32&bmo=metier&metier=T2A60")
    name = chart(page, "Barres").locator("svg text", has_text="Beauvais")
    name.evaluate("one => one.scrollIntoView({block: 'center'})")
    # What is drawn above may still push the chart down.
    page.wait_for_timeout(500)
    box = name.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**bassin=3213**")
    at_rest(page, 2)
    assert codes(page)["bmo"] == "bassin"
    expect(
        page.get_by_role("button", name="Quels bassins recherchent ce premier métier")
    ).to_be_visible()
    page.go_back()
    page.wait_for_url("**metier=T2A60**")
    at_rest(page, 2)
    assert codes(page)["bmo"] == "metier"


def test_secret_is_a_word_and_a_hatch_on_screen(server: Application, page: Page) -> None:
    open_view(page, server, "metiers", "bmo=metier&metier=A2X90")
    printed = words(chart(page, "Barres"))
    # Four numbers of projects, six shares of difficult ones, seven of seasonal ones.
    assert printed.count("secret") >= 4 + 5 + 7
    assert "0" not in printed


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend_in_what_opens(
    server: Application, open_page: PageOpener, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    open_view(page, server, "metiers", "lecture=diagnostic&bmo=bassin&bassin=3213")
    for label in (
        "Chaque niveau du texte",
        "Ce que dit chaque tension",
        "Tableau et téléchargement (10",
    ):
        page.get_by_text(label).first.click()
        at_rest(page, 2)
    found = violations(page)
    assert not found, "\n".join(found)
