"""Every figure that a séance may hold, as a room sees it: letters of 18 pixels at least, nothing cut."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from exports.seance_html import document
from figures import scenes, themes
from figures.ready import made_for
from figures.scenes import offered, scene
from figures.seance import MOST, Seance, Slide, View, parse_view
from loaders.errors import DataError
from loaders.seances import read_models
from loaders.territories import find
from tests.browser.dashboard import PATHS
from tests.browser.test_diaporama import _SMALLEST
from tests.conftest import PageOpener

pytestmark = pytest.mark.browser

LEAST = 18
WRONG = Path(__file__).with_name("room.js").read_text(encoding="utf-8")
HERE = ("", "niveau=SPEL&territoire=591")
"""The région, and a SPEL whose name and zones take room."""
BESIDE = (
    "/accueil?figure=preuves",
    "/accueil?figure=tuile-1",
    "/accueil?niveau=SPEL&territoire=591&figure=tuile-2",
    "/chomage?figure=preuves",
    "/chomage?mesure=evolution-1-an&figure=classement",
    "/chomage?niveau=DEP&territoire=59&figure=classement",
    "/chomage?niveau=EPCI&territoire=200093201&figure=classement",
    "/accueil?niveau=EPCI&territoire=200093201&figure=courbes",
    "/population?niveau=EPCI&territoire=200093201&figure=ensemble-population",
    "/chomage?carte=DEP&figure=carte",
    "/chomage?carte=SPEL&niveau=SPEL&territoire=595&figure=carte",
    "/chomage?figure=carte-tableau",
    "/chomage?figure=courbes-tableau",
    "/territoire?niveau=SPEL&territoire=591&figure=region",
    "/territoire?niveau=SPEL&territoire=591&figure=couverture",
    "/territoire?niveau=SPEL&territoire=591&figure=semblables",
    "/territoire?niveau=SPEL&territoire=591&figure=decoupages",
    "/territoire?figure=sans-ligne",
    "/comparer?figure=figure-2",
    "/comparer?figure=figure-3",
    "/comparer?monographie=monographie-normandie-2020&figure=monographies",
    "/comparer?figure=monographies-sources",
    "/comparer?figure=cartes",
    "/comparer?figure=carte-gauche",
    "/comparer?figure=carte-droite",
    "/apprentissage?figure=contexte",
    "/apprentissage?figure=ailleurs-1-apprentis",
    "/apprentissage?niveau=SPEL&territoire=591&figure=siens-cfa-emploi-6-mois",
    "/metiers?lecture=diagnostic&figure=matrice",
    "/metiers?lecture=metiers&tri=inadequation_geographique&figure=matrice",
    "/metiers?lecture=metiers&secteur=tourisme&tri=intensite_embauche&figure=matrice",
    "/metiers?figure=matrice-tableau",
    "/metiers?bmo=bassin&figure=projets",
    "/metiers?lecture=diagnostic&figure=diagnostic-dares",
    "/campus?couches=campus.cfa.pole.cluster.chantier.normandie&figure=carte",
    "/campus?couches=campus.cfa&autour=59392&figure=carte",
    "/campus?couches=campus.cfa&figure=non-localises",
    "/campus?figure=reponse-1",
    "/campus?couches=campus.cfa&autour=59392&niveau=SPEL&territoire=591&figure=metiers-4",
    "/pilotage?figure=calendrier",
    "/pilotage?cherche=CAPEB&figure=calendrier",
    "/pilotage?calendrier=dates&figure=hors-axe",
    "/pilotage?figure=mesures",
    "/pilotage?engagement=E1.2&figure=fiche",
    "/pilotage?engagement=E1.2&figure=calendrier-fiche",
    "/pilotage?engagement=E1.2&figure=valeurs-2",
    "/donnees?figure=reference",
    "/donnees?table=glossaire&figure=reference",
    *(f"/{slug}?figure=documents" for slug in themes.PAGES),
    *(f"/{slug}?figure=ensemble-{theme}" for slug, theme in (
        ("population", "population"), ("emploi", "entreprises-emploi"), ("formations", "formations"),
        ("formations", "budget"), ("formations", "gouvernance"),
        ("marche-du-travail", "marche-du-travail"),
    )),
)  # fmt: skip
"""What the pages fold, or show of one thing chosen, and the choices that make the largest figures."""


def rooms() -> Iterator[View]:
    """Return the figures of the « mode salle » of every page, for each territory, and what pages fold."""
    for codes in HERE:
        for slug in PATHS:
            for figure in offered(slug):
                yield parse_view(f"/{slug}?{codes}&figure={figure}")
    yield from map(parse_view, BESIDE)


def seances() -> list[Seance]:
    """Return séances of these figures, then those that are ready, each for two territories."""
    slides = tuple(dict.fromkeys(Slide(one) for one in rooms()))
    parts = [slides[at : at + MOST] for at in range(0, len(slides), MOST)]
    found = [Seance(f"Salle {rank}", part) for rank, part in enumerate(parts, 1)]
    for model in read_models():
        for level, code in (("REG", "32"), ("SPEL", "591")):
            codes = {"niveau": level, "territoire": code}
            found.append(made_for(model, find(level, code), codes))
    return found


def test_every_figure_of_the_site_is_among_those_that_are_measured() -> None:
    assert [one.address for one in map(parse_view, BESIDE) if scene(one).notices] == []
    measured = {(one.slug, one.figure) for one in rooms()}
    known = {
        (slug, figure)
        for figures in (scenes._FIGURES, scenes._BESIDE)
        for slug, names in figures.items()
        for figure in names
    }
    without = {("territoire", "changements")}  # No edition before this one to differ from.
    assert known - measured - without == set()
    for slug, starts in scenes._FAMILIES.items():
        for start in starts:
            assert any(one.startswith(start) for of, one in measured if of == slug), (slug, start)


@pytest.fixture
def room(open_page: PageOpener) -> Page:
    """Return a page of the size of a projector."""
    return open_page(viewport={"width": 1024, "height": 768}, reduced_motion="reduce")


@pytest.mark.parametrize("seance", seances(), ids=lambda one: one.title)
def test_in_a_room_every_letter_has_18_pixels_and_nothing_is_cut_nor_small_on_a_phone(
    room: Page, tmp_path: Path, seance: Seance
) -> None:
    path = tmp_path / "seance.html"
    path.write_bytes(document(seance, "", "2026-11-22"))
    room.goto(path.as_uri())
    room.evaluate("document.fonts.ready")
    last = len(seance.slides) + 2
    wrong = []
    for rank in range(1, last + 1):
        room.wait_for_function(
            "rank => document.querySelector('#place').textContent.startsWith(`${rank} /`)", arg=rank
        )
        view = seance.slides[rank - 2].view if 1 < rank < last else None
        wrong += [f"{view.address if view else rank}: {one}" for one in room.evaluate(WRONG, LEAST)]
        room.keyboard.press("PageDown")
    # On a phone the screens follow one another, each with its own drawing.
    room.set_viewport_size({"width": 390, "height": 844})
    room.reload()
    room.wait_for_function("document.querySelectorAll('.ecran').length > 2")
    size, text = room.evaluate(_SMALLEST)
    if size < 12:
        wrong.append(f"phone: {size} px, {text}")
    if room.evaluate("document.documentElement.scrollWidth") > 390:
        wrong.append("phone: sideways scroll")
    room.seen.addresses.clear()  # type: ignore[attr-defined]
    assert not wrong, "\n".join(wrong)


def test_each_figure_that_is_measured_is_shown_for_the_region() -> None:
    missing = []
    for view in rooms():
        try:
            scene(view)
        except DataError as error:
            missing.append((view.address, str(error)))
    assert missing == []
