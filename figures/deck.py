"""The map of the sites as a deck.gl specification: our own ground, no tile, no request elsewhere."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import polars as pl
import pydeck
from pydeck.types import String

from figures.lettering import Name, Written, folded, write
from figures.marks import ICONS, Mark
from figures.theme import FONT, THEMES, Mode, Theme
from loaders import degrees
from loaders.cache import identity
from loaders.settings import geo_root
from loaders.territories import read_communes, read_territories

HEIGHT = 600
SEA: dict[Mode, str] = {"light": "#ECEEF1", "dark": "#1E2227"}
AROUND: dict[Mode, str] = {"light": "#E0E4E9", "dark": "#272C33"}
"""The neighbours' land; what is no neighbour of ours in France has no outline here."""
CELL = 64
"""The side of one sign in the atlas, in pixels."""
_KINDS = ("around", "city", "site")
CITIES = 110
"""How many communes are named, the largest first; the map shows those that it has room for."""
_EQUATOR = 40_075_016.7
_BOX = [[-12, 44], [14, 44], [14, 56], [-12, 56], [-12, 44]]
_CENTRE = (2.68, 49.98)
_ZOOM, _PHONE_ZOOM = 6.8, 6.25
_NEIGHBOURS = (
    ("Belgique", 3.95, 50.75), ("Normandie", 0.9, 49.45), ("Île-de-France", 2.5, 48.75),
    ("Grand Est", 4.6, 49.15), ("Manche", 0.75, 50.35),
)  # fmt: skip


@dataclass(frozen=True)
class Ground:
    """What lies under the signs: a zoning as outlines, and the classes of a measure as fills."""

    level: str = ""
    classes: tuple[tuple[str, str, int], ...] = ()
    """Of each zone d'emploi: code, what the pointer reads, class (−1 when missing)."""


@dataclass(frozen=True)
class Around:
    """A circle of `km` kilometres around a commune; the map opens on it."""

    lon: float
    lat: float
    km: float


@dataclass(frozen=True)
class Area:
    """A territory drawn as a translucent area."""

    key: str
    tip: str
    level: str
    code: str
    selected: bool


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return "#B3144F" as deck.gl writes it: [179, 20, 79, 255]."""
    return [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), alpha]


def deck(
    marks: Sequence[Mark],
    areas: Sequence[Area],
    ground: Ground,
    mode: Mode,
    atlas: str,
    turn: int = 0,
    phone: bool = False,
    around: Around | None = None,
) -> pydeck.Deck:
    """Return the map.

    `atlas` is the address of the signs (`icon_mapping`). The layers that can be clicked are named
    after `turn`: when it changes, the browser forgets the click before, so that the same sign can
    be clicked again and nothing is greyed.
    """
    theme = THEMES[mode]
    layers = [
        *_ground(ground, theme),
        *_areas(areas, theme, turn),
        *_circle(around, theme),
        *_names(marks, theme),
        *_signs(marks, theme, atlas, turn),
    ]
    options: dict[str, Any] = {
        "layers": layers,
        "map_provider": None,
        "initial_view_state": _view(around, phone),
        # Flat and north up: there is nothing to see from the side.
        "views": [pydeck.View("MapView", controller={"dragRotate": False, "touchRotate": False})],
        "tooltip": {
            "text": "{tip}",
            "style": {"backgroundColor": theme.ground, "color": theme.ink,
                      "border": f"1px solid {theme.edge}", "maxWidth": "260px"},
        },
    }  # fmt: skip
    return pydeck.Deck(**options)


def _view(around: Around | None, phone: bool) -> pydeck.ViewState:
    """Return what the map opens on: the whole région, or a circle; a phone shows it smaller."""
    lon, lat, zoom = *_CENTRE, _PHONE_ZOOM if phone else _ZOOM
    if around:
        lon, lat = around.lon, around.lat
        metres = 2000 * around.km / (HEIGHT * (0.5 if phone else 0.9))
        zoom = math.log2(_EQUATOR * math.cos(math.radians(lat)) / (512 * metres))
        zoom = round(min(9.5, zoom), 2)
    return pydeck.ViewState(longitude=lon, latitude=lat, zoom=zoom, min_zoom=5.5, max_zoom=12)


def _circle(around: Around | None, theme: Theme) -> list[Any]:
    if around is None:
        return []
    return [
        pydeck.Layer(
            "ScatterplotLayer", data=[{"at": [around.lon, around.lat]}], id="around-commune",
            get_position="at", get_radius=1000 * around.km, filled=False, stroked=True,
            get_line_color=rgb(theme.ink), get_line_width=1.5, line_width_units=_text("pixels"),
            pickable=False,
        )
    ]  # fmt: skip


def icon_mapping() -> dict[str, dict[str, Any]]:
    """Return where each sign lies in the atlas; only its shape counts, its colour is given."""
    return {
        icon: {"x": CELL * at, "y": 0, "width": CELL, "height": CELL, "mask": True}
        for at, icon in enumerate(ICONS)
    }


def _text(value: str) -> Any:
    """Return a text as pydeck keeps it: a plain one would be an expression on the rows."""
    return String(value)


def _outlines(name: str, data: Any, fill: list[int] | None, line: list[int], width: float) -> Any:
    return pydeck.Layer(
        "GeoJsonLayer",
        data=data,
        id=name,
        filled=fill is not None,
        get_fill_color=fill or [0, 0, 0, 0],
        stroked=width > 0,
        get_line_color=line,
        get_line_width=width,
        line_width_units=_text("pixels"),
        line_joint_rounded=True,
        pickable=False,
    )


def _ground(ground: Ground, theme: Theme) -> list[Any]:
    url, mode = degrees.degrees_url, theme.mode
    sea = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "Polygon", "coordinates": [_BOX]},
        }
    ]
    around, region = degrees.AROUND, degrees.LAYERS["REG"]
    found = [
        _outlines("sea", sea, rgb(SEA[mode]), [0, 0, 0, 0], 0),
        _outlines("around", url(around), rgb(AROUND[mode]), rgb(theme.ground), 1),
        _outlines("land", url(region), rgb(theme.ground), [0, 0, 0, 0], 0),
    ]
    if ground.classes:
        found.append(_choropleth(ground, theme))
    found.append(
        _outlines("departements", url(degrees.LAYERS["DEP"]), None, rgb(theme.edge, 150), 0.8)
    )
    if ground.level:
        zoning = url(degrees.LAYERS[ground.level])
        found.append(_outlines(f"zoning-{ground.level}", zoning, None, rgb(theme.ink, 190), 1))
    found.append(_outlines("region", url(region), None, rgb(theme.ink), 1.3))
    return found


def _choropleth(ground: Ground, theme: Theme) -> Any:
    outlines = degrees.shapes("ZE2020")
    features = [
        {
            "type": "Feature",
            "properties": {
                "tip": tip,
                "fill": rgb(theme.sequential[rank]) if rank >= 0 else [0] * 4,
            },
            "geometry": outlines[code],
        }
        for code, tip, rank in ground.classes
        if code in outlines
    ]
    return pydeck.Layer(
        "GeoJsonLayer", data=features, id="classes", get_fill_color="properties.fill", stroked=True,
        get_line_color=rgb(theme.ground), get_line_width=1, line_width_units=_text("pixels"),
        pickable=False,
    )  # fmt: skip


def _areas(areas: Sequence[Area], theme: Theme, turn: int) -> list[Any]:
    features = []
    for one in areas:
        geometry = degrees.shape(one.level, one.code)
        if geometry is None:
            continue
        colour = theme.accent if one.selected else theme.ink
        said = {"key": one.key, "tip": one.tip, "fill": rgb(colour, 46), "line": rgb(colour, 200)}
        features.append({"type": "Feature", "properties": said, "geometry": geometry})
    if not features:
        return []
    return [
        pydeck.Layer(
            "GeoJsonLayer", data=features, id=f"areas-{turn}", get_fill_color="properties.fill",
            stroked=True, get_line_color="properties.line", get_line_width=1.2,
            line_width_units=_text("pixels"), pickable=True,
        )
    ]  # fmt: skip


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
        "icon_atlas": _text(atlas),
        "icon_mapping": icon_mapping(),
        "get_position": "at",
        "get_pixel_offset": "offset",
        "size_units": _text("pixels"),
    }
    return [
        pydeck.Layer("IconLayer", id="halos", get_icon="under", get_size="halo",
                     get_color=rgb(theme.ground), pickable=False, **shared),
        pydeck.Layer("IconLayer", id=f"sites-{turn}", get_icon="icon", get_size="size",
                     get_color="colour", pickable=True, **shared),
    ]  # fmt: skip


def _names(marks: Sequence[Mark], theme: Theme) -> list[Any]:
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


@lru_cache(maxsize=2)
def _largest(_version: Any) -> tuple[tuple[str, float, float], ...]:
    largest = read_communes().sort("population", descending=True).head(CITIES)
    return tuple(largest.select("name", "lon", "lat").iter_rows())


def _cities() -> list[Name]:
    """Return the largest communes of the région, the largest first, below their point."""
    return [
        Name(name, lon, lat, 12, "city", offset=(0, 14))
        for name, lon, lat in _largest(identity(geo_root() / "communes.csv"))
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
        get_text_anchor=_text(anchor),
        get_alignment_baseline=_text("center"),
        line_height=1.15,
        font_family=_text(FONT),
        font_weight=600 if site else 400,
        character_set=_text("auto"),
        font_settings={"sdf": True, "fontSize": 64, "buffer": 12, "radius": 16, "smoothing": 0.1},
        outline_width=4,
        outline_color=rgb(theme.ground),
        pickable=False,
    )


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
