"""The curves that belong together: a territory, its region and its country, with their end labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from textwrap import wrap
from typing import Any, Literal

import polars as pl

from figures.formats import ALOUD, with_unit
from figures.formats import period as period_label
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory

Role = Literal["mine", "region", "country", "other"]
LABEL_HEIGHT = 38
"""Pixels between two end labels of two lines each; a hero's number needs `HERO_HEIGHT`."""
HERO_HEIGHT = 92
MOST_NAMED = 2
"""Changes of publication that a curve names."""
POINT = "datum.name + ', ' + datum.when + '\u202f: ' + datum.text"
"""The expression that says a point of a curve."""
SPARSE = 15
"""Points of a curve below which each one is drawn."""


@dataclass(frozen=True, eq=False)
class Line:
    """One curve: rows of period, value, status, vintage, source, oldest first; equal to itself alone."""

    role: Role
    name: str
    short: str
    """The name where there is no room: on a phone."""
    rows: pl.DataFrame
    place: Territory
    """The territory that the rows are about: `name` alone would not tell a SPEL from its zone d'emploi."""

    @cached_property
    def last(self) -> dict[str, Any]:
        """Return the last row that has a value."""
        return self.rows.filter(pl.col("value").is_not_null()).row(-1, named=True)


def instant(code: str) -> float:
    """Return a period as a number of years, so that no time zone moves it: "2023-Q2" → 2023.25.

    A school year stands at its autumn, so that it never falls on the year before or after.
    """
    year = float(code[:4])
    if "/" in code:
        return year + 2 / 3
    if "-Q" in code:
        return year + (int(code[-1]) - 1) / 4
    return year + (int(code[5:7]) - 1) / 12 if code[4:5] == "-" else year


def vintage_changes(rows: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Return (first period of the newer one, older millésime, newer millésime) at each change."""
    known = rows.select("period", "vintage").iter_rows()
    return [
        (period, older, newer) for (_, older), (period, newer) in pairwise(known) if older != newer
    ]


def bounds(lines: Sequence[Line]) -> tuple[float, float]:
    """Return the lowest and highest value to draw, widened to whole steps of the axis."""
    values = pl.concat([line.rows["value"] for line in lines]).drop_nulls()
    return widened(float(values.min()), float(values.max()))  # type: ignore[arg-type]


def widened(low: float, high: float) -> tuple[float, float]:
    """Return the ends of an axis that holds two values, at whole steps."""
    step = _nice((high - low) / 4 or 1.0)
    return (low // step) * step, -(-high // step) * step


def _nice(rough: float) -> float:
    size = 10.0 ** (len(str(int(rough))) - 1) if rough >= 1 else 0.1
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)


@observations.per_version
def trend_data(
    indicator: Indicator,
    lines: tuple[Line, ...],
    height: int,
    hero: bool = False,
    steps: tuple[str, ...] = (),
) -> dict[str, pl.DataFrame]:
    """Return the datasets of `trend_spec`: points, dots, ends (labels), marks, bounds.

    `steps` are the periods of the page's player. A hero trend also has the catalogue's annotations.
    """
    low, high = bounds(lines)
    index = {code: step for step, code in enumerate(steps)}
    points = pl.concat(
        [
            line.rows.filter(pl.col("value").is_not_null()).select(
                at=pl.Series([instant(code) for code in _known(line)], dtype=pl.Float32),
                value=pl.col("value").cast(pl.Float32),
                role=pl.lit(line.role),
                # A break of series is a gap in the line.
                line=pl.lit(line.name) + (pl.col("status") == "B").cum_sum().cast(pl.String),
                step=pl.Series([index.get(code, -1) for code in _known(line)], dtype=pl.Int16),
                name=pl.lit(line.name),
                when=pl.Series([period_label(code) for code in _known(line)], dtype=pl.String),
                text=pl.Series(_texts(indicator, line), dtype=pl.String),
            )
            for line in lines
        ]
    ).with_columns(pl.col("role", "line", "name", "when", "text").cast(pl.Categorical))
    first = min(instant(line.rows["period"][0]) for line in lines)
    last = max(instant(line.last["period"]) for line in lines)
    return {
        "bounds": pl.DataFrame({"at": [first, last], "value": [low, high]}),
        "points": points,
        "ends": _ends(indicator, lines, height, hero, low, high - low, last),
        "marks": _marks(indicator, lines, low, high, hero),
        "dots": _dots(lines),
    }


def _dots(lines: Sequence[Line]) -> pl.DataFrame:
    """Return the points of the curves that have few of them."""
    found = [
        {"at": instant(code), "value": value, "role": line.role}
        for line in lines
        if line.rows.height <= SPARSE
        for code, value in line.rows.select("period", "value").iter_rows()
        if value is not None
    ]
    return pl.DataFrame(found, schema={"at": pl.Float32, "value": pl.Float32, "role": pl.String})


def _texts(indicator: Indicator, line: Line) -> list[str]:
    known = line.rows.filter(pl.col("value").is_not_null())
    return [
        with_unit(value, indicator.unit, indicator.decimals).strip() + ALOUD.get(status, "")
        for value, status in known.select("value", "status").iter_rows()
    ]


def _known(line: Line) -> list[str]:
    return line.rows.filter(pl.col("value").is_not_null())["period"].to_list()


def _ends(
    indicator: Indicator,
    lines: Sequence[Line],
    height: int,
    hero: bool,
    low: float,
    span: float,
    last: float,
) -> pl.DataFrame:
    ends = sorted(
        (
            {
                "at": instant(line.last["period"]),
                "label_from": last,
                "value": line.last["value"],
                "role": line.role,
                "name": line.name,
                "short": line.short,
                "text": with_unit(line.last["value"], indicator.unit, indicator.decimals),
                "status": line.last["status"],
            }
            for line in lines
        ),
        key=lambda end: -end["value"],
    )
    per_pixel = span / max(height - 60, 1)
    rooms = [
        (HERO_HEIGHT if hero and end["role"] == "mine" else LABEL_HEIGHT) * per_pixel
        for end in ends
    ]
    places = [end["value"] for end in ends]
    # Two labels closer than their height: the lower one moves down…
    for rank in range(1, len(places)):
        places[rank] = min(places[rank], places[rank - 1] - rooms[rank - 1])
    # … unless it would leave the view: then those above move up.
    if places:
        places[-1] = max(places[-1], low + rooms[-1] / 3)
    for rank in range(len(places) - 2, -1, -1):
        places[rank] = max(places[rank], places[rank + 1] + rooms[rank])
    for end, place in zip(ends, places, strict=True):
        end["label_at"] = place
    return pl.DataFrame(ends)


def _marks(
    indicator: Indicator, lines: Sequence[Line], low: float, high: float, remarks: bool
) -> pl.DataFrame:
    mine = lines[0]
    rows: list[dict[str, Any]] = []
    changes = vintage_changes(mine.rows)
    for period, _, newer in changes:
        # Many names would cover each other: the dotted lines remain, the source line explains them.
        said = f"puis publication {period_label(newer)}" if len(changes) <= MOST_NAMED else ""
        rows.append(
            {"kind": "vintage", "at": instant(period), "value": high, "low": low, "text": said}
        )
    if remarks:
        values = dict(mine.rows.select("period", "value").iter_rows())
        for remark in indicator.annotations:
            value = values.get(remark.period)
            if value is not None:
                rows.append(
                    {"kind": "remark", "at": instant(remark.period), "value": value,
                     "low": low + (high - low) * 0.14,
                     "text": "\n".join(wrap(f"{period_label(remark.period)}. {remark.text}", 42))}
                )  # fmt: skip
    columns = {"kind": pl.String, "at": pl.Float64, "value": pl.Float64, "low": pl.Float64}
    return pl.DataFrame(rows, schema=columns | {"text": pl.String})
