"""What stands above and below every page: the site's name, the notices, the footer."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.conformity import conformity, mention
from figures.formats import french_date
from figures.news import NOTE, label
from loaders.catalogue import read_catalogue
from loaders.conformity import criteria
from pages.parts import choices, faults, reading, show, words
from pages.parts.plan import tab_title
from pages.parts.show import plain

_LOGOS = Path(__file__).parent


def open_page(title: str) -> DeltaGenerator:
    """Name the tab and the site; return the place where notices will stand."""
    st.set_page_config(page_title=tab_title(title), layout="wide", menu_items={"About": None})
    st.session_state[show.PAGE] = title
    st.session_state[show.SAID] = []
    st.logo(str(_LOGOS / f"logo-{show.mode()}.png"), size="small")
    return st.container()


def close_page(top: DeltaGenerator) -> None:
    """Show the notices of the run at the top, and the footer."""
    for notice in choices.notices():
        top.info(plain(notice))
    if former := reading.former():
        with top.container(horizontal=True, vertical_alignment="center"):
            show.source(f"Vous lisez l’édition du {label(former)}, et non la plus récente.")
            show.source(NOTE)
            st.button("Lire l’édition actuelle", on_click=reading.leave, type="tertiary")
    with (
        faults.boundary()
    ):  # What the law asks of every page stands whatever becomes of the glossary.
        words.definitions()
    sources = read_catalogue().sources.values()
    named = (name for source in sources for name in source.producer.split(", "))
    producers = list(dict.fromkeys(name for name in named if not name.startswith("d’après")))
    dates = [one.published for source in sources for one in source.vintages if one.published]
    newest = f" Dernière publication reprise : {french_date(max(dates))}." if dates else ""
    with st.container(key="footer", gap="xxsmall"):
        st.divider()
        st.caption(plain(f"Sources : {', '.join(producers)}. Contours : IGN, Insee.{newest}"))
        with st.container(horizontal=True):
            show.link("donnees")
            # The law wants the state of conformity on every page, and the declaration one click away.
            show.link("accessibilite", mention(conformity(criteria())))
            show.link("plan-du-site")
