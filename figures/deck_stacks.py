"""The stacks of names on the map of the sites: their ring, their leader, and the signs of their lines."""

from collections.abc import Mapping, Sequence
from typing import Any

import pydeck

from figures.deck_ground import as_text, rgb
from figures.site_stacks import LINE, Stack
from figures.theme import Theme

_SIGN = 13


def stack_layers(
    stacks: Sequence[Stack], theme: Theme, atlas: str, mapping: Mapping[str, Any], turn: int
) -> list[Any]:
    """Return the layers of the stacks, named after `turn` since their signs can be clicked."""
    if not stacks:
        return []
    rings = [(one, one.ring) for one in stacks if one.ring]
    rows = [
        {
            "key": line.key, "tip": line.tip, "at": [one.lon, one.lat], "icon": line.icon,
            "colour": rgb(line.colour), "offset": [8, line_at(rank)],
        }
        for one in stacks
        for rank, line in enumerate(one.lines)
    ]  # fmt: skip
    return [
        pydeck.Layer(
            "ScatterplotLayer", id="rings", get_position="at", get_radius="metres", filled=False,
            data=[{"at": [ring.lon, ring.lat], "metres": ring.metres} for _, ring in rings],
            stroked=True, get_line_color=rgb(theme.ink), get_line_width=1.2,
            line_width_units=as_text("pixels"), pickable=False,
        ),
        pydeck.Layer(
            "LineLayer", id="leaders", get_source_position="from", get_target_position="to",
            data=[_leader(one) for one, _ in rings], get_color=rgb(theme.ink), get_width=1.2,
            width_units=as_text("pixels"), pickable=False,
        ),
        pydeck.Layer(
            "IconLayer", id=f"stacked-{turn}", data=rows, icon_atlas=as_text(atlas),
            icon_mapping=dict(mapping), get_position="at", get_pixel_offset="offset",
            size_units=as_text("pixels"), get_icon="icon", get_size=_SIGN, get_color="colour",
            pickable=True,
        ),
    ]  # fmt: skip


def line_at(rank: int) -> int:
    """Return how far below the top of its stack a line is, in pixels; the title is the line −1."""
    return LINE * (rank + 1)


def _leader(stack: Stack) -> dict[str, Any]:
    """Return the line from the edge of the ring to the stack."""
    ring = stack.ring
    if ring is None:
        return {}
    east, north = stack.lon - ring.lon, stack.lat - ring.lat
    far = ((east * 0.64) ** 2 + north**2) ** 0.5 * 111_320
    share = ring.metres / far
    return {
        "from": [ring.lon + east * share, ring.lat + north * share],
        "to": [stack.lon, stack.lat],
    }
