"""What the data say that a figure may be carried by: printed rows, targets, references, changes."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, NamedTuple

import polars as pl

from loaders import observations, printed, references, targets
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.tokens import equal, number, parts, plain, rounded, tokens
from loaders.trace import Row

_TABLES: dict[str, tuple[Callable[[], tuple[Any, ...]], tuple[str, ...]]] = {
    "calendrier": (references.milestones, ("code",)),
    "campus": (references.campuses, ("code",)),
    "engagements": (references.engagements, ("code",)),
    "glossaire": (references.glossary, ("term",)),
    "metiers-tension": (references.tensions, ("group", "order")),
    "places": (references.places, ("code",)),
    "suivi": (references.follow_ups, ("engagement", "rank")),
}
"""The reader of each table of references, and the columns that tell its rows."""
_NOT_WORDS = ("code", "region", "communes", "epci", "territory_code", "commune", "document", "line",
              "host_line", "level", "parent", "engagement", "engagements", "start", "end", "order",
              "extent", "dimension", "codes", "note")  # fmt: skip
"""The columns of references that are no words of the document."""


class Statement(NamedTuple):
    """A printed figure or a target: what a token may be carried by."""

    document: str
    line: int
    carried: str
    indicator: str
    level: str
    territory: str
    start: str
    period: str
    breakdown: str
    value: float
    printed: str

    @property
    def key(self) -> tuple[str, ...]:
        """Return what a row of the trace names, but for the line and the value."""
        start = "" if self.carried == "target" else self.start
        return (self.document, self.carried, self.indicator, self.level, self.territory,
                start, self.period, self.breakdown)  # fmt: skip


def statements() -> list[Statement]:
    """Return every printed figure and every target of the data."""
    found = [
        Statement(row["document"], row["line"], row["kind"], one.code, row["level"],
                  row["territory"], row["start"], row["period"],
                  breakdown_of({name: row[name] for name in one.dimensions}),
                  row["value"], plain(row["printed"]))
        for one in read_catalogue().indicators.values()
        for row in printed.read(one).filter(pl.col("value").is_not_null()).iter_rows(named=True)
    ]  # fmt: skip
    for one in targets.read_targets():
        cell = breakdown_of({one.dimension: one.code} if one.dimension else {})
        found.append(
            Statement(one.document, one.line, "target", one.indicator, one.level, one.territory,
                      "", one.period, cell, one.value, plain(one.printed))
        )  # fmt: skip
    return found


class Said(NamedTuple):
    """What a row of references says: its line, the figures of its words, its calendar."""

    line: int
    figures: set[str]
    calendar: str


class Known(NamedTuple):
    """All that may carry a figure: statements by key, references by table, document and key."""

    statements: dict[tuple[str, ...], list[Statement]]
    references: dict[tuple[str, str, str], Said]

    def carriers(self, row: Row) -> list[Statement]:
        """Return the statements that carry a figure: of those that say it, the nearest."""
        found = [one for one in self.statements.get(row.key, ()) if _says(one, row)]
        nearest = min((abs(one.line - row.line) for one in found), default=0)
        return [one for one in found if abs(one.line - row.line) == nearest]


def read_known() -> Known:
    """Return all that may carry a figure.

    Raises DataError when a table that may carry one is refused.
    """
    found: dict[tuple[str, ...], list[Statement]] = defaultdict(list)
    for one in statements():
        found[one.key].append(one)
    return Known(found, dict(_references()))


def _references() -> Iterator[tuple[tuple[str, str, str], Said]]:
    for table, (reader, names) in _TABLES.items():
        for one in reader():
            figures = {found.text for found in tokens("\n".join(_words(one)))}
            if table == "metiers-tension":
                figures.add(str(one.order))
            key = ";".join(f"{name}={getattr(one, name)}" for name in names)
            said = Said(one.line, figures, getattr(one, "calendar", ""))
            yield (table, one.document, key), said


def _words(one: Any) -> Iterator[str]:
    """Yield the words of a row of references."""
    for name in (field.name for field in fields(one) if field.name not in _NOT_WORDS):
        value = getattr(one, name)
        text = "\n".join(value) if isinstance(value, tuple) else str(value)
        # "l. 3603" is a line, not a figure of the document.
        yield re.sub(r"\bl\. ?\d+(?:( et |, )\d+)*", "", text)


def _says(one: Statement, row: Row) -> bool:
    """Tell whether a statement's value is the token's, or whether only its words give it."""
    if not row.rank:
        return one.printed == row.token
    if equal(row.token, one.value) or ("arrondi" in row.reason and rounded(row.token, one.value)):
        return True
    said = parts(one.printed)
    return row.token in said and not any(equal(part, one.value) for part in said)


def recomputed(row: Row) -> bool:
    """Tell whether a figure is the change between two observations, to its decimals."""
    indicator = read_catalogue().indicators.get(row.indicator)
    if indicator is None:
        return False
    value = number(row.token)
    decimals = len(row.token.partition(",")[2] or row.token.partition(".")[2])
    for before in _levels(indicator, row, row.start):
        for after in _levels(indicator, row, row.period):
            relative = indicator.kind in ("count", "amount")
            change = 100 * (after / before - 1) if relative else after - before
            if abs(abs(change) - value) <= 0.5 * 10**-decimals + 1e-9:
                return True
    return False


def _levels(indicator: Indicator, row: Row, period: str) -> list[float]:
    named = cells_of(row.breakdown)
    cells = {name: named.get(name, "T") for name in indicator.dimensions}
    key = {"level": row.level, "territory": row.territory, "period": period} | cells
    asked = [pl.col(name) == value for name, value in key.items()]
    tables = [printed.read(indicator).filter(pl.col("kind") == "observed")]
    if observations.published_path(indicator) is not None:
        tables.append(observations.read(indicator))
    return [
        value
        for table in tables
        for value in table.filter(*asked)["value"].to_list()
        if value is not None
    ]


def breakdown_of(cells: dict[str, str]) -> str:
    """Return how the trace writes a cell: "sex=F;age=16 à 25 ans", the totals unsaid."""
    return ";".join(f"{name}={value}" for name, value in cells.items() if value != "T")


def cells_of(breakdown: str) -> dict[str, str]:
    """Return what a breakdown of the trace names, dimension by dimension."""
    found = re.findall(r"([a-z]+)=((?:(?!;[a-z]+=).)*)", breakdown)
    return dict(found)
