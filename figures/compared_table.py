"""The table of a comparison: an indicator a row, a territory a column, dates that differ made visible."""

import re
from collections.abc import Mapping, Sequence

import polars as pl

from figures import facts
from figures.compared import Reading, Side, common, one_publication
from figures.compared_text import periods, status
from figures.facts import Figure
from figures.formats import period
from figures.lines import Line
from figures.tables import lines_table
from figures.tile import SIGNS
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator

OTHER = "≠"
"""The sign of a date that is not that of the others."""
Found = Mapping[Indicator, tuple[Reading, ...]]


def table(compared: Sequence[Side], found: Found) -> pl.DataFrame:
    """Return a row an indicator, then one at the last common date when the newest dates differ.

    Columns: Indicateur, one a territory (value, date, status, change over a year), Dates.
    """
    rows = []
    for indicator, readings in found.items():
        differ = len({one.last.row.period for one in readings if one.last}) > 1
        cells = [_cell(one, differ) for one in readings]
        rows.append((indicator.title, *cells, periods(readings)))
        codes = common(readings)
        if differ and codes:
            at = [now for one in readings if one.rows.height and (now := one.at(codes[-1]))]
            said = (
                "même publication" if one_publication(at) else "publications différentes, sans rang"
            )
            same = [_same(one, codes[-1]) for one in readings]
            rows.append(
                (f"{indicator.title}, à la même date", *same, f"= {period(codes[-1])}, {said}")
            )
    columns = ["Indicateur", *(f"{one.sign} {one.name}" for one in compared), "Dates"]
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _cell(one: Reading, differ: bool) -> str:
    now = one.last
    if now is None:
        # The figure of the indicator says the rest of the reason: a cell is narrow.
        why = re.split(" ;|,", one.reason.partition(" : ")[2])[0]
        return f"n. d. — {why}" if why else "n. d."
    mark = f"{OTHER} " if differ else ""
    parts = [now.text, f"{mark}{period(now.row.period)}"]
    if status(now):
        parts.append(status(now))
    parts.append(moved(now))
    text = ", ".join(part for part in parts if part)
    return text if one.own else f"{text} — {one.name}"


def _same(one: Reading, code: str) -> str:
    now = one.at(code) if one.rows.height else None
    if now is None:
        return "n. d."
    return ", ".join(part for part in (now.text, period(code), status(now)) if part)


def moved(now: Figure) -> str:
    """Return the change over a year: "▲ +0,8 point en un an", or why there is none."""
    change = facts.change(now)
    if change is None:
        return "pas de valeur un an avant"
    if not change.comparable:
        return "évolution non comparable (rupture ou révision)"
    if change.trend == "flat":
        return "= stable en un an"
    return f"{SIGNS[change.verdict, change.trend]} {change.text} en un an"


def file_rows(catalogue: Catalogue, found: Found) -> pl.DataFrame:
    """Return every row of the comparison to take away: codes, numbers, statuses, sources."""
    parts = [
        one.rows.select(
            pl.lit(indicator.key).alias("indicateur"),
            pl.lit(indicator.title).alias("intitule"),
            pl.lit(one.read.level).alias("niveau"),
            pl.lit(one.read.code).alias("territoire"),
            pl.lit(one.read.name).alias("nom"),
            pl.lit(one.side.place.level).alias("niveau_choisi"),
            pl.lit(one.side.place.code).alias("territoire_choisi"),
            pl.col("period").alias("periode"),
            pl.col("value").alias("valeur"),
            pl.lit(indicator.unit).alias("unite"),
            pl.col("status").alias("statut"),
            pl.col("vintage").alias("millesime"),
            pl.col("source").replace_strict(
                {code: source.producer for code, source in catalogue.sources.items()},
                default=None, return_dtype=pl.String,
            ).alias("producteur"),
            pl.lit(one.reason).alias("remarque"),
        )
        for indicator, readings in found.items()
        for one in readings
        if one.read is not None and one.rows.height
    ]  # fmt: skip
    return pl.concat(parts) if parts else pl.DataFrame()


def series(indicator: Indicator, found: Sequence[Reading]) -> pl.DataFrame:
    """Return a row a date, the newest first, and a column a territory, in the indicator's own unit."""
    lines = [
        Line(one.side.role, one.name, one.name, one.rows, one.read)
        for one in found
        if one.read is not None and one.rows.height
    ]
    return lines_table(indicator, lines)
