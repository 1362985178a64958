"""A rate known by establishment alone: every one as a dot, none averaged."""

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.formats import MISSING, number, period, with_unit
from figures.live import finished, spoken
from figures.theme import THEMES, Mode
from figures.trend import axis_ends
from loaders import codelists, observations
from loaders.indicators import Indicator
from loaders.territories import HOME

STEP = 10
"""Pixels between two dots of one value."""
AXIS = 30
"""Pixels of the axis and its labels."""
BELOW = 34
"""Pixels below the dots, for the mark of the middle half."""


def listed(indicator: Indicator, at: str) -> pl.DataFrame:
    """Return the establishments of a period: code, label, value, status, by label."""
    (dimension,) = indicator.dimensions
    names = codelists.values(indicator, dimension)
    rows = observations.read(indicator).filter(
        pl.col("level") == "REG", pl.col("territory") == HOME, pl.col("period") == at
    )
    return rows.select(
        code=dimension,
        label=pl.Series([names[code] for code in rows[dimension]], dtype=pl.String),
        value="value",
        status="status",
    ).sort("label")


def title(indicator: Indicator, rows: pl.DataFrame) -> str:
    """Return the message: the extremes and the middle of the published rates."""
    known = rows["value"].drop_nulls()
    if known.is_empty():
        return indicator.title
    low, middle, high = (
        with_unit(float(one), indicator.unit, indicator.decimals)  # type: ignore[arg-type]
        for one in (known.min(), known.quantile(0.5, "higher"), known.max())
    )
    return f"De {low} à {high} selon l’établissement, {middle} ou moins pour un sur deux"


def sentence(rows: pl.DataFrame, at: str, mine: Collection[str] | None = None) -> str:
    """Say how many rates are published and secret, and why no average is made.

    `mine` are the establishments of the territory chosen; None when it is the whole région.
    """
    known, secret = rows["value"].count(), rows.filter(pl.col("status") == "C").height
    text = f"{period(at)} : {known} taux publiés sur {rows.height}"
    if secret:
        text += f", {secret} secrets (trop peu de jeunes)"
    text += ". Les effectifs ne sont pas publiés : aucun taux régional ni moyenne ne s’en calcule."
    if mine is not None:
        own = rows.filter(pl.col("code").is_in(list(mine)))
        text += (
            f" Dans le territoire choisi : {own['value'].count()} publiés sur {own.height}."
            if own.height
            else " Aucun n’est connu dans le territoire choisi."
        )
    return text


def dots_data(rows: pl.DataFrame, mine: Collection[str] = ()) -> dict[str, pl.DataFrame]:
    """Return the datasets of `dots_spec`: dots (value, row, mine), half (low, high, text), bounds.

    Dots of one value are put one above the other, those of the territory first.
    """
    known = rows.drop_nulls("value").with_columns(mine=pl.col("code").is_in(list(mine)))
    dots = known.sort("value", "mine", descending=[False, True]).with_columns(
        row=pl.int_range(pl.len()).over("value").cast(pl.Float64)
    )
    value = known["value"]
    low, high = value.quantile(0.25, "nearest"), value.quantile(0.75, "nearest")
    inside = known.filter(pl.col("value").is_between(low, high)).height
    text = f"{inside} sur {known.height} entre {number(low or 0)} et {number(high or 0)}\u202f%"
    return {
        "dots": dots.select(
            "value",
            "row",
            "mine",
            "label",
            text=pl.col("value").map_elements(
                lambda one: f"{number(one)}\u202f%", return_dtype=pl.String
            ),
        ),
        "half": pl.DataFrame({"low": [low], "high": [high], "text": [text]}),
        "bounds": pl.DataFrame({"value": [0.0, 100.0], "row": [0.0, dots["row"].max()]}),
    }


def rows_high(data: dict[str, pl.DataFrame]) -> int:
    """Return how many dots the highest pile has."""
    return int(data["bounds"]["row"][1] or 0) + 1


@lru_cache(maxsize=32)
def dots_spec(mode: Mode, high: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of piles of dots, the highest one of `high` dots."""
    theme = THEMES[mode]
    height = high * STEP + BELOW + AXIS
    x = alt.X(
        "value:Q",
        scale=alt.Scale(domain=axis_ends("value"), nice=False, range=[6, alt.expr("width - 14")]),
        axis=alt.Axis(
            title=None, tickCount=5, labelExpr="datum.label + '\u202f%'", grid=True, domain=True
        ),
    )
    # The view is a little lower than the chart: its own height is what counts.
    under = alt.expr(f"height - {BELOW // 2}")
    y = alt.Y(
        "row:Q",
        scale=alt.Scale(
            domain=[0, high], range=[alt.expr(f"height - {BELOW}"), STEP / 2], nice=False
        ),
        axis=None,
    )
    dots = spoken(
        alt.Chart(alt.NamedData("dots")), "datum.label + '\u202f: ' + datum.text", "plane"
    )
    half = alt.Chart(alt.NamedData("half"))
    size = alt.expr("width < 500 ? 12 : 52")
    own = "datum.mine"
    layers = [
        alt.Chart(alt.NamedData("bounds")).mark_point(opacity=0).encode(x=x, y=y),
        dots.transform_filter(f"!{own}")
        .mark_point(filled=True, opacity=1, color=theme.sequential[3], size=size)
        .encode(x="value:Q", y="row:Q"),
        dots.transform_filter(own)
        .mark_point(filled=True, opacity=1, color=theme.accent, shape="diamond",
                    size=alt.expr("width < 500 ? 40 : 110"))
        .encode(x="value:Q", y="row:Q"),
        half.mark_rule(color=theme.ink, strokeWidth=3).encode(
            x="low:Q", x2="high:Q", y=alt.value(under)
        ),
        half.mark_text(align="right", baseline="middle", dx=-8).encode(
            x="low:Q", y=alt.value(under), text="text:N"
        ),
    ]  # fmt: skip
    return finished(alt.layer(*layers), mode, height)


def table(
    indicator: Indicator, beside: Sequence[Indicator], rows: pl.DataFrame, at: str
) -> pl.DataFrame:
    """Return the establishments with their rate and the other columns: texts, secret ones said."""
    columns = {indicator.short: _cells(indicator, rows)}
    for one in beside:
        own = {row["code"]: row for row in listed(one, at).iter_rows(named=True)}
        found = [own.get(code, {"value": None, "status": "M"}) for code in rows["code"]]
        columns[one.short] = _cells(one, pl.DataFrame(found, infer_schema_length=None))
    return pl.DataFrame({"Établissement": rows["label"], **columns})


def _cells(indicator: Indicator, rows: pl.DataFrame) -> list[str]:
    if rows.is_empty():
        return []
    signed = indicator.minimum < 0
    return [
        MISSING.get(status, MISSING["M"])
        if value is None
        else with_unit(value, indicator.unit, indicator.decimals, signed=signed)
        for value, status in rows.select("value", "status").iter_rows()
    ]
