"""Chômage: where, since when, and who, for one period that moves."""

import streamlit as st

from figures.captions import source_text, trend_note, trend_title
from figures.headlines import NOUNS, map_title
from figures.measures import MEASURES, unit
from figures.rows import panel
from loaders.catalogue import read_catalogue
from pages.parts import choices, show, views

catalogue = read_catalogue()
indicator = catalogue.of_page("chomage")
with show.bar():
    place = choices.territory()
    measure = MEASURES[
        choices.segments("mesure", "Mesure", {code: one.label for code, one in MEASURES.items()})
    ]
    view = views.VIEWS[
        choices.segments("carte", "Carte", {code: one.label for code, one in views.VIEWS.items()})
    ]
noun = NOUNS[view.level]
values = panel(indicator, measure, view.level)
at = choices.period(values.periods, f"par {noun.one}")

show.message(map_title(indicator, measure, values, view.level, at))
left, middle, right = st.columns([4.6, 4.2, 3.2], gap="large")
with left:
    show.heading(
        f"{indicator.short} par {noun.one}",
        f"{measure.label}, en {unit(indicator, measure)}",
    )
    views.live_map(indicator, measure, values, view, place, at)
with middle:
    lines = views.lines_of(indicator, place, values.periods[0])
    show.heading(trend_title(indicator, place), trend_note(indicator, lines))
    views.trend(indicator, lines, values)
    views.essentials(catalogue, indicator, place, at)
with right:
    show.heading(f"Les {len(values.territories)} {noun.many}", "De la valeur la plus élevée à la plus basse")
    views.ranking(indicator, measure, values, view)
    if any(one.interregional for one in values.territories):
        show.source("* zone qui s’étend aussi hors de la région, comptée en entier")
show.source(source_text(catalogue, lines))
views.take_away(catalogue, indicator, measure, values, at)
