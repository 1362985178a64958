"""The figures of a text, and when one of them says a value.

A figure is a run of digits with its thousands spaces and its decimals, wherever it stands.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from loaders.errors import DataError

DOCUMENTS = {
    "000": "monographie-hdf-2023",
    "001": "cprdfop-2022",
    "002": "plan-apprentissage-2016",
    "003": "monographie-normandie-2020",
    "004": "protocole-france-travail-2023",
}
"""The code of each document, by the beginning of the name of its text."""
_FACTORS = (1, 1e3, 1e6, 1e9)
_TOKEN = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[,.]\d+)?|\d+(?:[,.]\d+)?", re.ASCII)
_COLUMNS = {
    "71 809 953 590": ("71 809", "953 590"),
    "24 703 452 652": ("24 703", "452 652"),
    "12 302,1": ("12", "302,1"),
    "00 993 520 495,00": ("00", "993 520 495,00"),
}
"""Two columns of a table that stand beside each other as one number would."""


class Token(NamedTuple):
    """A figure of a text: the rank-th of its line, as printed but for its spaces."""

    line: int
    rank: int
    text: str
    start: int
    end: int


def texts(folder: Path) -> dict[str, str]:
    """Return the text of each document by its code.

    Raises DataError when one of the five is not there once.
    """
    found = {}
    for beginning, document in DOCUMENTS.items():
        paths = sorted(folder.glob(f"{beginning}_*.txt"))
        if len(paths) != 1:
            raise DataError(
                f"{folder} : il faut un texte {beginning}_….txt, et un seul, pour « {document} »."
            )
        found[document] = paths[0].read_text(encoding="utf-8")
    return found


def tokens(text: str) -> Iterator[Token]:
    """Yield every figure of a text, line by line (the first line is 1)."""
    for number, line in enumerate(text.split("\n"), 1):
        rank = 0
        for found in _TOKEN.finditer(line):
            shown = plain(found.group())
            at = found.start()
            for part in _COLUMNS.get(shown, (shown,)):
                rank += 1
                yield Token(number, rank, part, at, at + len(part))
                at += len(part) + 1


def parts(text: str) -> list[str]:
    """Return the figures of a text as they are printed, two columns as one."""
    return [plain(found) for found in _TOKEN.findall(text)]


def plain(text: str) -> str:
    """Return a text whose no-break spaces are plain ones."""
    return re.sub(r"[ \u00a0\u202f]", " ", text)


def number(token: str) -> float:
    """Return the number that a figure prints."""
    return float(token.replace(" ", "").replace(",", "."))


def equal(token: str, value: float) -> bool:
    """Tell whether a figure is a value, in units, thousands, millions or thousand millions."""
    shown = number(token)
    return any(abs(shown * factor - abs(value)) <= 1e-9 * abs(value) for factor in _FACTORS)


def rounded(token: str, value: float) -> bool:
    """Tell whether a figure is a value with fewer digits ("37" for 36.6, "106 000" for 106,777)."""
    digits = token.replace(" ", "")
    step = 10.0 ** (len(digits) - len(digits.rstrip("0"))) if digits.isdigit() else 0.1
    return abs(number(token) - abs(value)) < step
