"""Names written outside the région, one below the other: too close to name in place, or without a place."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from figures.marks import Icon, Mark, numbered
from figures.site_frame import Frame, pixels
from figures.theme import Theme
from loaders.search import largest_communes
from loaders.sites import Site
from loaders.territories import HOME

CLOSE = 25
"""Signs closer than that, in pixels, when the map opens cannot be named in place."""
LINE = 17
"""From one line of a stack to the next, in pixels."""
_LEAST = 3
_TOWNS = 200
_CORNERS = ((3.22, 51.14), (1.3, 49.0))
"""Where the frame is free: above Belgium for what stands close, below Picardie for the whole région."""
_DEGREE = 111_320


@dataclass(frozen=True)
class Line:
    """One line of a stack: a site with its sign, as in the list."""

    key: str
    icon: Icon
    text: str
    tip: str
    colour: str
    selected: bool


@dataclass(frozen=True)
class Ring:
    """The circle around the signs that a stack names."""

    lon: float
    lat: float
    metres: float


@dataclass(frozen=True)
class Stack:
    """Lines below a title, downwards from a point in degrees; `ring` is what they name."""

    title: str
    lon: float
    lat: float
    lines: tuple[Line, ...]
    ring: Ring | None = None


def stacks(
    marks: Sequence[Mark],
    sites: Sequence[Site],
    numbers: Mapping[str, int],
    frame: Frame,
    theme: Theme,
    selected: str = "",
) -> tuple[Stack, ...]:
    """Return the stacks of a map: of the campuses that stand close, of those of the whole région.

    `frame` is what the map opens on, `marks` the signs of `sites`, `numbers` their ranks in the list.
    """
    found = []
    named = [one for one in marks if one.key.startswith("campus:")]
    for group in _groups(named, frame):
        lines = {one.key: one for one in sorted(group, key=lambda one: numbers.get(one.key, 0))}
        if len(lines) >= _LEAST:
            towns = {name: rank for rank, (name, _, _) in enumerate(largest_communes(_TOWNS))}
            town = min(group, key=lambda one: towns.get(one.commune, _TOWNS))
            found.append(
                Stack(
                    f"Autour de {town.commune}",
                    *_CORNERS[0],
                    tuple(
                        Line(one.key, one.icon, one.text, one.tip, one.colour, one.selected)
                        for one in lines.values()
                    ),
                    _ring(group, frame),
                )
            )
            break
    whole = tuple(
        Line(
            one.key, "region", numbered(one, numbers), f"{one.name}\n{one.territory_text}",
            theme.accent if one.key == selected else theme.ink, one.key == selected,
        )
        for one in sites
        if everywhere(one)
    )  # fmt: skip
    if whole:
        found.append(Stack("Toute la région, sans lieu", *_CORNERS[1], whole))
    return tuple(found)


def everywhere(site: Site) -> bool:
    """Return whether a campus declares the whole région of the map and no narrower place."""
    return (
        site.kind == "campus"
        and site.whole_region
        and site.region == HOME
        and not (site.points or site.communes or site.epci or site.departements)
    )


def _groups(marks: Sequence[Mark], frame: Frame) -> list[list[Mark]]:
    """Return the marks that stand within reach of one another, the most numerous group first."""
    at = [pixels(one.lon, one.lat, frame.zoom) for one in marks]
    left, found = set(range(len(marks))), []
    while left:
        group, new = set(), {left.pop()}
        while new:
            group |= new
            new = {
                one for one in left if any(math.dist(at[one], at[other]) < CLOSE for other in new)
            }
            left -= new
        found.append([marks[one] for one in sorted(group)])
    return sorted(found, key=len, reverse=True)


def _ring(group: Sequence[Mark], frame: Frame) -> Ring:
    lon = (min(one.lon for one in group) + max(one.lon for one in group)) / 2
    lat = (min(one.lat for one in group) + max(one.lat for one in group)) / 2
    flat = math.cos(math.radians(lat))
    far = max(math.hypot((one.lon - lon) * flat, one.lat - lat) for one in group)
    metre = 40_075_017 * flat / (512 * 2**frame.zoom)
    return Ring(round(lon, 4), round(lat, 4), round(far * _DEGREE + 14 * metre))
