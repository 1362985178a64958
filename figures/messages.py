"""The message of a page: the newest figure of a territory, and what it is compared with."""

from dataclasses import dataclass

from figures import facts
from figures.differences import Verdict
from figures.facts import Figure
from figures.formats import THIN, at_period, count_in_words
from figures.sentences import name_of, why_zones
from loaders.indicators import Indicator
from loaders.territories import Territory


@dataclass(frozen=True)
class Headline:
    """The message of a page: a title, a lede, and whether what it says is good."""

    title: str
    lede: str
    verdict: Verdict = "neutral"


def headline(indicator: Indicator, place: Territory, now: Figure) -> Headline:
    """Return the headline of a territory that has a published figure."""
    title = f"{now.text} {indicator.phrase} {at_period(now.row.period)}"
    year = facts.change(now)
    verdict: Verdict = "neutral"
    if year and year.comparable:
        if year.trend == "flat":
            title += ", stable sur un an"
        else:
            title += f", {year.size} de {'plus' if year.trend == 'up' else 'moins'} en un an"
            verdict = year.verdict
    return Headline(title, _against(now, place), verdict)


def _against(now: Figure, place: Territory) -> str:
    """Tell how far a territory is from its country at the same period."""
    here = f"{place.sentence[0].upper()}{place.sentence[1:]}"
    country = facts.reference(now.indicator, now.row.period)
    gap = facts.gap(now, country) if country else None
    if country is None or gap is None:
        return f"{here}."
    if not gap.comparable:
        # Two publications: both values are given, the gap is left to the reader.
        return (
            f"{here} est à {now.text}, {name_of(country).the} à {country.text} "
            "(publications différentes)."
        )
    where = f"{name_of(country).the} ({country.text})"
    if gap.trend == "flat":
        return f"{here} est proche de {where}."
    return f"{here} est {gap.size} {'au-dessus' if gap.trend == 'up' else 'au-dessous'} de {where}."


def headline_across(
    place: Territory, indicator: Indicator, figures: list[Figure], whole: bool
) -> Headline:
    """Return the headline of a territory without a figure of its own: the zones where it lives.

    `whole` tells that no inhabitant lives in another one.
    """
    low, high = figures[-1], figures[0]
    value = f"{high.text} {indicator.phrase}"
    if low.text != high.text:
        value = f"De {low.text.removesuffix(f'{THIN}{indicator.unit}')} à {value}"
    where = f"dans la zone d’emploi {name_of(high).de}"
    if len(figures) > 1:
        many = count_in_words(len(figures))
        where = f"dans {f'ses {many}' if whole else f'{many} de ses'} zones d’emploi"
    return Headline(f"{value} {where}, {at_period(high.row.period)}", why_zones(place))
