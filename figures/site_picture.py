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
from figures.site_drawn import frame, ground, leaders, placed, row, shape_of, shaped, signs
from figures.site_stacks import Stack
from figures.site_view import SiteView
from figures.theme import THEMES, config
from loaders import degrees
from loaders.outlines import plane
from loaders.sites import Site
from loaders.territories import HOME, find

WIDTH = 1000
_SIDE = 1000
"""Room of the map, in pixels; the legend lies below it."""
_LEGEND_LINE = 26
_AROUND = 170
"""Room of the title, of the sources and of the margins."""
_TEXT = 15
_THEME = THEMES["light"]


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
    return spec, {"signs": frame(rows), "leaders": _leaders(stacks, scale, left)}, WIDTH, height


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
    theme = _THEME

    constant = {"type": "nominal", "scale": None}
    name = {
        "text": {"field": "label", "type": "nominal"},
        "color": {"field": "ink", **constant},
    }
    beside = {"type": "text", "align": "left", "baseline": "middle", "dx": 12, "fontSize": _TEXT}
    halo = {"stroke": theme.ground, "strokeWidth": 4, "strokeJoin": "round"}
    return {
        "background": theme.ground,
        "padding": 24,
        "title": {
            "text": _cut(title, 74), "subtitle": _cut(source, 150), "anchor": "start",
            "fontSize": 26, "subtitleFontSize": 13, "subtitleColor": theme.muted,
            "color": theme.ink, "offset": 12,
        },
        "layer": [
            *ground(theme, areas, projection),
            leaders(theme),
            signs(),
            placed(beside | halo, "datum.label != ''", {"text": name["text"]}),
            placed(beside, "datum.label != ''", name),
        ],
        "config": config(theme),
    }  # fmt: skip


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
            found.append(row(*at, *shaped(one.icon, one.colour), label, ink, size_of))
    return found


def _stacked(stacks: Sequence[Stack], scale: float, left: float) -> list[dict[str, Any]]:
    found = []
    for one in stacks:
        x, y = degrees.to_plane(one.lon, one.lat)
        x, y = left + x * scale, y * scale
        found.append(row(x - 10, y + line_at(-1), "", "", "", one.title, _THEME.muted))
        for rank, line in enumerate(one.lines):
            ink = _THEME.accent if line.selected else _THEME.ink
            at = (x + 8, y + 1.3 * line_at(rank))
            found.append(row(*at, *shaped(line.icon, line.colour), line.text, ink, 90))
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
                row(
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
        found.append(row(x, y, shape_of(one["shape"]), one["fill"], one["stroke"], one["label"],
                         _THEME.ink, flat=one["shape"] == "area"))  # fmt: skip
    return found


def _cut(text: str, most: int) -> list[str]:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + len(word) + 1 > most:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
