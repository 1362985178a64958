"""Bars of what is measured, what has a target alone and what has no data yet, one a part."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished, spoken
from figures.steering import Count
from figures.theme import THEMES, Mode

ROW = 40
"""Pixels of a row: its words, then its bar."""
_THICK = 10


@lru_cache(maxsize=8)
def progress_spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of so many bars, without their rows (see `progress_data`)."""
    theme, height = THEMES[mode], count * ROW
    down = alt.Scale(domain=[0, count], range=[0, height], nice=False, zero=False)
    pieces = alt.Chart(alt.NamedData("pieces"))
    rows = spoken(alt.Chart(alt.NamedData("rows")), "datum.label + '\u202f: ' + datum.text", "rows")
    x = alt.X(
        "from:Q",
        scale=alt.Scale(
            domain=[0, alt.expr("data('edges')[0].value")],
            range=[1, alt.expr("width - 1")],
            nice=False,
        ),
        axis=None,
    )
    bar = alt.Y("bar:Q", scale=down, axis=None)
    outlined = pieces.transform_filter("datum.kind == 'aimed'").transform_calculate(
        top=f"datum.bar - {_THICK / 2 / ROW}", bottom=f"datum.bar + {_THICK / 2 / ROW}"
    )
    y = alt.Y("top:Q", scale=down, axis=None)
    # On a page of 320 pixels the two ends of a row would meet.
    size = alt.expr("width < 340 ? 12 : 14")
    layers = [
        alt.Chart(alt.NamedData("edges")).mark_point(opacity=0, size=1).encode(x=alt.X("value:Q", axis=None)),
        pieces.transform_filter("datum.kind == 'unknown'")
        .mark_rule(color=theme.line, strokeWidth=_THICK)
        .encode(x=x, x2="to:Q", y=bar),
        pieces.transform_filter("datum.kind == 'measured'")
        .mark_rule(color=theme.sequential[3], strokeWidth=_THICK)
        .encode(x=x, x2="to:Q", y=bar),
        outlined.mark_rect(fill=theme.ground, stroke=theme.sequential[3], strokeWidth=1.5).encode(
            x=x, x2="to:Q", y=y, y2="bottom:Q"
        ),
        rows.mark_text(align="left", baseline="top", fontSize=size, fontWeight=600, color=theme.ink)
        .encode(x=alt.value(0), y=y, text="label:N"),
        rows.mark_text(align="right", baseline="top", fontSize=size, color=theme.ink)
        .encode(x=alt.value("width"), y=y, text="text:N"),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, height)


def progress_data(counts: Sequence[Count]) -> dict[str, pl.DataFrame]:
    """Return the datasets of `progress_spec`: words and numbers of the rows, pieces of the bars."""
    rows, pieces = [], []
    for rank, one in enumerate(counts):
        many = "s" if one.measured > 1 else ""
        aimed = f", {one.aimed} cible{'s' if one.aimed > 1 else ''}" if one.aimed else ""
        rows.append(
            {
                "top": float(rank), "label": one.part.name,
                "text": f"{one.measured} mesuré{many}{aimed} sur {one.total}",
            }
        )  # fmt: skip
        at = 0
        for kind, size in (
            ("measured", one.measured), ("aimed", one.aimed), ("unknown", one.unknown),
        ):  # fmt: skip
            if size:
                pieces.append({"bar": rank + 0.64, "from": at, "to": at + size, "kind": kind})
            at += size
    return {
        "rows": pl.DataFrame(rows),
        "pieces": pl.DataFrame(pieces),
        "edges": pl.DataFrame({"value": [max(one.total for one in counts)]}),
    }
