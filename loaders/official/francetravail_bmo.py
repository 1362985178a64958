"""France Travail's yearly survey of hiring plans (BMO): workbook `Base_open_data_BMO_YYYY.xlsx`.

Sheet `BMO_YYYY_open_data`, header on line 1: annee, Code métier BMO, …, REG, …, BE24, NOMBE24, met,
xmet, smet. One line per bassin d'emploi and métier (FAP 2021). The bassins (BE24, whose name
carries the year) are France Travail's own: bassin 3213 is Beauvais, zone d'emploi 3213 is
Dunkerque. "*" is a figure kept secret; no zero is printed, so it may stand for one.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.errors import DataError
from loaders.official import breakdowns, sheets
from loaders.territories import HOME

SECRET = "*"


class Measure(NamedTuple):
    """A source's code, and the column of the sheet that feeds it."""

    source: str
    column: str


PROJECTS = Measure("francetravail-bmo", "met")
DIFFICULT = Measure("francetravail-bmo-difficiles", "xmet")
SEASONAL = Measure("francetravail-bmo-saisonniers", "smet")


def parser(measure: Measure) -> Callable[[Path], pl.DataFrame]:
    """Return what reads the hiring plans of each bassin of the région by `metier`.

    A secret figure has no value and the status C. There is no total: the workbook prints none,
    and the sum of what it does print would be too low.
    """

    def parse(path: Path) -> pl.DataFrame:
        year = _year(path)
        name = f"BMO_{year}_open_data"
        bassin = f"BE{year[2:]}"
        rows = sheets.sheet(path, name, 1)
        sheets.require(rows, ["annee", "Code métier BMO", "REG", bassin, measure.column], path.name)
        rows = rows.filter(pl.col("REG") == HOME)
        keys = ["annee", "Code métier BMO", bassin]
        rows = sheets.long(rows, keys, [measure.column], f"{path.name}, feuille {name}")
        secret = pl.col("value") == SECRET
        rows = rows.select(
            pl.lit("BE").alias("level"),
            pl.col(bassin).alias("territory"),
            pl.col("annee").alias("period"),
            pl.col("Code métier BMO").alias("metier"),
            pl.when(~secret).then("value").alias("value"),
            pl.when(secret).then(pl.lit("C")).otherwise(pl.lit("A")).alias("status"),
            sheets.ORIGIN,
        )
        return breakdowns.tidy(rows, ["metier"], measure.source)

    return parse


def _year(path: Path) -> str:
    found = re.search(r"\d{4}", path.stem)
    if found is None:
        raise DataError(
            f"{path.name} : le nom du fichier ne dit pas son année ; redonnez-lui celui de France "
            "Travail, « Base_open_data_BMO_2024.xlsx »."
        )
    return found[0]
