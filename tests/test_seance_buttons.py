"""Every chart and table of every page can be added to a séance, and what a button adds is a scene with its rows."""

from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from figures.scenes import scene
from figures.seance import View, view_of
from pages.parts.plan import PAGES
from tests.test_pages import opened

BUTTON, FOLD = "gather-", "folded-"
APART = ("Légende", "Carte des communes")
"""What is drawn and is no figure: the legend of one, the map on which communes are picked."""
ADDRESSES: list[tuple[str, dict[str, str]]] = [
    *((entry.slug, {}) for entry in PAGES if entry.slug not in ("seance", "accessibilite", "plan-du-site")),
    *((slug, {"niveau": "SPEL", "territoire": "595"}) for slug in ("accueil", "chomage", "territoire")),
    ("population", {"niveau": "EPCI", "territoire": "200093201"}),
    ("formations", {"indicateur": "pacte-competences"}),
    ("apprentissage", {"niveau": "SPEL", "territoire": "595"}),
    ("campus", {"niveau": "SPEL", "territoire": "591", "autour": "59392", "couches": "campus.cfa"}),
    ("campus", {"couches": "campus.cfa"}),
    ("comparer", {"cartes": "dates", "ecart": "5", "niveau-cartes": "DEP"}),
    ("metiers", {"lecture": "diagnostic", "bmo": "bassin"}),
    ("pilotage", {"engagement": "E1.2"}),
    ("pilotage", {"calendrier": "dates", "cherche": "CAPEB", "partie": "AS1"}),
    ("donnees", {"table": "glossaire", "theme": "budget"}),
]  # fmt: skip


def unfolded(slug: str, codes: dict[str, str]) -> AppTest:
    """Return a page with all that it folds."""
    app = opened(slug, **codes)
    for _ in range(3):
        ids = [str(one.proto.id) for one in app.expander]
        folds = [one[one.index(FOLD) :] for one in ids if FOLD in one]
        shut = [one for one in folds if not app.session_state[one]]
        if not shut:
            break
        for one in shut:
            app.session_state[one] = True
        app.run()
    return app


def parts(block: Any) -> Iterator[tuple[str, Any]]:
    """Return the elements of a page in their order: what each is, and its description."""
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from parts(child)
        else:
            yield child.type, child


def added(app: AppTest, slug: str) -> list[View]:
    """Return the views that the buttons of a page would add."""
    codes = {
        name: one if isinstance(one, str) else one[0] for name, one in app.query_params.items()
    }
    figures = [
        str(one.key).removeprefix(BUTTON) for one in app.button if str(one.key).startswith(BUTTON)
    ]
    return [view_of(slug, figure, codes) for figure in figures]


@pytest.mark.parametrize(("slug", "codes"), ADDRESSES, ids=lambda one: str(one)[:40])
def test_each_chart_and_table_has_a_button_and_each_button_a_scene(
    slug: str, codes: dict[str, str]
) -> None:
    app = unfolded(slug, codes)
    views = added(app, slug)
    assert views
    for view in views:
        found = scene(view)
        assert found.message and found.alt and found.source, view.address
        assert found.rows.height and found.file.height, view.address
        assert found.notices == (), view.address
        assert len(found.message) <= 160, (found.message, view.address)
    waiting: list[str] = []
    orphans: list[str] = []
    drawn: list[str] = []
    for kind, one in parts(app.main):
        if kind == "button" and str(one.key).startswith(BUTTON):
            waiting = []
            # The button of a chart's table is not the chart's.
            drawn = drawn if str(one.key).endswith("-tableau") else []
        elif "chart" in kind:
            if not one.proto.alt.startswith(APART):
                orphans += drawn
                drawn = [one.proto.alt]
        elif kind in ("table", "arrow_table"):
            # A detail stands below its rows: both are before their buttons.
            orphans += waiting if len(waiting) > 1 else []
            waiting = [*waiting, one.proto.alt if hasattr(one.proto, "alt") else "table"]
    assert not waiting and not orphans and not drawn, (waiting, orphans, drawn)
    labels = [one.label for one in app.button if str(one.key).startswith(BUTTON)]
    assert len(set(labels)) == len(labels)
