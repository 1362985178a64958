"""The scenes that speak of a territory whole: its tiles, its sentences, its table of indicators."""

from itertools import chain

import polars as pl

from figures.cells import cells_of
from figures.clauses import proof_rows
from figures.page_title import page_title
from figures.profile import Profile, read_profile
from figures.profile_rows import profile_rows
from figures.profile_table import ORDERS, chosen, grouped
from figures.retain import retain
from figures.scene import Grid, Number, Scene, Words
from figures.scene_codes import Codes
from figures.seance import View
from figures.tile import tiles
from loaders.catalogue import read_catalogue
from loaders.errors import DataError

TILE = "tuile-"
"""What the name of a tile's figure begins with; its place among the tiles follows."""
_NO_GAP = "–"


def retained(view: View) -> Scene:
    """Return the five sentences to remember of the territory, with the rows that prove them."""
    catalogue, codes = read_catalogue(), Codes(view)
    profile = read_profile(catalogue, codes.territory())
    told = retain(profile)
    proofs = [proof_rows(catalogue, clause) for one in told for clause in one.clauses]
    rows = pl.concat(proofs).unique(maintain_order=True)
    return Scene(
        view=view,
        message=f"À retenir : {profile.place.title}",
        note="",
        sentences=tuple(one.text for one in told),
        source=f"Sources : {' ; '.join(sorted({one.rsplit(', ', 1)[0] for one in rows['Source']}))}.",
        alt=f"Phrases à retenir : {profile.place.title}.",
        figure=Words(),
        rows=rows,
        file=rows,
        notices=tuple(codes.notices),
    )


def indicators(view: View) -> Scene:
    """Return the table of the territory's indicators, filtered and ordered as the page's codes ask."""
    catalogue, codes = read_catalogue(), Codes(view)
    profile = read_profile(catalogue, codes.territory())
    asked = {name: view.code(name) for name in ("theme", "entree", "public")}
    lines = chosen(profile.lines, *("" if code == "tous" else code for code in asked.values()))
    if not lines:
        raise DataError(f"{profile.place.title} : aucun indicateur ne répond à ces choix.")
    order = codes.among("tri", ORDERS)
    ordered = list(chain.from_iterable(group for _, group in grouped(lines, order)))
    cells = [cells_of(catalogue, line) for line in ordered]
    rows = pl.DataFrame(
        {
            "Indicateur": [one.title for one in cells],
            "Période": [", ".join(filter(None, (one.when, one.where))) for one in cells],
            "Valeur": [one.value for one in cells],
            "En un an": [one.year.text if one.year else _NO_GAP for one in cells],
            "Rang": [one.rank or _NO_GAP for one in cells],
            "Écart à la France": [
                one.gaps["country"].text if "country" in one.gaps else _NO_GAP for one in cells
            ],
        }
    )
    kept = Profile(profile.place, tuple(ordered), (), (), profile.among)
    return Scene(
        view=view,
        message=page_title(profile).title,
        note=f"{len(cells)} indicateurs. {ORDERS[order]}",
        sentences=tuple(one.text for one in retain(profile)),
        source="La période, le territoire lu et la source de chaque ligne sont dans le classeur.",
        alt=f"Tableau : {len(cells)} indicateurs, {profile.place.title}.",
        figure=Grid(),
        rows=rows,
        file=profile_rows(catalogue, kept),
        notices=tuple(codes.notices),
    )


def tile(view: View) -> Scene:
    """Return one tile of L’essentiel, in large."""
    catalogue, codes = read_catalogue(), Codes(view)
    place = codes.territory()
    found = tiles(catalogue, place)
    rank = view.figure.removeprefix(TILE)
    if not rank.isdigit() or not 0 < int(rank) <= len(found):
        raise DataError(f"Cette tuile n’existe pas pour {place.title}.")
    one = found[int(rank) - 1]
    rows = pl.DataFrame(
        {
            "Indicateur": [one.label], "Territoire": [one.where or place.title],
            "Période": [one.period], "Valeur": [one.value], "Évolution": [f"{one.pill} {one.change}"],
            "Source": [one.source],
        }
    )  # fmt: skip
    said = f"{one.pill} {one.change}".strip()
    return Scene(
        view=view,
        message=f"{one.label} : {one.value}",
        note=f"{one.where or place.title}, {one.period}",
        sentences=(f"{said[0].upper()}{said[1:]}.", *([f"{one.context}."] if one.context else [])),
        source=one.source,
        alt=f"{one.label} : {one.value}, {one.period}, {said}.",
        figure=Number(one),
        rows=rows,
        file=rows,
        notices=tuple(codes.notices),
    )
