"""Census population by zone d'emploi: a long history to 2020, then the censuses of 2022 and 2023.

`pop_hist_1876_ze.xlsx` (Observatoire des territoires, from INSEE's censuses): sheet `Data`, header
on line 5 (codgeo, libgeo, an, pop). `recensement_filosofi_ze_*.csv`: one line per zone, columns
P22_POP and P23_POP; its line 00FR is that of a median zone, not France, and is left out.
"""

from pathlib import Path

import polars as pl

from loaders.official import sheets

HISTORY = "observatoire-population-ze"
CENSUS = "insee-recensement-ze"
# Earlier counts are not rebuilt on today's definition of the population.
FIRST = "1968"
CENSUSES = {"P22_POP": "2022", "P23_POP": "2023"}
MEDIAN = "00FR"


def parse_history(path: Path) -> pl.DataFrame:
    """Return inhabitants of every zone d'emploi at each census from 1968 to 2020."""
    rows = sheets.sheet(path, "Data", 5)
    sheets.require(rows, ["codgeo", "an", "pop"], path.name)
    rows = rows.filter(pl.col("an") >= FIRST)
    rows = sheets.long(rows, ["codgeo", "an"], ["pop"], f"{path.name}, feuille Data")
    return sheets.tidy(_zones(rows, "codgeo", pl.col("an")), HISTORY)


def parse_census(path: Path) -> pl.DataFrame:
    """Return inhabitants of the zones d'emploi of metropolitan France in 2022 and 2023."""
    rows = sheets.table(path)
    sheets.require(rows, ["code", *CENSUSES], path.name)
    rows = sheets.long(rows.filter(pl.col("code") != MEDIAN), ["code"], list(CENSUSES), path.name)
    return sheets.tidy(_zones(rows, "code", pl.col("column").replace(CENSUSES)), CENSUS)


def _zones(rows: pl.DataFrame, code: str, period: pl.Expr) -> pl.DataFrame:
    return rows.with_columns(
        pl.lit("ZE2020").alias("level"), pl.col(code).alias("territory"), period.alias("period")
    )
