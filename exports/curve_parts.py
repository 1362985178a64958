"""Curves as a chart of dates needs them: a day for each period, and parts without a break."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from figures.formats import period
from figures.lines import Line, instant

FRENCH = "[$-40C]"
"""What makes a spreadsheet write months in French, whatever its reader's language."""
MOST_PRINTED = 8
"""Periods that an axis prints."""


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


def day(code: str) -> date:
    """Return the day that stands for a period: its first one; 1 September for a school year."""
    at = instant(code)
    return date(int(at), round(at % 1 * 12) + 1, 1)


def day_format(code: str) -> str:
    """Return the format that writes the day of a period as the period: 1 April 2023 → "T2 2023"."""
    if "/" in code:
        return f'"{period(code)}"'
    if "-Q" in code:
        return f'"T{code[-1]} "yyyy'
    return f"{FRENCH}mmmm yyyy" if "-" in code else "yyyy"


def axis_format(code: str) -> str:
    """Return the format of an axis that begins with a period and goes by whole years."""
    return '"rentrée "yyyy' if "/" in code else day_format(code).replace("mmmm", "mmm")


def years_apart(codes: Sequence[str]) -> int:
    """Return how many years apart an axis prints a period."""
    span = instant(codes[-1]) - instant(codes[0])
    return next((one for one in (1, 2, 5, 10, 20) if span / one < MOST_PRINTED), 50)
