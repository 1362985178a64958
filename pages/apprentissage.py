"""Apprentissage: how many, against which objectives, at which level, and what after."""

from datetime import date

import streamlit as st

from figures import aim_words, themes
from figures.levels import evolutions
from figures.limits import limits
from figures.measures import REGION
from figures.objectives import objectives
from loaders.apprenticeship import of_role
from loaders.catalogue import read_catalogue
from loaders.territories import find
from pages.parts import apprenticeship, choices, gathering, show

catalogue, today = read_catalogue(), date.today()
with show.bar():
    place = choices.territory()
    show.source("Chiffres de la région ; le territoire choisi ressort parmi les établissements.")
aimed = of_role("objective")
judged = {one: objectives(catalogue, one, today) for one in aimed}
every = [objective for found in judged.values() for objective in found]
show.message(aim_words.message(every), aim_words.lede(every))
for one, found in judged.items():
    if any(objective.drawn for objective in found):
        apprenticeship.against(catalogue, one, found)
apprenticeship.all_objectives(catalogue, every)

left, right = st.columns(2, gap="large")
with left:
    for one in of_role("level"):
        apprenticeship.level(catalogue, one, place)
    show.items(evolutions(catalogue, aimed))
with right:
    for one in of_role("outcome"):
        apprenticeship.outcome(catalogue, one, place)
for one in of_role("establishment"):
    apprenticeship.by_establishment(catalogue, one, place)

st.header("Ce qui ne se compare pas", anchor=False)
show.items(limits(catalogue, (*aimed, *of_role("outcome"))))
beside = of_role("context")
if beside:
    title = "Ce que l’on sait aussi de l’apprentissage"
    st.header(title, anchor=False)
    show.table(themes.overview(beside, find(*REGION)), alt=title)
    gathering.add("contexte", "ce que l’on sait aussi")
