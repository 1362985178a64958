"""What speaks for a territory: its own figures, or those of the zones d'emploi that it crosses."""

import polars as pl

from figures import facts, messages, sentences
from figures.lines import Line, Role
from figures.measures import REGION
from figures.messages import Headline
from figures.sentences import Sentence
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory, crossings, read_territories

LIVED_IN = 0.1
"""Part of the inhabitants below which a zone is left to the table of coverage."""
MOST_ZONES = 4
"""Curves drawn for a territory that crosses many zones: those where most of its inhabitants live."""


def published(indicator: Indicator, place: Territory) -> bool:
    """Tell whether the indicator has a figure for the territory itself."""
    return facts.latest(indicator, place) is not None


def shown(indicator: Indicator, place: Territory) -> tuple[Territory, ...]:
    """Return the territory itself, or the zones d'emploi of its inhabitants, the main one first."""
    if published(indicator, place):
        return (place,)
    known = read_territories()
    codes = crossings(place.level, place.code)["territory"]
    return tuple(known["ZE2020", code] for code in codes)


def latest(indicator: Indicator, place: Territory) -> facts.Figure | None:
    """Return the newest figure that speaks for a territory."""
    return facts.latest(indicator, shown(indicator, place)[0])


@observations.per_version
def lines_of(indicator: Indicator, place: Territory, since: str, until: str) -> tuple[Line, ...]:
    """Return the curves to draw for a territory over a span: its own or its zones', region, country."""
    known = read_territories()
    wanted: list[tuple[Role, Territory, str]] = [
        ("mine" if rank == 0 else "other", one, one.name)
        for rank, one in enumerate(shown(indicator, place)[:MOST_ZONES])
    ]
    if (place.level, place.code) != REGION:
        wanted.append(("region", known[REGION], "Région"))
    # One France on the whole page: the one that the sentences compare with, from its first period.
    for country in (known[key] for key in indicator.references[:1]):
        wanted.append(("country", country, country.name))
    lines = []
    for role, one, name in wanted:
        rows = observations.series(indicator, one.level, one.code).filter(
            pl.col("period") >= since, pl.col("period") <= until
        )
        if not rows["value"].drop_nulls().is_empty():
            short = "Région" if role == "region" else one.short
            lines.append(Line(role, name, short, rows, one))
    return tuple(lines)


def told_at(indicator: Indicator, place: Territory, at: str) -> str:
    """Return the last period up to `at` that is known for a territory, or for its zones."""
    main = shown(indicator, place)[0]
    rows = observations.series(indicator, main.level, main.code)
    codes = rows.filter(pl.col("value").is_not_null(), pl.col("period") <= at)["period"]
    return codes[-1] if len(codes) else at


def headline(indicator: Indicator, place: Territory) -> Headline:
    """Return the message of a territory at its newest figure."""
    now = latest(indicator, place)
    if now is None:
        return Headline(f"{place.title} : pas encore de donnée", indicator.question)
    if (now.row.level, now.row.territory) == (place.level, place.code):
        return messages.headline(indicator, place, now)
    shares = crossings(place.level, place.code)
    lived = shares.filter(pl.col("share") >= LIVED_IN)["territory"].to_list()
    zones = [one for one in shown(indicator, place) if one.code in lived][:MOST_ZONES]
    found = facts.peers(indicator, tuple(zones), now.row.period)
    return messages.headline_across(place, indicator, found, len(zones) == shares.height)


def why_zones(indicator: Indicator, place: Territory) -> str:
    """Return why zones are read instead of the territory, nothing when it has its own figures."""
    return "" if published(indicator, place) else sentences.why_zones(place)


def essentials(indicator: Indicator, place: Territory, at: str) -> list[Sentence]:
    """Return the three sentences to remember of a territory at a period."""
    places = shown(indicator, place)
    if places == (place,):
        return sentences.essentials(indicator, place, at)
    return sentences.across(indicator, place, places, at)
