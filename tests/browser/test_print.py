"""Ctrl + P on any page: an A4 with its title, its choices as text, its charts and tables whole, its sources."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from figures.formats import french_date
from figures.theme import LIGHT, light_of_dark
from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, PATHS, at_rest, open_view
from tests.browser.watch import watch

CODES = "niveau=ZE2020&territoire=3213"
PLACE = "Territoire : Zone d’emploi de Dunkerque"
UNPLACED = {"pilotage", "donnees", "accessibilite", "plan-du-site"}
"""The pages that hold for the whole région."""
MARGIN = 34
"""12 mm, in points."""

# What a sheet must hold of the screen: the rows of its tables, the words of its charts, its title.
_SHOWN = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const texts = (where, what) => [...where.querySelectorAll(what)].map(one => one.textContent);
  return {
    title: main.querySelector('h1').innerText,
    rows: [...main.querySelectorAll('table tr')].map(row => texts(row, 'th, td').join('')),
    // A text in several lines is written line by line; one that no line needs is there, but not seen.
    charts: texts(main, '[data-testid="stVegaLiteChart"] svg :is(tspan, text:not(:has(tspan))):not([opacity="0"])'),
    navigation: texts(document, '[data-testid="stTopNavLink"]').join(''),
  };
}"""

# The colour of every word and of every mark: on the screen, on paper, on the screen again.
_INKS = """() => {
  const paint = one => {
    const style = getComputedStyle(one);
    return one instanceof SVGElement ? [style.fill, style.stroke].join(' ') : style.color;
  };
  const painted = () =>
    [...document.querySelectorAll('[data-testid="stMain"] :is(h1, h2, p, td, th, svg.marks *)')].map(paint);
  const found = [painted()];
  for (const kind of ['beforeprint', 'afterprint']) {
    dispatchEvent(new Event(kind));
    found.push(painted());
  }
  return found;
}"""
# How many colours a canvas shows.
_COLOURS = """selector => {
  const shown = document.querySelector(selector);
  const copy = document.createElement('canvas');
  [copy.width, copy.height] = [shown.width, shown.height];
  const pen = copy.getContext('2d');
  pen.drawImage(shown, 0, 0);
  return new Set(new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
}"""
PageOpener = Callable[..., Page]


@dataclass(frozen=True)
class Sheets:
    """A page printed: the size of each sheet, its text, and whether its margins are left white."""

    sizes: list[tuple[float, float]]
    texts: list[str]
    white: list[bool]

    @property
    def squeezed(self) -> str:
        """The whole text, without the spaces that a line's end makes or loses."""
        return squeezed("".join(self.texts))


def squeezed(text: str) -> str:
    """Return a text without white spaces and hyphens: a PDF makes and loses some at the ends of lines."""
    return re.sub(r"[\s\-\u00ad\u200b\u2060\ufffe\x02]", "", text)


def _white(sheet: pypdfium2.PdfPage) -> bool:
    """Whether nothing is drawn in the margins at the sides, where a printer cuts."""
    picture = sheet.render(scale=1).to_pil().convert("L")
    sides = [(0, MARGIN - 2), (picture.width - MARGIN + 2, picture.width)]
    return all(
        picture.crop((left, 0, right, picture.height)).getextrema() == (255, 255)
        for left, right in sides
    )


def read(content: bytes) -> Sheets:
    """Return what a PDF holds."""
    sizes, texts, white = [], [], []
    document = pypdfium2.PdfDocument(content)
    for sheet in document:
        text = sheet.get_textpage()
        sizes.append(sheet.get_size())
        texts.append(text.get_text_range())
        white.append(_white(sheet))
    document.close()
    return Sheets(sizes, texts, white)


def press(page: Page) -> None:
    """Press Ctrl + P, and wait until the page asks for the dialog: it is laid out for paper."""
    page.keyboard.press("Control+p")
    page.wait_for_function("() => window.asked")


def rgb(colour: str) -> str:
    """Return a colour ("#14171B") as a browser writes it."""
    return f"rgb({', '.join(str(one) for one in bytes.fromhex(colour[1:]))})"


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    """Return one page for all the addresses, 1440 pixels wide."""
    context = browser.new_context(locale="fr-FR", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    # A headless browser cannot close the dialog that Ctrl + P opens: it only notes that it was asked.
    context.add_init_script("window.print = () => { window.asked = true; };")
    page = context.new_page()
    seen = watch(page)
    yield page
    context.close()
    assert seen.errors == []
    assert seen.outside() == []


@pytest.mark.parametrize("slug", PATHS)
def test_a_page_is_printed_whole(server: Application, reader: Page, slug: str) -> None:
    reader.goto(f"{server.url}{PATHS[slug]}?{CODES}")
    at_rest(reader, CHARTS[slug])
    press(reader)
    shown = reader.evaluate(_SHOWN)
    sheets = read(reader.pdf(format="A4", prefer_css_page_size=True))

    assert {(round(width), round(height)) for width, height in sheets.sizes} == {(595, 842)}
    text = sheets.squeezed
    assert squeezed(f"page imprimée le {french_date(date.today())}") in text
    assert squeezed(f"Page 1 sur {len(sheets.texts)}") in text
    assert squeezed(shown["title"]) in text
    assert "Sources:" in text
    assert squeezed(f"Adresse de cette vue : {server.url}{PATHS[slug]}") in text
    if slug not in UNPLACED:
        assert squeezed(PLACE) in text
    assert [row for row in shown["rows"] if squeezed(row) not in text] == []
    if slug == "donnees":  # Its tables go over several sheets, and say their head on each.
        assert text.count(squeezed(shown["rows"][0])) >= 3
    assert [word for word in shown["charts"] if squeezed(word) not in text] == []
    assert len(shown["navigation"]) > 50
    assert squeezed(shown["navigation"]) not in text
    pressed = ["Mode salle", "Télécharger", "Aller au contenu", "keyboard_arrow"]
    assert [one for one in pressed if squeezed(one) in text] == []
    assert all(sheets.white)
    # No sheet for two lines; the running foot of a sheet is some 60 characters.
    assert min(len(one) for one in sheets.texts) > 800


def test_a_page_in_dark_is_printed_in_the_inks_of_the_light_one(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page(color_scheme="dark")
    open_view(page, server, "chomage", CODES)
    before, printed, after = (
        {colour for inks in told for colour in re.findall(r"rgb\([^)]+\)", inks)}
        for told in page.evaluate(_INKS)
    )
    dark, light = (
        {rgb(one) for one in inks} for inks in zip(*light_of_dark().items(), strict=True)
    )
    assert before == after
    assert len(before & dark) > 8
    assert printed & (dark - light) == set()
    assert {rgb(one) for one in (LIGHT.ink, LIGHT.accent, *LIGHT.sequential)} <= printed


def test_the_map_of_the_sites_is_printed(server: Application, open_page: PageOpener) -> None:
    page = open_page()
    open_view(page, server, "campus", CODES)
    page.wait_for_function(f"() => ({_COLOURS})('[data-testid=stDeckGlJsonChart] canvas') > 20")
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    assert page.evaluate(_COLOURS, "canvas.sheet-map") > 20
    page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    expect(page.locator("canvas.sheet-map, .sheet-head, .sheet-foot")).to_have_count(0)


def test_what_is_folded_is_named_and_what_is_chosen_is_told(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page()
    open_view(page, server, "comparer", CODES)
    page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    head = page.locator(".sheet-head").inner_text().replace("\xa0", " ")
    assert "Comparer avec : Région Hauts-de-France, France hors Mayotte" in head
    assert "Valeurs du tableau : Dernières valeurs" in head
    folded = page.get_by_test_id("stMain").get_by_test_id("stExpander").count()
    foot = page.locator(".sheet-foot").inner_text().replace("\xa0", " ")
    assert f"Replié à l’écran, donc non imprimé ({folded}) : Tableau et lignes, Sources de" in foot
    assert "Un bloc déplié est imprimé en entier." in foot


def test_a_table_that_is_unfolded_is_printed_whole(server: Application, reader: Page) -> None:
    reader.goto(f"{server.url}/metiers?{CODES}")
    at_rest(reader, CHARTS["metiers"])
    reader.get_by_text("Tableau et téléchargement (77 lignes)").click()
    table = reader.get_by_role("table", name="Matrice des tensions, toutes les lignes")
    expect(table.locator("tbody tr")).to_have_count(77)
    at_rest(reader, CHARTS["metiers"])
    rows = table.locator("tr").all_inner_texts()
    press(reader)
    text = read(reader.pdf(format="A4", prefer_css_page_size=True)).squeezed
    assert [row for row in rows if squeezed(row) not in text] == []
    assert text.count(squeezed(rows[0])) >= 2  # Its head is said again on each sheet.
