"""A table that a slide holds as its own: its first rows, as many as can be read from afar."""

import re
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

import polars as pl

from exports.native_chart import rgb, set_font
from exports.seance_words import plain
from exports.slide_master import emu
from exports.slides import Box, describe
from figures.formats import number
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

MOST = 10
"""Rows of a slide."""
SIZE = 16
"""Points."""
ROW, LINE, SIDE = 0.36, 0.27, 0.1
"""Inches: a row of one line, each line more, the margin on each side of a cell."""
PER_SIGN = 0.5
"""Width of a sign, in shares of the size."""
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NUMERIC = set("0123456789")


def add_table(
    slide: "Slide",
    box: Box,
    rows: pl.DataFrame,
    alt: str,
    levels: Sequence[Sequence[int | None]] = (),
) -> str:
    """Add the first rows of a table to a slide; returns what says that there are others, or "".

    Where a cell has a level it is shaded by it: its words say the same.
    """
    left, top, width, height = box
    shown, columns = first_rows(rows, width, height)
    frame = slide.shapes.add_table(
        shown.height + 1, shown.width, emu(left), emu(top), emu(width),
        emu(ROW * (shown.height + 1)),
    )  # fmt: skip
    frame.name = "Tableau"
    describe(frame, alt)
    table: Any = frame.table
    table.horz_banding = False
    # The library's style is blue: ours has rules alone.
    table._tbl.tblPr.find("{*}tableStyleId").text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for place, wide in enumerate(columns):
        table.columns[place].width = emu(wide)
    for place, name in enumerate(shown.columns):
        right = _is_numeric(shown[name])
        for at, text in enumerate([name, *shown[name].cast(pl.String).fill_null("")]):
            level = levels[at - 1][place] if levels and at else None
            _fill(table.cell(at, place), text, at == 0, right, level)
    left_out = rows.height - shown.height
    if left_out <= 0:
        return ""
    words = "autre ligne" if left_out == 1 else "autres lignes"
    return f"… et {number(left_out)} {words} : voir le classeur."


def widths(rows: pl.DataFrame, width: float) -> list[float]:
    """Return the width of each column: what its texts ask, but the longest ones go on a second line."""
    texts = [[name, *rows[name].cast(pl.String).fill_null("")] for name in rows.columns]
    asked = [_inches(max(map(len, column))) for column in texts]
    if sum(asked) <= width:
        return [one + (width - sum(asked)) / len(asked) for one in asked]
    least = [
        _inches(max(len(word) for text in column for word in text.split(" "))) for column in texts
    ]
    low, high = 0.0, max(asked)
    for _ in range(30):
        most = (low + high) / 2
        kept = [max(min(one, most), word) for one, word in zip(asked, least, strict=True)]
        low, high = (most, high) if sum(kept) <= width else (low, most)
    return [one * width / sum(kept) for one in kept]


def first_rows(rows: pl.DataFrame, width: float, height: float) -> tuple[pl.DataFrame, list[float]]:
    """Return the first rows that a box holds, and the widths of their columns.

    The rows that are left out do not widen the columns.
    """
    for count in range(min(MOST, rows.height), 1, -1):
        shown = rows.head(count)
        columns = widths(shown, width)
        if _tall(shown, columns) <= height:
            return shown, columns
    return rows.head(1), widths(rows.head(1), width)


def _tall(rows: pl.DataFrame, columns: list[float]) -> float:
    """Return the height of some rows and of their head, when texts go on several lines."""
    lines = [
        max(
            ceil(_inches(len(str(text or ""))) / wide - 0.02)
            for text, wide in zip(row, columns, strict=True)
        )
        for row in rows.iter_rows()
    ]
    return ROW + sum(ROW + (count - 1) * LINE for count in lines)


def _inches(signs: int) -> float:
    return signs * SIZE * PER_SIGN / 72 + 2 * SIDE


def _is_numeric(column: pl.Series) -> bool:
    texts = [text for text in column.cast(pl.String) if text and text != "–"]
    if all(re.fullmatch(r"\d{4}", text) for text in texts):
        return not texts
    numeric = [text for text in texts if text.lstrip("+−▲▼△▽↗↘ ")[:1] in _NUMERIC]
    return bool(texts) and len(numeric) * 2 > len(texts) and max(map(len, texts)) <= 22


def _fill(cell: Any, text: str, head: bool, right: bool, level: int | None) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.oxml import parse_xml

    cell.margin_left = cell.margin_right = emu(SIDE)
    cell.margin_top = cell.margin_bottom = emu(0.03)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text)
    ink = LIGHT.muted if head else LIGHT.on_sequential[level - 1] if level else LIGHT.ink
    set_font(run.font, SIZE - 2 if head else SIZE, ink)
    if level:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(LIGHT.sequential[level - 1])
    else:
        cell.fill.background()
    colour, points = (LIGHT.edge, 1.25) if head else (LIGHT.line, 0.75)
    # The format wants the rules of a cell before its fill.
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(
        f'<a:lnB xmlns:a="{_A}" w="{round(points * 12700)}"><a:solidFill>'
        f'<a:srgbClr val="{colour[1:]}"/></a:solidFill></a:lnB>'
    ))  # fmt: skip
