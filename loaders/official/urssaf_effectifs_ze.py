"""URSSAF's salaried jobs of the private sector by zone d'emploi and activity (A38 of the NAF).

Columns code_ze, a38, a21, a5, lib, then one per year: eff_19, eff_22… A zone has no line for an
activity that it never had in these years. An empty cell is not a secret: figures of 1 are printed.
"""

from pathlib import Path

import polars as pl

from loaders.official import breakdowns, sheets

SOURCE = "urssaf-effectifs-ze"
YEAR = r"^eff_(\d{2})$"


def parse(path: Path) -> pl.DataFrame:
    """Return salaried jobs by zone d'emploi and activity (column `secteur`), M where none is given.

    There is no total: the file prints none, and cells that lack forbid adding one up.
    """
    rows = sheets.table(path)
    sheets.require(rows, ["code_ze", "a38"], path.name)
    years = [column for column in rows.columns if pl.Series([column]).str.contains(YEAR)[0]]
    sheets.require(rows, years or ["eff_19"], path.name)
    long = sheets.long(rows, ["code_ze", "a38"], years, path.name, keep_empty=True)
    missing = pl.col("value").is_null()
    tidy = long.select(
        pl.lit("ZE2020").alias("level"),
        pl.col("code_ze").alias("territory"),
        pl.col("column").str.replace(YEAR, "20$1").alias("period"),
        pl.col("a38").alias("secteur"),
        "value",
        pl.when(missing).then(pl.lit("M")).otherwise(pl.lit("A")).alias("status"),
        sheets.ORIGIN,
    )
    return breakdowns.tidy(tidy, ["secteur"], SOURCE)
