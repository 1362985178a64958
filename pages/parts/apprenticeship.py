"""The blocks of the page of apprenticeship: charts with their objectives, levels, employment, limits."""

from collections.abc import Callable, Sequence
from typing import Any

import polars as pl
import streamlit as st

from exports.tables import csv_bytes
from figures import aim_tables, aim_words, bars, breakdowns, brief, establishments, readings
from figures.aim_chart import aims_spec
from figures.aims import aims_data, panels
from figures.captions import published_by, source_text, trend_note
from figures.counted import Counted
from figures.formats import listing, period
from figures.levels import level_title, outcome_gap, outcome_title, values_table
from figures.lines import trend_data
from figures.objectives import Objective
from figures.scene_apprenticeship import AIM, APART, LEVEL, OUTCOME
from figures.scene_establishments import DOTS, MINE, of_territory
from figures.tables import indicator_rows, lines_table
from figures.trend import trend_spec
from loaders import observations
from loaders.apprenticeship import of_role
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import HOME, Territory
from pages.parts import choices, gathering, show

HEIGHT, SMALL = 330, 150
_BADGES = {"reached": "violet", "missed": "orange"}


def against(catalogue: Catalogue, indicator: Indicator, objectives: Sequence[Objective]) -> None:
    """Show an indicator and its objectives, each from its own start; beside it what may be said."""
    together, *apart = panels(indicator)
    figure, told = st.columns([7, 4], gap="large")
    places = [rows[-1].place.name for rows in together.values()]
    drawn = [one for one in objectives if one.drawn]
    with figure:
        show.heading(
            aim_words.title(indicator, objectives),
            aim_words.note(indicator, places, bool(drawn)),
        )
        show.chart(
            aims_spec(show.mode(), HEIGHT),
            aims_data(together, drawn),
            alt=f"Points et objectifs : {indicator.title}, {listing(places)}. Le tableau les donne tous.",
        )
        every = [one for rows in (together, *apart) for found in rows.values() for one in found]
        codes = [*(one.source for one in every), *(one.target.document for one in drawn)]
        names = [catalogue.sources[code].name for code in codes]
        show.source(f"{listing(list(dict.fromkeys(names)))}.")
        if drawn:
            gathering.add(f"{AIM}{indicator.code}", f"« {indicator.short} » et ses objectifs")
        _rows(
            f"Les chiffres de ce graphique ({len(every)})",
            f"figures-{indicator.code}",
            lambda: aim_tables.counted_table(catalogue, every),
            lambda: aim_tables.counted_rows(every),
            indicator.title,
            f"{AIM}{indicator.code}-tableau",
        )
    with told:
        for one in objectives:
            _objective(catalogue, one)
        for rank, found in enumerate((one for rows in apart for one in rows.values()), 1):
            _apart(found)
            name = f"« {indicator.short}, {found[-1].place.name} »"
            gathering.add(f"{APART}{rank}-{indicator.code}", name)


def _objective(catalogue: Catalogue, one: Objective) -> None:
    """Show an objective: its name, its state in a word, what proves it, its document and line."""
    with st.container(gap="xxsmall"):
        colour = _BADGES.get(one.state)
        sign = {"reached": "△ ", "missed": "▼ "}.get(one.state, "")
        word = show.plain(sign + one.word)
        # A badge is cut where it is too long: what is not judged is said in plain letters.
        said = f":{colour}-badge[{word}]" if colour else f":gray[{word}]"
        st.markdown(f"**{show.plain(aim_words.name(one))}** {said}")
        show.paragraph(" ".join(aim_words.sentences(one)))
        show.source(f"{aim_words.cited(catalogue, one)}.")


def _apart(rows: Sequence[Counted]) -> None:
    role: Any = "country" if rows[-1].level == "FRANCE" else "other"
    show.heading(aim_words.apart_title(rows), "Sur son propre axe : l’échelle n’est pas la même")
    show.chart(
        aims_spec(show.mode(), SMALL),
        aims_data({role: tuple(rows)}),
        alt=f"Points : {rows[-1].indicator.title}, {rows[-1].place.name}. Le tableau les donne tous.",
    )


def all_objectives(catalogue: Catalogue, objectives: Sequence[Objective]) -> None:
    """Show every objective in one table, with its document and line, and its rows to take away."""
    title = "Les objectifs, leur départ et leur document"
    st.header(title, anchor=False)
    show.table(aim_tables.objectives_table(catalogue, objectives), alt=title)
    gathering.add("objectifs", "le tableau des objectifs")
    show.download(
        "Télécharger les objectifs (CSV)",
        lambda: csv_bytes(aim_tables.objectives_rows(catalogue, objectives)),
        "objectifs-apprentissage.csv",
    )


def level(catalogue: Catalogue, indicator: Indicator, place: Territory) -> None:
    """Show an indicator by level through time, its sentences, its table and its rows."""
    lines = breakdowns.lines(indicator, place)
    if not lines:
        return
    show.heading(level_title(indicator, lines), trend_note(indicator, lines))
    show.chart(
        trend_spec(show.mode(), 220, indicator.unit, hero=False, live=False),
        trend_data(indicator, lines, 220),
        alt=f"Courbes : {trend_note(indicator, lines)}. Le tableau des lignes les donne toutes.",
    )
    for one in brief.essentials(indicator, place):
        show.paragraph(one.text)
    show.source(source_text(catalogue, lines))
    gathering.add(f"{LEVEL}{indicator.code}", f"« {indicator.short} »")
    _rows(
        "Les chiffres de ces courbes",
        f"level-{indicator.code}",
        lambda: lines_table(indicator, lines),
        lambda: indicator_rows(indicator),
        indicator.title,
        f"{LEVEL}{indicator.code}-tableau",
    )


def outcome(catalogue: Catalogue, indicator: Indicator, place: Territory) -> None:
    """Show employment after leaving by level and voie, as bars beside the country's marks."""
    dimension = indicator.dimensions[-1]
    rows = readings.drawn(indicator, place, dimension)
    show.heading(outcome_title(indicator, place), readings.note(indicator, place, dimension))
    data = bars.bars_data(indicator, rows, readings.beside(indicator, place, dimension))
    show.chart(
        bars.bars_spec(show.mode(), data["rows"].height),
        data,
        alt=f"Barres : {indicator.title}, {rows.height} valeurs. Le tableau des lignes les donne toutes.",
    )
    for one in brief.essentials(indicator, place):
        show.paragraph(one.text)
    if gap := outcome_gap(indicator, place):
        show.paragraph(gap)
    show.source(published_by(catalogue, rows))
    gathering.add(f"{OUTCOME}{indicator.code}", f"« {indicator.short} »")
    _rows(
        "Les chiffres de ces barres",
        f"outcome-{indicator.code}",
        lambda: values_table(indicator),
        lambda: indicator_rows(indicator),
        indicator.title,
        f"{OUTCOME}{indicator.code}-tableau",
    )


def by_establishment(catalogue: Catalogue, indicator: Indicator, place: Territory) -> None:
    """Show each establishment as a dot, those of the territory brought out, and all of them by name."""
    known = observations.periods(indicator)[::-1]
    title = f"{indicator.short}, par établissement"
    head = st.container()
    at = choices.picker("millesime", "Millésime", known, period, width=171)
    rows = establishments.listed(indicator, at)
    whole, mine = (place.level, place.code) == ("REG", HOME), of_territory(place)
    with head:
        show.heading(
            establishments.title(indicator, rows),
            f"{indicator.short}, en {indicator.unit}, {period(at)}. Un point par établissement"
            + (f" ; losange : {place.title}" if mine else ""),
        )
    data = establishments.dots_data(rows, mine)
    show.chart(
        establishments.dots_spec(show.mode(), establishments.rows_high(data)),
        data,
        alt=f"Points : {title}, {data['dots'].height} valeurs. Le tableau les donne toutes, par nom.",
    )
    show.paragraph(establishments.sentence(rows, at, None if whole else mine))
    show.source(published_by(catalogue, observations.read(indicator)))
    gathering.add(f"{DOTS}{indicator.code}", f"« {indicator.short} » par établissement")
    beside = of_role("beside")
    own = rows.filter(pl.col("code").is_in(mine))
    if own.height:
        _rows(
            f"{place.title} : ses établissements ({own.height})",
            f"territory-{indicator.code}",
            lambda: establishments.table(indicator, beside, own, at),
            lambda: establishments.table(indicator, beside, own, at),
            f"{title}, {place.title}",
            f"{MINE}{indicator.code}",
        )
    _rows(
        f"Tous les établissements, par nom ({rows.height})",
        f"establishments-{indicator.code}",
        lambda: establishments.table(indicator, beside, rows, at),
        lambda: indicator_rows(indicator),
        title,
        f"{DOTS}{indicator.code}-tableau",
    )
    label = f"À savoir avant de lire ces taux ({len(indicator.caveats)})"
    with show.folded(label, f"caveats-{indicator.code}") as opened:
        show.items(indicator.caveats if opened else ())


def _rows(
    label: str,
    key: str,
    read: Callable[[], pl.DataFrame],
    taken: Callable[[], pl.DataFrame],
    title: str,
    figure: str,
) -> None:
    """Show, folded, the rows of a figure as a table, and the buttons that take them away.

    `figure` is what a séance calls this table.
    """
    with show.folded(label, key) as opened:
        if opened:
            show.table(read(), alt=f"{title} : lignes du graphique")
            gathering.add(figure, f"« {title} » en tableau")
            show.download("Télécharger ces lignes (CSV)", lambda: csv_bytes(taken()), f"{key}.csv")
