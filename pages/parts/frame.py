"""What stands above and below every page: the site's name, the notices, the footer."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from figures.formats import french_date
from figures.theme import THEMES
from loaders.catalogue import read_catalogue
from pages.parts import choices, show
from pages.parts.show import plain

_LOGO = Path(__file__).parent / "logo.svg"
SITE = "Observatoire emploi-formation Hauts-de-France"


def open_page(title: str) -> DeltaGenerator:
    """Name the tab and the site; return the place where notices will stand."""
    st.set_page_config(page_title=f"{title} – {SITE}", layout="wide", menu_items={"About": None})
    theme = THEMES[show.mode()]
    drawing = _LOGO.read_text(encoding="utf-8")
    st.logo(drawing.replace("INK", theme.ink).replace("MUTED", theme.muted), size="large")
    return st.container()


def close_page(top: DeltaGenerator) -> None:
    """Show the notices of the run at the top, and the footer."""
    for notice in choices.notices():
        top.info(plain(notice))
    sources = read_catalogue().sources.values()
    producers = list(dict.fromkeys(source.producer for source in sources))
    dates = [one.published for source in sources for one in source.vintages if one.published]
    with st.container(key="footer", gap="xxsmall"):
        st.divider()
        st.caption(
            plain(
                f"Sources : {', '.join(producers)}. Contours : IGN, Insee. Dernière publication reprise : "
                f"{french_date(max(dates))}."
            )
        )
        with st.container(horizontal=True):
            for slug in ("donnees", "accessibilite"):
                show.link(slug)
