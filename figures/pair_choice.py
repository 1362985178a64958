"""Which two maps the page Comparer puts side by side: the indicators or the dates that its codes name."""

from dataclasses import dataclass

from figures import paired
from figures.breakdowns import mapped
from figures.measures import MEASURES
from figures.profile import entries
from figures.rows import Panel, panel
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator

MODES = {"indicateurs": "Deux indicateurs", "dates": "Deux dates"}
LEVELS = {"ZE2020": "Zones d’emploi", "DEP": "Départements"}
DATES = "dates"
SIDES = ("gauche", "droite")


@dataclass(frozen=True, eq=False)
class Pair:
    """Two maps with the same steps: `codes` are the periods that the player moves along.

    `years` part the two dates of one indicator; 0 for two indicators.
    """

    indicators: tuple[Indicator, Indicator]
    panels: tuple[Panel, Panel]
    codes: tuple[str, ...]
    years: int
    level: str


def known(catalogue: Catalogue, level: str) -> dict[str, Indicator]:
    """Return the indicators that can be mapped at a level, by key."""
    return {one.key: one for one in entries(catalogue) if mapped(one, level)}


def other(catalogue: Catalogue, offered: dict[str, Indicator]) -> str:
    """Return the key of the map of the right before any choice.

    Of the shares and levels, the one of most dates: a count would colour the size of territories.
    """
    headline = catalogue.headline().key
    found = [one for key, one in offered.items() if key != headline and one.kind != "count"]
    return max(found, key=lambda one: len(observations.periods(one))).key


def gaps(indicator: Indicator, level: str) -> list[int]:
    """Return the numbers of years that part two periods of an indicator, at a level."""
    return paired.gaps(panel(indicator, MEASURES["valeur"], level))


def pair(left: Indicator, right: Indicator, years: int, level: str) -> Pair:
    """Return the two maps of two indicators, or of one that so many `years` part."""
    one, two = (panel(each, MEASURES["valeur"], level) for each in (left, right))
    first, second, codes = paired.apart(one, years) if years else paired.together(one, two)
    return Pair((left, right), (first, second), codes, years, level)
