"""Where a site is and what it covers: geodesic distances, declared territories."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from pyproj import Geod

from figures.formats import number
from loaders.sites import CFA, Site, communes
from loaders.territories import HOME, Level, Territory, crossings

_GEOD = Geod(ellps="WGS84")
_WIDER = ("FRANCE", "ZER2020", "AUTRE")
"""Levels whose communes are not known one by one."""
Basis = Literal["attested", "commune", "epci"]
Cover = Literal["", "part", "all", "region"]
BASES: dict[Basis, str] = {
    "attested": "lieu attesté",
    "commune": "commune déclarée, hôte non attesté",
    "epci": "commune la plus proche d’un EPCI déclaré, hôte non attesté",
}
COVERS: dict[Cover, str] = {
    "region": "toute la région",
    "all": "couvre",
    "part": "couvre en partie",
}


class Near(NamedTuple):
    """How far a site is: `km` as the crow flies to `commune`, and what that commune is to it."""

    site: Site
    km: float
    commune: str
    commune_name: str
    basis: Basis


def distance_km(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return the geodesic distance between two points in degrees (WGS 84), in kilometres."""
    return _GEOD.inv(lon, lat, lon2, lat2)[2] / 1000


def nearest(commune: str, sites: Iterable[Site]) -> list[Near]:
    """Return the sites that have a place, nearest first, by the centres of the communes.

    The place of a site is its nearest attested point; else, for a campus, the nearest commune that
    it declares, else the nearest one of an EPCI that it declares. The others are left out: a
    département or a région is no place. KeyError for an unknown commune.
    """
    known = communes()
    _, lon, lat = known[commune]
    found = [near for one in sites if (near := _near(one, lon, lat, known)) is not None]
    return sorted(found, key=lambda near: (near.km, near.site.name))


def kilometres(km: float) -> str:
    """Return "12 km", "moins de 1 km"; the centres of communes say no better than a kilometre."""
    return f"{number(km)}\u00a0km" if km >= 1 else "moins de 1\u00a0km"


def cover(site: Site, place: Territory) -> Cover:
    """Return how the declared territory of a site covers a place: all of it, a part, or not.

    "region" when the site declares the whole région of the place and names nothing in it; CFA
    declare none. What a
    document names without a perimeter (« Bassin Minier ») is not counted.
    """
    if site.kind == CFA:
        return ""
    mine, theirs = communes_of(place), declared(site)
    if place.level == "REG":
        whole = site.whole_region and site.region == place.code
        if whole:
            return "region"
    else:
        whole = site.whole_region and site.region == HOME and bool(mine)
    if not mine & theirs or place.level == "FRANCE":
        return "region" if whole else "part" if mine & theirs else ""
    # What it names in the place comes first, before the région that holds it.
    return "all" if whole or mine <= theirs else "part"


def communes_of(place: Territory) -> frozenset[str]:
    """Return the codes of the communes of Hauts-de-France that a territory holds."""
    if place.level == "FRANCE":
        return members("REG", HOME)
    return frozenset() if place.level in _WIDER else members(place.level, place.code)


def declares(site: Site, mine: frozenset[str]) -> bool:
    """Return whether the declared territory of a site holds all of some communes of the region."""
    if site.kind == CFA:
        return False
    if site.whole_region and site.region == HOME and mine <= members("REG", HOME):
        return True
    return mine <= declared(site)


def declared(site: Site) -> frozenset[str]:
    """Return the communes of the declared territory of a site, one that is whole left aside."""
    return _reach(site.communes, site.epci, () if site.kind == CFA else site.departements)


@lru_cache(maxsize=512)
def _reach(
    communes: tuple[str, ...], epci: tuple[str, ...], departements: tuple[str, ...]
) -> frozenset[str]:
    found = frozenset(communes)
    for code in epci:
        found |= members("EPCI", code)
    for code in departements:
        found |= members("DEP", code)
    return found


def members(level: Level, code: str) -> frozenset[str]:
    """Return the codes of the communes of Hauts-de-France that a code of a level holds."""
    return frozenset(crossings(level, code, "COM")["territory"])


def _near(
    site: Site, lon: float, lat: float, known: dict[str, tuple[str, float, float]]
) -> Near | None:
    spots: list[tuple[str, str, float, float]] = [
        (at.commune, at.commune_name, at.lon, at.lat) for at in site.points
    ]
    basis: Basis = "attested"
    if not spots and site.kind == "campus":
        codes, basis = [code for code in site.communes if code in known], "commune"
        if not codes:
            codes, basis = [one for code in site.epci for one in members("EPCI", code)], "epci"
        spots = [(code, *known[code]) for code in codes]
    if not spots:
        return None
    far = [(distance_km(lon, lat, x, y), code, name) for code, name, x, y in spots]
    km, code, name = min(far)
    return Near(site, km, code, name, basis)
