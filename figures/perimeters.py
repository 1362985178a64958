"""Warnings on territories of several levels: what they share, and what may not be read between them."""

from collections.abc import Sequence
from itertools import combinations

from figures.compared import CUT
from figures.coverage import regional_population
from figures.formats import number
from figures.nouns import NOUNS
from figures.sentences import share_text
from loaders.territories import Territory, crossings


def warnings(places: Sequence[Territory]) -> list[str]:
    """Return one sentence a pair of territories of two levels that cut the région differently."""
    pairs = [
        (one, other)
        for one, other in combinations(places, 2)
        if one.level != other.level and {one.level, other.level} <= set(CUT)
    ]
    return [_told(*pair) for pair in pairs]


def shared(one: Territory, other: Territory) -> int:
    """Return how many inhabitants of the région live in both territories."""
    if other.level == "GROUPE":
        one, other = other, one
    parts = crossings(one.level, one.code, other.level).iter_rows()
    return sum(people for code, people, _ in parts if code == other.code)


def _told(one: Territory, other: Territory) -> str:
    first = f"{one.sentence[0].upper()}{one.sentence[1:]}"
    both = shared(one, other)
    if not both:
        return (
            f"{first} et {other.sentence} sont de deux niveaux, qui découpent la région autrement, et n’ont "
            "aucun habitant en commun."
        )
    shares = [
        f"{share_text(both / regional_population(place))} {_of(place)}" for place in (one, other)
    ]
    return (
        f"{first} et {other.sentence} se recouvrent sans coïncider : {number(both)} habitants en commun, "
        f"soit {shares[0]} et {shares[1]} ; leur écart n’oppose pas deux populations distinctes."
    )


def _of(place: Territory) -> str:
    noun = NOUNS[place.level]
    kind = f"de la {noun.short}" if noun.feminine else f"du {noun.short}"
    if place.level == "EPCI":
        kind = "de l’EPCI"
    return f"{kind} (partie située dans la région)" if place.interregional else kind
