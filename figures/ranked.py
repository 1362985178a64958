"""What a ranking says: who is first and last, and where the areas of the reader's territory stand."""

import polars as pl

from figures.formats import count_in_words, listing, lowered, ordinal, period, with_unit
from figures.headlines import gap
from figures.measures import Measure
from figures.nouns import NOUNS, inside
from figures.rows import Panel
from loaders.indicators import Indicator
from loaders.territories import Territory, crossings

LEAST = 0.05
"""Share of a territory's inhabitants from which an area is one of its own."""
ACCENT = "En couleur et en gras"
"""How a note calls what is accented, whatever the theme."""
MOST_NAMED = 2
"""Names that one end of the ranking may hold."""


def own(place: Territory, level: str, panel: Panel) -> tuple[str, ...]:
    """Return the codes of the areas of `level` that are the territory, or hold a part of its inhabitants.

    None for a territory that they all make up: nothing would stand out.
    """
    known = {one.code for one in panel.territories}
    if place.level == level:
        return (place.code,) if place.code in known else ()
    found = crossings(place.level, place.code, level)  # type: ignore[arg-type]
    if known <= set(found["territory"]):
        return ()
    parts = found.filter(pl.col("share") >= LEAST)["territory"]
    return tuple(code for code in parts if code in known)


def accented(place: Territory, level: str, codes: tuple[str, ...]) -> str:
    """Return what the accent of a ranking shows; empty without one."""
    if not codes:
        return ""
    if place.level == level:
        return f"{ACCENT} : {inside(place)}"
    noun = NOUNS[level]
    many = noun.one if len(codes) == 1 else noun.many
    return (
        f"{ACCENT} : {many} où vivent au moins {LEAST * 100:.0f}\u202f% des habitants {_of(place)}"
    )


def _of(place: Territory) -> str:
    """Return "du Nord", "du SPEL de Lille", "de la zone d’emploi de Lille"."""
    if place.level not in ("SPEL", "ZE2020"):
        return place.de
    return f"{'de ' * (place.level == 'ZE2020')}{place.sentence}".replace("le SPEL", "du SPEL", 1)


def outlined(place: Territory, drawn: bool) -> str:
    """Return what the thick outline of a map is; empty where there is none."""
    return f"Contour épais : {inside(place)}" if drawn and place.level != "REG" else ""


def ranking_message(
    indicator: Indicator, measure: Measure, panel: Panel, level: str, at: str, place: Territory,
    codes: tuple[str, ...],
) -> str:  # fmt: skip
    """Return the title of a ranking at the period `at`: the ranks of the accented areas, else its ends."""
    noun = NOUNS[level]
    rows = panel.at(at).drop_nulls("value").sort("value", descending=True)
    head = indicator.short
    if measure.diverges:
        head = f"{head}, {lowered(measure.name(indicator))}"
    if rows.is_empty():
        return f"{head} : aucune valeur publiée par {noun.one}, {period(at)}"
    # What is printed alike is one rank.
    labels = rows["label"].to_list()
    ranks = {
        code: labels.index(label) + 1 for code, label in rows.select("code", "label").iter_rows()
    }
    mine = sorted(ranks[code] for code in codes if code in ranks)
    if not mine:
        return f"{head} : {_ends(indicator, measure, panel, rows)}, {period(at)}"
    if len(mine) == 1:
        code = next(code for code in codes if code in ranks)
        row = rows.row(by_predicate=pl.col("code") == code, named=True)
        tied = " ex æquo" if labels.count(row["label"]) > 1 else ""
        name = next(one.the for one in panel.territories if one.code == code)
        told = _value(indicator, measure, row["value"])
        return f"{head} : {name} au {ordinal(mine[0])} rang{tied} sur {rows.height}, {told}"
    reach = f"du {ordinal(mine[0])} au {ordinal(mine[-1])} rang"
    if len(mine) == 2:
        reach = f"aux {ordinal(mine[0])} et {ordinal(mine[1])} rangs"
    if mine[0] == mine[-1]:
        reach = f"au {ordinal(mine[0])} rang ex æquo"
    return f"{head} : {count_in_words(len(mine))} {noun.several} {_of(place)}, {reach} sur {rows.height}"


def _ends(indicator: Indicator, measure: Measure, panel: Panel, rows: pl.DataFrame) -> str:
    names = {one.code: one.name for one in panel.territories}
    texts = []
    for end in (rows.row(0, named=True), rows.row(-1, named=True)):
        tied = [names[code] for code in rows.filter(pl.col("label") == end["label"])["code"]]
        named = f" ({listing(tied)})" if len(tied) <= MOST_NAMED else ""
        texts.append(f"{_value(indicator, measure, end['value'])}{named}")
    return f"de {texts[0]} à {texts[1]}"


def _value(indicator: Indicator, measure: Measure, value: float) -> str:
    if measure.diverges:
        return gap(indicator, measure, value)
    return with_unit(value, indicator.unit, indicator.decimals)
