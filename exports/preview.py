"""The picture that a shared link shows, and the icon of a tablet's home screen: no figure that would age."""

from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import Any

from exports.fonts import FAMILY
from exports.vector import engine, svg_of
from figures.theme import LIGHT, config
from loaders.outlines import outline_url, plane

WIDTH, HEIGHT = 1200, 630
"""The size that those who show links ask for."""
ICON = 180
_MAP_WIDTH, _MAP_HEIGHT = 470, 590
_LEFT = 72


@lru_cache(maxsize=1)
def preview(names: Sequence[str], lines: Sequence[str], mark: str) -> bytes:
    """Return the PNG of the site's name, what it holds in a few lines, and the outlines of the région.

    `names` are the lines of the name, the last one in a lighter ink; `mark` is the site's icon as an SVG.
    """
    texts = [
        *(_text(name, 276 + 70 * rank, 66, 600, LIGHT.muted if rank == len(names) - 1 else LIGHT.ink)
          for rank, name in enumerate(names)),
        *(_text(line, 486 + 38 * rank, 28, 400, LIGHT.muted) for rank, line in enumerate(lines)),
    ]  # fmt: skip
    drawn = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{LIGHT.ground}"/>'
        f'<rect width="12" height="{HEIGHT}" fill="{LIGHT.accent}"/>'
        f'<g transform="translate({_LEFT} 80)">{_placed(mark, 104, 104)}</g>'
        f'<g transform="translate({WIDTH - _MAP_WIDTH - 28} 20)">{_outlines()}</g>'
        f"{''.join(texts)}</svg>"
    )
    return engine().svg_to_png(drawn, ppi=72)


@lru_cache(maxsize=1)
def touch_icon(mark: str) -> bytes:
    """Return the site's icon (an SVG) as a PNG."""
    return engine().svg_to_png(_placed(mark, ICON, ICON), ppi=72)


def _text(words: str, y: int, size: int, weight: int, colour: str) -> str:
    return (
        f'<text x="{_LEFT}" y="{y}" font-family="{FAMILY}" font-size="{size}" '
        f'font-weight="{weight}" fill="{colour}">{escape(words)}</text>'
    )


def _placed(svg: str, width: int, height: int) -> str:
    return svg.replace("<svg ", f'<svg width="{width}" height="{height}" ', 1)


def _outlines() -> str:
    size = plane("hdf")
    scale = min(_MAP_WIDTH / size.width, _MAP_HEIGHT / size.height)
    left, top = (_MAP_WIDTH - size.width * scale) / 2, (_MAP_HEIGHT - size.height * scale) / 2

    def shapes(feature: str, **mark: Any) -> dict[str, Any]:
        return {
            "data": {
                "url": outline_url("hdf"),
                "format": {"type": "topojson", "feature": feature},
            },
            "projection": {"type": "identity", "scale": scale, "translate": [left, top]},
            "mark": {"type": "geoshape", "fill": None} | mark,
        }

    spec = {
        "layer": [
            shapes("region", fill=LIGHT.sequential[0]),
            shapes("ze", stroke=LIGHT.sequential[2], strokeWidth=1),
            shapes("dep", stroke=LIGHT.sequential[3], strokeWidth=1.6),
            shapes("region", stroke=LIGHT.sequential[4], strokeWidth=2.4),
        ],
        "padding": 0,
        "config": config(LIGHT),
    }
    return svg_of(spec, {}, _MAP_WIDTH, _MAP_HEIGHT)
