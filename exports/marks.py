"""The signs of the map of the sites as one picture, and the map itself as a picture to take away."""

import hashlib
from functools import lru_cache

from exports.vector import engine
from figures.deck import CELL
from figures.marks import ICONS, Icon

_MIDDLE = CELL / 2
# The shape of each sign, within a margin that keeps its neighbours' edges out of it.
_SHAPES = {
    "diamond": f'<path d="M{_MIDDLE} 4 L{CELL - 4} {_MIDDLE} L{_MIDDLE} {CELL - 4} L4 {_MIDDLE}Z"/>',
    "circle": f'<circle cx="{_MIDDLE}" cy="{_MIDDLE}" r="25"/>',
    "region": '<rect fill="none" stroke="#fff" stroke-width="7" stroke-dasharray="11 7" x="6" y="14" '
    'width="52" height="36"/>',
    "square": f'<rect x="10" y="10" width="{CELL - 20}" height="{CELL - 20}"/>',
}
_HOLLOW = {
    "diamond": f'<path fill="none" stroke="#fff" stroke-width="9" d="M{_MIDDLE} 11 '
    f'L{CELL - 11} {_MIDDLE} L{_MIDDLE} {CELL - 11} L11 {_MIDDLE}Z"/>',
    "circle": f'<circle fill="none" stroke="#fff" stroke-width="9" cx="{_MIDDLE}" cy="{_MIDDLE}" r="20.5"/>',
    "square": '<rect fill="none" stroke="#fff" stroke-width="9" x="14.5" y="14.5" width="35" height="35"/>',
}


def _sign(icon: Icon, at: int) -> str:
    name, _, hollow = icon.partition("-")
    shape = _HOLLOW[name] if hollow else _SHAPES[name]
    return f'<g transform="translate({at * CELL} 0)" fill="#fff">{shape}</g>'


@lru_cache(maxsize=1)
def atlas() -> bytes:
    """Return the signs side by side as a PNG, white on nothing: the map gives them their colours."""
    signs = "".join(_sign(icon, at) for at, icon in enumerate(ICONS))
    size = f'width="{CELL * len(ICONS)}" height="{CELL}"'
    return engine().svg_to_png(
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{signs}</svg>', ppi=72
    )


def atlas_url() -> str:
    """Return the address of the signs, which changes with their bytes."""
    return f"/geo/marques.{hashlib.sha256(atlas()).hexdigest()[:12]}.png"
