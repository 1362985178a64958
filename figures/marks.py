"""The marks of the map of the sites: which sign each point takes, where it stands, what it says."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from figures.formats import number
from figures.theme import THEMES, Mode
from loaders.sites import CFA, Site

Icon = Literal[
    "diamond", "diamond-hollow", "circle", "circle-hollow", "square", "square-hollow", "region"
]  # fmt: skip
ICONS: tuple[Icon, ...] = (
    "diamond", "diamond-hollow", "circle", "circle-hollow", "square", "square-hollow", "region",
)  # fmt: skip
"""In the order of the atlas, from left to right."""
EXCELLENCE = "excellence"
RATES: dict[Mode, tuple[str, ...]] = {
    "light": ("#DCD3EE", "#B9A6DC", "#9679C4", "#7554AC", "#46277F"),
    "dark": ("#3B3159", "#5C4E8C", "#8272B8", "#A997DC", "#D9CDF8"),
}
"""Five classes of a rate, low to high: violet is what a high one is, and apart from the map's blues."""
FEW = 40
"""Up to so many sites in the list, each CFA has its number on the map too."""
_SIZES = {"campus": 19, "pole": 15, "cluster": 12, CFA: 12, "chantier": 15}
# One sign every so many pixels where several sites stand in one commune.
_STEP = 10.5
_GOLDEN = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Mark:
    """One sign: its place in degrees, moved by `offset` pixels where another stands already."""

    key: str
    name: str
    commune: str
    lon: float
    lat: float
    icon: Icon
    colour: str
    size: int
    offset: tuple[float, float]
    attested: bool
    tip: str
    label: str
    """What is written beside it; empty where it would be written twice."""
    text: str
    """Its number in the list and its short name."""
    selected: bool


Places = Mapping[str, tuple[str, float, float]]
"""Of each commune: its name, its longitude and its latitude."""


def icon_of(site: Site) -> tuple[Icon, Icon]:
    """Return the signs of a site: where a source attests it, and where it only declares a commune."""
    if site.kind == "campus":
        if EXCELLENCE in site.label:
            return "diamond", "diamond-hollow"
        return "circle", "circle-hollow"
    if site.kind == CFA:
        return "circle", "circle"
    if site.kind == "cluster":
        return "square-hollow", "square-hollow"
    return "square", "square"


def standing(site: Site, places: Places) -> list[tuple[str, str, float, float, bool]]:
    """Return where a site is drawn: commune, its name, lon, lat, and whether a source attests it.

    Without an attested place, those are the communes that a campus declares; else nothing.
    """
    found = {one.commune: (one.commune_name, one.lon, one.lat, True) for one in site.points}
    if not found and site.kind == "campus":
        found = {code: (*places[code], False) for code in site.communes if code in places}
    return [(code, *rest) for code, rest in found.items()]


def rate_class(rate: float | None, breaks: Iterable[float]) -> int:
    """Return the class of a rate, −1 when it is secret or missing."""
    return -1 if rate is None else sum(rate >= cut for cut in breaks)


def marks(
    sites: Iterable[Site],
    places: Places,
    selected: str,
    breaks: tuple[float, ...],
    mode: Mode,
    numbers: Mapping[str, int] | None = None,
) -> tuple[Mark, ...]:
    """Return every sign of the map, the campuses then the selected site last, on top.

    `selected` is the key of a site, `breaks` the classes of the rate of a CFA, `numbers` the rank
    of each site in the list beside the map.
    """
    ranks = numbers or {}
    theme = THEMES[mode]
    there: dict[str, int] = {}
    found = []
    for site in sites:
        mine = site.key == selected
        full, hollow = icon_of(site)
        colour = theme.ink
        if site.kind == CFA:
            rank = rate_class(site.rate, breaks)
            colour = theme.dot if rank < 0 else RATES[mode][rank]
            full = "circle-hollow" if site.rate_status == "C" else full
        for rank, (code, name, lon, lat, attested) in enumerate(standing(site, places)):
            turn = there[code] = there.get(code, -1) + 1
            away, angle = _STEP * math.sqrt(turn), turn * _GOLDEN
            found.append(
                Mark(
                    key=site.key,
                    name=site.name,
                    commune=name,
                    lon=round(lon, 5),
                    lat=round(lat, 5),
                    icon=full if attested else hollow,
                    colour=theme.accent if mine else colour,
                    size=_SIZES[site.kind] + 5 * mine,
                    offset=(round(away * math.cos(angle), 1), round(away * math.sin(angle), 1)),
                    attested=attested,
                    tip=tip(site, name),
                    label=_label(site, name, rank, mine, ranks),
                    text=numbered(site, ranks),
                    selected=mine,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.selected, one.key.startswith("campus:"))))


def numbered(site: Site, numbers: Mapping[str, int]) -> str:
    """Return a site's short name after its number in the list, as the map and the list write it."""
    rank = numbers.get(site.key)
    return f"{rank} {site.called}" if rank else site.called


def _label(site: Site, commune: str, rank: int, mine: bool, numbers: Mapping[str, int]) -> str:
    """Return what is written beside a sign: all of a campus, the number of the others and of its copies."""
    if mine and rank:
        return commune
    if mine or (site.kind == "campus" and not rank):
        return numbered(site, numbers)
    few = site.kind != CFA or len(numbers) <= FEW
    return str(numbers[site.key]) if few and site.key in numbers else ""


def tip(site: Site, commune: str) -> str:
    """Return what a pointer reads on a sign."""
    said = rate_words(site) if site.kind == CFA else site.label
    return "\n".join(text for text in (site.name, commune, said) if text)


def rate_words(site: Site) -> str:
    """Return the rate of a CFA, or in words why there is none: secret is not missing."""
    if site.rate is not None:
        return f"{number(site.rate, 0)}\u202f%"
    return "taux secret" if site.rate_status == "C" else "taux non disponible"


def areas(sites: Iterable[Site], selected: str) -> list[tuple[Site, str, str]]:
    """Return the territories to draw as areas: the site, the level and the code.

    Those of the selected site, and those of a campus that no attested host places: the communes
    that it names have their signs (`standing`), the wider territories are areas.
    """
    found = []
    for site in sites:
        mine = site.key == selected
        if not mine and (site.kind != "campus" or site.points):
            continue
        parts = [("EPCI", code) for code in site.epci]
        parts += [("DEP", code) for code in site.departements if site.kind != CFA]
        if mine:
            parts += [("COM", code) for code in site.communes]
            parts += [("REG", site.region)] if site.whole_region and not parts else []
        found += [(site, level, code) for level, code in parts]
    return found
