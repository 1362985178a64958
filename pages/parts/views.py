"""Figures put together for a page: the live map with its player, the trend, the ranking."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import streamlit as st

from figures import facts, sentences
from figures.formats import period, with_unit
from figures.headlines import NOUNS
from figures.legend import legend_data, legend_spec
from figures.lines import Line, trend_data
from figures.map_chart import map_data, map_spec
from figures.measures import REGION, Measure, unit
from figures.ranking import ranking_data, ranking_spec
from figures.rows import Panel
from figures.tables import panel_rows, panel_table, proof_table
from figures.trend import trend_spec
from exports.tables import csv_bytes
from loaders import observations
from loaders.catalogue import Catalogue, Indicator
from loaders.territories import Territory, crossings, read_territories
from pages.parts import choices, show
from pages.parts.player import player

MAP_HEIGHT = 470
TREND_HEIGHT = 320


@dataclass(frozen=True)
class View:
    """What a map shows: the level that it colours, and the level that it outlines over it."""

    label: str
    level: str
    outline: str = ""

    @property
    def clicked(self) -> str:
        """Return the level that a click chooses."""
        return self.outline or self.level


VIEWS = {
    "ZE2020": View("Zones d’emploi", "ZE2020"),
    "DEP": View("Départements", "DEP"),
    "SPEL": View("Contours des SPEL", "ZE2020", "SPEL"),
}


def zones_of(place: Territory) -> list[Territory]:
    """Return the zones d'emploi where the inhabitants of a territory live, the main one first."""
    known = read_territories()
    return [known["ZE2020", code] for code in crossings(place.level, place.code)["territory"]]


def lines_of(indicator: Indicator, place: Territory, since: str) -> list[Line]:
    """Return the curves to draw for a territory: its own or its zones', its region's, its country's."""
    known = read_territories()

    def line(role: str, one: Territory, name: str = "", short: str = "") -> Line | None:
        rows = observations.series(indicator, one.level, one.code)
        rows = rows.filter(pl.col("period") >= since)
        if rows["value"].drop_nulls().is_empty():
            return None
        return Line(role, name or one.name, short or one.short, rows)  # type: ignore[arg-type]

    published = place.level in indicator.levels
    own = [place] if published else zones_of(place)[:4]
    found = [line("mine" if rank == 0 else "other", one) for rank, one in enumerate(own)]
    if (place.level, place.code) != REGION:
        found.append(line("region", known[REGION], "Région", "Région"))
    found.append(_country(indicator, since))
    return [one for one in found if one is not None]


def _country(indicator: Indicator, since: str) -> Line | None:
    """Return the first reference of the catalogue whose series covers the span, else the last one."""
    known = read_territories()
    for rank, key in enumerate(indicator.references):
        rows = observations.series(indicator, *key).filter(pl.col("period") >= since)
        covers = not rows.is_empty() and rows["period"][0] <= since
        if covers or rank == len(indicator.references) - 1:
            return None if rows.is_empty() else Line("country", known[key].name, "France", rows)
    return None


def country_key(indicator: Indicator, since: str) -> tuple[str, str]:
    """Return the reference that `lines_of` draws over a span."""
    for key in indicator.references:
        if observations.series(indicator, *key)["period"][0] <= since:
            return key
    return indicator.references[-1]


def live_map(indicator: Indicator, measure: Measure, panel: Panel, view: View, place: Territory, at: str) -> None:
    """Show the choropleth, its player and its legend; a click chooses a territory."""
    key = f"map-{view.clicked}-{measure.code}"

    def clicked() -> None:
        for picked in st.session_state[key].selection.get("click", []):
            choices.choose(f"{view.clicked}:{picked['id']}")

    noun = NOUNS[view.level]
    show.chart(
        map_spec(view.level, view.outline, panel, show.mode(), MAP_HEIGHT, live=True),
        map_data(panel),
        alt=(
            f"Carte : {indicator.short.lower()}, {measure.label.lower()}, par {noun.one}. La période est celle du "
            "curseur placé sous la carte. Le tableau, plus bas, donne toutes les valeurs."
        ),
        key=key,
        on_click=clicked,
    )
    rest = f"player-{view.level}-{measure.code}"
    player(panel, at, place.key, choices.turn(), rest)
    show.chart(
        legend_spec(panel, show.mode(), live=True),
        legend_data(panel, noun.short),
        alt=f"Légende de la carte : {', '.join(panel.classes.labels)}.",
    )


def trend(indicator: Indicator, lines: Sequence[Line], panel: Panel | None, hero: bool = False) -> None:
    """Show the curves of a territory; with a panel, they mark the period of the page's player."""
    height = TREND_HEIGHT
    data = trend_data(
        indicator, lines, height, hero, remarks=hero, steps=panel.periods if panel else ()
    )
    ends = "; ".join(
        f"{line.name} : {number_of(indicator, line)} ({period(line.last['period'])})" for line in lines
    )
    show.chart(
        trend_spec(show.mode(), height, indicator.unit, hero, live=panel is not None),
        data,
        alt=f"Courbes : {indicator.short.lower()} depuis {lines[0].rows['period'][0][:4]}. Dernières valeurs : {ends}.",
        key="trend",
    )


def number_of(indicator: Indicator, line: Line) -> str:
    """Return the last value of a line with its unit."""
    return with_unit(line.last["value"], indicator.unit, indicator.decimals)


def ranking(indicator: Indicator, measure: Measure, panel: Panel, view: View) -> None:
    """Show all the territories of a level, ranked at the period of the page's player."""
    country = country_key(indicator, panel.periods[0])
    noun = NOUNS[view.level]
    show.chart(
        ranking_spec(view.level, panel, show.mode(), live=True),
        ranking_data(indicator, measure, panel, country),
        alt=(
            f"Classement des {len(panel.territories)} {noun.many}, de la valeur la plus élevée à la plus basse, avec "
            "la région et la France. Le tableau, plus bas, donne toutes les valeurs."
        ),
    )


def small_map(indicator: Indicator, panel: Panel, place: Territory) -> None:
    """Show the last period of a panel on a small map that names its two extremes."""
    last = panel.at(panel.periods[-1]).filter(pl.col("value").is_not_null()).sort("value")
    ends = (last["code"][0], last["code"][-1])
    names = {one.code: one.name for one in panel.territories}
    show.chart(
        map_spec(
            "ZE2020", "", panel, show.mode(), 300, printed="extremes", step=len(panel.periods) - 1,
            selected=place.key,
        ),
        map_data(panel, ends, last=True),
        alt=(
            f"Carte : {indicator.short.lower()} par zone d’emploi, {panel.labels[-1]}. Au plus bas, {names[ends[0]]} "
            f"({last['label'][0]}) ; au plus haut, {names[ends[1]]} ({last['label'][-1]})."
        ),
    )  # fmt: skip
    show.chart(
        legend_spec(panel, show.mode(), live=False, step=len(panel.periods) - 1),
        legend_data(panel, "zone"),
        alt=f"Légende de la carte : {', '.join(panel.classes.labels)}.",
    )


def shown(indicator: Indicator, place: Territory) -> list[Territory]:
    """Return the territories whose figures speak for a territory: itself, or the zones that it crosses."""
    return [place] if place.level in indicator.levels else zones_of(place)


def last_period(indicator: Indicator, place: Territory) -> str:
    """Return the last period known for a territory, or for the zones that it crosses."""
    now = facts.latest(indicator, shown(indicator, place)[0])
    return now.row.period if now else observations.periods(indicator)[-1]


def headline(indicator: Indicator, place: Territory) -> sentences.Headline:
    """Return the message of a territory, whether or not it has a figure of its own."""
    places, last = shown(indicator, place), last_period(indicator, place)
    if places == [place]:
        now = facts.latest(indicator, place)
        if now is not None:
            return sentences.headline(indicator, place, now)
    return sentences.headline_across(
        place, indicator, facts.peers(indicator, tuple(places), last)
    )


def essentials(catalogue: Catalogue, indicator: Indicator, place: Territory, at: str) -> None:
    """Show "À retenir" and, folded, the figures that prove it."""
    if place.level in indicator.levels:
        items = sentences.essentials(indicator, place, at)
    else:
        items = sentences.across(indicator, place, zones_of(place), at)
    show.sentences(items)
    rows = [row for item in items for row in item.rows]
    with st.expander("Les chiffres de ces phrases"):
        show.table(proof_table(indicator, rows, catalogue), alt="Chiffres sur lesquels reposent les phrases")


def take_away(catalogue: Catalogue, indicator: Indicator, measure: Measure, panel: Panel, at: str) -> None:
    """Show the table of a map's rows, and their download."""
    noun = NOUNS[panel.territories[0].level]
    with st.expander(f"Tableau et téléchargement : {len(panel.territories)} {noun.many}, {period(at)}"):
        show.table(
            panel_table(panel, at, unit(indicator, measure)),
            alt=f"{indicator.short} par {noun.one}, {period(at)}",
        )
        show.download(
            "Télécharger ces lignes (CSV)",
            lambda: csv_bytes(panel_rows(indicator, measure, panel, at)),
            f"{indicator.code}-{panel.territories[0].level}-{measure.code}-{at}.csv".lower(),
        )
