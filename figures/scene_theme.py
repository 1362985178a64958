"""The scenes of a thematic page: one indicator under one reading: in time, by breakdown, by territory, on a map."""

import polars as pl

from figures import bars, breakdowns, brief, readings, themes
from figures.captions import published_by, source_text, trend_note
from figures.formats import MISSING, number, period
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import PROVISIONAL, panel
from figures.scene import Bar, Bars, Choropleth, Curves, Scene
from figures.scene_codes import Codes
from figures.seance import View
from figures.tables import indicator_rows, lines_table, panel_table
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.territories import Territory


def reading(view: View) -> Scene:
    """Return the figure of a thematic page; raises DataError for an indicator that none can draw."""
    catalogue, codes = read_catalogue(), Codes(view)
    indicator, place = subject(codes)
    offered = readings.readings(indicator, place)
    if not offered:
        raise DataError(
            f"{indicator.title} : rien à dessiner, les documents n’en donnent que des mots."
        )
    found = codes.among("vue", offered)
    rows = readings.drawn(indicator, place, found)
    figure, table, alt = _figure(indicator, place, found, rows)
    source = published_by(catalogue, rows)
    if isinstance(figure, Curves):
        source = source_text(catalogue, figure.lines)
    return Scene(
        view=view,
        message=brief.title(indicator, place),
        note=f"{indicator.title}. {readings.note(indicator, place, found)}",
        sentences=tuple(one.text for one in brief.essentials(indicator, place)),
        source=source,
        alt=alt,
        figure=figure,
        rows=table,
        file=indicator_rows(indicator),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def subject(codes: Codes) -> tuple[Indicator, Territory]:
    """Return the indicator that the codes of a thematic page name, and the territory that is read."""
    catalogue, chosen, slug = read_catalogue(), codes.territory(), codes.view.slug
    names = themes.PAGES[slug]
    entry = codes.among("entree", themes.entrances(catalogue, names))
    known = {one.code: one for one in themes.of_themes(catalogue, names, entry)}
    indicator = known[codes.among("indicateur", known, catalogue.of_page(slug).code)]
    return indicator, _standing(indicator, chosen, codes)


def _standing(indicator: Indicator, place: Territory, codes: Codes) -> Territory:
    """Return the territory that the page reads: the one of its list `lieu`, when it has one."""
    known = {one.key: one for one in breakdowns.places(indicator)}
    return known.get(codes.optional("lieu", known), place)


def _figure(
    indicator: Indicator, place: Territory, reading: str, rows: pl.DataFrame
) -> tuple[Curves | Bars | Choropleth, pl.DataFrame, str]:
    if reading == readings.TIME:
        lines = breakdowns.lines(indicator, place)
        alt = f"Courbes : {trend_note(indicator, lines)}."
        return Curves(indicator, lines), lines_table(indicator, lines), alt
    if reading == readings.MAP:
        measure = MEASURES["valeur"]
        values = panel(indicator, measure, "ZE2020")
        last = values.periods[-1]
        drawn = Choropleth(
            indicator, measure, values, "ZE2020", "", len(values.periods) - 1, place.key
        )
        alt = f"Carte : {indicator.title} par {NOUNS['ZE2020'].one}, {period(last)}."
        return drawn, panel_table(values, last, indicator.unit), alt
    mine = next((one.place.key for one in breakdowns.compared(indicator, place)), "")
    kept = bars.kept(rows, mine)
    found = tuple(
        Bar(
            bars.label(row, kept["period"].n_unique() > 1),
            row["value"],
            bars.text(indicator, row["value"], row["status"]),
            bool(mine) and row.get("key") == mine,
        )
        for row in kept.iter_rows(named=True)
    )
    table = pl.DataFrame(
        {
            "Libellé": [one.label for one in found],
            f"Valeur ({indicator.unit})": [
                _cell(indicator, row) for row in kept.iter_rows(named=True)
            ],
            "Période": [period(code) for code in kept["period"]],
        }
    )
    return Bars(indicator, found), table, f"Barres : {indicator.title}, {len(found)} valeurs."


def _cell(indicator: Indicator, row: dict[str, object]) -> str:
    value, status = row["value"], str(row["status"])
    if not isinstance(value, float):
        return MISSING.get(status, MISSING["M"])
    return number(value, indicator.decimals) + PROVISIONAL.get(status, "")
