"""Campus et offre de formation in a browser: one list, one map, one sheet, and nothing asked elsewhere."""

import re
import struct
import zlib
from contextlib import suppress

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from figures import site_page
from figures.site_frame import frame, pixels
from figures.sites import Choice, chosen
from loaders.sites import Site, read_sites
from tests.browser.access import violations
from tests.browser.application import Application
from tests.browser.dashboard import at_rest, codes, open_view
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser
STATES = {
    "default": "",
    "filtered": "secteur=numerique",
    "empty": "filiere=zzzz",
    "selected": "site=campus:metallurgie-et-plasturgie",
    "around": "autour=62765&km=50&couches=campus.cfa.chomage&zonage=ZE2020",
}


def items(page: Page) -> Locator:
    return page.get_by_role("radio")


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("radio", name=re.compile(re.escape(name)))


def sheet(page: Page) -> Locator:
    return page.locator(".st-key-sheet")


def canvas(page: Page) -> Locator:
    return page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first


def kept(**choice: str) -> tuple[Site, ...]:
    return chosen(site_page.of_layers(read_sites(), ("campus",)), Choice(**choice))  # type: ignore[arg-type]


def colours(picture: bytes) -> set[tuple[int, ...]]:
    """Return the colours of a PNG of 8 bits a channel, as a browser writes it."""
    width, height, _, kind = struct.unpack(">IIBB", picture[16:26])
    depth = {2: 3, 6: 4}[kind]
    raw, at = b"", 8
    while at < len(picture):
        (size,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            raw += picture[at + 8 : at + 8 + size]
        at += size + 12
    data, before, found = zlib.decompress(raw), bytearray(width * depth), set()
    for row in range(height):
        start = row * (width * depth + 1)
        method, line = data[start], bytearray(data[start + 1 : start + 1 + width * depth])
        for x in range(len(line)):
            left = line[x - depth] if x >= depth else 0
            up, corner = before[x], before[x - depth] if x >= depth else 0
            if method == 1:
                line[x] = (line[x] + left) & 255
            elif method == 2:
                line[x] = (line[x] + up) & 255
            elif method == 3:
                line[x] = (line[x] + (left + up) // 2) & 255
            elif method == 4:
                guess = left + up - corner
                nearest = min((left, up, corner), key=lambda one: abs(guess - one))
                line[x] = (line[x] + nearest) & 255
        found |= {tuple(line[x : x + 3]) for x in range(0, len(line), depth)}
        before = line
    return found


def test_numerique_keeps_the_campuses_whose_printed_words_say_so(
    server: Application, page: Page
) -> None:
    open_view(page, server, "campus")
    expect(items(page)).to_have_count(13)
    page.get_by_role("combobox", name="Secteur").click()
    page.get_by_role("option", name="Numérique", exact=True).click()
    page.wait_for_url("**secteur=numerique**")
    wanted = kept(sector="numerique")
    assert 0 < len(wanted) < 13
    expect(items(page)).to_have_count(len(wanted))
    for one in wanted:
        expect(entry(page, one.name)).to_have_count(1)
    heading = page.get_by_role("heading", level=1).inner_text().replace("\u202f", " ")
    assert heading == f"{len(wanted)} campus sur 13 pour « Numérique »"


def test_a_site_chosen_in_the_list_opens_its_sheet_and_enters_the_address(
    server: Application, page: Page
) -> None:
    open_view(page, server, "campus")
    items(page).first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(sheet(page)).to_be_visible()
    page.wait_for_url("**site=**")
    (one,) = [one for one in read_sites() if one.key == codes(page)["site"]]
    expect(sheet(page)).to_contain_text(one.name)
    expect(sheet(page)).to_contain_text("Source")
    page.reload()
    at_rest(page, 1)
    expect(sheet(page)).to_contain_text(one.name)
    sheet(page).get_by_role("button", name="Fermer la fiche").click()
    expect(sheet(page)).to_have_count(0)
    page.wait_for_url(re.compile(r"^(?!.*site=)"))


def test_a_click_on_a_sign_chooses_it_in_the_list_and_a_second_one_lets_it_go(
    server: Application, page: Page
) -> None:
    open_view(page, server, "campus", "couches=campus&filiere=génie civil")
    expect(items(page)).to_have_count(1)
    canvas(page).wait_for()
    page.wait_for_timeout(2500)
    box = canvas(page).bounding_box()
    assert box
    # Bruay-la-Buissière, by Mercator from the centre and the zoom on which the map opens.
    x, y = at(2.5503, 50.4831, box)
    # The signs are there some time after the canvas, which nothing tells.
    for _ in range(4):
        page.mouse.click(x, y)
        with suppress(PlaywrightTimeout):
            sheet(page).wait_for(timeout=8_000)
            break
    expect(sheet(page)).to_contain_text("Travaux publics")
    expect(items(page).first).to_be_checked()
    page.wait_for_url("**site=campus**travaux-publics**")
    page.wait_for_timeout(800)
    page.mouse.move(x + 60, y + 60)
    page.mouse.click(x, y)
    expect(sheet(page)).to_have_count(0)


def at(lon: float, lat: float, box: FloatRect) -> tuple[float, float]:
    shown = frame(["32"])
    (x0, y0), (x, y) = pixels(shown.lon, shown.lat, shown.zoom), pixels(lon, lat, shown.zoom)
    return box["x"] + box["width"] / 2 + x - x0, box["y"] + box["height"] / 2 + y - y0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_map_is_drawn_in_the_colours_of_the_theme(
    server: Application, open_page: PageOpener, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    open_view(page, server, "campus", "site=campus:travaux-publics")
    canvas(page).wait_for()
    page.wait_for_timeout(3000)
    found = colours(canvas(page).screenshot())
    assert len(found) > 50
    accent = {"light": (0xB3, 0x14, 0x4F), "dark": (0xFF, 0x86, 0xAB)}[scheme]
    assert accent in found
    # The fixture fails the test on any console error (the policy's own included) or outside request.
    asked = [one for one in page.seen.addresses if "/geo/" in one]  # type: ignore[attr-defined]
    assert any(one.endswith(".geojson") for one in asked)
    assert any(one.endswith(".png") for one in asked)


def test_with_the_network_closed_but_for_this_machine_nothing_is_missing(
    server: Application, open_page: PageOpener
) -> None:
    page = open_page()
    page.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())
    open_view(page, server, "campus", STATES["around"])
    canvas(page).wait_for()
    page.wait_for_timeout(2000)
    expect(items(page).first).to_be_visible()
    assert page.seen.outside() == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("state", ["selected", "around"])
def test_axe_finds_nothing_to_mend_in_each_state(
    server: Application, page: Page, state: str
) -> None:
    open_view(page, server, "campus", STATES[state])
    page.wait_for_timeout(1500)
    found = violations(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("width", [1024, 390])
@pytest.mark.parametrize("state", ["selected", "around"])
def test_no_state_scrolls_sideways(
    server: Application, open_page: PageOpener, state: str, width: int
) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    open_view(page, server, "campus", STATES[state])
    wide = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= width + 1


def test_an_empty_choice_says_what_to_do(server: Application, page: Page) -> None:
    open_view(page, server, "campus", STATES["empty"])
    expect(page.get_by_text("Aucun site ne répond à ces choix")).to_be_visible()
    expect(items(page)).to_have_count(0)


def test_a_commune_is_typed_and_its_distance_sorts_the_list(
    server: Application, page: Page
) -> None:
    open_view(page, server, "campus", "couches=campus.cfa")
    field = page.get_by_role("textbox", name="Autour d’une commune")
    field.fill("Saint-Omer")
    field.press("Enter")
    page.wait_for_url("**autour=62765**")
    at_rest(page, 1)
    expect(items(page).first).to_be_visible()
    expect(items(page).first).to_have_accessible_name(
        re.compile("Industrie et transition numérique")
    )


def test_the_list_and_the_map_are_taken_away(server: Application, page: Page) -> None:
    open_view(page, server, "campus", "secteur=numerique")
    with page.expect_download() as got:
        page.get_by_role("button", name="Liste (CSV)").click()
    lines = got.value.path().read_text("utf-8-sig").strip().splitlines()
    assert lines[0].startswith("type;code;nom")
    assert len(lines) >= 1 + len(kept(sector="numerique"))
    with page.expect_download() as got:
        page.get_by_role("button", name="Carte (PNG)").click()
    assert got.value.path().read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("code", ["99999", "Amiens", "75056"])
def test_a_commune_that_is_not_known_is_told_and_the_map_stays(
    server: Application, page: Page, code: str
) -> None:
    open_view(page, server, "campus", f"autour={code}")
    expect(
        page.get_by_text(f"La commune {code} de cette adresse n’est pas connue.")
    ).to_be_visible()
    canvas(page).wait_for()
