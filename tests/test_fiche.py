"""The fiche: two tagged pages that say what the screen says, and a code that reopens the view."""

import io
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pikepdf
import polars as pl
import pypdfium2
import pytest
import zxingcpp

from exports.addresses import codes_of, view_address
from exports.fiche import _data, fiche_pdf
from exports.fiche_drawings import zones
from exports.fiche_keys import key_lines
from exports.imprint import edition_text
from exports.typesetter import DRAWN
from exports.vector import svg_of
from figures import coverage
from figures.captions import publication
from figures.cells import Cells, cells_of
from figures.measures import MEASURES
from figures.page_title import page_title
from figures.profile import Line, Profile, read_profile
from figures.profile_table import grouped
from figures.ranking import ranking_data, ranking_spec
from figures.retain import retain
from figures.rows import PROVISIONAL, panel
from figures.sentences import coverage as living
from figures.theme import LIGHT
from loaders.catalogue import read_catalogue
from loaders.groups import MOST, group, index
from loaders.observations import published_path
from loaders.outlines import border
from loaders.settings import ROOT
from loaders.territories import Territory, find

BASE = "https://observatoire.example.fr"
EDITION = "2026-11-22"
HOSTILE = '#panic("x") <b>$x$ *a*'
PLACES = {
    "avesnes": ("SPEL", "591"),
    "lille": ("SPEL", "595"),
    "beauvais": ("SPEL", "601"),
    "region": ("REG", "32"),
    "somme": ("DEP", "80"),
    "bresle": ("ZE2020", "0058"),
    "boulogne": ("SPEL", "623"),
    "saint-omer": ("SPEL", "625"),
}
NAMES = [*PLACES, "group"]
BETWEEN_LINES = 3.0
"""Points of white at least between two lines of a table."""


def place_of(name: str) -> Territory:
    if name == "group":
        return group(("59350", "59512", "59009"), HOSTILE)
    return find(*PLACES[name])


@lru_cache
def profile_of(name: str) -> Profile:
    return read_profile(read_catalogue(), place_of(name))


@lru_cache
def fiche(name: str, base: str = BASE) -> bytes:
    profile = profile_of(name)
    address = view_address(base, profile.place, EDITION)
    return fiche_pdf(read_catalogue(), profile, address, EDITION)


def one_line(text: str) -> str:
    # pdfium writes so a hyphen at the end of a line.
    return " ".join(text.replace("\ufffe", "-").split())


@lru_cache
def texts(name: str) -> list[str]:
    pages = pypdfium2.PdfDocument(fiche(name))
    return [one_line(page.get_textpage().get_text_range()) for page in pages]


def elements(pdf: pikepdf.Pdf) -> list[Any]:
    """Return every element of the structure tree, parents first."""
    return below(pdf.Root.StructTreeRoot)


def below(root: Any) -> list[Any]:
    """Return the elements under one of them, and itself, in the order of reading."""
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Array):
            waiting += reversed(list(node))
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(node)
            if "/K" in node:
                waiting.append(node.K)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_fiche_has_two_a4_pages(name: str) -> None:
    with pikepdf.open(io.BytesIO(fiche(name))) as pdf:
        sizes = [[round(float(side)) for side in page.mediabox] for page in pdf.pages]
    assert sizes == [[0, 0, 595, 842]] * 2


@pytest.mark.parametrize("name", ["avesnes", "group"])
def test_a_fiche_is_tagged_titled_and_in_french(name: str) -> None:
    with pikepdf.open(io.BytesIO(fiche(name))) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang).lower().startswith("fr")
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        title = one_line(str(pdf.docinfo["/Title"]))
        assert place_of(name).title in title and "22 novembre 2026" in title
        assert "Observatoire" in str(pdf.docinfo["/Author"])
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", ["avesnes", "region"])
def test_images_have_words_and_tables_have_headers(name: str) -> None:
    with pikepdf.open(io.BytesIO(fiche(name))) as pdf:
        tree = elements(pdf)
        kinds = [str(one.S) for one in tree]
        images = [str(one.get("/Alt", "")) for one in tree if str(one.S) == "/Figure"]
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") >= 5
    tables = [one for one in tree if str(one.S) == "/Table"]
    headers = [[str(one.S) for one in below(table)].count("/TH") for table in tables]
    # The ranking stands in two tables of three columns; each theme has a header of its own.
    assert headers[:2] == [3, 3] and headers[2] > 9
    assert {"/TD", "/L"} <= set(kinds)
    assert len(images) == 3
    assert all(len(text) > 40 for text in images)


def test_the_fonts_are_in_the_file() -> None:
    with pikepdf.open(io.BytesIO(fiche("avesnes"))) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        described = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
        names = {re.sub(r".*\+", "", str(one.FontName)) for one in described}
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in described)
    assert {"SourceSansPro-Regular", "SourceSansPro-Semibold"} <= names


def printed(cells: Cells) -> list[str]:
    """Return what a row of the second page must print, as on screen."""
    marks = [one for one in (cells.year, cells.span, *cells.gaps.values()) if one]
    return [cells.title, cells.value, cells.when, cells.where, cells.rank] + [
        one.text for one in marks
    ]


@pytest.mark.parametrize("name", ["avesnes", "lille", "beauvais", "group"])
def test_the_fiche_prints_what_the_screen_prints(name: str) -> None:
    profile = profile_of(name)
    catalogue = read_catalogue()
    first, second = texts(name)
    shown = [
        cells
        for line in profile.lines
        if (cells := cells_of(catalogue, line)) and one_line(cells.title) in second
    ]
    assert len(shown) >= 20
    missing = [
        (cells.key, text)
        for cells in shown
        for text in printed(cells)
        if one_line(text) not in second
    ]
    assert missing == []
    left_out = len(profile.lines) - len(shown)
    assert f"Non imprimés : {left_out} autre" in second
    for line in key_lines(catalogue, profile):
        cells = cells_of(catalogue, line)
        assert one_line(cells.value) in first
        assert cells.year is None or one_line(cells.year.text) in first


@pytest.mark.parametrize("name", NAMES)
def test_the_first_page_says_the_message_what_it_covers_and_what_to_retain(name: str) -> None:
    profile, first = profile_of(name), texts(name)[0]
    told = [page_title(profile).title, *(one.text for one in retain(profile))]
    if len(coverage.coverage(profile.place).parts) > 1 and name in ("avesnes", "lille", "group"):
        told.append(living(profile.place))
    assert [text for text in told if one_line(text) not in first] == []


def test_the_rows_of_lessentiel_and_the_territorys_own_are_kept_first() -> None:
    catalogue, profile = read_catalogue(), profile_of("avesnes")
    second = texts("avesnes")[1]
    told = [one for one in profile.lines if one.own or one.indicator.headline or one.indicator.tile]
    assert [
        one.indicator.key for one in told if one_line(cells_of(catalogue, one).title) not in second
    ] == []


def lines_of(page: pypdfium2.PdfPage, left: float, right: float, top: float) -> list[list[float]]:
    """Return the lines of text between two sides and below a height: (bottom, top), downwards."""
    text = page.get_textpage()
    boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    found: list[list[float]] = []
    inside = [box for box in boxes if left < box[0] < right and 30 < box[3] < top < 842]
    for _, bottom, _, high in sorted(inside, key=lambda box: -box[3]):
        if high - bottom < 0.1:
            continue
        if found and high > found[-1][0]:
            found[-1][0] = min(found[-1][0], bottom)
        else:
            found.append([bottom, high])
    return found


@pytest.mark.parametrize("name", ["boulogne", "saint-omer", "avesnes", "group"])
def test_the_lines_of_the_ranking_never_touch(name: str) -> None:
    page = pypdfium2.PdfDocument(fiche(name))[0]
    text = page.get_textpage()
    found = text.search("De la valeur la plus haute").get_next()
    assert found is not None
    top = text.get_charbox(found[0])[1]
    for left, right in ((280, 430), (430, 590)):
        lines = lines_of(page, left, right, top)
        # The head, twelve zones, and the foot under the first of the two tables.
        assert len(lines) >= 13
        gaps = [above[0] - below[1] for above, below in pairwise(lines)]
        assert min(gaps) > BETWEEN_LINES, gaps


def shown_lines(name: str) -> list[Line]:
    """Return the lines that the second page prints, in the order of the screen."""
    rows = [line for _, group in grouped(profile_of(name).lines, "theme") for line in group]
    catalogue, second = read_catalogue(), texts(name)[1]
    return [line for line in rows if one_line(cells_of(catalogue, line).title) in second]


@pytest.mark.parametrize("name", ["avesnes", "somme"])
def test_every_source_has_its_number_its_name_and_its_date(name: str) -> None:
    catalogue = read_catalogue()
    listed = re.findall(r"\[(\d+)\] ([^;]+)", texts(name)[1].partition("Sources : ")[2])
    wanted = dict.fromkeys(
        (
            catalogue.sources[line.figure.source].name.partition(" : ")[0],
            publication(catalogue, line.figure),
        )
        for line in shown_lines(name)
    )
    assert len(listed) == len(wanted) > 5
    for (_, text), (title, published) in zip(listed, wanted, strict=True):
        assert one_line(title) in text and one_line(published) in text
        assert re.search(r"\d{4}", text)
    for line in key_lines(catalogue, profile_of(name)):
        assert one_line(publication(catalogue, line.figure)) in texts(name)[0]


@pytest.mark.parametrize("name", ["avesnes", "boulogne", "group"])
def test_what_is_to_retain_is_in_the_table(name: str) -> None:
    told = retain(profile_of(name))
    proofs = {one.indicator.key for item in told for part in item.clauses for one in part.proofs}
    catalogue = read_catalogue()
    titles = [cells_of(catalogue, one).title for one in profile_of(name).lines
              if one.indicator.key in proofs]  # fmt: skip
    assert [title for title in titles if one_line(title) not in texts(name)[1]] == []


@pytest.mark.parametrize("name", ["avesnes", "beauvais"])
def test_the_rows_stand_in_the_order_of_the_screen(name: str) -> None:
    catalogue, second = read_catalogue(), texts(name)[1]
    # A title may begin another one: its row goes on with its period.
    starts = [
        second.index(f"{one_line(cells.title)} {one_line(cells.when)}")
        for line in shown_lines(name)
        if (cells := cells_of(catalogue, line)) and line.figure.status not in PROVISIONAL
    ]
    assert len(starts) > 15
    assert starts == sorted(starts)


def test_the_address_is_copied_as_it_is() -> None:
    """The longest addresses go over several lines, and are cut between two of their signs."""
    for name in ("avesnes", "group"):
        address = view_address(BASE, place_of(name), EDITION)
        page = pypdfium2.PdfDocument(fiche(name))[1]
        text = page.get_textpage().get_text_range()
        assert address in re.sub(r"\r?\n", "", text)


@pytest.mark.parametrize("name", ["avesnes", "group"])
def test_key_figures_are_of_the_territory_or_of_its_zone(name: str) -> None:
    lines = key_lines(read_catalogue(), profile_of(name))
    assert len(lines) == 4
    assert [
        (line.indicator.key, line.read.title)
        for line in lines
        if line.indicator.kind in ("count", "amount")
        and not line.own
        and line.read.level != coverage.ZONE
    ] == []


def test_a_departement_counts_itself() -> None:
    levels = {line.read.level for line in key_lines(read_catalogue(), profile_of("somme"))}
    assert levels == {"DEP"}


def test_no_number_is_parted_from_its_unit() -> None:
    text = fiche_texts(_data(read_catalogue(), profile_of("avesnes"), "", EDITION))
    assert [one for one in text if re.search(r"\d \d{3}\b|\+ \d|\d\s\d{3} \w{3}", one)] == []


def fiche_texts(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        node = [one for name, one in node.items() if name not in DRAWN]
    inside = node if isinstance(node, list) else ()
    return [text for one in inside for text in fiche_texts(one)]


def test_a_group_is_outlined_on_the_map() -> None:
    drawn = zones(read_catalogue(), read_catalogue().headline(), place_of("group"))["map"]
    assert drawn is not None
    assert f'stroke="{LIGHT.accent}"' in drawn["svg"]
    assert "Contour rouge" in drawn["alt"]


def test_a_value_beside_an_outline_has_a_halo_of_the_colour_of_its_area() -> None:
    drawn = zones(read_catalogue(), read_catalogue().headline(), place_of("avesnes"))["map"]
    assert drawn is not None
    texts = re.findall(r"<text([^>]*)>12,9</text>", drawn["svg"])
    assert ["stroke-width" in one for one in texts] == [True, False]


def test_the_border_of_communes_leaves_out_what_lies_between_two_of_them() -> None:
    one, other, both = (
        border("communes_59", "communes", frozenset(codes))
        for codes in (["59350"], ["59009"], ["59350", "59009"])
    )
    # Closed: each end of a part is the end of another one, or its own.
    ends = [line[at] for line in both for at in (0, -1)]
    assert both and all(ends.count(end) % 2 == 0 for end in ends)
    # Lille and Villeneuve-d’Ascq touch.
    between = set(one) & set(other)
    assert between
    assert set(both) == set(one) ^ set(other)
    assert border("communes_59", "communes", frozenset()) == ()


def test_a_hostile_name_is_printed_as_it_is() -> None:
    assert all(HOSTILE in page for page in texts("group"))


@pytest.mark.parametrize("name", ["Vallée 😀 œuvre", "谷", "Ελ б → ก", "1\ufe0f\u20e3 L’été"])
def test_a_sign_that_no_font_has_does_not_cost_the_fiche(name: str) -> None:
    place = group(("59350", "59512"), name)
    address = view_address(BASE, place, EDITION)
    made = fiche_pdf(read_catalogue(), read_profile(read_catalogue(), place), address, EDITION)
    pages = [one_line(page.get_textpage().get_text_range()) for page in pypdfium2.PdfDocument(made)]
    known = re.sub("[😀谷ก\ufe0f\u20e3]", "?", name)
    assert all(f" {known} " in page for page in pages)


@pytest.mark.parametrize("key", [("SPEL", "591"), ("REG", "32")], ids=":".join)
def test_an_edition_without_the_headline_figure_says_so(
    key: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    path = published_path(read_catalogue().headline())
    assert path
    pl.read_parquet(path).clear().write_parquet(folder / "observations" / path.name)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    profile = read_profile(read_catalogue(), find(*key))
    pages = pypdfium2.PdfDocument(fiche_pdf(read_catalogue(), profile, "", EDITION))
    assert len(pages) == 2
    first = one_line(pages[0].get_textpage().get_text_range())
    assert "Le taux de chômage : aucun chiffre n’est publié dans cette édition." in first


def test_the_code_reopens_the_view() -> None:
    page = pypdfium2.PdfDocument(fiche("avesnes"))[1]
    found = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    address = f"{BASE}/territoire?niveau=SPEL&territoire=591&edition={EDITION}"
    assert [one.text for one in found] == [address]
    assert address in texts("avesnes")[1].replace(" ", "").replace("\u200b", "")


def test_without_an_address_the_fiche_says_where_its_view_is() -> None:
    pages = pypdfium2.PdfDocument(fiche("avesnes", ""))
    text = one_line(pages[1].get_textpage().get_text_range())
    assert "page « Mon territoire », SPEL d’Avesnes-sur-Helpe" in text
    assert zxingcpp.read_barcodes(pages[1].render(scale=3).to_pil()) == []


def test_a_fiche_is_the_same_twice() -> None:
    profile = profile_of("avesnes")
    address = view_address(BASE, profile.place, EDITION)
    assert fiche_pdf(read_catalogue(), profile, address, EDITION) == fiche("avesnes")


def test_several_readers_may_ask_at_once() -> None:
    names = ["avesnes", "beauvais", "somme"]

    def made(name: str) -> bytes:
        place = place_of(name)
        address = view_address(BASE, place, EDITION)
        return fiche_pdf(read_catalogue(), profile_of(name), address, EDITION)

    with ThreadPoolExecutor(3) as readers:
        assert list(readers.map(made, names)) == [fiche(name) for name in names]


def test_a_group_of_many_communes_keeps_to_two_pages_and_its_code_is_read() -> None:
    place = group(list(index().names)[:MOST], "Grand groupe")
    address = view_address(BASE, place, EDITION)
    made = fiche_pdf(read_catalogue(), read_profile(read_catalogue(), place), address, EDITION)
    pages = pypdfium2.PdfDocument(made)
    assert len(pages) == 2
    found = zxingcpp.read_barcodes(pages[1].render(scale=4).to_pil())
    assert [one.text for one in found] == [address]


def test_an_address_carries_codes_and_escapes_names() -> None:
    own = view_address(BASE + "/", place_of("group"), EDITION)
    assert own.startswith(f"{BASE}/territoire?")
    assert not set(own) & set(' "<>$*')
    assert parse_qs(urlsplit(own).query) == {
        "niveau": ["GROUPE"],
        "communes": ["59009.59350.59512"],
        "nom": [HOSTILE],
        "edition": [EDITION],
    }
    assert view_address("", place_of("lille"), EDITION) == ""


def test_an_address_says_no_more_than_it_must() -> None:
    assert codes_of(find("SPEL", "591")) == {"niveau": "SPEL", "territoire": "591"}
    asked = {"niveau": "GROUPE", "communes": "59350.59512"}
    assert codes_of(group(("59512", "59350"))) == asked
    assert codes_of(group(("59512", "59350"), "Lys")) == asked | {"nom": "Lys"}


def test_an_edition_is_a_date_or_what_it_is_called() -> None:
    assert edition_text("2026-11-01") == "Édition du 1er novembre\u00a02026"
    assert edition_text("2026-11-22b") == "Édition du 22 novembre\u00a02026, 2e mise à jour"
    assert edition_text("essai") == "Édition essai"


def test_a_drawing_keeps_its_texts_and_asks_nothing_of_a_network() -> None:
    indicator = read_catalogue().headline()
    values = panel(indicator, MEASURES["valeur"], "ZE2020")
    spec = ranking_spec("ZE2020", values, "light", live=False)
    data = ranking_data(indicator, MEASURES["valeur"], values)
    last = len(values.periods) - 1
    drawn = svg_of(spec, data, 400, spec["height"], step=last, selected="ZE2020:3218")
    assert 'width="400"' in drawn
    assert {one.short for one in values.territories} <= {
        text.rstrip("*") for text in re.findall(r">([^<>]+)</text>", drawn)
    }
    assert "Source Sans Pro" in drawn
    with pytest.raises(ValueError, match="contours"):
        svg_of({"data": {"url": "https://example.org/a", "format": {"feature": "x"}}}, {}, 9, 9)
