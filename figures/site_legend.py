"""The legend of the map of the sites: the signs of the layers that are shown, and no other."""

import math
from functools import lru_cache
from typing import Any

import polars as pl

from figures.marks import RATES
from figures.site_page import NEIGHBOUR
from figures.theme import THEMES, Mode, config
from loaders.sites import CFA

_LINE = 24
_COLUMNS = 2
_SIGNS = (
    ("diamond", True, "campus d’excellence", ("campus", NEIGHBOUR)),
    ("circle", True, "autre campus", ("campus", NEIGHBOUR)),
    ("diamond", False, "vide : communes déclarées", ("campus", NEIGHBOUR)),
    ("area", True, "aplat : territoire déclaré", ("campus", NEIGHBOUR)),
    ("square", True, "pôle de compétitivité", ("pole",)),
    ("square", False, "cluster", ("cluster",)),
)  # fmt: skip


@lru_cache(maxsize=64)
def legend_rows(
    mode: Mode, layers: tuple[str, ...], rates: tuple[str, ...], title: str = ""
) -> pl.DataFrame:
    """Return one row a sign: x and y (cells), shape, fill, stroke, label.

    `rates` are the labels of the classes of a CFA's rate, low to high; `title` says which rate.
    """
    theme = THEMES[mode]
    found = [
        (shape, theme.ink if full else theme.ground, theme.ink, label)
        for shape, full, label, wanted in _SIGNS
        if set(wanted) & set(layers)
    ]
    if CFA in layers:
        classes = zip(RATES[mode], rates, strict=False)
        found += [
            ("circle", fill, theme.edge, f"CFA, {title} : {label} %") for fill, label in classes
        ]
        found.append(("circle", theme.dot, theme.edge, "CFA, taux non publié"))
    return pl.DataFrame(
        [
            {"x": at % _COLUMNS, "y": at // _COLUMNS, "shape": shape, "fill": fill,
             "stroke": stroke, "label": label}
            for at, (shape, fill, stroke, label) in enumerate(found)
        ],
        schema={"x": pl.Int8, "y": pl.Int8, "shape": pl.String, "fill": pl.String,
                "stroke": pl.String, "label": pl.String},
    )  # fmt: skip


def legend_spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of the legend of so many signs (see `legend_rows`)."""
    wide = f"datum.x * width / {_COLUMNS}"
    shapes = "datum.shape == 'area' ? 'square' : datum.shape"
    return {
        "data": {"name": "signs"},
        "height": _LINE * math.ceil(count / _COLUMNS),
        "encoding": {
            "y": {"field": "down", "type": "quantitative", "scale": None},
            "x": {"field": "left", "type": "quantitative", "scale": None},
        },
        "transform": [
            {"calculate": f"{wide} + 9", "as": "left"},
            {"calculate": f"datum.y * {_LINE} + {_LINE / 2}", "as": "down"},
            {"calculate": shapes, "as": "drawn"},
        ],
        "layer": [
            {
                "mark": {"type": "point", "size": 110, "strokeWidth": 1.8, "opacity": 1},
                "encoding": {
                    "shape": {"field": "drawn", "type": "nominal", "scale": None},
                    "fill": {"field": "fill", "type": "nominal", "scale": None},
                    "stroke": {"field": "stroke", "type": "nominal", "scale": None},
                    "fillOpacity": {
                        "condition": {"test": "datum.shape == 'area'", "value": 0.2},
                        "value": 1,
                    },
                },
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 15,
                         "fontSize": 13},
                "encoding": {"text": {"field": "label", "type": "nominal"}},
            },
        ],
        "config": config(THEMES[mode]),
        "usermeta": {"embedOptions": {"renderer": "svg"}},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
    }  # fmt: skip
