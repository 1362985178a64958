"""A table that a slide holds as its own: its first rows, as many as can be read from afar."""

import re
from collections.abc import Sequence
from textwrap import wrap
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
SIZES = (16, 14, 12)
"""Points: the first one that suits a table."""
SIZE = SIZES[0]
ROW, LINE, SIDE = 0.36, 0.27, 0.1
"""Inches: a row of one line, each line more, the margin on each side of a cell."""
PER_SIGN = 0.5
"""Width of a sign, in shares of the size."""
PER_LETTER = 0.46
"""The same among many: a line of a cell holds more than its widest signs."""
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
    size = size_of(rows, width, height, bool(levels))
    shown, columns = first_rows(rows, width, height, size)
    frame = slide.shapes.add_table(
        shown.height + 1, shown.width, emu(left), emu(top), emu(width),
        emu(ROW * size / SIZE * (shown.height + 1)),
    )  # fmt: skip
    frame.name = "Tableau"
    describe(frame, alt)
    table: Any = frame.table
    table.horz_banding = False
    # The first row and the first column are read as what the others are about.
    table.first_row = table.first_col = True
    # The library's style is blue: ours has rules alone.
    table._tbl.tblPr.find("{*}tableStyleId").text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for place, wide in enumerate(columns):
        table.columns[place].width = emu(wide)
    for place, name in enumerate(shown.columns):
        right = _is_numeric(shown[name])
        for at, text in enumerate([name, *shown[name].cast(pl.String).fill_null("")]):
            level = levels[at - 1][place] if levels and at else None
            _fill(table.cell(at, place), text, size, at == 0, right, level)
    left_out = rows.height - shown.height
    if left_out <= 0:
        return ""
    words = "autre ligne" if left_out == 1 else "autres lignes"
    return f"… et {number(left_out)} {words} : voir le classeur."


def widths(rows: pl.DataFrame, width: float, size: int = SIZE) -> list[float]:
    """Return the width of each column: what its texts ask, but the longest ones go on a second line.

    The first column, which names the rows, may be half as wide again as the others.
    """
    texts = _texts(rows)
    asked = [_inches(max(map(len, column)), size) for column in texts]
    if sum(asked) <= width:
        return [one + (width - sum(asked)) / len(asked) for one in asked]
    least, (first, *others) = _least(rows, size), asked
    low, high = 0.0, max(asked)
    for _ in range(30):
        most = (low + high) / 2
        bound = [min(first, 1.5 * most), *(min(one, most) for one in others)]
        kept = [max(one, word) for one, word in zip(bound, least, strict=True)]
        low, high = (most, high) if sum(kept) <= width else (low, most)
    return [one * width / sum(kept) for one in kept]


def first_rows(
    rows: pl.DataFrame, width: float, height: float, size: int = SIZE
) -> tuple[pl.DataFrame, list[float]]:
    """Return the first rows that a box holds, and the widths of their columns.

    The rows that are left out do not widen the columns.
    """
    for count in range(min(MOST, rows.height), 1, -1):
        shown = rows.head(count)
        columns = widths(shown, width, size)
        if _tall(shown, columns, size) <= height:
            return shown, columns
    return rows.head(1), widths(rows.head(1), width, size)


def size_of(rows: pl.DataFrame, width: float, height: float, whole: bool = False) -> int:
    """Return the size of a table's texts: the largest at which no word is cut.

    If `whole`, all rows hold at that size, or as many as a slide takes.
    """
    most = min(rows.height, MOST)
    for size in SIZES:
        shown, _ = first_rows(rows, width, height, size)
        if sum(_least(shown, size)) <= width and (not whole or shown.height == most):
            return size
    return SIZES[-1]


def _texts(rows: pl.DataFrame) -> list[list[str]]:
    return [[name, *rows[name].cast(pl.String).fill_null("")] for name in rows.columns]


def _least(rows: pl.DataFrame, size: int) -> list[float]:
    """Return the width that the longest word of each column asks."""
    return [
        _inches(max(len(word) for text in column for word in text.split(" ")), size)
        for column in _texts(rows)
    ]


def _tall(rows: pl.DataFrame, columns: list[float], size: int) -> float:
    """Return the height of some rows and of their head, when texts go on several lines."""
    lines = [
        max(_lines(str(text or ""), wide, size) for text, wide in zip(row, columns, strict=True))
        for row in (rows.columns, *rows.iter_rows())
    ]
    row, line = (one * size / SIZE for one in (ROW, LINE))
    return sum(row + (count - 1) * line for count in lines)


def _lines(text: str, wide: float, size: int) -> int:
    """Return the lines of a text, whose words are not cut, in a cell."""
    signs = max(int((wide - 2 * SIDE) * 72 / (size * PER_LETTER)), 1)
    return max(len(wrap(text, signs, break_long_words=True, break_on_hyphens=True)), 1)


def _inches(signs: int, size: int) -> float:
    return signs * size * PER_SIGN / 72 + 2 * SIDE


def _is_numeric(column: pl.Series) -> bool:
    texts = [text for text in column.cast(pl.String) if text and text != "–"]
    if all(re.fullmatch(r"\d{4}", text) for text in texts):
        return not texts
    numeric = [text for text in texts if text.lstrip("+−▲▼△▽↗↘ ")[:1] in _NUMERIC]
    return bool(texts) and len(numeric) * 2 > len(texts) and max(map(len, texts)) <= 22


def _fill(cell: Any, text: str, size: int, head: bool, right: bool, level: int | None) -> None:
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
    set_font(run.font, max(size - 2, SIZES[-1]) if head else size, ink)
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
