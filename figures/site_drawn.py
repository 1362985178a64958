"""What every drawing of the sites shares: the ground below them, their signs, and the rows of both."""

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from figures.deck_ground import Area
from figures.theme import THEMES, Theme
from loaders.outlines import outline_url

REGION = "M-1,-0.7H1V0.7H-1Z"
_DIAMOND = "M0,-1.2L1.2,0L0,1.2L-1.2,0Z"
_FILE = {"REG": "region", "DEP": "dep", "EPCI": "epci", "SPEL": "spel", "ZE2020": "ze"}
_CONSTANT = {"type": "nominal", "scale": None}


def ground(
    theme: Theme, areas: Sequence[Area], projection: dict[str, Any], wide: float = 1.5
) -> list[dict[str, Any]]:
    """Return the layers of the départements, of the declared areas and of the région's outline."""
    url = outline_url("hdf")

    def outline(feature: str, fill: str | None, stroke: str, width: float) -> dict[str, Any]:
        return {
            "data": {"url": url, "format": {"type": "topojson", "feature": feature}},
            "projection": projection,
            "mark": {"type": "geoshape", "fill": fill, "stroke": stroke, "strokeWidth": width},
        }

    def flat(level: str, codes: list[str], colour: str, large: bool) -> dict[str, Any]:
        drawn = outline(_FILE[level], colour, colour, 1.2)
        drawn["mark"] |= {
            "fillOpacity": 0.05 if large else 0.18,
            "strokeOpacity": 0.5 if large else 1,
        }
        return drawn | {"transform": [{"filter": {"field": "id", "oneOf": codes}}]}

    colours: dict[tuple[str, str, bool], list[str]] = {}
    for one in areas:
        if one.level in _FILE:
            key = (one.level, theme.accent if one.selected else theme.ink, one.wide)
            colours.setdefault(key, []).append(one.code)
    return [
        outline("dep", theme.panel, theme.edge, 1),
        *(flat(level, codes, colour, large) for (level, colour, large), codes in colours.items()),
        outline("region", None, theme.ink, wide),
    ]


def placed(mark: dict[str, Any], test: str, encoding: dict[str, Any]) -> dict[str, Any]:
    """Return a layer of the rows "signs" that pass a test, each at its own pixels."""
    place = {
        axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None}
        for axis in ("x", "y")
    }
    return {
        "data": {"name": "signs"}, "transform": [{"filter": test}],
        "mark": mark, "encoding": place | encoding,
    }  # fmt: skip


def signs(stroke: float = 2) -> dict[str, Any]:
    """Return the layer of the signs; that of the whole région is dashed, that of an area is a tint."""
    return placed(
        {"type": "point", "strokeWidth": stroke, "opacity": 1},
        "datum.shape != ''",
        {
            "shape": {"field": "shape", **_CONSTANT},
            "fill": {"field": "fill", **_CONSTANT},
            "stroke": {"field": "stroke", **_CONSTANT},
            "size": {"field": "size", "type": "quantitative", "scale": None},
            "strokeDash": {
                "condition": {"test": f"datum.shape == '{REGION}'", "value": [4, 3]},
                "value": [1, 0],
            },
            "fillOpacity": {"condition": {"test": "datum.flat", "value": 0.18}, "value": 1},
        },
    )


def leaders(theme: Theme) -> dict[str, Any]:
    """Return the layer of the lines from a sign to its name: x, y, x2, y2 of the rows "leaders"."""
    return {
        "data": {"name": "leaders"},
        "mark": {"type": "rule", "stroke": theme.ink, "strokeWidth": 1.2},
        "encoding": {
            one: {"field": one, "type": "quantitative", "scale": None, "axis": None}
            for one in ("x", "y", "x2", "y2")
        },
    }


def row(
    x: float, y: float, shape: str, fill: str, stroke: str, label: str, ink: str,
    size: int = 150, flat: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Return one row of "signs": a sign, a name, or both."""
    return {"x": x, "y": y, "shape": shape, "fill": fill, "stroke": stroke, "label": label,
            "ink": ink, "size": size, "flat": flat}  # fmt: skip


def shaped(icon: str, colour: str) -> tuple[str, str, str]:
    """Return the shape of a sign, its fill and its outline, on the light ground of a picture."""
    paper = THEMES["light"].ground
    shape, _, hollow = icon.partition("-")
    if shape == "region":
        return REGION, paper, colour
    return shape_of(shape), paper if hollow else colour, colour if hollow else paper


def shape_of(name: str) -> str:
    """Return the shape that Vega draws for a sign of the legend."""
    return {"area": "square", "region": REGION, "diamond": _DIAMOND}.get(name, name)


def frame(rows: Iterable[dict[str, Any]]) -> pl.DataFrame:
    """Return the dataset "signs"."""
    text = dict.fromkeys(("shape", "fill", "stroke", "label", "ink"), pl.String)
    schema = {"x": pl.Float64, "y": pl.Float64} | text | {"size": pl.Int64, "flat": pl.Boolean}
    return pl.DataFrame(list(rows), schema=schema)
