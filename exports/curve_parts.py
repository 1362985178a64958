"""Curves cut as a chart of categories needs them: every period in order, and parts without a break."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd

from figures.formats import period
from figures.lines import Line, instant

_WITHIN = {
    "9999": ("",),
    "9999-Q9": tuple(f"-Q{rank}" for rank in range(1, 5)),
    "9999-99": tuple(f"-{rank:02d}" for rank in range(1, 13)),
}
"""What follows the year of a period, by the shape of its code."""
_SCHOOL = "9999/9999"


@dataclass(frozen=True, eq=False)
class Part:
    """What one series draws: a line from a break of series, or a missing value, to the next one."""

    line: Line
    name: str
    values: dict[str, tuple[float, str]]
    """Value and status by period."""
    last: bool
    """Whether its end is the end of the line."""

    @property
    def end(self) -> tuple[str, str]:
        """Return the last period, and the status of its value."""
        at = list(self.values)[-1]
        return at, self.values[at][1]


def parts_of(line: Line) -> list[Part]:
    """Return the unbroken parts of a line; the last one has its name, the others say where they end."""
    runs: list[dict[str, tuple[float, str]]] = [{}]
    for code, value, status in line.rows.select("period", "value", "status").iter_rows():
        if runs[-1] and (value is None or status == "B"):
            runs.append({})
        if value is not None:
            runs[-1][code] = (value, status)
    runs = [run for run in runs if run]
    return [
        Part(
            line,
            line.name if rank == len(runs) else f"{line.name}, jusqu’à {period(list(run)[-1])}",
            run,
            rank == len(runs),
        )
        for rank, run in enumerate(runs, 1)
    ]


def interruptions(lines: Sequence[Line]) -> str:
    """Say why a line is interrupted; "" when none is."""
    statuses = {status for line in lines for status in line.rows["status"]}
    inside = any(not part.last for line in lines for part in parts_of(line))
    why = [word for code, word in (("B", "rupture de série"), ("C", "secret")) if code in statuses]
    return f"Trait interrompu : {' ou '.join(why) or 'valeur non disponible'}." if inside else ""


def steps(codes: Iterable[str]) -> list[str]:
    """Return every period from the first to the last, those that no row has included.

    Periods stand as far apart as the nearest two of them: a figure of each January has a step of a
    year. Years and school years alternate; other kinds together are kept as they are.
    """
    known = sorted(set(codes), key=instant)
    kinds = {re.sub(r"\d", "9", code) for code in known}
    years = range(int(known[0][:4]), int(known[-1][:4]) + 1)
    if _SCHOOL in kinds and kinds <= {_SCHOOL, "9999"}:
        single = [str(year) for year in years] if "9999" in kinds else []
        whole = sorted([*single, *(f"{year}/{year + 1}" for year in years)], key=instant)
    elif len(kinds) == 1 and kinds <= set(_WITHIN):
        within = _WITHIN[kinds.pop()]
        whole = [f"{year}{part}" for year in years for part in within]
    else:
        return known
    if not set(known) <= set(whole):
        return known
    places = [whole.index(code) for code in known]
    step = gcd(*(after - before for before, after in pairwise(places))) or 1
    return whole[places[0] : places[-1] + 1 : step]


def printed_every(codes: Sequence[str], most: int) -> int:
    """Return how many periods apart the axis prints one: whole years, and no more than `most`."""
    if len(codes) <= most:
        return 1
    a_year = max(sum(code[:4] == codes[len(codes) // 2][:4] for code in codes), 1)
    spans = (a_year * years for years in (1, 2, 3, 4, 5, 10, 20, 50))
    return next((one for one in spans if len(codes) / one <= most), len(codes))
