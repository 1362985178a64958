"""What a chart of the site is made of, for an office document that draws it again with its own tools."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil, floor
from typing import Literal

import polars as pl

from figures.lines import Role
from figures.progress import progress_data
from figures.steering import Count
from figures.tensions import Job
from loaders import jobs
from loaders.indicators import Indicator

Look = Role | Literal["aim", "own", "each", "half"]
"""How a series looks: as a territory's line, an objective, or an establishment."""


@dataclass(frozen=True)
class Printed:
    """How a value is printed: its decimals (None where words stand in its place), its unit, words after it."""

    decimals: int | None = None
    unit: str = ""
    words: str = ""
    grouped: bool = True
    """Whether thousands are set apart: those of a year are not."""


@dataclass(frozen=True)
class Dot:
    """A point: where it is, and what stands beside it."""

    x: float
    y: float
    what: str
    """What it is, in the data: its day, its name."""
    label: Printed | None = None
    """How its value is printed beside it."""
    side: Literal["l", "r", "t"] = "r"
    down: int = 0
    """Half lines that its label is moved down (up when negative), out of the way of a line."""


@dataclass(frozen=True)
class Series:
    """Points that one line joins, or that no line does."""

    name: str
    look: Look
    dots: tuple[Dot, ...]
    joined: bool


@dataclass(frozen=True)
class Points:
    """A chart of points: two axes of numbers."""

    heads: tuple[str, str, str]
    """What x, the words beside it and y are."""
    series: tuple[Series, ...]
    x: tuple[float, float]
    y: tuple[float, float]
    printed: tuple[Printed, Printed | None]
    """How the numbers of the two axes are printed; None for an axis that is not shown."""


@dataclass(frozen=True)
class Parts:
    """Bars made of parts that add up."""

    head: str
    names: tuple[str, ...]
    parts: tuple[tuple[str, tuple[int, ...]], ...]
    """Each part with its value in each bar: what is full, what is an outline, what is pale."""


@dataclass(frozen=True, eq=False)
class Levels:
    """A table whose cells are shaded by level: `levels` has a row a row, a column a column."""

    rows: pl.DataFrame
    levels: tuple[tuple[int | None, ...], ...]


Native = Points | Parts | Levels
"""What an office document draws with its own tools in the place of a drawing."""


def aims_points(indicator: Indicator, data: Mapping[str, pl.DataFrame]) -> Points:
    """Return the chart of figures and objectives; `data` are the datasets of `aims.aims_data`.

    An objective is a series from its own start to its goal; figures that are not counted in one way
    are not joined.
    """
    shape = Printed(indicator.decimals, indicator.unit)
    aims = [
        Series(
            row["name"],
            "aim",
            (
                Dot(
                    row["at"], row["value"], "Départ", shape if _is_start(row, data) else None, "l"
                ),
                Dot(row["end"], row["goal"], "Objectif", Printed(words=row["name"]), "t"),
            ),
            True,
        )
        for row in _aims(data)
    ]
    found = [*aims, *_observed(data, shape)]
    ats = [dot.x for one in found for dot in one.dots]
    first = floor(min(ats) - 0.5)
    low, high = data["bounds"]["value"]
    return Points(
        ("Année", "Date", indicator.short), tuple(found), (first, ceil(max(max(ats), first + 2))),
        (low, high), (Printed(0, grouped=False), shape),
    )  # fmt: skip


def _aims(data: Mapping[str, pl.DataFrame]) -> Iterator[dict]:
    ends = data["ends"].select("name")
    return data["aims"].hstack(ends).iter_rows(named=True)


def _is_start(row: dict, data: Mapping[str, pl.DataFrame]) -> bool:
    return not data["starts"].filter(at=row["at"], value=row["value"]).is_empty()


def _observed(data: Mapping[str, pl.DataFrame], shape: Printed) -> Iterator[Series]:
    joins = {
        (role, rows["at"].min(), rows["at"].max())
        for (role, _), rows in data["joins"].group_by("role", "line", maintain_order=True)
    }
    for role, rows in groupby(data["points"].iter_rows(named=True), key=lambda row: row["role"]):
        runs: list[list[dict]] = []
        for row in rows:
            if runs and (role, runs[-1][-1]["at"], row["at"]) in joins:
                runs[-1].append(row)
            else:
                runs.append([row])
        for run in runs:
            last = run is runs[-1]
            name = run[0]["name"] if last else f"{run[0]['name']}, {run[-1]['when']}"
            dots = tuple(_observation(row, shape) for row in run)
            yield Series(name, role, dots, len(dots) > 1)


def _observation(row: dict, shape: Printed) -> Dot:
    """Return the point of a figure: its number, and its day where the axis does not say it."""
    told = row["when"] if row["role"] == "mine" else row["fewer"]
    label = replace(shape, words=f"\u2002{told}") if told else shape
    when = row["when"].removeprefix(f"{row['name']}, ")
    return Dot(row["at"], row["value"], when, label, "r", -1 if row["above"] else 1)


def dots_points(indicator: Indicator, data: Mapping[str, pl.DataFrame], place: str) -> Points:
    """Return the chart of piles of dots, one an establishment; `data` are those of `establishments.dots_data`."""
    (half,), high = data["half"].iter_rows(named=True), float(data["bounds"]["row"][1] or 0)
    found = []
    kinds: tuple[tuple[bool, Look, str], ...] = (
        (False, "each", "Établissements"),
        (True, "own", place),
    )
    for mine, look, name in kinds:
        rows = data["dots"].filter(mine=mine)
        dots = tuple(
            Dot(row["value"], row["row"] + 1, row["label"]) for row in rows.iter_rows(named=True)
        )
        if dots:
            found.append(Series(name, look, dots, False))
    # Where no rate is published there is no middle half either.
    if half["low"] is not None:
        ends = (
            Dot(half["low"], -_UNDER * high, "Début", Printed(words=half["text"]), "l"),
            Dot(half["high"], -_UNDER * high, "Fin"),
        )
        found.append(Series("Moitié centrale", "half", ends, True))
    first, last = data["bounds"]["value"]
    low = -2 * _UNDER * high
    return Points(
        (indicator.short, "Établissement", "Rang dans la pile"), tuple(found), (first, last),
        (low, high + 2), (Printed(indicator.decimals, indicator.unit), None),
    )  # fmt: skip


_UNDER = 0.2
"""How far under the dots the mark of the middle half stands, in shares of the highest pile."""


def progress_parts(counts: Sequence[Count]) -> Parts:
    """Return the bars of what is measured, has a target alone, has no data yet."""
    texts = progress_data(counts)["rows"]["text"]
    return Parts(
        "Partie du contrat",
        tuple(f"{one.part.name} : {text}" for one, text in zip(counts, texts, strict=True)),
        (
            ("Mesurés", tuple(one.measured for one in counts)),
            ("Cible seule", tuple(one.aimed for one in counts)),
            ("Pas encore de donnée", tuple(one.unknown for one in counts)),
        ),
    )


def matrix_levels(rows: Sequence[Job]) -> Levels:
    """Return the tension matrix; a cell where a text gives two levels has its words and no shade."""
    heads = jobs.components()
    texts: dict[str, list[str]] = {"Métier": [one.label for one in rows]}
    for head in heads:
        texts[head.short] = [one.cells[head.component].text for one in rows]
    levels = []
    for one in rows:
        cells = [one.cells[head.component] for head in heads]
        levels.append(
            (None, *(cell.first if cell.first == cell.second else None for cell in cells))
        )
    return Levels(pl.DataFrame(texts, schema=dict.fromkeys(texts, pl.String)), tuple(levels))
