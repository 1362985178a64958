"""The messages of what is known by level: shares through time, employment at equal level."""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from figures.breakdowns import by_dimension, called, compared
from figures.differences import difference
from figures.formats import MISSING, at_period, number, period, with_unit
from figures.lines import Line
from figures.tables import names_of, state
from figures.themes import KINDS, WHOLE, printed_rows
from loaders import codelists, observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory


def level_title(indicator: Indicator, lines: Sequence[Line]) -> str:
    """Return the message of a share through time: its first and last values, with their dates."""
    rows = lines[0].rows.drop_nulls("value")
    ends = [
        f"{with_unit(value, indicator.unit, indicator.decimals)} {at_period(at)}"
        for at, value in rows[[0, -1]].select("period", "value").iter_rows()
    ]
    return f"{indicator.short} : {ends[0]}, {ends[1]}"


def outcome_title(indicator: Indicator, place: Territory) -> str:
    """Return the message of a rate along two dimensions: which value of the first one leads at each level.

    It is said only when it does at every level, beyond rounding, at the last period.
    """
    voie, level = indicator.dimensions[0], indicator.dimensions[-1]
    mine = compared(indicator, place)[0].place
    rows = observations.read(indicator).filter(
        pl.col("level") == mine.level,
        pl.col("territory") == mine.code,
        pl.col("period") == pl.col("period").max(),
        pl.col(voie) != "T",
        pl.col(level) != "T",
        pl.col("value").is_not_null(),
    )
    leaders = set()
    for _, group in rows.group_by(level):
        ordered = group.sort("value", descending=True)
        pairs = pairwise(ordered["value"].to_list())
        gaps = [difference(indicator, high, low) for high, low in pairs]
        if not gaps or any(one is None or one.trend == "flat" for one in gaps):
            return indicator.title
        leaders.add(ordered[voie][0])
    if len(leaders) != 1:
        return indicator.title
    leader = codelists.values(indicator, voie)[leaders.pop()]
    return f"{indicator.short} : plus élevé après {leader}, à chaque niveau"


def outcome_gap(indicator: Indicator, place: Territory) -> str:
    """Compare each value along the last dimension with the country's, beyond the document's rounding.

    A document that prints whole numbers makes one point no movement, whatever the catalogue's decimals.
    """
    mine, *others = compared(indicator, place)
    country = next((one.place for one in others if one.role == "country"), None)
    if country is None:
        return ""
    own, theirs = (
        by_dimension(indicator, one, indicator.dimensions[-1]) for one in (mine.place, country)
    )
    both = own.join(theirs, on=["label", "period"], how="inner", suffix="_country").drop_nulls()
    if both.height < 2:
        return ""
    values = [*both["value"], *both["value_country"]]
    decimals = 0 if all(value == int(value) for value in values) else indicator.decimals
    step = 10.0**-decimals
    gaps = [round(a - b, decimals) for a, b in both.select("value", "value_country").rows()]
    parts = []
    for word, kept in (
        ("Au-dessous", [-gap for gap in gaps if gap < -step]),
        ("Au-dessus", [gap for gap in gaps if gap > step]),
    ):
        if kept:
            ends = [number(one, decimals) for one in (min(kept), max(kept))]
            span = (
                f"de {ends[0]} points" if ends[0] == ends[1] else f"de {ends[0]} à {ends[1]} points"
            )
            parts.append(f"{word} {country.de} pour {len(kept)} valeurs sur {both.height}, {span}")
    near = [
        f"{label} ({number(a, decimals)}\u202f% contre {number(b, decimals)}\u202f%)"
        for (label, a, b), gap in zip(
            both.select("label", "value", "value_country").rows(), gaps, strict=True
        )
        if abs(gap) <= step
    ]
    if near:
        parts.append(f"proche : {', '.join(near)}")
    return f"{' ; '.join(parts)}."


def evolutions(catalogue: Catalogue, indicators: Sequence[Indicator]) -> list[str]:
    """Return the changes that documents print of a part of an indicator, a sentence a figure."""
    return [
        f"{indicator.short}, {row['Détail']}, {row['Territoire']} : {row['Imprimé']} "
        f"({row['Période']} ; {row['Document']}).{_noted(row['Note'])}"
        for indicator in indicators
        for row in printed_rows(catalogue, indicator).iter_rows(named=True)
        if row["Nature"].startswith(KINDS["evolution"]) and row["Détail"] != WHOLE
    ]


def _noted(note: str) -> str:
    """Return what a row's note adds: years that the document does not print, among others."""
    return "" if note == "–" else f" {note}"


def values_table(indicator: Indicator) -> pl.DataFrame:
    """Return every value of an indicator to be read: its dimensions, territory, period, value, state."""
    rows = observations.read(indicator)
    labels = {
        name: codelists.values(indicator, name) | {codelists.TOTAL: WHOLE}
        for name in indicator.dimensions
    }
    values = rows.select("value", "status").rows()
    return pl.DataFrame(
        {
            **{
                called(name).label: [labels[name][one] for one in rows[name]]
                for name in indicator.dimensions
            },
            "Territoire": names_of(rows),
            "Période": [period(one) for one in rows["period"]],
            f"Valeur ({indicator.unit})": [
                MISSING.get(status, MISSING["M"])
                if value is None
                else number(value, indicator.decimals)
                for value, status in values
            ],
            "État": [state(status) for _, status in values],
        }
    )
