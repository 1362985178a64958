"""The communes of a département, to be clicked into a group: those chosen in the accent's colour."""

from functools import lru_cache
from typing import Any

import altair as alt
import polars as pl

from figures.live import finished, spoken
from figures.theme import THEMES, Mode
from loaders.outlines import outline_url
from loaders.territories import read_communes

HEIGHT = 380


def commune_spec(mode: Mode, departement: str) -> dict[str, Any]:
    """Return the Vega-Lite spec of the map, without its rows (see `commune_data`)."""
    return _spec(mode, outline_url(f"communes_{departement}"))


@lru_cache(maxsize=16)
def _spec(mode: Mode, url: str) -> dict[str, Any]:
    theme = THEMES[mode]
    click = alt.selection_point(
        name="click", fields=["id", "turn"], on="click", toggle=False, clear=False, empty=False
    )
    colour = alt.condition(
        "datum.chosen == 1", alt.value(theme.accent), alt.value(theme.sequential[0])
    )
    areas = (
        alt.Chart(alt.topo_feature(url, "communes"))
        # Without scale or translation Vega fits the département to the view.
        .project(type="identity")
        .transform_lookup(
            "id",
            from_=alt.LookupData(alt.NamedData("communes"), "code", ["chosen", "turn", "tip"]),
        )
        .mark_geoshape(stroke=theme.edge, strokeWidth=0.4, cursor="pointer")
        .encode(color=colour, tooltip=alt.Tooltip("tip:N"))
        .add_params(click)
    )
    areas = spoken(areas, "datum.tip", "plane")
    return finished(alt.layer(areas), mode, HEIGHT)


def commune_data(departement: str, chosen: tuple[str, ...], turn: int) -> dict[str, pl.DataFrame]:
    """Return the dataset of `commune_spec`; `turn` changes at each click, so that two are told apart."""
    rows = read_communes().filter(pl.col("departement") == departement)
    inside = pl.col("commune").is_in(chosen)
    return {
        "communes": rows.select(
            code="commune",
            chosen=inside.cast(pl.Int8),
            turn=pl.lit(turn),
            tip=pl.col("name")
            + pl.when(inside).then(pl.lit(" (dans le groupe)")).otherwise(pl.lit("")),
        )
    }
