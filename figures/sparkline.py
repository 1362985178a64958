"""The small curve of a tile: the shape of a series, its last point marked."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.formats import ALOUD, period, with_unit
from figures.lines import POINT, instant
from figures.live import finished, spoken
from figures.theme import THEMES, Mode
from loaders import observations
from loaders.indicators import Indicator

HEIGHT = 44


@lru_cache(maxsize=4)
def sparkline_spec(mode: Mode) -> dict[str, Any]:
    """Return the Vega-Lite spec of a sparkline, without its rows (see `sparkline_data`)."""
    theme = THEMES[mode]
    end = alt.expr("min(width, 260) - 8")
    x = alt.X("at:Q", scale=alt.Scale(zero=False, nice=False, range=[2, end]), axis=None)
    y = alt.Y("value:Q", scale=alt.Scale(zero=False, nice=False, padding=4), axis=None)
    base = alt.Chart(alt.NamedData("points")).encode(x=x, y=y)
    line = (
        spoken(base, POINT, "curves")
        .mark_line(color=theme.ink, strokeWidth=2, strokeJoin="round")
        .encode(order="at:Q", detail="part:N")
    )
    last = base.transform_filter("datum.last").mark_point(
        filled=True, opacity=1, color=theme.ink, size=45
    )
    return finished(alt.layer(line, last), mode, HEIGHT)


@observations.per_version
def sparkline_data(indicator: Indicator, level: str, code: str) -> dict[str, pl.DataFrame]:
    """Return the dataset of `sparkline_spec`; missing values are left out, a break is a gap."""
    known = observations.series(indicator, level, code).filter(pl.col("value").is_not_null())
    return {
        "points": known.select(
            at=pl.Series([instant(one) for one in known["period"]], dtype=pl.Float32),
            value=pl.col("value").cast(pl.Float32),
            part=(pl.col("status") == "B").cum_sum(),
            last=pl.int_range(pl.len()) == pl.len() - 1,
            name=pl.lit(indicator.short).cast(pl.Categorical),
            when=pl.Series([period(one) for one in known["period"]], dtype=pl.String),
            text=pl.Series(
                [
                    with_unit(value, indicator.unit, indicator.decimals) + ALOUD.get(status, "")
                    for value, status in known.select("value", "status").iter_rows()
                ],
                dtype=pl.String,
            ),
        )
    }
