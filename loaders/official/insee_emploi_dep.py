"""INSEE's quarterly salaried employment by département: the totals of the databank's export.

The file (layout: `bdm_export`) holds 1,472 series, by sector and territory. Only "Ensemble des
salariés" of the five départements is read: labels repeat from one sector to another and stopped
series ("Série arrêtée") stay in the file, so a series is known by its idBank.
"""

from pathlib import Path

import polars as pl

from loaders import checks
from loaders.official import bdm_export, sheets, sums
from loaders.territories import HOME, departements

SOURCE = "insee-bdm-emploi"
TOTALS = {
    "010567893": "02",
    "010567949": "59",
    "010567950": "60",
    "010567952": "62",
    "010567970": "80",
}
STOPPED = "Série arrêtée"


def parse(path: Path) -> pl.DataFrame:
    """Return salaried jobs at the end of the quarter: five départements, the région, their sum.

    INSEE's own series of the région (010567992) is at most 2 jobs away, as each is rounded: the
    sum is kept, so that the parts add up on screen.
    """
    totals = bdm_export.read(path).filter(
        pl.col("idBank").is_in(list(TOTALS)), ~pl.col("Libellé").str.ends_with(STOPPED)
    )
    rows = totals.select(
        pl.lit("DEP").alias("level"),
        pl.col("idBank").replace(TOTALS).alias("territory"),
        sheets.quarter("column").alias("period"),
        "value",
        "status",
        sheets.ORIGIN,
    )
    region = sums.add_up(rows, {HOME: departements()}, "REG")
    return sheets.tidy(pl.concat([checks.numbers(rows), region]), SOURCE)
