"""Where each name of the map of the sites is written, and from which zoom, none over another."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from figures.site_frame import WIDTH, Frame, pixels

ZOOMS = (5.5, 5.8, 6.2, 6.6, 7.0, 7.3, 7.7, 8.1, 8.5, 9.0, 9.5, 10.0, 11.0, 12.0)
"""The zooms at which names are tried, in deck.gl's scale (the world is 512 pixels wide at 0)."""
FREE = ("stack", "title")
"""Names that stand where they are placed, at every zoom."""
Side = Literal["start", "end", "middle"]
_EARTH = 40_075_016.7
_LETTER = 0.52  # The mean width of a letter, in heights of the type.
_LINE = 1.2
_ROOM = 90


@dataclass(frozen=True)
class Name:
    """A name to write at a point in degrees; `away` is the radius of its sign, in pixels."""

    text: str
    lon: float
    lat: float
    size: int
    kind: str
    away: float = 0
    offset: tuple[float, float] = (0, 0)
    selected: bool = False
    least: float = 0
    """The zoom below which it is not written."""


@dataclass(frozen=True)
class Written:
    """A name where it is written: its offset in pixels, how it is anchored, from which zoom."""

    name: Name
    dx: float
    dy: float
    anchor: Side
    zoom: float

    @property
    def room(self) -> int:
        """Return the width, in pixels, of the box that holds the name and its offset."""
        around = 2 * abs(self.dx) if self.anchor == "middle" else abs(self.dx)
        return math.ceil((_width(self.name) + around + 12) / _ROOM) * _ROOM

    @property
    def box(self) -> list[float]:
        """Return a box in metres (left, bottom, width, no height) `room` pixels wide at its zoom.

        The browser hides a name while its box has less than that on screen, and cuts what leaves it;
        a negative width is no box.
        """
        if self.name.kind in FREE:
            return [0, 0, -1, -1]
        metres = _EARTH * math.cos(math.radians(self.name.lat)) / (512 * 2**self.zoom)
        share = {"start": 0.02, "middle": 0.5, "end": 0.98}[self.anchor]
        # A hair wider: the zoom at which it shows must not fall on the wrong side of a rounding.
        width = self.room * metres * 1.002
        return [round(-share * width), 0, round(width), -1]


Box = tuple[float, float, float, float]
Spot = tuple[float, float, tuple[float, float]]


def folded(text: str, most: int = 20) -> str:
    """Return a name on as many lines as it needs."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


@lru_cache(maxsize=64)
def write(
    names: tuple[Name, ...], signs: tuple[Name, ...], frame: Frame | None = None
) -> tuple[Written, ...]:
    """Return the names that can be written, the first ones first served; `signs` are kept clear.

    A name is written from the least zoom above which it meets no sign and none of those before it,
    and as far out as the map opens (`frame`) stays within its width.
    """
    # What fits when the map opens must not wait for the next zoom of the list.
    zooms = sorted({*ZOOMS, frame.zoom}) if frame else ZOOMS
    taken: dict[float, list[tuple[Box, Spot | None]]] = {
        zoom: [(_sign(one, zoom), _at(one)) for one in signs] for zoom in zooms
    }
    found: list[Written] = []
    rest = frame.zoom - 0.5 if frame else 0
    for name in names:
        tries = [_lowest(name, side, taken, frame) for side in _sides(name)]
        possible = [one for one in tries if one is not None]
        if possible:
            # Below the zooms on which a map opens, no side is better than the first.
            best = min(possible, key=lambda one: max(one.zoom, rest))
            found.append(best)
            for zoom in zooms:
                if zoom >= best.zoom:
                    taken[zoom].append((_box(best, zoom), None))
    return tuple(found)


def _sides(name: Name) -> list[tuple[float, float, Side]]:
    """Return where a name may stand: beside its sign, above or below it; at its point without one."""
    x, y = name.offset
    if name.kind in FREE:
        return [(x, y, "start")]
    if not name.away:
        return [(x, y, "middle")]
    height = name.size * _LINE * (1 + name.text.count("\n")) / 2
    reach = name.away + 4
    return [
        (x + reach, y, "start"),
        (x - reach, y, "end"),
        (x, y + reach + height, "middle"),
        (x, y - reach - height, "middle"),
    ]


def _lowest(
    name: Name,
    side: tuple[float, float, Side],
    taken: Mapping[float, list[tuple[Box, Spot | None]]],
    frame: Frame | None,
) -> Written | None:
    lowest = None
    for zoom in sorted(taken, reverse=True):
        if zoom < name.least:
            break
        written = Written(name, *side, zoom)
        mine = _box(written, zoom)
        # A name may lie against its own sign, and a stack where it was placed.
        if name.kind in FREE:
            lowest = written
            continue
        if any(_meet(mine, one) and at != _at(name) for one, at in taken[zoom]):
            break
        if frame and zoom <= frame.zoom and not _within(mine, frame, zoom):
            break
        lowest = written
    return lowest


def _within(box: Box, frame: Frame, zoom: float) -> bool:
    """Return whether a box is within the width of the map on which it opens, or on a phone."""
    middle, _ = pixels(frame.lon, frame.lat, zoom)
    half = WIDTH / 2 * 2 ** (min(zoom + 0.4, frame.zoom) - frame.zoom) - 4
    return middle - half <= box[0] and box[2] <= middle + half


def _at(name: Name) -> Spot:
    return name.lon, name.lat, name.offset


def _width(name: Name) -> float:
    return max(len(line) for line in name.text.split("\n")) * name.size * _LETTER


def _box(written: Written, zoom: float) -> Box:
    x, y = pixels(written.name.lon, written.name.lat, zoom)
    lines = written.name.text.split("\n")
    width = _width(written.name)
    height = len(lines) * written.name.size * _LINE
    left = {"start": 0.0, "end": -width, "middle": -width / 2}[written.anchor]
    x, y = x + written.dx + left, y + written.dy - height / 2
    return x, y, x + width, y + height


def _sign(one: Name, zoom: float) -> Box:
    x, y = pixels(one.lon, one.lat, zoom)
    x, y = x + one.offset[0], y + one.offset[1]
    return x - one.away, y - one.away, x + one.away, y + one.away


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
