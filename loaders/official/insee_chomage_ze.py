"""INSEE's unemployment rates by zone d'emploi: the quarterly workbook, and a table drawn from it.

Workbook `chomage-zone-t1-2003-tX-YYYY.xlsx` (page https://www.insee.fr/fr/statistiques/1893230):
sheet `txcho_ze`, machine header on line 6 (ZE2020, LIBZE2020, REG, LIBREG, 2003-T1 …), 302 zones;
sheet `txcho_parties reg`, header on line 8 (ZER2020, LIBZER2020, 2003-T1 …), 28 regional parts.
"""

from pathlib import Path

import polars as pl

from loaders.official import sheets

SOURCE = "insee-chomage-ze"
# The regional parts of Beauvais and of La Vallée de la Bresle-Vimeu.
PARTS = ["3254", "3258"]


def parse_workbook(path: Path) -> pl.DataFrame:
    """Return the rates (%) of every zone d'emploi, and of the region's two parts of a zone.

    The documentation sheet marks no quarter as provisional: every status is A.
    """
    zones = _sheet(path, "txcho_ze", 6, "ZE2020")
    parts = _sheet(path, "txcho_parties reg", 8, "ZER2020")
    rows = pl.concat([zones, parts.filter(pl.col("territory").is_in(PARTS))])
    return sheets.tidy(rows, SOURCE)


def parse_table(path: Path) -> pl.DataFrame:
    """Return the rates (%) of every zone d'emploi from ze2020, libelle, trimestre, taux."""
    rows = sheets.table(path)
    sheets.require(rows, ["ze2020", "trimestre", "taux"], path.name)
    rows = sheets.long(rows, ["ze2020", "trimestre"], ["taux"], path.name).with_columns(
        pl.lit("ZE2020").alias("level"),
        pl.col("ze2020").alias("territory"),
        sheets.quarter("trimestre").alias("period"),
    )
    return sheets.tidy(rows, SOURCE)


def _sheet(path: Path, name: str, header: int, level: str) -> pl.DataFrame:
    rows = sheets.sheet(path, name, header)
    sheets.require(rows, [level], path.name)
    quarters = [column for column in rows.columns if column[:4].isdigit()]
    rows = sheets.long(rows, [level], quarters, f"{path.name}, feuille {name}")
    return rows.select(
        pl.lit(level).alias("level"),
        pl.col(level).alias("territory"),
        sheets.quarter("column").alias("period"),
        "value",
        sheets.ORIGIN,
    )
