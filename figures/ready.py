"""A séance to start from, made for a territory."""

from collections.abc import Mapping

from figures.seance import Seance, Slide, parse_view, view_of
from loaders.seances import Model


def made_for(model: Model, title: str, place: Mapping[str, str]) -> Seance:
    """Return the séance of a model; `place` are the codes of the reader's territory, `title` its name."""
    slides = []
    for one in model.screens:
        if not one.view:
            slides.append(Slide(None, one.section))
            continue
        view = parse_view(one.view)
        codes = dict(view.codes) | (dict(place) if one.here else {})
        slides.append(Slide(view_of(view.slug, view.figure, codes)))
    named = f"{model.title} : {title}" if model.here else model.title
    return Seance(named, tuple(slides))
