"""The rows of the chart of an indicator's objectives: points observed, lines announced, their labels."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import polars as pl

from figures import counted
from figures.breakdowns import NEIGHBOUR, grammar
from figures.counted import Counted
from figures.formats import THIN, at_period, number
from figures.lines import Role, instant, widened
from figures.measures import REGION
from figures.objectives import Objective, label
from loaders.indicators import Indicator
from loaders.territories import read_territories

COUNTRY = ("FRANCE", "FR")
"""The perimeter of the documents, which write « national »."""
_NEAR = 0.02
"""Two values closer than that, and a month apart, are one place on the chart: it has one label."""


def observed(indicator: Indicator) -> dict[Role, tuple[Counted, ...]]:
    """Return the figures of the région, its neighbour and the country, by role; none is left out."""
    known = read_territories()
    roles: dict[Role, tuple[str, str]] = {"mine": REGION, "other": NEIGHBOUR, "country": COUNTRY}
    found: dict[Role, tuple[Counted, ...]] = {}
    for role, key in roles.items():
        rows = counted.figures(indicator, known[key])  # type: ignore[index]
        if rows:
            found[role] = rows
    return found


def panels(indicator: Indicator) -> tuple[dict[Role, tuple[Counted, ...]], ...]:
    """Return the figures of one indicator by chart: those of the région's size, then each of the others.

    More than four times larger or smaller, counts are not drawn on one axis.
    """
    every = observed(indicator)
    if not every:
        return ()
    first = next(iter(every))
    size = max(one.value for one in every[first])
    together: dict[Role, tuple[Counted, ...]] = {}
    apart: list[dict[Role, tuple[Counted, ...]]] = []
    for role, rows in every.items():
        high = max(one.value for one in rows)
        if indicator.kind not in ("count", "amount") or high <= 4 * size <= 16 * high:
            together[role] = rows
        else:
            apart.append({role: rows})
    return (together, *apart)


def aims_data(
    rows: dict[Role, tuple[Counted, ...]], objectives: Sequence[Objective] = ()
) -> dict[str, pl.DataFrame]:
    """Return the datasets of `aim_chart.aims_spec`.

    points (at, value, role, name, and their words, `aloud` being what is read out), joins (at, value,
    role, line), aims (id, at, value, end, goal), ends (at, value, name, short), starts (at, value,
    text), bounds (at, value, room).
    `at` is in years; a line starts at the baseline of its own objective, in full.
    """
    drawn = [one for one in objectives if one.drawn]
    aims: list[dict[str, Any]] = [
        {
            "id": f"{one.target.document}:{one.target.line}",
            "at": instant(one.target.baseline_period),
            "value": float(one.target.baseline_value or 0),
            "end": instant(one.target.period),
            "goal": one.target.value,
            "name": label(one),
            "short": f"Objectif {one.announced}\n"
            f"{number(one.target.value, one.indicator.decimals)} {at_period(one.target.period)}",
            "text": number(float(one.target.baseline_value or 0), one.indicator.decimals),
        }
        for one in drawn
    ]
    points = [
        _point(role, one, last=one is found[-1], named=len(rows) > 1)
        for role, found in rows.items()
        for one in found
    ]
    ats = [one["at"] for one in points] + [one[name] for one in aims for name in ("at", "end")]
    values = [one["value"] for one in points] + [
        one[name] for one in aims for name in ("value", "goal")
    ]
    low, high = widened(min(0.0, *values), max(values))
    for point in points:
        # Below it, the line of an objective that starts just after would cross its words.
        point["above"] = any(
            0 < one["at"] - point["at"] < 2 and one["value"] < point["value"] for one in aims
        )
    last_seen = max((one["at"] for one in points), default=0.0)
    starts = [one for one in aims if not any(_same_place(one, point) for point in points)]
    lines = pl.DataFrame(
        aims,
        schema={
            "id": pl.String, "at": pl.Float64, "value": pl.Float64, "end": pl.Float64,
            "goal": pl.Float64, "name": pl.String, "short": pl.String, "text": pl.String,
        },
    )  # fmt: skip
    return {
        "points": pl.DataFrame(points, schema=_POINTS),
        "joins": _joins(rows),
        "aims": lines.select("id", "at", "value", "end", "goal"),
        "ends": lines.select("name", "short", at="end", value="goal"),
        "starts": pl.DataFrame(starts, schema=lines.schema).select("at", "value", "text"),
        "bounds": pl.DataFrame(
            {
                "at": [min(ats), max(ats)],
                "value": [low, high],
                # A label that follows the last point needs room; that of an objective goes before it.
                "room": [150.0 if last_seen >= max(ats) - 0.5 else 24.0] * 2,
            }
        ),
    }


_POINTS = {
    "at": pl.Float64, "value": pl.Float64, "role": pl.String, "text": pl.String, "tight": pl.String,
    "when": pl.String, "fewer": pl.String, "short": pl.String, "name": pl.String,
    "aloud": pl.String, "above": pl.Boolean,
}  # fmt: skip


def _point(role: Role, one: Counted, last: bool, named: bool) -> dict[str, Any]:
    """Return a point and its words: `when` where there is room, `fewer` with less, `short` on a phone."""
    when, name = _short_when(one), one.place.name
    # A year is read on the axis.
    dated = when if one.day or grammar(one.period) != "A" else ""
    mine = role == "mine"
    return {
        "at": one.at,
        "value": one.value,
        "role": role,
        "text": one.number,
        "tight": one.number if mine or last or not named else "",
        "when": f"{name}, {when}" if named and last else when,
        "fewer": f"{name}, {when}" if named and last and not mine else dated,
        "short": "" if mine or not last else name if named else when,
        "name": name,
        "aloud": f"{name}, {one.when}{THIN}: {one.number}",
    }


def _short_when(one: Counted) -> str:
    """Return its day without the month in full: "31 déc. 2020"."""
    return one.when.replace("décembre", "déc.").replace("janvier", "janv.")


def _same_place(aim: dict[str, Any], point: dict[str, Any]) -> bool:
    near = abs(aim["at"] - point["at"]) < 0.1
    return near and abs(aim["value"] - point["value"]) <= _NEAR * aim["value"]


def _joins(rows: dict[Role, tuple[Counted, ...]]) -> pl.DataFrame:
    """Return the segments between two figures that one source counts in one way, and no others."""
    found = []
    for role, every in rows.items():
        for before, after in pairwise(every):
            if before.basis and before.basis == after.basis and before.source == after.source:
                line = f"{role}:{before.period}"
                found += [
                    {"at": one.at, "value": one.value, "role": role, "line": line}
                    for one in (before, after)
                ]
    schema = {"at": pl.Float64, "value": pl.Float64, "role": pl.String, "line": pl.String}
    return pl.DataFrame(found, schema=schema)
