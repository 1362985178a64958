"""The figures of an indicator with the day and the way they are counted, as far as their source says."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from figures.formats import at_period, french_date, number, period, with_unit
from figures.lines import instant
from loaders import apprenticeship, observations, printed
from loaders.apprenticeship import Count
from loaders.indicators import Indicator
from loaders.territories import Territory, find


@dataclass(frozen=True)
class Counted:
    """One observed total: what it is the value of, who prints it (line 0: no document), how it is counted."""

    indicator: Indicator
    level: str
    territory: str
    period: str
    value: float
    status: str
    source: str
    line: int
    cited: str = ""
    """The source that the document cites."""
    note: str = ""
    basis: str = ""
    """What is counted, in words; empty when nothing says it."""
    day: date | None = None
    dated_by: tuple[str, int] | None = None
    """The source and the line that give the day, when another figure does by rounding this one."""

    @property
    def at(self) -> float:
        """Return when it is counted, in years: its day, else its period."""
        if self.day is None:
            return instant(self.period)
        return self.day.year + (self.day.timetuple().tm_yday - 1) / 365

    @property
    def text(self) -> str:
        """Return the value with its unit."""
        return with_unit(self.value, self.indicator.unit, self.indicator.decimals)

    @property
    def when(self) -> str:
        """Return its day, "31 décembre 2020", else its period, "2022-2023"."""
        return french_date(self.day) if self.day else period(self.period)

    @property
    def at_when(self) -> str:
        """Return "au 31 décembre 2020" where its day is known, else "en 2022-2023"."""
        return f"au {self.when}" if self.day else at_period(self.period)

    @property
    def number(self) -> str:
        """Return the value alone: "48 800"."""
        return number(self.value, self.indicator.decimals)

    @property
    def place(self) -> Territory:
        """Return its territory."""
        return find(self.level, self.territory)


def figures(indicator: Indicator, place: Territory, doubtful: bool = False) -> tuple[Counted, ...]:
    """Return the observed totals of a territory by date, each count once; or the doubtful ones.

    A figure that only rounds another one is left out, and dates it. Doubtful figures (status U) are
    never among the others. An indicator that has a published table is read from it.
    """
    if observations.published_path(indicator):
        found = [] if doubtful else _published(indicator, place)
    else:
        found = _printed(indicator, place, doubtful)
    return tuple(sorted(found, key=lambda one: (one.at, one.period)))


def basis_of(indicator: Indicator, source: str, line: int) -> str:
    """Return what a line (of a figure or a target) counts, in words; empty when nothing says it."""
    found = _count(indicator, source, line)
    return found.basis if found else ""


def _count(indicator: Indicator, source: str, line: int) -> Count | None:
    mine = [
        one
        for one in apprenticeship.counts()
        if (one.indicator, one.source) == (indicator.code, source) and one.line in ("", str(line))
    ]
    # A line of its own says more than its source.
    return max(mine, key=lambda one: one.line, default=None)


def _published(indicator: Indicator, place: Territory) -> list[Counted]:
    rows = observations.series(indicator, place.level, place.code).drop_nulls("value")
    return [
        _dated(Counted(indicator, place.level, place.code, at, value, status, source, 0))
        for at, value, status, source in rows.select("period", "value", "status", "source").rows()
    ]


def _printed(indicator: Indicator, place: Territory, doubtful: bool) -> list[Counted]:
    rows = printed.read(indicator).filter(
        pl.col("level") == place.level,
        pl.col("territory") == place.code,
        pl.col("kind") == "observed",
        pl.col("start") == "",
        pl.col("value").is_not_null(),
        (pl.col("status") == "U") == doubtful,
        *(pl.col(name) == value for name, value in indicator.taken().items()),
    )
    columns = ("period", "value", "status", "document", "line", "cited", "note")
    every = [
        _dated(Counted(indicator, place.level, place.code, *row))
        for row in rows.select(columns).rows()
    ]
    rounding: dict[tuple[str, int], Counted] = {}
    kept = []
    for one in every:
        count = _count(indicator, one.source, one.line)
        if count and count.rounds_source:
            rounding[count.rounds_source, int(count.rounds_line)] = one
        else:
            kept.append(one)
    return [
        replace(one, basis=by.basis, day=by.day, dated_by=(by.source, by.line))
        if (by := rounding.get((one.source, one.line)))
        else one
        for one in kept
    ]


def _dated(one: Counted) -> Counted:
    count = _count(one.indicator, one.source, one.line)
    if count is None:
        return one
    day = date.fromisoformat(count.day) if count.day else None
    return replace(one, basis=count.basis, day=day)
