"""What every chart of one page shares when it follows the page's player: parameters and finishing."""

from typing import Any, Literal

import altair as alt

from figures.theme import THEMES, Mode, config

Parameter = Literal["step", "selected", "turn"]
Walk = Literal["plane", "curves", "rows"]
"""How the arrow keys find the next mark: by direction, along curves that have a `name`, by row."""


def parameter(name: Parameter, value: int | str, live: bool) -> alt.Parameter:
    """Return a Vega parameter; a live one has a hidden input that the page's player moves.

    `step` is the index of the period shown, `selected` the key of the chosen territory, `turn` a
    number that changes with the choice, so that two clicks on one area are two events.
    """
    if not live:
        return alt.param(name=name, value=value)
    return alt.param(name=name, value=value, bind=alt.binding(input="hidden", name=" "))


def spoken(chart: alt.Chart, words: str, walk: Walk) -> alt.Chart:
    """Return a chart whose marks the keyboard walks; `words` is the expression of what is read out.

    The browser finds both in the row of each mark (see pages/parts/browser/points.js).
    """
    return chart.transform_calculate(spoken=words, walk=f"'{walk}'")


def finished(chart: alt.LayerChart | alt.FacetChart, mode: Mode, height: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of a chart with the configuration of the theme.

    SVG whatever the number of marks: each mark keeps a name for assistive tools.
    """
    spec = chart.properties(height=height).to_dict(validate=False)
    spec["config"] = config(THEMES[mode])
    spec["usermeta"] = {"embedOptions": {"renderer": "svg"}}
    spec["padding"] = {"left": 0, "right": 0, "top": 4, "bottom": 4}
    return spec
