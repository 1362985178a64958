"""Bars for a slide: one row a name, its bar and its value, few enough to be read from afar."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished
from figures.theme import THEMES, Mode

ROW = 27
"""Pixels of a row."""
TIGHT = 21
"""Pixels of a row where there are too many."""
Row = tuple[str, float | None, str, bool]
"""Label, value, the value as printed, whether it is the reader's own."""


def kept(rows: Sequence[Row], height: int, row: int = ROW) -> list[Row]:
    """Return the rows that fit: all, or the reader's own and both ends, with rows that count the others."""
    most, last = max(height // row, 5), len(rows) - 1
    if len(rows) <= most:
        return list(rows)
    mine = [rank for rank, one in enumerate(rows) if one[3]]
    ends = [at for step in range(1, len(rows)) for at in (step, last - step)]
    ranks = {0, last}
    for rank in (*mine, *ends):
        more = ranks | {rank}
        if len(more) + _gaps(more) <= most:
            ranks = more
    found: list[Row] = []
    before = -1
    for rank in sorted(ranks):
        if left := rank - before - 1:
            found.append((f"… et {left} autre{'s' * (left > 1)}", None, "", False))
        found.append(rows[rank])
        before = rank
    return found


def _gaps(ranks: Collection[int]) -> int:
    return sum(rank - 1 not in ranks for rank in ranks if rank)


def pitch(count: int, height: int) -> int:
    """Return the pixels of a row: fewer where all of them would not fit."""
    return ROW if count * ROW <= height else TIGHT


@lru_cache(maxsize=64)
def spec(mode: Mode, count: int, row: int = ROW) -> dict[str, Any]:
    """Return the Vega-Lite spec of so many bars, without their rows (see `data`)."""
    theme = THEMES[mode]
    size = 14 if row == ROW else 13
    rows = alt.Chart(alt.NamedData("rows"))
    y = alt.Y(
        "at:Q", scale=alt.Scale(domain=[0, count], range=[0, count * row], nice=False), axis=None
    )
    edges = [alt.expr(f"data('edges')[{at}].value") for at in (0, 1)]
    start, end = alt.expr("width * 0.42"), alt.expr("width - 84")
    x = alt.X("value:Q", scale=alt.Scale(domain=edges, range=[start, end], nice=False), axis=None)
    ink = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.ink))
    tint = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.sequential[3]))
    weight = alt.expr("datum.mine ? 600 : 400")
    known = rows.transform_filter("isValid(datum.value)").transform_calculate(zero="0")
    layers = [
        # A dataset that no mark reads is left out, and the scale reads this one.
        alt.Chart(alt.NamedData("edges")).mark_point(opacity=0).encode(x=x),
        known.mark_rule(strokeWidth=round(row * 0.56)).encode(
            x=alt.X("zero:Q", axis=None), x2="value:Q", y=y, color=tint
        ),
        rows.mark_text(
            align="right", baseline="middle", fontSize=size, fontWeight=weight,
            limit=alt.expr("width * 0.4"),
        ).encode(x=alt.value(alt.expr("width * 0.42 - 10")), y=y, text="label:N", color=ink),
        rows.mark_text(align="right", baseline="middle", fontSize=size, fontWeight=600).encode(
            x=alt.value("width"), y=y, text="text:N", color=ink
        ),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, count * row)


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
