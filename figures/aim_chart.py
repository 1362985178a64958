"""What is observed, as points, and each objective as a dashed line from its own baseline."""

from functools import lru_cache
from typing import Any

import altair as alt

from figures.live import finished, spoken
from figures.theme import THEMES, Mode
from figures.trend import ROLES, axis_ends, by_role

LINE = 16
"""Pixels from a line of a label to the next."""
TOP = 42
"""Pixels kept above the highest value, for the label of an objective."""


@lru_cache(maxsize=16)
def aims_spec(mode: Mode, height: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of objectives and figures, without their rows (see `aims.aims_data`)."""
    theme = THEMES[mode]
    colour = alt.Color("role:N", scale=by_role(theme), legend=None)
    x = alt.X(
        "at:Q",
        scale=alt.Scale(
            domain=axis_ends("at"),
            nice=False,
            range=[12, alt.expr("width - min(data('bounds')[0].room, width * 0.4)")],
        ),
        axis=alt.Axis(
            format="d", tickMinStep=1, tickCount=alt.expr("width < 340 ? 3 : 8"), grid=False,
            domain=True, ticks=True, title=None, labelOverlap="greedy",
            labelSeparation=6,
        ),
    )  # fmt: skip
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(
            domain=axis_ends("value"), nice=False, zero=False, range=[alt.expr("height"), TOP]
        ),
        axis=alt.Axis(title=None, tickCount=alt.expr("height < 160 ? 3 : 5")),
    )
    points = spoken(alt.Chart(alt.NamedData("points")), "datum.aloud", "curves")
    ends = spoken(alt.Chart(alt.NamedData("ends")), "datum.name", "curves")
    starts = alt.Chart(alt.NamedData("starts"))
    mine = "datum.role == 'mine'"
    ink = [theme.accent, theme.ink, theme.reference, theme.muted]
    tint = " : ".join(
        [*(f"datum.role == '{role}' ? '{one}'" for role, one in zip(ROLES, ink, strict=True)), "''"]
    )
    said = points.transform_calculate(
        over="width < 420 ? datum.tight : datum.text",
        under="width < 420 ? datum.short : width < 640 ? datum.fewer : datum.when",
    )
    layers = [
        alt.Chart(alt.NamedData("bounds")).mark_point(opacity=0).encode(x=x, y=y),
        alt.Chart(alt.NamedData("aims"))
        .mark_rule(color=theme.ink, strokeWidth=1.6, strokeDash=[6, 4])
        .encode(x="at:Q", y="value:Q", x2="end:Q", y2="goal:Q"),
        # What the line starts from is no figure observed: a hollow point.
        starts.mark_point(filled=True, opacity=1, size=70, color=theme.ground, stroke=theme.ink,
                          strokeWidth=1.6).encode(x="at:Q", y="value:Q"),
        starts.mark_text(align="right", dx=-10, dy=2, baseline="middle").encode(
            x="at:Q", y="value:Q", text="text:N"
        ),
        ends.mark_tick(orient="horizontal", color=theme.ink, thickness=3, size=22, opacity=1).encode(
            x="at:Q", y="value:Q"
        ),
        _aim(ends, "name", -7, "width < 420 ? 0 : 1"),
        # Lines of a text go down from the first one.
        _aim(ends, "short", -7 - LINE, "width < 420 ? 1 : 0"),
        alt.Chart(alt.NamedData("joins"))
        .mark_line(strokeWidth=2, strokeCap="round")
        .encode(x="at:Q", y="value:Q", color=colour, detail="line:N"),
        points.mark_point(filled=True, opacity=1).encode(
            x="at:Q", y="value:Q", color=colour,
            size=alt.condition(mine, alt.value(90), alt.value(50)),
        ),
        said.mark_text(
            align="left", baseline="top", dx=9, fontWeight=600,
            dy=alt.expr("datum.above ? (datum.under ? -36 : -22) : 4"),
            fontSize=alt.expr(f"{mine} ? 15 : 13"), color=alt.expr(tint),
        ).encode(x="at:Q", y="value:Q", text="over:N"),
        said.mark_text(
            align="left", baseline="top", dx=9, dy=alt.expr("datum.above ? -18 : 22"),
            fontSize=12, color=theme.muted,
        ).encode(x="at:Q", y="value:Q", text="under:N"),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, height)


def _aim(ends: alt.Chart, text: str, dy: int, opacity: str) -> alt.Chart:
    """Write the name of an objective before its end, above its line."""
    return ends.mark_text(
        align="right", baseline="bottom", dx=10, dy=dy, fontWeight=600, lineBreak="\n",
        lineHeight=LINE, opacity=alt.expr(opacity),
    ).encode(x="at:Q", y="value:Q", text=f"{text}:N")  # fmt: skip
