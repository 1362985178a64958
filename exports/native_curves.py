"""Curves as a native line chart: days along the axis, one series an unbroken line, labels at the ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from exports.curve_parts import (
    Part,
    axis_format,
    day,
    day_format,
    interruptions,
    parts_of,
    years_apart,
)
from exports.native_chart import (
    Label,
    Values,
    add_chart,
    axis_words,
    error_bars,
    inner,
    put,
    put_labels,
    rgb,
)
from exports.number_format import number_shape, shape_of
from exports.slides import AXIS_SIZE, LABEL_SIZE, Box
from figures.lines import LABEL_HEIGHT, SPARSE, trend_data, vintage_changes
from figures.office import Printed
from figures.scene import Curves
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

CHANGES = "Changement de publication"
"""The series whose dotted verticals say where another publication begins."""
LEFT, TOP, TALL = 0.085, 0.04, 0.85
"""Where the plot begins and how high it is, in shares of the chart; end labels are to its right."""
PER_SIGN = 0.52
"""Width of a sign of a label, in shares of its size."""
WIDEST = 0.36
"""Share of the chart that the end labels may take."""
MOST_LARGE = 9
"""Lines beyond which the end labels are as small as the words of the axes."""
NEAR_END = 0.97
"""The share of the axis from which the end of a line is named beside it."""
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_LOOKS = {
    # Colour of the line, of its label, width in points.
    "mine": (LIGHT.accent, LIGHT.accent, 3.5),
    "region": (LIGHT.ink, LIGHT.ink, 2.5),
    "country": (LIGHT.reference, LIGHT.reference, 2.25),
    "other": (LIGHT.dot, LIGHT.muted, 1.75),
}


@dataclass(frozen=True)
class _Ends:
    """How the ends of the lines are named."""

    decimals: int
    unit: str
    size: int
    above: dict[str, float]
    """How far each label is moved up, in shares of the chart's height, by the line's name."""


def add_curves(slide: "Slide", box: Box, figure: Curves, alt: str) -> str:
    """Add the native chart of curves to a slide; returns what says why a line is interrupted."""
    from pptx.enum.chart import XL_CHART_TYPE

    parts = [part for line in figure.lines for part in parts_of(line)]
    known = {code for line in figure.lines for code in line.rows["period"]}
    codes = sorted(known, key=day)
    changes = [at for at, _, _ in vintage_changes(figure.lines[0].rows)]
    decimals, unit = figure.indicator.decimals, figure.indicator.unit
    size = LABEL_SIZE if len(figure.lines) <= MOST_LARGE else AXIS_SIZE
    # The labels stand as far apart as those of the site, at the scale of the slide.
    height = round(60 + LABEL_HEIGHT * box[3] * TALL * 72 / (size * 1.25))
    data = trend_data(figure.indicator, figure.lines, height)
    low, high = data["bounds"]["value"]
    series = [
        (one.name, tuple(one.values[at][0] if at in one.values else None for at in codes))
        for one in parts
    ]
    if changes:
        series.append((CHANGES, tuple(high if at in changes else None for at in codes)))
    days = tuple((day(one), day_format(one)) for one in codes)
    held = Values("Période", days, tuple(series), number_shape(decimals))
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, box, held, alt)
    inner(chart, LEFT, TOP, 1 - LEFT - _room(parts, figure, size, box), TALL)
    _axes(chart, codes, (low, high), Printed(decimals, unit))
    above = {
        row["name"]: TALL * (row["label_at"] - row["value"]) / (high - low)
        for row in data["ends"].iter_rows(named=True)
    }
    ends = _Ends(decimals, unit, size, above)
    drawn = list(chart.plots[0].series)
    for one, part in zip(drawn, parts, strict=False):
        _draw(one, part, codes)
        if part.last:
            _name(one, part, codes, ends)
    if changes:
        _hide(drawn[-1])
        put(drawn[-1], error_bars(high - low, LIGHT.edge))
    return interruptions(figure.lines)


def _room(parts: Sequence[Part], figure: Curves, size: int, box: Box) -> float:
    """Return the share of the chart that the longest end label takes."""
    value = max(len(f"{part.line.last['value']:.{figure.indicator.decimals}f}") for part in parts)
    signs = max(len(part.name) for part in parts if part.last) + value + 5
    return min(signs * size * PER_SIGN / 72 / box[2], WIDEST)


def _axes(chart: Any, codes: Sequence[str], ends: tuple[float, float], up: Printed) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    value, category = chart.value_axis, chart.category_axis
    low, high = ends
    value.minimum_scale, value.maximum_scale = low, high
    value.major_unit = step = _step(high - low)
    value.major_gridlines.format.line.color.rgb = rgb(LIGHT.grid)
    value.format.line.fill.background()
    axis_words(value)
    whole = float(step).is_integer() and float(low).is_integer()
    ticks = value.tick_labels
    ticks.number_format = shape_of(replace(up, decimals=0) if whole else up)
    ticks.number_format_is_linked = False
    axis_words(category)
    category.format.line.color.rgb = rgb(LIGHT.edge)
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    # The first and the last period stand at the very ends of the axis.
    crosses = value._element.find(f"{{{_C}}}crosses")
    crosses.addnext(crosses.makeelement(f"{{{_C}}}crossBetween", {"val": "midCat"}))
    category.tick_labels.number_format = axis_format(codes[0])
    category.tick_labels.number_format_is_linked = False
    base = category._element.find(f"{{{_C}}}baseTimeUnit")
    base.set("val", "months")
    for name, val in (("majorTimeUnit", "years"), ("majorUnit", str(years_apart(codes)))):
        base.addnext(base.makeelement(f"{{{_C}}}{name}", {"val": val}))
    category._element.find(f"{{{_C}}}auto").set("val", "0")
    # A series passes over the days that are the others' alone; a missing value has ended it already.
    chart._chartSpace.find(f"{{{_C}}}chart/{{{_C}}}dispBlanksAs").set("val", "span")


def _step(span: float) -> float:
    """Return the step of an axis of such a span: 1, 2 or 5 times a power of ten, if one divides it."""
    parts = (4, 5, 3, 6, 2, 7, 8)
    return next((span / one for one in parts if f"{span / one:.3e}"[:5] in _ROUND), span / 4)


_ROUND = ("1.000", "2.000", "5.000")


def _draw(series: Any, part: Part, codes: Sequence[str]) -> None:
    """Set the line of a series, and the points that must be seen: few, alone, or the last one."""
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.util import Pt

    colour, _, width = _LOOKS[part.line.role]
    series.smooth = False
    series.format.line.color.rgb = rgb(colour)
    series.format.line.width = Pt(width)
    seen = part.line.rows.height <= SPARSE or len(part.values) == 1
    series.marker.style = XL_MARKER_STYLE.CIRCLE if seen else XL_MARKER_STYLE.NONE
    if seen:
        _fill(series.marker, colour, colour, 6)
    if part.last:
        at, status = part.end
        point = series.points[codes.index(at)]
        point.marker.style = XL_MARKER_STYLE.CIRCLE
        # A provisional value ends on a hollow point.
        inside = LIGHT.ground if status == "P" else colour
        _fill(point.marker, inside, colour, 10 if part.line.role == "mine" else 8)
        point.format.line.color.rgb = rgb(colour)
        point.format.line.width = Pt(width)


def _fill(marker: Any, inside: str, edge: str, size: int) -> None:
    marker.size = size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(inside)
    marker.format.line.color.rgb = rgb(edge)


def _name(series: Any, part: Part, codes: Sequence[str], ends: _Ends) -> None:
    """Write the name and the value of a line at its end, out of the way of the other labels."""
    at, status = part.end
    index, mine = codes.index(at), part.line.role == "mine"
    words = " p" if status == "P" else ""
    shape = shape_of(Printed(ends.decimals, ends.unit, words))
    colour = _LOOKS[part.line.role][1]
    if index >= (len(codes) - 1) * NEAR_END:
        label = Label(index, shape, colour, ends.size, "r", mine, True, -ends.above[part.line.name])
    else:
        # A line that ends before the others is named above its end: the margin is the others'.
        label = Label(index, shape, colour, ends.size, "t", mine, True)
    put_labels(series, [label])


def _hide(series: Any) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    series.smooth = False
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
