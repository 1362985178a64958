"""The error boundary: whatever fails in a page becomes a French sentence with an incident number."""

import logging
import secrets
from collections.abc import Generator
from contextlib import contextmanager
from datetime import datetime

import streamlit as st
from streamlit.runtime.scriptrunner_utils.exceptions import RerunException, StopException

from loaders.errors import DataError
from pages.parts.show import plain

log = logging.getLogger(__name__)


class Outcome:
    """How a block ended."""

    failed = False


@contextmanager
def boundary() -> Generator[Outcome]:
    """Show any failure of the block as words; the details go to the server's log.

    BaseException, because a panic of polars is not an Exception and would leave the reader before a
    page that never ends.
    """
    outcome = Outcome()
    try:
        yield outcome
    except (RerunException, StopException, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as fault:
        outcome.failed = True
        number = f"{datetime.now():%Y%m%d-%H%M%S}-{secrets.token_hex(2).upper()}"
        log.exception("Incident %s", number)
        st.title("Cette page n’a pas pu être affichée", anchor=False)
        if isinstance(fault, DataError):
            st.markdown(plain(str(fault)))
        st.markdown(
            "Les autres pages restent disponibles. Rechargez celle-ci ; si l’incident se répète, "
            f"signalez-le avec son numéro : **{number}**."
        )
