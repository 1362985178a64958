"""Plan du site: every page, and what a visitor finds there."""

from itertools import groupby

import streamlit as st

from pages.parts import show
from pages.parts.plan import PAGES

show.message(
    f"Plan du site : {len(PAGES)} pages",
    "Chaque page s’ouvre sur le territoire que vous avez choisi.",
)
groups = groupby(
    sorted(PAGES, key=lambda one: (bool(one.section), one.section)), lambda one: one.section
)
for section, entries in groups:
    if section:
        st.header(section, anchor=False)
    for entry in entries:
        with st.container(gap=None):
            show.link(entry.slug)
            show.source(entry.about)
