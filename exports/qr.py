"""An address as a QR code: a drawing for paper and for the screen, a picture for a slide."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from figures.theme import LIGHT

if TYPE_CHECKING:
    from segno import QRCode

ROOMY, DENSEST = 15, 26
"""The versions (77 and 121 modules a side) up to which a code may be soiled, and be read off a wall.

On a screen of 1024×768 where it is 400 pixels wide, a module of the densest one has three pixels.
"""


def code_of(address: str) -> "QRCode":
    """Return the code of an address; raises ValueError when it is longer than any code can hold."""
    import segno

    # Fifteen hundredths of the code may be soiled and still be read.
    return segno.make(address, error="m", micro=False)


def modules(code: "QRCode") -> int:
    """Return how many modules a side of a code has."""
    return int(code.symbol_size(border=0)[0])


def svg(code: "QRCode") -> str:
    """Return the drawing of a code, without a margin."""
    return code.svg_inline(border=0, dark=LIGHT.ink, scale=4, omitsize=False)


def png(code: "QRCode", scale: int = 10) -> bytes:
    """Return the picture of a code with the white margin that its readers look for."""
    buffer = BytesIO()
    code.save(buffer, kind="png", scale=scale, border=4, dark=LIGHT.ink, light="#FFFFFF")
    return buffer.getvalue()


@lru_cache(maxsize=8)
def readable(address: str) -> "QRCode | None":
    """Return the code of an address, or None when it would be too dense to be read off a wall."""
    import segno

    for error, densest in (("m", ROOMY), ("l", DENSEST)):
        try:
            code = segno.make(address, error=error, micro=False, boost_error=False)
        except segno.DataOverflowError:
            continue
        if int(code.version) <= densest:
            return code
    return None
