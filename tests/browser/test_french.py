"""Nothing on screen, and nothing that a screen reader says, is in English."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.application import Application
from tests.browser.dashboard import CHARTS, at_rest, chart, open_view, territories
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

# Whole words that no French text of this site can hold. Left out, as they are French too: on, an, or, as,
# but, date, main, mine, menu, page, table, source, format, option(s), sort, label, image, question, point…
ENGLISH = re.compile(
    r"\b("
    r"the|and|of|to|in|is|are|was|with|without|from|for|by|this|that|these|your|you|please|not|no|yes|more|less|"
    r"open|opened|close|closed|download|search|fullscreen|show|shown|hide|view|choose|select|selected|loading|"
    r"running|stop|stopping|cancel|clear|copy|copied|print|about|help|home|navigate|rerun|settings|theme|dark|"
    r"light|system|made|version to|error|warning|failed|unknown|connecting|connection|press|enter|submit|apply|"
    r"next|previous|back|results?|empty|rows?|column|value|values|chart|graph|map|axis|legend|visualization|"
    r"geoshape|mark|container|symbol|rank|tip|role|country|data|file|files|link|heading|expand|collapse|sidebar|"
    r"toolbar|header|footer|share|record|screencast|app|add|remove|all|any|first|last|quarter|year|month|"
    r"unemployment|rate|region|true|false|null|undefined|nan|available|upload|uploads|allowed|dismiss|must|smaller|larger|"
    r"per file|scrollable|retry|try again|\d+\.\d+b|[\d.]+[kmg]b"
    r")\b",
    re.IGNORECASE,
)
# Official names, which are not ours to translate: of licences, of a format, of the software that the menu names.
# "OF" is also how the documents shorten « organismes de formation ».
NAMES = re.compile(
    r"(?-i:\bOF\b)|Réalisé avec Streamlit v[\d.]+|Open Data Commons\b[^,;]*", re.IGNORECASE
)
# A name of the chart's specification, which Vega says before a value ("label_at: 9,6").
SPECIFIED = re.compile(r"(?:^|; )([a-z][a-z_]*): ")
# A button's name that Streamlit joins to its chart's: "Télécharger en PNG: Courbes".
GLUED = re.compile(r"^(?:Télécharger en PNG|Plein écran|Quitter le plein écran): ")

# Every text that can be seen or heard: texts drawn, shadow roots included, and the attributes that are
# spoken. A ligature of the icons' typeface is a drawing, hidden from assistive tools.
_TEXTS = """() => {
  const found = new Set();
  const spoken = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'title',
    'alt', 'placeholder'];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const text = node.textContent.trim();
      if (text) found.add(text);
      return;
    }
    if (node.nodeType === Node.ELEMENT_NODE) {
      if (['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE'].includes(node.tagName)) return;
      if (node.dataset?.testid === 'stIconMaterial') {
        if (node.closest('[aria-hidden="true"]') || node.getAttribute('role') === 'presentation') return;
      }
      const hidden = node.closest('[aria-hidden="true"]');
      const told = hidden ? [] : spoken.map((name) => node.getAttribute(name)).filter(Boolean);
      for (const text of told) found.add(text.trim());
      if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
    }
    node.childNodes.forEach(walk);
  };
  found.add(document.title);
  walk(document.body);
  return [...found];
}"""


def english(page: Page) -> list[str]:
    """Return the texts of the page that hold an English word, or a name of the charts' code."""
    texts = page.evaluate(_TEXTS)
    assert len(texts) > 10
    return sorted(
        text
        for text in texts
        if ENGLISH.search(NAMES.sub("", text)) or SPECIFIED.search(text) or GLUED.search(text)
    )


@pytest.mark.parametrize(
    "text",
    [
        "Navigate to home page", "Show data", "Theme", "T4 2025 and more", "148 options available.",
        "1MB per file • JSON", "file upload", "3.0MB", "100.0B", "text/plain files are not allowed.",
    ],
)  # fmt: skip
def test_the_hunt_knows_english_when_it_sees_it(text: str) -> None:
    assert ENGLISH.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "Actualiser", "Voir les données", "Télécharger en PNG", "à la page", "France hors Mayotte",
        "Part des actifs",
        "Le total de la région est la somme des cinq départements", "Taux de chômage au 1er trimestre 2026",
        "3 Mo", "1 Mo par fichier • JSON", "148 choix possibles.",
        "L’Insee les estime en moyenne sur le trimestre", "Étape par étape : données, cartes, légende",
    ],
)  # fmt: skip
def test_the_hunt_leaves_french_alone(text: str) -> None:
    assert not ENGLISH.search(text) and not SPECIFIED.search(text)


def test_what_opens_holds_no_english(server: Application, page: Page) -> None:
    open_view(page, server, "chomage", "niveau=ZE2020&territoire=9999")
    page.get_by_text("n’est pas connu").wait_for()
    found = set()
    for label in ("Les chiffres de ces phrases", "Tableau et téléchargement"):
        page.get_by_text(label).click()
        page.get_by_role("table").last.wait_for()
    found |= set(english(page))
    at_rest(page, CHARTS["chomage"])
    territories(page).click()
    territories(page).fill("Zone")
    page.get_by_role("option").first.wait_for()
    found |= set(english(page))
    territories(page).fill("zzz")
    page.wait_for_timeout(200)
    found |= set(english(page))
    page.keyboard.press("Escape")
    for name in ("Carte", "Courbes"):
        chart(page, name).hover()
        page.wait_for_timeout(150)
        found |= set(english(page))
    for button in page.locator('[data-testid="stElementToolbarButton"] button').all()[:4]:
        button.focus()
        page.wait_for_timeout(150)
        found |= set(english(page))
    page.get_by_role("button", name="Menu principal").click()
    page.get_by_text("Imprimer").wait_for()
    found |= set(english(page))
    assert not found, "\n".join(sorted(found))


def test_a_phone_s_navigation_holds_no_english(server: Application, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_view(page, server, "accueil")
    found = set(english(page))
    for button in page.locator("header button").all():
        if button.is_visible():
            button.click()
            page.wait_for_timeout(300)
            found |= set(english(page))
            page.keyboard.press("Escape")
            page.wait_for_timeout(200)
    assert not found, "\n".join(sorted(found))


# The lists would speak the browser's language: these two states are read in a browser set to English.
@pytest.mark.parametrize(
    ("slug", "codes", "name"),
    [("chomage", "", "Territoire"), ("comparer", "?avec=aucun", "Comparer avec")],
    ids=["one", "several"],
)
def test_a_list_says_in_french_how_many_choices_are_left(
    server: Application, open_page: PageOpener, slug: str, codes: str, name: str
) -> None:
    page = open_page(locale="en-US")
    page.goto(f"{server.url}/{slug}{codes}")
    at_rest(page)
    field = page.get_by_role("combobox", name=name)
    told = page.locator("[data-live-announcer] [role=log] > div").last
    found = set()
    field.click()
    for typed, left in (
        ("Li", r"\d+ choix possibles\."),
        ("Lille", r"\d+ choix possibles?\."),
        ("CA Maubeuge Val de Sambre", r"1 choix possible\."),
    ):
        field.fill(typed)
        expect(told).to_have_text(re.compile(f"^{left}$"))
        found |= set(english(page))
    field.press("ArrowDown")
    page.wait_for_timeout(200)
    field.fill("zzz")
    page.wait_for_timeout(300)
    found |= set(english(page))
    assert not found, "\n".join(sorted(found))


def test_a_file_that_is_refused_is_told_of_in_french(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page(locale="en-US")
    open_view(page, server, "seance")
    page.get_by_role("button", name="Ouvrir un fichier").click()
    expect(page.get_by_test_id("stFileUploaderDropzoneInstructions")).to_have_text(
        "1\u00a0Mo par fichier • JSON", use_inner_text=False
    )
    found = set(english(page))
    for name, size, shown, told in (
        ("lu.txt", 100, "100\u00a0o", "Ce type de fichier n’est pas accepté."),
        ("lourd.json", 3_000_000, "3\u00a0Mo", "Le fichier doit faire 1\u00a0Mo au plus."),
        ("moyen.json", 1_600_000, "1,6\u00a0Mo", "Le fichier doit faire 1\u00a0Mo au plus."),
    ):
        page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
            {"name": name, "mimeType": "", "buffer": b"x" * size}
        )
        chip = page.get_by_test_id("stFileChip").filter(has_text=name)
        chip.wait_for()
        alert = chip.get_by_role("alert").text_content()
        assert alert == f"Erreur\u00a0: {told}"
        assert chip.get_attribute("aria-label") == f"{name}, {shown}"
        found |= set(english(page))
        chip.get_by_role("button", name=f"Retirer {name}").click()
        chip.wait_for(state="detached")
    assert not found, "\n".join(sorted(found))
