"""The scenes of the page Chômage, whose figures L’essentiel shares: map, curves, ranking."""

from dataclasses import replace

import polars as pl

from figures import facts, portrait, ranked
from figures.captions import measure_note, published_by, source_text, trend_message, trend_note
from figures.formats import lowered, number, period, years_before
from figures.headlines import map_message
from figures.lines import Line
from figures.map_chart import LAYERS
from figures.map_levels import MAP_LEVELS, MapLevel
from figures.measures import MEASURES, Measure, unit
from figures.nouns import NOUNS
from figures.rows import Panel, panel
from figures.scene import Bar, Bars, Choropleth, Curves, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.tables import facts_rows, lines_rows, lines_table, panel_rows, panel_table, proof_table
from loaders import observations
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.territories import Territory

SPAN = 12
"""Years of the curve of L’essentiel."""


def zones(view: View) -> Scene:
    """Return the map of a measure at the view's period; its time can move."""
    codes, indicator, place, measure, level, values, at = _panel(view)
    return Scene(
        view=view,
        message=map_message(indicator, measure, values, level.level, at),
        note=_note(indicator, measure, values, level, at, ranked.outlined(place, place.level in LAYERS)),
        sentences=tuple(one.text for one in portrait.essentials(indicator, place, at)),
        source=_source(indicator, level.level),
        alt=(
            f"Carte : {indicator.short}, {measure.name(indicator)}, par {NOUNS[level.level].one}, "
            f"{period(at)}. {_extremes(values, at)}"
        ),
        figure=Choropleth(
            indicator, measure, values, level.level, level.outline, values.periods.index(at), place.key
        ),
        rows=panel_table(values, at, unit(indicator, measure)),
        file=panel_rows(indicator, measure, values, at),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )  # fmt: skip


def ranking(view: View) -> Scene:
    """Return all the territories of the map, highest first, at the view's period: the map's rows."""
    _, indicator, place, measure, level, values, at = _panel(view)
    names = {one.code: one for one in values.territories}
    rows = values.at(at).sort("value", descending=True, nulls_last=True)
    mine = ranked.own(place, level.level, values)
    bars = tuple(
        Bar(names[code].name, value, label, code in mine)
        for code, value, label in rows.select("code", "value", "label").iter_rows()
    )
    alt = (
        f"Classement : {len(names)} {NOUNS[level.level].many}, de la valeur la plus élevée à la plus "
        f"basse, {period(at)}. {_extremes(values, at)}"
    )
    return replace(
        zones(view),
        message=ranked.ranking_message(indicator, measure, values, level.level, at, place, mine),
        note=_note(
            indicator, measure, values, level, at, ranked.accented(place, level.level, mine)
        ),
        figure=Bars(indicator, bars),
        alt=alt,
    )


def curves(view: View) -> Scene:
    """Return the curves of the territory, the région and France over the span of the page's map."""
    codes, indicator, place, _, _, values, at = _panel(view)
    told = portrait.told_at(indicator, place, at)
    lines = portrait.lines_of(indicator, place, values.periods[0], values.periods[-1])
    sentences = tuple(one.text for one in portrait.essentials(indicator, place, told))
    return _curves(view, codes, indicator, lines, trend_message(indicator, place, told), sentences)


def recent(view: View) -> Scene:
    """Return the curves of L’essentiel: the last twelve years, and the territory's newest message."""
    codes, indicator = Codes(view), read_catalogue().headline()
    place = codes.territory()
    newest = portrait.latest(indicator, place)
    message = portrait.headline(indicator, place)
    if newest is None:
        raise DataError(f"{message.title}.")
    last = newest.row.period
    lines = portrait.lines_of(indicator, place, years_before(last, SPAN), last)
    sentences = tuple(one.text for one in portrait.essentials(indicator, place, last))
    # Of two territories in one room, each says which one it speaks of.
    named = place.name if place.level in ("REG", "DEP") else place.title
    said = lowered(message.title)
    title = message.title if place.name in message.title else f"{named} : {said}"
    return _curves(view, codes, indicator, lines, title, (message.lede, *sentences))


def proofs(view: View) -> Scene:
    """Return the figures that the sentences of the page rest on."""
    codes, catalogue = Codes(view), read_catalogue()
    if view.slug == "accueil":
        indicator, place = catalogue.headline(), codes.territory()
        newest = portrait.latest(indicator, place)
        told = newest.row.period if newest else ""
    else:
        _, indicator, place, _, _, _, at = _panel(view)
        told = portrait.told_at(indicator, place, at)
    said = portrait.essentials(indicator, place, told) if told else []
    proved = tuple(dict.fromkeys(row for one in said for row in one.rows))
    rows = proof_table(indicator, proved, catalogue)
    found = [one for row in proved if (one := facts.figure(indicator, *row))]
    cited = pl.DataFrame(
        [(one.source, one.vintage) for one in found], ["source", "vintage"], orient="row"
    )
    return table_scene(
        codes,
        f"{indicator.short}, {place.title} : les chiffres sur lesquels reposent les phrases",
        rows,
        published_by(catalogue, cited) if found else "",
        note=f"{rows.height} chiffres publiés",
        file=facts_rows(found),
        sentences=[one.text for one in said],
        definition=indicator.definition,
    )


def _curves(
    view: View, codes: Codes, indicator: Indicator, lines: tuple[Line, ...], title: str,
    sentences: tuple[str, ...],
) -> Scene:  # fmt: skip
    ends = " ; ".join(
        f"{line.name} {number(line.last['value'], indicator.decimals)}\u202f{indicator.unit}"
        for line in lines
    )
    return Scene(
        view=view,
        message=title,
        note=trend_note(indicator, lines),
        sentences=tuple(one for one in sentences if one),
        source=source_text(read_catalogue(), lines),
        alt=f"Courbes : {trend_note(indicator, lines)}. Au bout : {ends}.",
        figure=Curves(indicator, lines),
        rows=lines_table(indicator, lines),
        file=lines_rows(indicator, lines),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def _panel(view: View) -> tuple[Codes, Indicator, Territory, Measure, MapLevel, Panel, str]:
    codes, indicator = Codes(view), read_catalogue().of_page("chomage")
    place = codes.territory()
    measure = MEASURES[codes.among("mesure", MEASURES)]
    level = MAP_LEVELS[codes.among("carte", MAP_LEVELS)]
    values = panel(indicator, measure, level.level)
    return codes, indicator, place, measure, level, values, codes.period(values.periods)


def _note(
    indicator: Indicator, measure: Measure, values: Panel, level: MapLevel, at: str, marked: str
) -> str:
    """Return what is measured and when; `marked` says what the accent or the outline shows."""
    note = measure_note(indicator, measure, values, at)
    noun, told = NOUNS[level.level], f"{note}, {period(at)}"
    # An accent that names the areas says what they are: once is enough.
    if noun.many not in marked:
        told = f"{indicator.short} par {noun.one}. {told}"
    return f"{told}. {marked}" if marked else told


def _source(indicator: Indicator, level: str) -> str:
    return published_by(read_catalogue(), observations.read(indicator).filter(level=level))


def _extremes(values: Panel, at: str) -> str:
    rows = values.at(at).drop_nulls("value").sort("value")
    names = {one.code: one.name for one in values.territories}
    if rows.is_empty():
        return "Aucune valeur n’est publiée."
    low, high = rows.row(0, named=True), rows.row(-1, named=True)
    return f"De {low['label']} ({names[low['code']]}) à {high['label']} ({names[high['code']]})."
