"""Bars as a native chart: lying down, in the order of the site, one's own in the accent colour."""

from typing import TYPE_CHECKING

from exports.native_chart import Label, Values, add_chart, axis_words, inner, put_labels, rgb
from exports.number_format import shape_of_text
from exports.slides import LABEL_SIZE, Box
from figures.formats import clipped
from figures.scene import Bars
from figures.slide_bars import ROW, Row, kept
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

MOST = 12
"""Bars of a slide."""
PER_SIGN = 0.125
"""Inches of a sign of a label."""
WIDEST = 0.46
"""The share of the chart that the words of the bars may take."""
SMALL = 14
"""Points of the words of bars that are too long for their size."""


def rows_of(figure: Bars) -> list[Row]:
    """Return the bars of a slide: all, or both ends and the reader's own with one row for the others."""
    return kept([(one.label, one.value, one.text, one.mine) for one in figure.rows], MOST * ROW)


def add_bars(slide: "Slide", box: Box, figure: Bars, alt: str) -> None:
    """Add the native chart of bars to a slide."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION

    rows = rows_of(figure)
    most = box[2] * WIDEST - 0.2
    long = max(len(row[0]) for row in rows) * PER_SIGN > most
    size = SMALL if long else LABEL_SIZE
    sign = PER_SIGN * size / LABEL_SIZE
    names = tuple(_named(row, int(most / sign)) for row in rows)
    shapes = [shape_of_text(text) for _, _, text, _ in rows]
    common = next((one for row, one in zip(rows, shapes, strict=True) if row[1] is not None), "0")
    values = Values(
        "Libellé", names, ((figure.indicator.short, tuple(row[1] for row in rows)),), common
    )
    height = min(box[3], 0.62 * len(rows) + 0.3)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, (*box[:3], height), values, alt)
    words = min(max(len(name) for name in names) * sign + 0.2, box[2] * WIDEST)
    inner(chart, words / box[2], 0.01, 0.88 - words / box[2], 0.98)
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = True
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis_words(category, size, LIGHT.ink)
    category.format.line.color.rgb = rgb(LIGHT.edge)
    value.has_major_gridlines = False
    value.visible = False
    known = [row[1] for row in rows if row[1] is not None]
    # Bars begin at zero, or they lie.
    value.minimum_scale = min([0.0, *known])
    value.maximum_scale = max([0.0, *known]) or 1.0
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = 45, False
    series = plot.series[0]
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(LIGHT.sequential[3])
    for at, row in enumerate(rows):
        if row[3] and row[1] is not None:
            own = series.points[at].format.fill
            own.solid()
            own.fore_color.rgb = rgb(LIGHT.accent)
    put_labels(series, [
        Label(at, shape, LIGHT.accent if row[3] else LIGHT.ink, LABEL_SIZE, "outEnd", True)
        for at, (row, shape) in enumerate(zip(rows, shapes, strict=True))
        if row[1] is not None
    ])  # fmt: skip


def _named(row: Row, most: int) -> str:
    """Return the words of a bar on one line, with why it has no value."""
    label, value, text, _ = row
    why = f" ({text})" if value is None and text else ""
    return clipped(label, most - len(why)) + why
