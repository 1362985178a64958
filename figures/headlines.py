"""The title of a map: what all its territories together say, at the period shown."""

from decimal import Decimal

import polars as pl

from figures.formats import (
    at_period,
    count_in_words,
    lowered,
    number,
    period,
    points,
    rounded,
    years_before,
)
from figures.measures import Measure, decimals, is_relative
from figures.nouns import NOUNS, Noun
from figures.rows import Panel
from loaders import observations
from loaders.indicators import Indicator


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
    since = f"Entre {period(years_before(at, measure.years))} et {period(at)}"
    if not rows["comparable"].all():
        # Two publications: what is shown is told, not judged.
        low, high = (
            gap(indicator, measure, end) for end in (rows["value"].min(), rows["value"].max())
        )
        if measure.against_region:
            return f"{when}, de {low} à {high} par rapport à la région"
        return f"{since}, de {low} à {high} selon {'la' if noun.feminine else 'le'} {noun.short}"
    step = 10.0 ** -decimals(indicator, measure)
    up = rows.filter(pl.col("value") > 1.5 * step).height
    down = rows.filter(pl.col("value") < -1.5 * step).height
    if measure.against_region:
        return f"{when}, {_subject(up, rows.height, noun, 'dépasse', 'dépassent')} le niveau de la région"
    moves = [
        f"{word} dans {_so_many(count, rows.height, noun)}"
        for count, word in sorted([(down, "baisse"), (up, "hausse")], reverse=True)
        if count
    ]
    return f"{since}, {' et '.join(moves) or 'aucun changement au-delà de l’arrondi'}"


def map_message(indicator: Indicator, measure: Measure, panel: Panel, level: str, at: str) -> str:
    """Return the title of a map as it is said alone, where no page names the indicator."""
    title = map_title(indicator, measure, panel, level, at)
    if indicator.phrase and not measure.diverges:
        return title
    return f"{indicator.short} : {lowered(title)}"


def gap(indicator: Indicator, measure: Measure, value: object) -> str:
    """Return a change or a gap with its sign and its unit: "+1,3 point", "−2,0 %"."""
    digits = decimals(indicator, measure)
    exact: Decimal = rounded(float(value), digits)  # type: ignore[arg-type]
    if is_relative(indicator, measure):
        return f"{number(exact, digits, signed=True)}\u202f%"
    return points(exact, signed=True)


def _so_many(count: int, total: int, noun: Noun) -> str:
    """Return "21 zones d’emploi sur 24", "les cinq départements"."""
    if count == total:
        return f"les {count_in_words(count)} {noun.many}"
    one = "une" if noun.feminine else "un"
    words = one if count == 1 else count_in_words(count)
    return f"{words} {noun.one if count == 1 else noun.many} sur {count_in_words(total)}"


def _subject(count: int, total: int, noun: Noun, one: str, many: str) -> str:
    """Return a subject and its verb: "aucune zone d’emploi n’atteint", "huit zones d’emploi sur 24 atteignent"."""
    if count == 0:
        elided = "n’" if one[0] in "aeiou" else "ne "
        return f"{'aucune' if noun.feminine else 'aucun'} {noun.one} {elided}{one}"
    return f"{_so_many(count, total, noun)} {one if count == 1 else many}"


def _above(indicator: Indicator, panel: Panel, rows: pl.DataFrame, noun: Noun, when: str) -> str:
    """Count who reaches the class bound that sets about a third of the territories apart."""
    if not panel.classes.breaks:
        return f"{when}, {indicator.short} par {noun.one}"
    _, cut = min(
        (abs(rows.filter(pl.col("value") >= bound).height - rows.height / 3), bound)
        for bound in panel.classes.breaks
    )
    reached = rows.filter(pl.col("value") >= cut).height
    bound = number(cut, 0 if float(cut).is_integer() else indicator.decimals)
    who = _subject(reached, rows.height, noun, "atteint", "atteignent")
    return f"{when}, {who} {bound}\u202f{indicator.unit} {indicator.phrase}".rstrip()
