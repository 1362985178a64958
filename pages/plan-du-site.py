"""Plan du site: every page, and what a visitor finds there."""

import streamlit as st

from pages.parts import show
from pages.parts.plan import PAGES

show.message(
    f"Plan du site : {len(PAGES)} pages",
    "Chaque page s’ouvre sur le territoire que vous avez choisi.",
)
for section in dict.fromkeys(one.section for one in PAGES):
    if section:
        st.header(section, anchor=False)
    # Read as a list, and counted (see landmarks.js).
    with st.container(gap="small", key=f"list-{section}"):
        for entry in PAGES:
            if entry.section == section:
                # On a phone the sentence goes below its link, and stays nearer to it than to the next one.
                with st.container(
                    horizontal=True,
                    vertical_alignment="center",
                    gap="xxsmall",
                    key=f"listitem-{entry.slug}",
                ):
                    show.link(entry.slug)
                    show.source(entry.about)
