"""What a presentation draws with PowerPoint's own tools: the values of the data, slides that can be read aloud."""

import io
from functools import lru_cache
from typing import Any

import openpyxl
import polars as pl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE_TYPE

from exports.imprint import edition_instant
from exports.native_points import add_points
from exports.native_table import SIZES, size_of
from exports.number_format import number_shape, shape_of
from exports.seance_pptx import pptx_bytes
from exports.seance_words import others
from exports.seance_xlsx import xlsx_bytes
from exports.slide_master import FIGURE, blank, layout_of
from exports.slides import fitted, footing
from figures import counted
from figures.aims import REGION
from figures.establishments import dots_data
from figures.office import Printed, dots_points
from figures.scene import Choropleth, Drawing
from figures.scenes import screens
from figures.seance import Seance, Slide, parse_view
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.territories import find

EDITION = "2026-11-22"
SPEL = "niveau=SPEL&territoire=591"
(
    AIMS,
    RARE,
    ALONE,
    DOTS,
    OWN_DOTS,
    CURVES,
    BARS,
    MATRIX,
    SAID,
    PARTS,
    MAP,
    SITES,
    CALENDAR,
    TWICE,
    LONG,
) = (
    "/apprentissage?figure=objectif-apprentis",
    "/apprentissage?figure=objectif-contrats-apprentissage",
    "/apprentissage?figure=ailleurs-1-apprentis",
    "/apprentissage?figure=etablissements-cfa-emploi-6-mois",
    f"/apprentissage?{SPEL}&figure=etablissements-cfa-emploi-6-mois",
    f"/comparer?{SPEL}&avec=ZE2020-3217.REG-32&figure=figure-1",
    "/metiers?figure=projets",
    "/metiers?figure=matrice",
    "/metiers?lecture=diagnostic&figure=matrice",
    "/pilotage?figure=suivi",
    "/chomage?figure=carte",
    "/campus?figure=carte",
    "/pilotage?engagement=E1.2&figure=calendrier-fiche",
    "/chomage?figure=carte-tableau",
    "/campus?figure=reponse-1",
)
VIEWS = (
    AIMS, RARE, ALONE, DOTS, OWN_DOTS, CURVES, BARS, MATRIX, SAID, PARTS, MAP, SITES, CALENDAR, TWICE,
    LONG,
)  # fmt: skip
SEANCE = Seance("Natif", tuple(Slide(parse_view(one)) for one in VIEWS))


@lru_cache
def deck() -> Any:
    return Presentation(io.BytesIO(pptx_bytes(SEANCE, "https://x.fr/diaporama?s=abc", EDITION)))


def slide(view: str) -> Any:
    return deck().slides[VIEWS.index(view) + 1]


def chart(view: str) -> Any:
    (found,) = [one.chart for one in slide(view).shapes if one.has_chart]
    return found


def dots(view: str) -> dict[str, list[tuple[float, float]]]:
    """Return the points of each series of a chart of points: x and y."""
    found = {}
    for series in chart(view).plots[0].series:
        across = [float(one) for one in series._element.xpath("c:xVal//c:v/text()")]
        found[series.name] = list(zip(across, series.values, strict=True))
    return found


def plain_spaces(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def sheet_of(view: str) -> Any:
    """Return the sheet of the data inside a chart."""
    content = chart(view).part.chart_workbook.xlsx_part.blob
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_figures_and_objectives_are_points_and_each_objective_a_series() -> None:
    assert chart(AIMS).chart_type == XL_CHART_TYPE.XY_SCATTER
    found = dots(AIMS)
    # Plan apprentissage 2016, line 7; Monographie Hauts-de-France 2023, line 1173.
    found = {plain_spaces(name): points for name, points in found.items()}
    assert found["Objectif 2016 : 50 000 en 2021"] == [(2016.0, 33000.0), (2021.0, 50000.0)]
    goals = [points[-1] for name, points in found.items() if name.startswith("Objectif")]
    assert goals == [(2021.0, 50000.0), (2025.0, 80000.0)]
    indicator = read_catalogue().indicators["apprentis"]
    observed = [(one.at, one.value) for one in counted.figures(indicator, find(*REGION))]
    own = [point for name, points in found.items() if "Hauts-de-France" in name for point in points]
    assert [round(value) for _, value in own] == [33000, 48800, 64846, 71809]
    assert own == observed
    # What is not counted in one way is not joined: three parts, of which the last has two points.
    names = [name for name in found if name.startswith("Hauts-de-France")]
    assert [len(found[name]) for name in names] == [1, 1, 2]


def test_an_objective_is_dashed_and_its_start_hollow_where_no_figure_is() -> None:
    for view, marker in ((AIMS, "none"), (RARE, "circle")):
        series = next(one for one in chart(view).plots[0].series if one.name.startswith("Objectif"))
        assert series._element.xpath("string(c:spPr/a:ln/a:prstDash/@val)") == "dash"
        start = series._element.xpath("c:dPt[c:idx/@val='0']")[0]
        assert start.xpath("string(c:marker/c:symbol/@val)") == marker
    label = series._element.xpath("c:dLbls/c:dLbl[c:idx/@val='1']")[0]
    assert "60\u202f000 en 2028" in label.xpath("string(c:numFmt/@formatCode)")


@pytest.mark.parametrize("view", [AIMS, RARE, ALONE, DOTS, OWN_DOTS])
def test_the_data_inside_a_chart_of_points_are_those_that_it_draws(view: str) -> None:
    held = sheet_of(view)
    for series in chart(view).plots[0].series:
        for name in ("xVal", "yVal"):
            (place,) = series._element.xpath(f"c:{name}//c:f/text()")
            sheet, cells = place.split("!")
            values = [row[0].value for row in held[cells.replace("$", "")]] if ":" in cells else []
            drawn = [float(one) for one in series._element.xpath(f"c:{name}//c:v/text()")]
            assert sheet == held.title == "Valeurs"
            assert values == pytest.approx(drawn)
        (title,) = series._element.xpath("c:tx//c:f/text()")
        assert held[title.split("!")[1].replace("$", "")].value == series.name


def test_each_establishment_is_a_point_at_its_rate_with_its_name_in_the_data() -> None:
    indicator = read_catalogue().indicators["cfa-emploi-6-mois"]
    last = observations.periods(indicator)[-1]
    rows = observations.read(indicator).filter(level="REG", territory="32", period=last)
    published = sorted(rows["value"].drop_nulls().to_list())
    found = dots(DOTS)
    assert sorted(x for x, _ in found["Établissements"]) == published
    own = dots(OWN_DOTS)
    assert own["SPEL d’Avesnes-sur-Helpe"] == [(52.0, 1.0)]
    assert sorted(x for name in list(own)[:2] for x, _ in own[name]) == published
    held = sheet_of(OWN_DOTS)
    named = {row[1]: row[0] for row in held.iter_rows(min_row=2, values_only=True) if row[1]}
    assert named["Maison familiale rurale d’Avesnes-sur-Helpe"] == 52.0


def test_a_comparison_is_a_native_chart_of_curves() -> None:
    found = {one.name: one.values for one in chart(CURVES).plots[0].series}
    indicator = read_catalogue().headline()
    rows = observations.series(indicator, "REG", "32").drop_nulls("value")
    drawn = [
        one
        for name, values in found.items()
        if name.startswith("Hauts-de-France")
        for one in values
    ]
    assert [one for one in drawn if one is not None] == rows["value"].to_list()


def test_parts_of_the_contract_are_bars_that_add_up() -> None:
    assert chart(PARTS).chart_type == XL_CHART_TYPE.BAR_STACKED
    names = list(chart(PARTS).plots[0].categories)
    found = {one.name: list(one.values) for one in chart(PARTS).plots[0].series}
    assert list(found) == ["Mesurés", "Cible seule", "Pas encore de donnée"]
    assert names[0] == "Ambition stratégique 1 : 2 mesurés, 1 cible sur 87"
    assert [values[0] for values in found.values()] == [2, 1, 84]
    assert sum(map(sum, found.values())) == 329
    assert chart(PARTS).has_legend


@pytest.mark.parametrize("view", [MATRIX, SAID])
def test_the_tension_matrix_is_a_table_shaded_by_what_its_cells_say(view: str) -> None:
    (frame,) = [one for one in slide(view).shapes if one.has_table]
    rows = [list(row.cells) for row in frame.table.rows]
    assert [cell.text for cell in rows[0]][:3] == [
        "Métier",
        "Tension globale",
        "Intensité d’embauches",
    ]
    fills: dict[str, set[str]] = {}
    for row in rows[1:]:
        for cell in row[1:]:
            fills.setdefault(cell.text, set()).update(
                cell._tc.xpath("a:tcPr/a:solidFill/a:srgbClr/@val")
            )
    strong = "très forte 5" if view == MATRIX else "très élevée"
    assert fills[strong] == {"0F3D63"}
    # Two levels at once are said, not shaded; nor is what the text does not say.
    assert all(not fills[text] for text in fills if " à " in text or text == "non dit")
    assert all(len(one) <= 1 for one in fills.values())


def test_only_maps_and_calendars_are_pictures() -> None:
    for view, screen in zip(VIEWS, screens(SEANCE), strict=True):
        kinds = [one.shape_type for one in slide(view).shapes]
        assert screen.scene
        drawn = isinstance(screen.scene.figure, Choropleth) or (
            isinstance(screen.scene.figure, Drawing) and screen.scene.figure.native is None
        )
        assert (MSO_SHAPE_TYPE.PICTURE in kinds) == drawn == (view in (MAP, SITES, CALENDAR))
        held = [
            one for one in slide(view).shapes
            if one.has_chart or one.has_table or one.shape_type == MSO_SHAPE_TYPE.PICTURE
        ]  # fmt: skip
        assert [one._element._nvXxPr.cNvPr.get("descr") for one in held] == [screen.scene.alt]


def test_a_slide_is_read_from_its_title_to_its_number_and_no_two_have_one_title() -> None:
    titles = [one.shapes.title.text_frame.text for one in deck().slides]
    assert all(titles) and len(set(titles)) == len(titles)
    # The map and its table say one message.
    assert titles[VIEWS.index(TWICE) + 1] == f"{titles[VIEWS.index(MAP) + 1]} (suite)"
    for one in list(deck().slides)[1:-1]:
        names = [shape.name for shape in one.shapes]
        assert names[:2] == ["Titre", "Mesure"] and names[-2:] == ["Source", "Numéro"]
    assert deck().core_properties.title == "Natif"
    assert deck().core_properties.language == "fr-FR"


def test_the_heads_of_a_table_are_said_to_be_heads() -> None:
    for view in (MATRIX, SAID):
        (frame,) = [one for one in slide(view).shapes if one.has_table]
        assert frame.table.first_row and frame.table.first_col
    book: Any = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(SEANCE, "", EDITION)))
    assert book.properties.title == "Natif : classeur de la séance"
    for sheet in book.worksheets[1:]:
        (table,) = sheet.tables.values()
        assert table.headerRowCount != 0 and table.ref.startswith("A1:")
        assert table.column_names == [cell.value for cell in sheet[1]]
        assert sheet.print_title_rows == "$1:$1" and sheet.freeze_panes == "B2"
        assert not sheet.merged_cells.ranges


def test_paragraphs_that_a_box_cannot_hold_are_counted() -> None:
    lines = ["mot " * 30] * 4
    assert fitted(lines, 8, 5, (18, 14), 6) == (lines, 18)
    kept, size = fitted(["mot " * 30] * 40, 8, 3, (18, 14), 6)
    assert size == 14 and kept[-1] == f"… et {41 - len(kept)} autres, dites sous leur figure."
    # Even the first one alone is too long: what is left out is counted all the same.
    assert fitted(["mot " * 90] * 3, 2, 0.5, (18, 14), 6)[0][1:] == [
        "… et 2 autres, dites sous leur figure."
    ]


def test_a_source_left_out_alone_is_said_in_the_singular() -> None:
    assert others(1) == "… et 1 autre, dite sous sa figure."
    assert others(2) == "… et 2 autres, dites sous leur figure."


def test_the_foot_of_a_slide_is_bounded_and_keeps_the_source_first() -> None:
    source, more = "Source : Insee, publication T4 2025.", " La suite est dans les notes."
    assert footing(source, "Une seule note.") == f"Une seule note. {source}"
    found = footing(source, "Ce code n’est pas connu. " * 40)
    assert found.endswith(f"… {source}{more}") and 480 < len(found) <= 520
    assert len(footing("Insee et Dares, " * 60, "Une note.")) <= 520


@pytest.mark.parametrize("view", [AIMS, LONG, MAP])
def test_a_note_of_several_lines_does_not_touch_the_figure_below_it(view: str) -> None:
    (note,) = [one for one in slide(view).shapes if one.name == "Mesure"]
    below = [
        one for one in slide(view).shapes
        if one.name in ("Graphique", "Phrases", "Tableau", "Carte")
    ]  # fmt: skip
    assert len(below) == 1 and note.top + note.height <= below[0].top
    lines = 1 if view == MAP else 2
    assert note.height.inches == pytest.approx(0.11 + 0.31 * lines, abs=0.01)


def test_a_number_is_printed_as_the_site_does() -> None:
    assert [number_shape(0), number_shape(1), number_shape(1, "%")] == [
        "#,##0", "#,##0.0", '#,##0.0"\u00a0%"',
    ]  # fmt: skip


def test_a_table_of_more_rows_than_a_slide_takes_keeps_the_size_of_one_that_it_holds() -> None:
    few, many = (
        pl.DataFrame({"Zone": ["Calais"] * count, "Taux": ["9,1"] * count}) for count in (10, 24)
    )
    assert size_of(few, 12, 4.7, whole=True) == size_of(many, 12, 4.7, whole=True) == SIZES[0]


def test_words_in_the_place_of_a_number_have_no_sign_before_them() -> None:
    # The second part of a format is that of numbers below zero: without it "-" stands before the first.
    assert shape_of(Printed(words='12 "CFA"')) == '"12 ”CFA”";"12 ”CFA”"'
    assert shape_of(Printed(1, "%", "\u2002en 2021")) == '#,##0.0"\u00a0%\u2002en 2021"'
    assert shape_of(Printed(0, grouped=False)) == "0"


def test_establishments_without_any_published_rate_have_neither_points_nor_middle_half() -> None:
    indicator = read_catalogue().indicators["cfa-emploi-6-mois"]
    rows = pl.DataFrame(
        {"code": ["0590001A"], "label": ["CFA"], "value": [None]},
        schema_overrides={"value": pl.Float64},
    )
    found = dots_points(indicator, dots_data(rows), "SPEL de Calais")
    assert found.series == () and found.x == (0.0, 100.0)
    deck = blank("Vide", "", edition_instant(EDITION))
    slide = deck.slides.add_slide(layout_of(deck, FIGURE))
    add_points(slide, (1, 2, 8, 4), found, "Aucun taux n’est publié.")
    assert [one.has_chart for one in slide.shapes if one.name == "Graphique"] == [True]


def test_words_of_a_matrix_are_those_of_its_scene() -> None:
    (screen,) = screens(Seance("", (Slide(parse_view(MATRIX)),)))
    assert screen.scene
    (frame,) = [one for one in slide(MATRIX).shapes if one.has_table]
    shown = [[cell.text for cell in row.cells] for row in frame.table.rows]
    rows = screen.scene.rows.select(shown[0])
    assert pl.DataFrame(shown[1:], schema=shown[0], orient="row").equals(rows.head(len(shown) - 1))
