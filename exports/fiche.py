"""The fiche of a territory: two A4 pages that print, and that a screen reader reads."""

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from exports.addresses import OWN
from exports.fiche_front import front
from exports.fiche_rows import legend, rows_of
from exports.fonts import FAMILY, font_folder
from exports.imprint import AUTHOR, REGION, SITE, edition_instant, edition_text
from figures.formats import tied
from figures.profile import Profile
from figures.theme import LIGHT
from loaders.catalogue import Catalogue
from loaders.territories import Territory

SIDE = 62
"""Points that the QR code takes, if it is not too dense for that."""
KEPT = 10
"""Documents for which the typesetter remembers what it laid out."""
TEMPLATE = Path(__file__).with_name("fiche.typ")
FALLBACK = "DejaVu Sans Mono"
"""Has the few arrows that the typeface has not; it comes with the typesetter."""
DRAWN = ("svg", "svgs")
LATIN = 0xFF
"""The last sign of a French keyboard's own alphabet: the typeface has all of them."""
PROBE = b"""#set document(title: "?")
#set text(font: json(bytes(sys.inputs.fonts)))
#sys.inputs.text #text(weight: 600, sys.inputs.text)"""
"""The smallest document that a text can be tried in."""
PILLS = {"unfavourable": "#FBEEDF", "favourable": "#EFEAF7", "neutral": LIGHT.panel}
"""The ground under a change, by verdict: as in the theme of the screen."""


def fiche_pdf(catalogue: Catalogue, profile: Profile, address: str, edition: str) -> bytes:
    """Return the fiche as a tagged PDF (PDF/UA-1) of two pages.

    `address` reopens the view (see exports.addresses) and is drawn as a QR code; without it the
    fiche says where the view is. `edition` is the day of the edition, "2026-11-22".
    """
    data = json.dumps(_data(catalogue, profile, address, edition), ensure_ascii=False)
    made = _compiler().compile(
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"data": data.translate(dict.fromkeys(map(ord, _unknown(profile.place)), "?"))},
        timestamp=edition_instant(edition),
    )
    _forget()
    if not isinstance(made, bytes):
        raise TypeError("the typesetter returned no document")
    return made


def _unknown(place: Territory) -> set[str]:
    """Return the signs of a name given by a reader that no font has: a tagged document refuses them."""
    foreign = {sign for sign in place.name if ord(sign) > LATIN}
    if place.level != OWN or not foreign or _prints(place.name):
        return set()
    unknown = {sign for sign in foreign if not _prints(sign)}
    if _prints("".join("?" if sign in unknown else sign for sign in place.name)):
        return unknown
    # Signs that each have a font may still combine into one that has none: a keycap, a syllable.
    return unknown | {sign for sign in foreign if _combines(sign)}


def _combines(sign: str) -> bool:
    """Tell whether a sign is a mark, or a letter of another alphabet: the fiche's own texts have none."""
    return unicodedata.category(sign)[0] in "LM" and "LATIN" not in unicodedata.name(sign, "")


@lru_cache(maxsize=1024)
def _prints(text: str) -> bool:
    """Tell whether a text can be printed, plain and bold: the typesetter alone knows its fonts."""
    import typst

    try:
        typst.Compiler(PROBE, font_paths=_fonts()).compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={
                "fonts": json.dumps([FAMILY, FALLBACK]),
                "text": f"{text} \u202f{text}\u202f",
            },
        )
    except typst.TypstError:
        return False
    return True


def _compiler() -> Any:
    """Return a typesetter for one fiche: it refuses to be shared, while its fonts may be."""
    import typst

    return typst.Compiler(TEMPLATE.read_bytes(), font_paths=_fonts())


def _forget() -> None:
    """Make the typesetter let go of the fiche: it keeps some 80 MB of it for its next ten documents."""
    idle = _compiler()
    for _ in range(KEPT + 1):
        idle.compile(b"", format="svg")


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """Return the fonts, read once; the typesetter is imported by the first fiche alone."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(font_folder())])


def _data(catalogue: Catalogue, profile: Profile, address: str, edition: str) -> dict[str, Any]:
    place = profile.place
    said = edition_text(edition)
    return {
        "title": f"{place.title} : fiche du territoire. {said}",
        "author": AUTHOR,
        "site": SITE,
        "region": REGION,
        "edition": said,
        "legend": tied(legend(profile)),
        "fonts": [FAMILY, FALLBACK],
        "colours": {
            name: getattr(LIGHT, name)
            for name in (
                "ink", "muted", "reference", "dot", "edge", "line", "accent", "panel",
                "favourable", "unfavourable",
            )
        },
        "pills": PILLS,
        "front": _tied(front(catalogue, profile)),
        "table": _tied(rows_of(catalogue, profile)),
        "address": address,
        "qr": _qr(address) if address else None,
        "where": f"Cette vue se rouvre dans le tableau de bord, page « Mon territoire », {place.title}.",
    }  # fmt: skip


def _tied(node: Any) -> Any:
    """Return data whose texts are never cut in a number; a drawing's are set already."""
    if isinstance(node, str):
        return tied(node)
    if isinstance(node, dict):
        return {name: one if name in DRAWN else _tied(one) for name, one in node.items()}
    return [_tied(one) for one in node] if isinstance(node, (list, tuple)) else node


def _qr(address: str) -> dict[str, Any]:
    """Return the drawing of a code and its side in points: at least one for each of its modules."""
    import segno

    # Fifteen hundredths of the code may be soiled and still be read.
    code = segno.make(address, error="m", micro=False)
    return {
        "svg": code.svg_inline(border=0, dark=LIGHT.ink, scale=4, omitsize=False),
        "side": max(SIDE, code.symbol_size(border=0)[0] * 1.05),
        "alt": f"Code QR qui ouvre cette vue à l’adresse {address}",
    }
