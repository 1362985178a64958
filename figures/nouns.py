"""How the levels are called: in a sentence, in a legend, in a list."""

from dataclasses import dataclass

from loaders.territories import Territory


@dataclass(frozen=True)
class Noun:
    """How a level is called: "zone d’emploi", "zones d’emploi", feminine or not."""

    one: str
    many: str
    short: str
    """In a sentence that already named the level."""
    counted: tuple[str, str]
    """After a number in a legend, for one and for many."""
    feminine: bool = False

    @property
    def several(self) -> str:
        """Return the plural where the level was named before: "zones"."""
        return "zones" if self.short == "zone" else self.many


def _noun(one: str, many: str, feminine: bool = False) -> Noun:
    return Noun(one, many, one, (one, many), feminine)


NOUNS = {
    "FRANCE": _noun("France", "France", True),
    "REG": _noun("région", "régions", True),
    "DEP": Noun("département", "départements", "département", ("dép.", "dép.")),
    "ZE2020": Noun("zone d’emploi", "zones d’emploi", "zone", ("zone", "zones"), True),
    "ZER2020": _noun("partie régionale de zone d’emploi", "parties régionales des zones d’emploi", True),
    "SPEL": _noun("SPEL", "SPEL"),
    "ARR": _noun("arrondissement", "arrondissements"),
    "EPCI": _noun("EPCI", "EPCI"),
    "BE": _noun("bassin d’emploi de France Travail", "bassins d’emploi de France Travail"),
    "COM": _noun("commune", "communes", True),
    "GROUPE": _noun("groupe de communes", "groupes de communes"),
    "AUTRE": _noun("autre périmètre des documents", "autres périmètres des documents"),
}  # fmt: skip
_PROPER = ("SPEL", "EPCI", "FRANCE", "AUTRE", "COM", "GROUPE")
"""Levels whose titles begin with a name, which keeps its capital inside a sentence."""


def inside(place: Territory) -> str:
    """Return a territory's title inside a sentence: "zone d’emploi de Maubeuge", "SPEL de Lille"."""
    return place.title if place.level in _PROPER else place.title[0].lower() + place.title[1:]
