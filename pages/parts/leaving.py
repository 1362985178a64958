"""What leaves the room with a territory: its fiche, its workbook, its rows."""

import os
from collections.abc import Callable
from urllib.parse import urlsplit

import streamlit as st

from figures.profile import read_profile
from loaders import editions
from loaders.catalogue import read_catalogue
from loaders.territories import Territory
from pages.parts import show


def files(place: Territory, among: tuple[Territory, ...]) -> None:
    """Show the buttons that make the files of a territory's profile, on the edition that is read."""
    edition, base = editions.opened(), _base()
    name = f"{place.level}-{place.code[:40]}-{edition}".lower()

    def making(make: Callable[..., bytes]) -> Callable[[], bytes]:
        def made() -> bytes:
            # A file is made outside the run of the page: in another thread, on no edition yet.
            with editions.reading(edition):
                catalogue = read_catalogue()
                return make(catalogue, read_profile(catalogue, place, among))

        return made

    def fiche(catalogue, profile) -> bytes:  # type: ignore[no-untyped-def]
        from exports.addresses import view_address
        from exports.fiche import fiche_pdf

        return fiche_pdf(catalogue, profile, view_address(base, place, edition), edition)

    with show.line():
        show.download("Fiche PDF", making(fiche), f"fiche-{name}.pdf")


def _base() -> str:
    """Return the address of the site: the one declared, else the one that the reader's browser asked."""
    declared = os.environ.get("OBSERVATOIRE_URL", "")
    if declared:
        return declared
    asked = urlsplit(st.context.url or "")
    return f"{asked.scheme}://{asked.netloc}" if asked.netloc else ""
