"""Which lines of a profile are shown, in which order and groups, and as what the browser draws."""

from collections.abc import Callable, Sequence
from typing import Any

from figures.breakdowns import nearest
from figures.cells import Cells, Mark, cells_of
from figures.profile import Line
from figures.themes import THEMES
from loaders.catalogue import Catalogue

ORDERS = {
    "theme": "Par thème",
    "alerte": "Défavorables d’abord",
    "mouvement": "Évolutions d’abord",
    "rang": "Rangs extrêmes d’abord",
}
_BADNESS = {"unfavourable": 0, "neutral": 1, "favourable": 2}


def chosen(
    lines: Sequence[Line], theme: str = "", entry: str = "", public: str = ""
) -> tuple[Line, ...]:
    """Return the lines of a theme, an entry and a public; an empty one keeps all."""
    return tuple(
        line
        for line in lines
        if theme in ("", line.indicator.theme)
        and (not entry or entry in line.indicator.entries)
        and (not public or public in line.indicator.publics)
    )


def grouped(lines: Sequence[Line], order: str) -> list[tuple[str, tuple[Line, ...]]]:
    """Return the lines in groups of (title, lines): by theme, else one group without a title.

    In a theme, what is known of the territory itself comes first, then what is known nearest to it.
    """
    if order != "theme":
        return [("", tuple(sorted(lines, key=_KEYS[order])))] if lines else []
    near = {one.key: at for at, one in enumerate(nearest(lines[0].place))} if lines else {}
    nearer = sorted(lines, key=lambda line: near[line.read.key])
    found = {name: tuple(one for one in nearer if one.indicator.theme == name) for name in THEMES}
    return [(THEMES[name], group) for name, group in found.items() if group]


def _alert(line: Line) -> tuple[float, ...]:
    """Put the unfavourable first: gap to the country, else to the region; then the nearest end."""
    gap = line.gaps.get("country") or line.gaps.get("region")
    verdict = gap.gap.verdict if gap and gap.gap.comparable else "neutral"
    return (_BADNESS[verdict], *_ends(line))


def _moved(line: Line) -> tuple[float, ...]:
    """Put what moved first, the unfavourable before the rest; units differ, so ranks decide."""
    year = line.year.gap if line.year and line.year.gap.comparable else None
    still = year is None or year.trend == "flat"
    return (float(still), _BADNESS[year.verdict] if year else 1, *_ends(line))


def _ends(line: Line) -> tuple[float, ...]:
    """Put the territories nearest to an end of their peers first; those without a rank come last."""
    if line.rank is None:
        return (1.0,)
    return (min(line.rank.above, line.rank.below) / line.rank.count,)


_KEYS: dict[str, Callable[[Line], tuple[float, ...]]] = {
    "alerte": _alert,
    "mouvement": _moved,
    "rang": _ends,
}


def drawn(
    catalogue: Catalogue,
    groups: Sequence[tuple[str, Sequence[Line]]],
    address: Callable[[Line], str],
) -> list[dict[str, Any]]:
    """Return groups of rows as the browser's table takes them; `address` gives a row's own page."""
    return [
        {
            "title": title,
            "rows": [_row(cells_of(catalogue, line), address(line)) for line in lines],
        }
        for title, lines in groups
    ]


def _row(cells: Cells, href: str) -> dict[str, Any]:
    value, unit = cells.parts
    return {
        "key": cells.key,
        "title": cells.title,
        "definition": cells.definition,
        "when": cells.when,
        "where": cells.where,
        "status": cells.status,
        "value": value,
        "unit": unit,
        "curve": cells.curve,
        "curveText": cells.curve_text,
        "series": cells.series,
        "year": _mark(cells.year),
        "span": _mark(cells.span),
        "rank": cells.rank,
        "rankNote": cells.rank_note,
        "strip": None
        if cells.strip is None
        else {
            "dots": cells.strip.dots,
            "names": cells.strip.names,
            "labels": cells.strip.labels,
            "ranks": cells.strip.ranks,
            "mine": cells.strip.mine,
            "rows": cells.strip.rows,
            "ticks": cells.strip.ticks,
        },
        "noStrip": cells.no_strip,
        "gaps": {role: _mark(one) for role, one in cells.gaps.items()},
        "source": cells.source,
        "href": href,
    }


def _mark(one: Mark | None) -> dict[str, str] | None:
    return one and {"text": one.text, "verdict": one.verdict, "note": one.note, "of": one.of}
