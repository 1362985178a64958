"""The tables of Données et méthode as scenes: quality, sources, signs, and what the documents list."""

from dataclasses import replace
from datetime import date

import polars as pl

from figures import themes
from figures.formats import listing
from figures.notices import quality_table, signs_table, sources_table
from figures.reference_tables import TABLES, reference_table
from figures.scene import Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from loaders import quality
from loaders.catalogue import read_catalogue

_OURS = "Contrôles de l’observatoire sur ses propres tables."
_WIDEST = 5
"""Columns of a reference table that a room reads beside its document."""
_FIRST, _LONG = 3, 80
"""Columns that a room always reads, and letters beyond which it has no time for another one."""


def checked(view: View) -> Scene:
    """Return the quality report of the indicators of a theme."""
    codes, catalogue = Codes(view), read_catalogue()
    theme = codes.among("theme", themes.THEMES)
    held = {code: one for code, one in catalogue.indicators.items() if one.theme == theme}
    report = quality.report(replace(catalogue, indicators=held), date.today())
    sure = report.filter(checks=quality.PASSED).height
    return table_scene(
        codes,
        f"{themes.THEMES[theme]} : {sure} indicateurs sur {report.height} passent tous les contrôles",
        quality_table(report, catalogue),
        _OURS,
        note="Qualité des données : combien, depuis quand, jusqu’où, avec quelles réserves",
        room=(
            "Indicateur",
            "Périodes",
            "Ancienneté",
            "Couverture à la dernière période",
            "Réserves",
        ),
    )


def sources(view: View) -> Scene:
    """Return the publications that the site reads, with their dates."""
    catalogue = read_catalogue()
    rows = sources_table(catalogue)
    return table_scene(
        Codes(view),
        f"{len(catalogue.sources)} sources et {rows.height} millésimes sont lus ici",
        rows,
        "Catalogue des sources de l’observatoire.",
        note="Sources, producteurs et dates de publication",
        room=("Source", "Producteur", "Millésime", "Date de publication"),
    )


def signs(view: View) -> Scene:
    """Return the signs that stand beside figures, and what each means."""
    return table_scene(
        Codes(view),
        "Lire les chiffres : les signes employés et leur sens",
        signs_table(),
        "Conventions de l’observatoire.",
    )


def reference(view: View) -> Scene:
    """Return the reference table of the documents that the page has open."""
    codes, catalogue = Codes(view), read_catalogue()
    code = codes.among("table", TABLES)
    name, read = TABLES[code]
    rows = reference_table(catalogue, code)
    documents = dict.fromkeys(catalogue.sources[row.document].name for row in read())
    first, others = rows.columns[:_FIRST], rows.columns[_FIRST:-1][: _WIDEST - _FIRST]
    longest = rows.select(pl.col(others).str.len_chars().max()).to_dicts()[0] if others else {}
    columns = [*first, *(name for name in others if (longest[name] or 0) <= _LONG)]
    return table_scene(
        codes,
        f"{name} : {rows.height} lignes relevées des documents",
        rows,
        f"{listing(list(documents))}.",
        room=(*columns, rows.columns[-1]),
    )
