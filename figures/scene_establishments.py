"""A rate by establishment as scenes: every one as a dot, and those of the territory by name."""

from collections.abc import Sequence

import polars as pl

from figures import establishments
from figures.captions import published_by
from figures.formats import lowered, period
from figures.office import dots_points
from figures.scene import Drawing, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.sites import Choice, chosen
from figures.tables import state
from figures.theme import Mode
from loaders import observations
from loaders.apprenticeship import of_role
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.site_rows import CFA
from loaders.sites import read_sites
from loaders.territories import HOME, Territory

DOTS, MINE = "etablissements-", "siens-"
"""What the name of a figure begins with; the code of its indicator follows."""
WIDTH, LEAST_HIGH = 560, 180
"""Pixels of the drawing: low piles are parted rather than lost in an empty screen."""


def of_territory(place: Territory) -> tuple[str, ...]:
    """Return the codes of the establishments of a territory; none for the whole région."""
    if (place.level, place.code) == ("REG", HOME):
        return ()
    return tuple(one.code for one in chosen(read_sites(), Choice(kinds=(CFA,), place=place)))


def dots(view: View) -> Scene:
    """Return each establishment as a dot, those of the territory brought out."""
    codes, indicator = Codes(view), _indicator(view, DOTS)
    place, at = codes.territory(), _at(codes, indicator)
    rows, mine = establishments.listed(indicator, at), of_territory(place)
    data = establishments.dots_data(rows, mine)
    high = establishments.rows_high(data)

    def drawn(mode: Mode) -> tuple[dict, dict]:
        return establishments.dots_spec(mode, high), data

    own = f" ; losange : {place.title}" if mine else ""
    whole = (place.level, place.code) == ("REG", HOME)
    return Scene(
        view=view,
        message=f"{indicator.short} : {lowered(establishments.title(indicator, rows))}",
        note=f"En {indicator.unit}, {period(at)}. Un point par établissement{own}",
        sentences=(establishments.sentence(rows, at, None if whole else mine),),
        source=published_by(read_catalogue(), observations.read(indicator)),
        alt=f"Points : {indicator.short}, {data['dots'].height} établissements, {period(at)}.",
        figure=Drawing(
            drawn,
            WIDTH,
            max(drawn("light")[0]["height"], LEAST_HIGH),
            native=dots_points(indicator, data, place.title),
        ),
        rows=establishments.table(indicator, of_role("beside"), rows, at),
        file=_file(indicator, rows, at),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def own(view: View) -> Scene:
    """Return the establishments of the territory, by name."""
    codes, indicator = Codes(view), _indicator(view, MINE)
    place, at = codes.territory(), _at(codes, indicator)
    rows = establishments.listed(indicator, at)
    rows = rows.filter(pl.col("code").is_in(list(of_territory(place))))
    if rows.is_empty():
        raise DataError(f"{place.title} : aucun établissement n’y est connu.")
    many = f"{rows.height} établissements" if rows.height > 1 else "un établissement"
    return table_scene(
        codes,
        f"{place.title} : {many}, {lowered(indicator.short)}, {period(at)}",
        establishments.table(indicator, of_role("beside"), rows, at),
        published_by(read_catalogue(), observations.read(indicator)),
        note=f"{indicator.title}, en {indicator.unit}",
        file=_file(indicator, rows, at),
        definition=indicator.definition,
    )


def _file(indicator: Indicator, rows: pl.DataFrame, at: str) -> pl.DataFrame:
    """Return the rows and those of the columns beside, to take away: codes, numbers, statuses."""
    parts = [_coded(indicator, rows, at)]
    for one in of_role("beside"):
        found = establishments.listed(one, at).filter(pl.col("code").is_in(rows["code"].to_list()))
        parts.append(_coded(one, found, at))
    return pl.concat(parts)


def _coded(indicator: Indicator, rows: pl.DataFrame, at: str) -> pl.DataFrame:
    return rows.select(
        pl.lit(indicator.code).alias("indicateur"),
        etablissement="code",
        nom="label",
        periode=pl.lit(at),
        valeur="value",
        unite=pl.lit(indicator.unit),
        statut="status",
        etat=pl.Series([state(status) for status in rows["status"]], dtype=pl.String),
    )


def _at(codes: Codes, indicator: Indicator) -> str:
    known: Sequence[str] = observations.periods(indicator)[::-1]
    return codes.among("millesime", known)


def _indicator(view: View, prefix: str) -> Indicator:
    code = view.figure.removeprefix(prefix)
    found = next((one for one in of_role("establishment") if one.code == code), None)
    if found is None:
        raise DataError(f"La page n’a pas de figure « {view.figure} ».")
    return found
