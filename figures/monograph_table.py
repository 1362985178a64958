"""The monographies' table as it is read and taken away, and where each of its values comes from."""

import polars as pl

from figures.monographs import LATEST, Cell, Row, rows
from loaders.catalogue import Catalogue
from loaders.monographs import MonographLine, monographs
from loaders.territories import find


def table(catalogue: Catalogue, reading: str) -> pl.DataFrame:
    """Return the table as it is read: a line a row, for each région N−1, N and évolution, then the country."""
    kept = [one for one in monographs() if reading in (LATEST, one.document)]
    names = [find(one.level, one.territory).name for one in kept]
    every = rows(catalogue, reading)
    columns: dict[str, list[str]] = {"Indicateur": [_named(catalogue, one.line) for one in every]}
    for rank, name in enumerate(names):
        cells = [one.regions[rank] for one in every]
        columns[f"{name}, avant"] = [one.before.text if one.before else "–" for one in cells]
        columns[name] = [one.now.text if one.now else "n. d." for one in cells]
        columns[f"{name}, évolution"] = [one.moved or "–" for one in cells]
    columns["France"] = [_country(one) for one in every]
    columns["Dates"] = [one.dates for one in every]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def room(catalogue: Catalogue, reading: str) -> pl.DataFrame:
    """Return the table as a room reads it: a territory a column, its newest value then its change.

    The values before, and where each one comes from, are in the files.
    """
    kept = [one for one in monographs() if reading in (LATEST, one.document)]
    every = rows(catalogue, reading)
    columns = {"Indicateur": [_named(catalogue, one.line) for one in every]}
    for rank, one in enumerate(kept):
        name = find(one.level, one.territory).name
        columns[name] = [_newest(row.regions[rank]) for row in every]
    columns["France"] = [_country(one) for one in every]
    columns["Dates"] = [_same(one) for one in every]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _newest(cell: Cell) -> str:
    if cell.now is None:
        return "n. d."
    # The value says itself that it is doubtful: its change is then not computed.
    doubtful = "U" in (cell.now.status, cell.before.status if cell.before else "")
    moved = "" if doubtful or not cell.moved else f", {cell.moved}"
    return f"{cell.now.text}{moved.replace('non calculée', 'évolution non calculée')}"


def _same(row: Row) -> str:
    """Return the sign of dates that agree or differ, without the dates that stand in the cells."""
    if row.dates[0] not in "=≠":
        return row.dates
    return f"{row.dates[0]}{' deux mesures' if row.line.national else ''}"


def _named(catalogue: Catalogue, line: MonographLine) -> str:
    """Return the label of a line, with its unit when the label does not say it."""
    unit = catalogue.indicators[line.indicator].unit
    said = unit in ("%", "€") or unit.split()[0].lower() in line.label.lower()
    return line.label if said else f"{line.label} ({unit})"


def _country(row: Row) -> str:
    now = row.country.now
    if now is None:
        return "n. d."
    # The whole country needs no word; a part of it does.
    return now.text if now.place.code == "FR" else f"{now.text}, {now.place.name}"


def sources(catalogue: Catalogue, reading: str) -> pl.DataFrame:
    """Return where each value comes from: Indicateur, Territoire, Valeur, Source."""
    found = [
        (one.line.label, value.place.title, value.text, value.said)
        for one in rows(catalogue, reading)
        for cell in (*one.regions, one.country)
        for value in (cell.now, cell.before if cell in one.regions else None)
        if value
    ]
    columns = ("Indicateur", "Territoire", "Valeur", "Source")
    return pl.DataFrame(found, schema=dict.fromkeys(columns, pl.String), orient="row")


def file_rows(catalogue: Catalogue, reading: str) -> pl.DataFrame:
    """Return the values of the table to take away: codes, numbers, statuses, sources."""
    found = [
        {
            "rubrique": one.line.section,
            "ligne": one.line.label,
            "indicateur": value.indicator.code,
            "ventilation": one.line.code,
            "niveau": value.place.level,
            "territoire": value.place.code,
            "nom": value.place.name,
            "periode": value.period,
            "valeur": value.value,
            "unite": value.indicator.unit,
            "statut": value.status,
            "source": value.said,
        }
        for one in rows(catalogue, reading)
        for cell in (*one.regions, one.country)
        for value in (cell.now, cell.before if cell in one.regions else None)
        if value
    ]
    return pl.DataFrame(found)


def message(catalogue: Catalogue, reading: str) -> str:
    """Return how many lines compare at one date, and how many do not."""
    every = [one for one in rows(catalogue, reading) if one.country.now]
    same = sum(one.compares for one in every)
    return f"{same} lignes sur {len(every)} se comparent à la même date"
