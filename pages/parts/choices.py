"""What the reader chose: widgets, session and address kept equal; the only code that touches them.

The address holds codes, never labels or objects. It wins when the reader changes it (a link, Back,
Forward); otherwise the widgets win and the address follows.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from exports import addresses
from figures.formats import period as period_label
from figures.scene_codes import ALL, GROUP
from loaders import groups
from loaders.errors import DataError
from loaders.territories import CHOSEN, Territory, read_territories
from pages.parts import reading

DEFAULT = "REG:32"

_PLACE = "choice-territory"
_MADE = "group-made"
_WRITTEN = "address-written"
_PENDING = "codes-of-this-run"
_NOTICES = "notices-of-this-run"
_TURN = "choice-turn"
_PERIOD = "choice-period"
_ASKED = "address-asked"
FILTER = "filter"
_LOST = "introuvable"
"""The code that the server adds when it leads an unknown address home."""


def start() -> None:
    """Begin a run: take what the address asks, when the reader changed it."""
    state, asked = st.session_state, st.query_params.to_dict()
    state[_NOTICES] = []
    state[_PENDING] = {}
    state[_ASKED] = None
    if asked.pop(_LOST, None):
        notify("Cette adresse n’existe pas : voici la page d’accueil.")
    # A bare address comes from the navigation: the choices made so far are carried along.
    changed = bool(asked) and asked != state.get(_WRITTEN)
    if changed:
        reading.ask(asked.get("edition", ""))
    if refused := reading.begin():
        notify(refused)
    _publish(reading.codes())
    if not changed:
        return
    state[_ASKED] = asked
    if asked.get("niveau") == GROUP:
        _ask_group(asked)
    elif "territoire" in asked or "niveau" in asked:
        key = f"{asked.get('niveau', '')}:{asked.get('territoire', '')}"
        if key not in _choosable():
            notify(
                f"Le territoire demandé (niveau {asked.get('niveau', 'absent')}, code "
                f"{asked.get('territoire', 'absent')}) n’est pas connu : voici la région Hauts-de-France."
            )
            key = DEFAULT
        state[_PLACE] = key


def _ask_group(asked: Mapping[str, str]) -> None:
    try:
        made = groups.group(
            [one for one in asked.get("communes", "").split(".") if one], asked.get("nom", "")
        )
    except DataError as error:
        notify(f"Le groupe de communes de cette adresse n’est pas lisible. {error}")
        st.session_state[_PLACE] = DEFAULT
    else:
        st.session_state[_MADE] = made
        st.session_state[_PLACE] = made.key


def choose_group(codes: Iterable[str], name: str) -> None:
    """Make a group of communes and choose it; to be called in a callback.

    Raises DataError when it has no commune, too many, or one that is unknown.
    """
    made = groups.group(codes, name)
    st.session_state[_MADE] = made
    st.session_state[_PLACE] = made.key
    _turn()


def group() -> Territory | None:
    """Return the group that the reader made last, chosen or not."""
    return st.session_state.get(_MADE)


def finish() -> None:
    """End a run: write in the address the codes of all that was chosen."""
    codes = st.session_state[_PENDING]
    if st.query_params.to_dict() != codes:
        st.query_params.from_dict(codes)
    st.session_state[_WRITTEN] = codes


def notify(text: str) -> None:
    """Keep a sentence to be shown at the top of the page."""
    st.session_state[_NOTICES].append(text)


def notices() -> list[str]:
    """Return the sentences kept during this run."""
    return st.session_state[_NOTICES]


def _choosable() -> dict[str, Territory]:
    places = [place for place in read_territories().values() if place.hdf and place.level in CHOSEN]
    places.sort(key=lambda place: CHOSEN.index(place.level))
    made = group()
    return {place.key: place for place in ([made] if made else []) + places}


def territory() -> Territory:
    """Show the list of territories and return the chosen one; it is kept from page to page."""
    places = _choosable()
    state = st.session_state
    state.setdefault(_PLACE, DEFAULT)
    if state[_PLACE] not in places:
        state[_PLACE] = DEFAULT
    key = st.selectbox(
        "Territoire",
        list(places),
        format_func=lambda one: places[one].title,
        key=_PLACE,
        label_visibility="collapsed",
        persist_state="session",
        placeholder="Choisissez un territoire",
        width=320,
        filter_mode="contains",
        on_change=_turn,
    )
    place = places[key or DEFAULT]
    _publish(addresses.codes_of(place))
    return place


def choose(key: str) -> None:
    """Choose a territory otherwise than in the list (a click on a map); to be called in a callback."""
    if key in _choosable():
        st.session_state[_PLACE] = key
        _turn()


def _turn() -> None:
    st.session_state[_TURN] = turn() + 1


def turn() -> int:
    """Return a number that changes each time the territory is changed by hand."""
    return st.session_state.get(_TURN, 0)


def segments(name: str, label: str, options: Mapping[str, str]) -> str:
    """Show a short list of options as segments and return the code chosen; `name` is its name in the address."""
    state, key = st.session_state, f"choice-{name}"
    default = next(iter(options))
    asked = state[_ASKED]
    if asked is not None:
        code = asked.get(name) or default
        if code not in options:
            notify(
                f"« {_echoed(code)} » n’est pas une valeur connue pour « {label} » : voici « {options[default]} »."
            )
            code = default
        state[key] = code
    if state.get(key) not in options:
        state[key] = default
    code = st.segmented_control(
        label,
        list(options),
        format_func=lambda one: options[one],
        key=key,
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    _publish({name: code or default})
    return code or default


def _echoed(code: str) -> str:
    """Return what a notice repeats of an unknown code: its first signs."""
    return code if len(code) <= 40 else f"{code[:39]}…"


def period(available: Sequence[str], subject: str, carried: bool = True) -> str:
    """Return the period to show, among those available (oldest first); the last one unless another was chosen.

    The last period has no code in the address: a link kept for months shows the last one of its day.
    `subject` ends the sentence that says that a period is not available; a page whose periods depend on
    what it shows says it only of one that its own address asks, and is not `carried` from another page.
    """
    state = st.session_state
    asked = state[_ASKED]
    code = state.get(_PERIOD, "") if asked is None else asked.get("periode", "")
    last = available[-1]
    if code and code not in available:
        if carried or asked is not None:
            notify(
                f"La période demandée ({period_label(code)}) n’est pas disponible {subject} : "
                f"voici {period_label(last)}."
            )
        code = ""
    state[_PERIOD] = "" if code == last else code
    if code and code != last:
        _publish({"periode": code})
    return code or last


def filtering(name: str, label: str, all_of: str, options: Mapping[str, str]) -> str:
    """Show a list that filters and return the code chosen, empty when nothing is filtered."""
    names = {ALL: all_of, **options}
    code = picker(name, label, names, lambda one: names[one], width=171, scope=FILTER)
    return "" if code == ALL else code


def keep_period(code: str) -> None:
    """Choose a period otherwise than in the address (the player); to be called in a callback."""
    st.session_state[_PERIOD] = code


def picker(
    name: str,
    label: str,
    options: Iterable[str],
    show: Callable[[str], str],
    width: int | None = None,
    default: str = "",
    scope: str = "choice",
) -> str:
    """Show a list of options and return the code chosen; `name` is its name in the address.

    With a `width` in pixels it stands in a row of choices, and its label is for assistive tools.
    `default` is the one chosen before any choice; the first one when it is not among the options.
    What is chosen in one `scope` does not follow the reader into another.
    """
    codes = list(options)
    first = default if default in codes else codes[0]
    state, key = st.session_state, f"{scope}-{name}"
    asked = state[_ASKED]
    if asked is not None:
        code = asked.get(name) or first
        if code not in codes:
            notify(
                f"« {_echoed(code)} » n’est pas connu pour « {label} » : voici « {show(first)} »."
            )
            code = first
        state[key] = code
    # Another list than before (another entry, another theme) has its own first one.
    if state.get(key) not in codes:
        state[key] = first
    code = st.selectbox(
        label,
        codes,
        format_func=show,
        key=key,
        persist_state="session",
        filter_mode="contains",
        label_visibility="collapsed" if width else "visible",
        width=width or "stretch",
    )
    _publish({name: code or first})
    return code or first


def take(name: str, code: str, scope: str = "choice") -> None:
    """Choose an option of `segments` or `picker` otherwise than in it; to be called in a callback."""
    st.session_state[f"{scope}-{name}"] = code


def _publish(codes: Mapping[str, str]) -> None:
    st.session_state[_PENDING] |= codes


def asked(name: str) -> str | None:
    """Return what the address just asked for a name, "" when it leaves it out, None when it asked nothing."""
    codes = st.session_state[_ASKED]
    return None if codes is None else codes.get(name, "")


def written() -> dict[str, str]:
    """Return the codes of the view that the reader sees: those of the end of the last run."""
    return dict(st.session_state.get(_WRITTEN) or {})


def pending() -> dict[str, str]:
    """Return the codes that this run has told so far."""
    return dict(st.session_state[_PENDING])


publish = _publish
