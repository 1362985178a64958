"""The map of the sites as a picture to take away: the same signs, areas and legend, drawn without a browser."""

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any

import polars as pl

from figures.deck_ground import Area
from figures.deck_stacks import line_at
from figures.formats import THIN
from figures.marks import Mark
from figures.site_stacks import Stack
from figures.site_view import SiteView
from figures.theme import THEMES, config
from loaders import degrees
from loaders.outlines import outline_url, plane
from loaders.sites import Site
from loaders.territories import HOME, find

WIDTH = 1000
_SIDE = 1000
"""Room of the map, in pixels; the legend lies below it."""
_REGION = "M-1,-0.7H1V0.7H-1Z"
_DIAMOND = "M0,-1.2L1.2,0L0,1.2L-1.2,0Z"
_LEGEND_LINE = 26
_AROUND = 170
"""Room of the title, of the sources and of the margins."""
_TEXT = 15
_THEME = THEMES["light"]
_FILE = {"REG": "region", "DEP": "dep", "EPCI": "epci", "SPEL": "spel", "ZE2020": "ze"}


def picture(
    title: str,
    source: str,
    marks: Sequence[Mark],
    areas: Sequence[Area],
    stacks: Sequence[Stack],
    legend: pl.DataFrame,
) -> tuple[dict[str, Any], dict[str, pl.DataFrame], int, int]:
    """Return the Vega-Lite spec of the picture, its datasets, its width and its height in pixels.

    `legend` is as `site_legend.legend_rows`. What lies in another région is left out.
    """
    size = plane("hdf")
    scale = min((WIDTH - 40) / size.width, (_SIDE - 60) / size.height)
    left = (WIDTH - size.width * scale) / 2
    told = {line.key for one in stacks if one.ring for line in one.lines}
    rows = [
        *_signs(marks, scale, left, told),
        *_stacked(stacks, scale, left),
        *_named(areas, scale, left),
    ]
    rows += _legend(legend)
    height = _SIDE + _AROUND + _LEGEND_LINE * math.ceil(legend.height / 2)
    spec = _spec(title, source, areas, {"type": "identity", "scale": scale, "translate": [left, 0]})
    return spec, {"signs": _frame(rows), "leaders": _leaders(stacks, scale, left)}, WIDTH, height


def on_paper(view: SiteView) -> tuple[Site, ...]:
    """Return the sites listed but those that stand in another région, which the picture leaves out."""
    size = plane("hdf")
    seen = set()
    for one in view.signs("light"):
        x, y = degrees.to_plane(one.lon, one.lat)
        if 0 <= x <= size.width and 0 <= y <= size.height:
            seen.add(one.key)
    return tuple(one for one in view.kept if one.region == HOME or one.key in seen)


def left_out(view: SiteView, under: str = "") -> str:
    """Return in words what the page shows and the picture does not; `under` names the rate below the signs."""
    texts = []
    drawn = {one.key for one in on_paper(view)}
    away = Counter(one.region for one in view.kept if one.key not in drawn)
    for code, count in away.items():
        many = count > 1
        sites = f"{count} sites" if many else "Un site"
        texts.append(f"{sites} {find('REG', code).de}, dans la liste seule, hors de cette carte.")
    if view.choice.around:
        texts.append("Le cercle de distance n’est pas dessiné.")
    if under:
        texts.append(f"Non dessiné{THIN}: {under[0].lower()}{under[1:]}.")
    return " ".join(texts)


def _spec(
    title: str, source: str, areas: Sequence[Area], projection: dict[str, Any]
) -> dict[str, Any]:
    theme, url = _THEME, outline_url("hdf")

    def outline(feature: str, fill: str | None, stroke: str, width: float) -> dict[str, Any]:
        return {
            "data": {"url": url, "format": {"type": "topojson", "feature": feature}},
            "projection": projection,
            "mark": {"type": "geoshape", "fill": fill, "stroke": stroke, "strokeWidth": width},
        }

    def flat(level: str, codes: list[str], colour: str, wide: bool) -> dict[str, Any]:
        drawn = outline(_FILE[level], colour, colour, 1.2)
        drawn["mark"] |= {
            "fillOpacity": 0.05 if wide else 0.18,
            "strokeOpacity": 0.5 if wide else 1,
        }
        return drawn | {"transform": [{"filter": {"field": "id", "oneOf": codes}}]}

    def layer(mark: dict[str, Any], test: str, encoding: dict[str, Any]) -> dict[str, Any]:
        place = {
            axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None}
            for axis in ("x", "y")
        }
        return {
            "data": {"name": "signs"}, "transform": [{"filter": test}],
            "mark": mark, "encoding": place | encoding,
        }  # fmt: skip

    constant = {"type": "nominal", "scale": None}
    name = {
        "text": {"field": "label", "type": "nominal"},
        "color": {"field": "ink", **constant},
    }
    beside = {"type": "text", "align": "left", "baseline": "middle", "dx": 12, "fontSize": _TEXT}
    halo = {"stroke": theme.ground, "strokeWidth": 4, "strokeJoin": "round"}
    colours: dict[tuple[str, str, bool], list[str]] = {}
    for one in areas:
        if one.level in _FILE:
            key = (one.level, theme.accent if one.selected else theme.ink, one.wide)
            colours.setdefault(key, []).append(one.code)
    return {
        "background": theme.ground,
        "padding": 24,
        "title": {
            "text": _cut(title, 74), "subtitle": _cut(source, 150), "anchor": "start",
            "fontSize": 26, "subtitleFontSize": 13, "subtitleColor": theme.muted,
            "color": theme.ink, "offset": 12,
        },
        "layer": [
            outline("dep", theme.panel, theme.edge, 1),
            *(flat(level, codes, colour, wide) for (level, colour, wide), codes in colours.items()),
            outline("region", None, theme.ink, 1.5),
            {
                "data": {"name": "leaders"},
                "mark": {"type": "rule", "stroke": theme.ink, "strokeWidth": 1.2},
                "encoding": {
                    one: {"field": one, "type": "quantitative", "scale": None, "axis": None}
                    for one in ("x", "y", "x2", "y2")
                },
            },
            layer(
                {"type": "point", "strokeWidth": 2, "opacity": 1},
                "datum.shape != ''",
                {
                    "shape": {"field": "shape", **constant},
                    "fill": {"field": "fill", **constant},
                    "stroke": {"field": "stroke", **constant},
                    "size": {"field": "size", "type": "quantitative", "scale": None},
                    "strokeDash": {
                        "condition": {"test": f"datum.shape == '{_REGION}'", "value": [4, 3]},
                        "value": [1, 0],
                    },
                    "fillOpacity": {
                        "condition": {"test": "datum.flat", "value": 0.18}, "value": 1,
                    },
                },
            ),
            layer(beside | halo, "datum.label != ''", {"text": name["text"]}),
            layer(beside, "datum.label != ''", name),
        ],
        "config": config(theme),
    }  # fmt: skip


def _row(
    x: float, y: float, shape: str, fill: str, stroke: str, label: str, ink: str,
    size: int = 150, flat: bool = False,
) -> dict[str, Any]:  # fmt: skip
    return {"x": x, "y": y, "shape": shape, "fill": fill, "stroke": stroke, "label": label,
            "ink": ink, "size": size, "flat": flat}  # fmt: skip


def _shaped(icon: str, colour: str) -> tuple[str, str, str]:
    """Return the shape of a sign, its fill and its outline."""
    shape, _, hollow = icon.partition("-")
    if shape == "region":
        return _REGION, _THEME.ground, colour
    shape = _DIAMOND if shape == "diamond" else shape
    return shape, _THEME.ground if hollow else colour, colour if hollow else _THEME.ground


def _signs(
    marks: Sequence[Mark], scale: float, left: float, told: set[str]
) -> list[dict[str, Any]]:
    size = plane("hdf")
    found = []
    for one in marks:
        x, y = degrees.to_plane(one.lon, one.lat)
        if 0 <= x <= size.width and 0 <= y <= size.height:
            at = (left + x * scale + one.offset[0], y * scale + one.offset[1])
            ink = _THEME.accent if one.selected else _THEME.ink
            # Numbers alone would lie over one another, and no zoom parts them on paper.
            alone = one.label.isdigit() or one.key in told
            label = "" if alone and not one.selected else one.label
            size_of = 150 if one.icon.endswith("hollow") else 230
            found.append(_row(*at, *_shaped(one.icon, one.colour), label, ink, size_of))
    return found


def _stacked(stacks: Sequence[Stack], scale: float, left: float) -> list[dict[str, Any]]:
    found = []
    for one in stacks:
        x, y = degrees.to_plane(one.lon, one.lat)
        x, y = left + x * scale, y * scale
        found.append(_row(x - 10, y + line_at(-1), "", "", "", one.title, _THEME.muted))
        for rank, line in enumerate(one.lines):
            ink = _THEME.accent if line.selected else _THEME.ink
            at = (x + 8, y + 1.3 * line_at(rank))
            found.append(_row(*at, *_shaped(line.icon, line.colour), line.text, ink, 90))
    return found


def _leaders(stacks: Sequence[Stack], scale: float, left: float) -> pl.DataFrame:
    rows = []
    for one in stacks:
        if one.ring:
            x, y = degrees.to_plane(one.ring.lon, one.ring.lat)
            x2, y2 = degrees.to_plane(one.lon, one.lat)
            rows.append({"x": left + x * scale, "y": y * scale,
                         "x2": left + x2 * scale, "y2": y2 * scale})  # fmt: skip
    return pl.DataFrame(rows, schema=dict.fromkeys(("x", "y", "x2", "y2"), pl.Float64))


def _named(areas: Sequence[Area], scale: float, left: float) -> list[dict[str, Any]]:
    found = []
    for one in areas:
        at = degrees.label_point(one.level, one.code) if one.label else None
        if at:
            x, y = degrees.to_plane(*at)
            ink = _THEME.accent if one.selected else _THEME.ink
            found.append(
                _row(
                    left + x * scale - 12 - 3.5 * len(one.label),
                    y * scale,
                    "",
                    "",
                    "",
                    one.label,
                    ink,
                )
            )
    return found


def _legend(legend: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the legend below the map, in two columns."""
    found = []
    for one in legend.iter_rows(named=True):
        x, y = 20 + one["x"] * WIDTH / 2, _SIDE + one["y"] * _LEGEND_LINE
        drawn = str(one["shape"])
        shape = {"area": "square", "region": _REGION, "diamond": _DIAMOND}.get(drawn, drawn)
        found.append(_row(x, y, shape, one["fill"], one["stroke"], one["label"], _THEME.ink,
                          flat=one["shape"] == "area"))  # fmt: skip
    return found


def _frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    text = dict.fromkeys(("shape", "fill", "stroke", "label", "ink"), pl.String)
    schema = {"x": pl.Float64, "y": pl.Float64} | text | {"size": pl.Int64, "flat": pl.Boolean}
    return pl.DataFrame(rows, schema=schema)


def _cut(text: str, most: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) + 1 > most:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
