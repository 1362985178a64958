"""The files that a séance leaves behind: a presentation, a PDF and a workbook that say what the screens say."""

import io
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pikepdf
import polars as pl
import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.addresses import shared
from exports.curve_parts import axis_format, day, day_format, interruptions, parts_of, years_apart
from exports.map_legend import classes, signs
from exports.native_chart import Values, add_chart
from exports.native_curves import CHANGES
from exports.native_table import first_rows
from exports.number_format import shape_of_text
from exports.qr import DENSEST, modules, readable
from exports.seance_html import document
from exports.seance_link import from_code, to_code
from exports.seance_pdf import pdf_bytes
from exports.seance_pptx import pptx_bytes
from exports.seance_words import TROUBLE, link_of, places_of, plain, sources_of, told
from exports.seance_xlsx import rows_of, sheet_names, xlsx_bytes
from exports.slide_master import FIGURE, blank, layout_of
from figures.lines import Line
from figures.scene import Bars, Choropleth, Curves, Grid, Number, Words
from figures.scenes import Screen, screens
from figures.seance import MOST, Seance, Slide, parse_view
from figures.tables import state
from loaders.territories import find
from tests.browser.test_room import seances

EDITION = "2026-11-22"
HOSTILE = "=1+1 <b>&\x0b\x00 « é »\u202e"
MESSAGE = "Huit zones au-dessus de 10\u202f%"
NOTE = "Rappeler la définition.\nPuis laisser parler."
SPEL = "niveau=SPEL&territoire=591"
SEANCE = Seance(
    HOSTILE,
    (
        Slide(None, "Le chômage"),
        Slide(
            parse_view("/chomage?niveau=ZE2020&territoire=3217&periode=2025-Q4&figure=carte"),
            MESSAGE,
            NOTE,
        ),
        Slide(parse_view(f"/chomage?{SPEL}&figure=courbes")),
        Slide(
            parse_view("/chomage?niveau=ZE2020&territoire=3201&periode=2025-Q4&figure=classement")
        ),
        Slide(parse_view(f"/accueil?{SPEL}&figure=courbes"), "", HOSTILE),
        Slide(parse_view(f"/accueil?{SPEL}&figure=tuile-1")),
        Slide(parse_view(f"/territoire?{SPEL}&figure=retenir")),
        Slide(parse_view(f"/territoire?{SPEL}&figure=tableau")),
        Slide(parse_view(f"/population?{SPEL}&figure=vue")),
        # Its series breaks in January 2025.
        Slide(parse_view("/marche-du-travail?figure=vue")),
        Slide(parse_view("/chomage?figure=nuage")),
        Slide(parse_view("/chomage?figure=nuage"), "Un écran qui manque"),
    ),
)
ADDRESS = f"https://observatoire.example.fr/site/seance?s={to_code(SEANCE)}"


@lru_cache
def shown() -> tuple[Screen, ...]:
    return screens(SEANCE)


@lru_cache
def pptx(address: str = ADDRESS) -> bytes:
    return pptx_bytes(SEANCE, address, EDITION)


@lru_cache
def deck() -> Any:
    return Presentation(io.BytesIO(pptx()))


@lru_cache
def pdf(address: str = ADDRESS) -> bytes:
    return pdf_bytes(SEANCE, address, EDITION)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


@lru_cache
def book() -> Any:
    return opened(xlsx_bytes(SEANCE, ADDRESS, EDITION))


def slide_of(kind: type, which: int = 0) -> tuple[Screen, Any]:
    """Return the screen of a kind of figure, and its slide."""
    found = [one for one in shown() if one.scene and isinstance(one.scene.figure, kind)][which]
    return found, deck().slides[found.number - 1]


def charts(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_chart]


def texts(slide: Any) -> str:
    return "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_there_is_a_slide_a_screen_between_a_cover_and_a_way_back() -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck().slides]
    assert titles[0] == "=1+1 <b>& « é »"
    assert titles[1:-1] == [one.message for one in shown()]
    assert titles[1:3] == ["Le chômage", MESSAGE]
    assert titles[-1] == "Rouvrir cette séance, et ses sources"
    assert "Édition du 22 novembre\u00a02026" in texts(deck().slides[0])
    size = (deck().slide_width.inches, deck().slide_height.inches)
    assert [round(side, 2) for side in size] == [13.33, 7.5]


def test_titles_are_placeholders_and_none_is_left_empty() -> None:
    for slide in deck().slides:
        assert slide.shapes.title.is_placeholder
        for sheet in (slide, slide.notes_slide):
            held = [one for one in sheet.shapes if one.is_placeholder and one.has_text_frame]
            assert [one.name for one in held if not one.text_frame.text.strip()] == []


@pytest.mark.parametrize("which", range(4))
def test_curves_are_a_native_line_chart_that_holds_the_values_of_the_scene(which: int) -> None:
    screen, slide = slide_of(Curves, which)
    (frame,) = charts(slide)
    chart = frame.chart
    # Few points are all marked; many are a line alone.
    assert chart.chart_type == (XL_CHART_TYPE.LINE_MARKERS if which == 3 else XL_CHART_TYPE.LINE)
    assert not chart.has_legend
    assert screen.scene and isinstance(screen.scene.figure, Curves)
    drawn = {series.name: tuple(series.values) for series in chart.plots[0].series}
    codes = sorted({at for line in screen.scene.figure.lines for at in line.rows["period"]})
    for line in screen.scene.figure.lines:
        found: dict[str, float] = {}
        for name, values in drawn.items():
            if name == line.name or name.startswith(f"{line.name}, jusqu’à "):
                found |= {at: one for at, one in zip(codes, values, strict=True) if one is not None}
        rows = line.rows.drop_nulls("value")
        assert found == dict(rows.select("period", "value").iter_rows())
    assert set(drawn) - {CHANGES} == {
        part.name for line in screen.scene.figure.lines for part in parts_of(line)
    }


@pytest.mark.parametrize("which", range(4))
def test_the_data_inside_a_chart_are_those_that_it_draws_with_their_periods(which: int) -> None:
    screen, slide = slide_of(Curves, which)
    chart = charts(slide)[0].chart
    sheet = opened(chart.part.chart_workbook.xlsx_part.blob).active
    rows = list(sheet.iter_rows(values_only=True))
    drawn = list(chart.plots[0].series)
    assert rows[0] == ("Période", *(series.name for series in drawn))
    for at, series in enumerate(drawn, 1):
        assert [row[at] for row in rows[1:]] == list(series.values)
    days = [
        date(1899, 12, 30) + timedelta(days=float(one))
        for one in chart._chartSpace.xpath("(.//c:ser)[1]/c:cat//c:v/text()")
    ]
    assert [row[0].date() for row in rows[1:]] == days
    references = chart._chartSpace.xpath(".//c:f/text()")
    assert {one.split("!")[0] for one in references} == {"Valeurs"} == {sheet.title}
    assert screen.scene and isinstance(screen.scene.figure, Curves)
    codes = {at for line in screen.scene.figure.lines for at in line.rows["period"]}
    assert days == sorted(day(code) for code in codes)


def test_each_curve_is_named_at_its_end_with_its_value() -> None:
    _, slide = slide_of(Curves)
    chart = charts(slide)[0].chart
    for series in chart.plots[0].series:
        labels = series._element.xpath("c:dLbls/c:dLbl")
        if series.name == CHANGES:
            assert labels == []
            continue
        (label,) = labels
        assert label.xpath("string(c:showSerName/@val)") == "1"
        assert label.xpath("string(c:showVal/@val)") == "1"
        assert label.xpath("string(c:numFmt/@formatCode)") == '#,##0.0"\u00a0%"'
        last = max(at for at, value in enumerate(series.values) if value is not None)
        assert label.xpath("string(c:idx/@val)") == str(last)
        assert int(label.xpath("string(.//a:defRPr/@sz)")) >= 1800
    axes = chart._chartSpace.xpath("(.//c:valAx|.//c:dateAx)//a:defRPr/@sz")
    assert len(axes) == 2 and min(map(int, axes)) >= 1400


def test_a_change_of_publication_is_a_dotted_line_and_a_break_parts_the_curve() -> None:
    _, slide = slide_of(Curves)
    names = [series.name for series in charts(slide)[0].chart.plots[0].series]
    assert names[-1] == CHANGES
    assert charts(slide)[0].chart.plots[0].series[-1]._element.xpath("c:errBars")
    _, slide = slide_of(Curves, 3)
    series = charts(slide)[0].chart.plots[0].series
    assert [one.name for one in series] == [
        "Hauts-de-France, jusqu’à janvier\u00a02024", "Hauts-de-France",
    ]  # fmt: skip
    assert [one for one in series[1].values if one is not None] == [545200.0, 542820.0]
    assert series[0].values[-3:] == (519020.0, None, None)
    assert "Trait interrompu : rupture de série." in texts(slide)


def line_of(*rows: tuple[str, float | None, str]) -> Line:
    columns = {"period": pl.String, "value": pl.Float64, "status": pl.String}
    found = pl.DataFrame(list(rows), schema=columns, orient="row")
    return Line("mine", "Lys", "Lys", found, find("ZE2020", "3217"))


def test_nothing_is_drawn_across_a_missing_value_and_none_becomes_zero() -> None:
    line = line_of(("2019", 4.0, "A"), ("2020", None, "C"), ("2021", 5.0, "A"), ("2022", 6.0, "A"))
    first, last = parts_of(line)
    assert (first.name, first.values) == ("Lys, jusqu’à 2019", {"2019": (4.0, "A")})
    assert (last.name, list(last.values), last.end) == ("Lys", ["2021", "2022"], ("2022", "A"))
    assert interruptions([line]) == "Trait interrompu : secret."
    assert interruptions([line_of(("2019", 4.0, "A"), ("2021", 5.0, "A"))]) == ""


@pytest.mark.parametrize(
    ("code", "first", "cell", "axis"),
    [
        ("2023-Q2", date(2023, 4, 1), '"T2 "yyyy', '"T2 "yyyy'),
        ("2023-09", date(2023, 9, 1), "[$-40C]mmmm yyyy", "[$-40C]mmm yyyy"),
        ("2023", date(2023, 1, 1), "yyyy", "yyyy"),
        ("2023/2024", date(2023, 9, 1), '"2023-2024"', '"rentrée "yyyy'),
    ],
)
def test_a_period_is_a_day_that_is_written_as_the_period(
    code: str, first: date, cell: str, axis: str
) -> None:
    assert (day(code), day_format(code), axis_format(code)) == (first, cell, axis)


def test_an_axis_prints_few_periods_whole_years_apart() -> None:
    assert years_apart(["2003-Q1", "2025-Q4"]) == 5
    assert years_apart(["2016", "2023"]) == 1
    assert years_apart(["1968", "2023"]) == 10


def test_bars_are_a_native_chart_in_the_order_of_the_scene() -> None:
    screen, slide = slide_of(Bars)
    (frame,) = charts(slide)
    chart = frame.chart
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    assert list(chart.plots[0].categories) == [
        "Valenciennes", "Roubaix-Tourcoing", "Maubeuge", "Calais", "Douai", "Saint-Quentin",
        "… et 13 autres", "Lille", "Abbeville", "Vallée de la Bresle-Vimeu", "Berck", "Arras",
    ]  # fmt: skip
    (series,) = chart.plots[0].series
    assert screen.scene and isinstance(screen.scene.figure, Bars)
    values = {one.label: one.value for one in screen.scene.figure.rows}
    assert len(values) == 24
    for name, value in zip(chart.plots[0].categories, series.values, strict=True):
        assert value == values.get(name)
    assert series.values[0] == 12.9 and series.values[6] is None
    own = series._element.xpath("c:dPt[c:idx/@val='8']//a:srgbClr/@val")
    assert own[0] == "B3144F"
    assert chart.category_axis.reverse_order
    assert chart.value_axis.minimum_scale == 0
    assert "11 valeurs montrées sur 24 : toutes sont dans le classeur." in texts(slide)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("12,9", "#,##0.0"),
        ("12,9\u202f%", '#,##0.0"\u202f%"'),
        ("241\u202f440", "#,##0"),
        ("45\u202f%", '#,##0"\u202f%"'),
        ("secret", '"secret";"secret"'),
        ("8,1\u202fp", '#,##0.0"\u202fp"'),
        ("+0,9", '+#,##0.0;"\u2212"#,##0.0;#,##0.0'),
    ],
)
def test_a_bar_prints_its_number_as_the_site_does(text: str, shape: str) -> None:
    assert shape_of_text(text) == shape


def test_a_map_is_a_sharp_picture_with_its_classes_beside_it() -> None:
    screen, slide = slide_of(Choropleth)
    (picture,) = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    image = Image.open(io.BytesIO(picture.image.blob))
    assert image.width / (picture.width / 914400) >= 200
    assert screen.scene and isinstance(screen.scene.figure, Choropleth)
    found = classes(screen.scene.figure)
    assert [(label, count) for _, label, count in found] == [
        ("12 et plus", "4 zones"), ("10 à 11,9", "4 zones"), ("8,5 à 9,9", "6 zones"),
        ("7 à 8,4", "8 zones"), ("moins de 7", "2 zones"),
    ]  # fmt: skip
    for _, label, count in found:
        assert label in texts(slide) and count in texts(slide)
    said = ["Contour rouge : Zone d’emploi de Maubeuge", "Hachures : hors de la région"]
    assert signs(screen.scene.figure) == said
    assert all(one in texts(slide) for one in said)


def test_every_picture_chart_and_table_has_the_words_that_stand_for_it() -> None:
    checked = []
    for slide in deck().slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
                checked.append(shape._element._nvXxPr.cNvPr.get("descr"))
    alts = [
        one.scene.alt
        for one in shown()
        if one.scene and not isinstance(one.scene.figure, (Words, Number))
    ]
    assert checked[1:-1] == alts and len(alts) == 7
    assert checked[0] == checked[-1] == f"Code QR qui ouvre cette séance à l’adresse {ADDRESS}"


def test_a_table_is_native_and_says_what_it_leaves_out() -> None:
    screen, slide = slide_of(Grid)
    (frame,) = [one for one in slide.shapes if one.has_table]
    rows = [[cell.text for cell in row.cells] for row in frame.table.rows]
    assert screen.scene
    assert rows[0] == screen.scene.rows.columns
    assert [tuple(row) for row in rows[1:]] == screen.scene.rows.head(len(rows) - 1).rows()
    assert 8 <= len(rows) - 1 <= 10
    assert f"… et {33 - (len(rows) - 1)} autres lignes : voir le classeur." in texts(slide)


def test_a_table_of_long_texts_shows_fewer_rows() -> None:
    long = pl.DataFrame({"a": ["mot " * 60] * 10, "b": ["1"] * 10})
    shown_rows, columns = first_rows(long, 12.0, 4.6)
    assert 1 < shown_rows.height < 10
    assert sum(columns) == pytest.approx(12.0)
    assert first_rows(pl.DataFrame({"a": ["x"] * 30}), 12.0, 4.6)[0].height == 10


def test_words_and_a_number_are_texts() -> None:
    screen, slide = slide_of(Words)
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    assert screen.scene
    assert body.text_frame.text.split("\n") == list(screen.scene.sentences)
    screen, slide = slide_of(Number)
    assert "252\u202f690" in texts(slide)
    assert "▽ −0,2\u202f% en un an, favorable" in texts(slide)


def test_a_view_that_cannot_be_shown_says_so_on_its_slide() -> None:
    first, second = list(deck().slides)[-3:-1]
    assert first.shapes.title.text_frame.text == "La page « chomage » n’a pas de figure « nuage »."
    assert TROUBLE in texts(first)
    assert second.shapes.title.text_frame.text == "Un écran qui manque"
    assert f"{TROUBLE}\nLa page « chomage » n’a pas de figure « nuage »." in texts(second)


def test_notes_hold_what_is_said_then_the_sentences_the_source_the_definition_and_the_link() -> (
    None
):
    screen, slide = slide_of(Choropleth)
    found = slide.notes_slide.notes_text_frame.text.split("\n")
    assert screen.scene
    assert found[0] == "Écran 3 sur 14"
    assert found[1:3] == NOTE.split("\n")
    assert found[3] == f"Le site dit : {screen.scene.message}"
    assert found[4:7] == list(screen.scene.sentences)
    assert found[-3] == f"Source : {screen.scene.source}"
    assert found[-2] == f"Définition : {screen.scene.definition}"
    link = found[-1].removeprefix("Lien : ")
    assert link.startswith("https://observatoire.example.fr/site/chomage?")
    assert parse_qs(urlsplit(link).query) == {
        "niveau": ["ZE2020"], "territoire": ["3217"], "periode": ["2025-Q4"], "edition": [EDITION],
    }  # fmt: skip


def test_one_screen_has_one_number_on_screen_on_paper_in_notes_and_in_the_workbook() -> None:
    html = document(SEANCE, ADDRESS, EDITION).decode()
    told_aloud = [int(one) for one in re.findall(r'aria-label="Écran (\d+) : ', html)]
    count = len(deck().slides)
    assert told_aloud == list(range(1, count + 1)) and count == SEANCE.count == len(pages()) == 14
    for number, (slide, page) in enumerate(zip(deck().slides, pages(), strict=True), 1):
        foot = next(one for one in slide.shapes if one.name == "Numéro")
        assert plain(foot.text_frame.text) == f"{number}\u202f/\u202f{count}"
        assert foot._element.xpath(".//a:fld/@type") == ["slidenum"]
        said = slide.notes_slide.notes_text_frame.text.split("\n")
        assert said[0] == f"Écran {number} sur {count}"
        assert f"Écran {number} sur {count}" in page
    messages = [slide.shapes.title.text_frame.text for slide in deck().slides]
    for name in sheet_names(shown()).values():
        number, start = int(name[:2]), name[3:20].strip()
        assert " ".join(re.sub(r"[:]", " ", messages[number - 1]).split()).startswith(start)
    assert sources_of(shown())[0].startswith("Écrans 3 et 5 : Insee")


def test_the_notes_of_a_section_list_its_screens() -> None:
    found = deck().slides[1].notes_slide.notes_text_frame.text.split("\n")
    assert found[:3] == ["Écran 2 sur 14", "Dans cette section :", f"3. {MESSAGE}"]
    assert found[-1] == "13. Un écran qui manque" and len(found) == 2 + 11
    alone = Seance("", (Slide(None, "Un"), Slide(None, "Deux"), SEANCE.slides[5]))
    made: Any = Presentation(io.BytesIO(pptx_bytes(alone, "", EDITION)))
    said = [one.notes_slide.notes_text_frame.text.split("\n") for one in made.slides]
    assert said[1] == ["Écran 2 sur 5", "Cette section n’a pas d’écran."]
    assert said[2][1:] == ["Dans cette section :", f"4. {made.slides[3].shapes.title.text}"]


def test_the_status_of_a_provisional_or_broken_series_is_said_in_the_notes() -> None:
    _, slide = slide_of(Curves, 3)
    assert "Statuts : B : rupture de série" in slide.notes_slide.notes_text_frame.text


def test_every_run_is_in_french_and_the_document_says_what_it_is() -> None:
    name = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    for slide in deck().slides:
        roots = [slide._element, slide.notes_slide._element]
        roots += [one.chart._chartSpace for one in charts(slide)]
        for root in roots:
            runs = [*root.iter(f"{name}rPr"), *root.iter(f"{name}defRPr")]
            assert {one.get("lang") for one in runs} <= {"fr-FR"}
            assert all(run.find(f"{name}rPr") is not None for run in root.iter(f"{name}r"))
    properties = deck().core_properties
    assert properties.title == "=1+1 <b>& « é »"
    assert properties.author == "Observatoire emploi-formation Hauts-de-France"
    assert (properties.language, properties.created) == ("fr-FR", datetime(2026, 11, 22))


def test_a_presentation_is_the_same_twice_and_has_no_code_without_an_address() -> None:
    assert pptx_bytes(SEANCE, ADDRESS, EDITION) == pptx()
    bare = Presentation(io.BytesIO(pptx("")))
    kinds = [one.shape_type for slide in bare.slides for one in slide.shapes]
    assert kinds.count(MSO_SHAPE_TYPE.PICTURE) == 1  # the map
    assert texts(bare.slides[-1]).startswith("Sources\n")


@pytest.mark.parametrize("place", [0, -1])
def test_the_codes_of_the_first_and_last_slide_reopen_the_seance(place: int) -> None:
    slide = list(deck().slides)[place]
    (picture,) = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.PICTURE]
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.image.blob)))
    assert found.text == ADDRESS
    held = from_code(parse_qs(urlsplit(found.text).query)["s"][0])
    assert [one.view for one in held.slides] == [one.view for one in SEANCE.slides]


def test_an_address_too_long_for_a_code_is_said_not_drawn() -> None:
    assert readable("https://x.fr/?s=" + "aB3" * 200) is not None
    assert readable("https://x.fr/?s=" + "aB3" * 800) is None
    one = Seance("", (Slide(None, "x"),))
    long = "https://x.fr/seance?s=" + "aB3" * 800
    made = Presentation(io.BytesIO(pptx_bytes(one, long, EDITION)))
    assert "Pas de code QR" in texts(made.slides[0])
    page = pypdfium2.PdfDocument(pdf_bytes(one, long, EDITION))[0]
    assert "Pas de code QR" in one_line(page.get_textpage().get_text_range())


def test_a_seance_of_twelve_views_has_a_code_of_three_pixels_a_module_on_a_projector() -> None:
    slides = [
        replace(one, message=f"Un message que le présentateur a écrit lui-même, n° {rank}")
        for rank, one in enumerate((*SEANCE.slides[1:10], *SEANCE.slides[2:5]))
    ]
    made = Seance("Comité local emploi-formation du Valenciennois", tuple(slides))
    assert len(made.slides) == 12
    code = readable(shared("https://observatoire-emploi-formation.hautsdefrance.fr", made))
    assert code is not None
    # The code is 400 pixels wide there, four modules of white on each side.
    assert 400 / (modules(code) + 8) >= 3.5
    assert 400 / (4 * DENSEST + 17 + 8) >= 3


def one_line(text: str) -> str:
    return " ".join(text.replace("\ufffe", "-").split())


@lru_cache
def pages() -> list[str]:
    found = pypdfium2.PdfDocument(pdf())
    return [one_line(page.get_textpage().get_text_range()) for page in found]


def test_the_pdf_is_tagged_titled_in_french_and_has_a_wide_page_a_screen() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in made.pages}
        assert len(made.pages) == len(SEANCE.slides) + 2
        assert sizes == {(0, 0, 842, 595)}
        assert bool(made.Root.MarkInfo.Marked)
        assert str(made.Root.Lang).lower().startswith("fr")
        assert one_line(str(made.docinfo["/Title"])).startswith("=1+1 <b>& « é ».")
        with made.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"


def test_each_page_says_its_message_its_sentences_and_its_source() -> None:
    for screen, text in zip(shown(), pages()[1:-1], strict=True):
        assert one_line(screen.message) in text
        if screen.scene is None:
            assert (TROUBLE in text) == bool(screen.trouble)
            continue
        said = screen.scene.sentences
        if isinstance(screen.scene.figure, (Number, Grid)):
            said = ()
        assert [one for one in said if one_line(one) not in text] == []
        assert one_line(screen.scene.source) in text
        assert "Rappeler la définition" not in text


def told_by(seance: Seance) -> list[str]:
    return sources_of(screens(seance))


def test_a_pdf_whose_sources_take_two_sheets_numbers_screens_and_leaves_no_source_out() -> None:
    whole = next(one for one in seances() if len(one.slides) == MOST and len(told_by(one)) > 28)
    found = pypdfium2.PdfDocument(pdf_bytes(whole, "https://x.fr/diaporama?s=abc", EDITION))
    texts = [one_line(page.get_textpage().get_text_range()) for page in found]
    numbers = [*range(1, MOST + 3), MOST + 2]
    assert [text.rpartition("Écran ")[2] for text in texts] == [f"{at} sur 42" for at in numbers]
    last = one_line(" ".join(texts[-2:]))
    assert [one for one in told_by(whole) if one_line(one) not in last] == []


def test_figures_of_the_pdf_have_their_words() -> None:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        waiting, alts = [made.Root.StructTreeRoot], []
        while waiting:
            node = waiting.pop()
            if isinstance(node, pikepdf.Array):
                waiting += reversed(list(node))
            elif isinstance(node, pikepdf.Dictionary):
                if str(node.get("/S", "")) == "/Figure":
                    alts.append(one_line(str(node.get("/Alt", ""))))
                if "/K" in node:
                    waiting.append(node.K)
    wanted = [
        one_line(one.scene.alt)
        for one in shown()
        if one.scene and isinstance(one.scene.figure, (Curves, Bars, Choropleth))
    ]
    assert alts[1:-1] == wanted
    assert ADDRESS in alts[0] and ADDRESS in alts[-1]


@pytest.mark.parametrize("place", [0, -1])
def test_the_codes_of_the_first_and_last_page_reopen_the_seance(place: int) -> None:
    made = pypdfium2.PdfDocument(pdf())
    page = made[len(made) - 1 if place else 0]
    found = zxingcpp.read_barcodes(page.render(scale=3).to_pil())
    assert [one.text for one in found] == [ADDRESS]


def test_a_sign_that_no_font_has_does_not_cost_the_pdf() -> None:
    slide = Slide(SEANCE.slides[5].view, "Emploi 😀 谷 : œuvrer")
    made = pypdfium2.PdfDocument(pdf_bytes(Seance("Été ก", (slide,)), "", EDITION))
    assert "Emploi ? ? : œuvrer" in one_line(made[1].get_textpage().get_text_range())
    assert "Été ?" in one_line(made[0].get_textpage().get_text_range())


def test_a_sheet_holds_the_rows_of_its_screen_cell_by_cell() -> None:
    names = sheet_names(shown())
    assert book().sheetnames == ["Lisez-moi", *names.values()]
    for screen in shown():
        if screen.scene is None:
            assert screen.number not in names
            continue
        rows, own = rows_of(screen), screen.scene.file
        assert rows.select(own.columns).equals(own)
        found = list(book()[names[screen.number]].iter_rows(min_row=2, values_only=True))
        wanted = [tuple(as_cell(one) for one in row) for row in rows.iter_rows()]
        assert [row for row, other in zip(found, wanted, strict=True) if row != other] == []
        assert {"source", "Source"} & set(rows.columns)
        if "statut" in own.columns:
            assert rows["etat"].to_list() == [state(code) for code in own["statut"]]


def as_cell(value: Any) -> Any:
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    return None if value == "" else value


def test_numbers_have_the_decimals_that_they_are_published_with() -> None:
    names = sheet_names(shown())
    for number, name in ((3, "0.0"), (10, "")):
        sheet = book()[names[number]]
        titles = [cell.value for cell in sheet[1]]
        column = titles.index("Valeur") + 1
        cells = [sheet.cell(at, column) for at in range(2, sheet.max_row + 1)]
        assert {cell.data_type for cell in cells} == {"n"}
        assert {cell.number_format for cell in cells} == {"#,##" + (name or "0")}


def test_the_names_of_the_sheets_are_those_that_a_spreadsheet_takes() -> None:
    slide = Slide(parse_view("/accueil?figure=tuile-1"), "A/B [c]: 'd'? *e\\ " + "long " * 9)
    names = list(sheet_names(screens(Seance("", (slide, slide)))).values())
    assert len(names) == len({one.lower() for one in names}) == 2
    assert all(len(one) <= 31 and not re.search(r"[\[\]:*?/\\']", one) for one in names)
    assert names[0].startswith("02 A B c d e long")


def test_the_first_sheet_lists_the_screens_and_what_they_rest_on() -> None:
    lines = list(book()["Lisez-moi"].iter_rows(values_only=True))
    assert lines[0][0] == "=1+1 <b>& « é »"
    assert ("Lien de la séance", ADDRESS) in [tuple(line[:2]) for line in lines]
    words = [text for line in lines for text in line if text]
    for screen in shown():
        assert f"{screen.number}. {plain(screen.message)}" in words
        for one in told(screen, ADDRESS, EDITION):
            assert not one.label or one.text in words
    assert f"{TROUBLE} La page « chomage » n’a pas de figure « nuage »." in words


def test_no_text_of_the_workbook_becomes_a_formula_or_a_link() -> None:
    slide = Slide(parse_view("/accueil?figure=tuile-1"), "=1+1")
    made = opened(xlsx_bytes(Seance("=1+1", (slide,)), "", EDITION))
    cells = [cell for sheet in made for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    assert made["Lisez-moi"]["A1"].value == "=1+1"


def test_a_name_that_looks_like_a_formula_stays_a_text_inside_a_chart() -> None:
    empty = blank("", "", datetime(2026, 11, 22))
    slide = empty.slides.add_slide(layout_of(empty, FIGURE))
    held = Values("+1", ("=2", "@a"), (("=1+1\x0b", (1.0, None)),), "0")
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, (0, 0, 5, 5), held, "Barres")
    sheet = opened(chart.part.chart_workbook.xlsx_part.blob).active
    cells = [[(cell.value, cell.data_type) for cell in row] for row in sheet]
    assert cells == [
        [("+1", "s"), ("=1+1", "s")],
        [("=2", "s"), (1, "n")],
        [("@a", "s"), (None, "n")],
    ]


def test_a_link_names_the_page_on_the_edition_of_the_seance() -> None:
    view = parse_view("/accueil?figure=courbes")
    base = "https://x.fr/seance?s=abc"
    assert link_of(base, view, EDITION) == f"https://x.fr/accueil?edition={EDITION}"
    old = parse_view("/accueil?edition=2026-10-01&figure=courbes")
    assert link_of(base, old, EDITION) == "https://x.fr/accueil?edition=2026-10-01"
    assert link_of("", view, EDITION) == ""


def test_the_cover_names_the_territories_or_counts_them() -> None:
    assert places_of(SEANCE).endswith(" et 2 autres territoires")
    assert places_of(Seance("", SEANCE.slides[:2])) == "Zone d’emploi de Maubeuge"
    assert places_of(Seance()) == ""


def test_the_pdf_gives_each_column_of_a_table_the_room_of_its_longest_word() -> None:
    """A wide last column once took the whole width, and the first ones were printed over it."""
    view = parse_view("/pilotage?figure=mesures")
    sheet = pypdfium2.PdfDocument(pdf_bytes(Seance("Table", (Slide(view),)), "", EDITION))[1]
    page = sheet.get_textpage()
    starts = []
    for word in ("Engagement", "Indicateur de suivi", "Valeur", "Cible"):
        found = page.search(word, match_case=True, match_whole_word=True).get_next()
        assert found, word
        first, count = found
        boxes = [page.get_charbox(at) for at in range(first, first + count)]
        starts.append((boxes[0][0], boxes[-1][2]))
    assert all(end < start for (_, end), (start, _) in pairwise(starts)), starts
