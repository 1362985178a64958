"""All the territories of a level at once, ranked at the period shown, the chosen one marked."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.formats import number
from figures.live import finished, parameter, spoken
from figures.map_chart import palette
from figures.measures import REGION, Measure, decimals, measured
from figures.rows import SAID, STANDING, Panel
from figures.theme import THEMES, Mode
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import read_territories

START = "min(158, width * 0.45)"
"""Where the names end and the dots begin."""
ROW = 23
"""Pixels a territory takes; `HEAD` is the room of the two references above."""
HEAD = 26


def ranking_spec(level: str, panel: Panel, mode: Mode, live: bool) -> dict[str, Any]:
    """Return the Vega-Lite spec of a ranking, without its rows (see `ranking_data`)."""
    fills, _ = palette(panel, THEMES[mode])
    return _spec(level, len(panel.territories), mode, live, fills, panel.classes.palette)


@lru_cache(maxsize=32)
def _spec(
    level: str, count: int, mode: Mode, live: bool, fills: tuple[str, ...], kind: str
) -> dict[str, Any]:
    theme = THEMES[mode]
    height = HEAD + count * ROW + 6
    rows = (
        alt.Chart(alt.NamedData("values"))
        .transform_filter("datum.step == toNumber(step)")
        .transform_calculate(
            order="isValid(datum.value) ? datum.value : -1e12",
            mine=f"'{level}:' + datum.code == selected",
        )
        .transform_window(rank_at="row_number()", sort=[{"field": "order", "order": "descending"}])
        .transform_lookup("code", from_=alt.LookupData(alt.NamedData("names"), "code", ["name"]))
    )
    rows = spoken(rows, STANDING, "rows")
    y = alt.Y(
        "rank_at:Q",
        scale=alt.Scale(
            domain=[0.5, count + 0.5], range=[HEAD, HEAD + count * ROW], nice=False, zero=False
        ),
        axis=None,
    )
    x = alt.X(
        "value:Q",
        scale=alt.Scale(
            zero=False, nice=False, range=[alt.expr(START), alt.expr("width - 56")], padding=0
        ),
        axis=None,
    )
    colour = alt.Fill(
        "rank:O", scale=alt.Scale(domain=list(range(len(fills))), range=list(fills)), legend=None
    )
    known = rows.transform_filter("isValid(datum.value)")
    mine = rows.transform_filter("datum.mine")
    emphasis = alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.ink))
    weight = alt.expr("datum.mine ? 600 : 400")
    marks = alt.Chart(alt.NamedData("references")).transform_filter("datum.step == toNumber(step)")
    layers: list[alt.Chart] = [
        mine.mark_rule(color=theme.panel, strokeWidth=ROW).encode(
            x=alt.value(0), x2=alt.value("width"), y=y
        ),
        mine.mark_rule(color=theme.accent, strokeWidth=ROW).encode(
            x=alt.value(0), x2=alt.value(3), y=y
        ),
        known.mark_rule(color=theme.line).encode(x=x, x2=alt.value(alt.expr(START)), y=y),
    ]  # fmt: skip
    for role, dash in (("region", []), ("country", [4, 3])):
        one = marks.transform_filter(f"datum.role == '{role}'")
        tint = theme.ink if role == "region" else theme.reference
        layers.append(
            one.mark_rule(color=tint, strokeDash=dash, strokeWidth=1.4).encode(
                x="value:Q", y=alt.value(HEAD - 4), y2=alt.value(height)
            )
        )
        # The higher of the two references is labelled to the right, the lower one to the left.
        layers.append(
            one.mark_text(
                color=tint,
                baseline="bottom",
                fontWeight=600 if role == "region" else 400,
                align=alt.expr("datum.side > 0 ? 'left' : 'right'"),
                dx=alt.expr("datum.side > 0 ? -6 : 6"),
            ).encode(x="value:Q", y=alt.value(HEAD - 6), text="text:N")
        )
    layers += [
        known.mark_point(filled=True, opacity=1, strokeWidth=1).encode(
            x="value:Q",
            y=y,
            fill=colour,
            stroke=alt.condition("datum.mine", alt.value(theme.accent), alt.value(theme.edge)),
            strokeWidth=alt.condition("datum.mine", alt.value(3), alt.value(1)),
            size=alt.condition("datum.mine", alt.value(150), alt.value(90)),
        ),
        rows.mark_text(align="left", baseline="middle", fontSize=14, fontWeight=weight).encode(
            x=alt.value(10), y=y, text="name:N", color=emphasis
        ),
        rows.mark_text(align="right", baseline="middle", fontSize=14, fontWeight=weight).encode(
            x=alt.value("width"), y=y, text="label:N", color=emphasis
        ),
    ]
    chart = alt.layer(*layers).add_params(
        parameter("step", 0, live), parameter("selected", "", live)
    )
    return finished(chart, mode, height)


@observations.per_version
def ranking_data(indicator: Indicator, measure: Measure, panel: Panel) -> dict[str, pl.DataFrame]:
    """Return the datasets of `ranking_spec`: values, names, references (region and country)."""
    values = panel.values.select(
        pl.col("step").cast(pl.Int16),
        pl.col("code").cast(pl.Categorical),
        pl.col("value").cast(pl.Float32),
        "rank",
        "label",
        *SAID,
    )
    names = pl.DataFrame(
        {
            "code": [place.code for place in panel.territories],
            "name": [
                place.short + ("*" if place.interregional else "") for place in panel.territories
            ],
        }
    )
    references = _references(indicator, measure, panel)
    return {"values": values, "names": names, "references": references}


def _references(indicator: Indicator, measure: Measure, panel: Panel) -> pl.DataFrame:
    """Return region and country at each step; a country's second perimeter serves before the first."""
    steps = pl.DataFrame({"period": panel.periods, "step": range(len(panel.periods))})
    digits = decimals(indicator, measure)
    parts: list[pl.DataFrame] = []
    told: set[int] = set()
    for role, name, key in (
        ("region", "Région", REGION),
        *(("country", read_territories()[key].short, key) for key in indicator.references),
    ):
        rows = measured(indicator, measure, key[0], (key[1],)).join(steps, on="period")
        rows = rows.filter(pl.col("value").is_not_null())
        if role == "country":
            rows = rows.filter(~pl.col("step").is_in(list(told)))
            told |= set(rows["step"])
        texts = [f"{name} {number(one, digits, signed=measure.diverges)}" for one in rows["value"]]
        parts.append(
            rows.select("step", "value", role=pl.lit(role), text=pl.Series(texts, dtype=pl.String))
        )
    both = pl.concat(parts)
    middle = both.group_by("step").agg(middle=pl.col("value").mean())
    return both.join(middle, on="step").select(
        pl.col("step").cast(pl.Int16),
        pl.col("value").cast(pl.Float32),
        pl.col("role").cast(pl.Categorical),
        "text",
        side=pl.when(pl.col("value") > pl.col("middle")).then(1)
        .when((pl.col("value") == pl.col("middle")) & (pl.col("role") == "region")).then(1)
        .otherwise(-1).cast(pl.Int8),
    )  # fmt: skip
