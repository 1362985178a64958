"""INSEE's quarterly salaried employment by département: the databank's export.

The file (layout: `bdm_export`) holds 1,472 series, by sector and territory. Only the series of the
five départements are read: labels repeat from one sector to another and stopped series ("Série
arrêtée") stay in the file, so a series is known by its idBank.
"""

from pathlib import Path

import polars as pl

from loaders import checks
from loaders.official import bdm_export, breakdowns, sheets, sums
from loaders.territories import HOME, departements

SOURCE = "insee-bdm-emploi"
SECTORS_SOURCE = "insee-bdm-emploi-secteur"
TEMPORARY_SOURCE = "insee-bdm-interim"
TOTALS = {
    "010567893": "02",
    "010567949": "59",
    "010567950": "60",
    "010567952": "62",
    "010567970": "80",
}
# The aggregates A5 of INSEE's nomenclature: together they are the whole of salaried employment.
# Agriculture and non-market services start with the totals, in 2010-T4; the others in 2001-T4.
SECTORS = {
    breakdowns.TOTAL: TOTALS,
    "agriculture": {
        "010567323": "02",
        "010567379": "59",
        "010567380": "60",
        "010567382": "62",
        "010567400": "80",
    },
    "industrie": {
        "001737209": "02",
        "001737323": "59",
        "001737324": "60",
        "001737326": "62",
        "001737402": "80",
    },
    "construction": {
        "010567209": "02",
        "010567265": "59",
        "010567266": "60",
        "010567268": "62",
        "010567286": "80",
    },
    "tertiaire marchand": {
        "001737971": "02",
        "001737088": "59",
        "001737089": "60",
        "001737091": "62",
        "001737109": "80",
    },
    "tertiaire non marchand": {
        "010567551": "02",
        "010567607": "59",
        "010567608": "60",
        "010567610": "62",
        "010567628": "80",
    },
}
# Temporary work (activity 78.20Z) is a part of market services, whatever the user's sector.
TEMPORARY = {
    "001737822": "02",
    "001737944": "59",
    "001737945": "60",
    "001737947": "62",
    "001737997": "80",
}
STOPPED = "Série arrêtée"


def parse(path: Path) -> pl.DataFrame:
    """Return salaried jobs at the end of the quarter: five départements, the région, their sum.

    INSEE's own series of the région (010567992) is at most 2 jobs away, as each is rounded: the
    sum is kept, so that the parts add up on screen.
    """
    return _with_region(_series(bdm_export.read(path), TOTALS), SOURCE)


def parse_temporary(path: Path) -> pl.DataFrame:
    """Return temporary workers' jobs: five départements, and the région, their sum."""
    return _with_region(_series(bdm_export.read(path), TEMPORARY), TEMPORARY_SOURCE)


def parse_sectors(path: Path) -> pl.DataFrame:
    """Return salaried jobs by sector (column `secteur`, T is the printed total), likewise.

    In each territory INSEE's total is at most 2 jobs away from the sum of its five sectors.
    """
    export = bdm_export.read(path)
    rows = pl.concat(
        _series(export, series).with_columns(pl.lit(sector).alias("secteur"))
        for sector, series in SECTORS.items()
    )
    rows = breakdowns.with_sums(rows, {HOME: departements()}, "REG", ["secteur"])
    return breakdowns.tidy(rows, ["secteur"], SECTORS_SOURCE)


def _series(export: pl.DataFrame, territories: dict[str, str]) -> pl.DataFrame:
    """Return the département's rows of the series given by idBank; a stopped one has none."""
    kept = export.filter(
        pl.col("idBank").is_in(list(territories)), ~pl.col("Libellé").str.ends_with(STOPPED)
    )
    return kept.select(
        pl.lit("DEP").alias("level"),
        pl.col("idBank").replace(territories).alias("territory"),
        sheets.quarter("column").alias("period"),
        "value",
        "status",
        sheets.ORIGIN,
    )


def _with_region(rows: pl.DataFrame, source: str) -> pl.DataFrame:
    region = sums.add_up(rows, {HOME: departements()}, "REG")
    return sheets.tidy(pl.concat([checks.numbers(rows), region]), source)
