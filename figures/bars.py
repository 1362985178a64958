"""Bars with their words above them and their number at the end: readable whole, on a phone too."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.formats import MISSING, NBSP, number, ordinal, period
from figures.live import finished, spoken
from figures.rows import PROVISIONAL
from figures.theme import THEMES, Mode
from loaders.indicators import Indicator

ROW = 40
"""Pixels of a row: its words, then its bar."""
MOST = 24
"""Rows drawn; the table has them all."""


@lru_cache(maxsize=64)
def bars_spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of so many bars, without their rows (see `bars_data`)."""
    theme = THEMES[mode]
    height = count * ROW + 4
    rows = spoken(
        alt.Chart(alt.NamedData("rows")),
        "datum.label + '\u202f: ' + datum.text + datum.unit",
        "rows",
    )
    marks = alt.Chart(alt.NamedData("marks"))
    down = alt.Scale(domain=[0, count], range=[0, count * ROW], nice=False, zero=False)
    end = alt.expr("width - min(112, width * 0.26)")
    edges = [alt.expr(f"data('edges')[{row}].value") for row in (0, 1)]
    x = alt.X("value:Q", scale=alt.Scale(domain=edges, range=[0, end], nice=False), axis=None)
    y, bar = alt.Y("top:Q", scale=down, axis=None), alt.Y("bar:Q", scale=down, axis=None)
    known = rows.transform_filter("isValid(datum.value)").transform_calculate(zero="0")
    tint = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.sequential[3]))
    ink = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.ink))
    weight = alt.expr("datum.mine ? 600 : 400")
    shapes = alt.Scale(
        domain=["region", "other", "country"], range=["M0,-1.1L0,1.1", "diamond", "circle"]
    )
    tints = alt.Scale(
        domain=["region", "other", "country"], range=[theme.ink, theme.muted, theme.ink]
    )
    layers = [
        # A dataset that no mark reads is left out, and the scale reads this one.
        alt.Chart(alt.NamedData("edges")).mark_point(opacity=0).encode(x=x),
        known.mark_rule(color=theme.grid, strokeWidth=10).encode(
            x=alt.value(0), x2=alt.value(end), y=bar
        ),
        known.mark_rule(strokeWidth=10).encode(
            x=alt.X("zero:Q", axis=None), x2="value:Q", y=bar, color=tint
        ),
        # Words longer than the view would make Vega shrink the whole view.
        rows.mark_text(
            align="left", baseline="top", fontSize=14, fontWeight=weight, limit=alt.expr("width")
        ).encode(x=alt.value(0), y=y, text="label:N", color=ink),
        rows.mark_text(align="right", baseline="middle", fontSize=15, fontWeight=600).encode(
            x=alt.value("width"), y=bar, text="text:N", color=ink
        ),
        marks.mark_point(filled=False, opacity=1, size=90, strokeWidth=2).encode(
            x=alt.X("value:Q", axis=None),
            y=bar,
            shape=alt.Shape("role:N", scale=shapes, legend=None),
            stroke=alt.Stroke("role:N", scale=tints, legend=None),
            fill=alt.value(theme.ground),
        ),
    ]
    return finished(alt.layer(*layers), mode, height)


def bars_data(
    indicator: Indicator, rows: pl.DataFrame, marks: dict[str, pl.DataFrame], mine: str = ""
) -> dict[str, pl.DataFrame]:
    """Return the datasets of `bars_spec` from rows of label, value, status, period.

    `marks` gives by role (region, other, country) the rows of another territory, matched by label;
    `mine` is the key of the row to bring out, in rows that have a `key`.
    """
    # A rank has no length: its number stands alone.
    long = indicator.unit != "rang"
    places = {label: rank for rank, label in enumerate(rows["label"])}
    several = rows["period"].n_unique() > 1
    drawn = [
        {
            "top": float(rank),
            "bar": rank + 0.68,
            "label": label(row, several),
            "value": row["value"] if long else None,
            "text": text(indicator, row["value"], row["status"]),
            "unit": "" if indicator.unit in ("%", "rang") else f"{NBSP}{indicator.unit}",
            "mine": bool(mine) and row.get("key") == mine,
        }
        for rank, row in enumerate(rows.iter_rows(named=True))
    ]
    others = [
        {"bar": places[label] + 0.68, "value": value, "role": role}
        for role, found in marks.items()
        for label, value in found.select("label", "value").iter_rows()
        if long and label in places and value is not None
    ]
    values = [one["value"] for one in (*drawn, *others) if one["value"] is not None]
    schema = {"bar": pl.Float64, "value": pl.Float64, "role": pl.String}
    columns = {
        "top": pl.Float64, "bar": pl.Float64, "label": pl.String, "value": pl.Float64,
        "text": pl.String, "unit": pl.String, "mine": pl.Boolean,
    }  # fmt: skip
    return {
        "rows": pl.DataFrame(drawn, schema=columns),
        "marks": pl.DataFrame(others, schema=schema),
        "edges": pl.DataFrame({"value": [min([0.0, *values]), max([0.0, *values]) or 1.0]}),
    }


def label(row: dict[str, Any], dated: bool) -> str:
    """Return the words of a row, with its period when those of the rows differ."""
    words = row["label"][0].upper() + row["label"][1:]
    return f"{words} ({period(row['period'])})" if dated else words


def text(indicator: Indicator, value: float | None, status: str) -> str:
    """Return a value as a bar prints it, or why there is none."""
    if value is None:
        return MISSING.get(status, MISSING["M"])
    if indicator.unit == "rang":
        return ordinal(int(value))
    unit = "\u202f%" if indicator.unit == "%" else ""
    return number(value, indicator.decimals) + unit + PROVISIONAL.get(status, "")


def kept(rows: pl.DataFrame, mine: str = "") -> pl.DataFrame:
    """Return the rows that are drawn: all in order, or the highest ones when there are too many."""
    known = rows.filter(pl.col("value").is_not_null())
    if known.height <= MOST:
        return known if known.height < rows.height and rows.height > MOST else rows.head(MOST)
    highest = known.sort("value", descending=True, maintain_order=True)
    top = highest.head(MOST)
    if mine and "key" in rows.columns and mine not in top["key"]:
        own = highest.filter(pl.col("key") == mine)
        top = pl.concat([top.head(MOST - own.height), own])
    return top
