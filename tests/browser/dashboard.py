"""What a visitor does and sees in the dashboard: open, choose, click a zone, play, read."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Locator, Page, expect

from tests.browser.application import Application

PATHS = {
    "accueil": "/",
    "chomage": "/chomage",
    "territoire": "/territoire",
    "comparer": "/comparer",
    "population": "/population",
    "emploi": "/emploi",
    "marche-du-travail": "/marche-du-travail",
    "formations": "/formations",
    "metiers": "/metiers",
    "apprentissage": "/apprentissage",
    "campus": "/campus",
    "seance": "/seance",
    "pilotage": "/pilotage",
    "donnees": "/donnees",
    "accessibilite": "/accessibilite",
    "plan-du-site": "/plan-du-site",
}
CHARTS = {
    "accueil": 6,
    "chomage": 4,
    "territoire": 0,
    "comparer": 7,
    "population": 1,
    "emploi": 1,
    "marche-du-travail": 1,
    "formations": 1,
    "metiers": 2,
    "apprentissage": 7,
    "campus": 1,
    "seance": 0,
    "pilotage": 2,
    "donnees": 0,
    "accessibilite": 0,
    "plan-du-site": 0,
}
"""How many charts each page draws for the région."""

# A chart is painted when its view is; the browser code is at rest when no script runs and nothing is stale.
_AT_REST = """charts => {
  const app = document.querySelector('[data-testid="stApp"]');
  return app?.dataset.testScriptState === 'notRunning'
    && document.querySelector('h1') !== null
    && !document.querySelector('[data-stale="true"], [data-testid="stSkeleton"]')
    && document.querySelectorAll('[data-testid="stVegaLiteChart"] svg').length >= charts
    // A map is empty until its outlines have come.
    && [...document.querySelectorAll('[data-testid="stVegaLiteChart"][aria-label^="Carte"] svg')]
      .every(one => one.querySelector('.role-mark > *'));
}"""

# Vega keeps on each path the row that it draws.
_ZONES = """chart => {
  const found = [];
  for (const path of chart.querySelectorAll('path')) {
    const id = path.__data__?.datum?.id;
    const fill = path.getAttribute('fill');
    if (id && fill && fill !== 'none' && fill !== 'transparent') found.push({id, fill});
  }
  return found;
}"""

# A point of the area, as the visitor's pointer would find it: far from its borders rather than near.
_POINT = """([chart, code]) => {
  for (const path of chart.querySelectorAll('path')) {
    if (path.__data__?.datum?.id !== code) continue;
    const box = path.getBBox(), to = path.getScreenCTM();
    for (const parts of [2, 3, 5, 7, 11, 17, 29]) for (let i = 1; i < parts; i++) for (let j = 1; j < parts; j++) {
      const at = new DOMPoint(box.x + box.width * i / parts, box.y + box.height * j / parts);
      const around = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]];
      if (around.every(([x, y]) => path.isPointInFill(new DOMPoint(at.x + x, at.y + y)))) {
        const here = at.matrixTransform(to);
        return [here.x, here.y];
      }
    }
  }
  return null;
}"""


@dataclass
class Zone:
    """One area painted on a map."""

    code: str
    fill: str


def at_rest(page: Page, charts: int = 0) -> None:
    """Wait until the page has answered, with at least so many charts painted."""
    page.wait_for_function(_AT_REST, arg=charts)


def open_view(page: Page, server: Application, slug: str, codes: str = "") -> None:
    """Open a page by its address and wait until it is drawn."""
    page.goto(f"{server.url}{PATHS[slug]}{'?' + codes if codes else ''}")
    at_rest(page, CHARTS[slug])


def go(page: Page, title: str, charts: int = 0) -> None:
    """Follow the navigation to a page and wait until it is drawn."""
    page.get_by_role("navigation").get_by_role("link", name=title, exact=True).click()
    at_rest(page, charts)


def territories(page: Page) -> Locator:
    """Return the list of territories."""
    return page.get_by_role("combobox", name="Territoire")


def choose(page: Page, title: str) -> None:
    """Choose a territory in the list."""
    territories(page).click()
    territories(page).fill(title)
    page.get_by_role("option", name=title, exact=True).click()
    expect(territories(page)).to_have_value(title)


def chart(page: Page, name: str) -> Locator:
    """Return the chart whose alternative text begins with `name` ("Carte", "Courbes"…)."""
    return page.locator(f'[data-testid="stVegaLiteChart"][aria-label^="{name}"]').first


def words(one: Locator) -> list[str]:
    """Return the texts written in a chart, with plain spaces."""
    texts = one.locator("svg text").all_text_contents()
    return [text.replace("\xa0", " ").replace("\u202f", " ") for text in texts]


def zones(page: Page) -> list[Zone]:
    """Return the areas painted on the page's map."""
    return [Zone(one["id"], one["fill"]) for one in chart(page, "Carte").evaluate(_ZONES)]


def period_of_map(page: Page) -> str:
    """Return the period written on the map: "T4 2025"."""
    return next(text for text in words(chart(page, "Carte")) if re.fullmatch(r"T\d \d{4}", text))


def click_zone(page: Page, code: str) -> None:
    """Click inside an area of the page's map."""
    drawn = chart(page, "Carte")
    drawn.scroll_into_view_if_needed()
    seen, point = None, page.evaluate(_POINT, [drawn.element_handle(), code])
    for _ in range(100):  # What is drawn above may still push the map down.
        if point == seen:
            break
        page.wait_for_timeout(200)
        seen, point = point, page.evaluate(_POINT, [drawn.element_handle(), code])
    assert point, f"no area {code} on the map"
    page.mouse.click(*point)


def period_of_player(page: Page) -> str:
    """Return the period that the player shows."""
    text = page.locator(".lecture output").inner_text()
    return text.replace("\xa0", " ").replace("\u202f", " ")


def codes(page: Page) -> dict[str, str]:
    """Return the codes of the page's address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}
