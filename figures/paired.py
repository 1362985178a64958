"""Two maps side by side that one player moves: two indicators at one date, or two dates of one."""

from functools import lru_cache

import polars as pl

from figures.breakdowns import grammar
from figures.facts import figure, gap
from figures.formats import at_period, between, count_in_words, period, years_before
from figures.lines import instant
from figures.nouns import NOUNS
from figures.rows import Panel
from loaders import observations
from loaders.indicators import Indicator

_FINE = {"A": 1, "S": 1, "Q": 4, "M": 12}
"""Periods a year, by grammar: the finer of two sets of dates moves the player."""


@lru_cache(maxsize=32)
def together(left: Panel, right: Panel) -> tuple[Panel, Panel, tuple[str, ...]]:
    """Return two panels with the same steps, and the periods that the player moves along.

    At each step a panel shows its own period of that moment, or the last one of the same year: each map
    writes the period that it shows. Without a year in common each shows its last period.
    """
    fine, coarse = left, right
    if _fineness(right) > _fineness(left):
        fine, coarse = right, left
    pairs = [(code, _of_year(code, coarse.periods)) for code in fine.periods]
    shared = [(code, other) for code, other in pairs if other]
    if not shared:
        shared = [(fine.periods[-1], coarse.periods[-1])]
    mine, others = (tuple(codes) for codes in zip(*shared, strict=True))
    first, second = stepped(fine, mine), stepped(coarse, others)
    return (first, second, mine) if fine is left else (second, first, mine)


@lru_cache(maxsize=32)
def apart(panel: Panel, years: int) -> tuple[Panel, Panel, tuple[str, ...]]:
    """Return a panel so many years earlier, and the panel, with the same steps; see `together`."""
    known = set(panel.periods)
    pairs = [
        (before, code) for code in panel.periods if (before := years_before(code, years)) in known
    ]
    former, now = (tuple(codes) for codes in zip(*pairs, strict=True))
    return stepped(panel, former), stepped(panel, now), now


def gaps(panel: Panel) -> list[int]:
    """Return the numbers of years that part two of its periods of one season, fewest first."""
    first, last = int(panel.periods[0][:4]), int(panel.periods[-1][:4])
    known = set(panel.periods)
    return [
        years
        for years in range(1, last - first + 1)
        if any(years_before(code, years) in known for code in panel.periods)
    ]


def stepped(panel: Panel, periods: tuple[str, ...]) -> Panel:
    """Return a panel whose steps are the periods given, some perhaps several times over."""
    steps = pl.DataFrame(
        {
            "from": [panel.periods.index(code) for code in periods],
            "to": range(len(periods)),
        },
        schema={"from": pl.Int32, "to": pl.Int32},
    )
    values = (
        steps.join(panel.values, left_on="from", right_on="step", how="inner")
        .with_columns(key=pl.col("code") + "|" + pl.col("to").cast(pl.String), step=pl.col("to"))
        .select(panel.values.columns)
        .sort("step", "code")
    )
    return Panel(periods, panel.territories, panel.classes, values)


def _fineness(panel: Panel) -> int:
    return max(_FINE[grammar(code)] for code in panel.periods)


def _of_year(code: str, others: tuple[str, ...]) -> str:
    """Return the last of other periods in the same year that is not later than the end of `code`."""
    if code in others:
        return code
    same = [one for one in others if one[:4] == code[:4]]
    return max(same, key=instant) if same else ""


def dates(left: Panel, right: Panel, step: int) -> str:
    """Say which dates the two maps show, when they are not the same."""
    codes = left.periods[step], right.periods[step]
    if codes[0] == codes[1]:
        return ""
    return f"Dates différentes : {period(codes[0])} à gauche ≠ {period(codes[1])} à droite."


def moved(indicator: Indicator, panel: Panel, years: int, code: str) -> str:
    """Say in how many territories a figure rose and fell between two dates of one publication."""
    former = years_before(code, years)
    level = panel.territories[0].level
    trends = []
    for place in panel.territories:
        now = figure(indicator, level, place.code, code)
        before = figure(indicator, level, place.code, former)
        if now and before and (one := gap(now, before)) and one.comparable:
            trends.append(one.trend)
    noun = NOUNS[level]
    span = between(former, code)
    if not trends:
        return (
            f"{span[0].upper()}{span[1:]}, les valeurs viennent de publications différentes ou d’une série "
            "rompue : leur évolution n’est pas donnée."
        )
    counts = {word: trends.count(trend) for word, trend in _WORDS.items() if trend in trends}
    told = ", ".join(f"{word} dans {count_in_words(count)}" for word, count in counts.items())
    text = f"{span[0].upper()}{span[1:]}, {indicator.subject} est {told}"
    text += f" {noun.one if sum(counts.values()) == 1 else noun.many}"
    left = len(panel.territories) - len(trends)
    return f"{text} ; {count_in_words(left)} sans comparaison." if left else f"{text}."


_WORDS = {"en hausse": "up", "en baisse": "down", "stable": "flat"}


def beside(one: Indicator, left: Panel, other: Indicator, right: Panel, key: str, step: int) -> str:
    """Return what both maps say of the chosen territory; empty when one of them does not draw it."""
    places = {place.key: place for place in left.territories}
    place = places.get(key)
    if place is None:
        return ""
    texts = []
    for indicator, panel in ((one, left), (other, right)):
        found = figure(indicator, place.level, place.code, panel.periods[step])
        said = found.text if found and found.value is not None else "n. d."
        texts.append(f"{indicator.short.lower()} {said} {at_period(panel.periods[step])}")
    return f"{place.title} : {' ; '.join(texts)}."


def message(
    one: Indicator, left: Panel, other: Indicator, right: Panel, years: int, step: int
) -> str:
    """Return what the two maps say together at a step: who moved, or who is high on both."""
    if years:
        return moved(one, right, years, right.periods[step])
    high = _high(left, step) & _high(right, step)
    noun = NOUNS[left.territories[0].level]
    told = count_in_words(len(high)) if high else f"aucun{'e' if noun.feminine else ''}"
    if len(high) == 1 and noun.feminine:
        told = "une"
    kind = noun.many if len(high) > 1 else noun.one
    text = f"{told[0].upper()}{told[1:]} {kind} au-dessus de la médiane"
    if one.key == other.key:
        return f"{text}, sur {len(left.territories)} : les deux cartes montrent le même indicateur"
    return f"{text} sur les deux cartes, sur {len(left.territories)}"


def _high(panel: Panel, step: int) -> set[str]:
    """Return the codes above the median of the territories that have a value at a step."""
    rows = panel.values.filter(pl.col("step") == step, pl.col("value").is_not_null())
    middle = rows["value"].median()
    return set(rows.filter(pl.col("value") > middle)["code"]) if rows.height else set()


def table(one: Indicator, left: Panel, other: Indicator, right: Panel, step: int) -> pl.DataFrame:
    """Return the values of both maps, a territory a row, each column with its date."""
    columns = {"Territoire": [place.name for place in left.territories]}
    for side, indicator, panel in (("Gauche", one, left), ("Droite", other, right)):
        texts = dict(panel.values.filter(pl.col("step") == step).select("code", "label").rows())
        name = f"{side} : {indicator.short}, {period(panel.periods[step])} ({indicator.unit})"
        columns[name] = [texts[place.code] for place in left.territories]
    return pl.DataFrame(columns)


def rows(one: Indicator, left: Panel, other: Indicator, right: Panel, step: int) -> pl.DataFrame:
    """Return the observations of both maps to take away, with their sources."""
    parts = []
    for side, indicator, panel in (("gauche", one, left), ("droite", other, right)):
        level = panel.territories[0].level
        names = {place.code: place.name for place in panel.territories}
        found = observations.totals(indicator).filter(
            pl.col("level") == level,
            pl.col("territory").is_in(list(names)),
            pl.col("period") == panel.periods[step],
        )
        parts.append(
            found.select(
                carte=pl.lit(side),
                indicateur=pl.lit(indicator.key),
                niveau="level",
                territoire="territory",
                nom=pl.col("territory").replace_strict(names, return_dtype=pl.String),
                periode="period",
                valeur="value",
                unite=pl.lit(indicator.unit),
                statut="status",
                vintage="vintage",
                source="source",
            )
        )
    return pl.concat(parts)
