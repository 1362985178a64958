"""The choropleth: one Vega view that holds every period, so that time moves in the browser."""

from functools import lru_cache
from typing import Any, Literal

import altair as alt
import polars as pl

from figures.live import finished, parameter, spoken
from figures.rows import SAID, STANDING, Panel
from figures.theme import THEMES, Mode, Theme
from loaders.groups import index
from loaders.outlines import border, outline_url, plane
from loaders.territories import Territory

LAYERS = {"REG": "region", "DEP": "dep", "SPEL": "spel", "EPCI": "epci", "ZE2020": "ze"}
"""The object of the outlines that draws each level."""

Printed = Literal["all", "extremes"]
"""Every value, or the lowest and the highest with their names."""

TIGHT = 26
"""Below this inscribed radius (in plane units) a printed value needs a leader."""


def palette(panel: Panel, theme: Theme) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fill of each class and the colour of a value printed on it."""
    fills, texts = {
        "sequential": (theme.sequential, theme.on_sequential),
        "diverging": (theme.diverging, theme.on_diverging),
    }[panel.classes.palette]
    if panel.classes.reversed:
        return fills[::-1], texts[::-1]
    return fills, texts


def map_spec(
    level: str,
    outline: str,
    panel: Panel,
    mode: Mode,
    height: int,
    live: bool = False,
    printed: Printed = "all",
    step: int = -1,
    selected: str = "",
    around: bool = False,
) -> dict[str, Any]:
    """Return the Vega-Lite spec of a choropleth, without its values (see `map_data`).

    `level` is coloured, `outline` (a level) is drawn over it, `selected` ("ZE2020:3217") is outlined.
    A live map takes `step`, `selected` and `turn` from hidden inputs; `turn` makes two clicks on the same
    area two events. `around` draws the dataset of that name, the border of a group (see `border_data`).
    Only the arguments enter the spec, so that a view is kept from one period to the next.
    """
    last = len(panel.periods) - 1 if step < 0 else step
    fills, texts = palette(panel, THEMES[mode])
    return _spec(
        level, outline, mode, height, live, printed, last, selected, around, fills, texts,
        outline_url("hdf"),
    )  # fmt: skip


@lru_cache(maxsize=128)
def _spec(
    level: str,
    outline: str,
    mode: Mode,
    height: int,
    live: bool,
    printed: Printed,
    step: int,
    selected: str,
    around: bool,
    fills: tuple[str, ...],
    texts: tuple[str, ...],
    url: str,
) -> dict[str, Any]:
    theme = THEMES[mode]
    size = plane("hdf")
    scale = f"min(width / {size.width}, height / {size.height})"

    def shapes(layer: str) -> alt.Chart:
        # The plane is drawn as it is: scale and position follow the size of the view alone.
        return alt.Chart(alt.topo_feature(url, layer)).project(
            type="identity",
            scale=alt.expr(scale),
            translate=alt.expr(
                f"[(width - {size.width} * {scale}) / 2, (height - {size.height} * {scale}) / 2]"
            ),
        )

    def values_of(chart: alt.Chart, code: str, *more: str) -> alt.Chart:
        fields = ["value", "rank", "label", *more]
        return chart.transform_calculate(key=f"{code} + '|' + step").transform_lookup(
            "key", from_=alt.LookupData(alt.NamedData("values"), "key", fields)
        )

    colour = alt.Color(
        "rank:O",
        scale=alt.Scale(domain=list(range(-1, len(fills))), range=["transparent", *fills]),
        legend=None,
    )
    click = alt.selection_point(
        name="click", fields=["id", "turn"], on="click", toggle=False, clear=False, empty=False
    )
    areas = (
        values_of(shapes(LAYERS[level]), "datum.id", *SAID)
        .transform_calculate(turn="turn")
        .transform_lookup("id", from_=alt.LookupData(alt.NamedData("places"), "code", ["name"]))
        .mark_geoshape(stroke=theme.ground, strokeWidth=1, cursor="pointer" if live else "default")
        .transform_calculate(tip="datum.name + ' : ' + datum.label")
        .encode(color=colour, tooltip=alt.Tooltip("tip:N"))
    )
    areas = spoken(areas, STANDING, "plane")
    if live and not outline:
        areas = areas.add_params(click)
    layers = [areas, _part_outside(shapes, theme)]
    layers.append(shapes("region").mark_geoshape(fill=None, stroke=theme.edge, strokeWidth=1))
    if outline:
        # What is outlined is what a click chooses: its inside must be there to be clicked.
        drawn = (
            shapes(LAYERS[outline])
            .transform_calculate(turn="turn", tip="datum.properties.name")
            .mark_geoshape(
                fill="transparent",
                stroke=theme.ink,
                strokeWidth=1.2,
                strokeJoin="round",
                cursor="pointer" if live else "default",
            )
            .encode(tooltip=alt.Tooltip("tip:N"))
        )
        layers.append(drawn.add_params(click) if live else drawn)
    for kind, layer in LAYERS.items():
        if kind == "REG" or (not live and not selected.startswith(kind + ":")):
            continue
        mine = shapes(layer).transform_filter(f"'{kind}:' + datum.id == selected")
        layers += _outlined(mine, theme)
    if around:
        layers += _outlined(_points(shapes, "around"), theme)
    layers += (
        _labels(shapes, values_of, theme, texts, () if live else fills)
        if printed == "all"
        else _named(shapes, values_of, theme)
    )
    if live:
        layers.append(_period(theme))
    params = [
        parameter("step", step, live),
        parameter("selected", selected, live),
        parameter("turn", 0, live),
    ]
    return finished(alt.layer(*layers).add_params(*params), mode, height)


def _outlined(shape: alt.Chart, theme: Theme) -> list[alt.Chart]:
    return [
        shape.mark_geoshape(fill=None, stroke=colour, strokeWidth=width, strokeJoin="round")
        for colour, width in ((theme.ground, 6.5), (theme.accent, 3))
    ]


def _period(theme: Theme) -> alt.Chart:
    """Write the period shown in the corner that the region leaves free."""
    return (
        alt.Chart(alt.NamedData("periods"))
        .transform_filter("datum.step == toNumber(step)")
        .mark_text(align="left", baseline="top", fontSize=20, fontWeight=600, color=theme.ink)
        .encode(x=alt.value(0), y=alt.value(0), text="label:N")
    )


def _part_outside(shapes: Any, theme: Theme) -> alt.Chart:
    """Hatch what of an interregional zone lies outside the region, in the colour of the ground."""
    return shapes("ze_hatch").mark_geoshape(fill=None, stroke=theme.ground, strokeWidth=2)


def _points(shapes: Any, dataset: str) -> alt.Chart:
    return alt.Chart(alt.NamedData(dataset)).project(**shapes("region").projection.to_dict())


def _labels(
    shapes: Any, values_of: Any, theme: Theme, texts: tuple[str, ...], halos: tuple[str, ...]
) -> list[alt.Chart]:
    """Print each value in its area, or at the end of a leader where the area is too small.

    `halos`, the fill of each class, parts a value from an outline that runs under it.
    """
    base = _points(shapes, "spots")
    position = {"longitude": "lx:Q", "latitude": "ly:Q"}

    def by_class(colours: tuple[str, ...], other: str) -> Any:
        pairs = [f"datum.rank == {rank} ? '{colour}'" for rank, colour in enumerate(colours)]
        return alt.expr(" : ".join([*pairs, f"'{other}'"]))

    within = values_of(base.transform_filter("datum.leader == 0"), "datum.code")
    inside = [within.mark_text(baseline="middle", color=by_class(texts, theme.ink))]
    if halos:
        colour = by_class(halos, theme.ground)
        halo = {"stroke": colour, "strokeWidth": 3, "strokeJoin": "round"}
        inside.insert(0, within.mark_text(baseline="middle", color=colour, **halo))
    outside = values_of(base.transform_filter("datum.leader == 1"), "datum.code").mark_text(
        baseline="middle", align=alt.expr("datum.side > 0 ? 'left' : 'right'")
    )
    leader = (
        base.transform_filter("datum.leader == 1")
        .mark_rule(color=theme.ink, strokeWidth=1)
        .encode(longitude="x:Q", latitude="y:Q", longitude2="ex:Q", latitude2="ey:Q")
    )
    return [leader, *(one.encode(text="label:N", **position) for one in (*inside, outside))]


def _named(shapes: Any, values_of: Any, theme: Theme) -> list[alt.Chart]:
    """Print the name and the value of the spots given, with a halo that any class leaves readable."""
    base = values_of(_points(shapes, "spots"), "datum.code").transform_calculate(
        both="[datum.name, datum.label]"
    )
    beside = base.transform_filter("datum.beside == 1")
    within = base.transform_filter("datum.beside == 0").encode(
        longitude="x:Q", latitude="y:Q", text="both:N"
    )
    # On a narrow view a name, 7 pixels a letter, would go beyond the edge: it slides back by as much.
    size = plane("hdf")
    at = f"((datum.bx - {size.width / 2}) * min(width / {size.width}, height / {size.height}))"
    slide = f"max(0, 4 + 7 * length(datum.name) - width / 2 + datum.side * {at})"
    halo: dict[str, Any] = {"stroke": theme.ground, "strokeWidth": 4, "strokeJoin": "round"}
    placed: dict[str, Any] = {
        "fontWeight": 600, "baseline": "bottom", "dx": alt.expr(f"datum.side * (4 - {slide})"),
        "align": alt.expr("datum.side > 0 ? 'left' : 'right'"),
    }  # fmt: skip
    end: dict[str, Any] = {"longitude": "bx:Q", "latitude": "by:Q", "text": "both:N"}
    return [
        beside.mark_rule(color=theme.ink, strokeWidth=1).encode(
            longitude="x:Q", latitude="y:Q", longitude2="bx:Q", latitude2="by:Q"
        ),
        *(beside.mark_text(**placed, **one).encode(**end) for one in (halo, {})),
        *(within.mark_text(fontWeight=600, **one) for one in (halo, {})),
    ]


@lru_cache(maxsize=16)
def _spots(territories: tuple[Territory, ...]) -> pl.DataFrame:
    """Return where each value is printed: in its area, or at the end of a leader."""
    size = plane("hdf")
    rows = []
    for place in territories:
        x, y = place.x or 0.0, place.y or 0.0
        tight = (place.radius or 0.0) < TIGHT
        # A leader goes up and to the nearer side of the map, where no other area is covered.
        side = 1 if x > size.width * 0.45 else -1
        ex, ey = x + side * 70.0, y - 75.0
        rows.append(
            {
                "code": place.code, "name": place.short, "x": x, "y": y,
                "leader": int(tight), "side": side, "ex": ex, "ey": ey,
                # A name is longer than a value: it goes outside wherever the border is near.
                "beside": int(x > size.width * 0.55 or x < size.width * 0.3),
                "bx": x + side * 110.0, "by": y - 90.0,
                "lx": ex + side * 6 if tight else x, "ly": ey if tight else y,
            }
        )  # fmt: skip
    return pl.DataFrame(rows)


@lru_cache(maxsize=32)
def map_data(
    panel: Panel, only: tuple[str, ...] = (), last: bool = False
) -> dict[str, pl.DataFrame]:
    """Return the datasets of `map_spec`: values, areas' names, spots of the printed values, periods.

    `only` keeps the spots of some codes; `last` keeps the values of the last period.
    """
    values = panel.at(panel.periods[-1]) if last else panel.values
    spots = _spots(panel.territories)
    return {
        "values": values.select("key", pl.col("value").cast(pl.Float32), "rank", "label", *SAID),
        "places": pl.DataFrame(
            {
                "code": [place.code for place in panel.territories],
                "name": [place.title for place in panel.territories],
            }
        ),
        "spots": spots.filter(pl.col("code").is_in(only)) if only else spots,
        "periods": pl.DataFrame({"step": range(len(panel.periods)), "label": panel.labels}),
    }


@lru_cache(maxsize=16)
def border_data(codes: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    """Return the dataset of what bounds some communes together, in the plane of the map."""
    homes = index().departements
    parts = [
        [list(point) for point in part]
        for home in sorted({homes[code] for code in codes})
        for part in border(f"communes_{home}", "communes", frozenset(codes))
    ]
    lines = {"type": "MultiLineString", "coordinates": parts}
    return {"around": pl.DataFrame({"type": ["Feature"], "geometry": [lines]})}
