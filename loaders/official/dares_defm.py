"""DARES's registered jobseekers by département, raw: date, code_departement, A, B, C, D, E, ABC."""

from pathlib import Path

import polars as pl

from loaders import checks
from loaders.official import breakdowns, sheets, sums
from loaders.territories import HOME, departements

SOURCE = "dares-defm"
CATEGORIES_SOURCE = "dares-defm-categories"
CATEGORIES = ["A", "B", "C", "D", "E"]
# The loi pour le plein emploi registers new people from that month on: DARES and France Travail say
# that what it changes is not the labour market
# (https://statistiques.francetravail.org/stmt/static/Evolutions_stmt).
BREAK = "2025-01"


def parse(path: Path) -> pl.DataFrame:
    """Return people in categories A, B and C: five départements, and the région, their sum."""
    rows = _rows(path, ["ABC"]).drop("column")
    region = sums.add_up(rows, {HOME: departements()}, "REG")
    return sheets.tidy(pl.concat([checks.numbers(rows), region]), SOURCE)


def parse_categories(path: Path) -> pl.DataFrame:
    """Return people in each category from A to E (column `categorie`), likewise.

    There is no total: the file prints none of A to E.
    """
    rows = _rows(path, CATEGORIES).rename({"column": "categorie"})
    rows = breakdowns.with_sums(rows, {HOME: departements()}, "REG", ["categorie"])
    return breakdowns.tidy(rows, ["categorie"], CATEGORIES_SOURCE)


def _rows(path: Path, columns: list[str]) -> pl.DataFrame:
    rows = sheets.table(path)
    sheets.require(rows, ["date", "code_departement", *columns], path.name)
    rows = rows.filter(pl.col("code_departement").is_in(departements()))
    return sheets.long(rows, ["date", "code_departement"], columns, path.name).select(
        pl.lit("DEP").alias("level"),
        pl.col("code_departement").alias("territory"),
        pl.col("date").alias("period"),
        "column",
        "value",
        pl.when(pl.col("date") == BREAK).then(pl.lit("B")).otherwise(pl.lit("A")).alias("status"),
        sheets.ORIGIN,
    )
