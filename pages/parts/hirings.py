"""The recruiting projects on screen: from a métier to the bassins that look for it, and back."""

from collections.abc import Sequence

import streamlit as st

from exports.tables import csv_bytes
from figures import hiring_chart, hiring_text, hirings
from figures.hirings import Hiring
from figures.site_page import place_of
from figures.zonings import clash_text, zonings_of
from loaders.catalogue import Catalogue
from loaders.site_tables import measures
from loaders.territories import Territory
from pages.parts import choices, gathering, show

WAYS = {"metier": "Par métier", "bassin": "Par bassin"}
_WAY, _JOB, _BASSIN = "bmo", "metier", "bassin"


def recruiting(catalogue: Catalogue, place: Territory, sector: str) -> None:
    """Show the recruiting projects: from a métier to the bassins, or from a bassin to its métiers."""
    names, bassins = hirings.job_names(sector), hirings.bassins()
    if not names:
        show.paragraph(
            "Aucun métier de l’enquête sur les projets de recrutement n’est rangé dans ce secteur : choisissez "
            "« Tous les secteurs » en haut de la page."
        )
        return
    st.header(
        show.plain(f"Qui recrute ? Les projets des employeurs en {hirings.period()}"), anchor=False
    )
    home = hirings.main_bassin(place)
    mine = hirings.of_bassin(home, names)
    with show.line():
        way = choices.segments(_WAY, "Sens de lecture", WAYS)
        if way == "metier":
            default = mine[0].job if mine else next(iter(names))
            job = choices.picker(_JOB, "Métier", names, lambda one: names[one], 560, default)
            rows, kept = hirings.of_job(job), _touched(place)
        else:
            code = choices.picker(
                _BASSIN,
                "Bassin",
                bassins,
                lambda one: bassins[one].title,
                420,
                home,
                scope=place.key,
            )
            rows, kept = hirings.of_bassin(code, names), ()
    if way == "metier":
        title, note = hiring_text.job_title(rows), f"{names[job]} : projets par bassin"
        lines = hiring_text.job_sentences(rows)
    else:
        title, note = hiring_text.bassin_title(rows), f"{bassins[code].title} : projets par métier"
        lines = hiring_text.bassin_sentences(rows)
    figure, told = st.columns([7, 4], gap="large")
    with figure:
        show.heading(title, f"{note}, et part des projets difficiles et saisonniers")
        _bars(rows, way == "bassin", kept, place.key)
        _next(rows, way, place.key)
    with told:
        show.sentences_of(lines)
        _bassins(place)
    show.source(
        f"{catalogue.sources[measures()['projects'].sources[-1]].producer}, enquête {hirings.period()}. "
        "Hachures et « secret » : nombre couvert par le secret statistique, à ne pas lire comme zéro. Une part "
        "n’est calculée que si ses deux nombres sont publiés. Un projet peut être difficile et saisonnier."
    )
    with show.folded(f"Tableau et téléchargement ({len(rows)} lignes)", "hirings") as opened:
        if opened:
            show.download(
                "Télécharger ces projets (CSV)",
                lambda: csv_bytes(hirings.take_away(rows)),
                "projets-de-recrutement.csv",
            )
            show.table(hirings.table(rows), alt=note)
            gathering.add("projets-tableau", "le tableau des projets")


def _touched(place: Territory) -> tuple[str, ...]:
    """Return the bassins of the chosen territory; none when it holds the whole région."""
    return hirings.touched(place) if place_of(place) else ()


def _bars(rows: Sequence[Hiring], by_bassin: bool, mine: Sequence[str], scope: str) -> None:
    key = f"hirings-{'bassin' if by_bassin else 'metier'}"

    def clicked() -> None:
        for picked in st.session_state[key].selection.get("click", []):
            # A click on a head or on a hatch says no code.
            if code := picked.get("id"):
                _follow(code, by_bassin, scope)

    kept = hiring_chart.drawn(rows)
    data, height = hiring_chart.hirings_data(kept, by_bassin, mine)
    what = "métiers" if by_bassin else "bassins"
    show.chart(
        hiring_chart.hirings_spec(show.mode(), height),
        data,
        alt=(
            f"Barres : projets de recrutement de {len(kept)} {what}, avec la part des projets "
            "difficiles et celle des saisonniers. Le tableau, plus bas, donne toutes les valeurs."
        ),
        key=key,
        on_click=clicked,
    )
    gathering.add("projets", "les projets de recrutement")
    if len(kept) < len(rows):
        show.source(
            f"Les {len(kept)} premiers sur {len(rows)} ; les autres, dont ceux dont le nombre est secret, "
            "sont dans le tableau."
        )


def _follow(code: str, by_bassin: bool, scope: str) -> None:
    """Go from a métier to its bassins, or from a bassin to its métiers; to be called in a callback."""
    if by_bassin:
        choices.take(_JOB, code)
    else:
        choices.take(_BASSIN, code, scope)
    choices.take(_WAY, "metier" if by_bassin else "bassin")


def _next(rows: Sequence[Hiring], way: str, scope: str) -> None:
    """Offer, for the first rows, what a click on a bar does: the other way of reading."""
    if not rows:
        return
    first = rows[0]
    by_bassin = way == "bassin"
    label = (
        "Quels bassins recherchent ce premier métier ?"
        if by_bassin
        else f"Quels métiers recherche {first.bassin.sentence} ?"
    )
    code = first.job if by_bassin else first.bassin.code
    st.button(show.plain(label), on_click=_follow, args=(code, by_bassin, scope), key="follow")
    show.source(
        "Un clic sur une ligne mène aussi d’un métier à ses bassins, ou d’un bassin à ses métiers."
    )


def _bassins(place: Territory) -> None:
    """Say which bassins the territory touches, and that they are no zones d’emploi."""
    crossed = [
        one.text
        for one in zonings_of(place)
        if one.zoning.code == hirings.LEVEL and place_of(place)
    ]
    for text in (*crossed, hiring_text.note(), clash_text(place)):
        if text:
            show.source(text)
