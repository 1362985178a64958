"""What makes a row of a table wrong, column by column, and the French that says it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import polars as pl

from loaders import codelists
from loaders.indicators import Indicator
from loaders.territories import LEVELS, read_communes, read_territories

COLUMNS = ("level", "territory", "period", "value", "status", "vintage", "source")
OBSERVED = ("A", "P", "R", "E", "B", "C", "M")
"""The statuses of a series (SDMX OBS_STATUS)."""
STATUSES = (*OBSERVED, "U")
"""With U, low reliability: a figure that a document prints and that no series may return."""
PERIODS = {
    "Q": (r"^\d{4}-Q[1-4]$", "2023-Q2"),
    "M": (r"^\d{4}-(0[1-9]|1[0-2])$", "2023-09"),
    "A": (r"^\d{4}$", "2023"),
    "S": (r"^\d{4}/\d{4}$", "2022/2023"),
}
ANY_PERIOD = "|".join(f"({pattern})" for pattern, _ in PERIODS.values())
NUMBER = r"^-?\d+(\.\d+)?$"
_LENGTHS = {"ZE2020": 4, "ZER2020": 4, "BE": 4, "COM": 5}
"""How many signs a code has, where it is not two."""


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
    yield from required(name for name in columns_of(indicator) if name != "value")
    yield from places(indicator.levels, "un niveau de l’indicateur")
    pattern, example = PERIODS[indicator.periodicity]
    says = f"n’est pas une période écrite comme « {example} » ; corrigez-la"
    yield Rule("period", ~pl.col("period").str.contains(pattern), lambda _: says)
    yield from breakdowns(indicator)
    yield among("status", OBSERVED, "un statut")
    yield among("source", indicator.sources, "une source de l’indicateur dans le catalogue")
    yield from figures(indicator)
    yield unique(key_of(indicator), "une observation")


def required(columns: Iterable[str]) -> Iterator[Rule]:
    """Yield the rule of each column that may not be empty."""
    for name in columns:
        yield Rule(name, pl.col(name).is_null(), lambda _: "n’est pas admis ; complétez")


def among(column: str, allowed: Sequence[str], what: str) -> Rule:
    """Return the rule that a column holds one of a few words, which the sentence lists."""
    says = f"n’est pas {what} ({', '.join(allowed)}) ; corrigez"
    return Rule(column, ~pl.col(column).is_in(allowed), lambda _: says)


def places(levels: Sequence[str] = LEVELS, what: str = "un niveau") -> Iterator[Rule]:
    """Yield the rules of the level and of the territory, which is known at that level."""
    yield among("level", levels, what)
    territories = read_territories()
    known = {f"{level} {code}" for level, code in territories}
    if "COM" in levels:
        known |= {f"COM {code}" for code in read_communes()["commune"]}

    def says(row: dict[str, Any]) -> str:
        level, code = row["level"], row["territory"]
        padded = code.zfill(_LENGTHS.get(level, 2))
        advice = (
            f"écrivez « {padded} », avec ses zéros"
            if f"{level} {padded}" in known
            else "corrigez-le, ou ajoutez le territoire à territories.csv"
        )
        return f"n’est pas un code connu au niveau {level} ; {advice}"

    place = pl.concat_str("level", "territory", separator=" ")
    yield Rule("territory", ~place.is_in(list(known)), says)


def any_period(column: str) -> Rule:
    """Return the rule that a column holds a period of one of the four grammars, or nothing."""
    examples = ", ".join(f"« {example} »" for _, example in PERIODS.values())
    says = f"n’est pas une période écrite comme {examples} ; corrigez-la"
    return Rule(column, ~pl.col(column).str.contains(ANY_PERIOD), lambda _: says)


def breakdowns(indicator: Indicator) -> Iterator[Rule]:
    """Yield the rule of each dimension: its closed list, and T for the total."""
    for name in indicator.dimensions:
        known = [codelists.TOTAL, *codelists.values(indicator, name)]
        listed = indicator.codes[name]
        where = f"de {listed}.csv" if isinstance(listed, str) else f"({', '.join(known)})"
        says = f"n’est pas une valeur de cette dimension {where} ; corrigez, ou complétez la liste"
        yield Rule(name, ~pl.col(name).is_in(known), lambda _, says=says: says)


def figures(indicator: Indicator, free: pl.Expr | None = None) -> Iterator[Rule]:
    """Yield the rules of the value: there unless its status says why not, a number, plausible.

    The plausible range is not asked of the rows that `free` tells.
    """
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
    outside = pl.col("value").cast(pl.Float64).is_between(low, high).not_()
    yield Rule(
        "value",
        outside if free is None else outside & free.not_(),
        lambda _: (
            f"est hors des bornes plausibles, {low:.15g} à {high:.15g} ; vérifiez la valeur "
            "à la source, ou les bornes du catalogue"
        ),
    )


def number_rule() -> Rule:
    """Return the rule that a value, which is text, must be a decimal number."""
    return matching(
        "value",
        NUMBER,
        "n’est pas un nombre écrit comme « 8.9 » ; corrigez-le, ou videz la case et "
        "donnez le statut C (secret) ou M (manquante)",
    )


def matching(column: str, pattern: str, says: str) -> Rule:
    """Return the rule that what a column holds, when it holds something, is of a form."""
    return Rule(column, ~pl.col(column).str.contains(pattern), lambda _: says)


def unique(key: Sequence[str], what: str) -> Rule:
    """Return the rule that a key is given once; the sentence names it by its period."""

    def says(row: dict[str, Any]) -> str:
        given = " ".join(row[name] for name in key if row[name] is not None)
        return f"double {what} déjà donnée ({given}) ; gardez une seule des deux lignes"

    return Rule("period", pl.struct(list(key)).is_first_distinct().not_(), says)
