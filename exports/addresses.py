"""The addresses that reopen something: a territory on the edition that was read, a séance."""

from urllib.parse import urlencode

from exports.seance_link import to_code
from figures.seance import Seance
from loaders.territories import Territory, find

OWN = "GROUPE"
"""The level of a territory that a reader put together: its communes stand in the address."""
TERRITORY = "/territoire"
"""The page of a territory."""
PREPARED = "/seance"
"""The page where a séance is made."""
PLAYED = "/diaporama"
"""The path of the document that plays a séance; its code `s` is the séance's, `n` the screen to begin with."""
KEEPER = "/hors-ligne.js"
"""The path of the keeper, a service worker that opens a séance again without network."""


def codes_of(place: Territory) -> dict[str, str]:
    """Return what names a territory in an address: `niveau` and `territoire`.

    A group has `communes` instead, its communes' codes joined by points, and `nom` when a reader
    named it.
    """
    if place.level != OWN:
        return {"niveau": place.level, "territoire": place.code}
    named = place.name != find(place.level, place.code).name
    return {"niveau": OWN, "communes": place.code} | ({"nom": place.name} if named else {})


def view_address(base: str, place: Territory, edition: str) -> str:
    """Return the address of a territory's page on an edition ("2026-11-22"); "" without a base.

    `base` is the address of the dashboard, with or without a final slash.
    """
    if not base:
        return ""
    asked = codes_of(place) | {"edition": edition}
    return f"{base.rstrip('/')}{TERRITORY}?{urlencode(asked)}"


def played(seance: Seance) -> str:
    """Return the address, from the root of the site, that plays a séance."""
    return f"{PLAYED}?{urlencode({'s': to_code(seance)})}"


def shared(base: str, seance: Seance) -> str:
    """Return the address that an audience opens: the séance without its notes; "" without a base."""
    return f"{base.rstrip('/')}{played(seance.silent())}" if base else ""
