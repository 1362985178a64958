"""Announced objectives judged by what is observed: reached or not, when, by which definition."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from figures import counted
from figures.brief import targets
from figures.counted import Counted
from figures.formats import at_period, number, period, rounded, with_unit
from figures.lines import instant
from loaders import apprenticeship
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.targets import Target
from loaders.territories import find

State = Literal["reached", "missed", "unknown", "ahead", "nothing", "marker"]
WORDS: dict[State, str] = {
    "reached": "atteint",
    "missed": "non atteint",
    "unknown": "échéance passée, sans donnée comparable",
    "ahead": "à venir",
    "nothing": "pas encore de donnée",
    "marker": "repère sans échéance",
}


@dataclass(frozen=True)
class Objective:
    """One target, and what is observed of it on a given day.

    `basis` is what it counts, empty when its document does not say: any figure of the indicator
    then speaks for it, "à définition non précisée". `comparable` are the figures of its basis,
    `others` those of another one, which never prove it, `doubtful` those that no sentence compares;
    `crossed` is the first one that reaches it, `before` the last one that does not.
    """

    indicator: Indicator
    target: Target
    announced: str
    basis: str
    state: State
    comparable: tuple[Counted, ...]
    others: tuple[Counted, ...]
    doubtful: tuple[Counted, ...]
    crossed: Counted | None = None
    before: Counted | None = None

    @property
    def last(self) -> Counted | None:
        """Return the newest figure of its basis, else of another one."""
        return next(reversed(self.comparable or self.others), None)

    @property
    def text(self) -> str:
        """Return its value with its unit: "50 000 apprentis"."""
        return with_unit(self.target.value, self.indicator.unit, self.indicator.decimals)

    @property
    def suspect(self) -> tuple[Counted, ...]:
        """Return the doubtful figures that would reach it, if they were of its definition."""
        return tuple(
            one for one in self.doubtful if _reaches(self.indicator, one.value, self.target)
        )

    @property
    def drawn(self) -> bool:
        """Tell whether it makes a line: it has a due date and a baseline of its own."""
        one = self.target
        return bool(one.period and one.baseline_period and one.baseline_value is not None)

    @property
    def word(self) -> str:
        """Return its state in words: "atteint au plus tard le 1er janvier 2022"."""
        if self.state == "unknown" and self.comparable:
            return f"échéance passée, sans donnée depuis {period(self.comparable[-1].period)}"
        return f"{WORDS[self.state]} {self.latest}" if self.crossed else WORDS[self.state]

    @property
    def latest(self) -> str:
        """Return by when it was reached: the day of the first figure that reaches it, else its period.

        A figure is counted on a day: what it reaches may have been reached before.
        """
        if self.crossed is None:
            return ""
        one = self.crossed
        return f"au plus tard {f'le {one.when}' if one.day else at_period(one.period)}"

    @property
    def in_time_unknown(self) -> bool:
        """Tell whether it was crossed between two figures that stand on both sides of its due date."""
        if self.crossed is None or self.before is None:
            return False
        return _counted_on(self.before) < _end(self.target.period) < _counted_on(self.crossed)

    @property
    def due_day(self) -> date:
        """Return the last day of its due period."""
        return _end(self.target.period)


def objectives(catalogue: Catalogue, indicator: Indicator, today: date) -> tuple[Objective, ...]:
    """Return the objectives of an indicator for its totals, in the order of their documents."""
    found = [one for one in targets(indicator) if not one.dimension]
    return tuple(_judged(catalogue, indicator, one, today) for one in found)


def _judged(catalogue: Catalogue, indicator: Indicator, target: Target, today: date) -> Objective:
    place = find(target.level, target.territory)
    basis = counted.basis_of(indicator, target.document, target.line)
    start = instant(target.baseline_period) if target.baseline_period else 0.0
    every = counted.figures(indicator, place)
    same = tuple(one for one in every if not basis or one.basis == basis)
    others = tuple(one for one in every if one not in same)
    doubtful = counted.figures(indicator, place, doubtful=True)
    since = [one for one in same if one.at >= start]
    crossed = next((one for one in since if _reaches(indicator, one.value, target)), None)
    earlier = [one for one in since if crossed and one.at < crossed.at]
    return Objective(
        indicator=indicator,
        target=target,
        announced=catalogue.sources[target.document].vintages[-1].code[:4],
        basis=basis,
        state=_state(target, every, since, crossed, today),
        comparable=same,
        others=others,
        doubtful=doubtful,
        crossed=crossed if target.period else None,
        before=earlier[-1] if earlier and target.period else None,
    )


def _state(
    target: Target,
    every: tuple[Counted, ...],
    since: list[Counted],
    crossed: Counted | None,
    today: date,
) -> State:
    if not target.period:
        return "marker"
    if crossed:
        return "reached"
    if not every:
        return "nothing"
    if today <= _end(target.period):
        return "ahead"
    # A figure counted before the due date does not say that it was missed.
    late = [one for one in since if _counted_on(one) >= _end(target.period)]
    return "missed" if late else "unknown"


def _reaches(indicator: Indicator, value: float, target: Target) -> bool:
    return value <= target.value if indicator.direction == "down" else value >= target.value


def _counted_on(one: Counted) -> date:
    return one.day or _end(one.period)


def _end(code: str) -> date:
    """Return the last day of a period; a school year ends with its second year's summer."""
    if "/" in code:
        return date(int(code[5:9]), 8, 31)
    year, month = int(code[:4]), 12
    if "-Q" in code:
        month = 3 * int(code[-1])
    elif "-" in code:
        month = int(code[5:7])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def growth(one: Objective) -> Decimal | None:
    """Return the change from its own baseline to its value, in whole %: 33 from 45 000 to 60 000."""
    base = one.target.baseline_value
    return rounded((one.target.value - base) / base * 100, 0) if base else None


def announced_growth(one: Objective) -> str:
    """Say the change that the document prints, and that of its own two figures when they differ."""
    change = growth(one)
    found = next(
        (
            row
            for row in apprenticeship.announced()
            if (row.indicator, row.source, row.line)
            == (one.indicator.code, one.target.document, str(one.target.line))
        ),
        None,
    )
    if found is None or change is None or one.target.baseline_value is None:
        return ""
    said = f"Annoncé « {found.printed} » (ligne {found.printed_line})"
    if rounded(float(found.change), 0) == change:
        return f"{said}."
    ends = [
        number(value, one.indicator.decimals)
        for value in (one.target.baseline_value, one.target.value)
    ]
    return f"{said} ; de {ends[0]} à {ends[1]}, c’est {number(change, signed=True)}\u202f%."


def label(one: Objective) -> str:
    """Return its name on a chart: "Objectif 2016 : 50 000 en 2021"."""
    value = number(one.target.value, one.indicator.decimals)
    return f"Objectif {one.announced} : {value} {at_period(one.target.period)}"


def due(one: Objective) -> str:
    """Return its due date, or that there is none."""
    return period(one.target.period) if one.target.period else "sans échéance"
