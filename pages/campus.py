"""Campus et offre de formation: which campus, pôle, cluster or CFA is where, and for which sector."""

from datetime import date

import streamlit as st

from figures import site_page
from figures.site_view import SiteView
from figures.sites import Choice, chosen
from loaders.catalogue import read_catalogue
from loaders.sites import LABELS, read_sites, sectors
from pages.parts import campus, choices, empty, gathering, show, typed

catalogue, every = read_catalogue(), read_sites()
with show.bar():
    place = site_page.place_of(choices.territory())
    sector = choices.filtering("secteur", "Secteur", "Tous les secteurs", sectors())
    around = typed.commune("autour", "Autour d’une commune")
    distance = site_page.NEAR
    if around:
        distance = choices.picker(
            "km",
            "Distance",
            campus.DISTANCES,
            lambda one: campus.DISTANCES[one],
            110,
            default=site_page.NEAR,
        )
    with st.popover("Plus de filtres"):
        label = choices.filtering("label", "Label", "Tous les labels", LABELS)
        filiere = typed.words("filiere", "Filière de formation", "Filière : soudage…", 171)
        zoning = choices.picker(
            "zonage", "Zonage", campus.ZONINGS, lambda one: campus.ZONINGS[one], width=171
        )
head = st.container()
options = site_page.layers(every) | {site_page.RATES: campus.UNDER}
layers = typed.several("couches", "Couches", options, ("campus",))
choice = Choice(
    sector=sector, filiere=filiere, label=LABELS.get(label, ""), place=place, around=around,
    km=float(distance),
)  # fmt: skip
shown = site_page.of_layers(every, layers)
kept = site_page.ordered(chosen(shown, choice), around)
selected = typed.chosen_site({one.key for one in kept})
view = SiteView(every, kept, selected, layers, choice)
under = campus.choose_under(catalogue, layers)
title = site_page.title(every, choice, layers, under.short if under else "")
with head:
    show.message(title, site_page.lede(kept, choice, shown))
drawn, told = st.columns([7, 5], gap="medium")
with drawn:
    campus.draw(view, zoning, under)
with told:
    if kept:
        show.source(f"Dans la liste : {site_page.counted(kept)}.")
        campus.listing(view, 330 if selected else 560)
    else:
        empty.nothing(
            "Aucun site ne répond à ces choix : allumez une couche, élargissez la distance ou ôtez un filtre.",
            ("secteur", "label"),
            ("filiere", "autour"),
            {"couches": tuple(site_page.layers(every))},
            "Voir tous les sites",
        )
    for one in kept:
        if one.key == selected:
            campus.sheet(one)
campus.unplaced(kept)
campus.answers(view)
with show.line():
    gathering.add("carte", "la carte")
    gathering.add("liste", "la liste")
    campus.take_away(view, title, date.today(), under)
