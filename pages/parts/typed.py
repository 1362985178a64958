"""Choices that are typed, several at once, or made on a map; kept in the address like the others."""

from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from figures import site_page
from figures.scene_codes import NONE
from loaders import search
from loaders.territories import find
from pages.parts import choices, show

_SITE = "choice-site"
_TURN = "site-turn"


def words(name: str, label: str, placeholder: str, width: int) -> str:
    """Show a field and return what is typed in it; `name` is its name in the address."""
    state, key = st.session_state, f"typed-{name}"
    code = choices.asked(name)
    if code is not None:
        state[key] = code[:60]
    text = st.text_input(
        label, key=key, placeholder=placeholder, max_chars=60, label_visibility="collapsed",
        width=width, persist_state="session",
    ).strip()  # fmt: skip
    if text:
        choices.publish({name: text})
    return text


def several(
    name: str, label: str, options: Mapping[str, str], default: Collection[str]
) -> tuple[str, ...]:
    """Show switches and return the codes of those that are on; in the address they are joined by "."."""
    state, key = st.session_state, f"several-{name}"
    code = choices.asked(name)
    if code is not None:
        known = [one for one in code.split(".") if one in options]
        lost = not known and code != NONE
        for one in code.split("."):
            if one and one not in options and one != NONE:
                instead = ", ".join(f"« {options[each]} »" for each in default) if lost else ""
                end = f" : voici {instead}" if instead else ""
                choices.notify(f"« {one} » n’est pas connu pour « {label} »{end}.")
        state[key] = list(default) if lost else known
    elif key not in state:
        state[key] = list(default)
    found = st.pills(
        label, list(options), selection_mode="multi", format_func=lambda one: options[one], key=key,
        label_visibility="collapsed", persist_state="session",
    )  # fmt: skip
    kept = tuple(one for one in options if one in found)
    choices.publish({name: ".".join(kept) or NONE})
    return kept


def commune(name: str, label: str) -> str:
    """Show a search of a commune and return the code of the one found, empty when none is typed."""
    state, key = st.session_state, f"typed-{name}"
    code = choices.asked(name)
    if code:
        try:
            state[key] = find("COM", code).name
        except KeyError:
            choices.notify(f"La commune {code} de cette adresse n’est pas connue.")
            code = ""
    if code == "":
        state[key] = ""
    text = st.text_input(
        label, key=key, placeholder=label, max_chars=60, label_visibility="collapsed", width=190,
        persist_state="session",
    ).strip()  # fmt: skip
    if not text:
        return ""
    found = search.find_communes(text, limit=6)
    if code and code not in [one.code for one in found]:
        found = [find("COM", code), *found]
    if not found:
        choices.notify(
            f"Aucune commune des Hauts-de-France ne porte le nom ou le code « {text} ». Vérifiez "
            "l’orthographe, ou écrivez le début du nom ou un code postal."
        )
        return ""
    names = {one.code: f"{one.name} ({one.departement})" for one in found}
    return choices.picker(
        name, "Commune trouvée", names, lambda one: names[one], width=210, default=code or ""
    )


def select_site(key: str) -> None:
    """Open the sheet of a site, or close it when it is open; to be called in a callback."""
    state = st.session_state
    state[_SITE] = None if state.get(_SITE) == key else key
    state[_TURN] = turn() + 1


def close_site() -> None:
    """Close the sheet; to be called in a callback."""
    st.session_state[_SITE] = None


def turn() -> int:
    """Return a number that changes at each click on the map."""
    return st.session_state.get(_TURN, 0)


def chosen_site(known: Collection[str]) -> str:
    """Return the key of the site whose sheet is open, among those of the list; empty when none is.

    To be called before `site_list`, which lets the reader choose.
    """
    state = st.session_state
    code = choices.asked("site")
    if code is not None:
        state[_SITE] = code or None
        if code and code not in known:
            choices.notify(site_page.off_the_list(code))
    if state.get(_SITE) not in known:
        state[_SITE] = None
    if state[_SITE]:
        choices.publish({"site": state[_SITE]})
    return state[_SITE] or ""


def site_list(label: str, names: Mapping[str, str], places: Mapping[str, str]) -> None:
    """Show the list from which one site is chosen, with the arrow keys as with a click: name, place."""
    st.radio(
        label,
        list(names),
        index=None,
        format_func=lambda one: f"{show.plain(names[one])}  :gray[{show.plain(places[one])}]",
        key=_SITE,
        label_visibility="collapsed",
        persist_state="session",
    )


def chosen_item(name: str, known: Collection[str], missing: str) -> str:
    """Return the item chosen in the branches of a tree (see `branch`), empty when none is.

    `missing` is the sentence that says that the one of the address is not known.
    """
    state, key = st.session_state, f"item-{name}"
    code = choices.asked(name)
    if code is not None:
        state[key] = code if code in known else ""
        if code and code not in known:
            choices.notify(missing.format(code))
    if state.get(key, "") not in known:
        state[key] = ""
    if state[key]:
        choices.publish({name: state[key]})
    return state[key]


def branch(
    name: str, group: str, label: str, names: Mapping[str, str], captions: Mapping[str, str]
) -> None:
    """Show the items of one branch of a tree: one item is chosen in all of them together."""
    state, key = st.session_state, f"branch-{name}-{group}"
    chosen = state.get(f"item-{name}", "")
    state[key] = chosen if chosen in names else None

    def picked() -> None:
        state[f"item-{name}"] = state[key]

    st.radio(
        label,
        list(names),
        index=None,
        format_func=lambda one: show.plain(names[one]),
        captions=[show.plain(captions[one]) for one in names],
        key=key,
        label_visibility="collapsed",
        on_change=picked,
    )


def unfold(name: str, key: str) -> None:
    """Open a folded block: when an address asks for `name`, and when it was never shown."""
    if choices.asked(name) is not None or f"folded-{key}" not in st.session_state:
        st.session_state[f"folded-{key}"] = True


def clear(name: str) -> None:
    """Empty a field; to be called in a callback."""
    st.session_state[f"typed-{name}"] = ""


def switch(name: str, codes: Collection[str]) -> None:
    """Turn on these switches and no other; to be called in a callback."""
    st.session_state[f"several-{name}"] = list(codes)


def unfold_asked(name: str, key: str) -> None:
    """Open a folded block when an address asks for `name`, which it holds."""
    if choices.asked(name):
        st.session_state[f"folded-{key}"] = True


def choose_item(name: str, code: str = "") -> None:
    """Choose an item of a tree otherwise than in its branches, or none; to be called in a callback."""
    st.session_state[f"item-{name}"] = code


def listed(
    name: str,
    label: str,
    options: Mapping[str, str],
    default: Sequence[str],
    most: int,
    placeholder: str,
    separator: str = ".",
) -> tuple[str, ...]:
    """Show a list from which at most `most` codes are taken, and return them in the order of choice.

    In the address they are joined by `separator`; "aucun" says that none is. A default that the reader
    never changed follows what it depends on.
    """
    state, key = st.session_state, f"listed-{name}"
    code, kept = choices.asked(name), f"listed-{name}-default"
    if code:
        wanted = _parted(code, separator)
        known = [one for one in wanted if one in options]
        for one in wanted:
            if one not in options:
                choices.notify(f"« {one} » n’est pas connu pour « {label} ».")
        if len(known) > most:
            choices.notify(
                f"« {label} » admet {most} choix au plus : {len(known)} étaient demandés, les "
                f"{most} premiers sont gardés."
            )
        state[key] = known[:most]
    elif code == "" or key not in state or state[key] == state.get(kept):
        state[key] = list(default)
    state[key] = [one for one in state[key] if one in options]
    state[kept] = list(default)
    st.multiselect(
        label, list(options), key=key, max_selections=most, placeholder=placeholder,
        format_func=lambda one: options[one], persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    found = tuple(state[key])
    choices.publish({name: separator.join(found) or "aucun"})
    return found


def _parted(code: str, separator: str) -> list[str]:
    return list(dict.fromkeys(one for one in code.split(separator) if one and one != "aucun"))
