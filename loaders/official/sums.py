"""Counts of a larger territory, added up from all of its parts."""

import polars as pl

from loaders import checks
from loaders.official.sheets import ORIGIN


def add_up(rows: pl.DataFrame, parts: dict[str, list[str]], level: str) -> pl.DataFrame:
    """Return the sums of `value` over each list of territories, at `level`, by period.

    A sum needs every part: a period that lacks one gives no row. It is after a break (B) when a
    part is, else provisional (P) when a part is: a break is never hidden.
    Columns: level, territory, period, value (Float64), status, origin.
    Raises DataError when a value is not a number.
    """
    numbers = checks.numbers(rows)
    sums = []
    for code, members in parts.items():
        of_code = numbers.filter(pl.col("territory").is_in(members)).group_by("period")
        sums.append(
            of_code.agg(
                pl.lit(level).alias("level"),
                pl.lit(code).alias("territory"),
                pl.col("value").sum(),
                _status().alias("status"),
                pl.format("{} et les parts qui s’y ajoutent", pl.col(ORIGIN).first()).alias(ORIGIN),
                pl.col("value").count().alias("parts"),
            ).filter(pl.col("parts") == len(members))
        )
    columns = ["level", "territory", "period", "value", "status", ORIGIN]
    return pl.concat(sums).select(columns)


def _status() -> pl.Expr:
    status = pl.col("status")
    broken = pl.when((status == "B").any()).then(pl.lit("B"))
    return broken.when((status == "P").any()).then(pl.lit("P")).otherwise(pl.lit("A"))
