"""Write layers as one TopoJSON in which a border that polygons share is stored once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[int, int]
Ring = list[Point]  # closed: its first point is also its last


@dataclass(frozen=True)
class Feature:
    """A territory to draw, in integer steps of the plane."""

    code: str
    name: str
    outline: BaseGeometry


def _is_lines(outline: BaseGeometry) -> bool:
    return outline.geom_type == "MultiLineString"


def _polygons(outline: BaseGeometry) -> list[list[Ring]]:
    """Return the rings of each polygon, the outer one first and turned the other way."""
    if _is_lines(outline):
        return []
    return [
        [
            [(int(x), int(y)) for x, y in ring.coords]
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        for polygon in shapely.get_parts(shapely.orient_polygons(outline))
    ]


def _junctions(rings: Iterable[Ring]) -> set[Point]:
    """Return the points where borders meet: those with other than two neighbours."""
    neighbours: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            neighbours[one].add(other)
            neighbours[other].add(one)
    return {point for point, around in neighbours.items() if len(around) != 2}


def _cut(ring: Ring, junctions: set[Point]) -> list[list[Point]]:
    """Cut a ring at the junctions it passes; a ring without any starts at its least point."""
    points = ring[:-1]
    start = next((i for i, point in enumerate(points) if point in junctions), None)
    if start is None:
        start = points.index(min(points))
    points = points[start:] + points[: start + 1]
    cuts = [i for i, point in enumerate(points) if point in junctions and 0 < i < len(points) - 1]
    bounds = [0, *cuts, len(points) - 1]
    return [points[a : b + 1] for a, b in pairwise(bounds)]


@dataclass
class _Arcs:
    """The arcs met so far, each kept in the direction in which it came first."""

    arcs: list[list[Point]] = field(default_factory=list)
    places: dict[tuple[Point, ...], int] = field(default_factory=dict)

    def place(self, points: list[Point]) -> int:
        """Return the number of an arc; ~number when it is stored the other way round."""
        forward, backward = tuple(points), tuple(reversed(points))
        if forward in self.places:
            return self.places[forward]
        if backward in self.places:
            return ~self.places[backward]
        self.places[forward] = len(self.arcs)
        self.arcs.append(points)
        return self.places[forward]


def _deltas(points: list[Point]) -> list[list[int]]:
    """Return the first point, then the step to each following one, as TopoJSON stores arcs."""
    previous = [(0, 0), *points]
    return [[x - a, y - b] for (x, y), (a, b) in zip(points, previous, strict=False)]


def _geometry(outline: BaseGeometry, junctions: set[Point], arcs: _Arcs) -> tuple[str, list[Any]]:
    """Return the type of an outline and the numbers of its arcs; a line is one arc, uncut."""
    if _is_lines(outline):
        lines = [[(int(x), int(y)) for x, y in line.coords] for line in shapely.get_parts(outline)]
        return "MultiLineString", [[arcs.place(points)] for points in lines]
    places = [
        [[arcs.place(arc) for arc in _cut(ring, junctions)] for ring in polygon]
        for polygon in _polygons(outline)
    ]
    return ("Polygon", places[0]) if len(places) == 1 else ("MultiPolygon", places)


def topology(
    layers: Mapping[str, Iterable[Feature]], step: float, *, coded: bool = True
) -> dict[str, Any]:
    """Return the TopoJSON of layers of polygons, whose borders share their points, and of lines.

    Every feature has `id`, its code, and the properties `name` and, when `coded`, `code` again: a
    map of Vega reads properties, and thousands of features are lighter without. `step` is the
    length of one integer in units of the plane.
    """
    features = {name: list(layer) for name, layer in layers.items()}
    every = (
        ring
        for layer in features.values()
        for feature in layer
        for polygon in _polygons(feature.outline)
        for ring in polygon
    )
    junctions = _junctions(every)
    arcs = _Arcs()
    objects = {}
    for name, layer in features.items():
        geometries = []
        for feature in layer:
            kind, places = _geometry(feature.outline, junctions, arcs)
            geometries.append(
                {
                    "type": kind,
                    "id": feature.code,
                    "properties": ({"code": feature.code} if coded else {})
                    | {"name": feature.name},
                    "arcs": places,
                }
            )
        objects[name] = {"type": "GeometryCollection", "geometries": geometries}
    return {
        "type": "Topology",
        "transform": {"scale": [step, step], "translate": [0, 0]},
        "objects": objects,
        "arcs": [_deltas(points) for points in arcs.arcs],
    }
