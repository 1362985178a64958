"""Every page in every state, both themes and three sizes: accessible, in French, no wider than the screen."""

import pytest

from figures.theme import THEMES, Mode
from tests.browser.access import COLOURS, SIZES, violations, width
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, PATHS, at_rest
from tests.browser.paint import faint, painted
from tests.browser.states import VIEWS, state
from tests.browser.test_french import english
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

# A pale text, and two buttons too small and too near.
SMALL = '<button style="width:9px;height:9px;padding:0" aria-label="{}"></button>'
FAULTS = (
    '<p style="color:#bbb">Pâle</p><div style="display:flex;height:30px;width:30px">'
    f"{SMALL.format('a')}{SMALL.format('b')}</div>"
)
_GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
_TEXT = "document.body.innerText.replace(/[\\u202f\\u00a0]/g, ' ')"


def _rgb(colour: str) -> str:
    return f"rgb({', '.join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))})"


@pytest.mark.parametrize(("slug", "name"), VIEWS)
def test_a_page_is_accessible_in_french_and_on_the_screen(
    server: Application, open_page: PageOpener, slug: str, name: str
) -> None:
    page, view, found = open_page(), state(slug, name), []
    modes: tuple[Mode, ...] = ("light", "dark")
    for mode in modes:
        # The page that is open would follow the theme by itself, at the address that it has mended.
        page.goto("about:blank")
        page.emulate_media(color_scheme=mode, reduced_motion="reduce")
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        page.goto(f"{server.url}{PATHS[slug]}?{view.codes}")
        at_rest(page, 0 if view.codes else CHARTS[slug])
        assert page.evaluate(_GROUND) == _rgb(THEMES[mode].ground)
        if mode == "light":
            page.wait_for_function(f"said => {_TEXT}.includes(said)", arg=view.said)
            assert page.evaluate("document.documentElement.lang") == "fr"
            found += [f"English: {text}" for text in english(page)]
        if name in ("default", "filtered"):
            found += [f"{mode}: {one}" for one in faint(page, mode)]
        for wide, high in SIZES:
            page.set_viewport_size({"width": wide, "height": high})
            at_rest(page)
            too_wide = width(page) - wide
            wrong = violations(page, () if mode == "light" else COLOURS)
            if too_wide > 1:
                wrong.append(f"{too_wide} px too wide")
            title = page.locator("h1").bounding_box()
            if not view.codes and (not title or title["y"] + title["height"] > high):
                wrong.append(f"the message is not on the first screen: {title}")
            found += [f"{mode} {wide}: {one}" for one in wrong]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_what_is_painted_too_faint_is_seen(
    server: Application, open_page: PageOpener, mode: Mode
) -> None:
    page, theme = open_page(color_scheme=mode), THEMES[mode]
    page.goto(f"{server.url}/chomage")
    at_rest(page, CHARTS["chomage"])
    found = painted(page)
    assert sum(one["kind"] == "text" for one in found) > 50
    # A value printed on the darkest or the lightest class is read on that class, not on the page.
    on_classes = {one["behind"].upper() for one in found if one["kind"] == "text"}
    assert {theme.sequential[0], theme.sequential[4], theme.ground} <= on_classes
    assert faint(page, mode) == []
    page.evaluate(
        "colour => document.querySelectorAll('svg .mark-text text').forEach(one => {"
        " one.style.fill = colour })",
        theme.sequential[2],
    )
    assert any(theme.sequential[2].lower() in one for one in faint(page, mode))


def test_axe_is_asked_and_sees_a_fault(server: Application, open_page: PageOpener) -> None:
    page = open_page()
    page.goto(f"{server.url}/accessibilite")
    at_rest(page)
    page.evaluate(
        "faults => document.querySelector('h1').insertAdjacentHTML('afterend', faults)", FAULTS
    )
    rules = {one.split(":")[0] for one in violations(page)}
    assert {"color-contrast", "target-size"} <= rules
    assert any(one.startswith("color-contrast") for one in violations(page, COLOURS))
    assert width(page) <= 1441


def test_the_charts_follow_the_theme_of_the_device(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{server.url}/comparer?niveau=SPEL&territoire=591")
    at_rest(page, 1)
    for mode in ("dark", "light"):
        page.emulate_media(color_scheme=mode)
        page.locator(
            f'[data-testid="stVegaLiteChart"] svg text[fill="{THEMES[mode].ink}"]'
        ).first.wait_for()
        assert "territoire=591" in page.url
