"""The tension matrix as a heatmap with words in its cells; on a phone, one column of it."""

from collections.abc import Sequence
from functools import lru_cache
from textwrap import wrap
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished, spoken
from figures.tensions import UNSAID, Cell, Job
from figures.theme import THEMES, Mode
from loaders import jobs

LABEL, TIGHT_LABEL = 36, 31
"""Characters of a line of a label; of a smaller one, on the narrowest screens."""
HEAD = 52
"""Pixels of the heads: three lines."""
LINE, WORD, PAD, LEAST = 16, 14, 12, 31
"""Pixels of a line of a label, of a cell, around them, and of the lowest row."""
NARROW = 640
"""Under so many pixels only the sorted column is drawn."""
TIGHT = 340
"""Under so many pixels, a page of 320 of them, labels are smaller and the column is thinner."""
ALONE = "Une tension à la fois : celle du tri"
_LEFT, _CELL, _TIGHT_CELL = 264, 108, 88


@lru_cache(maxsize=128)
def heatmap_spec(mode: Mode, count: int, height: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of `count` columns, `height` pixels high, without its rows."""
    theme = THEMES[mode]
    narrow = f"width < {NARROW}"
    cells, labels = alt.Chart(alt.NamedData("cells")), alt.Chart(alt.NamedData("labels"))
    heads = alt.Chart(alt.NamedData("heads"))
    # On a phone the columns are out of sight: wholly inside, or Vega would shrink the view for them.
    ends = [alt.expr(f"{narrow} ? width - 60 : {at}") for at in (str(_LEFT), "width")]
    across = alt.Scale(domain=[0, count], range=ends, nice=False, zero=False)
    down = alt.Scale(domain=[0, height], range=[0, height], nice=False, zero=False)
    thick = f"(width < {TIGHT} ? {_TIGHT_CELL} : {_CELL})"
    lone = alt.expr(f"width - {thick}")
    wide = alt.value(alt.expr(f"{narrow} ? 0 : 1"))
    alone = alt.value(alt.expr(f"{narrow} ? 1 : 0"))
    y, y2 = alt.Y("top:Q", scale=down, axis=None), alt.Y2("bottom:Q")
    text_y = alt.Y("text_y:Q", scale=down, axis=None)
    x, x2 = alt.X("left:Q", scale=across, axis=None), alt.X2("right:Q")
    centre = alt.X("centre:Q", scale=across, axis=None)
    levels = [int(one.level) for one in jobs.levels()]
    fill = alt.Fill(
        "level:Q", scale=alt.Scale(domain=levels, range=list(theme.sequential), type="ordinal"),
        legend=None,
    )  # fmt: skip
    ink = alt.Color(
        "ink:Q",
        scale=alt.Scale(
            domain=[-1, 0, *levels], range=[theme.muted, theme.ink, *theme.on_sequential],
            type="ordinal",
        ),
        legend=None,
    )  # fmt: skip
    cells = spoken(
        cells,
        "datum.job + ', ' + datum.head + '\u202f: ' + replace(datum.text, /\\n/g, ' ')",
        "rows",
    )
    known = cells.transform_filter("isValid(datum.level)")
    whole = cells.transform_filter("datum.part == 0")
    missing = whole.transform_filter("datum.missing")
    mine = "datum.chosen"
    rect = {"stroke": theme.ground, "strokeWidth": 2}
    empty = {"fill": None, "stroke": theme.edge, "strokeWidth": 1, "strokeDash": [3, 3]}
    word = {"align": "center", "baseline": "middle", "lineBreak": "\n", "lineHeight": WORD}
    layers = [
        known.mark_rect(**rect).encode(x=x, x2=x2, y=y, y2=y2, fill=fill, opacity=wide),
        missing.mark_rect(**empty).encode(
            x=alt.X("inleft:Q", scale=across, axis=None), x2="inright:Q", y=y, y2=y2, opacity=wide
        ),
        whole.mark_text(**word).encode(x=centre, y=text_y, text="text:N", color=ink, opacity=wide),
        known.transform_filter(mine).mark_rect(**rect).encode(
            x=alt.value(lone), x2=alt.value("width"), y=y, y2=y2, fill=fill, opacity=alone
        ),
        missing.transform_filter(mine).mark_rect(**empty).encode(
            x=alt.value(lone), x2=alt.value(alt.expr("width - 1")), y=y, y2=y2, opacity=alone
        ),
        whole.transform_filter(mine).mark_text(**word).encode(
            x=alt.value(alt.expr(f"width - {thick} / 2")), y=text_y, text="text:N", color=ink,
            opacity=alone,
        ),
        labels.mark_text(
            align="left", baseline="middle", lineBreak="\n", lineHeight=LINE,
        ).encode(
            x=alt.value(0), y=text_y, text="label:N",
            opacity=alt.value(alt.expr(f"width < {TIGHT} ? 0 : 1")),
        ),
        labels.mark_text(
            align="left", baseline="middle", lineBreak="\n", lineHeight=LINE, fontSize=12,
        ).encode(
            x=alt.value(0), y=alt.Y("tight_y:Q", scale=down, axis=None), text="tight:N",
            opacity=alt.value(alt.expr(f"width < {TIGHT} ? 1 : 0")),
        ),
        labels.mark_rule(color=theme.line).encode(
            x=alt.value(0), x2=alt.value("width"), y=alt.Y("bottom:Q", scale=down, axis=None)
        ),
        heads.mark_text(align="center", baseline="bottom", lineBreak="\n", lineHeight=15).encode(
            x=centre, y=text_y, text="text:N", opacity=wide,
            color=alt.condition(mine, alt.value(theme.ink), alt.value(theme.muted)),
        ),
        heads.transform_filter(mine).mark_text(
            align="right", baseline="bottom", fontWeight=600
        ).encode(x=alt.value(alt.expr("width")), y=alt.Y("whole_y:Q", scale=down, axis=None),
            text="whole:N", opacity=alone),
        heads.transform_filter(mine).mark_text(
            align="left", baseline="top", color=theme.muted
        ).encode(x=alt.value(0), y=alt.value(0), text=alt.value(ALONE),
            opacity=alone),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, height)


def heatmap_data(rows: Sequence[Job], by: str) -> tuple[dict[str, pl.DataFrame], int]:
    """Return the datasets of `heatmap_spec`, and how high it is in pixels.

    `by` is the component that sorts: the one that a phone shows.
    """
    heads = jobs.components()
    cells: list[dict[str, Any]] = []
    labels: list[dict[str, Any]] = []
    top = float(HEAD)
    for job in rows:
        lines = wrap(job.label, LABEL, break_on_hyphens=False)
        tight = wrap(job.label, TIGHT_LABEL, break_on_hyphens=False)
        tall = any(len(_words(cell)) > 1 for cell in job.cells.values())
        high = max(LEAST + 5 * tall, LINE * max(len(lines), len(tight)) + PAD)
        at, middle = {"top": top, "bottom": top + high}, top + high / 2
        labels.append(
            {
                **at,
                "label": "\n".join(lines),
                "text_y": _first(middle, len(lines), LINE),
                "tight": "\n".join(tight),
                "tight_y": _first(middle, len(tight), LINE),
            }
        )
        for column, head in enumerate(heads):
            cell = job.cells[head.component]
            words = _words(cell)
            halves = (cell.first, cell.second) if cell.first != cell.second else (cell.first,)
            for part, level in enumerate(halves):
                left = column + part / len(halves)
                cells.append(
                    at
                    | {
                        "left": left,
                        "right": left + 1 / len(halves),
                        "inleft": column + 0.02,
                        "inright": column + 0.98,
                        "centre": column + 0.5,
                        "part": part,
                        "job": job.label,
                        "head": head.short,
                        "level": level,
                        "ink": cell.second or (0 if cell.status or cell.text != UNSAID else -1),
                        "text": "\n".join(words),
                        "text_y": _first(middle, len(words), WORD),
                        "missing": not cell.known and bool(cell.status),
                        "chosen": head.component == by,
                    }
                )
        top += high
    named = []
    for column, head in enumerate(heads):
        lines = wrap(head.short, 14)
        named.append(
            {
                "centre": column + 0.5,
                "text": "\n".join(lines) + (" ▼" if head.component == by else ""),
                "text_y": HEAD - 8.0 - 15 * (len(lines) - 1),
                "whole": head.short,
                "whole_y": HEAD - 8.0,
                "chosen": head.component == by,
            }
        )
    return {
        "cells": pl.DataFrame(cells, schema_overrides={"level": pl.Int64}),
        "labels": pl.DataFrame(labels),
        "heads": pl.DataFrame(named),
    }, int(top)


def _words(cell: Cell) -> list[str]:
    """Return the lines of a cell: two levels that a text gives at once stand one above the other."""
    return cell.text.replace(jobs.SEVERAL, f"{jobs.SEVERAL[:-1]}\n").split("\n")


def _first(middle: float, lines: int, height: int) -> float:
    """Return where the first line stands: Vega places that one, whatever follows it."""
    return middle - height * (lines - 1) / 2
