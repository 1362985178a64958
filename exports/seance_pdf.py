"""A séance as a tagged PDF: one wide page a screen, drawn with vectors, and the code that reopens it."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from exports import qr
from exports.imprint import AUTHOR, REGION, SITE, edition_instant, edition_text
from exports.map_legend import classes, signs
from exports.seance_words import (
    REOPEN,
    TOO_LONG,
    TROUBLE,
    cited,
    link_of,
    place_of,
    places_of,
    plain,
    sources_of,
    title_of,
)
from exports.typesetter import FONTS, tagged_pdf, tied_data
from exports.vector import svg_of
from figures.formats import number
from figures.scene import Choropleth, Drawing, Grid, Number, Scene, Words
from figures.scenes import Screen, screens
from figures.seance import Seance
from figures.theme import LIGHT

TEMPLATE = Path(__file__).with_name("seance.typ")
SIDE = 170
"""Points of a side of the QR code."""
WIDTH, HEIGHT = 560, 440
"""Pixels of a chart, where the sizes of its words are decided."""
MAP = (400, 400)
MOST = 40
"""Rows of a table that are sent to the page, which prints those that it has room for."""
LONGEST_CELL = 44
"""Signs of a cell beyond which its text goes on to more lines rather than widen its column."""
_BETWEEN = 3
"""Signs between two columns."""
_DRAWN_TEXT = re.compile(r">([^<>]+)</text>")
_VERDICTS = {
    "favourable": LIGHT.favourable, "unfavourable": LIGHT.unfavourable, "neutral": LIGHT.muted,
}  # fmt: skip


def pdf_bytes(seance: Seance, address: str, edition: str) -> bytes:
    """Return a séance as a tagged PDF (PDF/UA-1): a cover, a page a screen, how to reopen it.

    `address` reopens the séance and is drawn as a QR code; without it there is none. `edition` is
    the day of the edition, "2026-11-22". What the presenter says is not printed.
    """
    shown = screens(seance)
    data = {
        "title": title_of(seance),
        "places": places_of(seance),
        "author": AUTHOR,
        "site": SITE,
        "region": REGION,
        "edition": edition_text(edition),
        "fonts": FONTS,
        "colours": {
            name: getattr(LIGHT, name)
            for name in ("ink", "muted", "edge", "line", "accent", "panel", "unfavourable")
        },
        "pages": [
            tied_data(_page(one, address, edition) | {"number": place_of(one.number, seance.count)})
            for one in shown
        ],
        "reopen": REOPEN,
        "sources": tied_data(sources_of(shown)),
        "address": plain(address),
        "qr": _code(address),
        "too_long": TOO_LONG,
        "first": place_of(1, seance.count),
        "last": place_of(seance.count, seance.count),
    }
    return tagged_pdf(TEMPLATE, data, _texts(data), edition_instant(edition))


def _page(screen: Screen, address: str, edition: str) -> dict[str, Any]:
    scene, view = screen.scene, screen.slide.view
    page: dict[str, Any] = {
        "kind": "section" if view is None else "trouble",
        "message": plain(screen.message),
        "link": link_of(address, view, edition) if view else "",
    }
    if scene is None:
        told = [TROUBLE, screen.trouble] if screen.trouble != screen.message else [TROUBLE]
        return page | {"sentences": [plain(one) for one in told] if view else []}
    return (
        page
        | _figure(scene)
        | {
            "note": plain(scene.note),
            "sentences": [plain(one) for one in scene.sentences],
            "source": cited(scene),
            "definition": plain(scene.definition),
            "notices": [plain(one) for one in scene.notices],
        }
    )


def _figure(scene: Scene) -> dict[str, Any]:
    figure = scene.figure
    if isinstance(figure, Words):
        return {"kind": "words"}
    if isinstance(figure, Number):
        one = figure.tile
        change = f"{one.pill} {one.change}".strip()
        return {
            "kind": "number", "value": one.value, "change": change, "context": one.context,
            "colour": _VERDICTS[one.verdict],
        }  # fmt: skip
    if isinstance(figure, Grid):
        rows = scene.rows.head(MOST)
        return {
            "kind": "table",
            "head": rows.columns,
            "widths": [_width(name, rows[name].to_list()) for name in rows.columns],
            "rows": [[plain(str(text or "")) for text in row] for row in rows.iter_rows()],
            "left_out": [_left_out(scene.rows.height - count) for count in range(rows.height + 1)],
        }
    width, height = MAP if isinstance(figure, Choropleth) else (WIDTH, HEIGHT)
    if isinstance(figure, Drawing):
        width, height = figure.width, figure.height
    spec, data = figure.drawn("light", height)
    if not isinstance(figure, (Choropleth, Drawing)):
        height = min(height, spec["height"])
    found: dict[str, Any] = {
        "kind": "chart", "svg": svg_of(spec, data, width, height), "alt": plain(scene.alt),
        "shape": height / width,
        "classes": [], "signs": [],
    }  # fmt: skip
    if isinstance(figure, Choropleth):
        found["classes"] = [
            {"fill": fill, "label": label, "count": count} for fill, label, count in classes(figure)
        ]
        found["signs"] = signs(figure)
    return found


def _width(head: str, cells: Sequence[object]) -> int:
    """Return the part of a table's width that a column takes, in signs: no word is cut, no long text takes all."""
    texts = [head, *(str(one or "") for one in cells)]
    words = (len(word) for text in texts for word in text.split())
    return max(*words, min(max(map(len, texts)), LONGEST_CELL)) + _BETWEEN


def _left_out(count: int) -> str:
    if count <= 0:
        return ""
    words = "autre ligne" if count == 1 else "autres lignes"
    return f"… et {number(count)} {words} : voir le classeur."


def _code(address: str) -> dict[str, Any] | None:
    code = qr.readable(address) if address else None
    if code is None:
        return None
    alt = f"Code QR qui ouvre cette séance à l’adresse {address}"
    return {"svg": qr.svg(code), "side": SIDE, "alt": plain(alt)}


def _texts(node: Any) -> list[str]:
    """Return every text of the pages: names and messages that readers wrote are among them."""
    if isinstance(node, str):
        return _DRAWN_TEXT.findall(node) if node.startswith("<svg") else [node]
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    return [text for one in inside for text in _texts(one)]
