"""The second page of the fiche: one row an indicator, by theme, with where each figure comes from."""

from typing import Any

from exports.fiche_keys import key_lines
from figures.captions import publication
from figures.cells import OTHER_PUBLICATION, Mark, cells_of
from figures.facts import Figure
from figures.formats import NBSP, number
from figures.nouns import NOUNS
from figures.profile import Line, Profile
from figures.profile_rows import compared_with
from figures.profile_table import grouped
from figures.retain import retain
from figures.rows import PROVISIONAL
from figures.themes import THEMES
from loaders.catalogue import Catalogue

ROLES = ("departement", "region", "country")
LONG = 12
"""Letters of a noun from which the shorter one is taken: "dép." for "départements"."""
CLOSE = "≈"
"""What says "à l’arrondi près" in a narrow column; the page explains it at its foot."""


def rows_of(catalogue: Catalogue, profile: Profile) -> dict[str, Any]:
    """Return the table: its rows in the order of the screen, and how to say that 0, 1, 2… are left out.

    `first` ranks the rows for a page too small for all: those that the first page rests on, those
    of L’essentiel, then the territory's own, then those that compare with something.
    """
    lines = [line for _, group in grouped(profile.lines, "theme") for line in group]
    told = {
        proof.indicator.key
        for sentence in retain(profile)
        for clause in sentence.clauses
        for proof in clause.proofs
    }
    told |= {line.indicator.key for line in key_lines(catalogue, profile)}
    urgent = sorted(lines, key=lambda line: (line.indicator.key not in told, *_urgency(line)))
    ranks = {line.indicator.key: at for at, line in enumerate(urgent)}
    return {
        "rows": [_row(catalogue, line, ranks[line.indicator.key]) for line in lines],
        "left_out": [_left_out(count, profile) for count in range(len(profile.lines) + 1)],
    }


def _urgency(line: Line) -> tuple[bool, bool, bool]:
    essential = line.indicator.headline or bool(line.indicator.tile)
    return (not essential, not line.own, not (line.rank or line.year or line.span))


def _row(catalogue: Catalogue, line: Line, first: int) -> dict[str, Any]:
    cells = cells_of(catalogue, line)
    amount, unit = cells.parts
    return {
        "first": first,
        "source": _source(catalogue, line.figure),
        "own": line.own,
        "theme": THEMES[line.indicator.theme],
        "title": cells.title,
        "when": cells.when + PROVISIONAL.get(line.figure.status, ""),
        "status": "" if line.figure.status in PROVISIONAL else cells.status,
        "where": cells.where,
        "value": amount,
        "unit": unit,
        "curve": cells.curve,
        "curve_text": cells.curve_text,
        "changes": [_mark(one) for one in (cells.year, cells.span) if one],
        "rank": cells.rank,
        "rank_note": _among(line),
        "strip": None
        if cells.strip is None
        else {
            "dots": cells.strip.dots,
            "mine": cells.strip.mine,
            "ticks": [(role, x) for role, x, _ in cells.strip.ticks if 0 <= x <= 1],
        },
        "no_strip": cells.no_strip,
        "gaps": [_mark(cells.gaps.get(role)) for role in ROLES],
    }


def _source(catalogue: Catalogue, figure: Figure) -> str:
    """Return what a figure is taken from, and which publication of it."""
    source = catalogue.sources[figure.source]
    published = publication(catalogue, figure)
    if source.document:
        return published
    # Several tables of one publication differ by what follows the colon only.
    return f"{source.name.partition(' : ')[0]}, {published}"


def _mark(mark: Mark | None) -> dict[str, str] | None:
    if mark is None:
        return None
    return {"text": mark.text, "verdict": mark.verdict, "note": mark.note}


def _among(line: Line) -> str:
    """Return what a rank is among, short enough for a column."""
    rank = line.rank
    if rank is None:
        return ""
    # A SPEL's own figures may be published under the name of its arrondissement.
    level = "SPEL" if line.own and line.place.level == "SPEL" else line.read.level
    several = NOUNS[level].several
    text = f"sur {rank.count} {several if len(several) < LONG else NOUNS[level].counted[1]}"
    if not line.scale.level:
        text += ", évol."
    signs = [sign for sign, said in ((CLOSE, rank.close), ("*", not rank.comparable)) if said]
    return NBSP.join([text, *signs])


def _left_out(count: int, profile: Profile) -> str:
    """Say what the page does not show: the rows without room, and what the territory has not."""
    parts = []
    if count:
        what = "autres indicateurs sont" if count > 1 else "autre indicateur est"
        parts.append(f"{count} {what} à l’écran et dans le classeur")
    for known, many, one, tail in (
        (len(profile.wider), "ne sont connus", "n’est connu", "que pour la région"),
        (len(profile.without), "n’ont", "n’a", "pas de chiffre d’ensemble ici"),
    ):
        if known:
            parts.append(f"{number(known)} {many if known > 1 else one} {tail}")
    text = " ; ".join(parts)
    return f"Non imprimés : {text}." if text else ""


def legend(profile: Profile) -> str:
    """Say what the signs of the table mean."""
    return (
        f"▲▼ défavorable, △▽ favorable, ↗↘ ni l’un ni l’autre ; * {OTHER_PUBLICATION} : l’écart est donné, "
        f"pas jugé. Rang {compared_with(profile)} ; évol. : rang de l’évolution sur un an, un effectif "
        f"dépendant de la taille ; {CLOSE} à l’arrondi près. p : provisoire ; secret : couvert par le secret "
        f"statistique ; n.{NBSP}d. : non disponible."
    )
