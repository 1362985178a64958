"""The legend of the map of the sites: the signs of the layers that are shown, and no other."""

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import polars as pl

from figures.formats import NBSP, THIN
from figures.marks import EXCELLENCE, RATES
from figures.site_stacks import everywhere
from figures.theme import THEMES, Mode, config
from loaders.sites import CFA, Site

_LINE = 24
_COLUMNS = 2
_SIGNS: tuple[tuple[str, bool, str, Callable[[Site], bool]], ...] = (
    ("diamond", True, "campus d’excellence", lambda one: _campus(one) and EXCELLENCE in one.label),
    ("circle", True, "autre campus", lambda one: _campus(one) and EXCELLENCE not in one.label),
    ("diamond", False, "vide : commune déclarée", lambda one: _hollow(one)),
    ("area", True, "aplat : aire déclarée", lambda one: _flat(one)),
    ("region", False, "toute la région, sans lieu", lambda one: everywhere(one)),
    ("square", True, "pôle, grand chantier", lambda one: one.kind in ("pole", "chantier")),
    ("square", False, "cluster", lambda one: one.kind == "cluster"),
)
_RATELESS = {"C": ("", "taux secret"), "M": ("dot", "taux non disponible")}


def _campus(site: Site) -> bool:
    return site.kind == "campus"


def _hollow(site: Site) -> bool:
    return _campus(site) and not site.points and bool(site.communes)


def _flat(site: Site) -> bool:
    return _campus(site) and not site.points and bool(site.epci or site.departements)


@lru_cache(maxsize=64)
def legend_rows(
    mode: Mode, sites: tuple[Site, ...], rates: tuple[str, ...], title: str = ""
) -> pl.DataFrame:
    """Return one row a sign of some sites: x and y (cells), shape, fill, stroke, label.

    `rates` are the labels of the classes of a CFA's rate, low to high; `title` says which rate.
    """
    theme = THEMES[mode]
    found = [
        (shape, theme.ink if full else theme.ground, theme.ink, label)
        for shape, full, label, holds in _SIGNS
        if any(holds(one) for one in sites)
    ]
    cfas = [one for one in sites if one.kind == CFA]
    if cfas:
        classes = zip(RATES[mode], rates, strict=False)
        found += [
            ("circle", fill, theme.edge, f"CFA, {title}{THIN}: {in_percent(label)}")
            for fill, label in classes
        ]
        found += [
            ("circle", theme.dot if colour else theme.ground, theme.dot, f"CFA, {words}")
            for status, (colour, words) in _RATELESS.items()
            if any(one.rate is None and one.rate_status == status for one in cfas)
        ]
    return pl.DataFrame(
        [
            {"x": at % _COLUMNS, "y": at // _COLUMNS, "shape": shape, "fill": fill,
             "stroke": stroke, "label": label}
            for at, (shape, fill, stroke, label) in enumerate(found)
        ],
        schema={"x": pl.Int8, "y": pl.Int8, "shape": pl.String, "fill": pl.String,
                "stroke": pl.String, "label": pl.String},
    )  # fmt: skip


def in_percent(label: str) -> str:
    """Return the label of a class with its unit: "60 à 71 %", "72 % et plus"."""
    number, et, plus = label.partition(" et plus")
    return f"{number}{NBSP}%{et}{plus}"


def legend_spec(mode: Mode, count: int) -> dict[str, Any]:
    """Return the Vega-Lite spec of the legend of so many signs (see `legend_rows`)."""
    wide = f"datum.x * width / {_COLUMNS}"
    box = "M-1,-0.7H1V0.7H-1Z"
    shapes = f"datum.shape == 'area' ? 'square' : datum.shape == 'region' ? '{box}' : datum.shape"
    return {
        "data": {"name": "signs"},
        "height": _LINE * math.ceil(count / _COLUMNS),
        "encoding": {
            "y": {"field": "down", "type": "quantitative", "scale": None},
            "x": {"field": "left", "type": "quantitative", "scale": None},
        },
        "transform": [
            {"calculate": f"{wide} + 7", "as": "left"},
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
                    "strokeDash": {
                        "condition": {"test": "datum.shape == 'region'", "value": [3, 2]},
                        "value": [1, 0],
                    },
                    "fillOpacity": {
                        "condition": {"test": "datum.shape == 'area'", "value": 0.2},
                        "value": 1,
                    },
                },
            },
            {
                "mark": {"type": "text", "align": "left", "baseline": "middle", "dx": 13,
                         "fontSize": 13},
                "encoding": {"text": {"field": "label", "type": "nominal"}},
            },
        ],
        "config": config(THEMES[mode]),
        "usermeta": {"embedOptions": {"renderer": "svg"}},
        "padding": {"left": 0, "right": 0, "top": 4, "bottom": 4},
    }  # fmt: skip
