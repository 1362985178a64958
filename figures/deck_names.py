"""The names on the map of the sites: of the sites, the départements, the cities and the neighbours."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

import pydeck

from figures.deck_ground import Area, as_text, rgb
from figures.deck_stacks import line_at
from figures.lettering import Name, Written, folded, write
from figures.marks import Mark
from figures.site_frame import Frame
from figures.site_stacks import Stack
from figures.theme import FONT, Theme
from loaders import degrees
from loaders.search import largest_communes
from loaders.territories import read_territories

_LOOKS = {
    "around": "quiet", "dep": "quiet", "title": "quiet", "city": "city", "site": "bold", "stack": "bold",
}  # fmt: skip
"""Names that look alike share their layers: each layer costs the browser an atlas of letters."""
_ORDER = ("quiet", "city", "bold")
"""From the bottom to the top."""
CITIES = 110
"""How many communes are named, the largest first; the map shows those that it has room for."""
_FIRST, _MORE = 24, 0.5
"""How many of them when the map opens, and from how many zooms later the others."""
_NEIGHBOURS = (
    ("Belgique", 4.1, 50.6), ("Normandie", 0.9, 49.45), ("Île-de-France", 2.5, 48.72),
    ("Grand Est", 4.25, 49.35), ("Manche", 1.0, 50.35),
)  # fmt: skip
_GROUP = 0.3
"""A name that a stack tells is written in place from so many zooms after the one of the frame."""


def name_layers(
    marks: Sequence[Mark],
    areas: Sequence[Area],
    stacks: Sequence[Stack],
    theme: Theme,
    frame: Frame,
) -> list[Any]:
    """Return the names; zooming in shows more. `frame` is what the map opens on."""
    signs = [Name("", one.lon, one.lat, 0, "sign", one.size / 2 + 1, one.offset) for one in marks]
    told = {line.key for one in stacks if one.ring for line in one.lines}
    ranked = sorted((one for one in marks if one.label), key=lambda one: not one.selected)
    names = [
        Name(
            folded(one.label, 17), one.lon, one.lat, 13, "site", one.size / 2, one.offset, one.selected,
            frame.zoom + _GROUP if one.key in told else 0,
        )
        for one in ranked
    ]  # fmt: skip
    around = [Name(name, lon, lat, 13, "around") for name, lon, lat in _NEIGHBOURS]
    cities = _cities(frame.zoom + _MORE)
    every = (*_stacked(stacks), *_within(areas), *names, *_departements(), *around, *cities)
    groups: dict[tuple[str, str, int], list[Written]] = {}
    for one in write(every, tuple(signs), frame):
        groups.setdefault((_LOOKS[one.name.kind], one.anchor, one.room), []).append(one)
    order = sorted(groups, key=lambda key: (_ORDER.index(key[0]), *key[1:]))
    return [
        layer
        for key in order
        for layer in _texts("-".join(map(str, key)), groups[key], theme, *key[:2])
    ]


def _stacked(stacks: Sequence[Stack]) -> Iterator[Name]:
    for one in stacks:
        yield Name(one.title, one.lon, one.lat, 13, "title", offset=(2, line_at(-1)))
        for rank, line in enumerate(one.lines):
            offset = (20, line_at(rank))
            yield Name(line.text, one.lon, one.lat, 13, "stack", 0, offset, line.selected)


def _within(areas: Sequence[Area]) -> Iterator[Name]:
    for one in areas:
        at = degrees.label_point(one.level, one.code) if one.label else None
        if at:
            yield Name(folded(one.label, 14), *at, 13, "site", selected=one.selected)


@lru_cache(maxsize=1)
def _departements() -> tuple[Name, ...]:
    found = []
    for level, code in read_territories():
        at = degrees.label_point(level, code) if level == "DEP" else None
        if at:
            # Nothing is drawn at that point: the name may stand on any side of it.
            found.append(Name(read_territories()[level, code].name, *at, 13, "dep", away=1))
    return tuple(found)


def _cities(later: float) -> list[Name]:
    """Return the largest communes of the région, the largest first, most of them from a later zoom."""
    return [
        Name(name, lon, lat, 12, "city", offset=(0, 14), least=0 if rank < _FIRST else later)
        for rank, (name, lon, lat) in enumerate(largest_communes(CITIES))
    ]


def _texts(
    name: str, written: Sequence[Written], theme: Theme, look: str, anchor: str
) -> list[Any]:
    """Return the halo of some names, then the names: a halo is the same text, moved by a pixel.

    deck.gl draws a halo from distance fields alone, which blur small letters and space them out.
    """
    rows = [
        {
            "at": [one.name.lon, one.name.lat],
            "text": one.name.text,
            "colour": rgb(
                theme.accent if one.name.selected else theme.muted if look == "quiet" else theme.ink
            ),
            "offset": [round(one.dx, 1), round(one.dy, 1)],
            "box": one.box,
        }
        for one in written
    ]
    halo = [
        {
            "at": row["at"], "text": row["text"], "box": row["box"],
            "offset": [row["offset"][0] + x, row["offset"][1] + y],
        }
        for row in rows
        for x, y in product((-1.2, 1.2), repeat=2)
    ]  # fmt: skip
    size = written[0].name.size
    shared: dict[str, Any] = {
        "get_position": "at",
        "get_text": "text",
        "get_pixel_offset": "offset",
        "get_content_box": "box",
        "content_cutoff_pixels": [written[0].room, 0],
        "get_size": size,
        "get_text_anchor": as_text(anchor),
        "get_alignment_baseline": as_text("center"),
        "line_height": 1.15,
        "font_family": as_text(FONT),
        "font_weight": 600 if look == "bold" else 400,
        "character_set": as_text("auto"),
        # Twice the size on screen: sharp on a dense screen, and halved without blur on another.
        "font_settings": {"fontSize": 2 * size, "buffer": 4},
        "pickable": False,
    }
    ground = rgb(theme.ground)
    return [
        pydeck.Layer("TextLayer", data=halo, id=f"halo-{name}", get_color=ground, **shared),
        pydeck.Layer("TextLayer", data=rows, id=f"names-{name}", get_color="colour", **shared),
    ]
