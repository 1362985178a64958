"""Chômage: where, since when, and who, for a period that moves."""

import streamlit as st

from figures import portrait
from figures.captions import measure_note, source_text, trend_note, trend_title
from figures.formats import count_in_words
from figures.headlines import map_title
from figures.map_levels import MAP_LEVELS
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import panel
from loaders.catalogue import read_catalogue
from pages.parts import choices, show, views

catalogue = read_catalogue()
indicator = catalogue.of_page("chomage")
with show.bar():
    place = choices.territory()
    names = {code: one.name(indicator) for code, one in MEASURES.items()}
    measure = MEASURES[choices.segments("mesure", "Mesure", names)]
    levels = {code: one.label for code, one in MAP_LEVELS.items()}
    view = MAP_LEVELS[choices.segments("carte", "Carte", levels)]
noun = NOUNS[view.level]
values = panel(indicator, measure, view.level)
at = choices.period(values.periods, f"par {noun.one}")
told = portrait.told_at(indicator, place, at)
lines = portrait.lines_of(indicator, place, values.periods[0], values.periods[-1])

show.message(
    map_title(indicator, measure, values, view.level, at), portrait.why_zones(indicator, place)
)
with show.panels():
    with st.container(width=430):
        show.heading(
            f"{indicator.short} par {noun.one}",
            measure_note(indicator, measure, values, at),
            part="subject-map",
        )
        views.live_map(indicator, measure, values, view, place, at)
    with st.container(width=400):
        show.heading(trend_title(indicator, place, told), trend_note(indicator, lines))
        views.trend(indicator, lines, values)
        views.essentials(catalogue, indicator, place, told)
    with st.container(width=344):
        show.heading(
            f"Les {count_in_words(len(values.territories))} {noun.many}",
            "De la valeur la plus haute à la plus basse",
            part="subject-ranking",
        )
        views.ranking(indicator, measure, values, view)
with show.line():
    show.source(source_text(catalogue, lines))
    show.definition(indicator)
if any(one.interregional for one in values.territories):
    show.source(
        "* Zone qui s’étend au-delà de la région : son taux vaut pour la zone entière. Hachures : "
        "partie hors de la région."
    )
if (values.at(at)["status"] == "P").any():
    show.source("p : valeur provisoire.")
views.take_away(indicator, measure, values, at)
views.curves_table(indicator, lines)
