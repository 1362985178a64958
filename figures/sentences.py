"""What may be said aloud: headlines and "À retenir", true by construction, each with its rows.

A word of direction appears only beyond the rounding of what is published, and never across a break of series or a
change of millésime; a sentence that cannot be said so is not said.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import polars as pl

from figures import facts
from figures.differences import Difference, Verdict
from figures.facts import Figure, Row
from figures.formats import (
    at_period,
    between,
    count_in_words,
    listing,
    lowered,
    number,
    ordinal,
    period,
    rounded,
)
from figures.measures import REGION
from figures.nouns import NOUNS
from figures.rows import regional
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory, crossings, find, read_territories

WORDS: dict[Verdict, str] = {
    "favourable": "favorable",
    "unfavourable": "défavorable",
    "neutral": "",
}


@dataclass(frozen=True)
class Sentence:
    """One sentence and the observations that prove it."""

    text: str
    rows: tuple[Row, ...]


def name_of(figure: Figure) -> Territory:
    """Return the territory of a figure."""
    return find(figure.row.level, figure.row.territory)


def why_zones(place: Territory, about: str = "") -> str:
    """Say that a territory has no figure of its own (`about`: of what), and what is read instead."""
    for_what = f" pour {about}" if about else ""
    return (
        f"{place.title} : aucune valeur n’est publiée à cette échelle{for_what}, et elle ne se calcule pas ; "
        "on lit celles des zones d’emploi où vivent ses habitants."
    )


def coverage(place: Territory) -> str:
    """Say in which zones d'emploi the inhabitants of a territory live."""
    zones = read_territories()
    living = crossings(place.level, place.code).select("territory", "share").rows()
    (main, share), *others = living
    where = f"la zone d’emploi {zones['ZE2020', main].de}"
    who = "habitants"
    if place.interregional:
        # Only the communes of the region are known here.
        who += " de sa partie régionale"
    if not others:
        return f"Tous les {who} vivent dans {where}."
    first = f"{share_text(share)} des {who} vivent dans {where}"
    rest = [f"{share_text(part)} dans celle {zones['ZE2020', code].de}" for code, part in others]
    return f"{', '.join([first, *rest])}."


def share_text(share: float) -> str:
    """Return a share of the population; a very small one is not written as zero."""
    percent = rounded(share * 100, 1)
    return "moins de 0,1\u202f%" if percent < Decimal("0.1") else f"{number(percent, 1)}\u202f%"


@observations.per_version
def across(
    indicator: Indicator, place: Territory, zones: tuple[Territory, ...], at: str
) -> list[Sentence]:
    """Return the sentences on a territory that has no figure of its own."""
    found = facts.peers(indicator, zones, at)
    if not found:
        return []
    rows = tuple(one.row for one in found)
    when = at_period(at).capitalize()
    each = listing([f"{one.text} ({name_of(one).name})" for one in found])
    items = [
        Sentence(coverage(place), ()),
        Sentence(f"{when}, {indicator.subject} de ces zones est de {each}.", rows),
    ]
    years = [_year(one, name_of(one)) for one in found if one.row.territory == zones[0].code]
    if years and years[0]:
        change = lowered(years[0].text)
        text = f"Dans la zone d’emploi {zones[0].de}, {change}"
        items.append(Sentence(text, years[0].rows))
    return items


@observations.per_version
def essentials(indicator: Indicator, place: Territory, at: str) -> list[Sentence]:
    """Return at most three sentences on a territory at a period, the most telling first."""
    now = facts.figure(indicator, place.level, place.code, at)
    if now is None or now.value is None:
        return []
    rules: tuple[Callable[[Figure, Territory], Sentence | None], ...] = (
        (_spread, _parts, _gap_to_country)
        if (place.level, place.code) == REGION
        else (_rank, _year, _range)
    )
    return [sentence for rule in rules if (sentence := rule(now, place))]


def _rank(now: Figure, place: Territory) -> Sentence | None:
    """Place a territory among its peers, counted from the nearer end."""
    others = facts.peers(now.indicator, regional(place.level), now.row.period)
    if len(others) < 2 or now.value is None:
        return None
    above = sum(1 for one in others if (one.value or 0) > now.value)
    below = sum(1 for one in others if (one.value or 0) < now.value)
    step = 1.5 * 10**-now.indicator.decimals
    close = sum(1 for one in others if abs((one.value or 0) - now.value) < step) > 1
    rank, side = (above, "élevé") if above <= below else (below, "bas")
    standing = f"le plus {side}" if rank == 0 else f"le {ordinal(rank + 1)} plus {side}"
    return Sentence(
        f"{at_period(now.row.period).capitalize()}, {now.indicator.subject} dans {place.sentence} "
        f"est de {now.text}, {standing} des {count_in_words(len(others))} {NOUNS[place.level].many}"
        f"{', à l’arrondi près' if close else ''}.",
        tuple(one.row for one in others),
    )


def _year(now: Figure, place: Territory) -> Sentence | None:
    """Tell the change over a year beside that of the region."""
    before, year = facts.former(now), facts.change(now)
    if before is None or year is None or not year.comparable:
        return None
    home = facts.figure(now.indicator, *REGION, now.row.period)
    home_before = facts.former(home) if home else None
    home_year = facts.change(home) if home else None
    span = between(before.row.period, now.row.period)
    text = f"{span[0].upper()}{span[1:]}, {movement(year)}"
    rows = [now.row, before.row]
    if home and home_before and home_year and home_year.comparable:
        if home_year.amount == year.amount:
            text += ", autant que la région"
        else:
            text += f" ; dans la région, {movement(home_year)}"
        rows += [home.row, home_before.row]
    return Sentence(f"{text}.", tuple(rows))


def movement(year: Difference) -> str:
    """Return a change in words: "hausse de 0,8 point, défavorable", "le niveau est stable (…)"."""
    if year.trend == "flat":
        return f"le niveau est stable ({year.text})" if year.amount else "le niveau est inchangé"
    word = WORDS[year.verdict]
    return (
        f"{'hausse' if year.trend == 'up' else 'baisse'} de {year.size}"
        f"{f', {word}' if word else ''}"
    )


def _range(now: Figure, place: Territory) -> Sentence | None:
    """Tell the extremes since the beginning of the millésime that the figure belongs to."""
    rows = observations.series(now.indicator, place.level, place.code).filter(
        pl.col("value").is_not_null(), pl.col("period") <= now.row.period
    )
    older = rows.filter(pl.col("vintage") != now.vintage)["period"]
    if len(older):
        rows = rows.filter(pl.col("period") > older.max())
    breaks = rows.filter(pl.col("status") == "B")["period"]
    if len(breaks):
        rows = rows.filter(pl.col("period") >= breaks.max())
    if rows.height < 8:
        return None
    ends = [_end(now, place, rows, value) for value in (rows["value"].min(), rows["value"].max())]
    since = rows["period"][0]
    return Sentence(
        f"Depuis {'le ' if '-Q' in since else ''}{period(since)}, {now.indicator.subject} {place.a} "
        f"a été au plus bas à {ends[0]} et au plus haut à {ends[1]}.",
        tuple(Row(place.level, place.code, code) for code in rows["period"]),
    )


def _end(now: Figure, place: Territory, rows: pl.DataFrame, value: object) -> str:
    """Return an extreme with its first period, and how often it came: "9,4 % (T1 2021)"."""
    codes = rows.filter(pl.col("value") == value)["period"]
    end = facts.figure(now.indicator, place.level, place.code, codes[0])
    times = f", puis {len(codes) - 1} fois" if len(codes) > 1 else ""
    return f"{end.text if end else ''} ({period(codes[0])}{times})"


def _spread(now: Figure, _: Territory) -> Sentence | None:
    """Tell the lowest and the highest zone at the last period known for them."""
    zones = regional("ZE2020")
    codes = [one for one in observations.periods(now.indicator, "ZE2020") if one <= now.row.period]
    if not codes:
        return None
    found = facts.peers(now.indicator, zones, codes[-1])
    if len(found) < 2:
        return None
    high, low = found[0], found[-1]
    text = (
        f"{at_period(codes[-1]).capitalize()}, {now.indicator.subject} va de {low.text} "
        f"({name_of(low).name}) à {high.text} ({name_of(high).name}) selon la zone d’emploi"
    )
    half = 0.5 * 10**-now.indicator.decimals
    # Twice as much must hold whatever was rounded away.
    if low.value and high.value and (high.value - half) / (low.value + half) >= 2:
        text += ", du simple à plus du double"
    return Sentence(f"{text}.", tuple(one.row for one in found))


def _parts(now: Figure, _: Territory) -> Sentence | None:
    """Tell which départements are above the region."""
    found = facts.peers(now.indicator, regional("DEP"), now.row.period)
    if len(found) < 2 or any(one.vintage != now.vintage for one in found):
        return None
    above = [one for one in found if (gap := facts.gap(one, now)) and gap.trend == "up"]
    low = found[-1]
    when = at_period(now.row.period).capitalize()
    tail = f"{name_of(low).the} est au plus bas ({low.text})"
    if not above:
        text = f"{when}, parmi les départements, {tail}."
        return Sentence(text, tuple(one.row for one in found))
    names = listing([f"{name_of(one).the} ({one.text})" for one in above])
    verb = "dépasse" if len(above) == 1 else "dépassent"
    text = f"{when}, {names} {verb} le niveau de la région ; {tail}."
    return Sentence(text, (now.row, *(one.row for one in found)))


def _gap_to_country(now: Figure, _: Territory) -> Sentence | None:
    """Tell the gap to the country now and a year ago."""
    country = facts.reference(now.indicator, now.row.period)
    before = facts.former(now)
    if country is None or before is None:
        return None
    country_before = facts.former(country)
    if country_before is None:
        return None
    four = (now, country, before, country_before)
    if len({one.vintage for one in four}) > 1:
        return None
    gap, gap_before = facts.gap(now, country), facts.gap(before, country_before)
    if gap is None or gap_before is None or gap.trend == "flat" or gap.trend != gap_before.trend:
        return None
    then = "comme un an plus tôt"
    if gap.amount != gap_before.amount:
        then = f"contre {gap_before.size} un an plus tôt"
    return Sentence(
        f"{at_period(now.row.period).capitalize()}, l’écart avec {name_of(country).the} est de "
        f"{gap.size}, {then}.",
        tuple(one.row for one in four),
    )
