"""Small tables written by hand: read as frozen rows, refused with one French sentence."""

from collections.abc import Hashable, Iterable
from dataclasses import MISSING, fields
from typing import Any, TypeVar

import polars as pl

from loaders import cache, checks, rules
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

T = TypeVar("T")


def read(
    folder: str, name: str, kind: type[T], asked: Iterable[Rule], version: Hashable = None
) -> tuple[T, ...]:
    """Return a table of a folder of data as rows of `kind`, whose fields are all texts.

    `version` is what `asked` depends on beside the file. Raises DataError when the file is missing
    or refused: a column too many or too few, an empty cell of a field without default, a rule.
    """
    path = data_root() / folder / f"{name}.csv"
    every_field = fields(kind)  # type: ignore[arg-type]
    columns = tuple(field.name for field in every_field)
    needed = [field.name for field in every_field if field.default is MISSING]

    def parse(raw: bytes) -> tuple[T, ...]:
        every = (*rules.required(needed), *asked)
        file = f"{folder}/{path.name}"
        rows = checks.checked(text_table(raw, path), columns, every, file, "retirez-la")
        return tuple(_build(kind, row) for row in rows.iter_rows(named=True))

    return cache.kept(path, parse, version)


def known(column: str, codes: Iterable[str], what: str) -> Rule:
    """Return the rule that a column holds one of the codes known elsewhere."""
    wrong = ~pl.col(column).is_in(list(codes))
    return Rule(column, wrong, lambda _: f"n’est pas {what} ; corrigez-le")


def once(column: str, key: tuple[str, ...], what: str) -> Rule:
    """Return the rule that a key is given once."""
    wrong = pl.struct(key).is_first_distinct().not_()
    return Rule(column, wrong, lambda _: f"double {what} déjà donné ; gardez une seule des lignes")


def worded(key: pl.Expr, texts: dict[str, str], says: str) -> Rule:
    """Return the rule that the words of a row stand in the text of what it is about."""
    text = key.replace_strict(texts, default="", return_dtype=pl.String)
    wrong = ~text.str.contains(pl.col("words"), literal=True)
    return Rule("words", wrong, lambda _: says)


def _build(kind: type[T], row: dict[str, Any]) -> T:
    return kind(**{name: text for name, text in row.items() if text is not None})
