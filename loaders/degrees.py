"""Outlines in degrees, as the map of the sites draws them: made of the same files as the other maps."""

import hashlib
import json
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import Any

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from loaders.cache import Identity, identity
from loaders.errors import DataError
from loaders.outlines import outline_file, read_outline
from loaders.settings import geo_root

LAYERS = {"REG": "region", "DEP": "dep", "SPEL": "spel", "EPCI": "epci", "ZE2020": "ze"}
"""The object of the outlines `hdf` that draws each level."""
AROUND = "voisines"
"""The other régions, as far as a reader may move the map."""
_FRAME = (-3.0, 47.5, 7.0, 52.5)
# Four decimals are 7 to 11 metres: finer than the outlines, which are simplified at 350.
_DECIMALS = 4


def outline_names() -> tuple[str, ...]:
    """Return the names of the outlines in degrees that an address may ask for."""
    return (*(layer for layer in LAYERS.values()), AROUND)


def degrees_url(name: str) -> str:
    """Return the address of outlines in degrees, which changes with their bytes."""
    return f"/geo/{name}.{_collection(name, *_files())[1]}.geojson"


def read_degrees(name: str) -> bytes:
    """Return the GeoJSON of outlines in degrees: features with the properties `code` and `name`.

    Raises DataError when there are none of this name.
    """
    if name not in outline_names():
        raise DataError(f"« {name} » n’est pas un nom de contours en degrés.")
    return _collection(name, *_files())[0]


def shape(level: str, code: str) -> dict[str, Any] | None:
    """Return the GeoJSON geometry of a territory, a commune ("COM") included; None when not drawn."""
    if level == "COM":
        name, layer = f"communes_{code[:2]}", "communes"
    else:
        name, layer = "hdf", LAYERS[level]
    if not outline_file(name).exists():
        return None
    found = _shapes(name, layer, identity(outline_file(name)), _planes_file())
    return _geometry(found[code][1]) if code in found else None


def shapes(level: str) -> dict[str, dict[str, Any]]:
    """Return the GeoJSON geometries of a level of the région, by code."""
    found = _shapes("hdf", LAYERS[level], *_files())
    return {code: _geometry(one) for code, (_, one) in found.items()}


def region_bounds(code: str) -> tuple[float, float, float, float]:
    """Return the least longitude and latitude of a région, then the greatest ones.

    The neighbours are known as far as a reader may move the map. KeyError for an unknown code.
    """
    home, around = _files()
    found = _shapes("hdf", LAYERS["REG"], home, around)
    if code not in found:
        found = _shapes("france_ze2020", "regions", identity(outline_file("france_ze2020")), around)
    return found[code][1].intersection(shapely.box(*_FRAME)).bounds


@lru_cache(maxsize=256)
def label_point(level: str, code: str) -> tuple[float, float] | None:
    """Return the point of a territory, in degrees, farthest from its borders; None when not drawn."""
    geometry = shape(level, code)
    if geometry is None:
        return None
    # A degree of longitude is about two thirds of one of latitude here.
    flat: Any = shapely.transform(
        shapely.from_geojson(json.dumps(geometry)), lambda at: at * [0.64, 1]
    )
    at = shapely.get_point(shapely.maximum_inscribed_circle(flat), 0)
    return round(at.x / 0.64, 4), round(at.y, 4)


def _files() -> tuple[Identity, Identity]:
    return identity(outline_file("hdf")), _planes_file()


def _planes_file() -> Identity:
    return identity(geo_root() / "outlines" / "planes.json")


@lru_cache(maxsize=16)
def _collection(name: str, file: Identity, planes: Identity) -> tuple[bytes, str]:
    """Return the bytes of a collection and the first twelve digits of their SHA-256."""
    if name == AROUND:
        france = "france_ze2020"
        every = _shapes(france, "regions", identity(outline_file(france)), planes)
        home = {code for code in _shapes("hdf", "region", file, planes)}
        drawn = {
            code: (label, one.intersection(shapely.box(*_FRAME)))
            for code, (label, one) in every.items()
            if code not in home and one.intersects(shapely.box(*_FRAME))
        }
    else:
        drawn = _shapes("hdf", name, file, planes)
    features = [
        {"type": "Feature", "properties": {"code": code, "name": label}, "geometry": _geometry(one)}
        for code, (label, one) in drawn.items()
    ]
    whole = {"type": "FeatureCollection", "features": features}
    raw = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return raw, hashlib.sha256(raw).hexdigest()[:12]


def _geometry(one: BaseGeometry) -> dict[str, Any]:
    """Return a geometry as GeoJSON, outer rings anticlockwise (RFC 7946)."""
    return json.loads(shapely.to_geojson(shapely.orient_polygons(one)))


@lru_cache(maxsize=16)
def _shapes(
    name: str, layer: str, _file: Identity, planes: Identity
) -> dict[str, tuple[str, BaseGeometry]]:
    """Return {code: (name, outline in degrees)} of one layer of a topology."""
    topology = json.loads(read_outline(name))
    arcs = _unprojected(topology, name, planes)

    def ring(numbers: Iterable[int]) -> list[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for number in numbers:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            points += arc[1:] if points else arc
        return points

    def polygon(rings: list[list[int]]) -> shapely.Polygon:
        outer, *holes = (ring(one) for one in rings)
        return shapely.Polygon(outer, holes)

    found = {}
    for one in topology["objects"][layer]["geometries"]:
        parts = [one["arcs"]] if one["type"] == "Polygon" else one["arcs"]
        drawn = [polygon(part) for part in parts]
        outline = drawn[0] if len(drawn) == 1 else shapely.MultiPolygon(drawn)
        found[one["id"]] = (one["properties"]["name"], outline)
    return found


def _unprojected(
    topology: dict[str, Any], name: str, planes: Identity
) -> list[list[tuple[float, float]]]:
    """Return the arcs of a topology in degrees, each point once wherever it is used."""
    plane = json.loads((geo_root() / "outlines" / "planes.json").read_text("utf-8"))[name]
    step = topology["transform"]["scale"][0] * plane["scale"]
    left, top = plane["origin"]
    to_degrees = Transformer.from_crs(plane["epsg"], 4326, always_xy=True)
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        metres = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            metres.append((left + x * step, top - y * step))
        lons, lats = to_degrees.transform([x for x, _ in metres], [y for _, y in metres])
        points = [
            (round(a, _DECIMALS), round(b, _DECIMALS)) for a, b in zip(lons, lats, strict=True)
        ]
        arcs.append([points[0], *(b for a, b in pairwise(points) if a != b)])
    return arcs


def to_plane(lon: float, lat: float) -> tuple[float, float]:
    """Return a point given in degrees in units of the plane of the outlines `hdf`, y down."""
    plane = json.loads((geo_root() / "outlines" / "planes.json").read_text("utf-8"))["hdf"]
    x, y = _metres(plane["epsg"]).transform(lon, lat)
    left, top = plane["origin"]
    return (x - left) / plane["scale"], (top - y) / plane["scale"]


@lru_cache(maxsize=2)
def _metres(epsg: int) -> Transformer:
    return Transformer.from_crs(4326, epsg, always_xy=True)
