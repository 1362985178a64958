"""The name that a screen reader gives to each figure: the message written above it, and after it the new one."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, at_rest, chart, choose, open_view, words

pytestmark = pytest.mark.browser

DRAWN = '[data-testid="stVegaLiteChart"] svg.marks, [data-testid="stDeckGlJsonChart"] canvas'
OWN = re.compile(r"^(Légende .* : |Carte : .* Au plus bas, |.* : courbe de )")
"""Legends, curves of tiles and the small map say in their own words what they show."""
_MESSAGES = "all => all.filter(one => one.checkVisibility()).map(one => one.innerText)"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def names(page: Page, *roles: str) -> list[str]:
    """Return the names that assistive tools read of the elements of these roles, but for the logo."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    found = [
        _plain(one.get("name", {}).get("value", ""))
        for one in nodes
        if not one["ignored"] and one["role"]["value"] in roles
    ]
    return [one for one in found if one != "Observatoire emploi-formation Hauts-de-France"]


@pytest.mark.parametrize("slug", [slug for slug, charts in CHARTS.items() if charts])
def test_a_figure_is_named_by_the_message_above_it(
    server: Application, page: Page, slug: str
) -> None:
    open_view(page, server, slug)
    drawn = page.locator(DRAWN)
    expect(page.locator(f":is({DRAWN}):not([role=img])")).to_have_count(0)
    messages = [_plain(one) for one in page.locator("h1, h2").evaluate_all(_MESSAGES)]
    images = names(page, "image")
    assert len(images) == drawn.count()
    for name in images:
        assert re.search(r"\d", name) or name.startswith(messages[0]) or OWN.match(name), name
        assert OWN.match(name) or name.startswith(tuple(messages)), name
    # What the keyboard reaches has the name of what it draws.
    assert set(names(page, "application", "figure")) <= set(images)


@pytest.mark.parametrize("slug", ["accueil", "chomage", "population"])
def test_another_territory_changes_the_name_and_draws_nothing_anew(
    server: Application, page: Page, slug: str
) -> None:
    open_view(page, server, slug)
    before, titles = names(page, "application"), page.locator("h1, h2").all_inner_texts()
    curves = chart(page, "Courbes").locator("svg.marks")
    curves.evaluate("one => { one.mine = true }")
    choose(page, "Département du Nord")
    expect(page).to_have_url(re.compile("territoire=59(&|$)"))
    at_rest(page, CHARTS[slug])
    anew = [_plain(one) for one in page.locator("h1, h2").all_inner_texts() if one not in titles]
    after = names(page, "application")
    assert after != before
    assert any(one.startswith(tuple(anew)) for one in after)
    assert curves.evaluate("one => one.mine === true && one.getAttribute('role')") == "img"


def test_the_name_of_the_map_follows_the_player(server: Application, page: Page) -> None:
    open_view(page, server, "chomage")
    page.get_by_label("Période affichée").press("Home")
    expect(page.locator("h1")).to_contain_text("2003")
    first, *_ = names(page, "application")
    assert first.startswith("Au 1er trimestre 2003, ")
    assert "T1 2003" in words(chart(page, "Carte"))
