"""Where a value stands between a baseline and a target: its share of the way, and the word for it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from figures.lines import instant
from loaders.indicators import Direction

Status = Literal[
    "atteint", "en avance", "au rythme", "en retard", "non jugé", "cible seule", "sans cible",
    "pas encore de donnée",
]  # fmt: skip
STATUSES: tuple[Status, ...] = (
    "atteint", "en avance", "au rythme", "en retard", "non jugé", "sans cible", "cible seule",
    "pas encore de donnée",
)  # fmt: skip
PACE = 0.05
"""How far from the straight line, as a share of the whole way, a value is still at its pace."""


@dataclass(frozen=True)
class Goal:
    """A target with what is known of it: its due date and its baseline may be unknown."""

    value: float
    due: str = ""
    baseline: float | None = None
    since: str = ""


@dataclass(frozen=True)
class Standing:
    """What may be said of a value before its target."""

    status: Status
    share: float | None = None
    """The share of the way from the baseline to the target that is done; 1 when all of it is."""
    expected: float | None = None
    """The value that the straight line gives at the period of the value."""
    today: float | None = None
    """The value that the straight line gives today."""
    reason: str = ""
    """Why nothing is judged, in French."""


def standing(value: float, period: str, goal: Goal, direction: Direction, today: date) -> Standing:
    """Return where a value stands; docs/references.md gives the rule of each word.

    A target is reached from above when the indicator should go down, from below otherwise. `today` only
    gives the value expected today: a value is judged at its own period.
    """
    at = instant(period)
    if goal.since and at <= instant(goal.since):
        return Standing(
            "non jugé", reason="la dernière valeur n’est pas plus récente que le point de départ"
        )
    reached = value <= goal.value if direction == "down" else value >= goal.value
    late = bool(goal.due) and at >= instant(goal.due) and not reached
    if goal.baseline is None or not goal.since or not goal.due or goal.baseline == goal.value:
        if reached or late:
            return Standing("atteint" if reached else "en retard")
        return Standing("non jugé", reason=_lacking(goal))
    start, end, way = instant(goal.since), instant(goal.due), goal.value - goal.baseline
    share = (value - goal.baseline) / way
    planned = min((at - start) / (end - start), 1)
    now = min(
        max((today.year + (today.timetuple().tm_yday - 1) / 365 - start) / (end - start), 0), 1
    )
    gap = share - planned
    word: Status = "au rythme" if abs(gap) <= PACE else ("en avance" if gap > 0 else "en retard")
    return Standing(
        "atteint" if reached else "en retard" if late else word,
        share,
        goal.baseline + way * planned,
        goal.baseline + way * now,
    )


def _lacking(goal: Goal) -> str:
    known = {
        "l’échéance": bool(goal.due),
        "le point de départ": goal.baseline is not None and bool(goal.since),
    }
    lacks = [what for what, is_known in known.items() if not is_known]
    return f"{' et '.join(lacks)} {'manquent' if len(lacks) > 1 else 'manque'} pour juger du rythme"
