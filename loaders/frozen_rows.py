"""A small table kept by hand, read as frozen rows and refused with one French sentence."""

from collections.abc import Hashable, Iterable
from dataclasses import MISSING, fields
from typing import TypeVar

import polars as pl

from loaders import cache, checks, rules
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

T = TypeVar("T")


def read_rows(
    folder: str, name: str, kind: type[T], asked: Iterable[Rule], version: Hashable = None
) -> tuple[T, ...]:
    """Return data/<folder>/<name>.csv as rows of `kind`, whose fields are its columns, all text.

    A field without default may not be empty; an empty cell takes the default of its field.
    `version` is what `asked` depends on beside the file. Raises DataError when the file is missing
    or refused.
    """
    path = data_root() / folder / f"{name}.csv"
    every_field = fields(kind)  # type: ignore[arg-type]
    columns = tuple(field.name for field in every_field)
    needed = [field.name for field in every_field if field.default is MISSING]

    def parse(raw: bytes) -> tuple[T, ...]:
        every = (*rules.required(needed), *asked)
        file = f"{folder}/{path.name}"
        rows = checks.checked(text_table(raw, path), columns, every, file, "retirez-la")
        return tuple(
            kind(**{field: text for field, text in row.items() if text is not None})
            for row in rows.iter_rows(named=True)
        )

    return cache.kept(path, parse, version)


def one_of(column: str, codes: Iterable[str], what: str) -> Rule:
    """Return the rule that a column holds one of many codes, or nothing."""
    wrong = ~pl.col(column).is_in(list(codes))
    return Rule(column, wrong, lambda _: f"n’est pas {what} ; corrigez-le")


def once(column: str, key: tuple[str, ...], what: str) -> Rule:
    """Return the rule that a key is given once."""
    wrong = pl.struct(key).is_first_distinct().not_()
    return Rule(column, wrong, lambda _: f"double {what} déjà donné ; gardez une seule des lignes")
