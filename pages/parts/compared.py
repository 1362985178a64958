"""A comparison on screen: the territories' key, the small charts, the table, the two maps."""

from collections.abc import Mapping, Sequence

import streamlit as st

from exports.tables import csv_bytes
from figures import compared_table, compared_text, perimeters, themes
from figures.bars import bars_data, bars_spec
from figures.captions import published_by, source_text
from figures.compared import (
    MOST,
    Reading,
    Side,
    comparable,
    defaults,
    partners,
    readings,
    sides,
    values_beside,
)
from figures.compared_text import bars_note
from figures.multiples import multiple, multiple_data, multiple_spec, note, room
from figures.profile import entries
from figures.scene_comparison import CHART
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import CHOSEN, Territory, read_territories
from pages.parts import gathering, show, typed

CHART_WIDTH = 400
MOST_INDICATORS = 6
BETWEEN = "_"
"""What parts two indicators in the address: the code of a slice has a point."""
LEVELS = (*CHOSEN, "FRANCE")


def choose_places(catalogue: Catalogue, place: Territory) -> tuple[Side, ...]:
    """Show the list of the territories compared with the page's own one; return them all."""
    known = {
        one.key.replace(":", "-"): one
        for one in read_territories().values()
        if one.level in LEVELS and (one.hdf or one.level in ("REG", "FRANCE"))
    }
    options = {code: one.title for code, one in known.items() if one.key != place.key}
    default = [key.replace(":", "-") for key in partners(place, catalogue)]
    found = typed.listed(
        "avec",
        "Comparer avec",
        options,
        default,
        MOST - 1,
        "Comparer avec… (un à trois territoires)",
    )
    return sides([place, *(known[code] for code in found)])


def choose_indicators(catalogue: Catalogue, compared: Sequence[Side]) -> tuple[Indicator, ...]:
    """Show the list of indicators, theme by theme, and return those chosen, in their order."""
    offered = {one.key: one for one in entries(catalogue) if comparable(one)}
    found = typed.listed(
        "indicateurs",
        "Indicateurs",
        # The list is searched by what is typed: a theme finds its indicators.
        {key: f"{one.title} ({themes.THEMES[one.theme]})" for key, one in offered.items()},
        [one.key for one in defaults(catalogue, tuple(offered.values()), compared)],
        MOST_INDICATORS,
        f"Indicateurs… (jusqu’à {MOST_INDICATORS}, par leur nom ou leur thème)",
        BETWEEN,
    )
    return tuple(offered[key] for key in found)


def opening(indicator: Indicator, compared: Sequence[Side]) -> None:
    """Show the message of the first indicator, and what must be known before comparing."""
    found = readings(indicator, compared)
    drawn = multiple(indicator, found)
    show.message(
        compared_text.message(indicator, found, drawn), compared_text.lede(indicator, found)
    )
    warnings = perimeters.warnings([one.place for one in compared])
    if warnings:
        with st.container(border=True, gap="xsmall", key="levels"):
            for text in warnings:
                st.markdown(f"**Attention aux niveaux.** {show.plain(text)}")
    with show.line():
        for one in compared:
            sign = f":red[{one.sign}]" if one.role == "mine" else one.sign
            st.markdown(f"{sign} {show.plain(one.place.title)}", width="content")


def charts(catalogue: Catalogue, found: Mapping[Indicator, tuple[Reading, ...]]) -> None:
    """Show one small chart an indicator, each with its sentence, its source, its table and its rows."""
    with show.panels():
        for rank, (indicator, read) in enumerate(found.items(), 1):
            with st.container(width=CHART_WIDTH, gap="xsmall"):
                _chart(catalogue, indicator, read, f"{CHART}{rank}", f"« {indicator.short} »")


def _chart(
    catalogue: Catalogue, indicator: Indicator, read: tuple[Reading, ...], figure: str, called: str
) -> None:
    """Show one indicator; `figure` is what a séance calls it, which has none where nothing is drawn."""
    drawn = multiple(indicator, read)
    title = compared_text.chart_title(indicator, read, drawn)
    said = compared_text.sentences(indicator, read, drawn)
    if drawn:
        show.heading(title, note(indicator, drawn))
        show.chart(
            multiple_spec(show.mode(), drawn.indicator.unit, bool(drawn.base), room(drawn)),
            multiple_data(drawn),
            alt=f"Courbes : {indicator.title}, {', '.join(line.name for line in drawn.lines)}.",
        )
        source = source_text(catalogue, drawn.lines)
    else:
        rows = values_beside(read)
        if rows.is_empty():
            show.heading(title, indicator.title)
            for one in said:
                show.paragraph(one.text)
            return
        show.heading(title, bars_note(indicator, rows))
        data = bars_data(indicator, rows, {}, read[0].read.key if read[0].read else "")
        show.chart(
            bars_spec(show.mode(), rows.height),
            data,
            alt=f"Barres : {indicator.title}, {rows.height} territoires.",
        )
        source = published_by(catalogue, rows)
    for rank, one in enumerate(said):
        # What is missing, and why, is said lower than what is known.
        (show.source if rank or not one.rows else show.paragraph)(one.text)
    show.source(source)
    gathering.add(figure, called)
    with show.folded(f"Tableau et lignes : {indicator.short}", f"rows-{indicator.key}") as opened:
        if opened:
            show.download(
                "Télécharger ces lignes (CSV)",
                lambda: csv_bytes(compared_table.file_rows(catalogue, {indicator: read})),
                f"comparer-{indicator.key}.csv",
            )
            show.table(compared_table.series(indicator, read), alt=f"{indicator.title} : valeurs")
            gathering.add(f"{figure}-tableau", f"le tableau {called}")


def table(
    catalogue: Catalogue, compared: Sequence[Side], found: Mapping[Indicator, tuple[Reading, ...]]
) -> None:
    """Show the table of the comparison and all its rows to take away."""
    show.heading(
        "Tous les indicateurs, territoire par territoire",
        "Dernière valeur de chacun, avec sa date ; « ≠ » : les dates diffèrent, aucun rang n’est donné",
    )
    show.table(compared_table.table(compared, found), alt="Indicateurs des territoires comparés")
    gathering.add("tableau", "le tableau des territoires")
    show.download(
        "Télécharger la comparaison (CSV)",
        lambda: csv_bytes(compared_table.file_rows(catalogue, found)),
        "comparer.csv",
    )
