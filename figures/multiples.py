"""Small multiples: one chart an indicator, the territories on one scale, told apart without colour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import polars as pl

from figures.breakdowns import alike
from figures.compared import DRAWN, ROLES, Reading, common
from figures.facts import Row, comparable, figure
from figures.formats import in_unit, period
from figures.lines import POINT, Line, instant, trend_data
from figures.live import finished, spoken
from figures.theme import THEMES, Mode, Theme
from loaders.indicators import Indicator

HEIGHT = 180
_DASHES: tuple[list[int], ...] = ([1, 0], [7, 3], [2, 3], [9, 3, 2, 3])
_SHAPES = ("circle", "square", "triangle-up", "diamond")
_LETTER = 7
"""Pixels of a letter of a name at the end of a curve, at most."""


@dataclass(frozen=True, eq=False)
class Multiple:
    """One small chart, ready to be drawn."""

    indicator: Indicator
    """The one drawn: in its own unit, or as an index."""
    lines: tuple[Line, ...]
    base: str = ""
    """The period of the base 100; empty when values are in their own unit."""
    cut: str = ""
    """The first period left out of an index: a break of series lies there."""


def multiple(indicator: Indicator, found: Sequence[Reading]) -> Multiple | None:
    """Return the curves of one indicator; None when they have too few dates for that.

    Rates and measures share their own unit. Counts that differ more than four times in size share
    an index, whose base is the first period that all have.
    """
    known = [one for one in found if one.rows.height]
    if all(one.rows.height < DRAWN for one in known):
        return None
    if all(alike(indicator, known[0].rows, one.rows) for one in known[1:]):
        # The note says the unit: a long one at the end of each curve would leave them no room.
        bare = indicator if indicator.unit == "%" else replace(indicator, unit="")
        return Multiple(bare, tuple(_line(one, one.rows) for one in known))
    drawn = [one for one in known if one.rows.height >= DRAWN]
    codes = common(drawn) if len(drawn) > 1 else drawn[0].rows["period"].to_list()
    if len(codes) < DRAWN:
        return None
    rows = [one.rows.filter(pl.col("period").is_in(codes)) for one in drawn]
    base, cut = codes[0], _break(drawn, codes)
    if cut:
        rows = [
            one.filter([instant(code) < instant(cut) for code in one["period"]]) for one in rows
        ]
    scaled = [
        one.with_columns(pl.col("value") / one.filter(period=base)["value"][0] * 100)
        for one in rows
    ]
    # An index has no unit: "104,3" is said of "base 100 en 2015".
    index = replace(indicator, unit="", kind="measure", decimals=1)
    lines = tuple(_line(one, values) for one, values in zip(drawn, scaled, strict=True))
    return Multiple(index, lines, base, cut)


def _break(drawn: Sequence[Reading], codes: Sequence[str]) -> str:
    """Return the first period, after the base, where a series is broken; empty when none is."""
    broken = [
        code
        for one in drawn
        for code in one.rows.filter(pl.col("status") == "B")["period"]
        if code in codes[1:]
    ]
    return min(broken, key=instant, default="")


def _line(one: Reading, rows: pl.DataFrame) -> Line:
    return Line(one.side.role, one.name, one.short, rows, one.read or one.side.place)


def note(indicator: Indicator, drawn: Multiple) -> str:
    """Return the measure, the scale, which is one for all, and the span."""
    first = min((line.rows["period"][0] for line in drawn.lines), key=instant)
    last = max((line.last["period"] for line in drawn.lines), key=instant)
    span = f"{period(first)} – {period(last)}"
    if not drawn.base:
        return f"{in_unit(indicator.unit)}, une seule échelle, {span}"
    text = (
        f"Base 100 en {period(drawn.base)}, tailles trop différentes pour une même échelle, {span}"
    )
    return f"{text} ; rupture de série ensuite ({period(drawn.cut)})" if drawn.cut else text


def changes(drawn: Multiple, found: Sequence[Reading]) -> list[tuple[Reading, float]] | None:
    """Return the change of each curve of an index, in %, between its ends.

    None when a curve mixes two publications: its ends do not compare.
    """
    told = []
    for line in drawn.lines:
        one = next(each for each in found if each.rows.height and each.name == line.name)
        last = one.at(line.last["period"])
        first = one.at(drawn.base)
        if first is None or last is None or not comparable(last, first):
            return None
        told.append((one, line.last["value"] - 100))
    return told


def proofs(drawn: Multiple, one: Reading) -> tuple[Row, ...]:
    """Return the two observations that the change of a curve rests on."""
    if one.read is None:
        return ()
    ends = (drawn.base, drawn.lines[0].last["period"])
    known = [figure(one.indicator, one.read.level, one.read.code, code) for code in ends]
    return tuple(each.row for each in known if each)


def multiple_data(drawn: Multiple) -> dict[str, pl.DataFrame]:
    """Return the datasets of `multiple_spec`; a level stands beside the value, not after the name."""
    data = trend_data(drawn.indicator, drawn.lines, HEIGHT)
    ends = data["ends"].with_columns(
        text=pl.concat_str(
            pl.col("text").str.strip_chars(),
            pl.col("name").str.extract(r"( \([^()]*\))$").fill_null(""),
        )
    )
    return data | {"ends": ends}


def room(drawn: Multiple) -> int:
    """Return the pixels kept for the names at the ends of the curves, by tens."""
    ends = multiple_data(drawn)["ends"].select("short", "text").rows()
    longest = max(len(text) for pair in ends for text in pair)
    return 10 * round((longest * _LETTER + 14) / 10)


@lru_cache(maxsize=64)
def multiple_spec(mode: Mode, unit: str, index: bool, wide: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of a small multiple, without its rows (see `multiple_data`).

    `wide` is what `room` gives.
    """
    theme = THEMES[mode]
    end = alt.expr(f"width - {wide}")
    edges = {
        field: [alt.expr(f"data('bounds')[{row}].{field}") for row in (0, 1)]
        for field in ("at", "value")
    }
    x = alt.X(
        "at:Q",
        scale=alt.Scale(domain=edges["at"], nice=False, range=[0, end]),
        axis=alt.Axis(
            format="d",
            tickMinStep=1,
            tickCount=4,
            grid=False,
            domain=True,
            ticks=True,
            title=None,
            labelOverlap="greedy",
        ),
    )
    suffix = f"(datum.index == 1 ? '\u202f{unit}' : '')" if unit == "%" else "''"
    y = alt.Y(
        "value:Q",
        scale=alt.Scale(domain=edges["value"], nice=False),
        axis=alt.Axis(title=None, tickCount=4, labelExpr=f"datum.label + {suffix}"),
    )
    points = alt.Chart(alt.NamedData("points"))
    ends = alt.Chart(alt.NamedData("ends"))
    roles = list(ROLES)
    colour = alt.Color(
        "role:N",
        scale=alt.Scale(
            domain=roles, range=[theme.accent, theme.ink, theme.reference, theme.muted]
        ),
        legend=None,
    )
    dash = alt.StrokeDash("role:N", scale=alt.Scale(domain=roles, range=list(_DASHES)), legend=None)
    width = alt.StrokeWidth(
        "role:O", scale=alt.Scale(domain=roles, range=[3, 2, 2, 1.8]), legend=None
    )
    shape = alt.Shape("role:N", scale=alt.Scale(domain=roles, range=list(_SHAPES)), legend=None)
    layers = [
        alt.Chart(alt.NamedData("bounds")).mark_point(opacity=0).encode(x=x, y=y),
        *_base(theme, index),
        alt.Chart(alt.NamedData("marks"))
        .transform_filter("datum.kind == 'vintage'")
        .mark_rule(color=theme.edge, strokeDash=[2, 3])
        .encode(x="at:Q"),
        spoken(points, POINT, "curves").mark_line(strokeJoin="round").encode(
            x="at:Q", y="value:Q", color=colour, detail="line:N", order="at:Q", strokeDash=dash,
            strokeWidth=width,
        ),
        alt.Chart(alt.NamedData("dots"))
        .mark_point(filled=True, opacity=1, size=30)
        .encode(x="at:Q", y="value:Q", color=colour, shape=shape),
        ends.mark_point(filled=True, opacity=1, size=80).encode(
            x="at:Q", y="value:Q", color=colour, shape=shape
        ),
        # A provisional value ends on a hollow point.
        ends.transform_filter("datum.status == 'P'")
        .mark_point(filled=True, opacity=1, color=theme.ground, size=22)
        .encode(x="at:Q", y="value:Q", shape=shape),
        *_labels(theme, wide),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, HEIGHT)


def _base(theme: Theme, index: bool) -> list[alt.Chart]:
    if not index:
        return []
    line = alt.Chart(alt.NamedData("bounds")).transform_calculate(base="100")
    return [line.mark_rule(color=theme.edge).encode(y="base:Q")]


def _labels(theme: Theme, wide: int) -> list[alt.Chart]:
    ends = alt.Chart(alt.NamedData("ends"))
    # A text needs more contrast than a line.
    names = zip(ROLES, (theme.accent, theme.ink, theme.muted, theme.muted), strict=True)
    tint = " : ".join([*(f"datum.role == '{role}' ? '{one}'" for role, one in names), "''"])
    base = ends.encode(x="label_from:Q", y="label_at:Q")
    sides: tuple[tuple[str, Literal["bottom", "top"], int], ...] = (
        ("short", "bottom", -2),
        ("text", "top", 1),
    )
    return [
        base.mark_text(
            align="left", dx=10, dy=dy, baseline=baseline, color=alt.expr(tint), fontSize=13,
            fontWeight=alt.expr(f"datum.role == 'mine' || '{field}' == 'text' ? 600 : 400"),
            # Vega would shrink the view to fit a longer name.
            limit=wide - 10,
        ).encode(text=f"{field}:N")
        for field, baseline, dy in sides
    ]  # fmt: skip
