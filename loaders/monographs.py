"""The table « région / national / évolution » of the monographies: which documents, which lines."""

from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from typing import Any, TypeVar

import polars as pl

from loaders import cache, checks, codelists, rules
from loaders.catalogue import read_catalogue
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "references"
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Monograph:
    """A document that describes one région."""

    document: str
    level: str
    territory: str


@dataclass(frozen=True, kw_only=True)
class MonographLine:
    """A line of the table; `code` of `dimension` when it is a part, both empty for a total.

    `national` is the indicator of the country's column where it is another one; `elsewhere` is a
    perimeter (level AUTRE) that a document gives for the country.
    """

    section: str
    label: str
    indicator: str
    dimension: str = ""
    code: str = ""
    national: str = ""
    elsewhere: str = ""


def monographs() -> tuple[Monograph, ...]:
    """Return the documents, in the order of the screen.

    Raises DataError when monographies.csv is missing or refused.
    """
    documents = tuple(read_catalogue().documents())
    asked = [
        rules.among("document", documents, "un document décrit dans sources.toml"),
        *rules.places(),
    ]
    return _read("monographies", Monograph, asked)


def lines() -> tuple[MonographLine, ...]:
    """Return the lines of the table, in order.

    Raises DataError when monographie-lignes.csv is missing or refused: an indicator that is not
    known, a value that its breakdown does not have.
    """
    indicators = read_catalogue().indicators
    part = pl.concat_str("indicator", "dimension", "code", separator="|")
    parts = [
        f"{one.code}|{name}|{code}"
        for one in indicators.values()
        for name in one.dimensions
        for code in codelists.values(one, name)
    ]
    advice = "n’est pas le code d’un indicateur du catalogue ; corrigez-le"
    asked = [
        Rule("indicator", ~pl.col("indicator").is_in(list(indicators)), lambda _: advice),
        Rule("national", ~pl.col("national").is_in(list(indicators)), lambda _: advice),
        Rule(
            "code",
            ~part.is_in(parts),
            lambda row: f"n’est pas une valeur de « {row['dimension']} » ; corrigez-la",
        ),
    ]
    return _read("monographie-lignes", MonographLine, asked)


def _read(name: str, kind: type[T], asked: Iterable[Rule]) -> tuple[T, ...]:
    path = data_root() / FOLDER / f"{name}.csv"
    every = fields(kind)  # type: ignore[arg-type]
    needed = [one.name for one in every if one.default is MISSING]

    def parse(raw: bytes) -> tuple[T, ...]:
        wanted = (*rules.required(needed), *asked)
        columns = tuple(one.name for one in every)
        file = f"{FOLDER}/{path.name}"
        rows = checks.checked(text_table(raw, path), columns, wanted, file, "retirez-la")
        return tuple(_build(kind, row) for row in rows.iter_rows(named=True))

    return cache.kept(path, parse, tuple(read_catalogue().indicators))


def _build(kind: type[T], row: dict[str, Any]) -> T:
    return kind(**{name: text for name, text in row.items() if text is not None})
