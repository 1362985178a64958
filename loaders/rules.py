"""What makes a row of an indicator wrong, column by column, and the French that says it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import polars as pl

from loaders.catalogue import Indicator
from loaders.territories import read_territories

COLUMNS = ("level", "territory", "period", "value", "status", "vintage", "source")
STATUSES = ("A", "P", "R", "E", "B", "C", "M")
PERIODS = {
    "Q": (r"^\d{4}-Q[1-4]$", "2023-Q2"),
    "M": (r"^\d{4}-(0[1-9]|1[0-2])$", "2023-09"),
    "A": (r"^\d{4}$", "2023"),
    "S": (r"^\d{4}/\d{4}$", "2022/2023"),
}
NUMBER = r"^-?\d+(\.\d+)?$"


class Rule(NamedTuple):
    """What is wrong in a column, and the end of the sentence that says it of a row."""

    column: str
    wrong: pl.Expr
    says: Callable[[dict[str, Any]], str]


def columns_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns of an indicator's table, in order."""
    place = COLUMNS.index("value")
    return COLUMNS[:place] + indicator.dimensions + COLUMNS[place:]


def key_of(indicator: Indicator) -> tuple[str, ...]:
    """Return the columns that name one observation, in the order of the sort."""
    return ("level", "territory", *indicator.dimensions, "period")


def rules_of(indicator: Indicator) -> Iterator[Rule]:
    """Yield the rules in an order where a later one may rely on what an earlier one ensured."""
    for name in columns_of(indicator):
        if name != "value":
            yield Rule(name, pl.col(name).is_null(), lambda _: "n’est pas admis ; complétez")
    yield _among("level", indicator.levels, "un niveau de l’indicateur")
    yield _territory_rule()
    pattern, example = PERIODS[indicator.periodicity]
    says = f"n’est pas une période écrite comme « {example} » ; corrigez-la"
    yield Rule("period", ~pl.col("period").str.contains(pattern), lambda _: says)
    yield _among("status", STATUSES, "un statut")
    yield _among("source", indicator.sources, "une source de l’indicateur dans le catalogue")
    unpublished = pl.col("status").is_in(["C", "M"])
    yield Rule(
        "value",
        pl.col("value").is_null() & ~unpublished,
        lambda row: (
            f"n’est pas admis avec le statut {row['status']} ; donnez la valeur, ou le "
            "statut C (secret) ou M (manquante)"
        ),
    )
    yield Rule(
        "value",
        pl.col("value").is_not_null() & unpublished,
        lambda row: (
            f"contredit le statut {row['status']}, qui dit que la valeur n’est pas publiée "
            "; videz la case ou changez le statut"
        ),
    )
    yield number_rule()
    low, high = indicator.minimum, indicator.maximum
    yield Rule(
        "value",
        pl.col("value").cast(pl.Float64).is_between(low, high).not_(),
        lambda _: (
            f"est hors des bornes plausibles, {low:.15g} à {high:.15g} ; vérifiez la valeur "
            "à la source, ou les bornes du catalogue"
        ),
    )
    key = key_of(indicator)
    yield Rule(
        "period",
        pl.struct(key).is_first_distinct().not_(),
        lambda row: (
            f"double une observation déjà donnée ({' '.join(row[n] for n in key)}) ; "
            "gardez une seule des deux lignes"
        ),
    )


def _among(column: str, allowed: tuple[str, ...], what: str) -> Rule:
    says = f"n’est pas {what} ({', '.join(allowed)}) ; corrigez"
    return Rule(column, ~pl.col(column).is_in(allowed), lambda _: says)


def number_rule() -> Rule:
    """Return the rule that a value, which is text, must be a decimal number."""
    return Rule(
        "value",
        ~pl.col("value").str.contains(NUMBER),
        lambda _: (
            "n’est pas un nombre écrit comme « 8.9 » ; corrigez-le, ou videz la case et "
            "donnez le statut C (secret) ou M (manquante)"
        ),
    )


def _territory_rule() -> Rule:
    territories = read_territories()

    def says(row: dict[str, Any]) -> str:
        level, code = row["level"], row["territory"]
        padded = code.zfill(4 if level.startswith("ZE") else 2)
        advice = (
            f"écrivez « {padded} », avec ses zéros"
            if (level, padded) in territories
            else "corrigez-le, ou ajoutez le territoire à territories.csv"
        )
        return f"n’est pas un code connu au niveau {level} ; {advice}"

    known = [f"{level} {code}" for level, code in territories]
    return Rule("territory", ~pl.concat_str("level", "territory", separator=" ").is_in(known), says)
