"""Recruiting projects as bars, with the shares of difficult and seasonal ones beside each."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from figures.formats import MISSING
from figures.hirings import SHARES, Hiring
from figures.live import finished, spoken
from figures.theme import THEMES, Mode

MOST = 24
"""Rows drawn; the table has them all."""
LABEL = 42
"""Characters of a line of a label: what a phone holds."""
HEAD, LINE, BAR = 24, 17, 28
"""Pixels of the heads, of a line of a label, and of a bar with what is around it."""
HEADS = ("projets", "difficiles", "saisonniers")
_SPOKEN = (
    "replace(datum.label, /\\n/g, ' ') + '\u202f: ' + datum.number"
    " + (isValid(datum.value) ? ' projets' : '')"
) + "".join(
    f" + ', ' + datum.{role} + ' {name}'" for role, name in zip(SHARES, HEADS[1:], strict=True)
)
_HATCH, _STEP = 48, 8


@lru_cache(maxsize=128)
def hirings_spec(mode: Mode, height: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of bars `height` pixels high in all, without their rows."""
    theme = THEMES[mode]
    heads = alt.Chart(alt.NamedData("heads"))
    rows = spoken(alt.Chart(alt.NamedData("rows")), _SPOKEN, "rows")
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    # The longest head, « saisonniers », has room on a page of 320 pixels too.
    column = "max(66, min(110, width * 0.2))"
    end = alt.expr(f"width - 3 * {column} - 4")
    edges = [alt.expr(f"data('edges')[{row}].value") for row in (0, 1)]
    x = alt.X("value:Q", scale=alt.Scale(domain=edges, range=[0, end], nice=False), axis=None)
    bar = alt.Y("bar:Q", scale=down, axis=None)
    tint = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.sequential[3]))
    ink = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.ink))
    weight = alt.expr("datum.mine ? 600 : 400")
    known = rows.transform_filter("isValid(datum.value)").transform_calculate(zero="0")
    click = alt.selection_point(
        name="click", fields=["id"], on="click", toggle=False, clear=False, empty=False
    )
    number = {"align": "right", "baseline": "middle", "fontSize": 14}
    places = [alt.value(alt.expr(f"width - {2 - at} * {column}")) for at in range(3)]
    layers = [
        # A dataset that no mark reads is left out, and the scale reads this one.
        alt.Chart(alt.NamedData("edges")).mark_point(opacity=0).encode(x=x),
        rows.mark_rect(fill=theme.ground, opacity=0, cursor="pointer")
        .encode(
            x=alt.value(0), x2=alt.value("width"), y=alt.Y("top:Q", scale=down, axis=None),
            y2="bottom:Q",
        )
        .add_params(click),
        known.mark_rule(strokeWidth=10).encode(
            x=alt.X("zero:Q", axis=None), x2="value:Q", y=bar, color=tint
        ),
        alt.Chart(alt.NamedData("hatch")).mark_rule(color=theme.edge, strokeWidth=1.5).encode(
            x=alt.X("left:Q", scale=None, axis=None), x2="right:Q",
            y=alt.Y("low:Q", scale=down, axis=None), y2="high:Q",
        ),
        rows.mark_text(
            align="left", baseline="top", fontSize=14, lineBreak="\n", lineHeight=LINE,
            fontWeight=weight,
        ).encode(
            x=alt.value(0), y=alt.Y("words:Q", scale=down, axis=None), text="label:N", color=ink
        ),
        rows.mark_text(**{**number, "fontSize": 15, "fontWeight": 600}).encode(
            x=places[0], y=bar, text="number:N", color=ink
        ),
        *(
            rows.mark_text(**number).encode(x=place, y=bar, text=f"{role}:N")
            for role, place in zip(SHARES, places[1:], strict=True)
        ),
        *(
            heads.mark_text(align="right", baseline="top", color=theme.muted).encode(
                x=place, y=alt.value(0), text=f"{name}:N"
            )
            for name, place in zip(HEADS, places, strict=True)
        ),
    ]  # fmt: skip
    chart = alt.layer(*layers).resolve_scale(x="shared")
    return finished(chart, mode, height)


def hirings_data(
    rows: Sequence[Hiring], by_bassin: bool, mine: Collection[str]
) -> tuple[dict[str, pl.DataFrame], int]:
    """Return the datasets of `hirings_spec`, and how high it is in pixels.

    Rows are métiers when `by_bassin`, else bassins; `mine` are the codes to bring out.
    """
    drawn: list[dict[str, Any]] = []
    hatch: list[dict[str, float]] = []
    top = float(HEAD)
    for one in rows:
        code = one.job if by_bassin else one.bassin.code
        lines = wrap(one.label if by_bassin else one.bassin.name, LABEL, break_on_hyphens=False)
        bottom = top + LINE * len(lines) + BAR
        bar = bottom - BAR / 2 - 1
        drawn.append(
            {
                "id": code, "top": top, "bottom": bottom, "words": top + 1, "bar": bar,
                "label": "\n".join(lines), "value": one.projects.value,
                "number": one.projects.text, "mine": code in mine,
                **{role: one.share_text(role) for role in SHARES},
            }
        )  # fmt: skip
        if one.projects.text == MISSING["C"]:
            hatch += [
                {"left": at, "right": at + 10.0, "low": bar + 5, "high": bar - 5}
                for at in range(0, _HATCH, _STEP)
            ]
        top = bottom
    values = [one.projects.value for one in rows if one.projects.value is not None]
    schema = {
        "id": pl.String, "top": pl.Float64, "bottom": pl.Float64, "words": pl.Float64,
        "bar": pl.Float64, "label": pl.String, "value": pl.Float64, "number": pl.String,
        "mine": pl.Boolean, **dict.fromkeys(SHARES, pl.String),
    }  # fmt: skip
    ends: dict[str, Any] = dict.fromkeys(("left", "right", "low", "high"), pl.Float64)
    return {
        "rows": pl.DataFrame(drawn, schema=schema),
        "hatch": pl.DataFrame(hatch, schema=ends),
        "heads": pl.DataFrame({name: [name] for name in HEADS}),
        "edges": pl.DataFrame({"value": [0.0, max(values, default=1.0)]}),
    }, int(top) + 4


def drawn(rows: Sequence[Hiring], most: int = MOST) -> Sequence[Hiring]:
    """Return the rows that are drawn: all of them, or the first ones."""
    return rows if len(rows) <= most + 6 else rows[:most]
