"""Turn the communes into the layers of the maps: dissolve, simplify once, snap, dissolve again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
import shapely
from shapely.geometry.base import BaseGeometry

from geo.hatching import hatch
from geo.inputs import InputError
from geo.plane import STEP, Plane

TOLERANCE = 350.0  # metres; the square is the area under which a detail goes (Visvalingam-Whyatt)
COMMUNE_TOLERANCE = 230.0  # a commune may measure 16 hectares: at 250 one loses 39 % of its area
_ATOM = ["region", "departement", "arrondissement", "epci", "ze2020"]
_FINER = "baissez TOLERANCE (geo/layers.py) ou STEP (geo/plane.py)"
Outlines = dict[str, BaseGeometry]


@dataclass(frozen=True)
class Layers:
    """Outlines by layer then code, in integer steps of the plane, and what they lost in area."""

    plane: Plane
    outlines: dict[str, Outlines]
    errors: dict[str, float]


def _dissolve(codes: Iterable[str], outlines: Iterable[BaseGeometry]) -> Outlines:
    """Merge the outlines that bear the same code; the codes come out sorted."""
    groups: dict[str, list[BaseGeometry]] = {}
    for code, outline in zip(codes, outlines, strict=True):
        groups.setdefault(code, []).append(outline)
    return {code: shapely.coverage_union_all(groups[code]) for code in sorted(groups)}


def _check(what: str, outlines: Outlines, advice: str) -> None:
    """Raise InputError unless every outline is valid and meets its neighbours edge to edge."""
    shapes = np.array(list(outlines.values()))
    wrong = ~shapely.is_valid(shapes) | ~shapely.is_empty(shapely.coverage_invalid_edges(shapes))
    if wrong.any():
        code = list(outlines)[int(wrong.argmax())]
        raise InputError(
            f"{what} : le contour de {code} est invalide, ou ne joint pas ses voisins bord à bord "
            f"(chevauchement ou vide) ; {advice}."
        )


def _largest_error(drawn: Outlines, true: Outlines, scale: float) -> float:
    """Return the largest relative change of area between the drawn outlines and the true ones."""
    side = scale * STEP
    return max(abs(drawn[code].area * side**2 / true[code].area - 1) for code in true)


def regional(rows: pl.DataFrame, communes: np.ndarray, region: str) -> Layers:
    """Return the layers of one region from the outlines of its communes, in metres.

    `rows` are the communes in the same order; those of other regions complete the zones d'emploi.
    Objects: region, dep, spel, epci, ze; ze_part, the pieces of the zones outside the region; and
    ze_hatch, lines that cover these pieces.
    """
    codes = rows["commune"].to_list()
    _check("Communes", dict(zip(codes, communes, strict=True)), "corrigez les contours d’entrée")
    keys = rows.select(pl.concat_str(_ATOM, separator="|"))["region"].to_list()
    true_atoms = _dissolve(keys, communes)
    atoms = np.array(list(true_atoms.values()))
    simple = shapely.coverage_simplify(atoms, TOLERANCE)
    plane = Plane.around(simple)
    snapped = plane.to_steps(simple)
    _check("Communes regroupées", dict(zip(true_atoms, snapped, strict=True)), _FINER)
    fields = [key.split("|") for key in true_atoms]
    here = [values[0] == region for values in fields]

    def layer(field: str, shapes: np.ndarray, keep: Callable[[int], bool]) -> Outlines:
        place = _ATOM.index(field)
        kept = [i for i in range(len(fields)) if keep(i)]
        return _dissolve([fields[i][place] for i in kept], [shapes[i] for i in kept])

    wanted: dict[str, tuple[str, Callable[[int], bool]]] = {
        "region": ("region", lambda i: here[i]),
        "dep": ("departement", lambda i: here[i]),
        "spel": ("arrondissement", lambda i: here[i]),
        "epci": ("epci", lambda i: here[i]),
        "ze": ("ze2020", lambda i: True),
        "ze_part": ("ze2020", lambda i: not here[i]),
    }
    drawn = {name: layer(field, snapped, keep) for name, (field, keep) in wanted.items()}
    true = {name: layer(field, atoms, keep) for name, (field, keep) in wanted.items()}
    layers = _checked(plane, drawn, true)
    hatched = {code: hatch(part) for code, part in drawn["ze_part"].items()}
    return replace(layers, outlines=drawn | {"ze_hatch": hatched})


def communal(
    codes: list[str], departements: list[str], outlines: np.ndarray, plane: Plane
) -> dict[str, Layers]:
    """Return the communes of each département, in the plane of the region that they are laid over.

    The outlines, in metres, are simplified together: communes of two départements meet too.
    """
    simple = shapely.coverage_simplify(outlines, COMMUNE_TOLERANCE)
    snapped = dict(zip(codes, plane.to_steps(simple), strict=True))
    _check("Communes simplifiées", snapped, "baissez COMMUNE_TOLERANCE (geo/layers.py)")
    true = dict(zip(codes, outlines, strict=True))
    found = {}
    for departement in sorted(set(departements)):
        mine = [code for code, home in zip(codes, departements, strict=True) if home == departement]
        drawn = {code: snapped[code] for code in sorted(mine)}
        error = _largest_error(drawn, {code: true[code] for code in drawn}, plane.scale)
        found[departement] = Layers(plane, {"communes": drawn}, {"communes": round(error, 5)})
    return found


def national(layers: dict[str, Outlines]) -> Layers:
    """Return national layers that are already simplified together, in metres."""
    every = np.array([shape for shapes in layers.values() for shape in shapes.values()])
    plane = Plane.around(every)
    drawn = {
        name: dict(zip(shapes, plane.to_steps(np.array(list(shapes.values()))), strict=True))
        for name, shapes in layers.items()
    }
    return _checked(plane, drawn, layers)


def _checked(plane: Plane, drawn: dict[str, Outlines], true: dict[str, Outlines]) -> Layers:
    for name, outlines in drawn.items():
        _check(f"Couche {name}", outlines, _FINER)
    errors = {
        name: round(_largest_error(drawn[name], true[name], plane.scale), 5) for name in drawn
    }
    return Layers(plane, drawn, errors)


def inside(zones: Outlines, beyond: Outlines) -> Outlines:
    """Return the zones without their pieces beyond the region: where a label may stand."""
    return {
        code: zone.difference(beyond[code]) if code in beyond else zone
        for code, zone in zones.items()
    }


def label_points(outlines: Outlines) -> dict[str, tuple[float, float, float]]:
    """Return the centre and the radius of the largest circle in each outline, in plane units."""
    points = {}
    circles = shapely.maximum_inscribed_circle(np.array(list(outlines.values())))
    for code, circle in zip(outlines, circles, strict=True):
        x, y = circle.coords[0]
        points[code] = (round(x * STEP, 1), round(y * STEP, 1), round(circle.length * STEP, 1))
    return points
