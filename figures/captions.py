"""The titles, notes and source lines that stand around a figure."""

from collections.abc import Sequence

import polars as pl

from figures import facts
from figures.formats import french_date, listing, period
from figures.lines import Line, vintage_changes
from loaders.catalogue import Catalogue, Indicator
from loaders.territories import Territory


def trend_title(indicator: Indicator, place: Territory) -> str:
    """Return the message of a territory's curve: its change over a year, when it can be told."""
    if place.level not in indicator.levels:
        return f"Les zones d’emploi {place.de}"
    now = facts.latest(indicator, place)
    year = facts.change(now) if now else None
    if now is None or year is None or not year.comparable:
        return f"{indicator.short} {place.a}"
    if year.trend == "flat":
        return f"{place.name} : stable sur un an"
    return f"{place.name} : {year.text} en un an"


def trend_note(indicator: Indicator, lines: Sequence[Line]) -> str:
    """Return the measure, the unit and the span of a curve."""
    first, last = lines[0].rows["period"][0], lines[0].last["period"]
    return f"{indicator.short}, en {indicator.unit}, {period(first)} – {period(last)}"


def source_text(catalogue: Catalogue, lines: Sequence[Line]) -> str:
    """Return who published the curves and when, and what their signs mean."""
    rows = pl.concat([line.rows.select("source", "vintage") for line in lines]).unique()
    sources = [catalogue.sources[code] for code in rows["source"].unique().sort()]
    producers = listing(list(dict.fromkeys(source.producer for source in sources)))
    vintages = listing([period(code) for code in rows["vintage"].unique().sort()])
    dates = [
        published
        for code, vintage in rows.iter_rows()
        if (published := catalogue.sources[code].vintage(vintage).published)
    ]
    many = "s" if rows["vintage"].n_unique() > 1 else ""
    text = f"Source : {producers}, publication{many} {vintages}"
    if dates:
        text += f" (la dernière datée est du {french_date(max(dates))})"
    text += "."
    if any(line.last["status"] == "P" for line in lines):
        text += " Cercle vide : valeur provisoire."
    if vintage_changes(lines[0].rows):
        text += " Pointillé : chiffres révisés depuis ; ne pas comparer de part et d’autre."
    return text


def freshness(catalogue: Catalogue, figure: facts.Figure) -> str:
    """Return the period of the newest figure, and when it was published if that is known."""
    published = catalogue.sources[figure.source].vintage(figure.vintage).published
    text = f"Données au {period(figure.row.period)}"
    return f"{text}, publiées le {french_date(published)}" if published else text


def map_note(comparable: bool) -> str:
    """Return what a reader must know before reading a map of changes."""
    if comparable:
        return ""
    return (
        "Les deux dates viennent de publications différentes (millésimes) : une partie de l’écart peut n’être "
        "qu’une révision."
    )
