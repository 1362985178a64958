"""The trace, data/trace.csv: one row per figure of the documents; data/trace/*.csv helps write it.

docs/audit.md says what each column holds.
"""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.settings import data_root
from loaders.tables import text_table

STATEMENTS = ("observed", "projection", "evolution", "target")
"""The ways to carry a figure of which the data have one row each."""
FORGOTTEN = "oubli à reprendre"
"""The reason of a true figure that nothing carries yet: it never passes."""
REASONS = (
    "date ou année de texte",
    "année en libellé",
    "numéro de page",
    "numéro de téléphone",
    "adresse ou code postal",
    "adresse internet",
    "référence de loi, de décret ou d’article",
    "numéro de renvoi ou de note",
    "numérotation",
    "nom propre",
    "niveau de diplôme ou classe",
    "tranche d’âge en libellé",
    "seuil ou durée en libellé",
    "base d’un rapport",
    "graduation de graphique ou de légende",
    "durée ou délai",
    "condition d’un dispositif",
    "dénombrement dans une phrase",
    "présentation de l’éditeur",
    "autre expression d’un chiffre porté",
)
"""Why a figure may be left out."""


class Row(NamedTuple):
    """One row of the trace: where a figure is printed, and what carries it.

    `rank` 0 is a figure in words (`token` is then what is printed), or a second one read in a
    token that has its row. `indicator` is the table's name when `carried` is `reference`, and
    `breakdown` is then the key of its row.
    """

    document: str
    line: int
    rank: int
    token: str
    carried: str
    indicator: str = ""
    level: str = ""
    territory: str = ""
    start: str = ""
    period: str = ""
    breakdown: str = ""
    reason: str = ""

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Return what tells a token of the texts."""
        return self.document, self.line, self.rank, self.token

    @property
    def where(self) -> str:
        """Return the French name of the place."""
        named = f"chiffre {self.rank}" if self.rank else "en lettres"
        return f"{self.document}, ligne {self.line}, {named}, « {self.token} »"

    @property
    def key(self) -> tuple[str, ...]:
        """Return what the row names in the data, which is the `key` of a statement."""
        return (self.document, self.carried, self.indicator, self.level, self.territory,
                self.start, self.period, self.breakdown)  # fmt: skip

    @property
    def carrier(self) -> str:
        """Return what the row names in the data, for a French sentence."""
        parts = (self.indicator, self.level, self.territory, self.start, self.period,
                 self.breakdown)  # fmt: skip
        return ", ".join(part for part in parts if part)


class Theme(NamedTuple):
    """One row of data/trace/*.csv: what carries a value that a document prints about there."""

    document: str
    line: int
    value: float
    carried: str
    indicator: str
    level: str
    territory: str
    start: str
    period: str
    breakdown: str
    reason: str


def path_of() -> Path:
    """Return where the trace is."""
    return data_root() / "trace.csv"


def read() -> list[Row]:
    """Return the trace, in the order of the documents, of their lines and of their figures.

    Raises DataError when the file is missing, unreadable or has other columns.
    """
    rows = _table(path_of(), Row._fields)
    try:
        return [Row(**{**row, "line": int(row["line"]), "rank": int(row["rank"])}) for row in rows]
    except ValueError as error:
        raise DataError(f"trace.csv : un numéro n’est pas un entier ({error}).") from error


def write(rows: Iterable[Row]) -> None:
    """Write the trace."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(Row._fields)
    writer.writerows(rows)
    path_of().write_text(text.getvalue(), encoding="utf-8")


def themes() -> list[Theme]:
    """Return the rows of data/trace/*.csv, file by file.

    Raises DataError when a file is unreadable or has other columns, when a number is not one, when
    a document is not described or an indicator is unknown.
    """
    paths = sorted((data_root() / "trace").glob("[!.]*.csv"))
    return [_theme(path, row) for path in paths for row in _table(path, Theme._fields)]


def _theme(path: Path, row: dict[str, str]) -> Theme:
    where = f"{path.parent.name}/{path.name}, {row['document']}, ligne {row['line']}"
    try:
        theme = Theme(**{**row, "line": int(row["line"]), "value": float(row["value"])})
    except ValueError as error:
        raise DataError(f"{where} : ce n’est pas un nombre ({error}).") from error
    if not described(theme.document):
        raise DataError(f"{where} : {undescribed(theme.document)}")
    if theme.indicator not in read_catalogue().indicators:
        raise DataError(f"{where} : « {theme.indicator} » n’est pas un indicateur du catalogue.")
    return theme


def described(document: str) -> bool:
    """Tell whether a document is one that sources.toml describes."""
    return document in read_catalogue().documents()


def undescribed(document: str) -> str:
    """Return what is wrong in a row whose document is not described."""
    return f"« {document} » n’est pas un document décrit dans sources.toml ; corrigez-le."


def _table(path: Path, columns: Iterable[str]) -> list[dict[str, str]]:
    try:
        rows = text_table(path.read_bytes(), path)
    except OSError as error:
        raise DataError(f"{path.name} : le fichier manque ; remettez-le en place.") from error
    if tuple(rows.columns) != tuple(columns):
        raise DataError(f"{path.name} : les colonnes doivent être {', '.join(columns)}.")
    return rows.fill_null("").to_dicts()
