"""INSEE's yearly population estimates: workbook `estim-pop-dep-sexe-gca-1975-YYYY.xls(x)`.

One sheet per year, named by it. Double header on lines 4-5 (Ensemble, Hommes, Femmes × age groups
and Total); a département's code in the first column, the total of both sexes and of all ages in
the eighth; then a row "France métropolitaine"; then a line "Source : …", which says "résultats
provisoires" when they are.
"""

from pathlib import Path

import fastexcel
import polars as pl

from loaders import checks
from loaders.errors import DataError
from loaders.official import sheets, sums
from loaders.territories import HOME, departements

SOURCE = "insee-population-dep"
REGIONS = (HOME, "28")
TOTAL = 7  # the eighth column


def parse(path: Path) -> pl.DataFrame:
    """Return inhabitants on 1 January: FM as printed, five départements, régions 32 and 28.

    A région is the sum of its départements: the workbook has no line for it.
    """
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
    return tidy(raw, path.name)


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


def _year(raw: pl.DataFrame, year: str, file: str) -> pl.DataFrame:
    where = f"{file}, feuille {year}"
    if raw.height < 6 or raw.row(3)[2] != "Ensemble" or raw.row(4)[TOTAL] != "Total":
        raise DataError(
            f"{where}, lignes 4 et 5 : « Ensemble » et « Total » ne sont plus en colonnes C et H ; "
            "la présentation du fichier a changé, adaptez le module de loaders/official."
        )
    code, total = raw.columns[0], raw.columns[TOTAL]
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
            pl.format("{}, ligne {}, colonne H", pl.lit(where), "line").alias(sheets.ORIGIN),
        )
    )
