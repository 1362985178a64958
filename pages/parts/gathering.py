"""The séance that a visitor gathers: kept in the address of every page, so that nothing is stored here."""

import os
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from exports.addresses import played
from exports.seance_link import fits, from_bytes, from_code, to_code
from figures.scenes import offered
from figures.seance import FIRST, Seance, Slide, view_of
from loaders.errors import DataError
from pages.parts import choices, show

CODE = "s"
"""The name of a séance in an address."""
_SEANCE = "seance"
_SLUG = "seance-page"
_SAID = "seance-said"
_RANK = "seance-rank"
_OWN = (CODE, "ecran")
"""What an address says of the séance itself: it is no code of a view."""


def begin(slug: str) -> None:
    """Begin a run of a page: take the séance that the address names, and keep it in the address."""
    state = st.session_state
    state[_SLUG] = slug
    code = choices.asked(CODE)
    if code:
        try:
            state[_SEANCE] = from_code(code)
        except DataError as error:
            choices.notify(str(error))
    if said := state.pop(_SAID, None):
        st.toast(said)
    if held().slides and fits(held()):
        choices.publish({CODE: to_code(held())})
    elif held().slides:
        choices.notify(
            "Votre séance est trop longue pour une adresse : raccourcissez ses notes, ou téléchargez-la "
            "avant de quitter le site, et rouvrez-la par son fichier."
        )


def held() -> Seance:
    """Return the séance gathered so far."""
    return st.session_state.get(_SEANCE, Seance())


def keep(seance: Seance) -> None:
    """Keep a séance in the place of the one held; to be called in a callback."""
    st.session_state[_SEANCE] = seance


def add(figure: str, called: str) -> None:
    """Show the button that adds a figure of this page, as it stands, to the séance.

    `called` names it with its article, so that each button of a page has a name of its own: "la carte".
    """
    st.button(
        show.plain(f"Ajouter {called} à la séance"),
        key=f"gather-{figure}",
        type="tertiary",
        icon=":material/add:",
        on_click=_add,
        args=(figure,),
    )


def _add(figure: str) -> None:
    state = st.session_state
    # The address written at the end of the last run is what the reader saw when the button was pressed.
    codes = {name: code for name, code in choices.written().items() if name not in _OWN}
    try:
        keep(held().added(Slide(view_of(state[_SLUG], figure, codes))))
    except DataError as error:
        state[_SAID] = str(error)
    else:
        state[_SAID] = f"Ajouté : écran {len(held().slides) + FIRST - 1} de votre séance."


def open_file(content: bytes) -> str:
    """Keep the séance of a file; return why it cannot be read, "" when it was."""
    try:
        keep(from_bytes(content))
    except DataError as error:
        return str(error)
    return ""


def offer_room() -> None:
    """Link, at the end of the page's choices, its figures as they stand, in large and without the rest."""
    state = st.session_state
    bar, slug = state.pop(show.BAR, None), state[_SLUG]
    codes = {name: code for name, code in choices.pending().items() if name not in _OWN}
    slides = tuple(Slide(view_of(slug, figure, codes)) for figure in offered(slug))
    if bar is not None and slides:
        bar.link_button(
            "Mode salle",
            # The cover is screen 1: a page is shown at once.
            f"{played(Seance('', slides))}&n={FIRST}",
            type="tertiary",
            icon=":material/slideshow:",
        )


def base() -> str:
    """Return the address of the site: the one declared, else the one that the reader's browser asked."""
    asked = urlsplit(st.context.url or "")
    found = f"{asked.scheme}://{asked.netloc}" if asked.netloc else ""
    return (os.environ.get("OBSERVATOIRE_URL", "") or found).rstrip("/")


def chosen() -> int:
    """Return the rank, from 0, of the slide that is edited."""
    state = st.session_state
    asked = choices.asked("ecran")
    if asked is not None and asked.isdecimal():
        state[_RANK] = int(asked) - FIRST
    return min(max(state.get(_RANK, 0), 0), max(len(held().slides) - 1, 0))


def choose(rank: int) -> None:
    """Choose the slide that is edited; to be called in a callback."""
    st.session_state[_RANK] = rank


Make = Callable[[Seance, str, str], bytes]
"""What makes a file of a séance: from it, the address that plays it, and the edition."""
