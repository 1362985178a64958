"""DARES's registered jobseekers by département, raw: date, code_departement, A, B, C, D, E, ABC."""

from pathlib import Path

import polars as pl

from loaders import checks
from loaders.official import sheets, sums
from loaders.territories import HOME, departements

SOURCE = "dares-defm"
# The loi pour le plein emploi registers new people from that month on: DARES and France Travail say
# that what it changes is not the labour market
# (https://statistiques.francetravail.org/stmt/static/Evolutions_stmt).
BREAK = "2025-01"


def parse(path: Path) -> pl.DataFrame:
    """Return people in categories A, B and C: five départements, and the région, their sum."""
    rows = sheets.table(path)
    sheets.require(rows, ["date", "code_departement", "ABC"], path.name)
    rows = rows.filter(pl.col("code_departement").is_in(departements()))
    rows = sheets.long(rows, ["date", "code_departement"], ["ABC"], path.name).select(
        pl.lit("DEP").alias("level"),
        pl.col("code_departement").alias("territory"),
        pl.col("date").alias("period"),
        "value",
        pl.when(pl.col("date") == BREAK).then(pl.lit("B")).otherwise(pl.lit("A")).alias("status"),
        sheets.ORIGIN,
    )
    region = sums.add_up(rows, {HOME: departements()}, "REG")
    return sheets.tidy(pl.concat([checks.numbers(rows), region]), SOURCE)
