"""What is measured: each scenario is one function that returns raw figures for one site."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page

from bench.probe import Wire, arm, elapsed, loaded
from exports.seance_link import to_code
from figures.seance import Seance, Slide, parse_view
from tests.browser.application import running

CHANGES = 25
WARM_UP = 6
COLD_LOADS = 3
WARM_LOADS = 6


@dataclass(frozen=True)
class Site:
    """A page to measure, and the JavaScript that tells what it shows."""

    name: str
    script: str
    path: str
    # JavaScript of what differs from one territory to another, empty until the page is there.
    shown: tuple[str, ...]
    # What moves through time without the server; empty when the page has no player.
    player: str = ""


_TEXTS = """[...document.querySelectorAll('[data-testid="stMain"] [data-testid="stMarkdown"]')]
    .map((text) => text.textContent).join("|")"""


# What all the charts of the page draw, values and colours.
_CHARTS = """[...document.querySelectorAll('[data-testid="stVegaLiteChart"] svg')]
    .map((chart) => chart.outerHTML).join("|")"""

FLOOR = Site("Plancher", "bench/floor.py", "/", (_TEXTS,))
# The table of a territory is drawn in a shadow root, where its own texts are read.
_TABLE = 'deep(".portrait table")?.textContent'
_PLAYER = 'input[type="range"][aria-label="Période affichée"]'
PAGES = (
    Site("Chômage", "app.py", "/chomage", (_TEXTS, _CHARTS), _PLAYER),
    Site("L’essentiel", "app.py", "/", (_TEXTS, _CHARTS)),
    Site("Mon territoire", "app.py", "/territoire", (_TABLE,)),
    Site("Marché du travail", "app.py", "/marche-du-travail", (_TEXTS,)),
    Site("Métiers en tension", "app.py", "/metiers", (_TEXTS, _CHARTS)),
    Site("Apprentissage", "app.py", "/apprentissage", (_TEXTS, _CHARTS)),
    Site("Campus", "app.py", "/campus", (_TEXTS,)),
    Site("Comparer", "app.py", "/comparer", (_TEXTS, _CHARTS)),
    Site("Pilotage", "app.py", "/pilotage", (_TEXTS, _CHARTS)),
)
SITES = (FLOOR, *PAGES)
# Every screen of a séance is in its document: nothing is asked between two.
SEANCE = Seance(
    "Mesures",
    tuple(
        Slide(parse_view(one))
        for one in (
            "/chomage?figure=carte",
            "/chomage?figure=classement",
            "/accueil?figure=courbes",
            "/territoire?figure=retenir",
        )
    ),
)
_OPENED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
_CALLED = """() => { window.__measure = new Promise((resolve) =>
  addEventListener("keydown", () => {
    const start = performance.now()
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)))
  }, {once: true, capture: true})) }"""

# {label: figures in the order they were taken}
Figures = dict[str, list[float]]
Scenario = Callable[[Browser, Site], Figures]


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(20_000)
    return context


@contextmanager
def _opened(browser: Browser, site: Site) -> Iterator[tuple[Page, Wire]]:
    """Run `site` and open its page, loaded once."""
    context = _context(browser)
    with running(site.script) as application:
        page, wire = context.new_page(), Wire()
        wire.listen(page)
        page.goto(application.url + site.path)
        loaded(page, site.shown)
        yield page, wire
        context.close()


def territory_change(browser: Browser, site: Site) -> Figures:
    """Choose another territory: from the button's release to the page painted."""
    figures: Figures = defaultdict(list)
    with _opened(browser, site) as (page, wire):
        field = page.get_by_role("combobox", name="Territoire")
        if not field.count():
            return figures
        field.click()
        page.get_by_role("option").first.wait_for()
        # The first territory is the one shown at the start.
        names = page.get_by_role("option").all_inner_texts()[1:7]
        page.keyboard.press("Escape")
        for number in range(WARM_UP + CHANGES):
            before = wire.total
            field.click()
            # By name: an open list starts at the present choice, so that ranks move.
            option = page.get_by_role("option", name=names[number % len(names)], exact=True)
            option.wait_for()
            arm(page, "pointerup", "", site.shown)
            option.click()
            taken = elapsed(page)
            if number >= WARM_UP:
                figures["Changer de territoire (ms)"].append(taken)
                figures["Octets du changement"].append(wire.total - before)
    return figures


def time_step(browser: Browser, site: Site) -> Figures:
    """Step the map one quarter back or on with the keyboard: nothing may cross the websocket."""
    figures: Figures = defaultdict(list)
    if not site.player:
        return figures
    with _opened(browser, site) as (page, wire):
        page.locator(site.player).focus()
        for number in range(WARM_UP + CHANGES):
            before = wire.total
            key = "ArrowLeft" if number // 5 % 2 == 0 else "ArrowRight"
            arm(page, "keydown", key, (_CHARTS,))
            page.keyboard.press(key)
            taken = elapsed(page)
            # Long enough for a late answer of the server to be counted.
            page.wait_for_timeout(100)
            if number >= WARM_UP:
                figures["Avancer d’un trimestre (ms)"].append(taken)
                figures["Octets du trimestre"].append(wire.total - before)
    return figures


def loading(browser: Browser, site: Site) -> Figures:
    """Open the page: cold (new server, empty browser cache), then again with the cache."""
    figures: Figures = defaultdict(list)
    for number in range(COLD_LOADS):
        context = _context(browser)
        with running(site.script) as application:
            page = context.new_page()
            page.goto(application.url + site.path)
            figures["Première visite (ms)"].append(loaded(page, site.shown))
            for _ in range(WARM_LOADS if number == COLD_LOADS - 1 else 0):
                page = context.new_page()
                page.goto(application.url + site.path)
                figures["Visite suivante (ms)"].append(loaded(page, site.shown))
                page.close()
            context.close()
    return figures


def played(browser: Browser) -> Figures:
    """Open a séance of four figures (new server), then call its screens: from the key to the screen painted."""
    figures: Figures = defaultdict(list)
    context = _context(browser)
    with running("app.py") as application:
        page = context.new_page()
        page.goto(f"{application.url}/diaporama?s={to_code(SEANCE)}")
        page.wait_for_function(f"{_OPENED} > 0")
        figures["Ouvrir la séance (ms)"].append(page.evaluate(_OPENED))
        for key in ["ArrowRight"] * 4 + ["ArrowLeft"] * 4:
            page.evaluate(_CALLED)
            page.keyboard.press(key)
            figures["Appeler un écran (ms)"].append(elapsed(page))
        context.close()
    return figures


SCENARIOS: list[Scenario] = [territory_change, time_step, loading]
