"""The first page of the fiche: the message, the coverage, the key figures, the curve and the map."""

from typing import Any

from exports.fiche_drawings import curve, zones
from exports.fiche_keys import key_lines
from figures import coverage, portrait
from figures.captions import publication
from figures.cells import cells_of
from figures.formats import number
from figures.page_title import page_title
from figures.profile import Line, Profile
from figures.retain import retain
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory


def front(catalogue: Catalogue, profile: Profile) -> dict[str, Any]:
    """Return what the first page prints, in order; a part that has nothing to say is empty."""
    place, indicator = profile.place, catalogue.headline()
    newest = portrait.latest(indicator, place)
    at = newest.row.period if newest else ""
    return {
        "place": place.title,
        "inhabitants": f"{number(place.population)} habitants" if place.population else "",
        "message": page_title(profile).title,
        "coverage": _coverage(indicator, place),
        "retain": [one.text for one in retain(profile)],
        "figures": [_figure(catalogue, line) for line in key_lines(catalogue, profile)],
        "curve": curve(catalogue, indicator, place, at) if at else None,
        **zones(catalogue, indicator, place),
    }


def _figure(catalogue: Catalogue, line: Line) -> dict[str, Any]:
    cells = cells_of(catalogue, line)
    amount, unit = cells.parts
    year = cells.year
    return {
        "label": line.indicator.short,
        "when": ", ".join(text for text in (cells.when, cells.status) if text),
        "where": cells.where,
        "value": amount,
        "unit": unit,
        "mark": {"text": year.text, "verdict": year.verdict, "note": year.note} if year else None,
        "source": publication(catalogue, line.figure),
    }


def _coverage(indicator: Indicator, place: Territory) -> dict[str, Any]:
    """Return what the figures cover: how the inhabitants spread, when zones are read instead."""
    told = coverage.sentences(indicator, place)
    if coverage.own(indicator, place) or coverage.absent(indicator):
        return {"shares": [], "text": " ".join(one.text for one in told)}
    parts = coverage.coverage(place).parts
    shared = [coverage.shared_text(one).text for one in coverage.coverage(place).shared]
    return {
        "shares": [part.of_place for part in parts],
        "text": " ".join([*(one.text for one in told[:2]), *shared]),
    }
