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
    listed: bool = True
    """Whether the navigation lists it; the footer links the others."""

    @property
    def path(self) -> Path:
        """Return the page's file."""
        return Path(__file__).resolve().parents[1] / f"{self.slug}.py"


THEMES = "Thèmes"
TRADES = "Métiers et formation"
PAGES = (
    Entry("accueil", "L’essentiel"),
    Entry("chomage", "Chômage"),
    Entry("territoire", "Mon territoire"),
    Entry("comparer", "Comparer"),
    Entry("population", "Population", THEMES),
    Entry("emploi", "Entreprises et emploi", THEMES),
    Entry("marche-du-travail", "Marché du travail", THEMES),
    Entry("formations", "Formations", THEMES),
    Entry("apprentissage", "Apprentissage", TRADES),
    Entry("metiers", "Métiers en tension", TRADES),
    Entry("campus", "Campus et offre de formation", TRADES),
    Entry("pilotage", "Pilotage"),
    Entry("seance", "Séance"),
    Entry("donnees", "Données et méthode"),
    Entry("accessibilite", "Accessibilité", listed=False),
)
"""In the order of the navigation; the first one opens at the root of the site."""


def tab_title(title: str) -> str:
    """Return what the tab of a page is called."""
    return f"{title} – {SITE}"


SLUGS = frozenset(entry.slug for entry in PAGES)
