"""The map of the sites on screen: its layers, its list, the sheet of one site, what it answers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from exports.marks import atlas_url
from exports.pictures import png
from exports.tables import csv_bytes
from figures import deck, legend, site_answers, site_legend, site_page, site_picture, sites
from figures.formats import french_date, period
from figures.measures import MEASURES
from figures.nouns import NOUNS
from figures.rows import Panel, panel
from figures.scene_answers import ANSWER, DETAIL
from figures.site_frame import HEIGHT
from figures.site_view import SiteView, rate_classes
from figures.theme import Mode
from loaders import site_tables
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.sites import Site
from pages.parts import gathering, show, typed

_MAP = "site-map"
ZONINGS = {"aucun": "Sans zonage"} | {
    level: NOUNS[level].many[0].upper() + NOUNS[level].many[1:]
    for level in ("SPEL", "ZE2020", "DEP", "EPCI")
}
DISTANCES = {str(km): f"à {km} km" for km in site_page.DISTANCES}
UNDER = "Taux de chômage"


def draw(view: SiteView, level: str, under: Indicator | None) -> None:
    """Show the map, its legend and what it rests on; a click opens the sheet of a site."""
    mode = show.mode()
    values = panel(under, MEASURES["valeur"], "ZE2020") if under else None
    drawn = deck.deck(
        view.signs(mode),
        view.areas(),
        deck.Ground("" if level == "aucun" else level, _fills(values) if values else ()),
        mode,
        atlas_url(),
        view.frame(),
        typed.turn(),
        view.around(),
        view.stacks(mode),
    )

    def clicked() -> None:
        state: Any = st.session_state[_MAP]
        if found := deck.clicked(state.selection):
            typed.select_site(found)

    st.pydeck_chart(
        drawn, height=HEIGHT, key=_MAP, on_select=clicked, selection_mode="single-object",
        alt=site_page.alternative(view.kept, view.selected),
    )  # fmt: skip
    rows = legend_of(view, mode)
    if rows.height:
        show.chart(
            site_legend.legend_spec(mode, rows.height),
            {"signs": rows},
            alt=f"Légende des signes : {', '.join(rows['label'])}.",
        )
    if under and values:
        last = len(values.periods) - 1
        show.source(
            f"{under.short} par zone d’emploi, {period(values.periods[last])}, en {under.unit}"
        )
        show.chart(
            legend.legend_spec(values, mode, live=False, step=last),
            legend.legend_data(values, *NOUNS["ZE2020"].counted),
            alt=f"Légende de la carte : {', '.join(values.classes.labels)}.",
        )
    show.source(
        "Contours : IGN, Insee ; aucun fond de carte n’est demandé ailleurs. Sans WebGL, la liste et "
        "les fiches disent la même chose."
    )


def legend_of(view: SiteView, mode: Mode) -> pl.DataFrame:
    """Return the rows of the legend: the signs of the list, of the layers when the list is empty."""
    return _legend(view, view.kept or site_page.of_layers(view.every, view.layers), mode)


def _legend(view: SiteView, shown: tuple[Site, ...], mode: Mode) -> pl.DataFrame:
    rates = rate_classes(view.every).labels
    title = site_tables.measures()["rate"].short.lower()
    return site_legend.legend_rows(mode, shown, rates, title)


def _fills(values: Panel) -> tuple[tuple[str, str, int], ...]:
    last = values.at(values.periods[-1])
    return tuple(last.select("code", "label", "rank").iter_rows())


def listing(view: SiteView, height: int) -> None:
    """Show the list, nearest first around a commune: choosing one opens its sheet and its place."""
    around = view.choice.around
    near = (
        {one.site.key: sites.kilometres(one.km) for one in sites.nearest(around, view.kept)}
        if around
        else {}
    )
    numbers = view.numbers
    with st.container(height=height, border=False):
        typed.site_list(
            "Liste des sites",
            {one.key: f"{numbers[one.key]} {site_page.sign(one)} {one.name}" for one in view.kept},
            {one.key: site_page.caption(one, near.get(one.key, "")) for one in view.kept},
        )


def sheet(site: Site) -> None:
    """Show the sheet of a site."""
    with st.container(border=True, gap="xsmall", key="sheet"):
        st.header(show.plain(site.name), anchor=False)
        show.pairs(sites.sheet(site), "site")
        st.button("Fermer la fiche", on_click=typed.close_site)


def answers(view: SiteView) -> None:
    """Show what the map answers of the choice: sentences, and folded, the rows that prove each."""
    st.header("Ce que la carte répond", anchor=False)
    for rank, one in enumerate(site_answers.answers(view.every, view.choice), 1):
        show.paragraph(one.text)
        label = "Comment cette réponse est faite"
        if one.rows.height:
            label = f"Les lignes de cette réponse ({one.rows.height}) et comment elle est faite"
        with show.folded(label, f"answer-{rank}") as opened:
            for note in one.notes if opened else ():
                show.source(note)
            if opened and one.rows.height:
                show.table(one.rows, alt=one.question)
            if opened and one.detail is not None and one.detail.height:
                show.table(one.detail, alt=f"{one.question} Détail par métier")
                gathering.add(f"{DETAIL}{rank}", "le détail par métier")
        gathering.add(f"{ANSWER}{rank}", one.called)


def unplaced(kept: Sequence[Site]) -> None:
    """Show, counted and folded, the sites listed that have no place on the map."""
    apart = site_page.unplaced(kept)
    if not apart:
        return
    with show.folded(
        f"Non localisés : {len(apart)} sites listés sans point sur la carte", "apart"
    ) as opened:
        if opened:
            counts = sites.unplaced(kept)
            if counts:
                told = ", ".join(f"{name} {count}" for name, count in counts.items())
                show.paragraph(
                    f"CFA dont le nom ne dit pas sûrement la commune, par département : {told}."
                )
            show.table(sites.list_rows(apart), alt="Sites sans point sur la carte")
            gathering.add("non-localises", "les sites non localisés")


def take_away(view: SiteView, title: str, made: date, under: Indicator | None = None) -> None:
    """Show the buttons of the list as CSV and of the map as a picture, light as documents are."""
    names = {one.source.split(", ligne ")[0] for one in view.kept}
    source = f"Sources : {' ; '.join(sorted(names))}. Contours : IGN, Insee. Carte du {french_date(made)}."
    left = site_picture.left_out(view, under.short if under else "")
    around = view.choice.around
    show.download("Liste (CSV)", lambda: csv_bytes(sites.csv_rows(view.kept, around)), "campus.csv")

    def picture() -> bytes:
        drawn = site_picture.picture(
            title, f"{left} {source}".strip(), view.signs("light"), view.areas(),
            view.stacks("light"), _legend(view, site_picture.on_paper(view), "light"),
        )  # fmt: skip
        return png(*drawn)

    show.download("Carte (PNG)", picture, "campus.png")


def choose_under(catalogue: Catalogue, layers: Sequence[str]) -> Indicator | None:
    """Return the indicator whose classes lie under the signs, when its layer is on."""
    return catalogue.headline() if site_page.RATES in layers else None
