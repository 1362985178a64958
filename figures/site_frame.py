"""What the map of the sites opens on: the régions whose sites are shown, or a circle around a commune."""

import math
from collections.abc import Collection
from dataclasses import dataclass

from loaders import degrees
from loaders.territories import HOME

HEIGHT = 560
WIDTH = 488
"""The width that the map has at least beside the list; a narrower one shows it smaller (`french.EDITS`)."""
_MARGIN = 24
_WORLD = 512
"""The width of the world at zoom 0, in pixels."""
_CLOSEST = 9.5


@dataclass(frozen=True)
class Around:
    """A circle of `km` kilometres around a commune."""

    lon: float
    lat: float
    km: float


@dataclass(frozen=True)
class Frame:
    """The centre of the map in degrees, and its zoom as deck.gl counts it."""

    lon: float
    lat: float
    zoom: float


def frame(regions: Collection[str], around: Around | None = None) -> Frame:
    """Return the frame that holds whole régions, or a circle when there is one."""
    if around:
        up = around.km / 111.2
        side = up / math.cos(math.radians(around.lat))
        bounds = (around.lon - side, around.lat - up, around.lon + side, around.lat + up)
    else:
        found = [degrees.region_bounds(code) for code in sorted(regions) or [HOME]]
        bounds = (
            min(one[0] for one in found), min(one[1] for one in found),
            max(one[2] for one in found), max(one[3] for one in found),
        )  # fmt: skip
    return _fitted(*bounds)


def pixels(lon: float, lat: float, zoom: float) -> tuple[float, float]:
    """Return where a point in degrees lies on the world of a zoom (Mercator), in pixels."""
    world = _WORLD * 2**zoom
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2))
    return (lon + 180) / 360 * world, (1 - y / math.pi) / 2 * world


def _fitted(left: float, bottom: float, right: float, top: float) -> Frame:
    (x, y), (x2, y2) = pixels(left, top, 0), pixels(right, bottom, 0)
    room = min((WIDTH - 2 * _MARGIN) / (x2 - x), (HEIGHT - 2 * _MARGIN) / (y2 - y))
    middle = math.pi * (1 - (y + y2) / _WORLD)
    lat = math.degrees(2 * math.atan(math.exp(middle)) - math.pi / 2)
    return Frame(
        round((left + right) / 2, 4), round(lat, 4), round(min(_CLOSEST, math.log2(room)), 2)
    )
