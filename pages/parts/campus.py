"""The map of the sites on screen: its layers, its list, the sheet of one site, what it answers."""

from collections.abc import Sequence
from typing import Any

import polars as pl
import streamlit as st

from exports.marks import atlas_url
from exports.pictures import png
from exports.tables import csv_bytes
from figures import deck, legend, marks, site_answers, site_legend, site_page, site_picture, sites
from figures.formats import period
from figures.measures import MEASURES, Classes, classes
from figures.nouns import NOUNS
from figures.rows import Panel, panel
from loaders import site_tables
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.sites import CFA, Site
from pages.parts import show, typed

_MAP = "site-map"
ZONINGS = {"aucun": "Sans zonage"} | {
    level: NOUNS[level].many[0].upper() + NOUNS[level].many[1:]
    for level in ("SPEL", "ZE2020", "DEP", "EPCI")
}
DISTANCES = {str(km): f"à {km} km" for km in (10, 20, 30, 50, 70, 100)}
UNDER = "Taux de chômage"


def rate_classes(every: Sequence[Site]) -> Classes:
    """Return the classes of the rate of a CFA, the same whatever is filtered."""
    values = pl.Series([one.rate for one in every if one.kind == CFA], dtype=pl.Float64)
    return classes(site_tables.measures()["rate"], MEASURES["valeur"], values)


def draw(
    every: Sequence[Site],
    kept: Sequence[Site],
    selected: str,
    level: str,
    under: Indicator | None,
    layers: Sequence[str],
    choice: sites.Choice,
) -> None:
    """Show the map, its legend and what it rests on; a click opens the sheet of a site."""
    known, rates = site_tables.communes(), rate_classes(every)
    values = panel(under, MEASURES["valeur"], "ZE2020") if under else None
    drawn = deck.deck(
        marks.marks(kept, known, selected, rates.breaks, show.mode()),
        [
            deck.Area(site.key, f"{site.name}\n{deck.named(kind, code)}", kind, code, site.key == selected)
            for site, kind, code in marks.areas(kept, known, selected)
        ],
        deck.Ground("" if level == "aucun" else level, _fills(values) if values else ()),
        show.mode(),
        atlas_url(),
        typed.turn(),
        phone="Mobi" in st.context.headers.get("User-Agent", ""),
        around=deck.Around(*known[choice.around][1:], choice.km) if choice.around else None,
    )  # fmt: skip

    def clicked() -> None:
        state: Any = st.session_state[_MAP]
        if found := deck.clicked(state.selection):
            typed.select_site(found)

    st.pydeck_chart(
        drawn, height=deck.HEIGHT, key=_MAP, on_select=clicked, selection_mode="single-object",
        alt=site_page.alternative(kept, selected),
    )  # fmt: skip
    if layers:
        rows = site_legend.legend_rows(
            show.mode(), tuple(layers), rates.labels, site_tables.measures()["rate"].short.lower()
        )
        if rows.height:
            show.chart(
                site_legend.legend_spec(show.mode(), rows.height),
                {"signs": rows},
                alt=f"Légende des signes : {', '.join(rows['label'])}.",
            )
    if under and values:
        last = len(values.periods) - 1
        show.source(
            f"{under.short} par zone d’emploi, {period(values.periods[last])}, en {under.unit}"
        )
        show.chart(
            legend.legend_spec(values, show.mode(), live=False, step=last),
            legend.legend_data(values, *NOUNS["ZE2020"].counted),
            alt=f"Légende de la carte : {', '.join(values.classes.labels)}.",
        )
    show.source(
        "Contours : IGN, Insee ; aucun fond de carte n’est demandé ailleurs. Là où le navigateur ne peut "
        "pas dessiner la carte (WebGL absent), la liste et les fiches disent la même chose."
    )


def _fills(values: Panel) -> tuple[tuple[str, str, int], ...]:
    last = values.at(values.periods[-1])
    return tuple(last.select("code", "label", "rank").iter_rows())


def listing(kept: Sequence[Site], around: str, height: int) -> None:
    """Show the list, nearest first around a commune: choosing one opens its sheet and its place."""
    near = (
        {one.site.key: sites.kilometres(one.km) for one in sites.nearest(around, kept)}
        if around
        else {}
    )
    order = {key: place for place, key in enumerate(near)}
    ranked = sorted(kept, key=lambda one: order.get(one.key, len(order)))
    with st.container(height=height, border=False):
        typed.site_list(
            "Liste des sites",
            {one.key: f"{site_page.sign(one)} {one.name}" for one in ranked},
            {one.key: site_page.caption(one, near.get(one.key, "")) for one in ranked},
        )


def sheet(site: Site) -> None:
    """Show the sheet of a site."""
    with st.container(border=True, gap="xsmall", key="sheet"):
        st.header(show.plain(site.name), anchor=False)
        lines = [
            f":gray[{show.plain(label)}] {show.plain(text)}" for label, text in sites.sheet(site)
        ]
        st.markdown("  \n".join(lines))
        st.button("Fermer la fiche", on_click=typed.close_site)


def answers(kept: Sequence[Site], choice: sites.Choice) -> None:
    """Show what the map answers of the choice: sentences, and folded, the rows that prove each."""
    st.header("Ce que la carte répond", anchor=False)
    for rank, one in enumerate(site_answers.answers(kept, choice)):
        show.paragraph(one.text)
        for note in one.notes:
            show.source(note)
        if one.rows.is_empty():
            continue
        with show.folded(
            f"Les lignes de cette réponse ({one.rows.height})", f"answer-{rank}"
        ) as opened:
            if opened:
                show.table(one.rows, alt=one.question)
                if one.detail is not None and one.detail.height:
                    show.table(one.detail, alt=f"{one.question} Détail par métier")


def unplaced(kept: Sequence[Site]) -> None:
    """Show, counted and folded, the sites listed that have no place on the map."""
    apart = [
        one for one in kept if not one.points and not marks.standing(one, site_tables.communes())
    ]
    apart = [one for one in apart if one.kind != "campus"]
    if not apart:
        return
    with show.folded(
        f"Non localisés : {len(apart)} sites listés sans point sur la carte", "apart"
    ) as opened:
        if opened:
            counts = sites.unplaced(kept)
            if counts:
                told = ", ".join(f"{name} {count}" for name, count in counts.items())
                show.paragraph(f"CFA dont le nom ne dit pas la commune, par département : {told}.")
            show.table(sites.list_rows(apart), alt="Sites sans point sur la carte")


def take_away(
    every: Sequence[Site], kept: Sequence[Site], choice: sites.Choice, title: str, selected: str
) -> None:
    """Show the buttons of the list as CSV and of the map as a picture, light as documents are."""
    known, breaks = site_tables.communes(), rate_classes(every).breaks
    names = {one.source.split(", ligne ")[0] for one in kept}
    source = f"Sources : {' ; '.join(sorted(names))}. Contours : IGN, Insee."
    show.download(
        "Liste (CSV)", lambda: csv_bytes(sites.csv_rows(kept, choice.around)), "campus.csv"
    )
    show.download(
        "Carte (PNG)",
        lambda: png(
            site_picture.spec("light", title, source),
            site_picture.rows(marks.marks(kept, known, selected, breaks, "light")),
            site_picture.WIDTH,
            site_picture.HEIGHT,
        ),
        "campus.png",
    )


def choose_under(catalogue: Catalogue, layers: Sequence[str]) -> Indicator | None:
    """Return the indicator whose classes lie under the signs, when its layer is on."""
    return catalogue.headline() if site_page.RATES in layers else None
