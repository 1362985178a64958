"""INSEE's unemployment rates by département: workbook `sl_etc_YYYYTq.xls`.

Page https://www.insee.fr/fr/statistiques/2012804. One sheet, `Département`, header on line 4
(Code, Libellé, T1_1982 …), 100 départements, then foot notes without a code.
"""

from pathlib import Path

import polars as pl

from loaders.official import sheets
from loaders.territories import departements

SOURCE = "insee-chomage-dep"


def parse(path: Path) -> pl.DataFrame:
    """Return the rates (%) of the region's five départements; see `tidy`."""
    return tidy(sheets.sheet(path, "Département", 4), path.name)


def tidy(rows: pl.DataFrame, file: str) -> pl.DataFrame:
    """Return tidy rates from the sheet's text rows (Code, Libellé, T1_1982 …, and `line`).

    The workbook marks no quarter as provisional: every status is A.
    """
    sheets.require(rows, ["Code"], file)
    quarters = [column for column in rows.columns if column.startswith("T") and "_" in column]
    rows = sheets.long(
        rows.filter(pl.col("Code").is_in(departements())), ["Code"], quarters, file
    ).with_columns(
        pl.lit("DEP").alias("level"),
        pl.col("Code").alias("territory"),
        pl.col("column").str.replace(r"^T([1-4])_(\d{4})$", "$2-Q$1").alias("period"),
    )
    return sheets.tidy(rows, SOURCE)
