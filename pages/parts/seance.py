"""The page of the séance on screen: its list, the slide that is edited, its files, those to start from."""

from collections.abc import Sequence

import streamlit as st

from exports.addresses import codes_of, played, shared
from exports.imprint import edition_text
from exports.seance_html import document
from exports.seance_link import fits, to_bytes
from exports.seance_pdf import pdf_bytes
from exports.seance_pptx import pptx_bytes
from exports.seance_xlsx import xlsx_bytes
from figures.ready import made_for
from figures.scene import Grid, Number, Words
from figures.scenes import Screen
from figures.seance import LONGEST, Seance, Slide
from loaders import editions
from loaders.errors import DataError
from loaders.seances import read_models
from loaders.territories import Territory
from pages.parts import gathering, show

_LIST = "seance-list"
_FILE = "seance-file"
_ROWS = 8
"""Rows of a table shown beside the fields."""


def told(held: Seance) -> tuple[str, str]:
    """Return the page's message and the sentence below it."""
    if not held.slides:
        return "Une séance se compose en parcourant le site", (
            "Sous chaque figure, « Ajouter à la séance » en fait un écran ; rien n’est enregistré ici : "
            "la séance tient dans l’adresse de la page et dans un fichier."
        )
    return f"{held.title or 'Séance'} ({held.count} écrans)", (
        "L’adresse de cette page la rouvre telle qu’elle est ; le fichier aussi."
    )


def ready(place: Territory) -> None:
    """Show the séances to start from, made for the territory; choosing one replaces the séance."""
    for model in read_models():
        made = made_for(model, place, codes_of(place))
        with st.container(gap=None):
            st.button(
                show.plain(made.title),
                key=f"ready-{model.code}",
                on_click=_start,
                args=(made,),
                icon=":material/slideshow:",
            )
            show.source(f"{model.question} {made.count} écrans.")


def _start(made: Seance) -> None:
    gathering.keep(made)
    gathering.choose(0)


def open_kept() -> None:
    """Show where a kept file is opened."""
    with st.popover("Ouvrir un fichier"):
        file = st.file_uploader(
            "Fichier de séance (.json)",
            type="json",
            key=_FILE,
            on_change=_opened,
            max_upload_size=1,
        )
        if file is None:
            show.source("Celui que « Télécharger » a donné : il n’est lu que pour cette page.")
    if trouble := st.session_state.pop("seance-trouble", ""):
        st.warning(show.plain(trouble))


def _opened() -> None:
    file = st.session_state.get(_FILE)
    if file is not None:
        st.session_state["seance-trouble"] = gathering.open_file(file.getvalue())
        gathering.choose(0)


def explain(place: Territory) -> None:
    """Say how a séance is made, where there is none yet, and offer those to start from."""
    st.header("Partir d’une séance prête", anchor=False)
    ready(place)
    st.header("Ou en composer une", anchor=False)
    show.paragraph(
        "Ouvrez une page, réglez la vue, puis ajoutez-la par le bouton placé sous la figure : elle devient "
        "un écran. Une séance se rouvre aussi par son lien, ou par son fichier."
    )
    with show.line():
        for slug in ("accueil", "chomage", "territoire"):
            show.link(slug)


def play(held: Seance) -> None:
    """Show the link that plays the séance."""
    # The notes are the longest part of a link: those of a séance too long for one stay in its files.
    for one in (held, held.silent()):
        if fits(one):
            st.link_button("Lancer la séance", played(one), icon=":material/play_arrow:")
            return
    show.source(
        "Trop longue pour être lancée d’ici : téléchargez-la en HTML, elle se joue sans réseau."
    )


def files(held: Seance) -> None:
    """Show the files of the séance; each is made when it is asked for."""
    edition, address = editions.opened(), shared(gathering.base(), held)
    made: dict[str, tuple[str, gathering.Make]] = {
        "seance.pptx": ("Diaporama PowerPoint, graphiques modifiables (PPTX)", pptx_bytes),
        "seance.pdf": ("Document PDF, une page par écran", pdf_bytes),
        "seance.html": ("Diaporama à ouvrir sans réseau (HTML)", _offline),
        "seance.xlsx": ("Toutes les lignes (XLSX)", xlsx_bytes),
    }
    with st.popover("Télécharger"):
        for name, (label, make) in made.items():
            show.download(label, lambda make=make: _made(make, held, address, edition), name)
        show.download(
            "La séance elle-même, à rouvrir ici (JSON)", lambda: to_bytes(held), "seance.json"
        )
        show.source(f"{edition_text(edition)}.")


def _offline(held: Seance, address: str, edition: str) -> bytes:
    return document(held, address, edition, served=False)


def _made(make: gathering.Make, held: Seance, address: str, edition: str) -> bytes:
    # A file is made in another thread than the page's, which has opened no edition.
    with editions.reading(edition):
        return make(held, address, edition)


def add_section() -> None:
    """Show the button that adds a section at the end."""
    st.button("Ajouter une section", on_click=_add_section)


def _add_section() -> None:
    held = gathering.held()
    try:
        gathering.keep(held.added(Slide(None, "Nouvelle section")))
    except DataError:
        return
    gathering.choose(len(held.slides))


def clear() -> None:
    """Show the button that begins again."""
    st.button("Tout retirer", on_click=gathering.keep, args=(Seance(),))


def title_field(held: Seance, most: int) -> None:
    """Show the field of the séance's title."""
    state, key = st.session_state, "seance-title"
    if state.get(key) != held.title:
        state[key] = held.title
    st.text_input("Titre de la séance", key=key, max_chars=most, on_change=_retitled, args=(key,))


def _retitled(key: str) -> None:
    held = gathering.held()
    gathering.keep(Seance(st.session_state[key], held.slides))


def listing(shown: Sequence[Screen], rank: int) -> None:
    """Show the list of the slides: choosing one opens it, with the arrow keys as with a click."""
    st.session_state[_LIST] = rank
    st.radio(
        "Écrans de la séance",
        list(range(len(shown))),
        format_func=lambda one: show.plain(f"{shown[one].number}. {shown[one].message}"),
        captions=[show.plain(_kind(one)) for one in shown],
        key=_LIST,
        on_change=lambda: gathering.choose(st.session_state[_LIST]),
    )
    show.source(f"Écran 1 : la garde ; écran {shown[-1].number + 1} : les sources.")


def _kind(screen: Screen) -> str:
    if screen.slide.view is None:
        return "Section"
    return screen.scene.note if screen.scene and screen.scene.note else "Vue"


def editor(held: Seance, screen: Screen, rank: int) -> None:
    """Show the slide that is edited: its place, its message, its note, what it looks like."""
    with show.line():
        for label, by, stop in (("Monter", -1, 0), ("Descendre", 1, len(held.slides) - 1)):
            st.button(label, on_click=_move, args=(rank, by), disabled=rank == stop)
        st.button("Retirer cet écran", on_click=_remove, args=(rank,))
    for name, label, field in (
        ("message", "Message de l’écran", st.text_input),
        ("note", "Note de l’orateur (hors écran)", st.text_area),
    ):
        key = f"seance-{name}"
        text = getattr(screen.slide, name)
        if st.session_state.get(key) != text:
            st.session_state[key] = text
        field(
            label,
            key=key,
            max_chars=LONGEST[name],
            placeholder=screen.scene.message if screen.scene and name == "message" else "",
            on_change=_reword,
            args=(rank, name, key),
        )
    _preview(screen)


def _move(rank: int, by: int) -> None:
    gathering.keep(gathering.held().moved(rank, by))
    gathering.choose(rank + by)


def _remove(rank: int) -> None:
    gathering.keep(gathering.held().without(rank))
    gathering.choose(max(rank - 1, 0))


def _reword(rank: int, name: str, key: str) -> None:
    gathering.keep(gathering.held().changed(rank, **{name: st.session_state[key]}))


def _preview(screen: Screen) -> None:
    scene = screen.scene
    if scene is None:
        if screen.trouble:
            show.paragraph(screen.trouble)
        return
    show.heading(screen.message, scene.note)
    figure = scene.figure
    if isinstance(figure, Grid):
        show.table(scene.rows.head(_ROWS), alt=scene.alt)
        if scene.rows.height > _ROWS:
            show.source(f"… et {scene.rows.height - _ROWS} autres lignes, dans le classeur.")
    elif isinstance(figure, Words):
        for text in scene.sentences:
            show.paragraph(text)
    elif isinstance(figure, Number):
        show.tile(figure.tile)
    else:
        spec, data = figure.drawn(show.mode(), 330)
        show.chart(spec, data, alt=scene.alt)
    show.source(scene.source)
    for notice in scene.notices:
        show.source(notice)
    if screen.slide.view:
        st.link_button("Ouvrir cette vue dans sa page", screen.slide.view.page)
