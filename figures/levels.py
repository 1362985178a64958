"""The messages of what is known by level: shares through time, employment at equal level."""

from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from figures.breakdowns import called, compared
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


def evolutions(catalogue: Catalogue, indicators: Sequence[Indicator]) -> list[str]:
    """Return the changes that documents print of a part of an indicator, a sentence a figure."""
    return [
        f"{indicator.short}, {row['Détail']}, {row['Territoire']} : {row['Imprimé']} "
        f"({row['Période']} ; {row['Document']})."
        for indicator in indicators
        for row in printed_rows(catalogue, indicator).iter_rows(named=True)
        if row["Nature"].startswith(KINDS["evolution"]) and row["Détail"] != WHOLE
    ]


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
