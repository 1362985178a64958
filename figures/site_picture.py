"""The map of the sites as a picture to take away: the same signs, drawn without a browser."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from figures.marks import Mark
from figures.theme import THEMES, Mode, config
from loaders.degrees import to_plane
from loaders.outlines import outline_url, plane

WIDTH, HEIGHT = 1000, 1180
_TOP, _BOTTOM = 90, 60


def spec(mode: Mode, title: str, source: str) -> dict[str, Any]:
    """Return the Vega-Lite spec of the picture, without its signs (see `rows`)."""
    theme, url, size = THEMES[mode], outline_url("hdf"), plane("hdf")
    scale = min((WIDTH - 40) / size.width, (HEIGHT - _TOP - _BOTTOM) / size.height)
    projection = {
        "type": "identity",
        "scale": scale,
        "translate": [(WIDTH - size.width * scale) / 2, 0],
    }

    def outline(feature: str, fill: str | None, stroke: str, width: float) -> dict[str, Any]:
        return {
            "data": {"url": url, "format": {"type": "topojson", "feature": feature}},
            "projection": projection,
            "mark": {"type": "geoshape", "fill": fill, "stroke": stroke, "strokeWidth": width},
        }

    def signs(mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
        place = {
            "longitude": {"field": "x", "type": "quantitative"},
            "latitude": {"field": "y", "type": "quantitative"},
        }
        return {
            "data": {"name": "signs"},
            "projection": projection,
            "mark": mark,
            "encoding": place | encoding,
        }

    constant = {"type": "nominal", "scale": None}
    name = {"text": {"field": "label", "type": "nominal"}}
    beside = {"type": "text", "align": "left", "baseline": "middle", "dx": 11, "fontSize": 14}
    return {
        "background": theme.ground,
        "title": {
            "text": _cut(title, 78), "subtitle": _cut(source, 150), "anchor": "start",
            "fontSize": 24, "subtitleFontSize": 12, "subtitleColor": theme.muted,
            "color": theme.ink, "offset": 12,
        },
        "layer": [
            outline("dep", theme.panel, theme.edge, 1),
            outline("region", None, theme.ink, 1.5),
            signs(
                {"type": "point", "size": 150, "strokeWidth": 2, "opacity": 1},
                {
                    "shape": {"field": "shape", **constant},
                    "fill": {"field": "fill", **constant},
                    "stroke": {"field": "stroke", **constant},
                },
            ),
            signs(beside | {"stroke": theme.ground, "strokeWidth": 4, "strokeJoin": "round"}, name),
            signs(beside | {"color": theme.ink}, name),
        ],
        "config": config(theme),
    }  # fmt: skip


def _cut(text: str, most: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) + 1 > most:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def rows(marks: Sequence[Mark], mode: Mode = "light") -> dict[str, pl.DataFrame]:
    """Return the dataset of `spec`: x, y (units of the plane), shape, fill, stroke, label.

    What lies outside the plane, in another région, is left out.
    """
    theme, size = THEMES[mode], plane("hdf")
    found = []
    for one in marks:
        x, y = to_plane(one.lon, one.lat)
        if not (0 <= x <= size.width and 0 <= y <= size.height):
            continue
        shape, _, hollow = one.icon.partition("-")
        found.append(
            {
                "x": x + one.offset[0], "y": y + one.offset[1], "shape": shape,
                "fill": theme.ground if hollow else one.colour,
                "stroke": one.colour if hollow else theme.ground, "label": one.label,
            }
        )  # fmt: skip
    text = dict.fromkeys(("shape", "fill", "stroke", "label"), pl.String)
    return {"signs": pl.DataFrame(found, schema={"x": pl.Float64, "y": pl.Float64} | text)}
