"""The inside of each slide of a played séance: every kind of figure as HTML, all its texts escaped."""

import re
from collections.abc import Mapping
from html import escape
from math import ceil
from typing import Any

import polars as pl

from exports.living_map import ABSENT, SECRET, map_svg, map_times
from exports.slide_svg import chart, drawing, placed, smallest
from figures.formats import MISSING, NBSP, tied, with_unit
from figures.formats import number as written
from figures.lines import LABEL_HEIGHT, bounds
from figures.map_chart import palette
from figures.scene import Bars, Choropleth, Curves, Data, Drawing, Grid, Number, Scene, Words
from figures.theme import LIGHT
from figures.trend import trend_spec

SIZES = {"large": (760, 324), "carre": (560, 310), "etroit": (356, 380)}
"""The drawings of a chart, in pixels: for a wide screen, for a projector, for a phone held upright."""
LARGE_FROM = 500
LARGE, SMALL = 24, 14
"""Pixels of the value at the end of a line; the large one has room from so wide a drawing, for a short value."""
_SHORT = 9
_MARK, _ENDS = 155, 185
"""Pixels of the words of a mark, and of what stands on both sides of the plane of curves."""
_FLOOR, _TIGHTEST = 18, 0.6
"""Pixels of the smallest text on a projector, and how far a drawing's plane may shrink to reach it."""
MOST_ROWS = 12
"""Rows of a table in the document: the script leaves out those that a screen does not hold."""
MOST_SENTENCES = 5
_LINE = 944
"""Pixels of a line of text at 1024×768, and the average width of a letter, in its size."""
_LETTER = 0.48
_ROOM = 500
"""Pixels of height that the sentences of a slide may take."""
_DATES = re.compile(
    r"(?<=[a-zéû]) (?=(?:19|20)\d\d\b)|(?<=\der) (?=trimestre)|(?<=\de) (?=trimestre)"
)
_HYPHENED = re.compile(r"(?<![\w’-])(?=[\w’-]{3,20}(?![\w’-]))[\w’]+(?:-[\w’]+)+")
"""Words that a heading and a source do not cut at a hyphen: "Hauts-de-France", "2022-2023"."""
_SIGNED = re.compile(r"(?<=[=≠▲▼△▽↗↘●■]) | (?=ans?\b)")
"""Spaces of a cell where no line ends: after a sign, before "an"."""
_TITLES = ((76, 1), (92, 2), (116, 3), (145, 4))
"""Letters of a message up to which it keeps a size, 1 being the largest."""


def h1(text: str, number: int, longest: int = 0) -> str:
    """Return the heading of a slide, small enough for its longest text to hold on two lines."""
    letters = max(len(text), longest)
    size = next((size for most, size in _TITLES if letters <= most), 5)
    return f'<h1 id="titre-{number}" class="taille-{size}">{_whole(escape(bound(text)))}</h1>'


def _whole(html: str) -> str:
    return _HYPHENED.sub(r'<span class="lie">\g<0></span>', html)


def bound(text: str) -> str:
    """Return a heading where no date is cut: "1er trimestre 2026", "en 2019", "janvier 2026"."""
    return _DATES.sub("\u00a0", tied(text))


def said(text: str) -> str:
    """Return a text as HTML, where a number and its unit are never parted."""
    return escape(tied(text))


def body(scene: Scene, number: int, data: dict[str, Any]) -> str:
    """Return the figure of a scene; `data` receives what the script needs of it, under its number.

    Raises ValueError when a chart cannot be drawn.
    """
    figure = scene.figure
    if isinstance(figure, Choropleth):
        return _map(scene, figure, number, data)
    if isinstance(figure, Words):
        return _words(scene.sentences)
    if isinstance(figure, Number):
        return _number(scene, figure)
    if isinstance(figure, Grid):
        return _grid(scene)
    return _drawing(scene, figure, number)


def caption(scene: Scene, measured: str = "") -> str:
    """Return the line under a figure: what is measured, who published it, what could not be shown.

    `measured` takes the place of the scene's note: a map's tells its signs.
    """
    measured = measured or scene.note
    if isinstance(scene.figure, Number):
        told = [_ended(f"Source : {scene.source}"), *map(_ended, scene.notices)]
        return _whole(said(" ".join(told)))
    note = f'<span class="mesure">{_whole(said(_ended(measured)))}</span> ' if measured else ""
    # The source of a table is a sentence of its own.
    alone = isinstance(scene.figure, Grid) or scene.source.startswith("Source")
    source = scene.source if alone else f"Source : {scene.source}"
    start = _start(scene.figure) if isinstance(scene.figure, Curves) else ""
    told = [_ended(source), *([start] if start else []), *(_ended(one) for one in scene.notices)]
    return note + _whole(said(" ".join(told)))


def _start(figure: Curves) -> str:
    """Say where the axis of curves starts, when it is not at zero."""
    low, _ = bounds(figure.lines)
    if low <= 0:
        return ""
    digits = 0 if float(low).is_integer() else figure.indicator.decimals
    return f"L’axe commence à {with_unit(low, figure.indicator.unit, digits)}."


def longest_title(scene: Scene | None, number: int, data: Mapping[str, Any]) -> int:
    """Return the letters of the longest title that a slide may take as its time moves."""
    if scene is None or str(number) not in data:
        return 0
    return max(len(one["title"]) for one in data[str(number)]["steps"])


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _image(inside: str, alt: str, kind: str) -> str:
    return f'<div class="{kind}" role="img" aria-label="{escape(alt)}">{inside}</div>'


def _drawing(scene: Scene, figure: Curves | Bars | Drawing, number: int) -> str:
    if isinstance(figure, Drawing):
        return _image(_pictures(figure, number), scene.alt, "dessin")
    drawn = []
    for kind, (width, height) in SIZES.items():
        spec, data = figure.drawn("light", height)
        if isinstance(figure, Curves):
            data = _parted(data, width)
        if isinstance(figure, Curves) and width >= LARGE_FROM:
            size = _end_size(data, height)
            spec = trend_spec(
                "light", height, figure.indicator.unit, hero=False, live=False, value=size
            )
        # Few bars take less height than they are given: they must not be stretched.
        high = spec["height"] + 8 if isinstance(figure, Bars) else height
        svg = drawing(chart(spec, data), width, high)
        drawn.append(placed(svg, f"e{number}-{kind}", kind))
    return _image("".join(drawn), scene.alt, "dessin")


def _parted(data: Data, width: int) -> Data:
    """Return the datasets of curves without the words of two marks that would lie over one another.

    The source says what a dotted mark is, with them or without.
    """
    marks = data["marks"].filter(pl.col("text") != "").sort("at")
    low, high = data["bounds"]["at"]
    room = (high - low) * _MARK / (width - _ENDS)
    if marks.height < 2 or marks["at"].diff().min() >= room:  # type: ignore[operator]
        return data
    return {**data, "marks": data["marks"].with_columns(text=pl.lit(""))}


def _pictures(figure: Drawing, number: int) -> str:
    """Return a drawing of its own size for a room, and another one for a phone.

    Where its texts would be too small in a room it is drawn again on a smaller plane: they keep
    their size there, and all is then shown larger. One that is not fluid keeps its size.
    """
    one, (wide, high) = chart(*figure.drawn("light", figure.height)), SIZES["carre"]
    shown = min(wide / figure.width, high / figure.height) * _LINE / wide
    svg = drawing(one, figure.width, figure.height)
    if not figure.fluid:
        low = figure.low or figure
        phone = drawing(chart(*low.drawn("light", low.height)), low.width, low.height)
        return placed(svg, f"e{number}", "salle") + placed(phone, f"e{number}-etroit", "etroit")
    fit = max(min(smallest(svg) * shown / _FLOOR, 1.0), _TIGHTEST)
    if fit < 1:
        svg = drawing(one, int(figure.width * fit), int(figure.height * fit))
    width, height = SIZES["etroit"]
    low = drawing(one, width, min(height, round(figure.height * width / figure.width) + 60))
    return placed(svg, f"e{number}", "salle") + placed(low, f"e{number}-etroit", "etroit")


def _end_size(data: Data, height: int) -> int:
    """Return the size of the value at the end of the reader's own line: large where nothing is under it."""
    ends = data["ends"].sort("label_at", descending=True)
    low, high = data["bounds"]["value"]
    pixels = [(at - low) * (height - 60) / (high - low) for at in ends["label_at"]]
    for rank, (role, text) in enumerate(ends.select("role", "text").iter_rows()):
        if role != "mine" or len(text) > _SHORT:
            continue
        under = pixels[rank] - (pixels[rank + 1] if rank + 1 < len(pixels) else -LABEL_HEIGHT)
        if under >= LABEL_HEIGHT + LARGE - SMALL:
            return LARGE
    return SMALL


def _map(scene: Scene, figure: Choropleth, number: int, data: dict[str, Any]) -> str:
    times = map_times(figure, scene.message, scene.note)
    for one in times["steps"]:
        one["title"] = bound(one["title"])
    data[str(number)] = times
    now, steps = times["steps"][figure.step], times["steps"]
    svg = placed(map_svg(figure), f"e{number}")
    fills, _ = palette(figure.panel, LIGHT)
    classes = zip(fills, figure.panel.classes.labels, now["counts"], strict=False)
    blocks = [
        f'<li><i style="background:{fill}"></i><span>{said(label)}</span><b>{said(count)}</b></li>'
        for fill, label, count in classes
    ]
    for kind, words in ((SECRET, MISSING["C"]), (ABSENT, MISSING["M"])):
        count = now["ranks"].count(kind)
        hidden = "" if count else " hidden"
        blocks.append(
            f'<li data-none="{kind}"{hidden}><i></i><span>{said(words)}</span><b>{count or ""}</b></li>'
        )
    player = "" if len(steps) < 2 else (
        '<div class="temps"><button type="button" class="lire">Lire</button>'
        f'<input type="range" min="0" max="{len(steps) - 1}" value="{figure.step}" aria-label="Période" '
        f'aria-valuetext="{escape(now["period"])}"></div>'
        f'<p class="bouts"><span>{said(steps[0]["period"])}</span><span>{said(steps[-1]["period"])}</span></p>'
    )  # fmt: skip
    return (
        f'<div class="carte">{_image(svg, scene.alt, "plan")}<div class="lecture">'
        f'<p class="periode">{said(now["period"])}</p>{player}<ul class="classes">{"".join(blocks)}</ul>'
        "</div></div>"
    )


def _words(sentences: tuple[str, ...]) -> str:
    kept = sentences[:MOST_SENTENCES]
    size = next((one for one in (36, 32, 28, 25) if _height(kept, one) <= _ROOM), 22)
    items = "".join(f"<li>{said(one)}</li>" for one in kept)
    return f'<ul class="phrases" style="--corps:{size}">{items}</ul>'


def _height(sentences: tuple[str, ...], size: int) -> float:
    letters = (_LINE - 32) / (size * _LETTER)
    # A line never fills whole: a word that does not fit goes to the next one.
    lines = sum(ceil(len(one) * 1.06 / letters) for one in sentences)
    return lines * size * 1.32 + (len(sentences) - 1) * size * 0.6


def _number(scene: Scene, figure: Number) -> str:
    tile = figure.tile
    size = min(210, round(900 / (0.53 * max(len(tile.value), 1))))
    change = f"{tile.pill} {tile.change}".strip()
    return (
        f'<div class="chiffre"><p class="valeur" style="--corps:{size}">{said(tile.value)}</p>'
        f'<p class="quand">{said(scene.note)}</p><p class="change {tile.verdict}">{said(change)}</p>'
        + (f"<p>{said(tile.context)}</p>" if tile.context else "")
        + "</div>"
    )


def _grid(scene: Scene) -> str:
    rows, names = scene.rows, scene.rows.columns
    head = "".join(f'<th scope="col" role="columnheader">{said(name)}</th>' for name in names)
    lines = "".join(
        f'<tr role="row">{_cells(names, row)}</tr>' for row in rows.head(MOST_ROWS).iter_rows()
    )
    left = rows.height - MOST_ROWS
    told, hidden = rest(MOST_ROWS, rows.height), "" if left > 0 else " hidden"
    more = f'<p class="reste" data-lignes="{rows.height}"{hidden}>{told}</p>'
    # On a phone the rows become blocks: the roles keep what the browser would then forget.
    return (
        f'<div class="tableau"><table role="table"><caption>{said(scene.alt)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{lines}</tbody></table>{more}</div>'
    )


def _cells(names: list[str], row: tuple[Any, ...]) -> str:
    first, *others = ("" if one is None else str(one) for one in row)
    cells = "".join(
        f'<td role="cell" data-nom="{escape(name)}">{said(_SIGNED.sub(NBSP, text))}</td>'
        for name, text in zip(names[1:], others, strict=True)
    )
    return f'<th scope="row" role="rowheader">{said(first)}</th>{cells}'


def rest(shown: int, every: int) -> str:
    """Return how many rows of a table are shown, of how many."""
    return (
        f"{shown} premières lignes sur {written(every)}" if shown > 1 else f"1re ligne sur {every}"
    )
