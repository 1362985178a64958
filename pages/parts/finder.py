"""Find a territory by one of its communes, or make one's own of several."""

import streamlit as st

from figures.commune_map import commune_data, commune_spec
from loaders import groups, search
from loaders.errors import DataError
from loaders.territories import Territory, departements, find
from pages.parts import choices, show

_SEARCH, _LIST, _NAME, _REFUSED, _MAP, _TURN = (
    "search-commune", "group-communes", "group-name", "group-refused", "group-map", "group-turn",
)  # fmt: skip


def find_commune() -> None:
    """Show a search by commune or postcode; what it finds are the territories that hold it."""
    with st.popover("Chercher une commune"):
        text = st.text_input(
            "Commune ou code postal", key=_SEARCH, placeholder="Maubeuge, 59600…", max_chars=60
        )
        if not text.strip():
            return
        found = search.find_communes(text, limit=6)
        if not found:
            show.paragraph(
                "Aucune commune des Hauts-de-France ne porte ce nom ou ce code postal. Vérifiez "
                "l’orthographe, ou essayez une commune voisine."
            )
        for commune in found:
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


def make_group(place: Territory) -> None:
    """Show, folded, how to make a group of communes: a list, postcodes, or clicks on a map."""
    state = st.session_state
    made = choices.group()
    with show.folded("Composer son propre groupe de communes", "group") as opened:
        if not opened:
            return
        if made and _LIST not in state:
            state[_LIST] = _text(groups.codes_of(made))
            state[_NAME] = made.name
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
                draft = groups.index().names
                show.source(
                    f"{len(parsed.codes)} retenues : "
                    + ", ".join(draft[one] for one in parsed.codes[:40])
                )
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


def _text(codes: tuple[str, ...]) -> str:
    names = groups.index().names
    return "\n".join(f"{names[code]} ({code})" for code in codes)


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
            now = list(groups.parse(state.get(_LIST, "")).codes)
            code = picked["id"]
            if code in now:
                now.remove(code)
            else:
                now.append(code)
            state[_LIST] = _text(tuple(now))

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
