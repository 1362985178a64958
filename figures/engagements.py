"""The tree of the engagements: its parts, what a search keeps, who does what in each."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from figures.formats import THIN
from loaders.reference_rows import Engagement, FollowUp
from loaders.territories import alphabetical

_KINDS = {
    "principe": "Principes", "schema": "Schéma sanitaire et social", "axe": "Protocole France Travail",
}  # fmt: skip
"""The parts that gather all the roots of a kind; an ambition is a part of its own."""
_ROLES = {
    "pilote": "Pilote", "copilote": "Copilote", "financeur": "Financeur",
    "appui opérationnel": "Appui opérationnel",
}  # fmt: skip
"""The roles that the texts write in brackets after a name."""
MARKS = (
    "Repères : AS, ambition stratégique ; E, engagement ; S, priorité sectorielle ; P, principe ; SRFSS, schéma "
    "régional des formations sanitaires et sociales ; FT, protocole France Travail."
)
"""What the letters of an engagement's number mean."""
_ITEM = re.compile(r",\s+(?![^(]*\))")
_ROLE = re.compile(r"\s*\(([^()]+)\)$")
_TYPED = str.maketrans({"’": "'", "ʼ": "'", "‑": "-", "‐": "-", "–": "-"})
"""What a keyboard types for the apostrophes and hyphens that the texts print."""


@dataclass(frozen=True)
class Part:
    """A part of the tree, as readers know it: an ambition, the principles, the protocol."""

    code: str
    name: str
    title: str
    """What the part is about, when it has a title of its own."""
    roots: tuple[str, ...]


@dataclass(frozen=True)
class Tree:
    """The engagements by code, in the order of the screen, and where each stands."""

    nodes: Mapping[str, Engagement]

    def root(self, code: str) -> Engagement:
        """Return the node at the top of the branch of `code`."""
        return self.path(code)[0]

    def path(self, code: str) -> tuple[Engagement, ...]:
        """Return the nodes from the root to `code`, which is the last one."""
        one = self.nodes[code]
        return (*self.path(one.parent), one) if one.parent else (one,)

    def branch(self, root: str) -> tuple[Engagement, ...]:
        """Return a root and all that stands under it."""
        return tuple(one for one in self.nodes.values() if self.root(one.code).code == root)

    @property
    def roots(self) -> tuple[Engagement, ...]:
        """Return the nodes without parent."""
        return tuple(one for one in self.nodes.values() if not one.parent)


def tree(engagements: Iterable[Engagement]) -> Tree:
    """Return the tree of engagements that come parents first."""
    return Tree({one.code: one for one in engagements})


def parts(found: Tree) -> dict[str, Part]:
    """Return the parts by code, in the order of the tree."""
    made: dict[str, Part] = {}
    for root in found.roots:
        code = root.kind if root.kind in _KINDS else root.code
        roots = (*made[code].roots, root.code) if code in made else (root.code,)
        own = "" if root.kind in _KINDS else root.title
        made[code] = Part(code, _KINDS.get(root.kind, root.number), own, roots)
    return made


def part_of(found: Tree, code: str) -> Part:
    """Return the part that holds a node."""
    root = found.root(code).code
    return next(one for one in parts(found).values() if root in one.roots)


def name(one: Engagement) -> str:
    """Return how a node is called: "Engagement n° 1.1", or its code when the text numbers nothing."""
    return one.number or one.code


def heading(one: Engagement) -> str:
    """Return the number and the title of a node."""
    return f"{name(one)}{THIN}: {one.title}"


def found_by(
    typed: str,
    engagements: Sequence[Engagement],
    follow_ups: Iterable[FollowUp],
    names: Mapping[str, str],
) -> tuple[Engagement, ...]:
    """Return the engagements whose texts hold all the words typed, whatever their accents, case and apostrophes.

    Read are the code, the number, the title, the partners, the public, the territory, the sectors and
    the "indicateurs de suivi" with the `names` of the indicators that measure them. The one whose code
    is typed comes first.
    """
    words = _key(typed).split()
    texts = {one.code: [*_own(one)] for one in engagements}
    for row in follow_ups:
        if row.engagement in texts:
            texts[row.engagement] += [row.label, names.get(row.indicator, "")]
    read = {code: _key(" ".join(lines)) for code, lines in texts.items()}
    kept = [one for one in engagements if all(word in read[one.code] for word in words)]
    return tuple(sorted(kept, key=lambda one: _key(one.code) != _key(typed.strip())))


def _key(text: str) -> str:
    return alphabetical(text.translate(_TYPED))


def _own(one: Engagement) -> tuple[str, ...]:
    return (
        one.code, one.number, one.title, one.pilots, one.partners, one.public, one.territory,
        one.sectors,
    )  # fmt: skip


def roles(one: Engagement) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return who takes part, by role: pilots, then partners, then those of another printed role.

    A role in brackets after a name ("DREETS (pilote)", "AFT (financeur)") is that of this name; in the
    plural ("DREETS, ARS (copilotes)") it is that of all those before it.
    """
    held: dict[str, list[str]] = {}
    for default, text in (("Pilote", one.pilots), ("Partenaire", one.partners)):
        for group in text.split(f" {';'} "):
            for role, who in _named(default, group):
                held.setdefault(role, []).append(who)
    order = ("Pilote", "Copilote", "Partenaire")
    ranked = sorted(held, key=lambda role: order.index(role) if role in order else len(order))
    return tuple((_plural(role, held[role]), tuple(held[role])) for role in ranked)


def _named(default: str, group: str) -> list[tuple[str, str]]:
    items = [item.strip() for item in _ITEM.split(group) if item.strip()]
    made: list[tuple[str, str]] = []
    for item in items:
        found = _ROLE.search(item)
        word = found[1] if found else ""
        if found and word in _ROLES:
            made.append((_ROLES[word], item[: found.start()]))
        elif found and word.removesuffix("s") in _ROLES:
            role = _ROLES[word.removesuffix("s")]
            made = [(role, who) for _, who in made] + [(role, item[: found.start()])]
        else:
            made.append((default, item))
    return made


def _plural(role: str, who: Sequence[str]) -> str:
    return f"{role}s" if len(who) > 1 and " " not in role else role
