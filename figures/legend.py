"""The legend of a choropleth: its classes as labelled blocks, with how many areas fall in each."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished, parameter
from figures.map_chart import palette
from figures.measures import in_signs
from figures.rows import Panel
from figures.theme import THEMES, Mode

HEIGHT = 58
LETTER, BETWEEN = 6, 6
"""Pixels of a letter of a label, and between two labels."""


def legend_spec(panel: Panel, mode: Mode, live: bool, step: int = 0) -> dict[str, Any]:
    """Return the Vega-Lite spec of a legend, without its rows (see `legend_data`)."""
    fills, _ = palette(panel, THEMES[mode])
    return _spec(len(panel.classes.labels), mode, live, step, fills)


@lru_cache(maxsize=32)
def _spec(count: int, mode: Mode, live: bool, step: int, fills: tuple[str, ...]) -> dict[str, Any]:
    theme = THEMES[mode]
    classes = alt.Chart(alt.NamedData("classes"))
    counts = alt.Chart(alt.NamedData("counts")).transform_filter("datum.step == toNumber(step)")
    x = alt.X(
        "rank:O",
        scale=alt.Scale(domain=list(range(count)), paddingInner=0.02, paddingOuter=0),
        axis=None,
    )
    colour = alt.Color(
        "rank:O", scale=alt.Scale(domain=list(range(len(fills))), range=list(fills)), legend=None
    )
    left = alt.X("rank:O", bandPosition=0)
    blocks = classes.mark_bar(height=10, stroke=theme.edge, strokeWidth=1).encode(
        x=x, y=alt.value(7), color=colour
    )
    size = alt.expr("width < 420 ? 12 : 13")
    # Where the words of two neighbours would touch, signs say the same, or the class's lower bound.
    labels = (
        classes.transform_calculate(
            said=f"width / {count} < datum.tight ? datum.least"
            f" : width / {count} < datum.room ? datum.short : datum.label"
        )
        .mark_text(align="left", baseline="top", fontSize=size)
        .encode(x=left, y=alt.value(18), text="said:N")
    )
    numbers = counts.mark_text(
        align="left", baseline="top", fontSize=size, color=theme.muted
    ).encode(x=left, y=alt.value(36), text="text:N")
    chart = alt.layer(blocks, labels, numbers).add_params(parameter("step", step, live))
    return finished(chart, mode, HEIGHT)


@lru_cache(maxsize=32)
def legend_data(panel: Panel, one: str, many: str) -> dict[str, pl.DataFrame]:
    """Return the datasets of `legend_spec`: classes, and counts ("4 zones") at each period."""
    labels = panel.classes.labels
    short = [in_signs(one) for one in labels]
    ranks = pl.DataFrame({"rank": range(len(labels))}, schema={"rank": pl.Int8})
    steps = pl.DataFrame({"step": range(len(panel.periods))}, schema={"step": pl.Int32})
    found = panel.values.group_by("step", "rank").len()
    counts = steps.join(ranks, how="cross").join(found, on=["step", "rank"], how="left")
    texts = [
        f"{count or 0} {many if (count or 0) > 1 else one}" for count in counts["len"].to_list()
    ]
    return {
        "classes": ranks.with_columns(
            label=pl.Series(labels),
            short=pl.Series(short),
            least=pl.Series([one.partition(" à ")[0] for one in short]),
            room=pl.lit(LETTER * max(map(len, labels)) + BETWEEN),
            tight=pl.lit(LETTER * max(map(len, short)) + BETWEEN),
        ),
        "counts": counts.select(pl.col("step").cast(pl.Int16), "rank", text=pl.Series(texts)),
    }
