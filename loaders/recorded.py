"""The values of the "indicateurs de suivi" that a coordinator writes: data/suivi/valeurs.csv."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from loaders import cache, checks, references, rules
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "suivi"
COLUMNS = (
    "engagement", "rank", "period", "value", "unit", "status", "source", "author", "recorded", "note",
)  # fmt: skip
KEY = ("engagement", "rank", "period")
STATUSES = ("A", "P", "R", "E")
"""Normal, provisional, revised, estimated: a value that is not known has no row."""
DAY = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


@dataclass(frozen=True)
class Recorded:
    """One value of one "indicateur de suivi", with who says so, who wrote it here and when."""

    engagement: str
    rank: int
    period: str
    value: float
    unit: str
    status: str
    source: str
    author: str
    recorded: date
    note: str

    @property
    def decimals(self) -> int:
        """Return the decimals to print: as few as the value has."""
        text = f"{self.value:.6f}".rstrip("0")
        return len(text.partition(".")[2])


def path() -> Path:
    """Return the file to which a row is added."""
    return data_root() / FOLDER / "valeurs.csv"


def read_recorded() -> tuple[Recorded, ...]:
    """Return the values recorded, in the order of the file; none when it holds its header alone.

    Raises DataError (a French sentence) when the file is missing or when a row is refused: an
    indicateur that suivi.csv does not hold, a value or a date that is unreadable, a unit that is not
    that of the indicator which measures it, a period given twice.
    """
    follow_ups = references.follow_ups()
    known = read_catalogue().indicators
    linked = {
        f"{one.engagement} {one.rank}": known[one.indicator] for one in follow_ups if one.indicator
    }
    keys = tuple(f"{one.engagement} {one.rank}" for one in follow_ups)

    def parse(raw: bytes) -> tuple[Recorded, ...]:
        rows = text_table(raw, path())
        file = f"{FOLDER}/{path().name}"
        rows = checks.checked(rows, COLUMNS, _rules(keys, linked), file, "retirez-la")
        typed = rows.with_columns(
            pl.col("rank").cast(pl.Int64),
            pl.col("value").cast(pl.Float64),
            pl.col("recorded").str.to_date("%Y-%m-%d"),
            pl.col("note").fill_null(""),
        )
        return tuple(Recorded(**row) for row in typed.iter_rows(named=True))

    return cache.kept(path(), parse, (keys, tuple(linked.items())))


def _rules(keys: tuple[str, ...], linked: dict[str, Indicator]) -> Iterator[Rule]:
    yield from rules.required(name for name in COLUMNS if name != "note")
    yield rules.matching("rank", r"^\d+$", "n’est pas un nombre entier ; corrigez-le")
    key = pl.concat_str("engagement", "rank", separator=" ")
    engaged = sorted({one.split()[0] for one in keys})
    yield Rule(
        "engagement",
        ~pl.col("engagement").is_in(engaged),
        lambda _: "n’est pas le code d’un engagement suivi ; prenez celui de suivi.csv",
    )
    yield Rule(
        "rank",
        ~key.is_in(keys),
        lambda row: (
            f"n’est le rang d’aucun indicateur de suivi de {row['engagement']} ; prenez celui de suivi.csv"
        ),
    )
    yield rules.any_period("period")
    yield rules.matching(
        "value", rules.NUMBER, "n’est pas un nombre écrit comme « 8.9 » ; corrigez-le"
    )
    units = {name: one.unit for name, one in linked.items()}
    asked = key.replace_strict(units, default=None, return_dtype=pl.String)
    yield Rule(
        "unit",
        asked.is_not_null() & (pl.col("unit") != asked),
        lambda row: (
            "n’est pas l’unité de l’indicateur qui le mesure ; écrivez "
            f"« {units[' '.join((row['engagement'], row['rank']))]} », ou corrigez le rang"
        ),
    )
    low, high = (
        key.replace_strict(bounds, default=None, return_dtype=pl.Float64)
        for bounds in (
            {name: one.minimum for name, one in linked.items()},
            {name: one.maximum for name, one in linked.items()},
        )
    )
    yield Rule(
        "value",
        pl.col("value").cast(pl.Float64).is_between(low, high).not_(),
        lambda _: "est hors des bornes plausibles de l’indicateur ; vérifiez la valeur à la source",
    )
    yield rules.among("status", STATUSES, "un statut")
    day = "n’est pas un jour écrit comme « 2026-03-31 » ; corrigez-le"
    yield Rule(
        "recorded",
        pl.col("recorded").str.to_date("%Y-%m-%d", strict=False).is_null(),
        lambda _: day,
    )
    yield rules.matching("recorded", DAY, day)
    yield rules.unique(KEY, "une valeur")
