"""A chart drawn for a slide: an SVG that stands inside a document, in the contrast that a room needs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from json import dumps
from typing import Any
from xml.etree import ElementTree

import polars as pl

from exports.vector import svg_of
from figures.theme import LIGHT

SVG = "{http://www.w3.org/2000/svg}"
RAISED = {
    LIGHT.muted: "#363D45",
    LIGHT.reference: "#48515B",
    LIGHT.dot: "#5A636D",
    LIGHT.edge: "#48515B",
    LIGHT.line: "#B4BBC3",
    LIGHT.grid: "#C3C9CF",
    LIGHT.accent: "#A60D47",
}
"""What takes the place of the theme's light colours: texts have a contrast of 7 at least."""

# Nothing of these serves a drawing whose alternative text is said by what holds it.
_SILENT = ("class", "role", "aria-hidden", "aria-roledescription", "pointer-events", "font-family")
_LONG = re.compile(r"-?\d*\.\d{2,}")
_MOVED = re.compile(r"translate\([^)]*\)")
_SIZES = re.compile(r'font-size="([\d.]+)px"')
_MARK = "unique"
"""What the identifiers of a drawing begin with until it has its place in a document."""


@dataclass(frozen=True)
class Chart:
    """A spec and its datasets; two charts are one when all that they draw is the same."""

    digest: str
    spec: Mapping[str, Any] = field(compare=False)
    data: Mapping[str, pl.DataFrame] = field(compare=False)


def chart(spec: Mapping[str, Any], data: Mapping[str, pl.DataFrame]) -> Chart:
    """Return a chart known by its content: what was drawn once is found again, on any edition."""
    content = sha256(dumps(spec, sort_keys=True, default=str).encode())
    for name in sorted(data):
        content.update(name.encode())
        content.update(data[name].write_json().encode())
    return Chart(content.hexdigest(), spec, data)


@lru_cache(maxsize=256)
def drawing(
    one: Chart, width: int, height: int, params: tuple[tuple[str, int | str], ...] = ()
) -> str:
    """Return the SVG of a chart, to be given its place by `placed`; a mark's description is kept as `data-key`.

    Raises ValueError when the spec cannot be drawn (see `svg_of`).
    """
    root = ElementTree.fromstring(svg_of(one.spec, one.data, width, height, **dict(params)))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    _clean(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return text.replace("ns0:", "").replace("xmlns:ns0=", "xmlns=")


def placed(svg: str, name: str, kind: str = "") -> str:
    """Return a drawing with identifiers that no other one of the document has, and its class."""
    return svg.replace(_MARK, name).replace(
        "<svg ", f'<svg class="{kind}" ' if kind else "<svg ", 1
    )


def smallest(svg: str) -> float:
    """Return the size of the smallest text of a drawing, in its own pixels; 100 without a text."""
    return min((float(size) for size in _SIZES.findall(svg)), default=100.0)


def _clean(parent: ElementTree.Element) -> None:
    for node in list(parent):
        framed = node.get("class") in ("background", "foreground") and not _inked(node)
        if framed or node.get("opacity") == "0":
            parent.remove(node)
            continue
        _clean(node)
        if node.tag == f"{SVG}g" and not len(node):
            parent.remove(node)
            continue
        _attributes(node)


def _inked(node: ElementTree.Element) -> bool:
    return node.get("display") != "none" and any(node.get(ink) for ink in ("fill", "stroke"))


def _attributes(node: ElementTree.Element) -> None:
    for name in _SILENT:
        node.attrib.pop(name, None)
    said = node.attrib.pop("aria-label", None)
    if said:
        node.set("data-key", said)
    for name in ("fill", "stroke"):
        if node.get(name) in RAISED:
            node.set(name, RAISED[node.attrib[name]])
    if "d" in node.attrib:
        node.set("d", _LONG.sub(_short, node.attrib["d"]))
    for name in ("x", "y", "x2", "y2"):
        if name in node.attrib:
            node.set(name, _LONG.sub(_short, node.attrib[name]))
    moved = _MOVED.sub(lambda found: _LONG.sub(_short, found[0]), node.get("transform", ""))
    if moved in ("", "translate(0,0)"):
        node.attrib.pop("transform", None)
    else:
        node.set("transform", moved)
    if "id" in node.attrib:
        node.set("id", f"{_MARK}-{node.attrib['id']}")
    for name, value in node.attrib.items():
        if value.startswith("url(#"):
            node.set(name, value.replace("url(#", f"url(#{_MARK}-"))


def _short(found: re.Match[str]) -> str:
    """Return a length with one decimal: a fifth of a pixel on the largest screen is not seen."""
    text = f"{float(found[0]):.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
