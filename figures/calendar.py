"""The time axis of the contract: the spans of its engagements, and the dates that mark it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.engagements import Tree
from figures.formats import THIN, clipped
from figures.live import finished, spoken
from figures.theme import THEMES, Mode
from loaders.reference_rows import Engagement, Milestone

FIRST, LAST = 2022, 2028
"""The years of the axis, which are those of the contract."""
ROW = 24
_DAY = len("2023-02-10")
_AXIS = 28
"""Pixels of the years above the rows: Streamlit fits the axis in the height of a chart."""
_WIDE = 560
"""From this width on, a row has its title beside its code."""
_LABEL = 60
"""Signs of a title on the axis."""


@dataclass(frozen=True)
class Span:
    """One row of the axis: an engagement that lasts, or a date; `end` is None when none is printed."""

    code: str
    label: str
    start: float
    end: float | None
    text: str
    """The years, as read at the end of the bar."""
    kind: str
    """`engagement`, `mine` (the one chosen), `date`, or `due` (a date that the whole axis shows)."""


def moment(code: str, ending: bool = False) -> float:
    """Return a date as a number of years; a year or a month that ends a span holds all of it.

    "2023" → 2023.0 (2024.0 when it ends), "2023-07" → 2023.5, a day its place in the year.
    """
    year, month, day = (int(one) for one in (*code.split("-"), 0, 0)[:3])
    if day:
        return year + (month - 1) / 12 + (day - 1) / 365
    if month:
        return year + (month - (0 if ending else 1)) / 12
    return float(year + ending)


def spans(engagements: Iterable[Engagement], chosen: str = "") -> tuple[Span, ...]:
    """Return the rows of the engagements whose text gives a beginning, in their order."""
    return tuple(
        Span(
            one.code,
            one.title,
            moment(str(one.start)),
            None if one.end is None else moment(str(one.end), ending=True),
            years(one),
            "mine" if one.code == chosen else "engagement",
        )
        for one in engagements
        if one.start is not None
    )


def years(one: Engagement) -> str:
    """Return the years of an engagement: "2023-2027", "dès 2022, fin non imprimée"."""
    if one.start is None:
        return "sans début daté dans le texte"
    if one.end is None:
        return f"dès {one.start}, fin non imprimée"
    return str(one.start) if one.start == one.end else f"{one.start}-{one.end}"


def undated(engagements: Iterable[Engagement]) -> tuple[Engagement, ...]:
    """Return the engagements whose text gives no year."""
    return tuple(one for one in engagements if one.start is None)


def dates(milestones: Iterable[Milestone]) -> tuple[Span, ...]:
    """Return the rows of the dates that fall on the axis, in the order of time; a yearly meeting has none."""
    made = [
        Span(
            one.code,
            one.title,
            max(moment(one.start), FIRST),
            None if len(one.end) == _DAY else moment(one.end or one.start, ending=True),
            one.period,
            "due" if one.kind == "echeance" else "date",
        )
        for one in milestones
        if one.start and one.kind != "recurrent" and one.kind != "periode"
        and FIRST <= moment(one.start) < LAST + 1
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda one: one.start))


def whole(found: Tree, milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones of the whole contract, which are those of its principles: the "revoyure"."""
    roots = {one.code for one in found.roots if one.kind == "principe"}
    return tuple(one for one in milestones if roots & set(one.engagements))


def milestones_of(found: Tree, code: str, milestones: Sequence[Milestone]) -> tuple[Milestone, ...]:
    """Return the milestones of an engagement and of what holds it, and those of the whole contract."""
    above = {one.code for one in found.path(code)}
    general = whole(found, milestones)
    return tuple(one for one in milestones if one in general or above & set(one.engagements))


def title(engagements: Sequence[Engagement]) -> str:
    """Return the message of the axis: how many engagements are dated, how many without end."""
    dated = [one for one in engagements if one.start is not None]
    ends = sum(one.end is None for one in dated)
    if not dated:
        return "Aucun de ces intitulés n’a de début daté dans le texte"
    text = f"{len(dated)} intitulé{'s' if len(dated) > 1 else ''} sur {len(engagements)} "
    text += "ont un début daté" if len(dated) > 1 else "a un début daté"
    return f"{text}, dont {ends} sans fin imprimée" if ends else text


@lru_cache(maxsize=64)
def calendar_spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of so many rows, without them (see `calendar_data`).

    An open end is an arrow; a date is a diamond, and the year in which one is due a band down the axis.
    """
    theme, height = THEMES[mode], count * ROW
    down = alt.Scale(domain=[0, count], range=[0, height], nice=False, zero=False)
    rows = spoken(alt.Chart(alt.NamedData("rows")), "datum.whole", "rows")
    wide = f"width >= {_WIDE}"
    left = alt.expr(f"{wide} ? 364 : 62")
    x = alt.X(
        "start:Q",
        scale=alt.Scale(
            domain=[FIRST, LAST + 1], range=[left, alt.expr("width - 8")], nice=False, clamp=True
        ),
        axis=alt.Axis(
            title=None, values=list(range(FIRST, LAST + 1)), format="d", grid=True, orient="top",
            labelAlign="left", labelPadding=4,
        ),
    )  # fmt: skip
    y = alt.Y("middle:Q", scale=down, axis=None)
    tint = alt.condition(
        "datum.kind == 'mine'", alt.value(theme.accent), alt.value(theme.sequential[3])
    )
    ink = alt.condition("datum.kind == 'mine'", alt.value(theme.accent), alt.value(theme.ink))
    weight = alt.expr("datum.kind == 'mine' ? 600 : 400")
    spans_of = rows.transform_filter("datum.shape == 'span'")
    open_of = spans_of.transform_filter("datum.open")
    marked = rows.transform_filter("datum.shape == 'date'")
    due = marked.transform_filter("datum.kind == 'due'")
    layers = [
        due.transform_filter("datum.end - datum.start <= 1")
        .mark_rect(color=theme.grid, opacity=0.7)
        .encode(x=x, x2="end:Q", y=alt.value(0), y2=alt.value(height)),
        spans_of.mark_rule(strokeWidth=10).encode(x=x, x2="end:Q", y=y, color=tint),
        open_of.mark_point(shape="triangle-right", size=110, filled=True, opacity=1, xOffset=2)
        .encode(x=alt.X("end:Q"), y=y, color=tint),
        marked.transform_filter("datum.wide").mark_rule(strokeWidth=3, color=theme.muted)
        .encode(x=x, x2="end:Q", y=y),
        marked.mark_point(shape="diamond", size=90, filled=True, opacity=1, color=theme.ink)
        .encode(x=x, y=y),
        rows.transform_filter(f"{wide} || datum.shape == 'span'").mark_text(
            align="left", baseline="middle", fontSize=13, fontWeight=weight
        ).transform_calculate(said=f"{wide} ? datum.label : datum.code")
        .encode(x=alt.value(0), y=y, text="said:N", color=ink),
        # On a phone the name of a date stands beside its sign, on the side where there is room.
        marked.transform_filter(f"!({wide}) && datum.start < 2025")
        .mark_text(align="left", baseline="middle", fontSize=13, dx=9, color=theme.ink)
        .encode(x=alt.X("after:Q"), y=y, text="brief:N"),
        marked.transform_filter(f"!({wide}) && datum.start >= 2025")
        .mark_text(align="right", baseline="middle", fontSize=13, dx=-9, color=theme.ink)
        .encode(x=x, y=y, text="brief:N"),
        # The words of a date come after it where there is room, else before.
        marked.transform_filter(f"{wide} && datum.after < 2027.5")
        .mark_text(align="left", baseline="middle", fontSize=13, dx=9, color=theme.muted)
        .encode(x=alt.X("after:Q"), y=y, text="text:N"),
        marked.transform_filter(f"{wide} && datum.after >= 2027.5")
        .mark_text(align="right", baseline="middle", fontSize=13, dx=-9, color=theme.muted)
        .encode(x=x, y=y, text="text:N"),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, height + _AXIS)


def calendar_data(rows: Sequence[Span]) -> dict[str, pl.DataFrame]:
    """Return the dataset of `calendar_spec`, one row a span or a date."""
    made = [
        {
            "middle": rank + 0.5,
            "code": one.code if _is_span(one) else "",
            "whole": f"{one.label}{THIN}: {one.text}",
            "label": clipped(f"{one.code}  {one.label}" if _is_span(one) else one.label, _LABEL),
            "brief": clipped(one.label, 30),
            "text": clipped(one.text, 40),
            "start": one.start,
            "end": LAST + 1 - 0.08 if one.end is None else min(one.end, LAST + 1),
            "after": one.start if one.end is None else one.end,
            "open": one.end is None,
            "wide": one.end is not None,
            "kind": one.kind,
            "shape": "span" if _is_span(one) else "date",
        }
        for rank, one in enumerate(rows)
    ]
    return {"rows": pl.DataFrame(made)}


def calendar_table(rows: Sequence[Span]) -> pl.DataFrame:
    """Return the table of the axis: what, and when as the text says it."""
    return pl.DataFrame(
        {
            "Repère": [one.code if _is_span(one) else "–" for one in rows],
            "Intitulé": [one.label for one in rows],
            "Quand": [one.text for one in rows],
        },
        schema=dict.fromkeys(("Repère", "Intitulé", "Quand"), pl.String),
    )


def apart(milestones: Iterable[Milestone], drawn: Iterable[Span]) -> pl.DataFrame:
    """Return the table of the milestones that the axis does not show: regular meetings, other years."""
    shown = {one.code for one in drawn}
    rows = [one for one in milestones if one.code not in shown]
    return pl.DataFrame(
        {
            "Quand": [one.period for one in rows],
            "Quoi": [one.title for one in rows],
            "Contenu": [one.what for one in rows],
        },
        schema=dict.fromkeys(("Quand", "Quoi", "Contenu"), pl.String),
    )


def alternative(rows: Sequence[Span]) -> str:
    """Return the alternative text of the axis."""
    lasting = sum(_is_span(one) for one in rows)
    due = [f"{one.label} ({one.text})" for one in rows if one.kind == "due"]
    dates = len(rows) - lasting
    counted = (
        f"{lasting} durée{'s' if lasting > 1 else ''} et {dates} date{'s' if dates > 1 else ''}"
    )
    text = f"Axe du temps, {FIRST} à {LAST}{THIN}: {counted}"
    return f"{text}, dont {', '.join(due)}. Le tableau les donne toutes." if due else f"{text}."


def _is_span(one: Span) -> bool:
    return one.kind in ("engagement", "mine")
