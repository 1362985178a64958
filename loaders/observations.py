"""The published observations: one tidy table per indicator, read whole and shared."""

from io import BytesIO
from pathlib import Path

import polars as pl

from loaders import cache, checks, rules
from loaders.catalogue import Indicator
from loaders.errors import DataError
from loaders.settings import data_root

COLUMNS = rules.COLUMNS
FOLDER = "observations"


def path_of(indicator: Indicator) -> Path:
    """Return the indicator's file, `.parquet` or `.csv`, whichever exists (Parquet first).

    Raises DataError when there is none.
    """
    folder = data_root() / FOLDER
    for suffix in (".parquet", ".csv"):
        path = folder / f"{indicator.code}{suffix}"
        if path.exists():
            return path
    raise DataError(
        f"{indicator.code} : ni {indicator.code}.parquet ni {indicator.code}.csv dans le dossier "
        f"« {FOLDER} » ; ajoutez le fichier ou retirez l’indicateur de catalogue.toml."
    )


def identity(indicator: Indicator) -> cache.Identity:
    """Return (path, mtime in ns, size, inode) of the indicator's file: a key for other caches."""
    return cache.identity(path_of(indicator))


def read(indicator: Indicator) -> pl.DataFrame:
    """Return every observation of an indicator, sorted by its key; nobody may edit it.

    Columns: level, territory, period, the indicator's dimensions, value (Float64, in the
    indicator's unit, null only when status is C or M), status, vintage, source (text).
    Raises DataError when the file is missing, unreadable or refused by `checks.check`.
    """
    path = path_of(indicator)
    return cache.kept(
        path, lambda raw: checks.check(_table(raw, path), indicator, path.name), indicator
    )


def periods(indicator: Indicator, level: str | None = None) -> list[str]:
    """Return the periods that have at least one row (at `level`, when given), oldest first."""
    rows = read(indicator)
    if level is not None:
        rows = rows.filter(pl.col("level") == level)
    return rows["period"].unique().sort().to_list()


def series(indicator: Indicator, level: str, territory: str) -> pl.DataFrame:
    """Return one territory through time: period, value, status, vintage, source (totals only)."""
    rows = _totals(indicator).filter(pl.col("level") == level, pl.col("territory") == territory)
    return rows.select("period", "value", "status", "vintage", "source")


def at(indicator: Indicator, level: str, period: str) -> pl.DataFrame:
    """Return one period over territories: territory, value, status, vintage, source (totals)."""
    rows = _totals(indicator).filter(pl.col("level") == level, pl.col("period") == period)
    return rows.select("territory", "value", "status", "vintage", "source")


def _totals(indicator: Indicator) -> pl.DataFrame:
    return read(indicator).filter(*(pl.col(name) == "T" for name in indicator.dimensions))


def _table(raw: bytes, path: Path) -> pl.DataFrame:
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
