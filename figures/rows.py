"""The rows that the map, the ranking and the legend of one measure share, ready to be drawn."""

from dataclasses import dataclass

import polars as pl

from figures.formats import ALOUD, MISSING, NBSP, number, with_unit
from figures.formats import period as period_label
from figures.measures import Classes, Measure, classes, decimals, measured, unit
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory, read_territories

PROVISIONAL = {"P": "\u202fp"}
"""What follows a value that its source calls provisional."""


SAID = ("when", "text", "standing")
"""The columns of a panel that are said of a value, with the name of its territory."""
STANDING = (
    "datum.name + ', ' + datum.when + '\u202f: ' + datum.text"
    " + (datum.standing ? ', ' + datum.standing : '')"
)
"""The expression that says them."""


@dataclass(frozen=True, eq=False)
class Panel:
    """Every value of one measure over one level, for all its periods; equal to itself alone."""

    periods: tuple[str, ...]
    territories: tuple[Territory, ...]
    classes: Classes
    values: pl.DataFrame
    """One row a period and territory, missing ones included, sorted by both.

    Columns: step (index of the period), code, key (code|step), value, rank (of its class, −1 when
    missing), label (as printed), status, comparable, and what is said of it: when, text, standing.
    """

    def at(self, period: str) -> pl.DataFrame:
        """Return the rows of one period."""
        return self.values.filter(pl.col("step") == self.periods.index(period))

    @property
    def labels(self) -> list[str]:
        """Return the periods as they are read: "T1 2021"."""
        return [period_label(code) for code in self.periods]


def regional(level: str) -> tuple[Territory, ...]:
    """Return the territories of a level that belong to Hauts-de-France or touch it, by name."""
    return tuple(
        place for (kind, _), place in read_territories().items() if kind == level and place.hdf
    )


def _standing() -> pl.Expr:
    """Return the rank of a value among those of its period, from the nearer end; empty without one."""
    top, bottom = (
        pl.col("value").rank("min", descending=down).over("step") for down in (True, False)
    )
    high = top <= bottom
    near = pl.when(high).then(top).otherwise(bottom)
    end = pl.when(high).then(pl.lit("haute")).otherwise(pl.lit("basse"))
    place = pl.when(near == 1).then(pl.lit("")).otherwise(near.cast(pl.String) + f"e{NBSP}")
    return (place + "valeur la plus " + end).fill_null("").cast(pl.Categorical)


def _whole(label: str, status: str) -> str:
    return label if status == "C" else "non disponible"


@observations.per_version
def panel(indicator: Indicator, measure: Measure, level: str) -> Panel:
    """Return the panel of a measure over the territories of the region."""
    places = regional(level)
    rows = measured(indicator, measure, level, tuple(place.code for place in places))
    periods = tuple(rows["period"].unique().sort())
    found = classes(indicator, measure, rows["value"])
    digits = decimals(indicator, measure)

    # Every territory has a row at every period: what is missing must be seen as missing.
    # A table without rows has no period, whose type polars could not guess.
    steps = {"period": periods, "step": range(len(periods))}
    grid = pl.DataFrame(steps, schema={"period": pl.String, "step": pl.Int64}).join(
        pl.DataFrame({"territory": [place.code for place in places]}), how="cross"
    )
    full = grid.join(rows, on=["territory", "period"], how="left").with_columns(
        pl.col("status").fill_null("M"), pl.col("comparable").fill_null(True)
    )
    labels = [
        MISSING.get(status, MISSING["M"])
        if value is None
        else number(value, digits, signed=measure.diverges) + PROVISIONAL.get(status, "")
        for value, status in full.select("value", "status").iter_rows()
    ]
    name = unit(indicator, measure)
    texts = [
        _whole(label, status) if value is None
        else with_unit(value, name, digits, signed=measure.diverges) + ALOUD.get(status, "")
        for value, label, status in zip(full["value"], labels, full["status"], strict=True)
    ]  # fmt: skip
    rank = sum((pl.col("value") >= cut).cast(pl.Int8) for cut in found.breaks)
    values = full.select(
        pl.col("step").cast(pl.Int32),
        code="territory",
        key=pl.col("territory") + "|" + pl.col("step").cast(pl.String),
        value="value",
        rank=pl.when(pl.col("value").is_null()).then(-1).otherwise(rank).cast(pl.Int8),
        label=pl.Series(labels, dtype=pl.String),
        status="status",
        comparable="comparable",
        when=pl.Series([period_label(code) for code in full["period"]], dtype=pl.Categorical),
        text=pl.Series(texts, dtype=pl.Categorical),
        standing=_standing(),
    ).sort("step", "code")
    return Panel(periods, places, found, values)
