"""INSEE's yearly population estimates: workbook `estim-pop-dep-sexe-gca-1975-YYYY.xls(x)`.

One sheet per year, named by it. Double header on lines 4-5 (Ensemble, Hommes, Femmes × age groups
and Total); a département's code in the first column, the total of both sexes and of all ages in
the eighth; then a row "France métropolitaine"; then a line "Source : …", which says "résultats
provisoires" when they are.
"""

from pathlib import Path
from string import ascii_uppercase

import fastexcel
import polars as pl

from loaders import checks
from loaders.errors import DataError
from loaders.official import breakdowns, sheets, sums
from loaders.territories import HOME, departements

SOURCE = "insee-population-dep"
BREAKDOWN_SOURCE = "insee-population-age-sexe"
REGIONS = (HOME, "28")
TOTAL = 7  # the eighth column
# The first column of each block, by its title on line 4.
BLOCKS = {"Ensemble": 2, "Hommes": 8, "Femmes": 14}
SEXES = {"Ensemble": breakdowns.TOTAL, "Hommes": "hommes", "Femmes": "femmes"}
AGES = ("0 à 19 ans", "20 à 39 ans", "40 à 59 ans", "60 à 74 ans", "75 ans et plus", "Total")
DIMENSIONS = ["age", "sexe"]


def parse(path: Path) -> pl.DataFrame:
    """Return inhabitants on 1 January: FM as printed, five départements, régions 32 and 28.

    A région is the sum of its départements: the workbook has no line for it.
    """
    return tidy(_sheets(path), path.name)


def parse_breakdown(path: Path) -> pl.DataFrame:
    """Return inhabitants by `age` and `sexe` (T: both totals, as printed), likewise.

    Normandie's five départements are kept beside those of the région.
    """
    return tidy_breakdown(_sheets(path), path.name)


def tidy_breakdown(raw: dict[str, pl.DataFrame], file: str) -> pl.DataFrame:
    """Return tidy rows by age and sex from the text of each year's sheet, read without a header."""
    printed = pl.concat(_cells(rows, year, f"{file}, feuille {year}") for year, rows in raw.items())
    regions = breakdowns.add_up(
        printed.filter(pl.col("level") == "DEP"),
        {code: departements(code) for code in REGIONS},
        "REG",
        DIMENSIONS,
    )
    rows = pl.concat([checks.numbers(printed).select(regions.columns), regions])
    return breakdowns.tidy(rows, DIMENSIONS, BREAKDOWN_SOURCE)


def _sheets(path: Path) -> dict[str, pl.DataFrame]:
    """Return the text of each year's sheet, read without a header."""
    try:
        book = fastexcel.read_excel(path)
        years = [name for name in book.sheet_names if name.isdigit()]
        raw = {
            year: book.load_sheet(year, header_row=None, skip_rows=0, dtypes="string").to_polars()
            for year in years
        }
    except fastexcel.FastExcelError as error:
        raise DataError(
            f"{path.name} : le classeur est illisible ({error}) ; téléchargez-le de nouveau."
        ) from error
    if not raw:
        raise DataError(f"{path.name} : aucune feuille ne porte une année ; vérifiez le fichier.")
    return raw


def tidy(raw: dict[str, pl.DataFrame], file: str) -> pl.DataFrame:
    """Return tidy rows from the text of each year's sheet, read without a header."""
    printed = pl.concat([_year(rows, year, file) for year, rows in raw.items()])
    kept = (pl.col("level") == "FRANCE") | pl.col("territory").is_in(departements())
    parts = printed.filter(pl.col("level") == "DEP")
    rows = pl.concat(
        [
            checks.numbers(printed.filter(kept)),
            sums.add_up(parts, {code: departements(code) for code in REGIONS}, "REG"),
        ],
        how="diagonal",
    )
    return sheets.tidy(rows, SOURCE)


def _cells(raw: pl.DataFrame, year: str, where: str) -> pl.DataFrame:
    """Return a year's sheet, one row per territory, age and sex."""
    titles = dict(enumerate(raw.row(3))) if raw.height > 5 else {}
    groups = raw.row(4) if raw.height > 5 else ()
    blocks = []
    for title, first in BLOCKS.items():
        if titles.get(first) != title or groups[first : first + len(AGES)] != AGES:
            raise DataError(
                f"{where}, lignes 4 et 5 : le bloc « {title} », de « {AGES[0]} » à « {AGES[-1]} », "
                "n’est plus à sa place ; la présentation du fichier a changé, adaptez le module de "
                "loaders/official."
            )
        for column, age in enumerate(AGES, start=first):
            blocks.append(
                _column(raw, year, where, column).with_columns(
                    pl.lit("T" if age == "Total" else age).alias("age"),
                    pl.lit(SEXES[title]).alias("sexe"),
                )
            )
    return pl.concat(blocks)


def _year(raw: pl.DataFrame, year: str, file: str) -> pl.DataFrame:
    where = f"{file}, feuille {year}"
    if raw.height < 6 or raw.row(3)[2] != "Ensemble" or raw.row(4)[TOTAL] != "Total":
        raise DataError(
            f"{where}, lignes 4 et 5 : « Ensemble » et « Total » ne sont plus en colonnes C et H ; "
            "la présentation du fichier a changé, adaptez le module de loaders/official."
        )
    return _column(raw, year, where, TOTAL)


def _column(raw: pl.DataFrame, year: str, where: str, place: int) -> pl.DataFrame:
    """Return a column of a year's sheet: metropolitan France and the départements of `REGIONS`."""
    code, total, letter = raw.columns[0], raw.columns[place], ascii_uppercase[place]
    printed = raw[code].str.strip_chars()
    provisional = printed.str.contains(r"^Source.*provisoires").any()
    france = printed == "France métropolitaine"
    members = [member for region in REGIONS for member in departements(region)]
    return (
        raw.with_row_index("line", 1)
        .with_columns(printed.alias("territory"))
        .filter(france | printed.is_in(members))
        .select(
            pl.when(pl.col("territory") == "France métropolitaine")
            .then(pl.lit("FRANCE"))
            .otherwise(pl.lit("DEP"))
            .alias("level"),
            pl.col("territory").replace("France métropolitaine", "FM"),
            pl.lit(year).alias("period"),
            pl.col(total).alias("value"),
            pl.lit("P" if provisional else "A").alias("status"),
            pl.format("{}, ligne {}, colonne {}", pl.lit(where), "line", pl.lit(letter)).alias(
                sheets.ORIGIN
            ),
        )
    )
