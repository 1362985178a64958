"""The names on the map of the sites: of the sites, the cities and the neighbours."""

from collections.abc import Sequence
from typing import Any

import pydeck

from figures.deck_ground import as_text, rgb
from figures.lettering import Name, Written, folded, write
from figures.marks import Mark
from figures.theme import FONT, Theme
from loaders.search import largest_communes

_KINDS = ("around", "city", "site")
CITIES = 110
"""How many communes are named, the largest first; the map shows those that it has room for."""
_NEIGHBOURS = (
    ("Belgique", 3.95, 50.75), ("Normandie", 0.9, 49.45), ("Île-de-France", 2.5, 48.75),
    ("Grand Est", 4.6, 49.15), ("Manche", 0.75, 50.35),
)  # fmt: skip


def name_layers(marks: Sequence[Mark], theme: Theme) -> list[Any]:
    """Return the names of the sites, of the neighbours and of the cities; zooming in shows more."""
    signs = [Name("", one.lon, one.lat, 0, "sign", one.size / 2 + 1, one.offset) for one in marks]
    ranked = sorted((one for one in marks if one.label), key=lambda one: not one.selected)
    names = [
        Name(
            folded(one.label), one.lon, one.lat, 13, "site", one.size / 2, one.offset, one.selected
        )
        for one in ranked
    ]
    around = [Name(name, lon, lat, 13, "around") for name, lon, lat in _NEIGHBOURS]
    written = write((*names, *around, *_cities()), tuple(signs))
    groups: dict[tuple[str, str, int], list[Written]] = {}
    for one in written:
        groups.setdefault((one.name.kind, one.anchor, one.room), []).append(one)
    order = sorted(groups, key=lambda key: (_KINDS.index(key[0]), *key[1:]))
    return [
        _texts("-".join(["names", *map(str, key)]), groups[key], theme, key[1]) for key in order
    ]


def _cities() -> list[Name]:
    """Return the largest communes of the région, the largest first, below their point."""
    return [
        Name(name, lon, lat, 12, "city", offset=(0, 14))
        for name, lon, lat in largest_communes(CITIES)
    ]


def _texts(name: str, written: Sequence[Written], theme: Theme, anchor: str) -> Any:
    site = written[0].name.kind == "site"
    rows = [
        {
            "at": [one.name.lon, one.name.lat],
            "text": one.name.text,
            "colour": rgb(
                theme.accent
                if one.name.selected
                else theme.muted
                if written[0].name.kind == "around"
                else theme.ink
            ),
            "offset": [round(one.dx, 1), round(one.dy, 1)],
            "box": one.box,
        }
        for one in written
    ]
    return pydeck.Layer(
        "TextLayer",
        data=rows,
        id=name,
        get_position="at",
        get_text="text",
        get_pixel_offset="offset",
        get_color="colour",
        get_content_box="box",
        content_cutoff_pixels=[written[0].room, 0],
        get_size=written[0].name.size,
        get_text_anchor=as_text(anchor),
        get_alignment_baseline=as_text("center"),
        line_height=1.15,
        font_family=as_text(FONT),
        font_weight=600 if site else 400,
        character_set=as_text("auto"),
        font_settings={"sdf": True, "fontSize": 64, "buffer": 12, "radius": 16, "smoothing": 0.1},
        outline_width=4,
        outline_color=rgb(theme.ground),
        pickable=False,
    )
