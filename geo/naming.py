"""How territories are called: French typography, short labels, and INSEE's TNCC."""

import re
import unicodedata
from dataclasses import dataclass

_ARTICLES = {"Le ": 2, "La ": 3, "Les ": 4, "L’": 5}
_EPCI = re.compile(
    r"^(?:CC|CA|CU|Métropole)\s+(?:Interrégionale\s+)?"
    r"(?:de la\s+|de l’|des\s+|du\s+|de\s+|d’)?(?=[A-ZÀ-Ý0-9])"
)
# The names whose aspirated h takes no elision: two zones d’emploi (INSEE, code officiel
# géographique), then three communes of the region, as their people say. Every other h is mute.
_ASPIRATED = ("Haguenau", "Honfleur", "Ham", "Harnes", "Hem")


@dataclass(frozen=True)
class Label:
    """A name, the shorter one for a tight map, and the TNCC of the name."""

    name: str
    short: str
    tncc: int


def typographic(text: str) -> str:
    """Return a label with the curly apostrophe and the ligature of French print."""
    text = re.sub(r"\s+", " ", text).strip().replace("'", "’")
    return text.replace("Coeur", "Cœur").replace("Soeur", "Sœur")


def tncc(name: str) -> int:
    """Return INSEE's type de nom en clair: 0 de, 1 d’, 2 du, 3 de la, 4 des, 5 de l’."""
    for article, code in _ARTICLES.items():
        if name.startswith(article):
            return code
    first = unicodedata.normalize("NFD", name)[0].upper()
    mute = first == "H" and name.split()[0] not in _ASPIRATED
    return 1 if first in "AEIOUYŒ" or mute else 0


def label(level: str, official: str, given: dict[str, str] | None) -> Label:
    """Return the label of a territory: the given one where a person wrote it, else by rule."""
    given = given or {}
    name = given.get("name") or typographic(official)
    short = given.get("short") or name
    if level == "EPCI":
        short = given.get("short") or _EPCI.sub("", name)
        # « la communauté », « la métropole »: the noun is feminine whatever the place.
        return Label(name, short, 3)
    return Label(name, short, int(given.get("tncc") or tncc(name)))
