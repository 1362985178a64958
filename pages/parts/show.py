"""Draws what figures/ returns; every text that comes from data passes through `plain`."""

import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import polars as pl
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes
from streamlit.delta_generator import DeltaGenerator

from figures.differences import Verdict
from figures.formats import THIN, tied
from figures.sentences import WORDS, Sentence
from figures.sparkline import sparkline_spec
from figures.theme import Mode
from figures.tile import Tile
from loaders.indicators import Indicator
from pages.parts import reading
from pages.parts.plan import PAGES, tab_title

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&=@^\"])")
_MEDIA = {
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SAID = "said-in-this-run"
"""Where the texts that a page shows are kept, for the definitions of their terms at the end of the run."""
_INPUT = 8
"""Pixels that the hidden input of a live parameter takes below a chart."""
BAR = "bar-of-this-run"
"""Where the row of a page's choices is kept, for what the frame adds to it at the end of the run."""
PAGE = "title-of-this-page"
"""Where the title of the page is kept, for the name of the tab."""
_READ = 60
"""The rows of a table whose first column is read for its terms."""
_COLOURS = {"favourable": "violet", "unfavourable": "orange", "neutral": "gray"}


def plain(text: str) -> str:
    """Escape a text so that Streamlit shows it as it is: no link, no image, no formula, no HTML."""
    return _PUNCTUATION.sub(r"\\\1", tied(text))


def _said(text: str) -> str:
    """Return a text as it is shown, once kept among what the page says."""
    st.session_state.setdefault(SAID, []).append(text)
    return plain(text)


def mode() -> Mode:
    """Return the theme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def phone() -> bool:
    """Tell whether the browser says that it is that of a phone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def bar() -> DeltaGenerator:
    """Return the row of a page's choices."""
    row = st.container(horizontal=True, vertical_alignment="center", gap="small", key="choices")
    st.session_state[BAR] = row
    return row


def line() -> DeltaGenerator:
    """Return a row of short texts, which goes to the next line where there is no room."""
    return st.container(horizontal=True, vertical_alignment="center", gap="small")


def panels() -> DeltaGenerator:
    """Return a row of figures of fixed widths, which goes to the next line where there is no room."""
    return st.container(horizontal=True, horizontal_alignment="distribute", gap="medium")


def message(title: str, lede: str = "", verdict: Verdict = "neutral") -> None:
    """Show a page's message as its title, and below it one sentence that says whether it is good.

    The tab says the page and the same message.
    """
    page = st.session_state.get(PAGE, "")
    name = "" if title.startswith(page) else f"{page} – "
    st.set_page_config(page_title=tab_title(f"{name}{tied(title)}"))
    with st.container(gap="xxsmall"):
        st.title(_said(title), anchor=False)
        if lede:
            word = WORDS[verdict]
            judged = f"Évolution :{_COLOURS[verdict]}[**{word}**]. " if word else ""
            st.markdown(judged + _said(lede))


def heading(title: str, note: str = "", part: str = "") -> None:
    """Show the title of a figure and its measure, unit and span: the browser names the figure by both.

    `part`, where the title is not the message of the one figure below it (see figures.js): "subject-…" says
    only what is drawn, under the message of the page or of the group; "leads-…" is the message of a group;
    "own-…" stands above a figure whose alternative text is its message.
    """
    with st.container(gap=None, key=part or None):
        st.header(_said(title), anchor=False)
        if note:
            st.caption(_said(note))


class _Frame:
    """A frame known by its identity: nobody edits a shared frame, so that it is packed only once."""

    __slots__ = ("rows",)

    def __init__(self, rows: pl.DataFrame) -> None:
        self.rows = rows

    def __hash__(self) -> int:
        return id(self.rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Frame) and other.rows is self.rows


@lru_cache(maxsize=512)
def _packed(frame: _Frame) -> bytes:
    return convert_anything_to_arrow_bytes(frame.rows)


def _room(spec: Mapping[str, Any]) -> int:
    """Return the pixels kept for a chart while it is on its way: what is below it does not jump."""
    bound = sum("bind" in one for one in spec.get("params", ()))
    return spec["height"] + _INPUT * bound


def chart(
    spec: Mapping[str, Any],
    data: Mapping[str, pl.DataFrame],
    alt: str,
    key: str | None = None,
    on_click: Any = "ignore",
) -> Any:
    """Draw a Vega-Lite spec with its datasets.

    `alt` says what is drawn and where its values are read. It stays the same where the figures change, else the
    chart is built anew: the message is that of the title above, to which the browser ties the drawing.
    """
    return st.vega_lite_chart(
        spec=dict(spec) | {"datasets": {name: _packed(_Frame(one)) for name, one in data.items()}},
        height=_room(spec),
        theme=None,
        alt=alt,
        key=key,
        on_select=on_click,
    )


def tile(one: Tile) -> None:
    """Show a tile: no box, a rule above it; a screen reader meets one group, named by a sentence."""
    with st.container(gap=None, key=f"tile-{one.label}"):
        st.markdown(f"**{_said(one.label)}**")
        st.caption(plain(f"{one.where}, {one.period}" if one.where else one.period))
        st.metric(plain(one.label), one.value, label_visibility="collapsed")
        pill = f":{_COLOURS[one.verdict]}-badge[{plain(one.pill)}] " if one.pill else ""
        st.markdown(pill + f":gray[:small[{plain(one.change)}]]")
        if one.context:
            st.caption(plain(one.context))
        # The first line names the group (see landmarks.js), the second the curve.
        curve = f"{one.label}{THIN}: courbe de {one.span}."
        chart(sparkline_spec(mode()), one.curve, alt=f"{one.sentence}\n{curve}")
        st.caption(plain(one.source))


def sentences(items: Sequence[Sentence], heading_text: str = "À retenir") -> None:
    """Show sentences one below the other, and below them the figures that prove them."""
    st.header(heading_text, anchor=False)
    for item in items:
        st.markdown(_said(item.text))


def sentences_of(lines: Sequence[str], heading_text: str = "À retenir") -> None:
    """Show sentences that rest on the rows of the figure beside; nothing without any."""
    said = [one for one in lines if one]
    if said:
        st.header(heading_text, anchor=False)
    for one in said:
        st.markdown(_said(one))


@contextmanager
def folded(label: str, key: str) -> Generator[bool]:
    """Open a folded block; yields whether it is open: what is folded is neither made nor sent."""
    box = st.expander(plain(label), key=f"folded-{key}", on_change="rerun")
    with box:
        yield bool(box.open)


def table(rows: pl.DataFrame, alt: str) -> None:
    """Show rows as a plain table, whole, with its name for assistive tools."""
    if rows.width and rows.height <= _READ:
        st.session_state.setdefault(SAID, []).extend(
            rows[rows.columns[0]].cast(pl.String).drop_nulls()
        )
    escaped = rows.with_columns(pl.col(pl.String).map_elements(plain, return_dtype=pl.String))
    st.table(escaped.rename(plain), border="horizontal", hide_index=True, alt=alt)


def download(label: str, content: Callable[[], bytes], name: str) -> None:
    """Show a button that makes a file only when it is pressed."""
    kind = _MEDIA.get(name[name.rindex(".") :], "application/octet-stream")
    st.download_button(label, content, file_name=name, mime=kind, on_click="ignore", key=name)


def link(slug: str, label: str = "", **codes: str) -> None:
    """Link a page, with codes for its address; the choices made so far are carried along."""
    entry = next(one for one in PAGES if one.slug == slug)
    # A bare address carries the choices along; one with codes must name the edition too.
    asked = codes | reading.codes() if codes else None
    st.page_link(entry.path, label=label or entry.title, query_params=asked)


def definition(indicator: Indicator) -> None:
    """Link the definition of an indicator, one click away from its figures."""
    link("donnees", f"Définition : {indicator.subject}", indicateur=indicator.code)


def paragraph(text: str) -> None:
    """Show a paragraph of text."""
    st.markdown(_said(text))


def items(texts: Iterable[str]) -> None:
    """Show texts as one list, which a screen reader counts; nothing without any."""
    _listed(_said(one) for one in texts)


def pairs(lines: Iterable[tuple[str, str]], key: str) -> None:
    """Show labels with their texts, one below the other, which a screen reader counts as a list."""
    with st.container(gap=None, key=f"list-{key}"):
        for rank, (label, text) in enumerate(lines):
            with st.container(key=f"listitem-{key}-{rank}"):
                st.markdown(f":gray[{plain(label)}] {plain(text)}")


def web_items(pages: Iterable[tuple[str, str, str]]) -> None:
    """Show pages of others as one list: label, address, what follows; nothing is asked before a click."""
    _listed(
        f"[{plain(label)}]({address}){plain(after)}"
        if re.fullmatch(r"https://[^\s()<>\[\]\\]+", address)
        else plain(label + after)
        for label, address, after in pages
    )


def _listed(texts: Iterable[str]) -> None:
    # One line an item: what follows a line break would leave the list.
    listed = "\n".join(f"- {' '.join(one.split())}" for one in texts)
    if listed:
        st.markdown(listed)


def source(text: str) -> None:
    """Show where a figure comes from."""
    st.caption(_said(text), width="content")
