"""Where a territory stands among its peers, and how far from larger territories."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from figures import facts
from figures.differences import Difference
from figures.facts import Figure
from figures.formats import ordinal
from figures.measures import MEASURES, Measure, decimals, measured, unit
from figures.rows import regional
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory, read_territories

FEWEST = 3
"""Territories without which a rank says nothing."""


@dataclass(frozen=True)
class Scale:
    """What territories of several sizes are compared on: a level, or a change over a year."""

    measure: Measure

    @staticmethod
    def of(indicator: Indicator) -> "Scale":
        """Return the change for what adds up (a count depends on the size), else the level."""
        size = indicator.kind == "count" or indicator.additive
        return Scale(MEASURES["evolution-1-an" if size else "valeur"])

    @property
    def level(self) -> bool:
        """Tell whether it is the level that is compared."""
        return not self.measure.diverges

    def gap(self, now: Figure, other: Territory) -> Difference | None:
        """Return how far a figure is from that of a larger territory; None when one is missing.

        Of two changes over a year, it is their difference in points, not judged: more of a count
        is not always better than elsewhere.
        """
        indicator, period = now.indicator, now.row.period
        if indicator.unit == "rang":
            return None
        beside = facts.figure(indicator, other.level, other.code, period)
        if beside is None or beside.value is None:
            return None
        if self.level:
            return facts.gap(now, beside)
        mine, theirs = facts.change(now), facts.change(beside)
        if mine is None or theirs is None:
            return None
        amount = mine.amount - theirs.amount
        # A census and an estimate do not move alike.
        both = mine.comparable and theirs.comparable and facts.one_publication(now, beside)
        trend = "flat" if abs(amount) <= Decimal("0.1") else ("up" if amount > 0 else "down")
        return Difference(amount, "points", trend, "neutral", both)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Rank:
    """A territory among its peers: `values` in the unit of the scale, lowest first.

    `above` and `below` count the peers strictly higher and strictly lower; `close` says that the
    rank holds but for the rounding.
    """

    values: tuple[tuple[Territory, float], ...]
    mine: float
    above: int
    below: int
    close: bool
    comparable: bool
    """False when a change is computed over two publications for one peer at least."""
    decimals: int
    unit: str
    signed: bool
    """Whether values are changes."""

    @property
    def count(self) -> int:
        """Return how many territories are ranked, the territory among them."""
        return len(self.values)

    @property
    def text(self) -> str:
        """Return the rank from the nearer end: "3e plus élevé", "le plus bas"."""
        return _standing(self.above, self.below)

    def text_of(self, value: float) -> str:
        """Return the rank of a peer's value, counted as `text` counts the territory's."""
        return _standing(
            sum(other > value for _, other in self.values),
            sum(other < value for _, other in self.values),
        )

    def close_to(self, value: float) -> bool:
        """Tell whether the rank of a peer's value holds but for the rounding."""
        return _close([other for _, other in self.values], value, self.decimals)


def _standing(above: int, below: int) -> str:
    rank, side = (above, "élevé") if above <= below else (below, "bas")
    return f"le plus {side}" if rank == 0 else f"{ordinal(rank + 1)} plus {side}"


def _close(values: list[float], mine: float, digits: int) -> bool:
    step = 1.5 * 10**-digits
    return sum(abs(value - mine) < step for value in values) > 1


@observations.per_version
def ranked(
    indicator: Indicator,
    read: Territory,
    period: str,
    scale: Scale,
    among: tuple[Territory, ...] = (),
) -> Rank | None:
    """Return the rank of a territory, None when it or its peers have nothing to be ranked by."""
    if read.level == "GROUPE":
        return None  # Nothing is published of a reader's group, and no other one is its like.
    peers = {one.code: one for one in _peers(read, among)}
    rows = measured(indicator, scale.measure, read.level, tuple(peers)).filter(
        pl.col("period") == period, pl.col("value").is_not_null()
    )
    found = sorted(
        ((peers[code], value) for code, value in rows.select("territory", "value").rows()),
        key=lambda one: (one[1], one[0].name),
    )
    mine = next((value for place, value in found if place.key == read.key), None)
    if mine is None or len(found) < FEWEST:
        return None
    digits = decimals(indicator, scale.measure)
    values = [value for _, value in found]
    return Rank(
        values=tuple(found),
        mine=mine,
        above=sum(value > mine for value in values),
        below=sum(value < mine for value in values),
        close=_close(values, mine, digits),
        comparable=bool(rows["comparable"].all()),
        decimals=digits,
        unit=unit(indicator, scale.measure),
        signed=scale.measure.diverges,
    )


def _peers(read: Territory, among: tuple[Territory, ...]) -> tuple[Territory, ...]:
    if among and among[0].level == read.level:
        return among if read in among else (read, *among)
    if read.level == "REG":
        # Hauts-de-France is alone of its level in the region: its peers are the other régions.
        return tuple(one for one in read_territories().values() if one.level == "REG")
    return regional(read.level)
