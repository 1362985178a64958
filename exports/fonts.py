"""The typeface of what leaves the screen: the same Source Sans as on it, in files."""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from struct import pack, unpack
from zlib import compress

FAMILY = "Source Sans Pro"
"""The name under which its files know themselves; the browser's build is called Source Sans."""


def font_folder() -> Path:
    """Return the folder of the typeface's files; the package is found, not imported.

    Raises ModuleNotFoundError when the package is not installed.
    """
    package = find_spec("font_source_sans_pro")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("font_source_sans_pro")
    return Path(package.origin).parent / "files"


WEIGHTS = {400: "Regular", 600: "Semibold"}
"""The two weights of the design, and the name that the files give them."""
_SIGNATURE = b"DSIG"


@lru_cache(maxsize=2)
def web_font(weight: int) -> bytes:
    """Return a weight of the typeface as a WOFF file: what a document that travels alone holds.

    It is the whole font, its tables compressed, without the signature that no browser reads.
    """
    raw = (font_folder() / f"{FAMILY.replace(' ', '')}-{WEIGHTS[weight]}.otf").read_bytes()
    flavour, count = unpack(">4sH", raw[:6])
    tables = [unpack(">4s3L", raw[12 + 16 * rank : 28 + 16 * rank]) for rank in range(count)]
    kept = [one for one in tables if one[0] != _SIGNATURE]
    place = 44 + 20 * len(kept)
    directory, body, size = b"", b"", 12 + 16 * len(kept)
    for tag, check, start, length in kept:
        table = raw[start : start + length]
        packed = compress(table, 9)
        stored = packed if len(packed) < length else table
        directory += pack(">4s4L", tag, place + len(body), len(stored), length, check)
        body += stored + b"\0" * (-len(stored) % 4)
        size += length + -length % 4
    whole = place + len(body)
    head = pack(">4s4sL2HL2H5L", b"wOFF", flavour, whole, len(kept), 0, size, 1, 0, *[0] * 5)
    return head + directory + body
