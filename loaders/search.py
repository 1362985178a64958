"""Communes found by what a reader types, and the territories that hold one of them."""

from functools import lru_cache

import polars as pl

from loaders.cache import Identity, identity
from loaders.groups import index, normalised
from loaders.settings import geo_root
from loaders.territories import HOME, Territory, alphabetical, find, read_communes

_HOLDERS = {"SPEL": "arrondissement", "ZE2020": "ze2020", "EPCI": "epci", "DEP": "departement"}


def find_communes(text: str, limit: int = 20) -> list[Territory]:
    """Return the communes of the région whose name, code or postcode begins with a text.

    A name that holds the text comes after those that begin with it, and the largest communes come
    first; a postcode comes before the code that is written alike. Nothing for an empty text.
    """
    typed = normalised(text)
    if not typed:
        return []
    if typed.isdigit():
        known = index()
        names = _names(identity(geo_root() / "communes.csv"))
        posted = {
            code
            for postcode, codes in known.by_postcode.items()
            if len(typed) > 2 and postcode.startswith(typed)
            for code in codes
        }
        coded = [code for code in known.names if len(typed) > 2 and code.startswith(typed)]
        # As in a group's list: five postcodes in six are also a code, and readers know postcodes.
        found = [code for _, code in names if code in posted] + coded
    else:
        names = _names(identity(geo_root() / "communes.csv"))
        exact = [code for name, code in names if name == typed]
        begin = [code for name, code in names if name.startswith(typed)]
        hold = [code for name, code in names if f" {typed}" in name]
        inside = [code for name, code in names if typed in name]
        found = [*exact, *begin, *hold, *inside]
    return [find("COM", code) for code in list(dict.fromkeys(found))[:limit]]


def holders(commune: Territory) -> list[Territory]:
    """Return the SPEL, the zone d’emploi, the EPCI and the département that hold a commune."""
    row = read_communes().row(by_predicate=pl.col("commune") == commune.code, named=True)
    return [find(level, row[field]) for level, field in _HOLDERS.items()]


def largest_communes(count: int) -> tuple[tuple[str, float, float], ...]:
    """Return the name, longitude and latitude (degrees) of the most peopled communes, the first first."""
    rows = read_communes().filter(pl.col("region") == HOME).sort("population", descending=True)
    return tuple(rows.head(count).select("name", "lon", "lat").iter_rows())


@lru_cache(maxsize=4)
def _names(_file: Identity) -> list[tuple[str, str]]:
    """Return the normalised names and codes of the communes of the région, the largest first."""
    known = index().names
    people = dict(read_communes().select("commune", "population").iter_rows())
    order = sorted(known, key=lambda code: (-people[code], alphabetical(known[code])))
    return [(normalised(known[code]), code) for code in order]
