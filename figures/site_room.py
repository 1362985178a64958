"""The map of the sites for a room: signs with their numbers, and beside them what each number names."""

import math
from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import polars as pl

from figures import site_picture
from figures.marks import FEW, Mark
from figures.site_drawn import frame, ground, leaders, placed, row, shape_of, shaped, signs
from figures.site_legend import legend_rows
from figures.site_page import unplaced
from figures.site_stacks import everywhere
from figures.site_view import SiteView, rate_classes
from figures.theme import THEMES, config
from loaders import degrees
from loaders.outlines import plane
from loaders.sites import Site

WIDE, LOW = (560, 310), 360
"""Width and height of the drawing of a projector, width of that of a phone, in pixels."""
TEXT, LINE = 13, 16.4
"""Pixels of the texts, and from one line of the list to the next."""
RATE = "taux"
_THEME = THEMES["light"]
_SIGN, _HALF, _DIGIT = 80, 6, 7.2
"""Area of a sign, half its side, and the width of a digit."""
_APART, _TURNS = 12, 30
"""How far from one another few signs are pushed, in so many rounds."""
_GAP = 18
_LETTER = 0.5
_SPREAD = 0.8
"""How much of the page's distance between the signs of one commune: they are smaller here."""
_RINGS = (0, 5, 11, 18, 26)
_MOST = 40
"""Lines of the list of a phone."""
Box = tuple[float, float, float, float]
Rows = list[dict[str, Any]]


def drawing(view: SiteView, wide: bool) -> tuple[dict[str, Any], dict[str, pl.DataFrame], int, int]:
    """Return the Vega-Lite spec, its datasets, its width and its height in pixels.

    `wide`: the list stands beside the map, and holds no more than it has room for; else below it.
    """
    size = plane("hdf")
    width, high = (WIDE[0], WIDE[1] - 8) if wide else (LOW, LOW)
    scale = high / size.height if wide else (LOW - 40) / size.width
    legend = _legend_lines(view)
    left = size.width * scale + _GAP if wide else 0
    letters = int((width - left - 40) / (TEXT * _LETTER))
    top = 4 if wide else size.height * scale + _GAP
    room = int((WIDE[1] - 14) // LINE) - len(legend) if wide else _MOST
    listed, lines = _listed(view, letters, room)
    rows, lines_to = _map(view, scale, {one.key for one in listed})
    for at, line in enumerate(lines):
        rows += _line(left, top + (at + 0.5) * LINE, line)
    below = top + len(lines) * LINE + 6
    for at, (shape, fill, stroke, label) in enumerate(legend):
        y = below + (at + 0.5) * LINE
        rows.append(row(left + 7, y, shape_of(shape), fill, stroke, "", _THEME.ink, _SIGN,
                        shape == "area"))  # fmt: skip
        rows.append(row(left + 18, y, "", "", "", label, _THEME.muted))
    height = WIDE[1] if wide else round(below + len(legend) * LINE + 4)
    spec = _spec(view, {"type": "identity", "scale": scale, "translate": [0, 4 if wide else 0]})
    return spec, {"signs": frame(rows), "leaders": lines_to}, width, height


def _legend_lines(view: SiteView) -> list[tuple[str, str, str, str]]:
    paper = site_picture.on_paper(view)
    found = legend_rows("light", paper, rate_classes(view.every).labels, RATE)
    return list(found.select("shape", "fill", "stroke", "label").iter_rows())


def _listed(view: SiteView, letters: int, room: int) -> tuple[list[Site], list[dict[str, Any]]]:
    """Return the sites that the list names, and its lines: number, text, sign, ink."""
    marks = {one.key: one for one in reversed(view.signs("light"))}
    flat = {one.key for one in view.areas()}
    lost = {one.key for one in unplaced(view.kept)}
    paper = [one for one in site_picture.on_paper(view) if one.key not in lost]
    # The one that is chosen is never among those left out.
    paper.sort(key=lambda one: one.key != view.selected and len(paper) > room)
    sites: list[Site] = []
    found: list[dict[str, Any]] = []
    for rank, one in enumerate(paper):
        text = wrap(one.called, letters, break_on_hyphens=False)
        left = len(paper) - rank
        if len(found) + len(text) > room - (left > 1):
            many = f"… et {left} autres sites" if sites else f"{left} sites"
            found.append({"number": "", "text": many, "sign": None, "mine": False})
            break
        if one.key in marks:
            sign = (*_inked(*shaped(marks[one.key].icon, marks[one.key].colour)), False)
        elif everywhere(one):
            sign = (*shaped("region", _THEME.ink), False)
        else:
            sign = ("square", _THEME.ink, _THEME.ink, True) if one.key in flat else None
        mine = one.key == view.selected
        number = str(view.numbers[one.key])
        for at, line in enumerate(text):
            found.append(
                {"number": "" if at else number, "text": line, "sign": None if at else sign,
                 "mine": mine}
            )  # fmt: skip
        sites.append(one)
    return sites, found


def _line(left: float, y: float, line: dict[str, Any]) -> Rows:
    ink = _THEME.accent if line["mine"] else _THEME.ink
    found = [row(left + 42, y, "", "", "", line["text"], ink)]
    if line["sign"]:
        shape, fill, stroke, flat = line["sign"]
        found.append(row(left + 7, y, shape, fill, stroke, "", ink, _SIGN, flat))
    if line["number"]:
        at = left + 36 - _DIGIT * len(line["number"])
        found.append(row(at, y, "", "", "", line["number"], ink))
    return found


def _inked(shape: str, fill: str, stroke: str) -> tuple[str, str, str]:
    """Return a sign out of the map, where no white parts it from another one."""
    return shape, fill, fill if stroke == _THEME.ground else stroke


def _standing(view: SiteView, scale: float) -> list[tuple[Mark, float, float]]:
    """Return the signs on the map, those that are few pushed apart until each is seen."""
    size = plane("hdf")
    found = []
    for one in view.signs("light"):
        x, y = degrees.to_plane(one.lon, one.lat)
        if 0 <= x <= size.width and 0 <= y <= size.height:
            dx, dy = (_SPREAD * off for off in one.offset)
            found.append([one, x * scale + dx, y * scale + dy + 4])
    for _ in range(_TURNS if len(found) <= FEW else 0):
        for at, one in enumerate(found):
            for other in found[at + 1 :]:
                dx, dy = other[1] - one[1], other[2] - one[2]
                near = math.hypot(dx, dy) or 0.01
                if near < _APART:
                    push = (_APART - near) / near / 2
                    one[1], one[2] = one[1] - dx * push, one[2] - dy * push
                    other[1], other[2] = other[1] + dx * push, other[2] + dy * push
    return [(one, x, y) for one, x, y in found]


def _map(view: SiteView, scale: float, listed: set[str]) -> tuple[Rows, pl.DataFrame]:
    """Return the signs on the map with the numbers of the sites listed, and the lines that lead to them."""
    rows: Rows = []
    wanted: list[tuple[str, float, float, bool, bool]] = []
    taken: list[Box] = []
    seen: set[str] = set()
    for one, x, y in _standing(view, scale):
        rows.append(row(x, y, *shaped(one.icon, one.colour), "", _THEME.ink, _SIGN))
        taken.append((x - _HALF, y - _HALF, x + _HALF, y + _HALF))
        if one.key in listed:
            wanted.append((one.key, x, y, one.selected, True))
    for one in view.areas():
        at = degrees.label_point(one.level, one.code) if one.label and not one.wide else None
        if at and one.key in listed:
            x, y = degrees.to_plane(*at)
            wanted.append((one.key, x * scale, y * scale + 4, one.selected, False))
    lines: Rows = []
    for key, x, y, mine, sign in wanted:
        number = str(view.numbers[key])
        box = _free(x, y, _DIGIT * len(number), taken, sign, key not in seen)
        if box is None:
            continue
        seen.add(key)
        taken.append(box)
        ink = _THEME.accent if mine else _THEME.ink
        rows.append(row(box[0], (box[1] + box[3]) / 2, "", "", "", number, ink))
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        far = math.dist(middle, (x, y))
        if far > 3 * _HALF:
            near = (far - 8) / far
            lines.append({"x": x, "y": y, "x2": x + (middle[0] - x) * near,
                          "y2": y + (middle[1] - y) * near})  # fmt: skip
    return rows, pl.DataFrame(lines, schema=dict.fromkeys(("x", "y", "x2", "y2"), pl.Float64))


def _free(
    x: float, y: float, wide: float, taken: Sequence[Box], sign: bool, needed: bool
) -> Box | None:
    """Return where a number meets nothing, the nearest first; None where only a far place is left.

    One that is `needed` goes as far as it must, and at worst beside its sign.
    """
    high = TEXT * 0.8
    away = _HALF + 2 if sign else 0
    turns = (0, 180, 90, 270, 315, 45, 225, 135)
    rings = _RINGS if needed else _RINGS[:1]
    for ring in rings:
        for turn in turns if away + ring else (0,):
            far = away + ring
            dx, dy = math.cos(math.radians(turn)), -math.sin(math.radians(turn))
            cx = x + dx * (far + wide / 2)
            cy = y + dy * (far + high / 2)
            box = (cx - wide / 2, cy - high / 2, cx + wide / 2, cy + high / 2)
            if box[0] >= 0 and box[1] >= 0 and not any(_meet(box, one) for one in taken):
                return box
    return (x + away, y - high / 2, x + away + wide, y + high / 2) if needed else None


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _spec(view: SiteView, projection: dict[str, Any]) -> dict[str, Any]:
    beside = {"type": "text", "align": "left", "baseline": "middle", "fontSize": TEXT}
    halo = {"stroke": _THEME.ground, "strokeWidth": 3, "strokeJoin": "round"}
    text = {"text": {"field": "label", "type": "nominal"}}
    ink = {"color": {"field": "ink", "type": "nominal", "scale": None}}
    written = "datum.label != ''"
    return {
        "background": _THEME.ground,
        "padding": 0,
        "layer": [
            *ground(_THEME, view.areas(), projection, 1.2),
            leaders(_THEME),
            signs(1.4),
            placed(beside | halo, written, text),
            placed(beside, written, text | ink),
        ],
        "config": config(_THEME),
    }
