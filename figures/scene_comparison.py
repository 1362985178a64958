"""The scenes of the page Comparer: one indicator on one scale, the table, the monographies' table."""

import polars as pl

from figures import compared_table, compared_text, monograph_table, monographs
from figures.bars import bars_data, bars_spec, label, text
from figures.captions import published_by, source_text
from figures.compared import (
    MOST,
    Side,
    comparable,
    defaults,
    partners,
    readings,
    sides,
    values_beside,
)
from figures.multiples import multiple, multiple_data, multiple_spec, note, room
from figures.profile import entries
from figures.scene import Bar, Bars, Curves, Drawing, Grid, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.theme import Mode
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.territories import read_territories

CHART = "figure-"
"""What the name of an indicator's figure begins with; its rank among those chosen follows, from 1."""
WIDTH, HEIGHT = 560, 300
_BETWEEN = "_"


def chart(view: View) -> Scene:
    """Return one indicator of the comparison, all territories on one scale."""
    codes, catalogue = Codes(view), read_catalogue()
    compared, indicators = _compared(codes)
    indicator = indicators[codes.rank(CHART, len(indicators))]
    read = readings(indicator, compared)
    shown = multiple(indicator, read)
    beside = values_beside(read)
    if shown is None and beside.is_empty():
        raise DataError(f"{indicator.title} : aucun de ces territoires n’a de valeur.")

    mine = read[0].read.key if read[0].read else ""

    def drawn(mode: Mode) -> tuple[dict, dict]:
        if shown:
            spec = multiple_spec(mode, shown.indicator.unit, bool(shown.base), room(shown))
            return spec, multiple_data(shown)
        return bars_spec(mode, beside.height), bars_data(indicator, beside, {}, mine)

    return Scene(
        view=view,
        message=compared_text.chart_title(indicator, read, shown),
        note=note(indicator, shown) if shown else compared_text.bars_note(indicator, beside),
        sentences=tuple(one.text for one in compared_text.sentences(indicator, read, shown)),
        source=source_text(catalogue, shown.lines) if shown else published_by(catalogue, beside),
        alt=f"{indicator.title} : {', '.join(one.place.title for one in compared)}.",
        figure=Drawing(
            drawn,
            WIDTH,
            HEIGHT if shown else drawn("light")[0]["height"],
            native=Curves(shown.indicator, shown.lines)
            if shown
            else _bars(indicator, beside, mine),
        ),
        rows=compared_table.series(indicator, read),
        file=compared_table.file_rows(catalogue, {indicator: read}),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def _bars(indicator: Indicator, rows: pl.DataFrame, mine: str) -> Bars:
    dated = rows["period"].n_unique() > 1
    return Bars(
        indicator,
        tuple(
            Bar(
                label(row, dated),
                row["value"],
                text(indicator, row["value"], row["status"]),
                row.get("key") == mine,
            )
            for row in rows.iter_rows(named=True)
        ),
    )


def table(view: View) -> Scene:
    """Return all the indicators, territory by territory."""
    codes, catalogue = Codes(view), read_catalogue()
    compared, indicators = _compared(codes)
    found = {one: readings(one, compared) for one in indicators}
    if not found:
        raise DataError("Aucun indicateur n’est comparé.")
    first = indicators[0]
    return Scene(
        view=view,
        message=compared_text.message(first, found[first], multiple(first, found[first])),
        note="Dernière valeur de chacun, avec sa date ; « ≠ » : les dates diffèrent",
        sentences=(compared_text.lede(first, found[first]),),
        source="La source de chaque valeur est dans le classeur.",
        alt=f"Tableau : {len(found)} indicateurs, {', '.join(one.place.title for one in compared)}.",
        figure=Grid(),
        rows=compared_table.table(compared, found),
        file=compared_table.file_rows(catalogue, found),
        notices=tuple(codes.notices),
    )


def monographies(view: View) -> Scene:
    """Return the table « région, national, évolution » of the monographies, rebuilt."""
    codes, catalogue = Codes(view), read_catalogue()
    reading = codes.among("monographie", monographs.readings(catalogue))
    return Scene(
        view=view,
        message=f"Région, national, évolution : {monograph_table.message(catalogue, reading)}",
        note="Valeur (date), évolution sur un an sauf mention ; « ≠ » : les dates diffèrent",
        sentences=(),
        source=(
            "Tableau des monographies, reconstruit : série officielle d’abord, sinon chiffre d’un "
            "document ; voir le classeur."
        ),
        alt="Tableau : région, national, évolution.",
        figure=Grid(),
        rows=monograph_table.room(catalogue, reading),
        file=monograph_table.file_rows(catalogue, reading),
        notices=tuple(codes.notices),
    )


def monographies_sources(view: View) -> Scene:
    """Return where each value of the monographies' table comes from."""
    codes, catalogue = Codes(view), read_catalogue()
    reading = codes.among("monographie", monographs.readings(catalogue))
    return table_scene(
        codes,
        "Le tableau des monographies : la source de chaque valeur",
        monograph_table.sources(catalogue, reading),
        "Série officielle d’abord, sinon chiffre d’un document.",
        file=monograph_table.file_rows(catalogue, reading),
    )


def _compared(codes: Codes) -> tuple[tuple[Side, ...], tuple[Indicator, ...]]:
    """Return the territories and the indicators of the view, as the page reads them."""
    catalogue, known, place = read_catalogue(), read_territories(), codes.territory()
    keys = {one.key.replace(":", "-"): one for one in known.values()}
    first = [key.replace(":", "-") for key in partners(place, catalogue)]
    wanted = codes.several("avec", keys, first)
    others = [keys[one] for one in wanted if keys[one].key != place.key]
    compared = sides([place, *others[: MOST - 1]])
    offered = {one.key: one for one in entries(catalogue) if comparable(one)}
    first = [one.key for one in defaults(catalogue, tuple(offered.values()), compared)]
    kept = codes.several("indicateurs", offered, first, _BETWEEN)
    return compared, tuple(offered[one] for one in kept)
