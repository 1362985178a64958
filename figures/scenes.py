"""Which figures each page offers to a séance, and how a view becomes its scene, a séance its screens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from figures import (
    scene_answers,
    scene_apprenticeship,
    scene_comparison,
    scene_engagement,
    scene_establishments,
    scene_jobs,
    scene_method,
    scene_pair,
    scene_sites,
    scene_steering,
    scene_territory,
    scene_territory_tables,
    scene_theme,
    scene_theme_tables,
    scene_unemployment,
    themes,
)
from figures.pair_choice import SIDES
from figures.scene import Grid, Scene
from figures.seance import FIRST, Seance, Slide, View
from loaders import editions
from loaders.errors import DataError

Build = Callable[[View], Scene]
TABLE = "-tableau"
"""What follows the name of a figure to name its table."""
_FIGURE = "vue"
"""The one figure of a thematic page."""

_FIGURES: Mapping[str, Mapping[str, Build]] = {
    "accueil": {"courbes": scene_unemployment.recent, "carte": scene_unemployment.zones},
    "chomage": {
        "carte": scene_unemployment.zones,
        "courbes": scene_unemployment.curves,
        "classement": scene_unemployment.ranking,
    },
    "territoire": {"tableau": scene_territory.indicators, "retenir": scene_territory.retained},
    "comparer": {
        "tableau": scene_comparison.table,
        "monographies": scene_comparison.monographies,
    },
    **{slug: {_FIGURE: scene_theme.reading} for slug in themes.PAGES},
    "apprentissage": {"objectifs": scene_apprenticeship.every_objective},
    "metiers": {"matrice": scene_jobs.matrix, "projets": scene_jobs.projects},
    "campus": {"liste": scene_sites.list_of_sites, "carte": scene_sites.map_of_sites},
    "pilotage": {"suivi": scene_steering.measured, "dates": scene_steering.dates},
    "donnees": {
        "qualite": scene_method.checked,
        "sources": scene_method.sources,
        "signes": scene_method.signs,
    },
}
"""The figures that a page shows at once, in its order: its room is made of them."""
_BESIDE: Mapping[str, Mapping[str, Build]] = {
    "territoire": {
        "region": scene_territory.wider,
        "couverture": scene_territory_tables.covered,
        "semblables": scene_territory_tables.alike,
        "decoupages": scene_territory_tables.crossed,
        "sans-ligne": scene_territory_tables.without,
        "changements": scene_territory_tables.changed,
    },
    **{slug: {"documents": scene_theme_tables.documents} for slug in themes.PAGES},
    "comparer": {
        "cartes": scene_pair.both,
        **{f"{scene_pair.MAP}{side}": scene_pair.one_map for side in SIDES},
        "monographies-sources": scene_comparison.monographies_sources,
    },
    "apprentissage": {"contexte": scene_apprenticeship.context},
    "metiers": {"diagnostic-dares": scene_jobs.compared},
    **{slug: {"preuves": scene_unemployment.proofs} for slug in ("accueil", "chomage")},
    "campus": {"non-localises": scene_answers.unplaced},
    "pilotage": {
        "calendrier": scene_engagement.axis,
        "hors-axe": scene_engagement.apart,
        "mesures": scene_engagement.measured,
        "fiche": scene_engagement.sheet,
        "calendrier-fiche": scene_engagement.own_axis,
    },
    "donnees": {"reference": scene_method.reference},
}
"""What a page folds, or shows of one thing chosen: a séance takes it when it is added."""
_FAMILIES: Mapping[str, Mapping[str, Build]] = {
    "accueil": {scene_territory.TILE: scene_territory.tile},
    "comparer": {scene_comparison.CHART: scene_comparison.chart},
    **{slug: {scene_theme_tables.OVERVIEW: scene_theme_tables.overview} for slug in themes.PAGES},
    "campus": {
        scene_answers.ANSWER: scene_answers.answer,
        scene_answers.DETAIL: scene_answers.detail,
    },
    "pilotage": {scene_engagement.VALUES: scene_engagement.values},
    "apprentissage": {
        scene_apprenticeship.AIM: scene_apprenticeship.against,
        scene_apprenticeship.APART: scene_apprenticeship.apart,
        scene_establishments.DOTS: scene_establishments.dots,
        scene_establishments.MINE: scene_establishments.own,
        scene_apprenticeship.LEVEL: scene_apprenticeship.level,
        scene_apprenticeship.OUTCOME: scene_apprenticeship.outcome,
    },
}
"""The figures that are several of a kind, by what their name begins with."""


def offered(slug: str) -> tuple[str, ...]:
    """Return the figures that a page shows in a room, in its order; none for a page without figure."""
    if slug == "apprentissage":
        return scene_apprenticeship.names()
    if slug == "comparer":
        return (f"{scene_comparison.CHART}1", *_FIGURES[slug])
    return tuple(_FIGURES.get(slug, {}))


def scene(view: View) -> Scene:
    """Return the scene of a view, on the edition that its codes name.

    A figure named "carte-tableau" is the table of the figure "carte".

    Raises DataError, with a French sentence, when the page has no such figure or nothing to show.
    """
    if view.figure.endswith(TABLE):
        whole = scene(replace(view, figure=view.figure.removesuffix(TABLE)))
        return replace(
            whole, view=view, figure=Grid(), alt=f"Tableau : {whole.note or whole.message}"
        )
    build = _FIGURES.get(view.slug, {}).get(view.figure)
    build = build or _BESIDE.get(view.slug, {}).get(view.figure)
    for start, one in _FAMILIES.get(view.slug, {}).items():
        if view.figure.startswith(start):
            build = one
    if build is None:
        raise DataError(f"La page « {view.slug} » n’a pas de figure « {view.figure} ».")
    asked = view.code("edition")
    if not asked:
        return build(view)
    with editions.reading(asked):
        return build(view)


@dataclass(frozen=True, eq=False)
class Screen:
    """One screen of a séance: a section, a scene, or the sentence that says why there is none."""

    number: int
    """Its number among all that is shown, printed and written: the cover is 1."""
    slide: Slide
    scene: Scene | None
    trouble: str = ""

    @property
    def message(self) -> str:
        """Return the title: what the presenter wrote, else what the scene says."""
        return self.slide.message or (self.scene.message if self.scene else self.trouble)


def screens(seance: Seance) -> tuple[Screen, ...]:
    """Return the screens of a séance, in order; a view that cannot be shown says so in its place."""
    return tuple(_screen(number, slide) for number, slide in enumerate(seance.slides, FIRST))


def _screen(number: int, slide: Slide) -> Screen:
    if slide.view is None:
        return Screen(number, slide, None)
    try:
        return Screen(number, slide, scene(slide.view))
    except DataError as error:
        return Screen(number, slide, None, str(error))
