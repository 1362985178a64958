"""The profile of a territory on screen: what it covers, its sentences, its table, its likes."""

from collections.abc import Sequence
from urllib.parse import urlencode

import polars as pl
import streamlit as st
from streamlit.components.v2 import component

from exports import addresses
from figures import coverage, news, similar, themes, zonings
from figures.clauses import proof_rows
from figures.coverage_bar import bar_data, bar_spec
from figures.formats import number
from figures.page_title import page_title
from figures.profile import Line, Profile, reasons_table
from figures.profile_table import drawn, grouped
from figures.retain import retain
from figures.scene_territory import LIKES, PEERS
from loaders.catalogue import Catalogue
from loaders.territories import Territory
from pages.parts import choices, gathering, reading, show

_WORDS = {
    "title": "Indicateur",
    "trend": "Tendance",
    "value": "Valeur",
    "year": "En un an",
    "span": "Sur la durée",
    "strip": "Place parmi ses semblables, de bas à élevé",
    "rank": "Rang",
    "gaps": {
        "departement": "Écart au département",
        "region": "Écart à la région",
        "country": "Écart à la France",
    },
    "to": {
        "departement": "écart au département",
        "region": "écart à la région",
        "country": "écart à la France",
    },
    "short": {"departement": "Département", "region": "Région", "country": "France"},
    "without": "Sans",
    "why": "Il y faut une valeur publiée à la même date pour un territoire plus grand ; pour un effectif, "
    "une évolution sur un an.",
    "all": "Tous les territoires comparés, du plus bas au plus élevé",
    "open": "Ouvrir cet indicateur",
    "source": "Source :",
}
_table = component(
    "observatoire-hauts-de-france.portrait",
    # Before its style sheet is there, the table may not make the page scroll sideways.
    html='<div class="portrait" style="overflow-x: clip; overflow-clip-margin: 8px"></div>',
    css="portrait.css",
    js="portrait.js",
)
_sentences = component(
    "observatoire-hauts-de-france.phrases",
    html='<div class="phrases"></div>',
    css="phrases.css",
    js="phrases.js",
)


def peers(place: Territory) -> tuple[Territory, ...]:
    """Show whom the territory is compared with; return the zones most like its own, or nothing."""
    zone = similar.zone_of(place)
    if zone is None or choices.segments("pairs", "Territoires comparés", PEERS) != LIKES:
        return ()
    return (zone, *(one.place for one in similar.similar(zone)))


def opening(catalogue: Catalogue, profile: Profile) -> None:
    """Show the message of the territory, then what its figures cover, which changes how they read."""
    place, headline = profile.place, catalogue.headline()
    show.message(page_title(profile).title)
    covered = coverage.coverage(place)
    # The figures of the zones come with the sentences below, and zone by zone in what opens.
    said = " ".join(one.text for one in coverage.sentences(headline, place) if not one.rows)
    if place.population and not coverage.own(headline, place):
        said = f"{number(place.population)} habitants. {said}"
    if len(covered.parts) > 1 and coverage.own(headline, place) is None:
        bar, text = st.columns([3, 8], gap="medium", vertical_alignment="center")
        with bar, st.container(key="own-coverage"):
            show.chart(
                bar_spec(show.mode()), bar_data(covered), alt=coverage.alternative(headline, place)
            )
        with text:
            show.source(said)
    elif said:
        show.source(said)


def changes(catalogue: Catalogue, place: Territory) -> None:
    """Show, in a former edition, what changed for the territory since."""
    former = reading.former()
    if not former:
        return
    mine, holding = news.places_of(place)
    rows = news.since(catalogue, former, mine)
    beyond = news.since(catalogue, former, holding)
    text = news.sentence(former, rows, beyond.height)
    if rows.is_empty() and beyond.is_empty():
        show.source(text)
        return
    with show.folded(text, "changes") as opened:
        if opened:
            show.table(pl.concat([rows, beyond]), alt="Chiffres qui ont changé, avant et après")
            gathering.add("changements", "ce qui a changé")


def remembered(catalogue: Catalogue, profile: Profile) -> None:
    """Show "À retenir": each clause opens the figures that it rests on."""
    told = retain(profile)
    if not told:
        return
    st.header("À retenir", anchor=False)
    columns = proof_rows(catalogue, told[0].clauses[0]).columns
    sentences = []
    for one in told:
        clauses = [
            {
                "text": clause.text,
                "rows": [list(row) for row in proof_rows(catalogue, clause).rows()],
            }
            for clause in one.clauses
        ]
        clauses[0]["text"] = clauses[0]["text"][0].upper() + clauses[0]["text"][1:]
        sentences.append(clauses)
    _sentences(
        key="remembered",
        data={"sentences": sentences, "columns": columns, "label": "Chiffres de la phrase"},
    )


def table(catalogue: Catalogue, lines: Sequence[Line], order: str, caption: str, key: str) -> None:
    """Show lines as one table; `caption` names it for assistive tools."""
    _table(
        key=key,
        data={
            "words": _WORDS | {"caption": caption},
            "groups": drawn(catalogue, grouped(lines, order), _address),
        },
    )


def legend() -> None:
    """Show what the signs of the table mean."""
    show.source(
        "Point coloré : le territoire lu, nommé sous l’indicateur. ▲ ▼ défavorable, △ ▽ favorable, ↗ ↘ ni l’un "
        "ni l’autre. * publications différentes : l’écart est donné, non jugé. « + » ouvre la définition, "
        "la source et tous les territoires comparés. Un effectif se compare par son évolution sur un an."
    )


def _address(line: Line) -> str:
    """Return the address of an indicator's own page, for the territory of the profile."""
    codes = (
        addresses.codes_of(line.place)
        | reading.codes()
        | {
            "entree": line.indicator.entries[0],
            "indicateur": line.indicator.code,
        }
    )
    return f"/{themes.page_of(line.indicator)}?{urlencode(codes)}"


def details(catalogue: Catalogue, profile: Profile) -> None:
    """Show, folded, the coverage zone by zone, the zones alike, the zonings, what has no line."""
    place, headline = profile.place, catalogue.headline()
    with show.folded("Ce que couvrent les chiffres, zone par zone", "coverage") as opened:
        if opened:
            show.table(coverage.table(headline, place), alt=coverage.alternative(headline, place))
            gathering.add("couverture", "ce que couvrent les chiffres")
    with show.folded("Les zones d’emploi de France qui lui ressemblent", "similar") as opened:
        if opened:
            show.paragraph(similar.introduction(place))
            rows = similar.table(place)
            if rows.height:
                show.table(rows, alt=f"Zones semblables : {place.title}")
                gathering.add("semblables", "les zones semblables")
    with show.folded("SPEL, CLPE, bassin, zone d’emploi : quel découpage ?", "zonings") as opened:
        if opened:
            show.table(zonings.table(place), alt=f"Découpages : {place.title}")
            gathering.add("decoupages", "les découpages")
            for text in (zonings.rule_text(), zonings.apart_text(), zonings.clash_text(place)):
                if text:
                    show.paragraph(text)
    count = len(profile.without)
    with show.folded(f"Indicateurs sans ligne ici, et pourquoi ({count})", "without") as opened:
        if opened:
            show.table(reasons_table(profile), alt="Indicateurs sans ligne, et pourquoi")
            gathering.add("sans-ligne", "les indicateurs sans ligne")
