"""Accessibilité: the honest state of the site, and how to report a problem."""

import os

import streamlit as st

from pages.parts import show

contact = os.environ.get("OBSERVATOIRE_CONTACT", "")

show.message(
    "Accessibilité : audit à venir",
    "Le site n’a pas encore été audité selon le référentiel général d’amélioration de l’accessibilité "
    "(RGAA 4.1) ; il ne peut donc pas se dire conforme.",
)
st.header("Ce qui est fait", anchor=False)
for text in (
    "Chaque graphique et chaque carte a un texte de remplacement ; cartes, courbes et classements ont un tableau "
    "de leurs lignes.",
    "La couleur n’est jamais seule : triangles pleins ou vides, mots, valeurs imprimées.",
    "Les contrastes, en clair et en sombre, respectent les seuils du niveau AA.",
    "Le défilement du temps se commande au clavier (flèches) et ne démarre jamais de lui-même.",
    "Les pages sont vérifiées par un outil automatique (axe) à chaque modification.",
):
    show.item(text)
st.header("Ce qui manque", anchor=False)
for text in (
    "Les zones de la carte ne se parcourent pas encore au clavier : le territoire se choisit dans la liste.",
    "L’impression des pages n’est pas encore mise en forme.",
    "Aucune personne utilisant une aide technique n’a encore essayé le site.",
):
    show.item(text)
st.header("Signaler un problème", anchor=False)
show.paragraph(
    f"Écrivez à {contact} : décrivez la page et la difficulté rencontrée."
    if contact
    else "Adressez-vous à l’organisme qui met ce site à votre disposition, en décrivant la page et la "
    "difficulté rencontrée."
)
show.paragraph(
    "Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits : par son formulaire en ligne, "
    "par ses délégués dans chaque département, ou par courrier gratuit à « Défenseur des droits, Libre "
    "réponse 71120, 75342 Paris CEDEX 07 »."
)
