"""Official sheets and CSV files read as text, each figure knowing its line and its column."""

from pathlib import Path

import fastexcel
import polars as pl

from loaders.errors import DataError

# Rows that carry this text column can be traced back to their file in an error's sentence.
ORIGIN = "origin"


def sheet(path: Path, name: str, header: int) -> pl.DataFrame:
    """Return a workbook's sheet as text, below its header on line `header` (from 1).

    Columns: those of the header, as printed, and `line` (from 1). Raises DataError when the file
    cannot be read, or when it has no such sheet.
    """
    try:
        book = fastexcel.read_excel(path)
    except fastexcel.FastExcelError as error:
        raise _no_sheet(path.name, name) from error
    return headed(raw(book, name, path.name), header, path.name)


def raw(book: fastexcel.ExcelReader, name: str, file: str) -> pl.DataFrame:
    """Return every cell of a sheet of an open workbook as text; DataError when there is none."""
    try:
        return book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise _no_sheet(file, name) from error


def _no_sheet(file: str, name: str) -> DataError:
    return DataError(
        f"{file} : la feuille « {name} » est introuvable ou illisible ; téléchargez de nouveau le "
        "fichier, ou adaptez le module de loaders/official."
    )


def headed(raw: pl.DataFrame, header: int, file: str) -> pl.DataFrame:
    """Return raw text rows below the header on line `header`, with `line`; drop unnamed columns."""
    if raw.height < header:
        raise DataError(f"{file} : la ligne d’en-tête {header} manque ; vérifiez le fichier.")
    titles = [(title or "").strip() for title in raw.row(header - 1)]
    named = {column: title for column, title in zip(raw.columns, titles, strict=True) if title}
    rows = raw.with_row_index("line", 1).slice(header)
    return rows.select("line", *(pl.col(column).alias(name) for column, name in named.items()))


def table(path: Path, separator: str = ",") -> pl.DataFrame:
    """Return a CSV file as text, with `line` (from 1, the header being line 1)."""
    try:
        rows = pl.read_csv(path.read_bytes(), separator=separator, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise DataError(
            f"{path.name} : le fichier CSV est illisible ({error}) ; téléchargez-le de nouveau."
        ) from error
    return rows.with_row_index("line", 2)


def require(rows: pl.DataFrame, names: list[str], file: str) -> None:
    """Raise DataError when the file no longer has one of the columns that the loader reads."""
    for name in names:
        if name not in rows.columns:
            raise DataError(
                f"{file} : la colonne « {name} » est introuvable ; la présentation du fichier a "
                "changé, adaptez le module de loaders/official."
            )


def long(
    rows: pl.DataFrame, keys: list[str], columns: list[str], file: str, keep_empty: bool = False
) -> pl.DataFrame:
    """Return one row per key and figure: the keys, `column` (its title), `value`, `origin`.

    `value` stays text. Empty cells are dropped (the producer publishes nothing there), or kept as
    null when they say something: a secret, a figure that is missing.
    """
    cells = rows.unpivot(on=columns, index=["line", *keys], variable_name="column")
    cells = cells.with_columns(pl.col("value").replace("", None))
    filled = pl.col("value").is_not_null() & (pl.col("value").str.strip_chars() != "")
    return (
        cells.filter(filled | keep_empty)
        .with_columns(
            pl.format("{}, ligne {}, colonne {}", pl.lit(file), "line", "column").alias(ORIGIN)
        )
        .drop("line")
    )


def tidy(rows: pl.DataFrame, source: str, vintage: str | None = None) -> pl.DataFrame:
    """Return observations: level, territory, period, value, status, vintage, source, origin.

    `rows` has level, territory, period, value, origin and perhaps status (else A, normal). The
    vintage is the last period that the publication contains, unless it is given.
    """
    if "status" not in rows.columns:
        rows = rows.with_columns(pl.lit("A").alias("status"))
    last = pl.col("period").max() if vintage is None else pl.lit(vintage)
    return rows.select(
        *("level", "territory", "period", "value", "status"),
        last.alias("vintage"),
        pl.lit(source).alias("source"),
        ORIGIN,
    )


def quarter(column: str) -> pl.Expr:
    """Return INSEE's "2023-T2" as the ISO-like "2023-Q2"."""
    return pl.col(column).str.replace(r"^(\d{4})-T([1-4])$", "$1-Q$2")
