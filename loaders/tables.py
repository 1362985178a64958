"""The bytes of a CSV or of a Parquet file made a table, every cell of a CSV being text."""

from io import BytesIO
from pathlib import Path

import polars as pl

from loaders.errors import DataError


def table(raw: bytes, path: Path) -> pl.DataFrame:
    """Return the table that the bytes of `path` hold.

    Raises DataError when they hold none.
    """
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(BytesIO(raw))
        # As text: inference would turn the territory 0054 into 54.
        return pl.read_csv(BytesIO(raw), infer_schema=False)
    # polars panics on some damaged files, and a panic is not an Exception.
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise DataError(
            f"{path.name} : le fichier est abîmé ou illisible ({error}) ; "
            "remplacez-le par sa dernière version saine."
        ) from error


def text_table(raw: bytes, path: Path) -> pl.DataFrame:
    """Return a CSV whose empty cells are all null, whether they are quoted or not.

    Raises DataError, as `table` does.
    """
    text = pl.col(pl.String)
    return table(raw, path).with_columns(pl.when(text != "").then(text))
