"""A séance as the code of a link and as a file: plain text inside, bounded and checked, never code."""

import base64
import binascii
import json
import zlib
from typing import Any

from figures.seance import LONGEST, MOST, Seance, Slide, parse_view
from loaders.errors import DataError

VERSION = 1
LONGEST_CODE = 12_000
"""Characters of a link's code, and what it may hold once unpacked."""
LARGEST = 120_000
_SPACES = "\n\u00a0\u202f"
"""Signs that Python calls unprintable and that French texts are written with."""
_UNREADABLE = "Cette séance n’est pas lisible : le lien ou le fichier est incomplet ou abîmé."


def to_code(seance: Seance) -> str:
    """Return the code of a séance, made of the letters that an address may hold."""
    packed = zlib.compress(_text(seance, None).encode(), 9)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode()


def fits(seance: Seance) -> bool:
    """Tell whether a link can hold a séance: one with long notes lives in its file alone."""
    return len(to_code(seance)) <= LONGEST_CODE


def from_code(code: str) -> Seance:
    """Return the séance of a code; raises DataError with a French sentence when it is not one."""
    if len(code) > LONGEST_CODE:
        raise DataError("Cette séance est trop longue pour un lien : ouvrez-la par son fichier.")
    try:
        packed = base64.b64decode(code + "=" * (-len(code) % 4), altchars=b"-_", validate=True)
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(packed, LARGEST)
    except (binascii.Error, zlib.error, ValueError) as error:
        raise DataError(_UNREADABLE) from error
    # What would go on beyond the bound is no séance of ours, and is never unpacked.
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise DataError(_UNREADABLE)
    return from_bytes(text)


def to_bytes(seance: Seance) -> bytes:
    """Return the file of a séance: JSON that a person can read."""
    return _text(seance, 2).encode()


def from_bytes(content: bytes) -> Seance:
    """Return the séance of a file; raises DataError with a French sentence when it is not one."""
    if len(content) > LARGEST:
        raise DataError("Ce fichier est trop gros pour être une séance.")
    try:
        whole = json.loads(content.decode())
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DataError(_UNREADABLE) from error
    if not isinstance(whole, dict) or not isinstance(whole.get("ecrans"), list):
        raise DataError(_UNREADABLE)
    if whole.get("version") != VERSION:
        raise DataError(
            "Cette séance vient d’une autre version du site : elle ne peut pas être lue."
        )
    if len(whole["ecrans"]) > MOST:
        raise DataError(
            f"Une séance a {MOST} écrans au plus entre sa garde et sa fin : "
            f"celle-ci en a {len(whole['ecrans'])}."
        )
    slides = tuple(_slide(one) for one in whole["ecrans"])
    return Seance(_words(whole, "titre", "title"), slides)


def _text(seance: Seance, indent: int | None) -> str:
    slides = [
        {
            "vue": slide.view.address if slide.view else "",
            "message": slide.message,
            "note": slide.note,
        }
        for slide in seance.slides
    ]
    whole = {
        "version": VERSION,
        "titre": seance.title,
        "ecrans": [{name: text for name, text in one.items() if text} for one in slides],
    }
    spaces = (",", ":") if indent is None else None
    return json.dumps(whole, ensure_ascii=False, indent=indent, separators=spaces)


def _slide(one: Any) -> Slide:
    if not isinstance(one, dict):
        raise DataError(_UNREADABLE)
    address = one.get("vue", "")
    if not isinstance(address, str):
        raise DataError(_UNREADABLE)
    view = parse_view(address) if address else None
    return Slide(view, _words(one, "message", "message"), _words(one, "note", "note"))


def _words(one: dict[str, Any], name: str, kind: str) -> str:
    text = one.get(name, "")
    if not isinstance(text, str):
        raise DataError(_UNREADABLE)
    # Signs that are not written (controls, marks that turn the reading) have no place on a slide.
    kept = (sign for sign in text if sign.isprintable() or sign in _SPACES)
    return "".join(kept)[: LONGEST[kind]]
