"""A séance as a workbook: what it holds, then the rows of each screen as they are taken away."""

import re
from collections.abc import Mapping, Sequence
from math import isclose

import polars as pl

from exports.imprint import AUTHOR, edition_text
from exports.seance_words import TROUBLE, places_of, plain, title_of, told
from exports.workbook import DETAIL, SUMMARY
from exports.workbook_notes import Lines, keys
from exports.workbook_pen import Column, opened
from figures.measures import MEASURES, decimals
from figures.scenes import Screen, screens
from figures.seance import Seance
from figures.tables import state
from loaders.catalogue import read_catalogue

LONGEST = 31
"""Signs of a sheet's name."""
MOST_DECIMALS = 4
_COLUMNS = (
    SUMMARY
    | DETAIL
    | {
        "code": Column("Identifiant", 26),
        "mesure": Column("Mesure", 16),
        "comparable": Column("Comparable", 12),
        "theme": Column("Thème", 20),
        "etat": Column("État", 18),
        "source": Column("Source", 40),
    }
)
"""How the columns of a figure's rows are headed; a column that has no name here keeps its own."""
_REFUSED = re.compile(r"[\[\]:*?/\\']")


def xlsx_bytes(seance: Seance, address: str, edition: str) -> bytes:
    """Return the workbook (XLSX) of a séance: "Lisez-moi", then one sheet a screen that has rows.

    Numbers are numbers; a value that is secret or missing is an empty cell, and its status says
    why. `address` reopens the séance; `edition` is the day of the edition, "2026-11-22".
    """
    shown = screens(seance)
    names = sheet_names(shown)
    with opened(f"{title_of(seance)} : classeur de la séance", edition) as (pen, buffer):
        pen.notes(_notes(seance, shown, names, address, edition))
        for screen in shown:
            if screen.scene:
                rows = rows_of(screen)
                pen.table(names[screen.number], columns_of(rows), rows, decimals_of(rows))
    return buffer.getvalue()


def rows_of(screen: Screen) -> pl.DataFrame:
    """Return the rows of a screen; each says its source, and its status in words.

    What a scene takes away comes first, as it is; `etat` and `source` are added where they are not.
    """
    if screen.scene is None:
        return pl.DataFrame()
    rows = screen.scene.file
    texts = rows.with_columns(pl.col(pl.String).map_elements(plain, return_dtype=pl.String))
    if "statut" in rows.columns and "etat" not in rows.columns:
        words = [state(status) if status else "" for status in rows["statut"]]
        texts = texts.with_columns(etat=pl.Series(words, dtype=pl.String))
    if not {"source", "Source"} & set(rows.columns):
        texts = texts.with_columns(source=pl.lit(plain(screen.scene.source)))
    return texts


def columns_of(rows: pl.DataFrame) -> dict[str, Column]:
    """Return how the columns of some rows are headed."""
    return {
        name: _COLUMNS.get(name)
        or Column(name.replace("ventilation_", "Ventilation : ").replace("_", " "), 26)
        for name in rows.columns
    }


def decimals_of(rows: pl.DataFrame) -> list[Mapping[str, int]]:
    """Return row by row the decimals of each column of numbers: those of the indicator and measure.

    A column that no indicator rules has those that its own numbers need.
    """
    numbers = [name for name in rows.columns if rows[name].dtype.is_float()]
    own = {name: _needed(rows[name]) for name in numbers}
    if "valeur" not in numbers or "indicateur" not in rows.columns:
        return [own] * rows.height
    known = read_catalogue().indicators
    measures = rows["mesure"] if "mesure" in rows.columns else ["valeur"] * rows.height
    found = []
    for code, measure in zip(rows["indicateur"], measures, strict=True):
        # A part of an indicator ("code.part") is published as it is.
        indicator = known.get(code.partition(".")[0])
        ruled = {"valeur": decimals(indicator, MEASURES[measure])} if indicator else {}
        found.append(own | ruled)
    return found


def _needed(column: pl.Series) -> int:
    values = column.drop_nulls().to_list()
    return next(
        (
            count
            for count in range(MOST_DECIMALS)
            if all(isclose(one, round(one, count), abs_tol=1e-9) for one in values)
        ),
        MOST_DECIMALS,
    )


def sheet_names(shown: Sequence[Screen]) -> dict[int, str]:
    """Return the name of each screen's sheet: its number, so that no two are the same, then its message."""
    found = {}
    for one in shown:
        if one.scene:
            words = " ".join(_REFUSED.sub(" ", plain(one.message)).split())
            found[one.number] = f"{one.number:02d} {words}"[:LONGEST].rstrip()
    return found


def _notes(
    seance: Seance, shown: Sequence[Screen], names: Mapping[int, str], address: str, edition: str
) -> Lines:
    lines: Lines = [
        (title_of(seance),),
        ("Publié par", AUTHOR),
        ("Édition", edition_text(edition)),
    ]
    if places := places_of(seance):
        lines.append(("Territoires", places))
    if address:
        lines.append(("Lien de la séance", plain(address)))
    for screen in shown:
        lines.append((f"{screen.number}. {plain(screen.message)}",))
        if screen.scene:
            lines.append(("Feuille", names[screen.number]))
        elif screen.trouble:
            lines.append(("Sans lignes", f"{TROUBLE} {plain(screen.trouble)}"))
        lines += [(one.label, one.text) for one in told(screen, address, edition) if one.label]
    return lines + keys()
