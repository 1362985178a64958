"""The player of time: a button and a slider that move the page's live charts in the browser."""

from collections.abc import Sequence

import streamlit as st
from streamlit.components.v2 import component

from figures.rows import Panel
from pages.parts import choices

_KEY = "player"
_HTML = """
<div class="lecture" role="group" aria-label="Défilement du temps">
  <button type="button" aria-pressed="false">Lecture</button>
  <div class="track">
    <input type="range" min="0" max="0" step="1" aria-label="Période affichée">
    <div class="ticks" aria-hidden="true"></div>
  </div>
  <output aria-live="off"></output>
</div>
"""

_lecture = component(
    "observatoire-hauts-de-france.lecture", html=_HTML, css="lecture.css", js="lecture.js"
)


def player(panel: Panel, period: str, selected: str, view: str) -> None:
    """Show the player at `period`; the period where the reader leaves it becomes the chosen one.

    `selected` (a territory's key) is passed on to the live charts. `view` names what they show: when
    it changes, `period` wins over what the player shows.
    """

    def left() -> None:
        choices.keep_period(st.session_state[_KEY].period)

    # One key for every view: two players at once would fight over the same charts.
    _lecture(
        key=_KEY,
        data={
            "labels": panel.labels,
            "periods": list(panel.periods),
            "ticks": _ticks(panel.periods),
            "step": panel.periods.index(period),
            "view": view,
            "selected": selected,
            "turn": choices.turn(),
        },
        on_period_change=left,
    )


def _ticks(periods: Sequence[str]) -> list[dict[str, str | float]]:
    """Return five years or so, each at its place between 0 and 1."""
    firsts = [
        step for step, code in enumerate(periods) if step == 0 or code[:4] != periods[step - 1][:4]
    ]
    every = max(1, -(-len(firsts) // 5))
    span = max(len(periods) - 1, 1)
    return [{"label": periods[step][:4], "at": step / span} for step in firsts[::every]]
