"""The titles, notes and source lines that stand around a figure."""

from collections.abc import Sequence
from functools import lru_cache

import polars as pl

from figures import facts
from figures.formats import at_period, french_date, listing, period
from figures.lines import Line, vintage_changes
from figures.measures import Measure, unit
from figures.rows import Panel
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory


@observations.per_version
def trend_title(indicator: Indicator, place: Territory, at: str) -> str:
    """Return the message of a territory's curve: its change over a year, when it can be told."""
    now = facts.figure(indicator, place.level, place.code, at)
    if now is None:
        return "Les zones d’emploi où vivent ses habitants"
    year = facts.change(now)
    if year is None or not year.comparable:
        return f"{indicator.short} {place.a}"
    if year.trend == "flat":
        return f"{place.name} : stable sur un an"
    return f"{place.name} : {year.text} en un an"


@observations.per_version
def trend_message(indicator: Indicator, place: Territory, at: str) -> str:
    """Return the message of a territory's curve as it is said alone, where no page names the indicator."""
    now = facts.figure(indicator, place.level, place.code, at)
    if now is None:
        return f"{indicator.short} des zones d’emploi où vivent les habitants {place.de}"
    name = f"{indicator.short} {place.a}"
    year = facts.change(now)
    if year is None or not year.comparable:
        return f"{name} : {now.text} {at_period(at)}"
    moved = "stable sur un an" if year.trend == "flat" else f"{year.text} en un an"
    return f"{name} : {now.text} {at_period(at)}, {moved}"


def trend_note(indicator: Indicator, lines: Sequence[Line]) -> str:
    """Return the measure, the unit and the span of a curve."""
    first, last = lines[0].rows["period"][0], lines[0].last["period"]
    return f"{indicator.short}, en {indicator.unit}, {period(first)} – {period(last)}"


@lru_cache(maxsize=256)
def source_text(catalogue: Catalogue, lines: tuple[Line, ...]) -> str:
    """Return who published the curves and when, and what their signs mean."""
    text = published_by(catalogue, pl.concat([line.rows for line in lines], how="vertical"))
    if any(line.last["status"] == "P" for line in lines):
        text += " Cercle vide : provisoire."
    if vintage_changes(lines[0].rows):
        text += " Pointillé : changement de publication."
    return text


def published_by(catalogue: Catalogue, rows: pl.DataFrame) -> str:
    """Return who published rows (source, vintage) and when, documents by their names."""
    pairs = sorted(rows.select("source", "vintage").unique().rows())
    sources = [catalogue.sources[code] for code, _ in pairs]
    documents = list(dict.fromkeys(one.name for one in sources if one.document))
    official = [pair for pair in pairs if not catalogue.sources[pair[0]].document]
    parts = [listing(documents)] if documents else []
    if official:
        parts.insert(0, _official(catalogue, official))
    return f"{' ; '.join(parts)}."


def _official(catalogue: Catalogue, pairs: Sequence[tuple[str, str]]) -> str:
    producers = listing(list(dict.fromkeys(catalogue.sources[code].producer for code, _ in pairs)))
    vintages = sorted({vintage for _, vintage in pairs})
    dates = [
        (found, one)
        for code, one in pairs
        if (found := catalogue.sources[code].vintage(one).published)
    ]
    span = period(vintages[0])
    if len(vintages) > 1:
        span = f"{span} à {period(vintages[-1])}"
    text = f"{producers}, {'publications' if len(vintages) > 1 else 'publication'} {span}"
    if dates:
        day, vintage = max(dates)
        text += f" ({period(vintage)} : {french_date(day)})"
    return text


def publication(catalogue: Catalogue, figure: facts.Figure) -> str:
    """Return who published a figure, or the document that prints it, and when if that is known."""
    source = catalogue.sources[figure.source]
    name = source.name if source.document else source.producer
    published = source.vintage(figure.vintage).published
    if published:
        return f"{name}, {french_date(published)}"
    # Where no file gives the day, the millésime tells which publication it was.
    return name if source.document else f"{name}, millésime {period(figure.vintage)}"


def freshness(catalogue: Catalogue, figure: facts.Figure) -> str:
    """Return the period of the newest figure, and when it was published if that is known."""
    published = catalogue.sources[figure.source].vintage(figure.vintage).published
    text = f"Données au {period(figure.row.period)}"
    return f"{text}, publiées le {french_date(published)}" if published else text


@observations.per_version
def measure_note(indicator: Indicator, measure: Measure, panel: Panel, at: str) -> str:
    """Return what a map shows, its unit, and what must be known before reading it."""
    note = f"{measure.name(indicator)}, en {unit(indicator, measure)}"
    if panel.at(at)["comparable"].all():
        return note
    # A gap computed across two millésimes may be nothing but a revision: it is shown, and said.
    return f"{note}. Publications différentes : une partie de l’écart peut venir d’une révision"
