"""The ground of the map of the sites: sea, neighbours, région, zonings, classes, declared territories."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pydeck
from pydeck.types import String

from figures.theme import Mode, Theme
from loaders import degrees

SEA: dict[Mode, str] = {"light": "#ECEEF1", "dark": "#1E2227"}
AROUND: dict[Mode, str] = {"light": "#E0E4E9", "dark": "#272C33"}
"""The neighbours' land; what is no neighbour of ours in France has no outline here."""
_BOX = [[-12, 44], [14, 44], [14, 56], [-12, 56], [-12, 44]]


@dataclass(frozen=True)
class Ground:
    """What lies under the signs: a zoning as outlines, and the classes of a measure as fills."""

    level: str = ""
    classes: tuple[tuple[str, str, int], ...] = ()
    """Of each zone d'emploi: code, what the pointer reads, class (−1 when missing)."""


_PALE = 12
"""The alpha of a wide area."""


@dataclass(frozen=True)
class Area:
    """A territory drawn as a translucent area."""

    key: str
    tip: str
    level: str
    code: str
    selected: bool
    label: str = ""
    """What is written in it; empty where its site has signs."""

    @property
    def wide(self) -> bool:
        """Return whether it is so large that at rest its outline alone must speak."""
        return self.level == "DEP" and not self.selected


def rgb(colour: str, alpha: int = 255) -> list[int]:
    """Return "#B3144F" as deck.gl writes it: [179, 20, 79, 255]."""
    return [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), alpha]


def as_text(value: str) -> Any:
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
        line_width_units=as_text("pixels"),
        line_joint_rounded=True,
        pickable=False,
    )


def ground_layers(ground: Ground, theme: Theme) -> list[Any]:
    """Return the layers below all the others: no tile, only our own outlines."""
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
        get_line_color=rgb(theme.ground), get_line_width=1, line_width_units=as_text("pixels"),
        pickable=False,
    )  # fmt: skip


def area_layers(areas: Sequence[Area], theme: Theme, turn: int) -> list[Any]:
    """Return the declared territories, named after `turn` since they can be clicked."""
    features = []
    for one in areas:
        geometry = degrees.shape(one.level, one.code)
        if geometry is None:
            continue
        colour = theme.accent if one.selected else theme.ink
        fill, line = (_PALE, 130) if one.wide else (46, 200)
        said = {
            "key": one.key,
            "tip": one.tip,
            "fill": rgb(colour, fill),
            "line": rgb(colour, line),
        }
        features.append({"type": "Feature", "properties": said, "geometry": geometry})
    if not features:
        return []
    return [
        pydeck.Layer(
            "GeoJsonLayer", data=features, id=f"areas-{turn}", get_fill_color="properties.fill",
            stroked=True, get_line_color="properties.line", get_line_width=1.2,
            line_width_units=as_text("pixels"), pickable=True,
        )
    ]  # fmt: skip
