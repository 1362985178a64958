"""The figures that documents print, copied one by one: one CSV per indicator in data/printed."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from loaders import cache, checks, codelists, rules
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "printed"
KINDS = ("observed", "projection", "evolution")
OPTIONAL = ("start", "cited", "note")
"""The columns that may be empty, and are then the empty text."""
_BEFORE = ("document", "line", "kind", "level", "territory", "start", "period")
_AFTER = ("value", "printed", "status", "cited", "note")


def path_of(indicator: Indicator) -> Path:
    """Return where the indicator's printed figures are, or would be."""
    return data_root() / FOLDER / f"{indicator.code}.csv"


def columns_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns of an indicator's printed figures, in order."""
    return (*_BEFORE, *indicator.dimensions, *_AFTER)


def key_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns that name one printed figure."""
    return (*_BEFORE, *indicator.dimensions, "value")


def read(indicator: Indicator) -> pl.DataFrame:
    """Return what documents print of an indicator, in the order of the file; nobody may edit it.

    Columns: those of `columns_of`; line is Int64, value Float64 (null only when status is C or M),
    all others text, empty where nothing is said. There is no row when there is no file.
    Raises DataError when the file is unreadable or when a row is refused.
    """
    path = path_of(indicator)
    if not path.exists():
        return _typed(pl.DataFrame(schema=dict.fromkeys(columns_of(indicator), pl.String)))
    documents = tuple(read_catalogue().documents())

    def parse(raw: bytes) -> pl.DataFrame:
        rows = text_table(raw, path)
        asked = _rules(indicator, documents)
        # The published table of the indicator has the same name, but for its folder.
        file = f"{FOLDER}/{path.name}"
        return _typed(checks.checked(rows, columns_of(indicator), asked, file))

    return cache.kept(path, parse, (indicator, documents, codelists.version(indicator)))


def _rules(indicator: Indicator, documents: tuple[str, ...]) -> Iterator[Rule]:
    names = columns_of(indicator)
    yield from rules.required(name for name in names if name not in (*OPTIONAL, "value"))
    yield rules.among("document", documents, "un document décrit dans sources.toml")
    yield rules.matching("line", r"^\d+$", "n’est pas un numéro de ligne ; écrivez un entier")
    yield rules.among("kind", KINDS, "une sorte de chiffre")
    yield from rules.places(indicator.levels, "un niveau de l’indicateur")
    yield rules.any_period("start")
    yield rules.any_period("period")
    yield from rules.breakdowns(indicator)
    yield rules.among("status", rules.STATUSES, "un statut")
    # A change is in its own unit, and a doubtful figure may be the misprint that the range catches.
    free = (pl.col("kind") == "evolution") | (pl.col("status") == "U")
    yield from rules.figures(indicator, free)
    yield rules.unique(key_of(indicator), "une ligne")


def _typed(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        pl.col("line").cast(pl.Int64),
        pl.col("value").cast(pl.Float64),
        pl.col(OPTIONAL).fill_null(""),
    )
