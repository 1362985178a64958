"""The figure of a screen on its slide: a native chart or table, a picture with its legend, words, a number."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from exports.map_legend import classes, signs
from exports.native_bars import add_bars, rows_of
from exports.native_curves import add_curves
from exports.native_parts import add_parts
from exports.native_points import add_points
from exports.native_table import add_table
from exports.pictures import png
from exports.seance_words import plain
from exports.slide_master import INSIDE, emu
from exports.slides import (
    FIGURE_TOP,
    LABEL_SIZE,
    Box,
    block,
    figure_box,
    picture,
    write,
)
from figures.formats import in_unit
from figures.measures import unit
from figures.office import Levels, Native, Parts, Points
from figures.scene import Bars, Choropleth, Curves, Drawing, Grid, Number, Scene
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

DOTS = 240
"""Dots an inch of a picture."""
MAP_WIDTH, MAP_HEIGHT = 285, 285
"""Pixels of a map, where the sizes of its words are decided."""
_INKS = {"favourable": LIGHT.favourable, "unfavourable": LIGHT.unfavourable, "neutral": LIGHT.muted}


def draw(slide: "Slide", scene: Scene) -> str:
    """Draw the figure of a scene on its slide; returns what must be said of what is not shown."""
    figure, box = scene.figure, figure_box(scene.note)
    if isinstance(figure, Drawing) and figure.native is not None:
        return _native(slide, box, scene, figure.native)
    if isinstance(figure, Curves):
        return add_curves(slide, box, figure, scene.alt)
    if isinstance(figure, Bars) and figure.indicator.unit != "rang":
        add_bars(slide, box, figure, scene.alt)
        shown = sum(1 for row in rows_of(figure) if row[2])
        if shown < len(figure.rows):
            return (
                f"{shown} valeurs montrées sur {len(figure.rows)} : toutes sont dans le classeur."
            )
    elif isinstance(figure, Choropleth):
        _map(slide, box, scene, figure)
    elif isinstance(figure, Drawing):
        left, top, width, height = box
        scale = min(width / figure.width, height / figure.height)
        spec, data = figure.drawn("light", figure.height)
        content = png(spec, data, figure.width, figure.height, round(72 * DOTS * scale))
        picture(slide, content, (left, top, width, height), scene.alt, "Figure")
    elif isinstance(figure, (Grid, Bars)):
        return add_table(slide, box, scene.rows, scene.alt)
    elif isinstance(figure, Number):
        _number(slide, box, figure)
    else:
        _sentences(slide, box, scene)
    return ""


def _native(slide: "Slide", box: Box, scene: Scene, native: Curves | Bars | Native) -> str:
    """Draw what stands for a drawing: a chart or a table that can be edited."""
    if isinstance(native, Points):
        add_points(slide, box, native, scene.alt)
    elif isinstance(native, Parts):
        add_parts(slide, box, native, scene.alt)
    elif isinstance(native, Levels):
        return add_table(slide, box, native.rows, scene.alt, native.levels)
    else:
        return draw(slide, replace(scene, figure=native))
    return ""


def _map(slide: "Slide", box: Box, scene: Scene, figure: Choropleth) -> None:
    left, top, width, height = box
    wide = height * MAP_WIDTH / MAP_HEIGHT
    spec, data = figure.drawn("light", MAP_HEIGHT)
    content = png(spec, data, MAP_WIDTH, MAP_HEIGHT, round(72 * DOTS * height / MAP_HEIGHT))
    picture(slide, content, (left, top, wide, height), scene.alt, "Carte")
    rows = classes(figure)
    tall = 0.5
    below = signs(figure)
    at, side = top + (height - tall * (len(rows) + 1 + len(below))) / 2, left + wide + 0.9
    said = unit(figure.indicator, figure.measure)
    write(
        slide, (side, at, width - wide, 0.4), [in_unit(said)], LABEL_SIZE, LIGHT.muted, name="Unité"
    )
    for fill, label, count in rows:
        at += tall
        block(slide, (side, at + 0.03, 0.5, 0.3), fill)
        write(slide, (side + 0.7, at, 2.3, 0.36), [label], LABEL_SIZE, name="Classe", middle=True)
        write(
            slide, (side + 3.0, at, 1.8, 0.36), [count], LABEL_SIZE, LIGHT.muted, name="Nombre",
            middle=True,
        )  # fmt: skip

    for rank, text in enumerate(below, 1):
        place = (side, at + tall * rank + 0.12, INSIDE - (side - left), 0.36)
        write(slide, place, [text], LABEL_SIZE, LIGHT.muted, name="Signe")


def _number(slide: "Slide", box: Box, figure: Number) -> None:
    one = figure.tile
    left, top, width, _ = box
    write(slide, (left, top + 0.3, width, 1.9), [one.value], 115, LIGHT.accent, True, name="Valeur")
    ink = _INKS[one.verdict]
    change = f"{one.pill} {one.change}".strip()
    write(slide, (left, top + 2.55, width, 0.6), [change], 32, ink, True, name="Évolution")
    if one.context:
        text = f"{one.context[0].upper()}{one.context[1:]}"
        write(slide, (left, top + 3.3, width, 0.5), [text], 24, name="Contexte")


def _sentences(slide: "Slide", box: Box, scene: Scene) -> None:
    """Write the sentences as a list in the slide's own place for text, as large as they fit."""
    from pptx.util import Pt

    body: Any = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    body.name = "Phrases"
    if box[1] > FIGURE_TOP:
        # A note of several lines: the place for text starts under it.
        low = emu(box[1])
        left, width, end = body.left, body.width, body.top + body.height
        body.left, body.top, body.width, body.height = left, low, width, end - low
    length = sum(len(one) for one in scene.sentences)
    size = next(
        (one for most, one in ((400, 26), (560, 24), (720, 22), (950, 20)) if length < most), 18
    )
    for rank, text in enumerate(scene.sentences):
        frame = body.text_frame
        paragraph = frame.paragraphs[0] if not rank else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = plain(text)
        run.font.size = Pt(size)
