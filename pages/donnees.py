"""Données et méthode: every indicator, its definition, its sources, its age, its rows."""

from datetime import date

import streamlit as st

from exports.tables import csv_bytes, parquet_bytes
from figures.formats import period
from figures.notices import catalogue_table, levels_text, signs_table, sources_table
from figures.tables import indicator_rows
from loaders import observations
from loaders.catalogue import read_catalogue
from pages.parts import choices, show

catalogue = read_catalogue()
known = catalogue.indicators
show.message(
    f"{len(known)} indicateurs, {len(catalogue.sources)} sources publiques",
    "Chaque chiffre vient d’une publication officielle ; les totaux régionaux qui sont des sommes le disent.",
)
show.table(catalogue_table(catalogue, date.today()), alt="Catalogue des indicateurs")

st.header("Un indicateur en détail", anchor=False)
code = choices.picker("indicateur", "Indicateur", known, lambda one: known[one].title)
indicator = known[code]
text, take = st.columns([2, 1], gap="large")
with text:
    show.heading(indicator.title, indicator.question)
    show.paragraph(indicator.definition)
    show.paragraph(f"Niveaux : {levels_text(indicator)}.")
    for caveat in indicator.caveats:
        show.item(caveat)
    show.paragraph(f"Prochaine publication. {indicator.next_release}")
    show.paragraph("Sources :")
    for source in (catalogue.sources[one] for one in indicator.sources):
        show.web(source.title, source.url, f", {source.producer}, {source.licence}")
with take:
    codes = observations.periods(indicator)
    show.heading("Télécharger", f"{period(codes[0])} – {period(codes[-1])}, toutes les lignes")
    show.download("CSV pour tableur", lambda: csv_bytes(indicator_rows(indicator)), f"{code}.csv")
    show.download("Parquet", lambda: parquet_bytes(observations.read(indicator)), f"{code}.parquet")
    show.source(
        "CSV : séparateur « ; », virgule décimale, UTF-8. Parquet : codes et statuts SDMX, tels que "
        "publiés."
    )

st.header("Sources", anchor=False)
show.table(sources_table(catalogue), alt="Sources, producteurs et dates de publication")

st.header("Lire les chiffres", anchor=False)
show.table(signs_table(), alt="Signes employés")
show.paragraph(
    "Un SPEL (service public de l’emploi local) est ici un arrondissement : la région en compte 26, un "
    "par arrondissement. Depuis 2025, les comités locaux pour l’emploi leur succèdent, à dix communes "
    "près. Aucun taux de chômage n’est publié pour un SPEL : le site montre ceux des zones d’emploi où "
    "vivent ses habitants, avec leur part, et ne calcule pas de moyenne."
)
show.paragraph(
    "Beauvais et la Vallée de la Bresle-Vimeu s’étendent aussi en Normandie : leur taux vaut pour la "
    "zone entière. La carte hachure la partie qui est hors de la région."
)
