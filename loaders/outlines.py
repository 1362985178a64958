"""The outlines of the maps: their planes, their bytes, and the addresses that serve them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from loaders.cache import Identity, identity
from loaders.errors import DataError
from loaders.settings import geo_root

Part = tuple[tuple[float, float], ...]
"""A line of a border: its points."""


@dataclass(frozen=True)
class Plane:
    """The frame of a map: outlines and label points lie within 0…width and 0…height, y down."""

    width: float
    height: float


def plane(name: str) -> Plane:
    """Return the plane of the outlines `name` ("hdf", "france_ze2020").

    Raises DataError when planes.json is missing, wrong, or has no such plane.
    """
    planes = _planes(identity(_folder() / "planes.json"))
    if name not in planes:
        raise DataError(
            f"planes.json : le plan « {name} » manque ; reconstruisez les contours par "
            "python -m geo.build."
        )
    return planes[name]


def outline_file(name: str) -> Path:
    """Return the path of the TopoJSON of the outlines `name`."""
    return _folder() / f"{name}.topojson"


def outline_url(name: str) -> str:
    """Return the address of the outlines, which changes with their bytes: cache it for ever."""
    return f"/geo/{name}.{_outline(identity(outline_file(name)))[1]}.topojson"


def read_outline(name: str) -> bytes:
    """Return the TopoJSON of the outlines `name`; raises DataError when there is none."""
    return _outline(identity(outline_file(name)))[0]


def border(name: str, layer: str, codes: frozenset[str]) -> tuple[Part, ...]:
    """Return what bounds some areas of a layer together: the arcs that only one of them has.

    Each part is a list of points in the plane of the outlines `name`.
    """
    topology = json.loads(read_outline(name))
    shapes = topology["objects"][layer]["geometries"]
    uses = Counter(arc for one in shapes if one["id"] in codes for arc in _arcs(one["arcs"]))
    (wide, high), (left, top) = (topology["transform"][key] for key in ("scale", "translate"))
    parts = []
    for arc in sorted(arc for arc, count in uses.items() if count == 1):
        # Each point of an arc is written as its distance from the one before.
        steps = zip(*topology["arcs"][arc], strict=True)
        across, down = (accumulate(step) for step in steps)
        parts.append(
            tuple((x * wide + left, y * high + top) for x, y in zip(across, down, strict=True))
        )
    return tuple(parts)


def _arcs(node: Any) -> Iterator[int]:
    """Yield the arcs of a shape; a reversed one is written as its complement."""
    if isinstance(node, int):
        yield node if node >= 0 else ~node
    else:
        for one in node:
            yield from _arcs(one)


def _folder() -> Path:
    return geo_root() / "outlines"


@lru_cache(maxsize=8)
def _outline(file: Identity) -> tuple[bytes, str]:
    """Return the bytes and the first twelve digits of their SHA-256."""
    raw = Path(file[0]).read_bytes()
    return raw, hashlib.sha256(raw).hexdigest()[:12]


@lru_cache(maxsize=4)
def _planes(file: Identity) -> dict[str, Plane]:
    path = Path(file[0])
    try:
        planes = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Plane(float(one["width"]), float(one["height"])) for name, one in planes.items()
        }
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"{path.name} : le fichier n’est pas lisible ({error}) ; reconstruisez les contours "
            "par python -m geo.build."
        ) from error
