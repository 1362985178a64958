"""The inhabitants of a territory by zone d'emploi, as one bar: the main zone in the accent's colour."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.coverage import Coverage
from figures.formats import THIN, number
from figures.live import finished, spoken
from figures.theme import THEMES, Mode

HEIGHT = 14


@lru_cache(maxsize=4)
def bar_spec(mode: Mode) -> dict[str, Any]:
    """Return the Vega-Lite spec of the bar, without its rows (see `bar_data`)."""
    theme = THEMES[mode]
    rows = spoken(alt.Chart(alt.NamedData("parts")), "datum.aloud", "rows")
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 1], nice=False), axis=None)
    colour = alt.condition("datum.from == 0", alt.value(theme.accent), alt.value(theme.dot))
    bar = rows.mark_bar(height=HEIGHT, stroke=theme.ground, strokeWidth=1.5).encode(
        x=x, x2="to:Q", color=colour
    )
    return finished(alt.layer(bar), mode, HEIGHT)


def bar_data(covered: Coverage) -> dict[str, pl.DataFrame]:
    """Return the dataset of `bar_spec`: from and to, 0 to 1, of each zone, the main one first."""
    shares = pl.Series("to", [part.of_place for part in covered.parts], dtype=pl.Float64)
    words = [f"{one.zone.name}{THIN}: {number(one.of_place * 100)}{THIN}%" for one in covered.parts]
    before = (shares.cum_sum() - shares).alias("from")
    return {"parts": pl.DataFrame([shares.cum_sum(), before, pl.Series("aloud", words)])}
