"""Données et méthode: every indicator, its definition, its sources, its age, its rows."""

from dataclasses import replace
from datetime import date

import streamlit as st

from figures import themes
from figures.notices import (
    quality_table,
    signs_table,
    sources_table,
)
from figures.reference_tables import TABLES, reference_table
from loaders import quality
from loaders.catalogue import read_catalogue
from pages.parts import choices, gathering, leaflet, show, typed

catalogue = read_catalogue()
known = catalogue.indicators
documents = len(catalogue.documents())
show.bar()
show.message(
    f"{len(known)} indicateurs, {len(catalogue.sources)} sources",
    f"Publications officielles et {documents} documents des signataires : chaque chiffre garde sa source.",
)
typed.unfold_asked("table", "tables")
with show.folded("Glossaire, engagements, campus… : les tables de référence", "tables") as opened:
    if opened:
        table = choices.picker("table", "Table", TABLES, lambda one: TABLES[one][0])
        show.table(reference_table(catalogue, table), alt=TABLES[table][0])
        gathering.add("reference", f"la table « {TABLES[table][0]} »")
with show.line():
    theme = choices.segments("theme", "Thème", themes.THEMES)
chosen = {code: one for code, one in known.items() if one.theme == theme}
report = quality.report(replace(catalogue, indicators=chosen), date.today())
show.table(
    quality_table(report, catalogue), alt=f"Qualité des données : {themes.THEMES[theme].lower()}"
)
gathering.add("qualite", "le tableau de la qualité")

st.header("Un indicateur en détail", anchor=False)
code = choices.picker("indicateur", "Indicateur", known, lambda one: known[one].title)
leaflet.show_indicator(catalogue, known[code])

st.header("Sources", anchor=False)
show.table(sources_table(catalogue), alt="Sources, producteurs et dates de publication")
gathering.add("sources", "le tableau des sources")

st.header("Lire les chiffres", anchor=False)
show.table(signs_table(), alt="Signes employés")
gathering.add("signes", "le tableau des signes")
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
