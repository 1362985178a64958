"""The declaration of accessibility in the form that the law gives it, from the criteria and the settings."""

import os

import streamlit as st

from exports.tables import csv_bytes
from figures import conformity
from figures.formats import french_date
from loaders.conformity import Criterion, Evaluation
from pages.parts import gathering, show
from pages.parts.plan import SITE

_MODEL = (
    "Article 47 de la loi n° 2005-102 du 11 février 2005, décret n° 2019-768 du 24 juillet 2019, arrêté du "
    "20 septembre 2019 portant référentiel général d’amélioration de l’accessibilité."
)


def _organisation() -> str:
    return os.environ.get("OBSERVATOIRE_ORGANISME", "").strip()


def commitment() -> None:
    """Say who commits to what, and for which site."""
    who, where = _organisation(), gathering.base()
    show.paragraph(
        f"{who or 'L’organisme qui met ce site à votre disposition'} s’engage à rendre ses sites internet, "
        "intranet et extranet accessibles, conformément à l’article 47 de la loi n° 2005-102 du 11 février 2005."
    )
    show.paragraph(
        f"Cette déclaration s’applique au site « {SITE} »{f', {where}' if where else ''}."
    )
    if not who:
        show.source(
            "Le nom de l’organisme n’est pas renseigné sur cette installation : la déclaration n’a de valeur "
            "légale qu’une fois qu’il l’est."
        )


def state(criteria: tuple[Criterion, ...], evaluation: Evaluation) -> None:
    """Say the state of conformity and the results of the tests."""
    found = conformity.conformity(criteria)
    st.header("État de conformité", anchor=False)
    why = (
        "en raison des non-conformités énumérées plus bas"
        if found.unmet
        else "tous les critères qui s’appliquent étant respectés"
    )
    show.paragraph(
        f"Ce site est {found.state} avec le référentiel général d’amélioration de l’accessibilité (RGAA), "
        f"version 4.1, {why}."
    )
    st.header("Résultats des tests", anchor=False)
    show.paragraph(conformity.results(found))
    show.paragraph(
        f"Il s’agit d’une auto-évaluation, faite le {french_date(evaluation.established)} par ceux qui ont "
        f"réalisé le site, et non d’un audit par un tiers. {evaluation.untested}"
    )


def not_accessible(criteria: tuple[Criterion, ...]) -> None:
    """List what is not accessible, then the exemptions, which are none."""
    st.header("Contenus non accessibles", anchor=False)
    st.subheader("Non-conformités", anchor=False)
    for theme, items in conformity.unmet(criteria).items():
        show.paragraph(f"{theme} :")
        show.items(items)
    st.subheader("Dérogations pour charge disproportionnée", anchor=False)
    show.paragraph("Aucune dérogation n’est invoquée.")
    st.subheader("Contenus non soumis à l’obligation d’accessibilité", anchor=False)
    show.paragraph(
        "Aucun contenu du site n’en relève. Les publications vers lesquelles mènent les liens des sources "
        "sont sur les sites de leurs producteurs."
    )


def established(evaluation: Evaluation) -> None:
    """Say when, with what and on which pages the declaration was established."""
    st.header("Établissement de cette déclaration d’accessibilité", anchor=False)
    show.paragraph(f"Cette déclaration a été établie le {french_date(evaluation.established)}.")
    for title, items in (
        ("Technologies utilisées pour la réalisation du site", evaluation.technologies),
        ("Environnement de test", evaluation.environments),
        ("Outils pour évaluer l’accessibilité", evaluation.tools),
        ("Pages du site vérifiées", evaluation.pages),
    ):
        st.subheader(title, anchor=False)
        show.items(items)


def contact_and_remedies() -> None:
    """Say whom to write to, then how to appeal."""
    contact = os.environ.get("OBSERVATOIRE_CONTACT", "").strip()
    st.header("Retour d’information et contact", anchor=False)
    show.paragraph(
        "Si vous n’arrivez pas à accéder à un contenu ou à un service, vous pouvez contacter le responsable du "
        "site pour être orienté vers une alternative accessible ou obtenir le contenu sous une autre forme. "
        "Décrivez la page et la difficulté rencontrée."
    )
    show.paragraph(
        f"Contact : {contact}"
        if contact
        else "L’adresse de contact n’est pas renseignée sur cette installation : adressez-vous à l’organisme "
        "qui met ce site à votre disposition."
    )
    st.header("Voies de recours", anchor=False)
    show.paragraph(
        "Si vous avez signalé au responsable du site un défaut d’accessibilité qui vous empêche d’accéder à un "
        "contenu ou à un service, et que vous n’avez pas obtenu de réponse satisfaisante, vous pouvez :"
    )
    show.web_items(
        (
            (
                "Écrire un message au Défenseur des droits",
                "https://formulaire.defenseurdesdroits.fr/",
                "",
            ),
            (
                "Contacter le délégué du Défenseur des droits dans votre région",
                "https://www.defenseurdesdroits.fr/saisir/delegues",
                "",
            ),
            ("Téléphoner au 09 69 39 00 00", "", ", du lundi au vendredi, de 8 h à 20 h"),
            (
                "Envoyer un courrier par la poste, gratuitement et sans timbre",
                "",
                " : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07",
            ),
        )
    )
    show.source(_MODEL)


def table(criteria: tuple[Criterion, ...]) -> None:
    """Show, folded, the criteria one by one, and their file."""
    title = f"Les {len(criteria)} critères, un par un"
    with show.folded(title, "criteria") as opened:
        if opened:
            rows = conformity.criteria_table(criteria)
            show.table(rows, alt="Critères du RGAA 4.1, leur état sur ce site et sa preuve")
            show.download("Télécharger les critères (CSV)", lambda: csv_bytes(rows), "rgaa.csv")
