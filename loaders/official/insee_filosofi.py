"""INSEE's incomes and poverty (Filosofi): archive `base-cc-filosofi-YYYY_XLSX.zip`, and 2021.

The archive holds one workbook: a sheet per zoning, header on line 6 (CODGEO, LIBGEO, then one
column per measure, whose name ends with the year: MED19). "s" is a secret, "ns" and "nd" are not
given. A poverty rate of 5 % or less is printed 5 and one of 95 % or more 95, says the sheet
Documentation: both are marked estimated (E). Sheets DEP and REG go on, after an empty line, with
the three overseas départements that come from another survey (Budget de famille): they are left
out. Counts go down to the communes of the région (`loaders.official.communes`). 2021 is in
`recensement_filosofi_ze_*.csv`, for zones d'emploi and metropolitan France.
"""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import fastexcel
import polars as pl

from loaders.errors import DataError
from loaders.official import breakdowns, communes, insee_recensement_ze, sheets
from loaders.territories import read_territories

HEADER = 6
SHEETS = {
    "METRO": "FRANCE",
    "REG": "REG",
    "DEP": "DEP",
    "ARR": "ARR",
    "EPCI": "EPCI",
    "ZE2020": "ZE2020",
}
COMMUNES = {"COM": "COM"}
# Kept for the région alone: geo/territories.csv knows no other.
LOCAL = ("ARR", "EPCI")
METROPOLITAN = "1"
SECRET, ABSENT, BOUNDS = ["s"], ["ns", "nd"], ["5", "95"]
AGES = {
    "TP60AGE1": "moins de 30 ans",
    "TP60AGE2": "30 à 39 ans",
    "TP60AGE3": "40 à 49 ans",
    "TP60AGE4": "50 à 59 ans",
    "TP60AGE5": "60 à 74 ans",
    "TP60AGE6": "75 ans ou plus",
}
TENURES = {"TP60TOL1": "propriétaires", "TP60TOL2": "locataires"}


class Measure(NamedTuple):
    """A measure: its source, its columns without the year, and the values of its dimensions."""

    source: str
    columns: list[str]
    dimensions: dict[str, dict[str, str]]
    sheets: dict[str, str] = SHEETS
    """The sheets that it is read from, with their levels."""


POVERTY = Measure(
    "insee-filosofi-pauvrete", ["TP60", *AGES, *TENURES], {"age": AGES, "statut": TENURES}
)
MEDIAN = Measure("insee-filosofi-niveau-vie", ["MED"], {})
DECILES = Measure("insee-filosofi-interdecile", ["RD"], {})
TAXED = Measure("insee-filosofi-imposition", ["PIMP"], {})
HOUSEHOLDS = Measure("insee-filosofi-menages", ["NBMENFISC"], {}, SHEETS | COMMUNES)
PERSONS = Measure("insee-filosofi-personnes", ["NBPERSMENFISC"], {}, SHEETS | COMMUNES)
MEASURES = (POVERTY, MEDIAN, DECILES, TAXED, HOUSEHOLDS, PERSONS)
"""Those of the archive."""


def parser(measure: Measure) -> Callable[[Path], pl.DataFrame]:
    """Return what reads a measure in the archive: FM, régions, départements, EPCI, zones…"""

    def parse(path: Path) -> pl.DataFrame:
        year, book = _open(path)
        columns = {f"{column}{year[2:]}": column for column in measure.columns}
        rows = pl.concat(
            _level(book, sheet, level, columns, path.name)
            for sheet, level in measure.sheets.items()
        )
        rows = rows.with_columns(pl.lit(year).alias("period"), *_dimensions(measure))
        return breakdowns.tidy(rows, list(measure.dimensions), measure.source)

    return parse


def zones_parser(measure: Measure, column: str) -> Callable[[Path], pl.DataFrame]:
    """Return what reads the total of a measure in the file of zones d'emploi."""

    def parse(path: Path) -> pl.DataFrame:
        rows = insee_recensement_ze.zones(path, [column])
        total = pl.lit(breakdowns.TOTAL)
        rows = rows.with_columns(total.alias(name) for name in measure.dimensions)
        return breakdowns.tidy(rows, list(measure.dimensions), measure.source)

    return parse


def _open(path: Path) -> tuple[str, fastexcel.ExcelReader]:
    """Return the year of the archive and its workbook."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = next(name for name in archive.namelist() if name.endswith(".xlsx"))
            book = fastexcel.read_excel(archive.read(name))
    except (zipfile.BadZipFile, zlib.error, StopIteration, fastexcel.FastExcelError) as error:
        raise DataError(
            f"{path.name} : l’archive ne contient aucun classeur lisible ; téléchargez-la de "
            "nouveau."
        ) from error
    year = re.search(r"filosofi-(\d{4})", name)
    if year is None:
        raise DataError(f"{path.name} : le classeur « {name} » ne porte pas d’année ; vérifiez-le.")
    return year[1], book


def _level(
    book: fastexcel.ExcelReader, name: str, level: str, columns: dict[str, str], file: str
) -> pl.DataFrame:
    where = f"{file}, feuille {name}"
    rows = sheets.headed(sheets.raw(book, name, file), HEADER, where)
    sheets.require(rows, ["CODGEO", *columns], where)
    rows = rows.filter(pl.col("CODGEO").is_null().cum_sum() == 0)
    if level in LOCAL:
        known = [code for kind, code in read_territories() if kind == level]
        rows = rows.filter(pl.col("CODGEO").is_in(known))
    if level == "FRANCE":
        rows = rows.with_columns(pl.col("CODGEO").replace(METROPOLITAN, "FM"))
    value = pl.col("value")
    secret, absent = value.is_in(SECRET), value.is_in(ABSENT)
    bound = pl.col("column").str.starts_with("TP") & value.is_in(BOUNDS)
    found = sheets.long(rows, ["CODGEO"], list(columns), where).select(
        pl.lit(level).alias("level"),
        pl.col("CODGEO").alias("territory"),
        pl.col("column").replace(columns),
        pl.when(~secret & ~absent).then(value).alias("value"),
        pl.when(secret)
        .then(pl.lit("C"))
        .when(absent)
        .then(pl.lit("M"))
        .when(bound)
        .then(pl.lit("E"))
        .otherwise(pl.lit("A"))
        .alias("status"),
        sheets.ORIGIN,
    )
    return communes.current(found) if level == "COM" else found


def _dimensions(measure: Measure) -> list[pl.Expr]:
    total = breakdowns.TOTAL
    return [
        pl.col("column").replace_strict(values, default=total).alias(name)
        for name, values in measure.dimensions.items()
    ]
