"""A séance to start from, made for a territory."""

from collections.abc import Mapping

from figures.scenes import scene
from figures.seance import Seance, Slide, View, parse_view, view_of
from loaders.errors import DataError
from loaders.seances import Model
from loaders.territories import HOME, Territory


def made_for(model: Model, place: Territory, codes: Mapping[str, str]) -> Seance:
    """Return the séance of a model; `codes` are those of the territory in an address.

    A view that says nothing of the territory is left out when the model allows it, and one that
    would be there twice (the région beside itself) is there once.
    """
    here = {} if _home(place) else dict(codes)
    slides: list[Slide] = []
    for one in model.screens:
        if one.levels and place.level not in one.levels:
            continue
        if not one.view:
            slides.append(Slide(None, one.section))
            continue
        view = parse_view(one.view)
        view = view_of(view.slug, view.figure, dict(view.codes) | (here if one.here else {}))
        if Slide(view) not in slides and (not one.spared or _shown(view)):
            slides.append(Slide(view))
    return Seance(_title(model, place), tuple(slides))


def _title(model: Model, place: Territory) -> str:
    """Return the title, which names the territory: by its name alone where the title says its level."""
    if named := model.titles.get(place.level):
        return f"{named} : {place.name}"
    return model.title if _home(place) else f"{model.title} : {place.title}"


def _home(place: Territory) -> bool:
    return (place.level, place.code) == ("REG", HOME)


def _shown(view: View) -> bool:
    try:
        scene(view)
    except DataError:
        return False
    return True
