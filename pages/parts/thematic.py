"""A thematic page: one indicator read whole, then all the figures of the theme."""

from dataclasses import dataclass

import polars as pl
import streamlit as st

from exports.tables import csv_bytes
from figures import bars, breakdowns, brief, readings, themes
from figures.captions import published_by, source_text, trend_note
from figures.formats import period
from figures.legend import legend_data, legend_spec
from figures.lines import trend_data
from figures.map_chart import map_data, map_spec
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import panel
from figures.scene_theme_tables import OVERVIEW
from figures.tables import indicator_rows
from figures.trend import trend_spec
from loaders import observations, printed
from loaders.catalogue import Catalogue, read_catalogue
from loaders.indicators import Indicator
from loaders.territories import CHOSEN, Territory
from pages.parts import choices, gathering, show

HEIGHT = 330
MOST_ROWS = 300
"""Rows of a table shown at once; a period is chosen beyond."""


@dataclass(frozen=True)
class _Subject:
    catalogue: Catalogue
    indicator: Indicator
    place: Territory


def page(slug: str) -> None:
    """Show a thematic page: the choices, the indicator chosen, then all those of its themes."""
    catalogue = read_catalogue()
    names = themes.PAGES[slug]
    with show.bar():
        place = choices.territory()
        entries = themes.entrances(catalogue, names)
        entry = choices.segments("entree", "Entrée", entries)
        known = {one.code: one for one in themes.of_themes(catalogue, names, entry)}
        code = choices.picker(
            "indicateur",
            "Indicateur",
            known,
            lambda one: known[one].title,
            width=520,
            default=catalogue.of_page(slug).code,
        )
        standing = _standing(known[code], place)
    subject = _Subject(catalogue, known[code], standing)
    show.message(brief.title(known[code], standing), known[code].question)
    where = brief.elsewhere(known[code], place)
    if where:
        show.source(where)
    figure, told = st.columns([7, 3.6], gap="large")
    with figure:
        drawn = _figure(subject)
    with told:
        _told(subject)
    _rows(subject)
    if drawn:
        _printed(subject)
    for name in names:
        title = f"{themes.THEMES[name]} : tous les chiffres par {entries[entry].lower()}"
        chosen = [one for one in known.values() if one.theme == name]
        if chosen:
            st.header(title, anchor=False)
            show.table(themes.overview(chosen, place), alt=title)
            gathering.add(f"{OVERVIEW}{name}", f"le tableau « {themes.THEMES[name]} »")


def _standing(indicator: Indicator, place: Territory) -> Territory:
    """Return the territory to read: another one is chosen where the list of territories has none."""
    found = [one.place for one in breakdowns.compared(indicator, place)[:1]]
    if not found and breakdowns.by_territory(indicator).is_empty():
        found = [one for one in breakdowns.places(indicator) if one.hdf][:1]
    elif not found or found[0].level in CHOSEN:
        return place
    if not found:
        return place
    mine = found[0]
    options = {one.key: one for one in breakdowns.places(indicator) if one.level == mine.level}
    if len(options) < 2:
        return place
    key = choices.picker(
        "lieu", "Lieu", options, lambda one: options[one].title, width=420, default=mine.key
    )
    return options[key]


def _figure(subject: _Subject) -> bool:
    """Show an indicator under the reading chosen among those that its rows allow.

    Returns False when there is none: what the documents print is then shown instead.
    """
    indicator, place = subject.indicator, subject.place
    offered = readings.readings(indicator, place)
    if not offered:
        _printed_lines(subject)
        return False
    reading = choices.segments("vue", "Vue", offered)
    show.heading(indicator.title, readings.note(indicator, place, reading), part="subject-figure")
    rows = readings.drawn(indicator, place, reading)
    if reading == readings.TIME:
        lines = breakdowns.lines(indicator, place)
        show.chart(
            trend_spec(show.mode(), HEIGHT, indicator.unit, hero=False, live=False),
            trend_data(indicator, lines, HEIGHT),
            alt=f"Courbes : {trend_note(indicator, lines)}. Le tableau des lignes les donne toutes.",
        )
        show.source(source_text(subject.catalogue, lines))
        gathering.add("vue", f"« {indicator.short} »")
        return True
    if reading == readings.MAP:
        _map(indicator, place)
    else:
        mine = next((one.place.key for one in breakdowns.compared(indicator, place)), "")
        _bars(indicator, bars.kept(rows, mine), readings.beside(indicator, place, reading), mine)
    show.source(published_by(subject.catalogue, rows))
    gathering.add("vue", f"« {indicator.short} »")
    return True


def _bars(
    indicator: Indicator, rows: pl.DataFrame, marks: dict[str, pl.DataFrame], mine: str = ""
) -> None:
    data = bars.bars_data(indicator, rows, marks, mine)
    show.chart(
        bars.bars_spec(show.mode(), data["rows"].height),
        data,
        alt=f"Barres : {indicator.title}, {data['rows'].height} valeurs. Le tableau des lignes les donne toutes.",
    )


def _map(indicator: Indicator, place: Territory) -> None:
    values = panel(indicator, MEASURES["valeur"], "ZE2020")
    step = len(values.periods) - 1
    show.chart(
        map_spec("ZE2020", "", values, show.mode(), 430, step=step, selected=place.key),
        map_data(values, last=True),
        alt=f"Carte : {indicator.title} par zone d’emploi, {values.labels[-1]}.",
    )
    show.chart(
        legend_spec(values, show.mode(), live=False, step=step),
        legend_data(values, *NOUNS["ZE2020"].counted),
        alt=f"Légende de la carte : {', '.join(values.classes.labels)}.",
    )


def _told(subject: _Subject) -> None:
    """Show what to remember, the definition, the warnings, the targets and the sources."""
    catalogue, indicator = subject.catalogue, subject.indicator
    items = brief.essentials(indicator, subject.place)
    if items:
        show.sentences(items)
    targets = brief.targets(indicator)
    if targets:
        show.heading("Objectif annoncé" if len(targets) == 1 else "Objectifs annoncés")
    show.items(
        " ".join(part for part in (brief.target_text(catalogue, indicator, one), one.note) if part)
        for one in targets
    )
    show.heading("Ce que cela mesure")
    show.paragraph(indicator.definition)
    show.items(indicator.caveats)


def _rows(subject: _Subject) -> None:
    indicator = subject.indicator
    places = {one.key: one for one in breakdowns.places(indicator)}
    if not places:
        return
    count = observations.read(indicator).height
    with show.folded(f"Toutes les lignes ({count})", "theme-rows") as opened:
        if not opened:
            return
        found = breakdowns.compared(indicator, subject.place)
        default = found[0].place.key if found else next(iter(places))
        codes = [default, *(key for key in places if key != default)]
        key = choices.picker(
            "lignes", "Territoire des lignes", codes, lambda one: places[one].title
        )
        rows = themes.rows_of(indicator, places[key])
        if rows.height > MOST_ROWS:
            mine = observations.read(indicator).filter(
                level=places[key].level, territory=places[key].code
            )
            codes = mine["period"].unique().sort(descending=True).to_list()
            rows = themes.rows_of(
                indicator, places[key], choices.picker("date", "Période des lignes", codes, period)
            )
        show.table(rows, alt=f"{indicator.title}, {places[key].title}")
        if readings.readings(indicator, subject.place):
            gathering.add("vue-tableau", "les chiffres de la figure")
        show.download(
            "Télécharger toutes les lignes (CSV)",
            lambda: csv_bytes(indicator_rows(indicator)),
            f"{indicator.code}.csv",
        )


def _printed(subject: _Subject) -> None:
    """Show, folded, what the documents print of the indicator."""
    count = printed.read(subject.indicator).height
    if not count:
        return
    with show.folded(f"Ce que les documents impriment ({count})", "theme-printed") as opened:
        if opened:
            title = subject.indicator.title
            rows = themes.printed_rows(subject.catalogue, subject.indicator)
            show.table(rows, alt=f"{title} : chiffres des documents, avec leur ligne")
            gathering.add("documents", "les chiffres des documents")
            _take_printed(subject)


def _printed_lines(subject: _Subject) -> None:
    """Show what the documents print, one sentence a figure: a single figure makes no chart."""
    lines = themes.printed_lines(subject.catalogue, subject.indicator)
    if not lines:
        show.paragraph("Pas encore de donnée : seul l’objectif est connu.")
        return
    show.heading("Ce que les documents impriment")
    show.items(lines)
    gathering.add("documents", "les chiffres des documents")
    _take_printed(subject)


def _take_printed(subject: _Subject) -> None:
    show.download(
        "Télécharger ces chiffres (CSV)",
        lambda: csv_bytes(themes.printed_file(subject.indicator)),
        f"documents-{subject.indicator.code}.csv",
    )
