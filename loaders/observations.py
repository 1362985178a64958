"""The observations: one tidy table per indicator, published or copied from documents, shared."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

import polars as pl

from loaders import cache, checks, codelists, editions, printed, rules, targets, territories
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import data_root
from loaders.tables import table

P = ParamSpec("P")
T = TypeVar("T")
COLUMNS = rules.COLUMNS
FOLDER = editions.PUBLISHED
_NOWHERE = ("", "")
"""The key of the empty series."""


class Cell(NamedTuple):
    """What one observation says besides its key."""

    value: float | None
    status: str
    vintage: str
    source: str


def published_path(indicator: Indicator) -> Path | None:
    """Return the indicator's table, `.parquet` or `.csv` (Parquet first), or None.

    It is the published one, or what it was in the edition that is read here (loaders.editions).
    """
    return editions.published_path(indicator)


def path_of(indicator: Indicator) -> Path:
    """Return the file that an indicator is known from.

    It is its published table, else what documents print of it, else the first file that gives a
    target of it. Raises DataError when there is none.
    """
    path = published_path(indicator)
    if path is not None:
        return path
    if _has_series(indicator):
        # What documents print of it must not pass for the series that was lost.
        raise _missing(indicator)
    path = printed.path_of(indicator)
    if path.exists():
        return path
    for target in targets.read_targets():
        if target.indicator == indicator.code:
            return path.parents[1] / targets.FOLDER / target.file
    raise _missing(indicator)


def _has_series(indicator: Indicator) -> bool:
    documents = read_catalogue().documents()
    return any(code not in documents for code in indicator.sources)


def _missing(indicator: Indicator) -> DataError:
    return DataError(
        f"{indicator.code} : ni {indicator.code}.parquet ni {indicator.code}.csv dans le dossier "
        f"« {FOLDER} », ni chiffre relevé (« {printed.FOLDER} »), ni cible (« {targets.FOLDER} ») ; "
        "ajoutez le fichier ou retirez l’indicateur du catalogue."
    )


def identity(indicator: Indicator) -> cache.Identity:
    """Return (path, mtime in ns, size, inode) of the indicator's file: a key for other caches."""
    return cache.identity(path_of(indicator))


def per_version(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what a function of (indicator, …) returns until a file that its key holds changes.

    The key holds the file of that indicator in the edition that is read, its code lists, the
    sources when documents print it, and the territories: nothing of another indicator, nor of the
    catalogue. Its arguments must be hashable, and what it returns is shared: nobody may edit it.
    """

    @lru_cache(maxsize=2048)
    def kept(_files: tuple[cache.Identity, ...], *args: Any) -> T:
        return function(*args)  # type: ignore[call-arg]

    @wraps(function)
    def call(*args: Any) -> T:
        indicator = args[0]
        files = cache.once(
            ("version", editions.opened(), indicator.code),
            lambda: (*_version(indicator), *territories.version()),
        )
        return kept(files, *args)

    return call  # type: ignore[return-value]


def read(indicator: Indicator) -> pl.DataFrame:
    """Return every observation of an indicator, sorted by its key; nobody may edit it.

    Columns: level, territory, period, the indicator's dimensions, value (Float64, in the
    indicator's unit, null only when status is C or M), status (never U), vintage, source (text).
    An indicator that has no published table has what the documents print as observed and not
    doubtful: for each key the most recent document, then its first line. The document is the
    source, and periods may then be of several grammars. With targets alone there is no row.
    Raises DataError when there is no file, or when it is unreadable or refused.
    """
    path = published_path(indicator)
    if path is None:
        return _documented(indicator)

    def parse(raw: bytes) -> pl.DataFrame:
        return checks.check(table(raw, path), indicator, path.name)

    # A slice is read from the same table as the whole: it must not have it parsed again.
    whole = replace(
        indicator, part="", title="", short="", subject="", direction="neutral", classes=()
    )
    return cache.kept(path, parse, (whole, codelists.version(indicator)))


def periods(indicator: Indicator, level: str | None = None) -> list[str]:
    """Return the periods that have at least one row (at `level`, when given), oldest first."""
    rows = read(indicator)
    if level is not None:
        rows = rows.filter(pl.col("level") == level)
    return rows["period"].unique().sort().to_list()


def series(indicator: Indicator, level: str, territory: str) -> pl.DataFrame:
    """Return one territory through time: period, value, status, vintage, source (see `totals`).

    The frame is shared and nobody may edit it; it is empty for a territory without rows.
    """
    found = _series(indicator)
    return found.get((level, territory), found[_NOWHERE])


def row(indicator: Indicator, level: str, territory: str, period: str) -> Cell | None:
    """Return one observation (see `totals`), or None when there is no such row."""
    return _cells(indicator).get((level, territory, period))


def totals(indicator: Indicator) -> pl.DataFrame:
    """Return the rows of `read` that are no part of another: its totals, or those of its slice."""
    taken = indicator.taken()
    return read(indicator).filter(*(pl.col(name) == value for name, value in taken.items()))


def _version(indicator: Indicator) -> tuple[cache.Identity, ...]:
    path = path_of(indicator)
    files = (cache.identity(path), *codelists.version(indicator))
    if path.parent.name not in (printed.FOLDER, targets.FOLDER):
        return files
    return (*files, cache.identity(data_root() / "sources.toml"))


@per_version
def _documented(indicator: Indicator) -> pl.DataFrame:
    catalogue = read_catalogue()
    ages = {code: age for age, code in enumerate(catalogue.documents())}
    vintages = {code: catalogue.sources[code].vintages[-1].code for code in ages}
    document = pl.col("document")
    key = rules.key_of(indicator)
    return (
        printed.read(indicator)
        # A figure of several years is no observation of the last one.
        .filter(pl.col("kind") == "observed", pl.col("status") != "U", pl.col("start") == "")
        .with_columns(
            document.replace_strict(ages, return_dtype=pl.Int32).alias("recency"),
            document.replace_strict(vintages, return_dtype=pl.String).alias("vintage"),
            document.alias("source"),
        )
        .sort("recency", "line", descending=[True, False], maintain_order=True)
        .unique(key, keep="first", maintain_order=True)
        .select(rules.columns_of(indicator))
        .sort(key)
    )


@per_version
def _series(indicator: Indicator) -> dict[tuple[str, str], pl.DataFrame]:
    columns = ("period", "value", "status", "vintage", "source")
    rows = totals(indicator)
    parts = rows.partition_by("level", "territory", as_dict=True)
    found = {(str(level), str(code)): part.select(columns) for (level, code), part in parts.items()}
    return found | {_NOWHERE: rows.clear().select(columns)}


@per_version
def _cells(indicator: Indicator) -> dict[tuple[str, str, str], Cell]:
    rows = totals(indicator).select(
        "level", "territory", "period", "value", "status", "vintage", "source"
    )
    return {(level, code, at): Cell(*rest) for level, code, at, *rest in rows.iter_rows()}
