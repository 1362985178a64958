"""DEPP and DARES's InserJeunes by CFA: `fr-en-inserjeunes-cfa.csv`, with semicolons.

One line per CFA (UAI) and publication ("cumul 2018-2019": two years together), région in capitals.
An empty cell is a rate whose denominator is too small, or one that was not measured: nobody in
France then has it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.official import breakdowns, sheets
from loaders.territories import HOME, read_territories


class Measure(NamedTuple):
    """A source's code, and the column of the file that feeds it."""

    source: str
    column: str


MEASURES = (
    Measure("inserjeunes-cfa-6-mois", "Taux emploi 6 mois"),
    Measure("inserjeunes-cfa-12-mois", "Taux emploi 12 mois"),
    Measure("inserjeunes-cfa-18-mois", "Taux emploi 18 mois"),
    Measure("inserjeunes-cfa-24-mois", "Taux emploi 24 mois"),
    Measure("inserjeunes-cfa-attendu", "Taux emploi 6 mois attendu"),
    Measure("inserjeunes-cfa-valeur-ajoutee", "VA emploi 6 mois"),
    Measure("inserjeunes-cfa-poursuite", "Taux poursuite études"),
    Measure("inserjeunes-cfa-interruptions", "Part contrats apprentissage interrompus"),
)


def parser(measure: Measure) -> Callable[[Path], pl.DataFrame]:
    """Return what reads a rate of each CFA (column `etablissement`) of the région.

    A rate that is not given has no value and the status C, save in the publications that give it
    to nobody, which have no row. There is no regional rate: the file has no headcount.
    """

    def parse(path: Path) -> pl.DataFrame:
        rows = sheets.table(path, ";")
        sheets.require(rows, ["Année", "UAI", "Région", measure.column], path.name)
        period = pl.col("Année").str.replace(r"^cumul (\d{4})-(\d{4})$", "$1/$2")
        rows = rows.with_columns(period.alias("period"))
        # The last publication of the file, though it may not give this rate yet.
        vintage = max(rows["period"])
        here = read_territories()["REG", HOME].name.upper()
        measured = pl.col(measure.column).is_not_null().any().over("period")
        rows = rows.filter(measured).filter(pl.col("Région") == here)
        rows = sheets.long(rows, ["period", "UAI"], [measure.column], path.name, keep_empty=True)
        secret = pl.col("value").is_null()
        rows = rows.select(
            pl.lit("REG").alias("level"),
            pl.lit(HOME).alias("territory"),
            "period",
            pl.col("UAI").alias("etablissement"),
            "value",
            pl.when(secret).then(pl.lit("C")).otherwise(pl.lit("A")).alias("status"),
            sheets.ORIGIN,
        )
        return breakdowns.tidy(rows, ["etablissement"], measure.source, vintage)

    return parse
