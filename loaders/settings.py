"""Where the published data and the geography lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def data_root() -> Path:
    """Return the folder of the catalogue and observations (`OBSERVATOIRE_DATA`, else `data/`)."""
    return Path(os.environ.get("OBSERVATOIRE_DATA", ROOT / "data"))


def geo_root() -> Path:
    """Return the folder of the territories and the outlines (`OBSERVATOIRE_GEO`, else `geo/`)."""
    return Path(os.environ.get("OBSERVATOIRE_GEO", ROOT / "geo"))
