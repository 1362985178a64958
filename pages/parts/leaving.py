"""What leaves the room with a territory: its fiche, its workbook, its rows."""

from collections.abc import Callable

import streamlit as st

from exports.fiches import Make, file_name, makers
from exports.tables import csv_bytes, parquet_bytes
from figures.profile import read_profile
from figures.profile_rows import profile_rows
from loaders import editions
from loaders.catalogue import read_catalogue
from loaders.territories import Territory
from pages.parts import gathering, show

_LABELS = {
    ".pdf": "Fiche PDF",
    ".xlsx": "Classeur XLSX : toutes les valeurs, un onglet par thème",
    ".csv": "Lignes de cette page (CSV)",
    ".parquet": "Lignes de cette page (Parquet)",
}


def files(place: Territory, among: tuple[Territory, ...]) -> None:
    """Show the buttons that make the files of a territory's profile, on the edition that is read."""
    edition = editions.opened()
    made: dict[str, Make] = makers(gathering.base(), edition, workbooks=True) | {
        ".csv": lambda catalogue, profile: csv_bytes(profile_rows(catalogue, profile)),
        ".parquet": lambda catalogue, profile: parquet_bytes(profile_rows(catalogue, profile)),
    }

    def making(make: Make) -> Callable[[], bytes]:
        def content() -> bytes:
            # A file is made in another thread than the page's, which has opened no edition.
            with editions.reading(edition):
                catalogue = read_catalogue()
                return make(catalogue, read_profile(catalogue, place, among))

        return content

    show.download(_LABELS[".pdf"], making(made.pop(".pdf")), file_name(place, ".pdf"))
    with st.popover("Données"):
        for suffix, make in made.items():
            show.download(_LABELS[suffix], making(make), file_name(place, suffix))
