"""L’essentiel: how a territory does, in one screen."""

import streamlit as st

from figures import portrait
from figures.captions import freshness, source_text, trend_note
from figures.formats import period, years_before
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import panel
from figures.tile import tiles
from loaders.catalogue import read_catalogue
from pages.parts import choices, gathering, show, views

SPAN = 12
"""Years of the curve."""

catalogue = read_catalogue()
indicator = catalogue.headline()
with show.bar():
    place = choices.territory()
    newest = portrait.latest(indicator, place)
    if newest:
        show.source(freshness(catalogue, newest))
message = portrait.headline(indicator, place)
show.message(message.title, message.lede, message.verdict)
if newest:
    last = newest.row.period
    lines = portrait.lines_of(indicator, place, years_before(last, SPAN), last)
    curve, retain = st.columns([7, 3.6], gap="large")
    with curve:
        show.heading(indicator.title, trend_note(indicator, lines), part="subject-trend")
        views.trend(indicator, lines)
        with show.line():
            show.source(source_text(catalogue, lines))
            show.definition(indicator)
    with retain:
        views.essentials(catalogue, indicator, place, last)
        views.curves_table(indicator, lines)
figures, small = st.columns([7, 3.6], gap="large")
with figures:
    found = tiles(catalogue, place)
    columns = st.columns(max(len(found), 1), gap="medium")
    for rank, (column, one) in enumerate(zip(columns, found, strict=False), 1):
        with column:
            show.tile(one)
            gathering.add(f"tuile-{rank}", f"« {one.label} »")
with small:
    values = panel(indicator, MEASURES["valeur"], "ZE2020")
    show.heading(
        f"{indicator.short} par {NOUNS['ZE2020'].one}",
        f"{period(values.periods[-1])}, en {indicator.unit}",
        part="own-map",
    )
    views.small_map(indicator, values, place)
    show.link("chomage", f"Voir la carte des {len(values.territories)} zones")
