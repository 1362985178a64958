"""The scenes that speak of a territory whole: its tiles, its sentences, its table of indicators."""

from collections.abc import Sequence
from itertools import chain

import polars as pl

from figures import similar
from figures.cells import cells_of
from figures.clauses import proof_rows
from figures.page_title import page_title
from figures.profile import Line, Profile, read_profile
from figures.profile_rows import profile_rows
from figures.profile_table import ORDERS, chosen, grouped
from figures.retain import retain
from figures.scene import Number, Scene, Words
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.themes import ENTRANCES, PUBLICS, THEMES
from figures.tile import tiles
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.territories import Territory

TILE = "tuile-"
"""What the name of a tile's figure begins with; its place among the tiles follows."""
LIKES = "semblables"
PEERS = {"region": "Toute la région", LIKES: "Zones semblables"}
"""Whom a territory is compared with, by code of the address."""
_NO_GAP = "–"
_FILTERS = {"theme": THEMES, "entree": ENTRANCES, "public": PUBLICS}


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


def profile_of(codes: Codes) -> Profile:
    """Return the profile of the view's territory, among the peers that the page's codes ask."""
    place = codes.territory()
    zone = similar.zone_of(place)
    among: tuple[Territory, ...] = ()
    if zone is not None and codes.among("pairs", PEERS) == LIKES:
        among = (zone, *(one.place for one in similar.similar(zone)))
    return read_profile(read_catalogue(), place, among)


def kept_lines(codes: Codes, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines that the page's filters keep; raises DataError when there is none."""
    kept = chosen(lines, *(codes.filtering(name, options) for name, options in _FILTERS.items()))
    if not kept:
        raise DataError(f"{codes.territory().title} : aucun indicateur ne répond à ces choix.")
    return kept


def indicators(view: View) -> Scene:
    """Return the table of the territory's indicators, filtered and ordered as the page's codes ask."""
    codes = Codes(view)
    profile = profile_of(codes)
    return lines_scene(codes, profile, kept_lines(codes, profile.lines), page_title(profile).title)


def wider(view: View) -> Scene:
    """Return the table of the indicators that are known for the région alone."""
    codes = Codes(view)
    profile = profile_of(codes)
    lines = kept_lines(codes, profile.wider)
    many = f"{len(lines)} indicateurs ne sont connus" if len(lines) > 1 else "un seul n’est connu"
    message = f"{profile.place.title} : {many} qu’à l’échelle de la région"
    return lines_scene(codes, profile, lines, message)


def _of(line: Line, text: str) -> str:
    """Return what a rank or a gap is, and of what when it is not of the value beside it."""
    if not text:
        return _NO_GAP
    return text if line.scale.level else f"{text} (évolution)"


def lines_scene(codes: Codes, profile: Profile, lines: tuple[Line, ...], message: str) -> Scene:
    """Return lines of a profile as a table, in the order that the page's codes ask."""
    catalogue, order = read_catalogue(), codes.among("tri", ORDERS)
    ordered = tuple(chain.from_iterable(group for _, group in grouped(lines, order)))
    cells = [cells_of(catalogue, line) for line in ordered]
    rows = pl.DataFrame(
        {
            "Indicateur": [one.title for one in cells],
            "Période": [", ".join(filter(None, (one.when, one.where))) for one in cells],
            "Valeur": [one.value for one in cells],
            "En un an": [one.year.text if one.year else _NO_GAP for one in cells],
            "Rang": [
                # Who counts people compares changes, not sizes: the page says it beside the rank.
                _of(line, one.rank)
                for line, one in zip(ordered, cells, strict=True)
            ],
            "Écart à la France": [
                _of(line, one.gaps["country"].text if "country" in one.gaps else "")
                for line, one in zip(ordered, cells, strict=True)
            ],
        }
    )
    producers = dict.fromkeys(
        catalogue.sources[line.figure.source].producer for line in ordered if line.figure.source
    )
    kept = Profile(profile.place, ordered, (), (), profile.among)
    return table_scene(
        codes,
        message,
        rows,
        f"{', '.join(producers)}. La source de chaque ligne est dans le classeur.",
        note=f"{len(cells)} indicateur{'s' if len(cells) > 1 else ''}. {ORDERS[order]}",
        file=profile_rows(catalogue, kept),
        sentences=[one.text for one in retain(profile)],
    )


def tile(view: View) -> Scene:
    """Return one tile of L’essentiel, in large."""
    catalogue, codes = read_catalogue(), Codes(view)
    place = codes.territory()
    found = tiles(catalogue, place)
    one = found[codes.rank(TILE, len(found))]
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
