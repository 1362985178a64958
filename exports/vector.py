"""A chart as a drawing: the SVG of a Vega-Lite spec, made without a browser or a network."""

import json
from collections.abc import Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any

import polars as pl

from exports.fonts import FAMILY, font_folder
from figures.theme import FONT, LOCALE
from loaders.outlines import outline_url, read_outline

PLANES = ("hdf", "france_ze2020")
"""The outlines that a map may ask for."""


def svg_of(
    spec: Mapping[str, Any],
    data: Mapping[str, pl.DataFrame],
    width: int,
    height: int,
    **params: int | str,
) -> str:
    """Return the SVG of a spec with its datasets, `width` by `height` pixels, its texts as texts.

    `params` give the spec's parameters their values: `step`, the period, and `selected`.
    The outlines that it names by their address are put in it, since nothing is fetched. Raises
    ValueError when the spec cannot be drawn, or names an address that is none of ours.
    """
    whole = dict(spec) | {
        "width": width,
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "datasets": {name: rows.to_dicts() for name, rows in data.items()},
    }
    if params:
        whole["params"] = [
            one | {"value": params.get(one["name"], one.get("value"))} for one in spec["params"]
        ]
    config = dict(spec.get("config", {})) | {"font": FAMILY}
    whole["config"] = {name: value for name, value in config.items() if name != "locale"}
    return engine().vegalite_to_svg(
        json.loads(json.dumps(_inlined(whole)).replace(json.dumps(FONT)[1:-1], FAMILY)),
        allowed_base_urls=[],
        format_locale=LOCALE["number"],
        time_format_locale=LOCALE["time"],
    )


@lru_cache(maxsize=1)
def engine() -> ModuleType:
    """Return the drawing engine: it is heavy, so it is imported by the first chart alone."""
    import vl_convert

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def _inlined(node: Any) -> Any:
    """Return a spec where each outline's address gives way to the outline itself."""
    if isinstance(node, list):
        return [_inlined(one) for one in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("url"), str):
        return _outline(node["url"], node["format"]["feature"])
    return {name: _inlined(one) for name, one in node.items()}


@lru_cache(maxsize=16)
def _outline(url: str, feature: str) -> dict[str, Any]:
    """Return the inline data of one layer of the outlines, without the other layers' arcs."""
    for name in PLANES:
        if outline_url(name) == url:
            topology = json.loads(read_outline(name))
            shape = topology["objects"][feature]
            return {
                "values": _only(topology, feature, shape),
                "format": {"type": "topojson", "feature": feature},
            }
    raise ValueError(f"{url} : cette adresse n’est pas celle de nos contours.")


def _only(topology: dict[str, Any], feature: str, shape: dict[str, Any]) -> dict[str, Any]:
    used = sorted(set(_arcs(shape)))
    place = {arc: rank for rank, arc in enumerate(used)}

    def moved(node: Any) -> Any:
        if isinstance(node, int):
            return place[node] if node >= 0 else ~place[~node]
        return [moved(one) for one in node]

    def kept(one: dict[str, Any]) -> dict[str, Any]:
        found = dict(one)
        if "arcs" in one:
            found["arcs"] = moved(one["arcs"])
        if "geometries" in one:
            found["geometries"] = [kept(part) for part in one["geometries"]]
        return found

    arcs = [topology["arcs"][arc] for arc in used]
    return topology | {"objects": {feature: kept(shape)}, "arcs": arcs}


def _arcs(node: Any) -> list[int]:
    """Return the arcs of a shape; a reversed one is written as its complement."""
    if isinstance(node, int):
        return [node if node >= 0 else ~node]
    if isinstance(node, list):
        return [arc for one in node for arc in _arcs(one)]
    return [arc for name in ("arcs", "geometries") for arc in _arcs(node.get(name, []))]
