"""Figures put together for a page: the live map with its player, the curves, the ranking."""

import polars as pl
import streamlit as st

from exports.tables import csv_bytes
from figures import portrait
from figures.formats import period
from figures.legend import legend_data, legend_spec
from figures.lines import Line, trend_data
from figures.map_chart import map_data, map_spec
from figures.map_levels import MapLevel
from figures.measures import Measure, unit
from figures.nouns import NOUNS
from figures.ranking import ranking_data, ranking_spec
from figures.rows import Panel
from figures.tables import lines_table, panel_rows, panel_table, proof_table
from figures.theme import THEMES
from figures.trend import trend_spec
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory
from pages.parts import choices, gathering, show
from pages.parts.player import player

MAP_HEIGHT = 452
SMALL_MAP_HEIGHT = 250
TREND_HEIGHT = 300
HERO_HEIGHT = 290


def prepare(panel: Panel) -> None:
    """Build the specifications of the main map and ranking, before anyone asks for them."""
    for mode in THEMES:
        map_spec("ZE2020", "", panel, mode, MAP_HEIGHT, live=True)
        ranking_spec("ZE2020", panel, mode, live=True)
        legend_spec(panel, mode, live=True)
        trend_spec(mode, HERO_HEIGHT, "%", hero=True, live=False)
        trend_spec(mode, TREND_HEIGHT, "%", hero=False, live=True)
    map_data(panel)


def live_map(
    indicator: Indicator, measure: Measure, panel: Panel, view: MapLevel, place: Territory, at: str
) -> None:
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
            f"Carte : {', '.join(filter(None, (indicator.short, measure.label)))}, par {noun.one}. La période "
            "est celle du curseur placé dessous. Le tableau, plus bas, donne toutes les valeurs."
        ),
        key=key,
        on_click=clicked,
    )
    player(panel, at, place.key, f"{view.level}|{measure.code}")
    show.chart(
        legend_spec(panel, show.mode(), live=True),
        legend_data(panel, *noun.counted),
        alt=f"Légende de la carte : {', '.join(panel.classes.labels)}.",
    )
    gathering.add("carte", "la carte")


def small_map(indicator: Indicator, panel: Panel, place: Territory) -> None:
    """Show the last period of a panel on a small map that names its two extremes."""
    last = panel.at(panel.periods[-1]).filter(pl.col("value").is_not_null()).sort("value")
    if last.is_empty():
        show.source("Aucune valeur n’est publiée à cette échelle.")
        return
    ends = (last["code"][0], last["code"][-1])
    names = {one.code: one.name for one in panel.territories}
    step = len(panel.periods) - 1
    show.chart(
        map_spec(
            "ZE2020", "", panel, show.mode(), SMALL_MAP_HEIGHT,
            printed="extremes", step=step, selected=place.key,
        ),
        map_data(panel, ends, last=True),
        alt=(
            f"Carte : {indicator.short} par zone d’emploi, {panel.labels[-1]}. Au plus bas, "
            f"{names[ends[0]]} ({last['label'][0]}) ; au plus haut, {names[ends[1]]} "
            f"({last['label'][-1]})."
        ),
    )  # fmt: skip
    show.chart(
        legend_spec(panel, show.mode(), live=False, step=step),
        legend_data(panel, *NOUNS["ZE2020"].counted),
        alt=f"Légende de la carte : {', '.join(panel.classes.labels)}.",
    )
    gathering.add("carte", "la carte")


def trend(indicator: Indicator, lines: tuple[Line, ...], panel: Panel | None = None) -> None:
    """Show the curves of a territory: marking the player's period, or with their figure in large."""
    hero = panel is None and all(line.role != "other" for line in lines)
    height = HERO_HEIGHT if hero else TREND_HEIGHT
    show.chart(
        trend_spec(show.mode(), height, indicator.unit, hero, live=panel is not None),
        trend_data(indicator, lines, height, hero, panel.periods if panel else ()),
        # The same words for every territory: Streamlit builds the view anew when they change.
        alt=(
            f"Courbes : {indicator.short} du territoire choisi, de la région et de la France. Chacune "
            "porte au bout son nom et sa dernière valeur ; les phrases « À retenir » les résument."
        ),
        key="trend",
    )
    gathering.add("courbes", "les courbes")


def ranking(indicator: Indicator, measure: Measure, panel: Panel, view: MapLevel) -> None:
    """Show all the territories of a level, ranked at the period of the page's player."""
    show.chart(
        ranking_spec(view.level, panel, show.mode(), live=True),
        ranking_data(indicator, measure, panel),
        alt=(
            f"Classement : {len(panel.territories)} {NOUNS[view.level].many}, de la valeur la plus "
            "élevée à la plus basse, avec la région et la France. Le tableau, plus bas, donne "
            "toutes les valeurs."
        ),
    )
    gathering.add("classement", "le classement")


def essentials(catalogue: Catalogue, indicator: Indicator, place: Territory, at: str) -> None:
    """Show "À retenir" and, folded, the figures that prove it."""
    items = portrait.essentials(indicator, place, at)
    show.sentences(items)
    rows = tuple(row for item in items for row in item.rows)
    with show.folded("Les chiffres de ces phrases", "proof") as opened:
        if opened:
            show.table(
                proof_table(indicator, rows, catalogue),
                alt="Chiffres sur lesquels reposent les phrases",
            )
            gathering.add("preuves", "les chiffres de ces phrases")


def take_away(indicator: Indicator, measure: Measure, panel: Panel, at: str) -> None:
    """Show the table of a map's rows, and their download."""
    level = panel.territories[0].level
    noun = NOUNS[level]
    title = f"Tableau et téléchargement : {len(panel.territories)} {noun.many}, {period(at)}"
    with show.folded(title, "rows") as opened:
        if opened:
            show.download(
                "Télécharger ces lignes (CSV)",
                lambda: csv_bytes(panel_rows(indicator, measure, panel, at)),
                f"{indicator.code}-{level}-{measure.code}-{at}.csv".lower(),
            )
            show.table(
                panel_table(panel, at, unit(indicator, measure)),
                alt=f"{indicator.short} par {noun.one}, {period(at)}",
            )
            gathering.add("carte-tableau", "le tableau de la carte")


def curves_table(indicator: Indicator, lines: tuple[Line, ...]) -> None:
    """Show, folded, the rows of the curves: one line a period, the newest first."""
    with show.folded("Tableau des courbes", "curves") as opened:
        if opened:
            show.table(
                lines_table(indicator, lines), alt=f"{indicator.short} : valeurs des courbes"
            )
            gathering.add("courbes-tableau", "le tableau des courbes")
