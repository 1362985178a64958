"""The definitions of the terms that a page uses, folded at its foot, one click away from where they are read."""

import streamlit as st

from figures.words import used
from loaders.catalogue import read_catalogue
from pages.parts import show


def definitions() -> None:
    """Show, folded, what the terms of this page mean; nothing when it uses none."""
    found = used(read_catalogue(), "\n".join(st.session_state.get(show.SAID, ())))
    if not found:
        return
    names = ", ".join(dict.fromkeys(one.term for one in found))
    with show.folded(f"Définitions : {names}", "words") as opened:
        if opened:
            show.items(f"{one.term} : {one.text} ({one.source})" for one in found)
            show.link("donnees", "Tout le glossaire", table="glossaire")
