"""A tidy table checked once, at the door, and refused with one French sentence."""

from collections.abc import Iterable
from typing import Any

import polars as pl

from loaders.codelists import TOTAL
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.rules import Rule, columns_of, key_of, number_rule, rules_of

_DECLARE = "retirez-la, ou déclarez-la dans « dimensions » du catalogue"


def check(rows: pl.DataFrame, indicator: Indicator, file: str) -> pl.DataFrame:
    """Return the table with its columns in order, value as Float64, sorted by its key.

    `value` may be text (a CSV, an official file) or a number (Parquet). A dimension that has no
    column is that of totals. Raises DataError, as `checked` does.
    """
    totals = [name for name in indicator.dimensions if name not in rows.columns]
    rows = rows.with_columns(pl.lit(TOTAL).alias(name) for name in totals)
    rows = checked(rows, columns_of(indicator), rules_of(indicator), file)
    return rows.with_columns(pl.col("value").cast(pl.Float64)).sort(key_of(indicator))


def checked(
    rows: pl.DataFrame,
    columns: tuple[str, ...],
    rules: Iterable[Rule],
    file: str,
    unknown: str = _DECLARE,
) -> pl.DataFrame:
    """Return the table, all text, with its columns in order, once no rule refuses a row.

    A column `origin`, when there is one, says where each row comes from ("fichier, ligne 12,
    colonne 2003-T1") and is dropped; else rows are numbered as lines of `file`, its header being
    line 1. Raises DataError naming the file, the row, the column, the value and what to do;
    `unknown` is what to do of a column that is none of `columns`.
    """
    _check_columns(rows, columns, file, unknown)
    if "value" in rows.columns and rows.schema["value"].is_numeric():
        rows = rows.with_columns(pl.col("value").cast(pl.String))
    place = "champ" if "origin" in rows.columns else "colonne"
    if place == "colonne":
        line = pl.int_range(2, pl.len() + 2)
        rows = rows.with_columns(pl.format("{}, ligne {}", pl.lit(file), line).alias("origin"))
    for rule in rules:
        found = rows.filter(rule.wrong).head(1).to_dicts()
        if found:
            raise DataError(_sentence(found[0], rule, place))
    return rows.select(columns)


def numbers(rows: pl.DataFrame) -> pl.DataFrame:
    """Return official rows whose `value` is text as Float64, for a loader that must add them up.

    Raises DataError on the first value that is not a number; `rows` carries its `origin`.
    """
    rule = number_rule()
    found = rows.filter(rule.wrong).head(1).to_dicts()
    if found:
        raise DataError(_sentence(found[0], rule, "champ"))
    return rows.with_columns(pl.col("value").cast(pl.Float64))


def _check_columns(rows: pl.DataFrame, columns: tuple[str, ...], file: str, unknown: str) -> None:
    for name in columns:
        if name not in rows.columns:
            raise DataError(f"{file} : la colonne « {name} » manque ; ajoutez-la.")
    for name in rows.columns:
        if name not in (*columns, "origin"):
            raise DataError(f"{file} : la colonne « {name} » est inconnue ; {unknown}.")
        if name != "value" and rows.schema[name] != pl.String:
            raise DataError(
                f"{file} : la colonne « {name} » doit être du texte ; un nombre perdrait les "
                "zéros d’un code."
            )


def _sentence(row: dict[str, Any], rule: Rule, place: str) -> str:
    value = row[rule.column]
    shown = "le vide" if value is None else f"« {value} »"
    # The origin of an official figure ends with its column there, which is that of its value.
    named = "" if place == "champ" and rule.column == "value" else f", {place} « {rule.column} »"
    return f"{row['origin']}{named} : {shown} {rule.says(row)}."
