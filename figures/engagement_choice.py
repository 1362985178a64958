"""Which engagements the page of the contract keeps, and which of them stand on its time axis."""

from collections.abc import Sequence
from typing import Literal

from figures import calendar, engagements
from figures.calendar import Span
from figures.engagements import Tree
from figures.follow_up import Reading
from loaders import references
from loaders.catalogue import Catalogue
from loaders.reference_rows import Engagement

STATES = {
    "mesure": "Mesurés aujourd’hui", "cible": "Cible, sans chiffre", "vide": "Pas encore de donnée",
}  # fmt: skip
"""The states of a follow-up, by code of the address."""
_SAYS = {"cible": "cible seule", "vide": "pas encore de donnée"}
Axis = Literal["engagements", "dates"]


def kept(
    catalogue: Catalogue, tree: Tree, every: Sequence[Reading], words: str, part: str, state: str
) -> tuple[Engagement, ...]:
    """Return the engagements that the words typed, the part and the state of the follow-up keep."""
    names = {code: one.title for code, one in catalogue.indicators.items()}
    found = tuple(tree.nodes.values())
    if words:
        found = engagements.found_by(words, found, references.follow_ups(), names)
    if part:
        found = tuple(one for one in found if engagements.part_of(tree, one.code).code == part)
    if state:
        asked = {one.row.engagement for one in every if _is(one, state)}
        found = tuple(one for one in found if one.code in asked)
    return found


def _is(one: Reading, state: str) -> bool:
    return one.measured if state == "mesure" else one.status == _SAYS[state]


def on_axis(
    tree: Tree, found: Sequence[Engagement], selected: str, narrowed: bool
) -> list[Engagement]:
    """Return the engagements that the axis is about: no principle, schema nor axis of the protocol.

    Those of the part of the chosen one, when nothing narrows the list.
    """
    if selected and not narrowed:
        here = engagements.part_of(tree, selected).code
        found = [one for one in found if engagements.part_of(tree, one.code).code == here]
    return [one for one in found if one.kind not in ("principe", "schema", "axe")]


def axis_rows(tree: Tree, drawn: Sequence[Engagement], selected: str) -> tuple[Span, ...]:
    """Return the rows of the axis of some engagements, below the dates of the whole contract."""
    general = calendar.dates(calendar.whole(tree, references.milestones()))
    return (*general, *calendar.spans(drawn, selected))


def own_rows(tree: Tree, code: str) -> tuple[Span, ...]:
    """Return the rows of the axis of one engagement: its dates, those of what holds it, its own span."""
    dates = calendar.dates(calendar.milestones_of(tree, code, references.milestones()))
    return (*dates, *calendar.spans([tree.nodes[code]], code))
