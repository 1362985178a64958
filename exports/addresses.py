"""The address that reopens a view: a territory, on the edition that was read."""

from collections.abc import Sequence
from urllib.parse import urlencode

from loaders.territories import Territory

OWN = "GROUPE"
"""The level of a territory that a reader put together: its communes stand in the address."""
PAGE = "/territoire"


def view_address(base: str, place: Territory, edition: str, communes: Sequence[str] = ()) -> str:
    """Return the address of a territory's page on an edition ("2026-11-22"); "" without a base.

    `base` is the address of the dashboard, with or without a final slash. A group of communes is
    given by its communes' codes, joined by points, and by its name.
    """
    if not base:
        return ""
    asked = {"niveau": place.level}
    if place.level == OWN:
        asked |= {"communes": ".".join(communes or (place.code,)), "nom": place.name}
    else:
        asked |= {"territoire": place.code}
    return f"{base.rstrip('/')}{PAGE}?{urlencode(asked | {'edition': edition})}"
