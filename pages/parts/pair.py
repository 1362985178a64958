"""Two maps side by side on screen: one player moves both, one outline marks the chosen territory in both."""

from dataclasses import dataclass

import streamlit as st

from exports.tables import csv_bytes
from figures import paired
from figures.breakdowns import mapped
from figures.captions import published_by
from figures.formats import in_unit, number, period
from figures.legend import legend_data, legend_spec
from figures.map_chart import map_data, map_spec
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.profile import entries
from figures.rows import Panel, panel
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory
from pages.parts import choices, show
from pages.parts.player import player

HEIGHT = 400
MODES = {"indicateurs": "Deux indicateurs", "dates": "Deux dates"}
LEVELS = {"ZE2020": "Zones d’emploi", "DEP": "Départements"}


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
        known = {one.key: one for one in entries(catalogue) if mapped(one, level)}
        chosen = (
            _dates(known, level, catalogue) if mode == "dates" else _indicators(known, catalogue)
        )
    left, right, years = chosen
    one, other = (panel(each, MEASURES["valeur"], level) for each in (left, right))
    first, second, codes = paired.apart(one, years) if years else paired.together(one, other)
    at = choices.period(codes, "pour ces deux cartes", carried=False)
    step = codes.index(at)
    pair = (_Map("gauche", left, first), _Map("droite", right, second))
    show.heading(
        paired.message(left, first, right, second, years, step),
        paired.beside(left, first, right, second, place.key, step)
        or "Cliquez sur un territoire : il est entouré sur les deux cartes",
    )
    for drawn, box in zip(pair, st.columns(2, gap="large"), strict=True):
        with box:
            _draw(drawn, level, place, step)
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
            show.download(
                "Télécharger ces lignes (CSV)",
                lambda: csv_bytes(rows),
                f"deux-cartes-{level}-{at}.csv",
            )


def _indicators(
    known: dict[str, Indicator], catalogue: Catalogue
) -> tuple[Indicator, Indicator, int]:
    """Show the two lists of indicators; return both, and no gap of years."""
    headline = catalogue.headline().key
    # Of the shares and levels, the one of most dates: a count would colour the size of territories.
    others = [one for key, one in known.items() if key != headline and one.kind != "count"]
    other = max(others, key=lambda one: len(observations.periods(one))).key
    found = [
        choices.picker(
            side, f"Carte de {side}", known, lambda key: known[key].title, 300, default, "pair"
        )
        for side, default in (("gauche", headline), ("droite", other))
    ]
    return known[found[0]], known[found[1]], 0


def _dates(
    known: dict[str, Indicator], level: str, catalogue: Catalogue
) -> tuple[Indicator, Indicator, int]:
    """Show the lists of the indicator and of the years between the two dates."""
    several = {
        key: one for key, one in known.items() if paired.gaps(panel(one, MEASURES["valeur"], level))
    }
    key = choices.picker(
        "indicateur-cartes", "Indicateur des cartes", several, lambda one: several[one].title, 300,
        catalogue.headline().key, "pair",
    )  # fmt: skip
    options = [str(years) for years in paired.gaps(panel(several[key], MEASURES["valeur"], level))]
    years = choices.picker(
        "ecart", "Années entre les deux cartes", options,
        lambda one: f"{number(int(one))} an{'s' if int(one) > 1 else ''} avant", 171,
        scope="pair",
    )  # fmt: skip
    return several[key], several[key], int(years)


def _draw(one: _Map, level: str, place: Territory, step: int) -> None:
    key = f"pair-{one.side}-{level}-{one.indicator.key}"

    def clicked() -> None:
        for picked in st.session_state[key].selection.get("click", []):
            choices.choose(f"{level}:{picked['id']}")

    noun = NOUNS[level]
    show.heading(one.indicator.short, f"{in_unit(one.indicator.unit)}, par {noun.one}")
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
