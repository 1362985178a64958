"""How a table of data/sites is read as frozen rows, and the rules that its columns share."""

from collections.abc import Hashable, Iterable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

import polars as pl

from loaders import cache, checks, rules
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "sites"
T = TypeVar("T")


def listed(column: str, known: Iterable[str], what: str) -> Rule:
    """Return the rule that a column holds one of the codes of `known`, which are `what`."""
    wrong = ~pl.col(column).is_in(list(known))
    return Rule(column, wrong, lambda _: f"n’est pas {what} ; corrigez-le")


def once(column: str, key: tuple[str, ...], what: str) -> Rule:
    """Return the rule that a key is given once; `what` is what it would double."""
    wrong = pl.struct(key).is_first_distinct().not_()
    return Rule(column, wrong, lambda _: f"double {what} déjà donné ; gardez une seule des lignes")


def worded(key: pl.Expr, texts: dict[str, str], says: str) -> Rule:
    """Return the rule that the words of a row stand in the text of what it is about."""
    text = key.replace_strict(texts, default="", return_dtype=pl.String)
    wrong = ~text.str.contains(pl.col("words"), literal=True)
    return Rule("words", wrong, lambda _: says)


def read(
    name: str, kind: type[T], asked: Iterable[Rule], version: Hashable = None
) -> tuple[T, ...]:
    """Return a table as rows of `kind`; `version` is what `asked` depends on beside the file."""
    path = data_root() / FOLDER / f"{name}.csv"
    every_field = fields(kind)  # type: ignore[arg-type]
    columns = tuple(field.name for field in every_field)
    needed = [field.name for field in every_field if field.default is MISSING]

    def parse(raw: bytes) -> tuple[T, ...]:
        every = (*rules.required(needed), *asked)
        file = f"{FOLDER}/{path.name}"
        rows = checks.checked(text_table(raw, path), columns, every, file, "retirez-la")
        return tuple(_build(kind, row) for row in rows.iter_rows(named=True))

    return cache.kept(path, parse, version)


def _build(kind: type[T], row: dict[str, Any]) -> T:
    return kind(**{name: text for name, text in row.items() if text is not None})
