"""Hatch lines over outlines, so that a map draws a hatching as the stroke of a plain shape."""

import math

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from geo.plane import STEP

SPACING = 16.0  # units of the plane, from one line to the next, perpendicularly


def hatch(outline: BaseGeometry) -> MultiLineString:
    """Return the lines at 45° within an outline, both in integer steps of the plane.

    A line is x + y = n × step, and rises to the right of the map. Its two ends are drawn back to
    the nearest integer point of that line, so that it keeps its slope and leaves the outline
    nowhere. Lines are counted from the plane's corner: those of neighbours continue each other.
    """
    step = round(SPACING * math.sqrt(2) / STEP)
    left, top, right, bottom = outline.bounds
    sums = np.arange(math.ceil((left + top) / step), math.floor((right + bottom) / step) + 1) * step
    ends = [[(left - 1, n - left + 1), (right + 1, n - right - 1)] for n in sums]
    within = shapely.intersection(shapely.linestrings(ends), outline)
    lines = []
    for part, at in zip(*shapely.get_parts(within, return_index=True), strict=True):
        if not part.is_empty:
            n, first, last = sums[at], math.ceil(part.bounds[0]), math.floor(part.bounds[2])
            if first < last:
                lines.append(LineString([(first, n - first), (last, n - last)]))
    return MultiLineString(lines)
