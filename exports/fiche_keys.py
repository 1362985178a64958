"""The key figures of a fiche: those of L’essentiel, as near to the territory as they are known."""

from figures.breakdowns import nearest
from figures.coverage import ZONE
from figures.profile import Line, Profile
from figures.retain import retain
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator


def key_lines(catalogue: Catalogue, profile: Profile) -> list[Line]:
    """Return the lines of the key figures: what opens L’essentiel, then one for each rank of its tiles.

    Two indicators of one rank tell one thing at different levels: the one read nearest is taken. A
    count known of a larger territory alone gives way to what "À retenir" tells of this one.
    """
    lines = {line.indicator.key: line for line in profile.lines}
    ranks: dict[int, list[Indicator]] = {0: [catalogue.headline()]}
    for indicator in catalogue.tiles():
        ranks.setdefault(indicator.tile, []).append(indicator)
    order = [place.key for place in nearest(profile.place)]
    found = []
    for group in ranks.values():
        known = [lines[one.key] for one in group if one.key in lines]
        if known:
            found.append(min(known, key=lambda line: order.index(line.read.key)))
    kept = [line for line in found if not _of_others(line)]
    instead = [line for line in _retained(profile) if line not in kept and not _of_others(line)]
    return (kept + instead)[: len(found)] or found


def _of_others(line: Line) -> bool:
    """Tell whether a line counts what is mostly elsewhere: in the whole département, say."""
    near = line.own or line.read.level == ZONE
    return line.indicator.kind in ("count", "amount") and not near


def _retained(profile: Profile) -> list[Line]:
    """Return the lines that "À retenir" tells, the territory's own first."""
    told = [
        proof.indicator.key
        for sentence in retain(profile)
        for clause in sentence.clauses
        for proof in clause.proofs
    ]
    found = [line for line in profile.lines if line.indicator.key in told]
    return sorted(found, key=lambda line: (not line.own, told.index(line.indicator.key)))
