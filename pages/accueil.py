"""L’essentiel: how a territory does, in one screen."""

import streamlit as st

from figures import facts
from figures.captions import source_text, trend_note, freshness
from figures.formats import period, years_before
from figures.headlines import NOUNS
from figures.measures import MEASURES
from figures.rows import panel
from figures.tile import tile
from loaders.catalogue import read_catalogue
from pages.parts import choices, show, views

SPAN = 12
"""Years of the curve."""

catalogue = read_catalogue()
indicator = catalogue.headline()
with show.bar():
    place = choices.territory()
    show.source(freshness(catalogue, facts.latest(indicator, views.shown(indicator, place)[0])))
said = views.headline(indicator, place)
show.message(said.title, said.lede, said.verdict)

curve, retain = st.columns([7, 3.6], gap="large")
with curve:
    last = views.last_period(indicator, place)
    lines = views.lines_of(indicator, place, years_before(last, SPAN))
    show.heading(indicator.title, trend_note(indicator, lines))
    views.trend(indicator, lines, None, hero=True)
    show.source(source_text(catalogue, lines))
with retain:
    views.essentials(catalogue, indicator, place, last)
tiles, small = st.columns([7, 3.6], gap="large")
with tiles:
    st.divider()
    for column, other in zip(st.columns(3, gap="medium"), catalogue.tiles(), strict=False):
        found = tile(other, place, catalogue)
        if found:
            with column:
                show.tile(found)
with small:
    st.divider()
    values = panel(indicator, MEASURES["valeur"], "ZE2020")
    show.heading(f"{indicator.short} par {NOUNS['ZE2020'].one}", f"{period(values.periods[-1])}, en {indicator.unit}")
    views.small_map(indicator, values, place)
    show.link("chomage", f"Voir la carte et les {len(values.territories)} zones")
