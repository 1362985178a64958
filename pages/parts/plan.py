"""The site's name and the pages that exist: their address, title and place."""

from dataclasses import dataclass
from pathlib import Path

SITE = "Observatoire emploi-formation Hauts-de-France"
"""The site's name, in the tab of the browser and in the data package's title."""


@dataclass(frozen=True)
class Entry:
    """One page: `slug` is the last part of its address and the name of its file."""

    slug: str
    title: str
    section: str = ""
    """The menu of the navigation that holds it; none for a page on the bar itself."""
    about: str = ""
    """What a visitor finds there, for the map of the site."""
    listed: bool = True
    """Whether the navigation lists it; the footer links the others."""

    @property
    def path(self) -> Path:
        """Return the page's file."""
        return Path(__file__).resolve().parents[1] / f"{self.slug}.py"


THEMES = "Thèmes"
TRADES = "Métiers et formation"
PAGES = (
    Entry("accueil", "L’essentiel", about="Ce qu’il faut retenir du territoire, en une page."),
    Entry(
        "chomage", "Chômage", about="Le taux de chômage dans le temps, sur la carte et par rang."
    ),
    Entry(
        "territoire",
        "Mon territoire",
        about="Tous les indicateurs d’un territoire, ses voisins, et sa fiche à emporter.",
    ),
    Entry("comparer", "Comparer", about="Deux à quatre territoires côte à côte, et deux cartes."),
    Entry("population", "Population", THEMES, "Habitants, âges, revenus, logement."),
    Entry("emploi", "Entreprises et emploi", THEMES, "Emplois, établissements, secteurs."),
    Entry(
        "marche-du-travail", "Marché du travail", THEMES, "Chômage, demandeurs d’emploi, métiers."
    ),
    Entry(
        "formations", "Formations", THEMES, "École, apprentissage, formation des adultes, budgets."
    ),
    Entry("apprentissage", "Apprentissage", TRADES, "Les apprentis face aux objectifs annoncés."),
    Entry("metiers", "Métiers en tension", TRADES, "Où l’on recrute difficilement, et pourquoi."),
    Entry(
        "campus",
        "Campus et offre de formation",
        TRADES,
        "Campus des métiers, pôles, clusters et CFA sur une carte.",
    ),
    Entry("pilotage", "Pilotage", about="Les engagements du contrat et ce qui en est mesuré."),
    Entry(
        "seance", "Séance", about="Les figures réunies pour une réunion, à présenter et à emporter."
    ),
    Entry(
        "donnees",
        "Données et méthode",
        about="Chaque indicateur, ses sources, ses lignes ; le glossaire.",
    ),
    Entry(
        "accessibilite",
        "Accessibilité",
        about="La déclaration d’accessibilité, et comment signaler une difficulté.",
        listed=False,
    ),
    Entry("plan-du-site", "Plan du site", about="Cette page.", listed=False),
)
"""In the order of the navigation; the first one opens at the root of the site."""


def tab_title(title: str) -> str:
    """Return what the tab of a page is called."""
    return f"{title} – {SITE}"


SLUGS = frozenset(entry.slug for entry in PAGES)
