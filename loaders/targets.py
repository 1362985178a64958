"""The objectives and the announced targets of the documents: data/targets/*.csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from loaders import cache, checks, codelists, rules
from loaders.catalogue import Catalogue, read_catalogue
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table
from loaders.territories import version

FOLDER = "targets"
COLUMNS = (
    "document", "line", "indicator", "level", "territory", "dimension", "code", "period", "value",
    "printed", "baseline_period", "baseline_value", "definition", "note",
)  # fmt: skip
KEY = (
    "document",
    "line",
    "indicator",
    "level",
    "territory",
    "dimension",
    "code",
    "period",
    "value",
)
OPTIONAL = ("dimension", "code", "period", "baseline_period", "baseline_value", "note")


@dataclass(frozen=True)
class Target:
    """One target, as its document prints it; a text is empty where the document says nothing.

    `value` and `baseline_value` are in the unit of the indicator; `dimension` and `code` are empty
    when the target is that of the total; `period` is the due date.
    """

    document: str
    line: int
    indicator: str
    level: str
    territory: str
    dimension: str
    code: str
    period: str
    value: float
    printed: str
    baseline_period: str
    baseline_value: float | None
    definition: str
    note: str
    file: str
    """The name of the file that gives it."""


def files() -> list[Path]:
    """Return the files of targets, in the order of their names."""
    return sorted((data_root() / FOLDER).glob("[!.]*.csv"))


def read_targets() -> tuple[Target, ...]:
    """Return every target, in the order of the files' names then of their lines.

    Raises DataError when a file is unreadable or when a row is refused.
    """
    found = tuple(cache.identity(path) for path in files())
    catalogue = read_catalogue()
    named = {one for entry in catalogue.indicators.values() for one in codelists.names(entry)}
    lists = tuple(
        cache.identity(path) for path in map(codelists.path_of, sorted(named)) if path.exists()
    )
    return _targets(found, catalogue, lists, version())


@lru_cache(maxsize=4)
def _targets(
    found: tuple[cache.Identity, ...],
    catalogue: Catalogue,
    _lists: tuple[cache.Identity, ...],
    _territories: tuple[cache.Identity, ...],
) -> tuple[Target, ...]:
    return tuple(
        Target(**row, file=path.name)
        for path in (Path(file[0]) for file in found)
        for row in _rows(path, catalogue).iter_rows(named=True)
    )


def _rows(path: Path, catalogue: Catalogue) -> pl.DataFrame:
    rows = text_table(path.read_bytes(), path)
    checked = checks.checked(
        rows, COLUMNS, _rules(rows, catalogue), f"{FOLDER}/{path.name}", "retirez-la"
    )
    return checked.with_columns(
        pl.col("line").cast(pl.Int64),
        pl.col("value", "baseline_value").cast(pl.Float64),
        pl.col([name for name in OPTIONAL if name != "baseline_value"]).fill_null(""),
    )


def _rules(rows: pl.DataFrame, catalogue: Catalogue) -> Iterator[Rule]:
    yield from rules.required(name for name in COLUMNS if name not in OPTIONAL)
    yield rules.among("document", catalogue.documents(), "un document décrit dans sources.toml")
    yield rules.matching("line", r"^\d+$", "n’est pas un numéro de ligne ; écrivez un entier")
    yield Rule(
        "indicator",
        ~pl.col("indicator").is_in(list(catalogue.indicators)),
        lambda _: "n’est pas un indicateur du catalogue ; corrigez le code",
    )
    yield from rules.places()
    yield rules.any_period("period")
    yield rules.any_period("baseline_period")
    yield from _breakdown(rows, catalogue)
    for name in ("value", "baseline_value"):
        yield rules.matching(
            name, rules.NUMBER, "n’est pas un nombre écrit comme « 8.9 » ; corrigez-le"
        )
    yield rules.unique(KEY, "une cible")


def _breakdown(rows: pl.DataFrame, catalogue: Catalogue) -> Iterator[Rule]:
    dimension, code = pl.col("dimension"), pl.col("code")
    yield Rule(
        "code",
        dimension.is_null() != code.is_null(),
        lambda _: "ne va pas avec la dimension ; donnez les deux, ou aucune",
    )

    def no_dimension(row: dict[str, Any]) -> str:
        return f"n’est pas une dimension de « {row['indicator']} » ; corrigez"

    def no_code(row: dict[str, Any]) -> str:
        return f"n’est pas une valeur de la dimension « {row['dimension']} » ; corrigez"

    pairs = pl.struct("indicator", "dimension")
    used = rows.select("indicator", "dimension").drop_nulls().unique().rows()
    declared = [(name, one) for name, one in used if one in catalogue.indicators[name].dimensions]
    known = [
        {"indicator": name, "dimension": one, "code": value}
        for name, one in declared
        for value in codelists.values(catalogue.indicators[name], one)
    ]
    allowed = [{"indicator": name, "dimension": one} for name, one in declared]
    given = dimension.is_not_null()
    yield Rule("dimension", given & ~_among(pairs, allowed), no_dimension)
    triples = pl.struct("indicator", "dimension", "code")
    yield Rule("code", given & ~_among(triples, known), no_code)


def _among(key: pl.Expr, allowed: list[dict[str, str]]) -> pl.Expr:
    return key.is_in(pl.Series(allowed)) if allowed else pl.lit(False)
