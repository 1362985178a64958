"""The typesetter of the PDFs: its fonts, the signs that they have, and the memory that it gives back."""

import json
import unicodedata
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from exports.fonts import FAMILY, font_folder
from figures.formats import tied

KEPT = 10
"""Documents for which the typesetter remembers what it laid out."""
FALLBACK = "DejaVu Sans Mono"
"""Has the few arrows that the typeface has not; it comes with the typesetter."""
FONTS = [FAMILY, FALLBACK]
LATIN = 0xFF
"""The last sign of a French keyboard's own alphabet: the typeface has all of them."""
TYPED = frozenset("’‘“”–—−…œŒ•€▲▼△▽↗↘→\u202f\u2009")
"""The signs of our own texts beyond them, which the fonts have."""
DRAWN = ("svg", "svgs")
"""The names, in a document's data, of drawings: their texts are set already."""
PROBE = b"""#set document(title: "?")
#set text(font: json(bytes(sys.inputs.fonts)))
#sys.inputs.text #text(weight: 600, sys.inputs.text)"""
"""The smallest document that a text can be tried in."""


def tagged_pdf(
    template: Path, data: dict[str, Any], foreign: Iterable[str], instant: datetime
) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a template that reads `sys.inputs.data`, as JSON.

    `foreign` are the texts that readers wrote: a sign that no font has is printed as "?", since a
    tagged document refuses it. Raises TypeError when the typesetter makes no document.
    """
    whole = json.dumps(data, ensure_ascii=False)
    lost = set().union(*(unprintable(text) for text in foreign))
    made = _compiler(template).compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": whole.translate(dict.fromkeys(map(ord, lost), "?"))},
        timestamp=instant,
    )
    _forget(template)
    if not isinstance(made, bytes):
        raise TypeError("the typesetter returned no document")
    return made


def tied_data(node: Any) -> Any:
    """Return data whose texts are never cut in a number; a drawing's are set already."""
    if isinstance(node, str):
        return tied(node)
    if isinstance(node, dict):
        return {name: one if name in DRAWN else tied_data(one) for name, one in node.items()}
    return [tied_data(one) for one in node] if isinstance(node, (list, tuple)) else node


def unprintable(text: str) -> set[str]:
    """Return the signs of a text given by a reader that no font has."""
    foreign = {sign for sign in text if ord(sign) > LATIN and sign not in TYPED}
    if not foreign or _prints(text):
        return set()
    unknown = {sign for sign in foreign if not _prints(sign)}
    if _prints("".join("?" if sign in unknown else sign for sign in text)):
        return unknown
    # Signs that each have a font may still combine into one that has none: a keycap, a syllable.
    return unknown | {sign for sign in foreign if _combines(sign)}


def _combines(sign: str) -> bool:
    """Tell whether a sign is a mark, or a letter of another alphabet: our own texts have none."""
    return unicodedata.category(sign)[0] in "LM" and "LATIN" not in unicodedata.name(sign, "")


@lru_cache(maxsize=1024)
def _prints(text: str) -> bool:
    """Tell whether a text can be printed, plain and bold: the typesetter alone knows its fonts."""
    import typst

    try:
        typst.Compiler(PROBE, font_paths=_fonts()).compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"fonts": json.dumps(FONTS), "text": f"{text} \u202f{text}\u202f"},
        )
    except typst.TypstError:
        return False
    return True


def _compiler(template: Path) -> Any:
    """Return a typesetter for one document: it refuses to be shared, while its fonts may be."""
    import typst

    return typst.Compiler(template.read_bytes(), font_paths=_fonts())


def _forget(template: Path) -> None:
    """Make the typesetter let go of a document: it keeps some 80 MB of it for its next ten ones."""
    idle = _compiler(template)
    for _ in range(KEPT + 1):
        idle.compile(b"", format="svg")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return the fonts, read once; the typesetter is imported by the first document alone."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])
