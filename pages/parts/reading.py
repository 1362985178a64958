"""Which edition of the data a visitor reads: the published one, or a former one that a link asked for."""

import streamlit as st

from loaders import editions
from loaders.errors import DataError

_CODE = "edition-read"


def ask(code: str) -> None:
    """Take the edition that an address asks for, "" for the published one."""
    st.session_state[_CODE] = code


def begin() -> str:
    """Open the edition that the visitor reads; return why the one asked for is not read, or "".

    Raises DataError when the data folder does not say which edition it holds.
    """
    state, current = st.session_state, editions.current()
    refused = ""
    if state.get(_CODE) == current:
        ask("")
    try:
        editions.start(state.get(_CODE, ""))
    except DataError as error:
        refused = str(error)
        ask("")
    return refused


def former() -> str:
    """Return the code of the former edition that is read, "" for the published one."""
    return st.session_state.get(_CODE, "")


def codes() -> dict[str, str]:
    """Return what every address of the site must carry so that the same edition is read."""
    return {"edition": former()} if former() else {}


def leave() -> None:
    """Read the published edition again; to be called in a callback."""
    ask("")
