"""Bars for a slide: one row a name, its bar and its value, few enough to be read from afar."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished
from figures.theme import THEMES, Mode

ROW = 27
"""Pixels of a row."""
Row = tuple[str, float | None, str, bool]
"""Label, value, the value as printed, whether it is the reader's own."""


def kept(rows: Sequence[Row], height: int) -> list[Row]:
    """Return the rows that fit: all, or both ends and the reader's own, with one row that counts the others."""
    most = max(height // ROW, 5)
    if len(rows) <= most:
        return list(rows)
    own = next((rank for rank, row in enumerate(rows) if row[3]), None)
    room = most - 1
    head = (room + 1) // 2
    ranks = [*range(head), *range(len(rows) - (room - head), len(rows))]
    if own is not None and own not in ranks:
        ranks = sorted([*ranks[: head - 1], own, *ranks[head:]])
    left = len(rows) - len(ranks)
    found = [rows[rank] for rank in ranks]
    gap = next(at for at in range(1, len(ranks)) if ranks[at] != ranks[at - 1] + 1)
    return [*found[:gap], (f"… et {left} autres", None, "", False), *found[gap:]]


@lru_cache(maxsize=64)
def spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of so many bars, without their rows (see `data`)."""
    theme = THEMES[mode]
    rows = alt.Chart(alt.NamedData("rows"))
    y = alt.Y(
        "at:Q", scale=alt.Scale(domain=[0, count], range=[0, count * ROW], nice=False), axis=None
    )
    edges = [alt.expr(f"data('edges')[{row}].value") for row in (0, 1)]
    start, end = alt.expr("width * 0.42"), alt.expr("width - 84")
    x = alt.X("value:Q", scale=alt.Scale(domain=edges, range=[start, end], nice=False), axis=None)
    ink = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.ink))
    tint = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.sequential[3]))
    weight = alt.expr("datum.mine ? 600 : 400")
    known = rows.transform_filter("isValid(datum.value)").transform_calculate(zero="0")
    layers = [
        # A dataset that no mark reads is left out, and the scale reads this one.
        alt.Chart(alt.NamedData("edges")).mark_point(opacity=0).encode(x=x),
        known.mark_rule(strokeWidth=15).encode(
            x=alt.X("zero:Q", axis=None), x2="value:Q", y=y, color=tint
        ),
        rows.mark_text(
            align="right", baseline="middle", fontSize=14, fontWeight=weight,
            limit=alt.expr("width * 0.4"),
        ).encode(x=alt.value(alt.expr("width * 0.42 - 10")), y=y, text="label:N", color=ink),
        rows.mark_text(align="right", baseline="middle", fontSize=14, fontWeight=600).encode(
            x=alt.value("width"), y=y, text="text:N", color=ink
        ),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, count * ROW)


def data(rows: Sequence[Row]) -> dict[str, pl.DataFrame]:
    """Return the datasets of `spec`: rows, edges."""
    values = [value for _, value, _, _ in rows if value is not None]
    columns = {"at": pl.Float64, "label": pl.String, "value": pl.Float64, "text": pl.String}
    table = pl.DataFrame(
        [(rank + 0.5, *row) for rank, row in enumerate(rows)],
        schema=columns | {"mine": pl.Boolean},
        orient="row",
    )
    return {
        "rows": table,
        "edges": pl.DataFrame({"value": [min([0.0, *values]), max([0.0, *values]) or 1.0]}),
    }
