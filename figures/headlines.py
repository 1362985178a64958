"""The title of a map: what all its territories together say, at the period shown."""

from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from figures.formats import at_period, count_in_words, number, period, points, rounded, years_before
from figures.measures import Measure, decimals, is_relative
from figures.rows import Panel
from loaders import observations
from loaders.catalogue import Indicator


@dataclass(frozen=True)
class Noun:
    """How a level is called: "zone d’emploi", "zones d’emploi", feminine or not."""

    one: str
    many: str
    short: str
    """In a sentence that already named the level."""
    counted: tuple[str, str]
    """After a number in a legend, for one and for many."""
    feminine: bool


NOUNS = {
    "ZE2020": Noun("zone d’emploi", "zones d’emploi", "zone", ("zone", "zones"), True),
    "DEP": Noun("département", "départements", "département", ("dép.", "dép."), False),
}


@observations.per_version
def map_title(indicator: Indicator, measure: Measure, panel: Panel, level: str, at: str) -> str:
    """Return a sentence that is true of the period `at`, whose name it holds, in 70 characters or so."""
    noun = NOUNS[level]
    rows = panel.at(at).filter(pl.col("value").is_not_null())
    when = at_period(at).capitalize()
    if rows.is_empty():
        return f"{when}, aucune valeur n’est publiée par {noun.one}"
    if not measure.diverges:
        return _above(indicator, panel, rows, noun, when)
    step = 10.0 ** -decimals(indicator, measure)
    up = rows.filter(pl.col("value") > 1.5 * step).height
    down = rows.filter(pl.col("value") < -1.5 * step).height
    if measure.against_region:
        verb = "dépasse" if up <= 1 else "dépassent"
        return f"{when}, {_so_many(up, rows.height, noun)} {verb} le niveau de la région"
    since = f"{period(years_before(at, measure.years))} et {period(at)}"
    if not rows["comparable"].all():
        low, high = (
            _gap(indicator, measure, rows["value"].min()),
            _gap(indicator, measure, rows["value"].max()),
        )
        return (
            f"Entre {since}, de {low} à {high} selon la {noun.short}"
            if noun.feminine
            else (f"Entre {since}, de {low} à {high} selon le {noun.short}")
        )
    count, word = (up, "hausse") if up >= down else (down, "baisse")
    return f"Entre {since}, {word} dans {_so_many(count, rows.height, noun)}"


def _gap(indicator: Indicator, measure: Measure, value: object) -> str:
    digits = decimals(indicator, measure)
    exact: Decimal = rounded(float(value), digits)  # type: ignore[arg-type]
    if is_relative(indicator, measure):
        return f"{number(exact, digits, signed=True)}\u202f%"
    return points(exact, signed=True)


def _so_many(count: int, total: int, noun: Noun) -> str:
    none = "aucune" if noun.feminine else "aucun"
    one = "une" if noun.feminine else "un"
    words = {0: none, 1: one}.get(count, count_in_words(count))
    return f"{words} {noun.one if count <= 1 else noun.many} sur {count_in_words(total)}"


def _above(indicator: Indicator, panel: Panel, rows: pl.DataFrame, noun: Noun, when: str) -> str:
    """Count who reaches the class bound that sets about a third of the territories apart."""
    counts = [
        (abs(rows.filter(pl.col("value") >= cut).height - rows.height / 3), cut)
        for cut in panel.classes.breaks
    ]
    _, cut = min(counts)
    reached = rows.filter(pl.col("value") >= cut).height
    bound = number(cut, 0 if float(cut).is_integer() else indicator.decimals)
    verb = "atteint" if reached <= 1 else "atteignent"
    return (
        f"{when}, {_so_many(reached, rows.height, noun)} {verb} {bound}\u202f{indicator.unit} "
        f"{indicator.phrase}"
    )
