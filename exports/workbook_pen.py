"""The pen of every workbook: sheets of words and of rows, where a text is never run as a formula."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from exports.imprint import AUTHOR, edition_instant, edition_text
from exports.number_format import number_shape
from exports.workbook_notes import Lines

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its title, and its width in characters."""

    title: str
    width: int


OPTIONS = {
    "in_memory": True,
    # A text is a text, whatever it begins with: no formula, no link, no code that loses its zeros.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def opened(title: str, edition: str) -> Iterator[tuple["Pen", BytesIO]]:
    """Open a workbook: its pen, and the buffer that holds its bytes once it is closed."""
    # Imported by the first workbook alone: a page that offers one does not wait for it.
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": title,
                "subject": edition_text(edition),
                "author": AUTHOR,
                "created": edition_instant(edition),
            }
        )
        yield Pen(book), buffer


class Pen:
    """Writes sheets; a format is made once for each number of decimals."""

    def __init__(self, book: "Workbook") -> None:
        self.book = book
        self.numbers: dict[int, Format] = {}
        self.head = self._format(bold=True, text_wrap=True, valign="bottom", bottom=1)
        self.title = self._format(bold=True, font_size=14)
        self.bold = self._format(bold=True)
        self.wrapped = self._format(text_wrap=True, valign="top")
        self.day = self._format(num_format="dd/mm/yyyy", align="left")

    def _format(self, **how: Any) -> "Format":
        return self.book.add_format({"font_name": "Calibri", "font_size": 11} | how)

    def notes(self, lines: Lines) -> None:
        """Write the first sheet: a line alone is a heading, the others are words and their meaning."""
        sheet = self.book.add_worksheet("Lisez-moi")
        sheet.set_column(0, 0, 44)
        sheet.set_column(1, 1, 96)
        sheet.hide_gridlines(2)
        for at, line in enumerate(lines):
            alone = len(line) == 1
            for column, text in enumerate(line):
                how = self.title if not at else self.bold if alone else self.wrapped
                sheet.write_string(at, column, text, how)

    def table(
        self,
        name: str,
        columns: Mapping[str, Column],
        rows: pl.DataFrame,
        decimals: Sequence[Mapping[str, int]],
    ) -> None:
        """Write rows as a sheet: a table whose header is one for assistive tools too, frozen and filtered.

        `decimals` gives, row by row, those of each column of numbers.
        """
        sheet = self.book.add_worksheet(name)
        for place, column in enumerate(columns.values()):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.title, self.head)
        for at, row in enumerate(rows.iter_rows(named=True), start=1):
            for place, code in enumerate(columns):
                self._cell(sheet, at, place, row[code], decimals[at - 1].get(code, 0))
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        heads = [column.title for column in columns.values()]
        if rows.is_empty() or len({one.lower() for one in heads}) < len(heads):
            # A table has a row, and no two columns of one name.
            sheet.autofilter(0, 0, rows.height, len(columns) - 1)
            return
        named = [{"header": one, "header_format": self.head} for one in heads]
        sheet.add_table(0, 0, rows.height, len(columns) - 1, {"columns": named, "style": None})

    def _cell(self, sheet: "Worksheet", at: int, place: int, value: Any, decimals: int) -> None:
        if value is None:
            return
        if isinstance(value, str):
            sheet.write_string(at, place, value)
        elif isinstance(value, date):
            sheet.write_datetime(at, place, datetime(value.year, value.month, value.day), self.day)
        else:
            sheet.write_number(at, place, value, self._number(decimals))

    def _number(self, decimals: int) -> "Format":
        """Return the format of a number: the decimals that it is published with, no others."""
        if decimals not in self.numbers:
            self.numbers[decimals] = self._format(num_format=number_shape(decimals))
        return self.numbers[decimals]
