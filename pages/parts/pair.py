"""Two maps side by side on screen: one player moves both, one outline marks the chosen territory in both."""

from dataclasses import dataclass

import streamlit as st

from exports.tables import csv_bytes
from figures import paired
from figures.captions import published_by
from figures.formats import in_unit, number, period
from figures.legend import legend_data, legend_spec
from figures.map_chart import map_data, map_spec
from figures.nouns import NOUNS
from figures.pair_choice import DATES, LEVELS, MODES, SIDES, gaps, known, other, pair
from figures.rows import Panel
from figures.scene_pair import MAP
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory
from pages.parts import choices, gathering, show
from pages.parts.player import player

HEIGHT = 400


@dataclass(frozen=True)
class _Map:
    side: str
    indicator: Indicator
    panel: Panel


def maps(catalogue: Catalogue, place: Territory) -> None:
    """Show the two maps with their player, what they say together, and their rows."""
    st.header("Deux cartes qui bougent ensemble", anchor=False)
    with show.line():
        mode = choices.segments("cartes", "Cartes", MODES)
        level = choices.segments("niveau-cartes", "Niveau des cartes", LEVELS)
        offered = known(catalogue, level)
        chosen = (
            _dates(offered, level, catalogue) if mode == DATES else _indicators(offered, catalogue)
        )
    left, right, years = chosen
    found = pair(left, right, years, level)
    (first, second), codes = found.panels, found.codes
    at = choices.period(codes, "pour ces deux cartes", carried=False)
    step = codes.index(at)
    drawings = (_Map(SIDES[0], left, first), _Map(SIDES[1], right, second))
    show.heading(
        paired.message(left, first, right, second, years, step),
        paired.beside(left, first, right, second, place.key, step)
        or "Cliquez sur un territoire : il est entouré sur les deux cartes",
        part="leads-maps",
    )
    for drawn, box in zip(drawings, st.columns(2, gap="large"), strict=True):
        with box:
            _draw(drawn, level, step)
    steps = Panel(codes, second.territories, second.classes, second.values)
    player(steps, at, place.key, f"{mode}|{level}|{left.key}|{right.key}|{years}")
    differ = paired.dates(first, second, step)
    if differ and not years:
        show.paragraph(differ)
    rows = paired.rows(left, first, right, second, step)
    show.source(published_by(catalogue, rows))
    title = f"Tableau des deux cartes : {len(first.territories)} {NOUNS[level].many}"
    with show.folded(title, "pair-rows") as opened:
        if opened:
            show.table(paired.table(left, first, right, second, step), alt=title)
            gathering.add("cartes", "les deux cartes en un tableau")
            show.download(
                "Télécharger ces lignes (CSV)",
                lambda: csv_bytes(rows),
                f"deux-cartes-{level}-{at}.csv",
            )


def _indicators(
    offered: dict[str, Indicator], catalogue: Catalogue
) -> tuple[Indicator, Indicator, int]:
    """Show the two lists of indicators; return both, and no gap of years."""
    found = [
        choices.picker(
            side, f"Carte de {side}", offered, lambda key: offered[key].title, 300, default, "pair"
        )
        for side, default in zip(
            SIDES, (catalogue.headline().key, other(catalogue, offered)), strict=True
        )
    ]
    return offered[found[0]], offered[found[1]], 0


def _dates(
    offered: dict[str, Indicator], level: str, catalogue: Catalogue
) -> tuple[Indicator, Indicator, int]:
    """Show the lists of the indicator and of the years between the two dates."""
    several = {key: one for key, one in offered.items() if gaps(one, level)}
    key = choices.picker(
        "indicateur-cartes", "Indicateur des cartes", several, lambda one: several[one].title, 300,
        catalogue.headline().key, "pair",
    )  # fmt: skip
    options = [str(years) for years in gaps(several[key], level)]
    years = choices.picker(
        "ecart", "Années entre les deux cartes", options,
        lambda one: f"{number(int(one))} an{'s' if int(one) > 1 else ''} avant", 171,
        scope="pair",
    )  # fmt: skip
    return several[key], several[key], int(years)


def _draw(one: _Map, level: str, step: int) -> None:
    key = f"pair-{one.side}-{level}-{one.indicator.key}"

    def clicked() -> None:
        for picked in st.session_state[key].selection.get("click", []):
            choices.choose(f"{level}:{picked['id']}")

    noun = NOUNS[level]
    show.heading(
        one.indicator.short,
        f"{in_unit(one.indicator.unit)}, par {noun.one}",
        part=f"subject-{one.side}",
    )
    show.chart(
        map_spec(level, "", one.panel, show.mode(), HEIGHT, live=True),
        map_data(one.panel),
        alt=(
            f"Carte de {one.side} : {one.indicator.title}, par {noun.one}, {period(one.panel.periods[step])}. "
            "Le tableau, plus bas, donne toutes les valeurs des deux cartes."
        ),
        key=key,
        on_click=clicked,
    )
    show.chart(
        legend_spec(one.panel, show.mode(), live=True),
        legend_data(one.panel, *noun.counted),
        alt=f"Légende de la carte de {one.side} : {', '.join(one.panel.classes.labels)}.",
    )
    gathering.add(f"{MAP}{one.side}", f"la carte de {one.side}")
