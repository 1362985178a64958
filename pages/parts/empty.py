"""What a page says when the choices leave nothing to show: what is missing, and a button that undoes them."""

from collections.abc import Mapping, Sequence

import streamlit as st

from figures.scene_codes import ALL
from pages.parts import choices, show, typed


def nothing(
    said: str,
    filters: Sequence[str] = (),
    words: Sequence[str] = (),
    switches: Mapping[str, Sequence[str]] | None = None,
    label: str = "Ôter les filtres",
) -> None:
    """Say that nothing answers, and offer to undo what narrows: lists that filter, fields, switches.

    `filters`, `words` and `switches` are the names in the address; a switch goes back to the codes given.
    """

    def undo() -> None:
        for name in filters:
            choices.take(name, ALL, choices.FILTER)
        for name in words:
            typed.clear(name)
        for name, codes in (switches or {}).items():
            typed.switch(name, codes)

    show.paragraph(said)
    st.button(label, key=f"undo-{'-'.join((*filters, *words, *(switches or {})))}", on_click=undo)
