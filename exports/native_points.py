"""Points as a native chart of two axes: figures and their objectives, piles of dots, their data inside."""

from typing import TYPE_CHECKING, Any

from exports.native_chart import (
    SHEET,
    Label,
    axis_words,
    inner,
    own_data,
    put_labels,
    rgb,
    workbook,
)
from exports.number_format import shape_of
from exports.seance_words import plain
from exports.slide_master import emu
from exports.slides import LABEL_SIZE, Box, describe
from figures.office import Points, Series
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

LABEL = 16
"""Points of a label beside a dot."""
LEFT, TOP, WIDE, TALL = 0.085, 0.09, 0.74, 0.81
"""Where the plot stands, in shares of the chart: the labels of the last points are to its right."""
LINE = 0.035
"""Half a line of a label, in shares of the chart."""
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LOOKS = {
    # Colour, ink of its labels, width of its line in points (0: none), size and shape of its points.
    "mine": (LIGHT.accent, LIGHT.accent, 3.0, 11, "circle"),
    "region": (LIGHT.ink, LIGHT.ink, 2.5, 9, "circle"),
    "country": (LIGHT.reference, LIGHT.muted, 2.25, 9, "circle"),
    "other": (LIGHT.dot, LIGHT.muted, 2.0, 9, "circle"),
    "aim": (LIGHT.ink, LIGHT.ink, 2.0, 8, "dash"),
    "each": (LIGHT.sequential[3], LIGHT.ink, 0, 9, "circle"),
    "own": (LIGHT.accent, LIGHT.accent, 0, 13, "diamond"),
    "half": (LIGHT.ink, LIGHT.ink, 3.5, 0, "none"),
}


def add_points(slide: "Slide", box: Box, figure: Points, alt: str) -> None:
    """Add the native chart of points to a slide."""
    from pptx.chart.data import XyChartData
    from pptx.enum.chart import XL_CHART_TYPE

    up = figure.printed[1]
    held: Any = XyChartData(number_format=shape_of(up) if up else "General")
    for one in figure.series:
        series = held.add_series(plain(one.name))
        for dot in one.dots:
            series.add_data_point(dot.x, dot.y)
    left, top, width, height = map(emu, box)
    frame: Any = slide.shapes.add_chart(
        XL_CHART_TYPE.XY_SCATTER_LINES, left, top, width, height, held
    )
    frame.name = "Graphique"
    describe(frame, alt)
    chart = frame.chart
    own_data(chart, _workbook(figure))
    inner(chart, LEFT if up else 0.02, TOP, WIDE if up else 0.96, TALL)
    _axes(chart, figure)
    at = 1
    for rank, (drawn, one) in enumerate(zip(chart.plots[0].series, figure.series, strict=True)):
        _refer(drawn, rank, at, len(one.dots))
        at += len(one.dots)
        _draw(drawn, one)
        _name(drawn, one)


def _workbook(figure: Points) -> bytes:
    """Return the data of the chart: x, the words of each point, then a column a series."""
    book, sheet, buffer = workbook()
    with book:
        sheet.set_column(0, len(figure.series) + 1, 22)
        across, words, up = figure.heads
        for column, text in enumerate((across, words)):
            sheet.write_string(0, column, plain(text))
        at = 1
        for rank, one in enumerate(figure.series, 2):
            sheet.write_string(0, rank, plain(one.name))
            for dot in one.dots:
                sheet.write_number(at, 0, dot.x)
                sheet.write_string(at, 1, plain(dot.what))
                sheet.write_number(at, rank, dot.y)
                at += 1
        sheet.write_string(at + 1, 0, plain(f"Valeurs : {up}"))
    return buffer.getvalue()


def _refer(series: Any, rank: int, at: int, count: int) -> None:
    """Make a series read its own rows of the workbook: `at` is the first one, from 0."""
    column = _letters(rank + 2)
    places = {"tx": f"${column}$1"}
    for name, letters in (("xVal", "A"), ("yVal", column)):
        places[name] = f"${letters}${at + 1}:${letters}${at + count}"
    for name, place in places.items():
        series._element.find(f"{{{_C}}}{name}//{{{_C}}}f").text = f"{SHEET}!{place}"


def _letters(column: int) -> str:
    """Return the name of a column, from 0: A, B… Z, AA."""
    before, own = divmod(column, 26)
    return (chr(64 + before) if before else "") + chr(65 + own)


def _axes(chart: Any, figure: Points) -> None:
    across, up = chart.category_axis, chart.value_axis
    for axis, (low, high), printed in zip(
        (across, up), (figure.x, figure.y), figure.printed, strict=True
    ):
        axis.minimum_scale, axis.maximum_scale = low, high
        axis_words(axis)
        axis.tick_labels.number_format = shape_of(printed) if printed else "General"
        axis.tick_labels.number_format_is_linked = False
    across.has_major_gridlines = False
    across.major_unit = _whole_step(figure.x[1] - figure.x[0])
    across.format.line.color.rgb = rgb(LIGHT.edge)
    up.format.line.fill.background()
    up.has_major_gridlines = up.visible = figure.printed[1] is not None
    if figure.printed[1]:
        up.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)


def _whole_step(span: float) -> float:
    return next((one for one in (1, 2, 5, 10, 20) if span / one <= 10), 50)


def _draw(series: Any, one: Series) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    colour, _, width, size, shape = _LOOKS[one.look]
    series.smooth = False
    line = series.format.line
    if one.joined and width:
        line.color.rgb, line.width = rgb(colour), Pt(width)
        if one.look == "aim":
            line.dash_style = MSO_LINE.DASH
    else:
        line.fill.background()
    marker = series.marker
    marker.style = getattr(XL_MARKER_STYLE, shape.upper())
    if size:
        marker.size = size
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = rgb(colour)
        marker.format.line.color.rgb = rgb(colour)
    if one.look == "aim" and not one.dots[0].label:
        # A figure observed is there already.
        series.points[0].marker.style = XL_MARKER_STYLE.NONE
    elif one.look == "aim":
        # What an objective starts from is no figure observed: a hollow point.
        first = series.points[0]
        first.marker.style = XL_MARKER_STYLE.CIRCLE
        first.marker.size = 9
        first.marker.format.fill.solid()
        first.marker.format.fill.fore_color.rgb = rgb(LIGHT.ground)
        first.marker.format.line.color.rgb = rgb(colour)
        first.format.line.color.rgb = rgb(colour)


def _name(series: Any, one: Series) -> None:
    ink, mine = _LOOKS[one.look][1], one.look == "mine"
    put_labels(series, [
        Label(at, shape_of(dot.label), ink, LABEL_SIZE if mine else LABEL, dot.side, mine,
            down=dot.down * LINE)
        for at, dot in enumerate(one.dots)
        if dot.label
    ])  # fmt: skip
