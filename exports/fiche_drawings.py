"""The drawings of the fiche: the curve of the territory, the map and the ranking of the zones d'emploi."""

from typing import Any

import polars as pl

from exports.addresses import OWN
from exports.vector import svg_of
from figures import portrait
from figures.captions import published_by, source_text, trend_note, trend_title
from figures.formats import THIN, count_in_words, in_unit, number, period, years_before
from figures.headlines import map_title
from figures.legend import legend_data
from figures.lines import trend_data
from figures.map_chart import LAYERS, border_data, map_data, map_spec, palette
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import Panel, panel
from figures.theme import LIGHT
from figures.trend import trend_spec
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.groups import codes_of
from loaders.indicators import Indicator
from loaders.territories import Territory

SPAN = 12
"""Years of the curve."""
CURVE = (760, (236, 210, 186))
MAP = (400, 430)
"""Widths and heights in pixels of the screen, where the sizes of the type are decided.

Of the heights of the curve, the page takes the highest one that it has room for.
"""
ZONES = "ZE2020"
LEVEL = MEASURES["valeur"]


def curve(
    catalogue: Catalogue, indicator: Indicator, place: Territory, at: str
) -> dict[str, Any] | None:
    """Return the curve of a territory, or of its zones, up to a period; None without a line."""
    lines = portrait.lines_of(indicator, place, years_before(at, SPAN), at)
    if not lines:
        return None
    width, heights = CURVE
    ends = [
        f"{line.name}, {number(line.last['value'], indicator.decimals)}{THIN}{indicator.unit}"
        for line in lines
    ]
    return {
        "title": trend_title(indicator, place, at),
        "note": trend_note(indicator, lines),
        "source": source_text(catalogue, lines),
        "svgs": [
            svg_of(
                trend_spec("light", height, indicator.unit, hero=False, live=False),
                trend_data(indicator, lines, height),
                width,
                height,
            )
            for height in heights
        ],
        "alt": (
            f"Courbes : {indicator.short}, de {period(lines[0].rows['period'][0])} à {period(at)}. "
            f"Dernières valeurs : {' ; '.join(ends)}."
        ),
    }


def zones(
    catalogue: Catalogue, indicator: Indicator, place: Territory
) -> dict[str, dict[str, Any] | None]:
    """Return the map of the zones d'emploi and their ranking, of the same values; None without."""
    values = panel(indicator, LEVEL, ZONES)
    known = values.values.filter(pl.col("value").is_not_null())
    if known.is_empty():
        return {"map": None, "ranking": None}
    step = int(known["step"].max())  # type: ignore[arg-type]
    at = values.periods[step]
    rows = observations.totals(indicator).filter(
        pl.col("level") == ZONES,
        pl.col("period") == at,
        pl.col("territory").is_in([one.code for one in values.territories]),
    )
    source = published_by(catalogue, rows)
    return {
        "map": _map(indicator, place, values, step) | {"source": source},
        "ranking": _ranking(indicator, place, values, step) | {"source": source},
    }


def _map(indicator: Indicator, place: Territory, values: Panel, step: int) -> dict[str, Any]:
    at, noun = values.periods[step], NOUNS[ZONES]
    known = values.at(at).filter(pl.col("value").is_not_null()).sort("value")
    names = {one.code: one.name for one in values.territories}
    low, high = (f"{names[known['code'][end]]} ({known['label'][end]})" for end in (0, -1))
    width, height = MAP
    own = place.level == OWN
    fills, _ = palette(values, LIGHT)
    counts = legend_data(values, *noun.counted)["counts"].filter(pl.col("step") == step)
    return {
        "title": map_title(indicator, LEVEL, values, ZONES, at),
        "note": f"{indicator.short} par {noun.one}, en {indicator.unit}, {period(at)}",
        "svg": svg_of(
            map_spec(ZONES, "", values, "light", height, step=step, selected=place.key, around=own),
            map_data(values) | (border_data(codes_of(place)) if own else {}),
            width,
            height,
        ),
        "alt": (
            f"Carte : {indicator.short} par {noun.one}, {period(at)}. Au plus bas, {low} ; au plus "
            f"haut, {high}.{_outlined(place)}"
        ),
        "classes": [
            {"fill": fill, "label": label, "count": text}
            for fill, label, text in zip(fills, values.classes.labels, counts["text"], strict=False)
        ],
    }


def _outlined(place: Territory) -> str:
    """Say what is outlined: all but the région, which is whole."""
    drawn = place.level in (*LAYERS, OWN) and place.level != "REG"
    return f" Contour rouge : {place.title}." if drawn else ""


def _ranking(indicator: Indicator, place: Territory, values: Panel, step: int) -> dict[str, Any]:
    at, noun = values.periods[step], NOUNS[ZONES]
    names = {one.code: one.short for one in values.territories}
    shared = {one.code for one in values.territories if one.interregional}
    fills, _ = palette(values, LIGHT)
    mine = portrait.shown(indicator, place)[0].key
    rows = values.at(at).sort("value", descending=True, nulls_last=True)
    return {
        "title": f"Les {count_in_words(len(values.territories))} {noun.many}",
        "note": f"De la valeur la plus haute à la plus basse, en {indicator.unit}, {period(at)}",
        "head": [noun.short.capitalize(), in_unit(indicator.unit)],
        "foot": "* zone qui s’étend au-delà de la région, lue entière." if shared else "",
        "rows": [
            {
                "name": names[code] + ("*" if code in shared else ""),
                "label": label,
                "fill": fills[rank] if rank >= 0 else LIGHT.ground,
                "mine": mine == f"{ZONES}:{code}",
            }
            for code, label, rank in rows.select("code", "label", "rank").rows()
        ],
    }
