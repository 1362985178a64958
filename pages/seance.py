"""Séance: the views that a presenter gathered, put in order, worded, played and left behind."""

import streamlit as st

from figures.scenes import screens
from figures.seance import LONGEST
from pages.parts import choices, gathering, seance, show

held = gathering.held()
with show.bar():
    place = choices.territory()
    if held.slides:
        with st.popover("Partir d’une séance prête"):
            seance.ready(place)
    seance.open_kept()
show.message(*seance.told(held))
if held.slides:
    with show.line():
        seance.play(held)
        seance.files(held)
        seance.add_section()
        seance.clear()
    shown = screens(held)
    rank = gathering.chosen()
    choices.publish({"ecran": str(shown[rank].number)})
    listed, edited = st.columns([4, 7], gap="large")
    with listed:
        seance.title_field(held, LONGEST["title"])
        seance.listing(shown, rank)
    with edited:
        seance.editor(held, shown[rank], rank)
else:
    seance.explain(place)
