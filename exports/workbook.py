"""The workbook of a territory: how to read it, the page's rows, then every observation by theme."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import polars as pl

from exports.imprint import AUTHOR, edition_instant, edition_text
from exports.workbook_notes import Lines, notes
from figures.profile import Profile
from figures.profile_rows import decimals_of, detail_rows, profile_rows
from figures.themes import THEMES
from loaders.catalogue import Catalogue

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its title, and its width in characters."""

    title: str
    width: int


SUMMARY = {
    "titre": Column("Indicateur", 46),
    "niveau": Column("Niveau", 9),
    "territoire": Column("Code", 9),
    "nom": Column("Territoire lu", 26),
    "propre": Column("Chiffre propre", 9),
    "periode": Column("Période", 10),
    "valeur": Column("Valeur", 14),
    "unite": Column("Unité", 16),
    "statut": Column("Statut", 7),
    "etat": Column("État", 16),
    "evolution_1_an": Column("Évolution 1 an", 10),
    "evolution_1_an_unite": Column("Unité (1 an)", 10),
    "depuis": Column("Depuis", 9),
    "evolution_depuis": Column("Évolution depuis", 10),
    "evolution_depuis_unite": Column("Unité (depuis)", 10),
    "evolution_comparable": Column("Évolutions comparables", 12),
    "rang": Column("Rang", 18),
    "rang_du_plus_eleve": Column("Rang (1 = le plus élevé)", 12),
    "rang_sur": Column("Sur", 7),
    "rang_mesure": Column("Rang sur", 20),
    "rang_a_l_arrondi": Column("Rang à l’arrondi près", 12),
    "rang_comparable": Column("Rang comparable", 12),
    "ecart_departement": Column("Écart au département", 13),
    "ecart_region": Column("Écart à la région", 12),
    "ecart_france": Column("Écart à la France", 12),
    "ecart_unite": Column("Unité (écarts)", 10),
    "ecart_comparable": Column("Écarts comparables", 12),
    "producteur": Column("Producteur", 26),
    "source": Column("Source", 24),
    "millesime": Column("Millésime", 10),
    "publie_le": Column("Publié le", 11),
    "indicateur": Column("Code de l’indicateur", 30),
}
DETAIL = {
    "titre": Column("Indicateur", 46),
    "niveau": Column("Niveau", 9),
    "territoire": Column("Code", 9),
    "nom": Column("Territoire", 26),
    "periode": Column("Période", 10),
    "periode_lue": Column("Période en clair", 16),
    "detail": Column("Détail", 46),
    "valeur": Column("Valeur", 14),
    "unite": Column("Unité", 16),
    "statut": Column("Statut", 7),
    "etat": Column("État", 16),
    "millesime": Column("Millésime", 10),
    "source": Column("Source", 24),
    "indicateur": Column("Code de l’indicateur", 30),
}
OPTIONS = {
    "in_memory": True,
    # A text is a text, whatever it begins with: no formula, no link, no code that loses its zeros.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook_bytes(catalogue: Catalogue, profile: Profile, edition: str) -> bytes:
    """Return the workbook (XLSX) of a profile: "Lisez-moi", "Synthèse", then one sheet a theme.

    Numbers are numbers; a value that is secret or missing is an empty cell, and its status says
    why. `edition` is the day of the edition, "2026-11-22".
    """
    # Imported by the first workbook alone: a page that offers one does not wait for it.
    import xlsxwriter

    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, OPTIONS) as book:
        book.set_properties(
            {
                "title": f"{profile.place.title} : classeur du territoire",
                "subject": edition_text(edition),
                "author": AUTHOR,
                "created": edition_instant(edition),
            }
        )
        pen = _Pen(book)
        pen.notes(notes(catalogue, profile, edition))
        own = [decimals_of(line) for line in (*profile.lines, *profile.wider)]
        pen.table("Synthèse", SUMMARY, profile_rows(catalogue, profile), own)
        for theme, name in THEMES.items():
            rows = detail_rows(catalogue, profile, theme)
            if rows.height:
                found = catalogue.indicators
                own = [{"valeur": found[code].decimals} for code in rows["indicateur"]]
                pen.table(name, DETAIL, rows, own)
    return buffer.getvalue()


class _Pen:
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
        """Write rows as a sheet with its header frozen and a filter on each column.

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
        sheet.autofilter(0, 0, rows.height, len(columns) - 1)

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
            shape = "#,##0" + ("." + "0" * decimals if decimals else "")
            self.numbers[decimals] = self._format(num_format=shape)
        return self.numbers[decimals]
