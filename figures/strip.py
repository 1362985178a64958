"""All the peers of a territory at once: one dot each, moved aside where dots would overlap."""

from dataclasses import dataclass
from functools import lru_cache

from figures.formats import number, with_unit
from figures.rank import Rank

SIZE = 0.031
"""Width of a dot as a share of the strip's: two closer dots are put one above the other."""
ORDER = (0, 1, -1, 2, -2, 3, -3, 4, -4)
"""Where a dot goes, the axis first; beyond, dots overlap rather than leave the strip."""


@dataclass(frozen=True)
class Strip:
    """Dots and ticks; `x` goes from 0 (lowest) to 1 (highest), `row` is 0 on the axis."""

    dots: tuple[tuple[float, int], ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]
    ranks: tuple[str, ...]
    """The rank of each dot, in the words of the row's own: "3e plus élevé sur 24 zones"."""
    mine: int
    ticks: tuple[tuple[str, float, str], ...]
    """Role ("departement", "region", "country"), x, label."""

    @property
    def rows(self) -> int:
        """Return how many rows the dots take on the fuller side of the axis."""
        return max(abs(row) for _, row in self.dots)


@lru_cache(maxsize=4096)
def strip(
    rank: Rank,
    mine: str,
    among: tuple[str, str],
    ticks: tuple[tuple[str, str, float], ...] = (),
) -> Strip:
    """Return the strip of a rank; `mine` is a territory's key, `ticks` are (role, name, value).

    `among` is what follows the rank of a dot, then of one whose rank holds but for the rounding.
    """
    every = [value for _, value in rank.values] + [value for *_, value in ticks]
    low, high = min(every), max(every)
    width = (high - low) or 1.0
    taken: dict[int, float] = {}
    dots = []
    for _, value in rank.values:
        x = (value - low) / width
        row = next((one for one in ORDER if x - taken.get(one, -1.0) >= SIZE), 0)
        taken[row] = x
        dots.append((round(x, 4), row))
    return Strip(
        dots=tuple(dots),
        names=tuple(place.short for place, _ in rank.values),
        labels=tuple(_label(rank, value) for _, value in rank.values),
        ranks=tuple(
            f"{rank.text_of(value)} {among[rank.close_to(value)]}" for _, value in rank.values
        ),
        mine=next(at for at, (place, _) in enumerate(rank.values) if place.key == mine),
        ticks=tuple(
            (role, round((value - low) / width, 4), f"{name} : {_label(rank, value)}")
            for role, name, value in ticks
        ),
    )


def _label(rank: Rank, value: float) -> str:
    if rank.signed:
        return with_unit(value, rank.unit, rank.decimals, signed=True)
    if rank.unit == "%":
        return with_unit(value, rank.unit, rank.decimals)
    return number(value, rank.decimals)
