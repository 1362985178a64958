"""The tension matrix for a room: every tension side by side, few métiers, a word in each cell."""

import re
from collections.abc import Sequence
from typing import Any

import polars as pl

from figures.tensions import UNSAID, Cell, Job
from figures.theme import THEMES, Mode, config
from loaders import jobs

WIDTH, HEIGHT = 580, 304
"""Pixels of the drawing: so small that its letters are large once it fills a screen."""
TEXT, LINE = 11.5, 13
"""Pixels of a letter's type, and from one line to the next."""
_LEAST_COLUMN, _PAD, _ROW = 55, 5, 8
# Widths of the letters of the typeface, in sizes of the type.
_NARROW, _THIN, _WIDE = "iljI’'.,:; ", "ftr-()", "mwMW▼"
_NUMBER = re.compile(r"\s\d$")
_PIXELS = {"scale": None, "axis": None, "type": "quantitative"}


def fitting(rows: Sequence[Job], by: str) -> tuple[Job, ...]:
    """Return the first rows, as many as the drawing holds when `by` sorts them."""
    left, widths = _columns(by)
    top, kept = _head(by)[1], 0
    for job in rows:
        top += _high(job, left, widths)
        if top > HEIGHT:
            break
        kept += 1
    return tuple(rows[: max(kept, 1)])


def drawing(
    mode: Mode, rows: Sequence[Job], by: str
) -> tuple[dict[str, Any], dict[str, pl.DataFrame]]:
    """Return the Vega-Lite spec of the matrix and its datasets; `by` is the component that sorts."""
    theme = THEMES[mode]
    left, widths = _columns(by)
    edges = [left + sum(widths[:at]) for at in range(len(widths) + 1)]
    heads, top = _head(by)
    cells: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    rules: list[dict[str, float]] = [{"y": top}]

    def write(lines: Sequence[str], x: float, middle: float, ink: str, bold: bool = False) -> None:
        first = middle - LINE * (len(lines) - 1) / 2
        for rank, text in enumerate(lines):
            texts.append({"x": x, "y": first + LINE * rank, "text": text, "ink": ink,
                          "bold": bold, "head": x > left - 1})  # fmt: skip

    for column, (component, lines) in enumerate(heads):
        mine = component == by
        last = top - 6 - LINE * (len(lines) - 1) / 2
        write(lines, edges[column] + widths[column] / 2, last, theme.ink, mine)
    for job in rows:
        high = _high(job, left, widths)
        middle = top + high / 2
        write(_folded(job.label, left - 8), 0, middle, theme.ink)
        for column, head in enumerate(jobs.components()):
            cell = job.cells[head.component]
            halves = [one for one in dict.fromkeys((cell.first, cell.second)) if one]
            each = widths[column] / max(len(halves), 1)
            for rank, level in enumerate(halves):
                x = edges[column] + each * rank
                cells.append({"x": x, "x2": x + each, "y": top, "y2": top + high, "dashed": False,
                              "fill": theme.sequential[level - 1]})  # fmt: skip
            if not halves and cell.status:
                cells.append({"x": edges[column] + 2, "x2": edges[column + 1] - 2, "y": top + 2,
                              "y2": top + high - 2, "fill": theme.ground, "dashed": True})  # fmt: skip
            ink = theme.muted if cell.text == UNSAID else theme.ink
            ink = theme.on_sequential[halves[-1] - 1] if halves else ink
            write(_folded(_said(cell), widths[column] - 4), edges[column] + widths[column] / 2,
                  middle, ink)  # fmt: skip
        top += high
        rules.append({"y": top})
    data = {
        "cells": pl.DataFrame(cells, schema={"x": pl.Float64, "x2": pl.Float64, "y": pl.Float64,
                                             "y2": pl.Float64, "dashed": pl.Boolean,
                                             "fill": pl.String}),
        "texts": pl.DataFrame(texts),
        "rules": pl.DataFrame(rules),
    }  # fmt: skip
    return _spec(mode), data


def _spec(mode: Mode) -> dict[str, Any]:
    theme = THEMES[mode]
    plain = {"type": "nominal", "scale": None}
    place = {axis: {"field": axis, **_PIXELS} for axis in ("x", "y")}
    box = place | {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
    text = place | {
        "text": {"field": "text", "type": "nominal"},
        "color": {"field": "ink", **plain},
    }

    def written(head: bool, bold: bool) -> dict[str, Any]:
        test = f"datum.head == {str(head).lower()} && datum.bold == {str(bold).lower()}"
        return {
            "data": {"name": "texts"}, "transform": [{"filter": test}],
            "mark": {"type": "text", "baseline": "middle", "fontSize": TEXT,
                     "align": "center" if head else "left", "fontWeight": 600 if bold else 400},
            "encoding": text,
        }  # fmt: skip

    return {
        "background": theme.ground,
        "padding": 0,
        "layer": [
            {
                "data": {"name": "rules"},
                "mark": {"type": "rule", "stroke": theme.line},
                "encoding": {"x": {"value": 0}, "x2": {"value": WIDTH},
                             "y": {"field": "y", **_PIXELS}},
            },
            {
                "data": {"name": "cells"}, "transform": [{"filter": "!datum.dashed"}],
                "mark": {"type": "rect", "stroke": theme.ground, "strokeWidth": 2},
                "encoding": box | {"fill": {"field": "fill", **plain}},
            },
            {
                "data": {"name": "cells"}, "transform": [{"filter": "datum.dashed"}],
                "mark": {"type": "rect", "fill": None, "stroke": theme.edge, "strokeDash": [3, 3]},
                "encoding": box,
            },
            written(False, False), written(True, False), written(True, True),
        ],
        "config": config(theme),
    }  # fmt: skip


def _head(by: str) -> tuple[list[tuple[str, list[str]]], float]:
    """Return the lines of the head of each component, and the height of them all."""
    _, widths = _columns(by)
    found = []
    for head, wide in zip(jobs.components(), widths, strict=True):
        lines = _folded(head.short.replace("-", "- "), wide)
        if head.component == by:
            lines[-1] += " ▼"
        found.append((head.component, lines))
    return found, max(len(lines) for _, lines in found) * LINE + 8.0


def _columns(by: str) -> tuple[float, list[float]]:
    """Return the room of the labels, and the width of each column: that of the longest word of its head."""
    widths = []
    for head in jobs.components():
        words = head.short.replace("-", "- ").split()
        if head.component == by:
            words[-1] += " ▼"
        widths.append(max(_LEAST_COLUMN, _PAD + max(map(_wide, words))))
    return WIDTH - sum(widths), widths


def _high(job: Job, left: float, widths: Sequence[float]) -> float:
    cells = [
        len(_folded(_said(job.cells[head.component]), wide - 4))
        for head, wide in zip(jobs.components(), widths, strict=True)
    ]
    return max(len(_folded(job.label, left - 8)), *cells) * LINE + _ROW


def _said(cell: Cell) -> str:
    """Return the words of a level: a room does without its number, which says the same."""
    return _NUMBER.sub("", cell.text)


def _folded(text: str, room: float) -> list[str]:
    """Return a text on lines of so many pixels at most, cut between its words."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{word}".strip()
        if lines[-1] and _wide(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _wide(text: str) -> float:
    """Return the width of a text, in pixels."""
    return TEXT * sum(
        0.26 if one in _NARROW else 0.35 if one in _THIN else 0.83 if one in _WIDE else 0.51
        for one in text
    )
