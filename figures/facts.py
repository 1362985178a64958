"""The published figures that sentences, tiles and headlines rest on, each with the row it comes from."""

from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from figures.differences import Difference, difference
from figures.formats import MISSING, with_unit, years_before
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory


class Row(NamedTuple):
    """The address of one observation: level and code always together."""

    level: str
    territory: str
    period: str


@dataclass(frozen=True)
class Figure:
    """One observation, ready to be said."""

    indicator: Indicator
    row: Row
    value: float | None
    status: str
    vintage: str
    source: str

    @property
    def text(self) -> str:
        """Return the value with its unit, or the sign of what is missing."""
        if self.value is None:
            return MISSING.get(self.status, MISSING["M"])
        return with_unit(self.value, self.indicator.unit, self.indicator.decimals)


def figure(indicator: Indicator, level: str, code: str, period: str) -> Figure | None:
    """Return the observation of one territory at one period, None when no row exists."""
    found = observations.row(indicator, level, code, period)
    return Figure(indicator, Row(level, code, period), *found) if found else None


def latest(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the last observation of a territory that has a value, None when there is none."""
    rows = observations.series(indicator, place.level, place.code)
    for period in reversed(rows["period"].to_list()):
        found = figure(indicator, place.level, place.code, period)
        if found and found.value is not None:
            return found
    return None


def one_publication(one: Figure, other: Figure) -> bool:
    """Tell whether two figures were published together: one source, one millésime."""
    return one.vintage == other.vintage and one.source == other.source


def comparable(after: Figure, before: Figure) -> bool:
    """Tell whether two figures come from one millésime, with no break of series between them."""
    if not one_publication(after, before):
        return False
    if after.row[:2] != before.row[:2]:
        return True
    between = observations.series(after.indicator, after.row.level, after.row.territory).filter(
        pl.col("period") > before.row.period, pl.col("period") <= after.row.period
    )
    return not (between["status"] == "B").any()


def gap(after: Figure, before: Figure) -> Difference | None:
    """Compare two figures of one indicator; None when one of them has no value."""
    if after.value is None or before.value is None:
        return None
    return difference(after.indicator, after.value, before.value, comparable(after, before))


def former(now: Figure, years: int = 1) -> Figure | None:
    """Return the same figure some years earlier, None when it has no value."""
    period = years_before(now.row.period, years)
    found = figure(now.indicator, now.row.level, now.row.territory, period)
    return found if found and found.value is not None else None


def change(now: Figure, years: int = 1) -> Difference | None:
    """Return the change of a figure over some years, None when it cannot be told."""
    before = former(now, years)
    return gap(now, before) if before else None


def reference(indicator: Indicator, period: str) -> Figure | None:
    """Return the country's figure at a period: the first reference of the catalogue that has one."""
    for level, code in indicator.references:
        found = figure(indicator, level, code, period)
        if found and found.value is not None:
            return found
    return None


def peers(indicator: Indicator, places: tuple[Territory, ...], period: str) -> list[Figure]:
    """Return the figures of several territories at one period, highest first, missing ones left out."""
    found = [figure(indicator, place.level, place.code, period) for place in places]
    known = [one for one in found if one and one.value is not None]
    return sorted(known, key=lambda one: -(one.value or 0))
