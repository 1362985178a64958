"""« À retenir »: at most five sentences on a territory, chosen by rule, each clause with its proofs.

A word of direction appears only beyond the rounding, within one publication and without a break of series. No
rule knows an indicator: they read directions, ranks and gaps.
"""

from collections.abc import Callable
from statistics import pstdev

from figures import facts
from figures.clauses import (
    Clause,
    Proof,
    Told,
    level,
    more,
    moved,
    named,
    peers,
    prove,
    said,
    side,
    standing,
    than,
    within,
)
from figures.coverage import ZONE
from figures.facts import Figure, Row
from figures.formats import at_period, between, number, ordinal, years_before
from figures.opening import tell_headline
from figures.profile import Change, Line, Profile

MOST = 5
FEWEST = 5
"""Peers without which "unlike" has no measure."""


def retain(profile: Profile) -> list[Told]:
    """Return at most five sentences: the headline figure, two ranks, an evolution, what sets apart."""
    found: list[Told] = []
    told: list[Line] = []

    def add(line: Line | None, tell: Callable[[Line], Told]) -> None:
        if line is not None:
            found.append(tell(line))
            told.append(line)

    def left() -> list[Line]:
        return [line for line in near(profile) if not any(_alike(line, one) for one in told)]

    add(headline_line(profile), tell_headline)
    known = -1
    # A territory that has no rank to tell has more of what sets it apart.
    while known < len(found) < MOST:
        known = len(found)
        add(strongest(left(), "unfavourable"), _ranked)
        add(strongest(left(), "favourable"), _ranked)
        add(_moved_most(left()), _evolution)
        add(_most_unlike(left()), _unlike)
    return found[:MOST]


def near(profile: Profile) -> list[Line]:
    """Return the lines about the territory or its main zone d’emploi: its département is not it."""
    return [
        line
        for line in profile.lines
        if (line.own or line.read.level == ZONE) and line.indicator.unit != "rang"
    ]


def _alike(line: Line, other: Line) -> bool:
    """Tell whether two lines say nearly the same thing: « le taux de chômage » by two sources."""
    one, two = line.indicator, other.indicator
    return (
        one.code == two.code
        or one.subject.startswith(two.subject)
        or two.subject.startswith(one.subject)
    )


def headline_line(profile: Profile) -> Line | None:
    """Return the line of the indicator that opens L’essentiel, None when it has none."""
    return next((line for line in profile.lines if line.indicator.headline), None)


# 2 and 3. The strongest ranks.


def strongest(lines: list[Line], verdict: str) -> Line | None:
    """Return the line that stands nearest to the good or to the bad end of its peers.

    First, second or third, and within the outer fifth. The nearest to the end comes first, then the
    territory's own, those that no rounding could move, and the most peers.
    """
    ranked = [
        (_position(line), not line.own, line.rank.close, -line.rank.count, place)
        for place, line in enumerate(lines)
        if line.rank and side(line) == verdict and _tellable(line)
    ]
    return lines[min(ranked)[-1]] if ranked else None


def _position(line: Line) -> int:
    return min(line.rank.above, line.rank.below) if line.rank else 0


def _tellable(line: Line) -> bool:
    rank = line.rank
    if rank is None or not rank.comparable or line.figure.status == "E":
        return False
    if _position(line) >= min(3, max(1, rank.count // 5)):
        return False
    # Where only the rounding sets the territory apart from half of its peers, there is no rank.
    near = sum(abs(value - rank.mine) < 1.5 * 10**-rank.decimals for _, value in rank.values)
    if near > max(3, rank.count // 4):
        return False
    if line.scale.level:
        return True
    # « La plus forte hausse » needs a rise: the end of the peers and the movement must agree.
    way = "up" if rank.above <= rank.below else "down"
    return line.year is not None and line.year.gap.comparable and line.year.gap.trend == way


def _ranked(line: Line) -> Told:
    rank, now, indicator = line.rank, line.figure, line.indicator
    if rank is None:
        return Told((level(line),))
    close = ", à l’arrondi près" if rank.close else ""
    at = [now.row.period]
    if line.scale.level or line.year is None:
        text = f"{indicator.subject} est de {said(now)} {within(named(line))} "
        first = Clause(text + at_period(now.row.period), prove([now]))
        second = f", {standing(indicator.subject, rank)}"
    else:
        first = _change(line, line.year)
        at.append(years_before(now.row.period, 1))
        nth = f"{ordinal(_position(line) + 1)} " if _position(line) else ""
        second = f", la {nth}plus forte {moved(line.year.gap)}"
    rows = [
        Proof(indicator, Row(one.level, one.code, code)) for one, _ in rank.values for code in at
    ]
    return Told((first, Clause(f"{second} {peers(line)}{close}", tuple(rows))), side(line))


# 4. The largest evolution.


def _moved_most(lines: list[Line]) -> Line | None:
    """Return the line that moved most, in proportion, since the first period that compares."""
    found = [
        (-_proportion(line.span), place)
        for place, line in enumerate(lines)
        if line.span
        and line.span.gap.comparable
        and line.span.gap.trend != "flat"
        and line.indicator.direction != "neutral"
    ]
    return lines[min(found)[-1]] if found else None


def _proportion(span: Change) -> float:
    if span.gap.unit == "%":
        return float(abs(span.gap.amount)) / 100
    return float(abs(span.gap.amount)) / abs(span.before.value or 1)


def _evolution(line: Line) -> Told:
    span = line.span
    if span is None:
        return Told((level(line),))
    levels = f", passant de {_bare(span.before)} à {said(line.figure)}"
    proofs = prove([span.before, line.figure])
    return Told((_change(line, span), Clause(levels, proofs)), span.gap.verdict)


def _bare(before: Figure) -> str:
    """Return the first of two values, without a unit in words that the second one carries."""
    unit = before.indicator.unit
    if unit.startswith("%") or before.status == "P":
        return said(before)
    return number(before.value or 0, before.indicator.decimals)


def _change(line: Line, change: Change) -> Clause:
    verb = "augmenté" if change.gap.trend == "up" else "diminué"
    text = (
        f"{between(change.before.row.period, line.figure.row.period)}, {line.indicator.subject} a "
        f"{verb} de {change.gap.size} {within(named(line))}"
    )
    return Clause(text, prove([change.before, line.figure]))


# 5. What sets the territory apart from the country.


def _most_unlike(lines: list[Line]) -> Line | None:
    """Return the line whose gap to the country is the largest, in standard deviations of the peers."""
    found = [(-apart, place) for place, line in enumerate(lines) if (apart := _apart(line))]
    return lines[min(found)[-1]] if found else None


def _apart(line: Line) -> float:
    gap, rank = line.gaps.get("country"), line.rank
    # A measure's gap is in its own unit (« 0,5 fois »), which does not read.
    measure = line.indicator.kind == "measure"
    if not (gap and rank and line.scale.level and rank.count >= FEWEST) or measure:
        return 0.0
    spread = pstdev([value for _, value in rank.values])
    other = _country(line)
    if not gap.gap.comparable or gap.gap.trend == "flat" or not spread or other is None:
        return 0.0
    return abs((line.figure.value or 0) - (other.value or 0)) / spread


def _country(line: Line) -> Figure | None:
    place = line.gaps["country"].place
    return facts.figure(line.indicator, place.level, place.code, line.figure.row.period)


def _unlike(line: Line) -> Told:
    now, gap, other = line.figure, line.gaps["country"], _country(line)
    text = f"{within(named(line))}, {line.indicator.subject} est de {said(now)} "
    first = Clause(text + at_period(now.row.period), prove([now]))
    if other is None:
        return Told((first,))
    second = f", soit {gap.gap.size} de {more(gap.gap)} {than(gap.place)}"
    return Told((first, Clause(second, prove([now, other]))), gap.gap.verdict)
