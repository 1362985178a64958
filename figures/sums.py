"""The counts of a reader's own group of communes: sums that add up, or the reason why there is none.

A sum is secret when a commune of it is, or when a published total that holds the group would give
a secret value away by difference (complementary suppression). Territories are those of
geo/communes.csv: where a producer's EPCI had other communes, the difference tells nothing, and is
only looked at as it is.
"""

from math import fsum

import polars as pl

from figures.facts import Figure, Row
from figures.formats import listing, period
from loaders import observations
from loaders.groups import codes_of
from loaders.indicators import Indicator
from loaders.observations import Cell
from loaders.territories import HOME, Territory, find, read_communes

HOLDERS = {
    "EPCI": "epci",
    "ARR": "arrondissement",
    "ZE2020": "ze2020",
    "DEP": "departement",
    "REG": "region",
}
"""The levels whose published totals may hold a group, with their columns of communes.csv."""
NAMED = 3
"""Communes that a reason names before it only counts them."""


def total(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the sum of a count over the communes of a group, at the last period that has them all.

    Its value is None and its status C when it must stay secret. None when the indicator does not
    add up, or when a commune has no figure; `why` says so.
    """
    return _read(indicator, place)[0]


def why(indicator: Indicator, place: Territory) -> str:
    """Say why a group has no figure, or a secret one; nothing when it has a value."""
    return _read(indicator, place)[1]


@observations.per_version
def _read(indicator: Indicator, place: Territory) -> tuple[Figure | None, str]:
    if not indicator.additive:
        return None, "Cet indicateur ne s’additionne pas d’une commune à l’autre."
    communes = _communes(indicator)
    if not communes:
        return None, "Cet indicateur n’est pas publié par commune : un groupe n’en a pas la somme."
    codes = codes_of(place)
    complete = [at for at, cells in communes.items() if all(code in cells for code in codes)]
    if not complete:
        at = max(communes)
        absent = [code for code in codes if code not in communes[at]]
        return None, f"La somme serait incomplète : aucune valeur {_of(absent)} ({period(at)})."
    at = max(complete)
    cells = [communes[at][code] for code in codes]
    first = cells[0]
    if any((one.vintage, one.source) != (first.vintage, first.source) for one in cells):
        return None, "Les communes ont des valeurs de publications différentes : pas de somme."
    hidden = _secret(indicator, codes, at)
    found = {one.status for one in cells}
    return Figure(
        indicator=indicator,
        row=Row(place.level, place.code, at),
        value=None if hidden else fsum(one.value or 0 for one in cells),
        status="C" if hidden else next((one for one in "BEPR" if one in found), "A"),
        vintage=first.vintage,
        source=first.source,
    ), hidden


def _secret(indicator: Indicator, codes: tuple[str, ...], at: str) -> str:
    """Say why the sum of some communes must stay secret; nothing when it may be told."""
    cells = _communes(indicator)[at]
    secret = [code for code in codes if cells[code].value is None]
    if secret:
        return f"Secret statistique : aucune valeur n’est publiée {_of(secret)}."
    # Each of them is published: their sum hides nothing by itself, however small.
    value = fsum(cells[code].value or 0 for code in codes)
    for holder, outside in _holders(codes):
        published = observations.row(indicator, holder.level, holder.code, at)
        if published is None or published.value is None or not outside:
            continue
        known = [cells[code].value for code in outside if code in cells]
        alone = None in known and not any(one is not None for one in known)
        if alone or 0 < published.value - value < indicator.threshold:
            return (
                f"Secret statistique : retirée du total de {holder.sentence}, la somme laisserait "
                "déduire une valeur secrète."
            )
    return ""


def _holders(codes: tuple[str, ...]) -> list[tuple[Territory, list[str]]]:
    """Return the territories that hold all of some communes, each with its other communes.

    One that goes beyond the région is left out: its communes there are not known here.
    """
    here = read_communes().filter(pl.col("region") == HOME)
    mine = pl.col("commune").is_in(codes)
    found = []
    for level, column in HOLDERS.items():
        holding = here.filter(mine)[column].unique().to_list()
        if len(holding) == 1 and not (holder := find(level, holding[0])).interregional:
            outside = here.filter(pl.col(column) == holding[0], ~mine)["commune"].to_list()
            found.append((holder, outside))
    return found


@observations.per_version
def _communes(indicator: Indicator) -> dict[str, dict[str, Cell]]:
    """Return by period the figures of the communes, secret ones included, missing ones left out."""
    rows = observations.totals(indicator).filter(pl.col("level") == "COM", pl.col("status") != "M")
    found: dict[str, dict[str, Cell]] = {}
    columns = ("period", "territory", "value", "status", "vintage", "source")
    for at, code, *rest in rows.select(columns).iter_rows():
        found.setdefault(at, {})[code] = Cell(*rest)
    return found


def _of(codes: list[str]) -> str:
    """Return "pour Lille, Lens et 2 autres communes"."""
    names = [find("COM", code).name for code in codes[:NAMED]]
    rest = len(codes) - NAMED
    if rest > 0:
        names.append(f"{rest} autre{'s' if rest > 1 else ''} commune{'s' if rest > 1 else ''}")
    return f"pour {listing(names)}"
