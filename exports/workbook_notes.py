"""What the first sheet of a workbook says: what it is of, how to read it, what it may be used for."""

from exports.imprint import AUTHOR, edition_text
from figures import coverage
from figures.formats import french_date, number
from figures.nouns import NOUNS
from figures.profile import Profile, reason
from figures.profile_rows import compared_with
from figures.tables import state
from figures.tile import STATUSES
from loaders.catalogue import Catalogue

Lines = list[tuple[str, ...]]
"""A line of one text is a heading; the others are a word and its meaning."""


def notes(catalogue: Catalogue, profile: Profile, edition: str) -> Lines:
    """Return the lines of the first sheet, the title first."""
    place = profile.place
    people = f"{number(place.population)} habitants" if place.population else "population inconnue"
    return [
        (place.title,),
        ("Publié par", AUTHOR),
        ("Édition", edition_text(edition)),
        ("Territoire", f"{NOUNS[place.level].one}, code {place.code}, {people}"),
        *(
            ("Ce que couvrent les chiffres", one.text)
            for one in coverage.sentences(catalogue.headline(), place)
        ),
        *_reading(profile),
        *keys(),
        ("Sources et licences",),
        *_sources(catalogue, profile),
        ("Indicateurs sans chiffre d’ensemble pour ce territoire",),
        *((one.title, reason(one, place)) for one in profile.without),
    ]


def keys() -> Lines:
    """Return what the codes of statuses and of levels mean."""
    return [
        ("Statuts",),
        *((code, state(code)) for code in ("A", *STATUSES)),
        ("Niveaux",),
        *((code, noun.one) for code, noun in NOUNS.items()),
    ]


def _reading(profile: Profile) -> Lines:
    among = compared_with(profile)
    ranked = any(line.rank for line in profile.wider)
    alone = " Un indicateur connu pour la seule région la situe parmi les régions de France."
    return [
        ("Comment lire",),
        (
            "Synthèse",
            "Une ligne par indicateur : le dernier chiffre du territoire ou, à défaut, celui du territoire le "
            "plus proche qui en a un (colonnes Niveau, Code, Territoire lu). « Chiffre propre » dit lequel des "
            "deux. Les indicateurs connus pour la seule région viennent à la fin.",
        ),
        (
            "Évolutions",
            "En points pour un taux, en % pour un nombre. Une évolution qui traverse une rupture de série ou "
            "deux publications n’est pas calculée : la cellule est vide et « Évolutions comparables » dit non.",
        ),
        (
            "Rangs",
            f"{among[0].upper()}{among[1:]}. Un nombre dépend de la taille : on compare alors les "
            f"évolutions sur un an (colonne « Rang sur »).{alone if ranked else ''}",
        ),
        (
            "Écarts",
            "Différence avec le territoire plus vaste, à la même période. Si « Écarts comparables » dit non, les "
            "deux chiffres viennent de publications différentes : une partie de l’écart peut être une révision.",
        ),
        (
            "Cellules vides",
            "Une valeur secrète ou non disponible est une cellule vide, jamais un zéro : le statut dit pourquoi.",
        ),
        (
            "Feuilles par thème",
            "Toutes les observations des indicateurs du thème, pour le territoire, ceux qui sont lus pour lui, "
            "la région et la France, de la plus récente à la plus ancienne.",
        ),
        (
            "Ne pas additionner",
            "Un taux ne se moyenne pas d’un territoire à l’autre, et deux millésimes d’un même chiffre ne se "
            "comparent pas sans le dire.",
        ),
    ]


def _sources(catalogue: Catalogue, profile: Profile) -> Lines:
    pairs = dict.fromkeys(
        (line.figure.source, line.figure.vintage) for line in (*profile.lines, *profile.wider)
    )
    found: Lines = []
    for code, vintage in pairs:
        source = catalogue.sources[code]
        published = source.vintage(vintage).published
        told = [
            source.title,
            f"millésime {vintage}",
            f"publié le {french_date(published)}" if published else "",
            source.licence or "licence non précisée par le producteur",
            source.url,
        ]
        found.append((source.producer, " ; ".join(text for text in told if text)))
    return found
