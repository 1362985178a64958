"""The curve through time; the end of each line carries its name and its value, so no legend."""

from functools import lru_cache
from typing import Any, Literal

import altair as alt

from figures.lines import POINT
from figures.live import finished, parameter, spoken
from figures.theme import THEMES, Mode, Theme

ROLES = ["mine", "region", "country", "other"]


@lru_cache(maxsize=32)
def trend_spec(
    mode: Mode, height: int, unit: str, hero: bool, live: bool, value: int = 14
) -> dict[str, Any]:
    """Return the Vega-Lite spec of a trend, without its rows (see `lines.trend_data`).

    A hero trend prints the number of "mine" large: it is the figure of the page; else it has the
    size `value`. A live one marks the period of the page's player.
    """
    theme = THEMES[mode]
    colour = alt.Color("role:N", scale=by_role(theme), legend=None)
    layers = _frame(theme, unit, hero)
    if live:
        layers += _here(theme, colour)
    layers += [*_lines(theme, colour), *_labels(theme, hero, value)]
    chart = alt.layer(*layers)
    return finished(chart.add_params(parameter("step", -1, live)) if live else chart, mode, height)


def by_role(theme: Theme) -> alt.Scale:
    return alt.Scale(domain=ROLES, range=[theme.accent, theme.ink, theme.reference, theme.dot])


def _frame(theme: Theme, unit: str, hero: bool) -> list[alt.Chart]:
    wide, narrow = (216, 112) if hero else (128, 96)
    # The labels' room is taken inside the view: Vega would otherwise shrink the view to fit them.
    end = alt.expr(f"width - (width < 420 ? {narrow} : {wide})")
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=axis_ends("at"), nice=False, range=[0, end]),
        axis=alt.Axis(
            format="d",
            tickMinStep=1,
            tickCount=alt.expr("width < 340 ? 3 : 6"),
            grid=False,
            domain=True,
            ticks=True,
            title=None,
        ),
    )
    suffix = f"(datum.index == 1 ? '\u202f{unit}' : '')" if unit == "%" else "''"
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=axis_ends("value"), nice=False),
        axis=alt.Axis(title=None, tickCount=5, labelExpr=f"datum.label + {suffix}"),
    )
    edges = alt.Chart(alt.NamedData("bounds"))
    marks = alt.Chart(alt.NamedData("marks"))
    change = marks.transform_filter("datum.kind == 'vintage'")
    remark = marks.transform_filter("datum.kind == 'remark'")
    return [
        edges.mark_point(opacity=0).encode(x=x, y=y),
        change.mark_rule(color=theme.edge, strokeDash=[2, 3]).encode(x="at:Q"),
        _beside(change.encode(x="at:Q", y=alt.value(4), text="text:N"), theme, "top", 110),
        remark.mark_rule(color=theme.muted).encode(x="at:Q", y="value:Q", y2="low:Q"),
        _beside(remark.encode(x="at:Q", y="low:Q", text="text:N"), theme, "top", 420),
    ]


def axis_ends(field: str) -> list[alt.ExprRef]:
    """Return the ends of an axis, read from the data: a spec that holds none is never built anew."""
    return [alt.expr(f"data('bounds')[{row}].{field}") for row in (0, 1)]


def _beside(
    chart: alt.Chart, theme: Theme, baseline: Literal["top", "bottom"], room: int
) -> alt.Chart:
    """Write on the side of a vertical where there is room."""
    fits_left = f"scale('x', datum.at) > {room}"
    return chart.mark_text(
        align=alt.expr(f"{fits_left} ? 'right' : 'left'"),
        dx=alt.expr(f"{fits_left} ? -6 : 6"),
        baseline=baseline,
        lineBreak="\n",
        # On a narrow view the words would cover the curves; the source line explains the signs.
        opacity=alt.expr("width < 520 ? 0 : 1"),
        color=theme.muted,
        fontSize=12,
    )


def _lines(theme: Theme, colour: alt.Color) -> list[alt.Chart]:
    points = alt.Chart(alt.NamedData("points"))
    widths = alt.Scale(domain=ROLES, range=[3, 2.2, 1.8, 1.2])
    line = (
        spoken(points, POINT, "curves")
        .mark_line(strokeJoin="round", strokeCap="round")
        .encode(
            x="at:Q",
            y="value:Q",
            color=colour,
            detail="line:N",
            order="at:Q",
            strokeWidth=alt.StrokeWidth("role:O", scale=widths, legend=None),
        )
    )
    dots = (
        alt.Chart(alt.NamedData("dots"))
        .mark_point(filled=True, opacity=1, size=36)
        .encode(x="at:Q", y="value:Q", color=colour)
    )
    ends = alt.Chart(alt.NamedData("ends"))
    size = alt.condition("datum.role == 'mine'", alt.value(90), alt.value(50))
    full = ends.mark_point(filled=True, opacity=1).encode(
        x="at:Q", y="value:Q", color=colour, size=size
    )
    # A provisional value ends on a hollow point.
    hollow = (
        ends.transform_filter("datum.status == 'P'")
        .mark_point(filled=True, opacity=1, color=theme.ground, size=26)
        .encode(x="at:Q", y="value:Q")
    )
    return [line, dots, full, hollow]


def _labels(theme: Theme, hero: bool, value_size: int) -> list[alt.Chart]:
    ends = alt.Chart(alt.NamedData("ends")).transform_calculate(
        shown="width < 420 ? datum.short : datum.name"
    )
    # A text needs more contrast than a line.
    names = zip(ROLES, (theme.accent, theme.ink, theme.reference, theme.muted), strict=True)
    tint = " : ".join([*(f"datum.role == '{role}' ? '{one}'" for role, one in names), "''"])
    big = "(width < 420 ? 36 : 64)" if hero else str(value_size)
    layers = []
    labels: tuple[tuple[str, str, Literal[400, 600]], ...] = (("!=", "14", 400), ("==", big, 600))
    for condition, size, weight in labels:
        base = ends.transform_filter(f"datum.role {condition} 'mine'").encode(
            x="label_from:Q", y="label_at:Q"
        )
        name = base.mark_text(
            align="left", dx=12, dy=-3, baseline="bottom", fontWeight=weight, color=alt.expr(tint)
        )
        value = base.mark_text(
            align="left",
            dx=12,
            dy=0,
            baseline="top",
            fontWeight=600,
            fontSize=alt.expr(size),
            color=alt.expr(tint),
        )
        layers += [name.encode(text="shown:N"), value.encode(text="text:N")]
    return layers


def _here(theme: Theme, colour: alt.Color) -> list[alt.Chart]:
    """Mark the player's period on each line."""
    here = alt.Chart(alt.NamedData("points")).transform_filter("datum.step == toNumber(step)")
    mine = here.transform_filter("datum.role == 'mine'")
    return [
        mine.mark_rule(color=theme.ink, strokeDash=[4, 3]).encode(x="at:Q"),
        here.mark_point(filled=True, opacity=1, size=60).encode(
            x="at:Q", y="value:Q", color=colour
        ),
    ]
