"""A chart as a picture to take away."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from exports.vector import engine, svg_of

DENSITY = 144
"""Twice the pixels of the drawing: sharp on a projector and on paper."""


def png(
    spec: Mapping[str, Any],
    data: Mapping[str, pl.DataFrame],
    width: int,
    height: int,
    density: int = DENSITY,
) -> bytes:
    """Return the PNG of a spec with its datasets, drawn without a browser or a network.

    `density` counts 72 for one dot a pixel of the drawing.
    """
    return engine().svg_to_png(svg_of(spec, data, width, height), ppi=density)
