"""Find a territory by one of its communes, or make one's own of several."""

import re
from collections.abc import Sequence

import streamlit as st

from exports.addresses import codes_of
from figures.commune_map import commune_data, commune_spec
from loaders import groups, search
from loaders.errors import DataError
from loaders.territories import Territory, departements, find
from pages.parts import choices, show

_SEARCH, _LIST, _NAME, _REFUSED, _MAP, _TURN = (
    "search-commune", "group-communes", "group-name", "group-refused", "group-map", "group-turn",
)  # fmt: skip


MOST_FOUND = 6
"""Communes that a search shows."""
MOST_NAMED = 40
"""Communes of a group that are named below its list."""


def find_commune() -> None:
    """Show a search by commune or postcode; what it finds are the territories that hold it."""
    with st.popover("Chercher une commune"):
        text = st.text_input(
            "Commune ou code postal", key=_SEARCH, placeholder="Maubeuge, 59600…", max_chars=60
        )
        if not text.strip():
            return
        found = search.find_communes(text, limit=MOST_FOUND + 1)
        if text.strip().isdigit() and len(text.strip()) < 3:
            show.paragraph("Écrivez au moins trois chiffres du code postal.")
        elif not found:
            show.paragraph(
                "Aucune commune des Hauts-de-France ne porte ce nom ou ce code postal. Vérifiez "
                "l’orthographe, ou essayez une commune voisine."
            )
        for commune in found[:MOST_FOUND]:
            home = show.plain(commune.departement or "")
            st.markdown(f"**{show.plain(commune.name)}** :gray[({home})]")
            with show.line():
                for holder in search.holders(commune):
                    st.button(
                        show.plain(holder.title),
                        key=f"holder-{commune.code}-{holder.key}",
                        on_click=choices.choose,
                        args=(holder.key,),
                        type="tertiary",
                    )
        if len(found) > MOST_FOUND:
            show.source("D’autres communes répondent : précisez le nom ou le code postal.")


def make_group(place: Territory) -> None:
    """Show, folded, how to make a group of communes: a list, postcodes, or clicks on a map."""
    state = st.session_state
    made = choices.group()
    with show.folded("Composer son propre groupe de communes", "group") as opened:
        if not opened:
            return
        if made and _LIST not in state:
            state[_LIST] = _text(groups.codes_of(made))
            # A name that only counts the communes must not outlive its count.
            state[_NAME] = codes_of(made).get("nom", "")
        typed, drawn = st.columns([4, 5], gap="large")
        with typed:
            text = st.text_area(
                "Communes : noms, codes postaux ou codes Insee, séparés par des virgules ou à la ligne",
                key=_LIST,
                height=160,
                max_chars=6000,
                persist_state="session",
            )
            name = st.text_input(
                "Nom du groupe", key=_NAME, max_chars=groups.LONGEST, persist_state="session"
            )
            parsed = groups.parse(text)
            for sentence in groups.sentences(parsed):
                show.paragraph(sentence)
            if parsed.codes:
                show.source(_kept(parsed.codes))
            st.button(
                "Voir ce groupe",
                on_click=_choose,
                args=(parsed.codes, name),
                disabled=not parsed.codes,
            )
            if refused := state.pop(_REFUSED, None):
                st.warning(show.plain(refused))
        with drawn:
            _click_map(place, parsed.codes)


def _choose(codes: tuple[str, ...], name: str) -> None:
    try:
        choices.choose_group(codes, name)
    except DataError as error:
        st.session_state[_REFUSED] = str(error)


def _text(codes: Sequence[str]) -> str:
    names = groups.index().names
    return "\n".join(f"{names[code]} ({code})" for code in codes)


def _kept(codes: Sequence[str]) -> str:
    """Return how many communes are kept, and the first ones."""
    names = groups.index().names
    many = "s" if len(codes) > 1 else ""
    shown = ", ".join(names[one] for one in codes[:MOST_NAMED])
    others = len(codes) - MOST_NAMED
    more = f" et {others} autre{'s' if others > 1 else ''}" if others > 0 else ""
    return f"{len(codes)} commune{many} retenue{many} : {shown}{more}."


def _toggled(text: str, code: str) -> str:
    """Return a list with a commune added, or taken out; what is not understood in it stays."""
    if code not in groups.parse(text).codes:
        return "\n".join(part for part in (text.rstrip(), _text([code])) if part)
    words = [word.strip() for word in re.split(r"[,;\n]", text) if word.strip()]
    kept = []
    for word in words:
        named = groups.parse(word).codes
        # A postcode stands for several communes: the others stay, by their names.
        kept.append(_text([one for one in named if one != code]) if code in named else word)
    return "\n".join(word for word in kept if word)


def _click_map(place: Territory, codes: tuple[str, ...]) -> None:
    """Show the communes of a département; a click adds one to the list, or takes it out."""
    homes = departements()
    home = choices.picker(
        "departement-carte", "Département de la carte", homes,
        lambda one: find("DEP", one).name, default=codes[0][:2] if codes else place.departement or "",
    )  # fmt: skip

    def clicked() -> None:
        state = st.session_state
        state[_TURN] = state.get(_TURN, 0) + 1
        for picked in state[_MAP].selection.get("click", []):
            state[_LIST] = _toggled(state.get(_LIST, ""), picked["id"])

    show.chart(
        commune_spec(show.mode(), home),
        commune_data(home, codes, st.session_state.get(_TURN, 0)),
        alt=(
            f"Carte des communes : {find('DEP', home).name}. Un clic ajoute une commune au groupe ou "
            "l’en retire ; la liste à côté fait de même au clavier."
        ),
        key=_MAP,
        on_click=clicked,
    )
