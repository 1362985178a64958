"""The player of time: a button and a slider that move the page's live charts in the browser."""

from collections.abc import Sequence

import streamlit as st

from figures.rows import Panel

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

_lecture = st.components.v2.component(
    "observatoire-hauts-de-france.lecture", html=_HTML, css="lecture.css", js="lecture.js"
)


def player(panel: Panel, period: str, selected: str, turn: int, key: str) -> str | None:
    """Show the player at `period`; return the period where the reader left it, None at first.

    `selected` and `turn` are passed on to the live charts (see `figures.live`).
    """
    step = panel.periods.index(period)
    state = _lecture(
        key=key,
        data={
            "labels": panel.labels,
            "periods": list(panel.periods),
            "ticks": _ticks(panel.periods),
            "step": step,
            "asked": f"{key}|{period}",
            "selected": selected,
            "turn": turn,
        },
        on_period_change=lambda: None,
    )
    return state.get("period")


def _ticks(periods: Sequence[str]) -> list[dict[str, str | float]]:
    """Return five years or so, each at its place between 0 and 1."""
    firsts = [step for step, code in enumerate(periods) if step == 0 or code[:4] != periods[step - 1][:4]]
    every = max(1, -(-len(firsts) // 5))
    span = max(len(periods) - 1, 1)
    return [{"label": periods[step][:4], "at": step / span} for step in firsts[::every]]
