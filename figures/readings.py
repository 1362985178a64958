"""How an indicator can be read (in time, along a breakdown, by territory, on a map), and its words."""

import polars as pl

from figures import bars, breakdowns, brief
from figures.formats import period
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory

TIME, TERRITORIES, MAP = "temps", "territoires", "carte"
"""The readings that are not a dimension."""
_SIGNS = {"region": "Trait", "other": "Losange", "country": "Rond"}


def readings(indicator: Indicator, place: Territory) -> dict[str, str]:
    """Return the readings that the rows of an indicator allow, by code, with their names."""
    found = {TIME: "Dans le temps"} if breakdowns.lines(indicator, place) else {}
    for name in breakdowns.dimensions(indicator, place):
        found[name] = f"Par {breakdowns.called(name).label.lower()}"
    if breakdowns.by_territory(indicator).height > 1:
        found[TERRITORIES] = "Par territoire"
    if breakdowns.mapped(indicator):
        found[MAP] = "Carte"
    return found


def drawn(indicator: Indicator, place: Territory, reading: str) -> pl.DataFrame:
    """Return the rows that a reading draws for the territory: value, status, period, source, vintage."""
    if reading == TIME:
        return pl.concat([line.rows for line in breakdowns.lines(indicator, place)])
    if reading == TERRITORIES:
        return breakdowns.by_territory(indicator)
    if reading == MAP:
        rows = observations.read(indicator).filter(pl.col("level") == "ZE2020")
        return rows.filter(pl.col("period") == rows["period"].max())
    mine = breakdowns.compared(indicator, place)[0].place
    return breakdowns.by_dimension(indicator, mine, reading)


def beside(indicator: Indicator, place: Territory, reading: str) -> dict[str, pl.DataFrame]:
    """Return by role the rows of the other territories along a dimension; none for other readings."""
    if reading not in indicator.dimensions:
        return {}
    others = breakdowns.compared(indicator, place)[1:]
    found = {one.role: breakdowns.by_dimension(indicator, one.place, reading) for one in others}
    mine = drawn(indicator, place, reading)
    return {
        role: rows
        for role, rows in found.items()
        if rows.height and breakdowns.alike(indicator, mine, rows)
    }


def note(indicator: Indicator, place: Territory, reading: str) -> str:
    """Return the unit, the territories and the periods of a reading, and what its marks mean."""
    unit = "En %" if indicator.unit == "%" else f"Unité : {indicator.unit}"
    rows = drawn(indicator, place, reading)
    if reading == TIME:
        return unit
    if reading == MAP:
        return f"{unit}, {period(rows['period'][0])}"
    if reading == TERRITORIES:
        same = rows.select("source", "vintage").n_unique() == 1
        return f"{unit}, {brief.dates(rows)}{'' if same else ', publications différentes'}"
    mine, *others = breakdowns.compared(indicator, place)
    if indicator.unit == "rang":
        return f"Rang : {mine.place.name}, {brief.dates(rows)}"
    parts = [f"{unit}. Barre : {mine.place.name}, {brief.dates(rows)}"]
    found = beside(indicator, place, reading)
    parts += [
        f"{_SIGNS[one.role]} : {one.place.name}, {brief.dates(found[one.role])}"
        for one in others
        if one.role in found
    ]
    if rows.height > bars.MOST:
        hidden = rows["value"].null_count()
        parts.append(
            f"Les {bars.MOST} valeurs les plus élevées sur {rows.height}"
            + (f" ; secret ou non disponible : {hidden}" if hidden else "")
        )
    if (rows["status"] == "P").any():
        parts.append("p : valeur provisoire")
    return ". ".join(parts)
