"""The published observations: one tidy table per indicator, read whole and shared."""

from collections.abc import Callable
from functools import lru_cache, wraps
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import polars as pl

from loaders import cache, checks, rules, territories
from loaders.catalogue import Indicator
from loaders.errors import DataError
from loaders.settings import data_root

P = ParamSpec("P")
T = TypeVar("T")
COLUMNS = rules.COLUMNS
FOLDER = "observations"
_NOWHERE = ("", "")
"""The key of the empty series."""


class Cell(NamedTuple):
    """What one observation says besides its key."""

    value: float | None
    status: str
    vintage: str
    source: str


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


def per_version(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function of (indicator, …) returns until its file or the territories' change.

    Its arguments must be hashable, and what it returns is shared: nobody may edit it.
    """

    @lru_cache(maxsize=512)
    def kept(_files: tuple[cache.Identity, ...], *args: Any) -> T:
        return function(*args)  # type: ignore[call-arg]

    @wraps(function)
    def call(*args: Any) -> T:
        return kept((identity(args[0]), *territories.version()), *args)

    return call  # type: ignore[return-value]


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
    """Return one territory through time: period, value, status, vintage, source (totals only).

    The frame is shared and nobody may edit it; it is empty for a territory without rows.
    """
    found = _series(indicator)
    return found.get((level, territory), found[_NOWHERE])


def row(indicator: Indicator, level: str, territory: str, period: str) -> Cell | None:
    """Return one observation (totals only), or None when there is no such row."""
    return _cells(indicator).get((level, territory, period))


@per_version
def _series(indicator: Indicator) -> dict[tuple[str, str], pl.DataFrame]:
    columns = ("period", "value", "status", "vintage", "source")
    rows = _totals(indicator)
    parts = rows.partition_by("level", "territory", as_dict=True)
    found = {(str(level), str(code)): part.select(columns) for (level, code), part in parts.items()}
    return found | {_NOWHERE: rows.clear().select(columns)}


@per_version
def _cells(indicator: Indicator) -> dict[tuple[str, str, str], Cell]:
    rows = _totals(indicator).select(
        "level", "territory", "period", "value", "status", "vintage", "source"
    )
    return {(level, code, at): Cell(*rest) for level, code, at, *rest in rows.iter_rows()}


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
