"""A séance played in a room: by keyboard alone, through a lost network, from a disk, in every size."""

import io
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Page, expect

from exports.addresses import shared
from exports.seance_html import document
from exports.seance_link import to_code
from figures.scene import Choropleth
from figures.scenes import scene
from figures.seance import Seance, Slide, parse_view
from tests.browser.access import TAGS
from tests.browser.application import Application
from tests.browser.test_french import english
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

MAP = "/chomage?niveau=ZE2020&territoire=3217&periode=2025-Q4&figure=carte"
VIEWS = (
    MAP,
    "/chomage?niveau=ZE2020&territoire=3217&figure=classement",
    "/chomage?niveau=ZE2020&territoire=3217&figure=courbes",
    "/accueil?figure=courbes",
    "/accueil?figure=tuile-1",
    "/territoire?niveau=SPEL&territoire=591&figure=retenir",
)
"""Six views of three pages."""
SEANCE = Seance(
    "Comité local de Sambre-Avesnois",
    tuple(
        Slide(parse_view(one), note="Rappeler la définition." if one == MAP else "")
        for one in VIEWS
    ),
)
LONG = Seance(
    "Ce qui prend de la place",
    (
        Slide(None, "Une deuxième partie dont le titre est long et tient pourtant à l’écran"),
        *(
            Slide(parse_view(one))
            for one in (
                "/territoire?niveau=SPEL&territoire=591&figure=tableau",
                "/chomage?carte=SPEL&niveau=SPEL&territoire=591&figure=carte",
                "/chomage?carte=DEP&mesure=ecart-region&figure=carte",
                "/population?figure=vue",
                "/formations?figure=vue",
                "/accueil?figure=tuile-2",
                "/chomage?figure=nuage",
            )
        ),
        Slide(parse_view(VIEWS[2]), "Un message aussi long que permis, " * 5),
    ),
)
LAST = len(VIEWS) + 2
LOST = "Connexion perdue : la séance continue, tous les écrans sont déjà ici. Reconnexion…"

# The smallest text that is seen, in pixels of the screen, drawings included; with what it says.
_SMALLEST = """() => {
  let found = [999, ''];
  for (const node of document.body.querySelectorAll('*')) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.textContent.trim());
    const box = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    if (!own || node.closest('script, style, .muet, caption') || box.width < 2) continue;
    if (style.visibility === 'hidden' || style.opacity === '0') continue;
    const drawing = node.closest('svg');
    const size = parseFloat(style.fontSize) * (drawing ? drawing.getScreenCTM().a : 1);
    if (size < found[0]) found = [Math.round(size * 100) / 100, node.textContent.slice(0, 60)];
  }
  return found;
}"""

# What of the screen shown is cut: out of the window, or larger than the place it is given.
_CUT = """() => {
  const screen = document.querySelector('.ecran.ici');
  const found = [];
  for (const node of [screen, ...screen.querySelectorAll('*')]) {
    if (node.closest('caption')) continue;
    const box = node.getBoundingClientRect();
    if (!box.width) continue;
    const out = box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1;
    const full = !node.closest('svg') && node.matches('.ecran, .figure, .tableau, .phrases, .fin, .chiffre, .carte')
      && (node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1);
    if (out || full) found.push(`${node.tagName} ${node.getAttribute('class')} ${[box.left, box.top,
      box.right, box.bottom].map(Math.round)} ${node.scrollHeight}/${node.clientHeight}`);
  }
  const parts = [...screen.querySelectorAll(':scope > header, :scope > .figure, :scope > footer')];
  const nav = document.querySelector('#place').getBoundingClientRect();
  const foot = screen.querySelector(':scope > footer p')?.getBoundingClientRect();
  if (foot && foot.right > nav.left && foot.bottom > nav.top) found.push('source under the place');
  parts.forEach((one, at) => {
    const next = parts[at + 1]?.getBoundingClientRect();
    if (next && one.getBoundingClientRect().bottom > next.top + 1) found.push(`${one.tagName} over the next`);
  });
  return found;
}"""


@pytest.fixture(scope="module", autouse=True)
def drawn(server: Application) -> None:
    """Have both séances drawn once: a cold server on a busy machine reads all its tables for them."""
    for seance in (SEANCE, LONG):
        with urllib.request.urlopen(address(server, seance), timeout=300) as answer:
            assert answer.status == 200


def address(server: Application, seance: Seance = SEANCE) -> str:
    return f"{server.url}/diaporama?s={to_code(seance)}"


def place(page: Page, rank: int, last: int = LAST) -> None:
    """Expect to see one screen alone."""
    expect(page.locator("#place")).to_have_text(f"{rank} / {last}")
    expect(page.locator(".ecran:visible")).to_have_count(1)


def shown(page: Page) -> dict[str, str]:
    """Return the labels printed on the map of the screen shown, by area."""
    found = page.evaluate(
        "[...document.querySelectorAll('.ici [data-area]')].filter(one => one.dataset.part.endsWith('side'))"
        ".map(one => [one.dataset.area, one.textContent])"
    )
    return dict(found)


def fills(page: Page) -> dict[str, str]:
    found = page.evaluate(
        "[...document.querySelectorAll('.ici [data-part=area]')]"
        ".map(one => [one.dataset.area, one.getAttribute('fill')])"
    )
    return dict(found)


@pytest.fixture
def room(open_page: PageOpener) -> Page:
    """Return a page of the size of a projector."""
    return open_page(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")


@pytest.fixture
def on_disk(tmp_path: Path) -> Iterator[str]:
    """Return the address of the document on the disk."""
    path = tmp_path / "seance.html"
    path.write_bytes(document(SEANCE, "https://exemple.fr/diaporama?s=abc", "2026-11-22"))
    yield path.as_uri()


def test_a_seance_of_six_views_is_played_by_keyboard_and_goes_on_without_network(
    server: Application, room: Page
) -> None:
    room.clock.install()
    room.goto(address(server))
    place(room, 1)
    expect(room.locator("h1:visible")).to_have_text("Comité local de Sambre-Avesnois")
    room.keyboard.press("ArrowRight")
    place(room, 2)
    expect(room.locator("#annonce")).to_contain_text(
        "Écran 2 sur 8 : Au 4e trimestre 2025, huit zones"
    )
    room.keyboard.press("PageDown")
    place(room, 3)
    assert room.url.endswith("#3")
    asked = len(room.seen.addresses)  # type: ignore[attr-defined]

    # The network goes: nothing moves, and the page says it once it has asked.
    room.context.set_offline(True)
    room.clock.run_for(11_000)
    expect(room.get_by_role("status")).to_have_text(LOST)
    place(room, 3)
    for rank in range(4, LAST + 1):
        room.keyboard.press("ArrowRight")
        place(room, rank)
        expect(room.locator(".ici h1")).to_be_visible()
    room.keyboard.press("ArrowRight")
    place(room, LAST)
    for rank in range(LAST - 1, 2, -1):
        room.keyboard.press("PageUp")
        place(room, rank)
    only = room.seen.addresses[asked:]  # type: ignore[attr-defined]
    assert {one.rsplit("/", 1)[1] for one in only} == {"sante"}

    # The browser says when the network is back: the page asks at once.
    room.context.set_offline(False)
    expect(room.get_by_role("status")).to_have_text("Connexion rétablie.")
    place(room, 3)
    room.clock.run_for(6_000)
    expect(room.get_by_role("status")).to_be_empty()
    # A reload comes back where it was.
    room.reload()
    place(room, 3)
    # What the browser says of the requests that were cut is what this test asked for.
    errors: list[str] = room.seen.errors  # type: ignore[attr-defined]
    errors[:] = [one for one in errors if "ERR_INTERNET_DISCONNECTED" not in one]


def test_a_server_that_stops_answering_is_a_lost_connection_too(
    server: Application, room: Page
) -> None:
    room.clock.install()
    room.route("**/sante", lambda route: route.fulfill(status=503))
    room.goto(address(server) + "&n=4")
    place(room, 4)
    room.clock.run_for(11_000)
    expect(room.get_by_role("status")).to_have_text(LOST)
    room.unroute("**/sante")
    room.clock.run_for(6_000)
    expect(room.get_by_role("status")).to_have_text("Connexion rétablie.")
    place(room, 4)
    room.seen.errors[:] = [one for one in room.seen.errors if "503" not in one]  # type: ignore[attr-defined]


def test_without_network_the_key_that_leaves_does_not_lose_the_seance(
    server: Application, room: Page
) -> None:
    room.goto(address(server) + "&n=3")
    place(room, 3)
    room.context.set_offline(True)
    room.keyboard.press("Escape")
    expect(room.get_by_role("status")).to_contain_text("Sans connexion, la séance ne se quitte pas")
    place(room, 3)
    room.get_by_role("link", name="Quitter").click()
    place(room, 3)
    room.context.set_offline(False)
    room.seen.errors[:] = [one for one in room.seen.errors if "DISCONNECTED" not in one]  # type: ignore[attr-defined]


def test_the_keys_of_a_presenter(server: Application, room: Page) -> None:
    room.goto(address(server))
    room.keyboard.press("End")
    place(room, LAST)
    room.keyboard.press("Home")
    place(room, 1)
    room.keyboard.press("Space")
    place(room, 2)
    for key in ("b", "."):
        room.keyboard.press(key)
        expect(room.locator("#noir")).to_be_visible()
        room.keyboard.press(key)
        expect(room.locator("#noir")).to_be_hidden()
    room.keyboard.press("b")
    room.keyboard.press("Escape")
    expect(room.locator("#noir")).to_be_hidden()
    place(room, 2)
    room.keyboard.press("n")
    expect(room.get_by_role("complementary")).to_contain_text("Rappeler la définition.")
    expect(room.get_by_role("complementary")).to_contain_text("Ensuite : ")
    room.keyboard.press("n")
    expect(room.locator("#note")).to_be_hidden()
    room.keyboard.press("?")
    expect(room.get_by_role("dialog", name="Touches")).to_contain_text("Écran noir")
    room.keyboard.press("?")
    expect(room.get_by_role("dialog")).to_be_hidden()
    room.keyboard.press("f")
    room.wait_for_function("document.fullscreenElement !== null")
    room.keyboard.press("f")
    room.wait_for_function("document.fullscreenElement === null")
    # The mouse: each half of the screen, and the two buttons that it wakes.
    room.mouse.click(1000, 700)
    place(room, 3)
    room.mouse.click(20, 300)
    place(room, 2)
    room.mouse.move(500, 500)
    room.get_by_role("button", name="Écran suivant").click()
    place(room, 3)
    for button in room.locator("nav button, nav a").all():
        box = button.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
    room.wait_for_timeout(1000)
    # An answer without content leaves the screen as it is: a key that changes the page under itself may
    # never be said to be pressed, and Playwright waits for that without end.
    room.route("**/seance?s=*", lambda route: route.fulfill(status=204))
    with room.expect_request("**/seance?s=*"):
        room.keyboard.press("Escape")
    room.seen.errors.clear()  # type: ignore[attr-defined]


def test_keys_of_one_letter_or_sign_can_be_turned_off_and_stay_so(
    server: Application, room: Page
) -> None:
    room.goto(address(server) + "&n=2")
    # By keyboard alone, from the screen to the switch.
    help_key = room.get_by_role("button", name="Touches du clavier")
    while not help_key.evaluate("(node) => node === document.activeElement"):
        room.keyboard.press("Tab")
    room.keyboard.press("Enter")
    letters = room.get_by_role("checkbox", name="Touches d’une seule lettre")
    expect(letters).to_be_checked()
    letters.focus()
    room.keyboard.press("Space")
    expect(letters).not_to_be_checked()
    room.keyboard.press("Escape")
    for reloaded in (False, True):
        if reloaded:
            room.reload()
            place(room, 2)
        for key in ("b", ".", "n", "?", "B"):
            room.keyboard.press(key)
        for hidden in ("#noir", "#note", "#touches"):
            expect(room.locator(hidden)).to_be_hidden()
        # The keys of a remote are none of these.
        room.keyboard.press("PageDown")
        place(room, 3)
        room.keyboard.press("ArrowLeft")
        place(room, 2)
    help_key.focus()
    room.keyboard.press("Enter")
    letters.focus()
    room.keyboard.press("Space")
    room.keyboard.press("Escape")
    room.keyboard.press("b")
    expect(room.locator("#noir")).to_be_visible()


def kept(page: Page, code: str) -> None:
    """Wait until the browser keeps the document of one séance, and no other."""
    asked = "caches.open('diaporama').then((held) => held.keys()).then((all) => all.map((one) => one.url))"
    for _ in range(150):
        found = page.evaluate(asked)
        if [one.endswith(f"s={code}") for one in found] == [True]:
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"{found} are kept")


def test_a_reload_without_network_gives_the_same_screen(server: Application, room: Page) -> None:
    room.goto(address(server))
    kept(room, to_code(SEANCE))
    room.keyboard.press("ArrowRight")
    room.keyboard.press("ArrowRight")
    place(room, 3)
    shown = room.locator(".ici h1").inner_text()
    room.context.set_offline(True)
    room.reload()
    place(room, 3)
    expect(room.locator(".ici h1")).to_have_text(shown)
    expect(room.get_by_role("status")).to_have_text(LOST)
    room.context.set_offline(False)
    expect(room.get_by_role("status")).to_have_text("Connexion rétablie.")
    # Another séance takes its place.
    room.goto(f"{server.url}/diaporama?s={to_code(LONG)}")
    kept(room, to_code(LONG))
    errors: list[str] = room.seen.errors  # type: ignore[attr-defined]
    errors[:] = [one for one in errors if "ERR_INTERNET_DISCONNECTED" not in one]


def test_only_the_screen_shown_is_read_and_it_has_the_focus(
    server: Application, room: Page
) -> None:
    room.goto(address(server))
    room.keyboard.press("ArrowRight")
    place(room, 2)
    focused = room.evaluate("document.activeElement.getAttribute('aria-label')")
    assert focused.startswith("Écran 2 : Au 4e trimestre 2025")
    assert room.get_by_role("heading", level=1).count() == 1
    assert room.get_by_role("img").count() == 1
    # Without a mouse, the first thing that the tabulation reaches is what the screen lets one do.
    room.keyboard.press("Tab")
    assert room.evaluate("document.activeElement.textContent") == "Lire"
    # The arrows of a slider that has the focus move it; the keys of a remote still change the screen.
    room.keyboard.press("Tab")
    room.keyboard.press("ArrowLeft")
    expect(room.get_by_role("slider", name="Période")).to_have_value("90")
    place(room, 2)
    room.keyboard.press("PageDown")
    place(room, 3)
    room.keyboard.press("ArrowLeft")
    place(room, 2)


def test_the_map_shows_the_values_of_each_period_and_a_title_that_is_true_for_it(
    server: Application, room: Page
) -> None:
    figure = scene(parse_view(MAP)).figure
    assert isinstance(figure, Choropleth)

    def known(step: int) -> dict[str, str]:
        return dict(figure.panel.values.filter(step=step).select("code", "label").iter_rows())

    room.goto(address(server) + "#2")
    place(room, 2)
    slider = room.get_by_role("slider", name="Période")
    heading, drawn = room.locator(".ici h1"), room.locator(".ici .plan")
    own, described = heading.inner_text(), drawn.get_attribute("aria-label")
    assert shown(room) == known(91)
    painted = fills(room)
    for step in (0, 40, 69):
        slider.fill(str(step))
        assert shown(room) == known(step)
    # T2 2020: read in the panel, and in the words of the slide.
    expect(room.locator(".ici .periode")).to_have_text("T2\xa02020")
    assert shown(room)["3217"] == "10,8"
    assert "2e trimestre 2020" in heading.inner_text().replace("\xa0", " ")
    assert "T2\xa02020" in room.locator(".ici .mesure").inner_text()
    assert "T2\xa02020" in (drawn.get_attribute("aria-label") or "")
    assert slider.get_attribute("aria-valuetext") == "T2\xa02020"
    counts = room.locator(".ici .classes li:not([data-none]) b").all_inner_texts()
    assert sum(int(one.split()[0]) for one in counts) == 24
    assert fills(room) != painted
    room.keyboard.press("ArrowUp")
    # Back at its own period, the slide says its own message again.
    slider.fill("91")
    assert (heading.inner_text(), shown(room), fills(room)) == (own, known(91), painted)
    assert drawn.get_attribute("aria-label") == described
    # Nothing plays by itself; P plays from the start, and stops.
    room.locator(".ici").focus()
    room.keyboard.press("p")
    expect(room.get_by_role("button", name="Arrêter")).to_be_visible()
    # Which period is seen while it plays depends on the machine: it has left the first one.
    expect(room.locator(".ici .periode")).to_have_text(
        re.compile(r"T[2-4].2003|T\d.(200[4-9]|201\d)")
    )
    room.keyboard.press("p")
    expect(room.get_by_role("button", name="Lire")).to_be_visible()
    place(room, 2)


def test_the_document_on_a_disk_is_walked_without_a_single_request(
    open_page: PageOpener, on_disk: str
) -> None:
    page = open_page(viewport={"width": 1024, "height": 768})
    page.context.set_offline(True)
    page.goto(on_disk)
    page.clock.install()
    for rank in range(1, LAST + 1):
        place(page, rank)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ici .periode")).to_have_text("T3\xa02025")
    page.clock.run_for(30_000)
    page.keyboard.press("Escape")
    place(page, 2)
    assert page.get_by_role("link").count() == 0
    fetched = [one for one in page.seen.addresses if not one.startswith("data:")]  # type: ignore[attr-defined]
    assert fetched == [on_disk]
    page.seen.addresses.clear()  # type: ignore[attr-defined]
    assert page.evaluate(
        "[...document.fonts].map(one => [one.family, one.weight, one.status])"
    ) == [["Source Sans", "400", "loaded"], ["Source Sans", "600", "loaded"]]


@pytest.mark.parametrize("seance", [SEANCE, LONG], ids=["six views", "long ones"])
def test_on_a_projector_no_text_is_under_18_pixels_and_nothing_is_cut(
    server: Application, open_page: PageOpener, seance: Seance
) -> None:
    last = len(seance.slides) + 2
    wrong = []
    for width, height in ((1024, 768), (1440, 900), (1920, 1080)):
        page = open_page(viewport={"width": width, "height": height})
        page.goto(address(server, seance))
        page.evaluate("document.fonts.ready")
        for rank in range(1, last + 1):
            place(page, rank, last)
            size, text = page.evaluate(_SMALLEST)
            if size < 18:
                wrong.append(f"{width} screen {rank}: {size} px, {text}")
            wrong += [f"{width} screen {rank}: {one}" for one in page.evaluate(_CUT)]
            lines = page.evaluate(
                "(() => { const one = document.querySelector('.ici header h1'); return one ? "
                "one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight) : 1 })()"
            )
            if lines > 2.1:
                wrong.append(f"{width} screen {rank}: {lines} lines of message")
            page.keyboard.press("PageDown")
        page.context.close()
    assert wrong == []


def test_a_phone_reads_the_screens_one_below_the_other(
    server: Application, open_page: PageOpener
) -> None:
    for seance in (SEANCE, LONG):
        page = open_page(viewport={"width": 390, "height": 844})
        page.goto(address(server, seance))
        assert page.locator(".ecran:visible").count() == len(seance.slides) + 2
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        size, text = page.evaluate(_SMALLEST)
        assert size >= 12, text
        page.keyboard.press("b")
        expect(page.locator("#noir")).to_be_hidden()
    # The map of a phone moves too.
    page.get_by_role("slider", name="Période").first.fill("0")
    expect(page.locator(".periode").first).to_have_text("T1\xa02003")


def test_the_code_of_the_first_and_last_screens_opens_the_seance(
    server: Application, room: Page
) -> None:
    room.goto(address(server))
    for key in ("Home", "End"):
        room.keyboard.press(key)
        image = Image.open(io.BytesIO(room.screenshot()))
        read = [one.text for one in zxingcpp.read_barcodes(image)]
        # The notes of the presenter are not for those who scan it.
        assert read == [shared(server.url, SEANCE)]


@pytest.mark.parametrize("size", [(1024, 768), (390, 844)], ids=["projector", "phone"])
def test_axe_finds_nothing_to_mend_and_no_text_is_english(
    server: Application, open_page: PageOpener, size: tuple[int, int]
) -> None:
    page = open_page(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    found: list[str] = []
    for seance in (SEANCE, LONG):
        page.goto(address(server, seance))
        assert english(page) == []
        page.mouse.move(300, 300)
        ranks = range(1, len(seance.slides) + 3) if size[0] > 600 else [1]
        for rank in ranks:
            options = {"runOnly": {"type": "tag", "values": TAGS}}
            response = Axe().run(page, options=options).response
            found += [
                f"{seance.title} {rank} {one['id']}: {node['html'][:120]}"
                for one in response["violations"]
                for node in one["nodes"][:3]
            ]
            page.keyboard.press("PageDown")
    if size[0] > 600:
        page.keyboard.press("?")
        page.keyboard.press("n")
        response = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response
        found += [
            f"dialog {one['id']}: {one['nodes'][0]['html'][:120]}" for one in response["violations"]
        ]
        assert english(page) == []
    assert not found, "\n".join(found)


def test_without_its_script_the_document_is_read_whole(open_page: PageOpener, on_disk: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(on_disk)
    assert page.locator(".ecran:visible").count() == LAST
    assert re.search(r"12,5", page.locator(".choropleth").inner_text())
    page.seen.addresses.clear()  # type: ignore[attr-defined]
