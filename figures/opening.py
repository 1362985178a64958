"""The first sentence of « À retenir »: the headline figure, or those of the zones side by side."""

from figures import facts
from figures.clauses import (
    Clause,
    Told,
    level,
    more,
    moved,
    prove,
    said,
    subject_of,
    than,
    within,
)
from figures.coverage import ZONE, rates
from figures.facts import Figure
from figures.formats import at_period
from figures.portrait import LIVED_IN
from figures.profile import Line
from loaders.territories import Territory

MOST_ZONES = 2


def tell_headline(line: Line) -> Told:
    """Return the level, its change over a year and the région; or the zones side by side."""
    beside = [
        one
        for one in (rates(line.indicator, line.place) if line.read.level == ZONE else ())
        if one.figure and one.figure.value is not None and one.part.of_place >= LIVED_IN
    ][:MOST_ZONES]
    if line.own or len(beside) < 2:
        clauses = [level(line), *_year(line), *_against(line)]
    else:
        clauses = _zones(line, [(one.part.zone, one.figure) for one in beside if one.figure])
    year = line.year.gap if line.year and line.year.gap.comparable else None
    return Told(tuple(clauses), year.verdict if year else "neutral")


def _year(line: Line) -> list[Clause]:
    year = line.year
    if year is None or not year.gap.comparable or line.figure.status == "E":
        return []
    text = ", stable sur un an"
    if year.gap.trend != "flat":
        text = f", en {moved(year.gap)} de {year.gap.size} sur un an"
    return [Clause(text, prove([line.figure, year.before]))]


def _against(line: Line) -> list[Clause]:
    """Tell the gap to the région, or to the country for the région; both values when not comparable."""
    role = "region" if "region" in line.gaps else "country"
    if role not in line.gaps or not line.scale.level:
        return []
    found, gap = line.gaps[role].place, line.gaps[role].gap
    other = facts.figure(line.indicator, found.level, found.code, line.figure.row.period)
    if other is None or other.value is None:
        return []
    if not gap.comparable:
        text = f" ; {subject_of(found)} est à {said(other)} (publications différentes)"
        return [Clause(text, prove([line.figure, other]))]
    if gap.trend == "flat":
        text = f" ; {subject_of(found)} est à un niveau proche, {said(other)}"
    else:
        text = f" ; c’est {gap.size} de {more(gap)} {than(found)}"
    return [Clause(text, prove([line.figure, other]))]


def _zones(line: Line, zones: list[tuple[Territory, Figure]]) -> list[Clause]:
    """Tell the zones side by side, the change of the main one, and the région."""
    (main, first), *others = zones
    when = at_period(first.row.period)
    clauses = [
        Clause(
            f"{when}, {line.indicator.subject} est de {said(first)} {within(main)}", prove([first])
        )
    ]
    before, year = facts.former(first), facts.change(first)
    if before and year and year.comparable:
        moved = "stable" if year.trend == "flat" else year.text
        clauses.append(Clause(f" ({moved} en un an)", prove([first, before])))
    for place, (zone, figure) in enumerate(others, start=1):
        link = " et" if place == len(others) else ","
        text = f"{link} de {said(figure)} dans celle {zone.de}"
        clauses.append(Clause(text, prove([figure])))
    gap = line.gaps.get("region")
    other = gap and facts.figure(line.indicator, gap.place.level, gap.place.code, first.row.period)
    if gap and other and other.value is not None:
        note = "" if gap.gap.comparable else " (publications différentes)"
        text = f", contre {said(other)} {within(gap.place)}{note}"
        clauses.append(Clause(text, prove([first, other])))
    return clauses
