"""A tile of L’essentiel: one figure, its change over a year, its gap, its shape, its source."""

from dataclasses import dataclass

import polars as pl

from figures import facts
from figures.breakdowns import nearest
from figures.captions import publication
from figures.differences import Verdict
from figures.facts import Figure
from figures.formats import THIN, number, period, with_unit
from figures.sentences import name_of
from figures.sparkline import sparkline_data
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory

SIGNS: dict[tuple[Verdict, str], str] = {
    ("unfavourable", "up"): "▲",
    ("unfavourable", "down"): "▼",
    ("favourable", "up"): "△",
    ("favourable", "down"): "▽",
    ("neutral", "up"): "↗",
    ("neutral", "down"): "↘",
}
"""A full triangle is unfavourable, a hollow one favourable: colour is never the only carrier."""
STATUSES = {
    "P": "provisoire",
    "R": "révisé",
    "E": "estimé",
    "B": "rupture de série",
    "C": "secret statistique",
    "M": "non disponible",
    "U": "douteux",
}


@dataclass(frozen=True)
class Tile:
    """What a tile prints, in order; `where` names the territory when it is not the chosen one."""

    label: str
    where: str
    period: str
    value: str
    pill: str
    verdict: Verdict
    change: str
    context: str
    source: str
    span: str
    sentence: str
    """All of it in words, for who does not see its place on the page."""
    curve: dict[str, pl.DataFrame]
    """The datasets of its sparkline."""


def tiles(catalogue: Catalogue, place: Territory) -> list[Tile]:
    """Return one tile for each rank of the catalogue: the indicator nearest to the territory.

    Two indicators of one rank tell one thing at different levels; the first that has a figure for
    the territory itself is taken, else the first that has one for a territory that holds it.
    """
    ranks: dict[int, list[Indicator]] = {}
    for indicator in catalogue.tiles():
        ranks.setdefault(indicator.tile, []).append(indicator)
    return [one for group in ranks.values() if (one := _first(group, place, catalogue))]


def _first(group: list[Indicator], place: Territory, catalogue: Catalogue) -> Tile | None:
    for candidate in nearest(place):
        for indicator in group:
            now = facts.latest(indicator, candidate)
            if now is not None:
                return _tile(now, candidate, candidate.key != place.key, catalogue)
    return None


def _tile(now: Figure, place: Territory, elsewhere: bool, catalogue: Catalogue) -> Tile:
    indicator = now.indicator
    codes = observations.series(indicator, place.level, place.code)["period"]
    pill, verdict, change = _change(now)
    context = _context(now, place)
    return Tile(
        label=indicator.short,
        where=place.title if elsewhere else "",
        period=_period(now),
        value=_value(now),
        pill=pill,
        verdict=verdict,
        change=change,
        context=context,
        source=source_line(catalogue, now, codes[0]),
        span=f"{period(codes[0])} à {period(codes[-1])}",
        sentence=_sentence(now, place, change, context),
        curve=sparkline_data(indicator, place.level, place.code),
    )


def _value(now: Figure) -> str:
    """Return the value; a count says its unit in its label, a rate in its sign."""
    if now.value is None or now.indicator.kind == "rate":
        return now.text
    return number(now.value, now.indicator.decimals)


def _period(now: Figure) -> str:
    status = STATUSES.get(now.status)
    return f"{period(now.row.period)}, {status}" if status else period(now.row.period)


def _change(now: Figure) -> tuple[str, Verdict, str]:
    year = facts.change(now)
    if year is None:
        return "", "neutral", "pas de valeur un an plus tôt"
    if not year.comparable:
        return "", "neutral", "rupture ou révision entre-temps : évolution non calculée"
    if year.trend == "flat":
        return "= stable", "neutral", f"{year.text} en un an"
    word = {"favourable": ", favorable", "unfavourable": ", défavorable", "neutral": ""}
    return (
        f"{SIGNS[year.verdict, year.trend]} {year.text}",
        year.verdict,
        f"en un an{word[year.verdict]}",
    )


def _sentence(now: Figure, place: Territory, change: str, context: str) -> str:
    """Return a tile as it is said: "Taux de chômage, région Hauts-de-France, T1 2026 : 9,8 %, en hausse…"."""
    year = facts.change(now)
    if year is None or not year.comparable:
        moved = change
    elif year.trend == "flat":
        moved = f"stable en un an ({year.text})"
    else:
        moved = f"en {'hausse' if year.trend == 'up' else 'baisse'} de {year.size} {change}"
    said = [
        f"{now.indicator.short}, {place.title}, {_period(now)}{THIN}: {now.text}",
        moved,
        context,
    ]
    return f"{', '.join(one for one in said if one)}."


def _context(now: Figure, place: Territory) -> str:
    """Return one more line: the gap to the country of a rate, the amount of change of a count."""
    indicator = now.indicator
    if indicator.kind == "rate":
        country = facts.reference(indicator, now.row.period)
        gap = facts.gap(now, country) if country else None
        if country is None or gap is None or not gap.comparable:
            return ""
        return f"{gap.text} par rapport à {name_of(country).the}"
    before = facts.former(now)
    if (
        before
        and before.value is not None
        and now.value is not None
        and facts.comparable(now, before)
    ):
        amount = now.value - before.value
        year = facts.change(now)
        if year is None or year.trend == "flat":
            return ""
        side = "de plus" if amount > 0 else "de moins"
        if amount:
            return f"soit {with_unit(abs(amount), indicator.unit, indicator.decimals)} {side}"
    return ""


def source_line(catalogue: Catalogue, now: Figure, first: str) -> str:
    """Return the span, the producer and the date of publication when it is known."""
    span = f"{first[:4]}–{now.row.period[:4]}" if first[:4] != now.row.period[:4] else first[:4]
    return f"{span} · {publication(catalogue, now)}"
