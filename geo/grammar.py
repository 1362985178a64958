"""The article and the preposition before a place name, from INSEE's TNCC, in French print."""

import unicodedata

# TNCC: 0 no article, consonant; 1 no article, vowel or mute h; 2 le; 3 la; 4 les; 5 l’;
# 6 aux, 7 las, 8 los occur only in names of communes, which carry their article.
_OF = {0: "de ", 1: "d’", 2: "du ", 3: "de la ", 4: "des ", 5: "de l’"}
_THE = {0: "", 1: "", 2: "le ", 3: "la ", 4: "les ", 5: "l’"}
# A town keeps its article in its name (« Le Havre »), and only these two contract.
_TOWNS = {"Le ": ("du ", "au "), "Les ": ("des ", "aux ")}
_TOWN_ARTICLES = ("Le ", "La ", "Les ", "L’")
# Régions and départements without article take « en », save a town and two islands.
_NOT_EN = ("Paris", "La Réunion", "Mayotte")
_ARTICLES = {"Le ": 2, "La ": 3, "Les ": 4, "L’": 5}
# The names whose aspirated h takes no elision: two zones d’emploi (INSEE, code officiel
# géographique), then three communes of the region, as their people say. Every other h is mute.
_ASPIRATED = ("Haguenau", "Honfleur", "Ham", "Harnes", "Hem")


def tncc(name: str) -> int:
    """Return INSEE's type de nom en clair: 0 de, 1 d’, 2 du, 3 de la, 4 des, 5 de l’."""
    for article, code in _ARTICLES.items():
        if name.startswith(article):
            return code
    first = unicodedata.normalize("NFD", name)[0].upper()
    mute = first == "H" and name.split()[0] not in _ASPIRATED
    return 1 if first in "AEIOUYŒ" or mute else 0


def _town(name: str) -> tuple[str, str, str] | None:
    """Return « de », « à » and the rest of a name that carries its article, else None."""
    for article, (of_article, at_article) in _TOWNS.items():
        if name.startswith(article):
            return of_article, at_article, name.removeprefix(article)
    return ("de ", "à ", name) if name.startswith(_TOWN_ARTICLES) else None


def of(name: str, tncc: int) -> str:
    """Return "de Maubeuge", "d’Abbeville", "du Nord", "de l’Aisne", "du Havre"."""
    town = _town(name)
    return town[0] + town[2] if town else _OF.get(tncc, "de ") + name


def the(name: str, tncc: int) -> str:
    """Return "Maubeuge", "le Nord", "l’Aisne", "les Hauts-de-France", "Le Havre"."""
    return name if _town(name) else _THE.get(tncc, "") + name


def at(name: str, tncc: int, *, country: bool) -> str:
    """Return "à Maubeuge", "dans le Nord", "dans l’Aisne", "au Havre".

    A `country` (France, a région, a département) without article takes "en": "en Normandie".
    """
    town = _town(name)
    if town:
        return town[1] + town[2]
    if country and (name.split()[0] == "France" or (tncc in (0, 1) and name not in _NOT_EN)):
        return f"en {name}"
    return f"dans {the(name, tncc)}" if _THE.get(tncc) else f"à {name}"
