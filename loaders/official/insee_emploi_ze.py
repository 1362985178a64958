"""INSEE's yearly estimates of salaried employment by zone d'emploi: code_ze, annee, effectif."""

from pathlib import Path

import polars as pl

from loaders.official import sheets

SOURCE = "insee-emploi-ze"


def parse(path: Path) -> pl.DataFrame:
    """Return salaried jobs at the end of the year, at the place of work; every status is A."""
    rows = sheets.table(path)
    sheets.require(rows, ["code_ze", "annee", "effectif"], path.name)
    rows = sheets.long(rows, ["code_ze", "annee"], ["effectif"], path.name).with_columns(
        pl.lit("ZE2020").alias("level"),
        pl.col("code_ze").alias("territory"),
        pl.col("annee").alias("period"),
    )
    return sheets.tidy(rows, SOURCE)
