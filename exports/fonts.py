"""The typeface of what leaves the screen: the same Source Sans as on it, in files."""

from importlib.util import find_spec
from pathlib import Path

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
