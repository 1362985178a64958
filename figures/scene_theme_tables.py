"""The tables of a thematic page as scenes: all the figures of a theme, what the documents print of one."""

import polars as pl

from figures import themes
from figures.formats import listing
from figures.overview import overview_rows
from figures.scene import Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.scene_theme import subject
from figures.seance import View
from loaders import printed
from loaders.catalogue import read_catalogue
from loaders.errors import DataError

OVERVIEW = "ensemble-"
"""What the name of a theme's table begins with; the code of the theme follows."""
_IN_A_ROOM = ("Territoire", "Période", "Détail", "Imprimé", "Nature", "Document")


def overview(view: View) -> Scene:
    """Return all the figures of a theme for the territory, the région, its neighbour and France."""
    codes, catalogue = Codes(view), read_catalogue()
    place, theme = codes.territory(), view.figure.removeprefix(OVERVIEW)
    names = themes.PAGES[view.slug]
    if theme not in names:
        raise DataError(f"La page n’a pas de figure « {view.figure} ».")
    entry = codes.among("entree", themes.entrances(catalogue, names))
    kept = themes.of_themes(catalogue, (theme,), entry)
    if not kept:
        raise DataError(f"{themes.THEMES[theme]} : aucun indicateur ne se lit par cette entrée.")
    file = overview_rows(kept, place)
    cited = sorted({code for code in file["source"] if code})
    named = [catalogue.sources[code] for code in cited]
    who = list(dict.fromkeys(one.name if one.document else one.producer for one in named))
    rows = themes.overview(kept, place)
    many = f"{len(kept)} indicateurs" if len(kept) > 1 else "un indicateur"
    return table_scene(
        codes,
        f"{themes.THEMES[theme]}, {place.title} : {many}, dernier chiffre connu de chacun",
        # A room reads the first rows: those that know the territory itself.
        rows.sort(pl.col(rows.columns[1]) == "–", maintain_order=True),
        f"{listing(who)} ; la source de chaque chiffre est dans le classeur." if who else
        "La source de chaque chiffre est dans le classeur.",
        note=f"{themes.THEMES[theme]} : tous les chiffres par {themes.ENTRANCES[entry].lower()}",
        file=file,
    )  # fmt: skip


def documents(view: View) -> Scene:
    """Return what the documents print of the indicator of the page, each figure with its line."""
    codes, catalogue = Codes(view), read_catalogue()
    indicator, _ = subject(codes)
    rows = printed.read(indicator)
    names = [catalogue.sources[code].name for code in rows["document"].unique(maintain_order=True)]
    many = f"{rows.height} chiffres" if rows.height > 1 else "un chiffre"
    return table_scene(
        codes,
        f"{indicator.title} : {many} dans les documents",
        themes.printed_rows(catalogue, indicator),
        f"{listing(names)}.",
        note="Chiffres tels que les documents les impriment, avec leur ligne",
        room=_IN_A_ROOM,
        file=themes.printed_file(indicator),
        definition=indicator.definition,
    )
