"""Official figures that are broken down: sums and tidy rows that keep their dimensions."""

import polars as pl

from loaders import checks
from loaders.official import sheets, sums

TOTAL = "T"


def add_up(
    rows: pl.DataFrame, parts: dict[str, list[str]], level: str, dimensions: list[str]
) -> pl.DataFrame:
    """Return `sums.add_up` of each value of the dimensions, which are columns of `rows`."""
    added = [
        sums.add_up(group, parts, level).with_columns(
            pl.lit(value).alias(name) for name, value in zip(dimensions, values, strict=True)
        )
        for values, group in rows.partition_by(
            dimensions, as_dict=True, maintain_order=True
        ).items()
    ]
    if not added:
        return sums.add_up(rows, parts, level).with_columns(
            pl.lit(None, pl.String).alias(name) for name in dimensions
        )
    return pl.concat(added)


def with_sums(
    rows: pl.DataFrame, parts: dict[str, list[str]], level: str, dimensions: list[str]
) -> pl.DataFrame:
    """Return the rows, their values as numbers, then their sums at `level`."""
    added = add_up(rows, parts, level, dimensions)
    return pl.concat([checks.numbers(rows).select(added.columns), added])


def tidy(
    rows: pl.DataFrame, dimensions: list[str], source: str, vintage: str | None = None
) -> pl.DataFrame:
    """Return `sheets.tidy` of the rows, with their dimensions."""
    return sheets.tidy(rows, source, vintage).hstack(rows.select(dimensions))
