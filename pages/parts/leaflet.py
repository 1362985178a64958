"""All that is said of one indicator, and its rows to take away."""

import streamlit as st

from exports.tables import csv_bytes, parquet_bytes
from figures import themes
from figures.notices import levels_text
from figures.tables import indicator_rows
from loaders import observations, printed
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from pages.parts import show


def show_indicator(catalogue: Catalogue, indicator: Indicator) -> None:
    """Show an indicator's definition, warnings and sources, beside its downloads."""
    text, take = st.columns([2, 1], gap="large")
    with text:
        _text(catalogue, indicator)
    # The key tells the print style that nothing here is for paper.
    with take, st.container(key="files"):
        _files(indicator)


def _text(catalogue: Catalogue, indicator: Indicator) -> None:
    show.heading(indicator.title, indicator.question)
    show.paragraph(indicator.definition)
    show.paragraph(f"Niveaux : {levels_text(indicator)}.")
    show.items(indicator.caveats)
    show.paragraph(f"Prochaine publication. {indicator.next_release}")
    show.paragraph("Sources :")
    show.web_items(
        (one.title, one.url, "".join(f", {part}" for part in (one.producer, one.licence) if part))
        for one in (catalogue.sources[code] for code in indicator.sources)
    )
    show.link(
        themes.page_of(indicator),
        "Voir cet indicateur",
        indicateur=indicator.code,
        entree=indicator.entries[0],
    )


def _files(indicator: Indicator) -> None:
    code = indicator.code
    show.heading("Télécharger", "Toutes les lignes, tous les territoires")
    if observations.read(indicator).height:
        show.download(
            "CSV pour tableur", lambda: csv_bytes(indicator_rows(indicator)), f"{code}.csv"
        )
        show.download(
            "Parquet", lambda: parquet_bytes(observations.read(indicator)), f"{code}.parquet"
        )
    if printed.read(indicator).height:
        show.download(
            "Chiffres des documents (CSV)",
            lambda: csv_bytes(themes.printed_file(indicator)),
            f"documents-{code}.csv",
        )
    show.source(
        "CSV : séparateur « ; », virgule décimale, UTF-8. Parquet : codes et statuts SDMX, tels que "
        "publiés."
    )
