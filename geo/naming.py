"""How territories are called: French typography, short labels, and INSEE's TNCC."""

import re
from dataclasses import dataclass

from geo.grammar import tncc

_EPCI = re.compile(
    r"^(?:CC|CA|CU|Métropole)\s+(?:Interrégionale\s+)?"
    r"(?:de la\s+|de l’|des\s+|du\s+|de\s+|d’)?(?=[A-ZÀ-Ý0-9])"
)


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
