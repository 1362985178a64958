"""Bars made of parts as a native chart: what is full, what is an outline, what is pale, each with its number."""

from typing import TYPE_CHECKING

from exports.native_bars import PER_SIGN
from exports.native_chart import Label, Values, add_chart, axis_words, inner, put_labels, rgb
from exports.slides import LABEL_SIZE, Box
from figures.office import Parts
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

_LOOKS = (
    # Fill, outline, ink of the numbers.
    (LIGHT.sequential[3], LIGHT.sequential[3], LIGHT.on_sequential[3]),
    (LIGHT.ground, LIGHT.sequential[3], LIGHT.ink),
    (LIGHT.line, LIGHT.line, LIGHT.ink),
)
SIZE = 16
"""Points."""
NARROWEST = 0.06
"""The share of the longest bar that a part needs to hold its number; the words of the bar say them all."""
_KEY = 0.42
"""Inches of the legend above the bars."""


def add_parts(slide: "Slide", box: Box, figure: Parts, alt: str) -> None:
    """Add the native chart of bars made of parts to a slide; its legend names the parts."""
    from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    series = tuple((name, tuple(map(float, values))) for name, values in figure.parts)
    values = Values(figure.head, figure.names, series, "0")
    height = min(box[3], 0.75 * len(figure.names) + 0.3 + _KEY)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_STACKED, (*box[:3], height), values, alt)
    words = min(max(map(len, figure.names)) * PER_SIGN * SIZE / LABEL_SIZE + 0.2, box[2] * 0.5)
    top = _KEY / height
    inner(chart, words / box[2], top, 0.98 - words / box[2], 0.99 - top)
    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(SIZE)
    category, value = chart.category_axis, chart.value_axis
    category.reverse_order = True
    category.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis_words(category, SIZE, LIGHT.ink)
    category.format.line.color.rgb = rgb(LIGHT.edge)
    value.has_major_gridlines = value.visible = False
    value.minimum_scale = 0
    value.maximum_scale = max(map(sum, zip(*(found for _, found in series), strict=True)))
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 55, 100
    for drawn, (_, found), (fill, edge, ink) in zip(plot.series, series, _LOOKS, strict=True):
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = rgb(fill)
        drawn.format.line.color.rgb = rgb(edge)
        put_labels(drawn, [
            Label(at, "0", ink, SIZE, "ctr")
            for at, one in enumerate(found)
            if one >= NARROWEST * value.maximum_scale
        ])  # fmt: skip
