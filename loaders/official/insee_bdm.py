"""INSEE's macro-economic databank (BDM): unemployment rates of France, régions, départements.

Three layouts hold three publications. The website's export (`bdm_export`). A transcription of the
SDMX answer of 19 June 2026: one line per series, one column per quarter. A transcription of a
tidy table, used only for the publication of 19 June 2025, which no other file holds.
"""

from pathlib import Path

import polars as pl

from loaders.official import bdm_export, sheets

SOURCE = "insee-bdm-chomage"
SERIES = pl.DataFrame(
    {
        "idbank": [
            *("001515842", "010754822", "001739982", "001739981"),
            *("001515867", "001515924", "001515925", "001515927", "001515945"),
        ],
        "level": ["FRANCE", "FRANCE", "REG", "REG", "DEP", "DEP", "DEP", "DEP", "DEP"],
        "territory": ["FM", "FR-D976", "32", "28", "02", "59", "60", "62", "80"],
    }
)
# In the export of December 2023 the last quarter, and no other, is SD in all of the 111 series; in
# June 2026 the SDMX answer says the same of the région. So the last quarter is provisional in a
# transcription that dropped the codes.
LAST = "P"


def parse_export(path: Path) -> pl.DataFrame:
    """Return the rates (%) of the website's `valeurs_trimestrielles.csv`, with their status."""
    return _tidy(bdm_export.read(path).rename({"idBank": "idbank"}))


def parse_series(path: Path) -> pl.DataFrame:
    """Return the rates (%) of a transcription: ref_area, idbank, libelle, then the quarters."""
    rows = sheets.table(path)
    sheets.require(rows, ["idbank"], path.name)
    rows = sheets.long(rows, ["idbank"], bdm_export.quarters(rows), path.name)
    last = pl.col("column") == pl.col("column").max()
    return _tidy(
        rows.with_columns(pl.when(last).then(pl.lit(LAST)).otherwise(pl.lit("A")).alias("status"))
    )


def parse_transcribed(path: Path) -> pl.DataFrame:
    """Return the rates (%) of the publication of 19 June 2025 (last quarter: 2025-T1).

    Columns niveau (FR, REG …), code, trimestre, taux, source, vintage. The other vintages of the
    file are left out: their own files are read instead.
    """
    rows = sheets.table(path)
    sheets.require(rows, ["niveau", "code", "trimestre", "taux", "vintage"], path.name)
    rows = rows.filter(pl.col("vintage") == "2025-06-19")
    rows = sheets.long(rows, ["niveau", "code", "trimestre"], ["taux"], path.name).with_columns(
        pl.col("niveau").replace("FR", "FRANCE").alias("level"),
        pl.col("code").alias("territory"),
        sheets.quarter("trimestre").alias("period"),
    )
    return sheets.tidy(rows, SOURCE, vintage="2025-Q1")


def _tidy(rows: pl.DataFrame) -> pl.DataFrame:
    rows = rows.join(SERIES, on="idbank").with_columns(sheets.quarter("column").alias("period"))
    return sheets.tidy(rows, SOURCE)
