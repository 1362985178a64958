"""A table that a slide holds as its own: its first rows, as many as can be read from afar."""

from typing import TYPE_CHECKING, Any

import polars as pl

from exports.native_chart import set_font
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
ROW, LINE, SIDE = 0.36, 0.27, 0.08
"""Inches: a row of one line, each line more, the margin on each side of a cell."""
PER_SIGN = 0.52
"""Width of a sign, in shares of the size."""
_NUMERIC = set("0123456789")


def add_table(slide: "Slide", box: Box, rows: pl.DataFrame, alt: str) -> str:
    """Add the first rows of a table to a slide; returns what says that there are others, or ""."""
    left, top, width, height = box
    columns = widths(rows.head(MOST), width)
    shown = rows.head(fitting(rows, columns, height))
    frame = slide.shapes.add_table(
        shown.height + 1, shown.width, emu(left), emu(top), emu(width),
        emu(ROW * (shown.height + 1)),
    )  # fmt: skip
    frame.name = "Tableau"
    describe(frame, alt)
    table = frame.table
    table.horz_banding = False
    # The library's style is blue: ours has rules alone.
    table._tbl.tblPr.find("{*}tableStyleId").text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
    for place, wide in enumerate(columns):
        table.columns[place].width = emu(wide)
    for place, name in enumerate(shown.columns):
        right = _is_numeric(shown[name])
        for at, text in enumerate([name, *shown[name].cast(pl.String).fill_null("")]):
            _fill(table.cell(at, place), text, head=at == 0, right=right)
    left_out = rows.height - shown.height
    if left_out <= 0:
        return ""
    words = "autre ligne" if left_out == 1 else "autres lignes"
    return f"… et {number(left_out)} {words} : voir le classeur."


def widths(rows: pl.DataFrame, width: float) -> list[float]:
    """Return the width of each column: what its texts ask, less where words may go on a second line."""
    texts = [[name, *rows[name].cast(pl.String).fill_null("")] for name in rows.columns]
    asked = [_inches(max(map(len, column))) for column in texts]
    least = [
        _inches(max(len(word) for text in column for word in text.split(" "))) for column in texts
    ]
    over = sum(asked) - width
    if over <= 0:
        return [one + -over / len(asked) for one in asked]
    spare = sum(asked) - sum(least) or 1.0
    kept = [one - over * (one - low) / spare for one, low in zip(asked, least, strict=True)]
    return [one * width / sum(kept) for one in kept]


def fitting(rows: pl.DataFrame, columns: list[float], height: float) -> int:
    """Return how many rows a height holds, when their texts go on several lines."""
    left = height - ROW
    for at, row in enumerate(rows.head(MOST).iter_rows()):
        lines = max(
            -(-_inches(len(str(text or ""))) // wide)
            for text, wide in zip(row, columns, strict=True)
        )
        left -= ROW + (lines - 1) * LINE
        if left < 0:
            return at
    return min(rows.height, MOST)


def _inches(signs: int) -> float:
    return signs * SIZE * PER_SIGN / 72 + 2 * SIDE


def _is_numeric(column: pl.Series) -> bool:
    texts = [text for text in column.cast(pl.String) if text and text != "–"]
    numeric = [text for text in texts if text.lstrip("+−▲▼△▽↗↘ ")[:1] in _NUMERIC]
    return bool(texts) and len(numeric) * 2 > len(texts) and max(map(len, texts)) <= 22


def _fill(cell: Any, text: str, head: bool, right: bool) -> None:
    from lxml import etree
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN

    cell.margin_left = cell.margin_right = emu(SIDE)
    cell.margin_top = cell.margin_bottom = emu(0.03)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if head else MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    run = paragraph.add_run()
    run.text = plain(text)
    set_font(run.font, SIZE - 2 if head else SIZE, LIGHT.muted if head else LIGHT.ink)
    cell.fill.background()
    colour, points = (LIGHT.edge, 1.25) if head else (LIGHT.line, 0.75)
    rule = etree.SubElement(
        cell._tc.get_or_add_tcPr(), f"{{{_A}}}lnB", w=str(round(points * 12700))
    )
    etree.SubElement(
        etree.SubElement(rule, f"{{{_A}}}solidFill"), f"{{{_A}}}srgbClr", val=colour[1:]
    )
    # The format wants the rules of a cell before its fill.
    cell._tc.tcPr.insert(0, rule)


_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
