"""The codes of a view read as the pages read them: what is not known gives way to the page's own first choice.

No scene reads a code otherwise: none is left unsaid when it is not known. What a reader types is
free (`typed`): there is no list that it could be missing from.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from figures.formats import period as period_label
from figures.seance import View
from loaders import groups
from loaders.errors import DataError
from loaders.territories import CHOSEN, HOME, Territory, read_territories

GROUP = "GROUPE"
"""The level of a group of communes that the reader made."""
DEFAULT = ("REG", HOME)
ALL, NONE = "tous", "aucune"
"""What a list that filters and a group of switches say when nothing is chosen."""


@dataclass
class Codes:
    """Reads a view's codes one by one, and keeps a sentence for each that is not known."""

    view: View
    notices: list[str] = field(default_factory=list)

    def territory(self) -> Territory:
        """Return the territory of the view; the région when it is not known."""
        known, level = read_territories(), self.view.code("niveau", DEFAULT[0])
        if level == GROUP:
            asked = [one for one in self.view.code("communes").split(".") if one]
            try:
                return groups.group(asked, self.view.code("nom"))
            except DataError as error:
                self.notices.append(str(error))
                return known[DEFAULT]
        key = (level, self.view.code("territoire", DEFAULT[1]))
        if key not in known or not known[key].hdf or level not in CHOSEN:
            self.notices.append(f"Le territoire {' '.join(key)} n’est pas connu : voici la région.")
            return known[DEFAULT]
        return known[key]

    def among(self, name: str, options: Iterable[str], default: str = "") -> str:
        """Return the value of a code among its options; the default, else the first, when it is not one."""
        codes = list(options)
        first = default if default in codes else codes[0]
        code = self.view.code(name, first)
        if code in codes:
            return code
        self.notices.append(f"« {code} » n’est pas connu pour « {name} » : voici « {first} ».")
        return first

    def filtering(self, name: str, options: Iterable[str]) -> str:
        """Return the value of a code that filters, among its options; "" when nothing is filtered."""
        code = self.among(name, [ALL, *options])
        return "" if code == ALL else code

    def optional(self, name: str, options: Collection[str]) -> str:
        """Return the value of a code that may be left out, among its options; "" when it is not one."""
        code = self.view.code(name)
        if not code or code in options:
            return code
        self.notices.append(f"« {code} » n’est pas connu pour « {name} » : rien n’est choisi.")
        return ""

    def several(
        self, name: str, options: Collection[str], default: Collection[str], between: str = "."
    ) -> tuple[str, ...]:
        """Return the values of a code that holds several, in its order; the default when none is known."""
        code = self.view.code(name)
        if not code:
            return tuple(default)
        asked = [one for one in code.split(between) if one]
        kept = tuple(one for one in asked if one in options)
        lost = [one for one in asked if one not in options and one != NONE]
        instead = not kept and NONE not in asked
        end = " : voici ce que la page montre d’abord." if instead else "."
        self.notices += [f"« {one} » n’est pas connu pour « {name} »{end}" for one in lost]
        return tuple(default) if instead else kept

    def typed(self, name: str) -> str:
        """Return what a reader typed, or a code that its own reader refuses: any text is taken."""
        return self.view.code(name)

    def rank(self, start: str, count: int) -> int:
        """Return, from 0, the rank that the name of the figure holds between `start` and "-".

        Raises DataError when it is none of the `count` there are.
        """
        text = self.view.figure.removeprefix(start).partition("-")[0]
        if not text.isdecimal() or not 0 < int(text) <= count:
            raise DataError("Cette figure n’existe pas dans cette vue.")
        return int(text) - 1

    def period(self, available: tuple[str, ...]) -> str:
        """Return the period of the view; the last one when it has none, or one that is not there."""
        code = self.view.code("periode", available[-1])
        if code in available:
            return code
        self.notices.append(
            f"{period_label(code)} n’est pas disponible : voici {period_label(available[-1])}."
        )
        return available[-1]
