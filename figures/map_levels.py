"""What a map of the région colours, and what it outlines over it: the choice `carte` of an address."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MapLevel:
    """A level that is coloured, and one that is outlined over it."""

    label: str
    level: str
    outline: str = ""

    @property
    def clicked(self) -> str:
        """Return the level that a click chooses."""
        return self.outline or self.level


MAP_LEVELS = {
    "ZE2020": MapLevel("Zones d’emploi", "ZE2020"),
    "DEP": MapLevel("Départements", "DEP"),
    "SPEL": MapLevel("SPEL", "ZE2020", "SPEL"),
}
