"""The map of the sites as a deck.gl specification: our own ground, no tile, no request elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
import pydeck

from figures.deck_ground import Area, Ground, area_layers, as_text, ground_layers, rgb
from figures.deck_names import name_layers
from figures.deck_stacks import stack_layers
from figures.marks import ICONS, Mark
from figures.site_frame import Around, Frame
from figures.site_stacks import Stack
from figures.theme import THEMES, Mode, Theme
from loaders.territories import read_communes, read_territories

CELL = 64
"""The side of one sign in the atlas, in pixels."""


def deck(
    marks: Sequence[Mark],
    areas: Sequence[Area],
    ground: Ground,
    mode: Mode,
    atlas: str,
    frame: Frame,
    turn: int = 0,
    around: Around | None = None,
    stacks: Sequence[Stack] = (),
) -> pydeck.Deck:
    """Return the map, open on `frame`.

    `atlas` is the address of the signs (`icon_mapping`). The layers that can be clicked are named
    after `turn`: when it changes, the browser forgets the click before, so that the same sign can
    be clicked again and nothing is greyed.
    """
    theme = THEMES[mode]
    layers = [
        *ground_layers(ground, theme),
        *area_layers(areas, theme, turn),
        *_circle(around, theme),
        *stack_layers(stacks, theme, atlas, icon_mapping(), turn),
        *name_layers(marks, areas, stacks, theme, frame),
        *_signs(marks, theme, atlas, turn),
    ]
    options: dict[str, Any] = {
        "layers": layers,
        "map_provider": None,
        "initial_view_state": pydeck.ViewState(
            longitude=frame.lon, latitude=frame.lat, zoom=frame.zoom, min_zoom=5, max_zoom=12
        ),
        # Flat and north up: there is nothing to see from the side.
        "views": [pydeck.View("MapView", controller={"dragRotate": False, "touchRotate": False})],
        "tooltip": {
            "text": "{tip}",
            "style": {"backgroundColor": theme.ground, "color": theme.ink,
                      "border": f"1px solid {theme.edge}", "maxWidth": "260px"},
        },
    }  # fmt: skip
    return pydeck.Deck(**options)


def _circle(around: Around | None, theme: Theme) -> list[Any]:
    if around is None:
        return []
    return [
        pydeck.Layer(
            "ScatterplotLayer", data=[{"at": [around.lon, around.lat]}], id="around-commune",
            get_position="at", get_radius=1000 * around.km, filled=False, stroked=True,
            get_line_color=rgb(theme.ink), get_line_width=1.5, line_width_units=as_text("pixels"),
            pickable=False,
        ),
        pydeck.Layer(
            "ScatterplotLayer", data=[{"at": [around.lon, around.lat]}], id="commune",
            get_position="at", get_radius=4, radius_units=as_text("pixels"),
            get_fill_color=rgb(theme.accent), pickable=False,
        ),
    ]  # fmt: skip


def icon_mapping() -> dict[str, dict[str, Any]]:
    """Return where each sign lies in the atlas; only its shape counts, its colour is given."""
    return {
        icon: {"x": CELL * at, "y": 0, "width": CELL, "height": CELL, "mask": True}
        for at, icon in enumerate(ICONS)
    }


def _rows(marks: Sequence[Mark], theme: Theme) -> list[dict[str, Any]]:
    return [
        {
            "key": one.key,
            "tip": one.tip,
            "at": [one.lon, one.lat],
            "icon": one.icon,
            "under": one.icon.removesuffix("-hollow"),
            "colour": rgb(one.colour),
            "size": one.size,
            "halo": one.size + 5,
            "offset": list(one.offset),
        }
        for one in marks
    ]


def _signs(marks: Sequence[Mark], theme: Theme, atlas: str, turn: int) -> list[Any]:
    """Return the signs over their halos, which also fill the hollow ones."""
    shared: dict[str, Any] = {
        "data": _rows(marks, theme),
        "icon_atlas": as_text(atlas),
        "icon_mapping": icon_mapping(),
        "get_position": "at",
        "get_pixel_offset": "offset",
        "size_units": as_text("pixels"),
    }
    return [
        pydeck.Layer("IconLayer", id="halos", get_icon="under", get_size="halo",
                     get_color=rgb(theme.ground), pickable=False, **shared),
        pydeck.Layer("IconLayer", id=f"sites-{turn}", get_icon="icon", get_size="size",
                     get_color="colour", pickable=True, **shared),
    ]  # fmt: skip


def clicked(selection: Mapping[str, Any]) -> str:
    """Return the key of the site that a click chose, "" when it chose none."""
    for picked in selection.get("objects", {}).values():
        for one in picked:
            found = one.get("key") or one.get("properties", {}).get("key", "")
            if found:
                return str(found)
    return ""


def named(level: str, code: str) -> str:
    """Return the name of a territory, a commune included; its code when it is of no file."""
    if level == "COM":
        found = read_communes().filter(pl.col("commune") == code)
        return str(found["name"][0]) if found.height else code
    place = read_territories().get((level, code))
    return place.name if place else code
