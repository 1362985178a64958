"""Pilotage: what the contract engages, by whom and when, and what can be measured of it today."""

from datetime import date

import streamlit as st

from figures import engagements, steering
from figures.follow_up import readings
from loaders import references
from loaders.catalogue import read_catalogue
from pages.parts import choices, pilotage, show, typed

catalogue = read_catalogue()
tree = engagements.tree(references.engagements())
every = readings(catalogue, date.today())
show.message(steering.title(every), steering.lede(every))
pilotage.counts(catalogue, tree, every)
with show.bar():
    words = typed.words(
        "cherche", "Rechercher un engagement", "Rechercher : CAPEB, NEETS, E1.2…", 300
    )
    part = choices.filtering("partie", "Partie", "Tout le contrat", pilotage.part_names(tree))
    state = choices.filtering("etat", "Suivi", "Tous les suivis", pilotage.STATES)
kept = pilotage.kept(catalogue, tree, every, words, part, state)
narrowed = bool(words or part or state)
selected = typed.chosen_item(
    "engagement", tree.nodes, "L’engagement demandé ({}) n’est pas connu : voici la liste."
)
# On a phone columns stand one above the other: the sheet asked for comes first.
first = bool(selected) and show.phone()
columns = st.columns([7, 5] if first else [5, 7], gap="medium")
told, listed = columns if first else reversed(columns)
with listed:
    pilotage.listing(tree, every, kept, narrowed, selected)
    pilotage.recording(every)
with told:
    if selected:
        pilotage.sheet(catalogue, tree, every, selected)
    else:
        pilotage.measured(every, kept)
pilotage.axis(tree, kept, selected, narrowed)
