"""The two maps that move together on the page Comparer, as scenes: each map, and both in one table."""

from figures import paired
from figures.captions import published_by
from figures.formats import in_unit, lowered, period
from figures.headlines import map_message
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.pair_choice import DATES, LEVELS, MODES, SIDES, Pair, gaps, known, other, pair
from figures.scene import Choropleth, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.tables import panel_rows, panel_table
from loaders import observations
from loaders.catalogue import read_catalogue

MAP = "carte-"
"""What the name of one of the two maps begins with; its side follows."""


def both(view: View) -> Scene:
    """Return what the two maps say together, and the values of both, a territory a row."""
    codes = Codes(view)
    place = codes.territory()
    found, step = _read(codes)
    (left, right), (first, second) = found.indicators, found.panels
    said = paired.beside(left, first, right, second, place.key, step)
    rows = paired.rows(left, first, right, second, step)
    return table_scene(
        codes,
        _message(found, step),
        paired.table(left, first, right, second, step),
        published_by(read_catalogue(), rows),
        note="" if found.years else paired.dates(first, second, step),
        file=rows,
        sentences=[said] if said else [],
    )


def one_map(view: View) -> Scene:
    """Return one of the two maps, at the step that both show; its time can move."""
    codes, catalogue = Codes(view), read_catalogue()
    place = codes.territory()
    found, step = _read(codes)
    side = SIDES.index(view.figure.removeprefix(MAP))
    indicator, values, measure = found.indicators[side], found.panels[side], MEASURES["valeur"]
    at, noun = values.periods[step], NOUNS[found.level]
    rows = observations.read(indicator).filter(level=found.level)
    return Scene(
        view=view,
        message=map_message(indicator, measure, values, found.level, at),
        note=f"{indicator.title} par {noun.one}. {in_unit(indicator.unit)}, {period(at)}",
        sentences=(f"{_message(found, step)}.",),
        source=published_by(catalogue, rows),
        alt=f"Carte : {indicator.title} par {noun.one}, {period(at)}.",
        figure=Choropleth(indicator, measure, values, found.level, "", step, place.key),
        rows=panel_table(values, at, indicator.unit),
        file=panel_rows(indicator, measure, values, at),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def _read(codes: Codes) -> tuple[Pair, int]:
    """Return the two maps that the page's codes ask, and the step that they show."""
    catalogue = read_catalogue()
    mode, level = codes.among("cartes", MODES), codes.among("niveau-cartes", LEVELS)
    offered, headline = known(catalogue, level), catalogue.headline().key
    if mode == DATES:
        several = {key: one for key, one in offered.items() if gaps(one, level)}
        one = several[codes.among("indicateur-cartes", several, headline)]
        years = int(codes.among("ecart", [str(years) for years in gaps(one, level)]))
        found = pair(one, one, years, level)
    else:
        starts = (headline, other(catalogue, offered))
        left, right = (
            offered[codes.among(side, offered, default)]
            for side, default in zip(SIDES, starts, strict=True)
        )
        found = pair(left, right, 0, level)
    return found, found.codes.index(codes.period(found.codes))


def _message(found: Pair, step: int) -> str:
    """Return what the two maps say together, as it is said alone: with what both show."""
    said = paired.message(
        found.indicators[0],
        found.panels[0],
        found.indicators[1],
        found.panels[1],
        found.years,
        step,
    )
    left, right = found.indicators
    if found.years and left.subject in said:
        return said.removesuffix(".")
    names = left.short if left.key == right.key else f"{left.short} et {lowered(right.short)}"
    return f"{names} : {lowered(said)}".removesuffix(".")
