"""What changed since an edition of the data, for a reader who comes back by a kept link or a QR code."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from figures.breakdowns import nearest
from figures.formats import MISSING, french_date, listing, number, ordinal, period, with_unit
from figures.lines import instant
from figures.profile import SAME_LEVEL
from figures.tile import STATUSES
from loaders import codelists, editions, releases
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory, find

ABSENT = "non publié"
NOTE = (
    "Une édition garde les séries telles qu’elles étaient publiées ; les chiffres relevés dans les "
    "documents, les objectifs, les tableaux de référence, les définitions et les limites des "
    "territoires sont toujours ceux d’aujourd’hui."
)
"""What an edition does not keep, said wherever an old one is read."""
_KINDS = {
    "nouveau": ("nouveau", "nouveaux"),
    "révisé": ("révisé", "révisés"),
    "retiré": ("retiré", "retirés"),
}
_HEADERS = ("Indicateur", "Territoire", "Période", "Avant", "Après", "Nature")


def label(code: str) -> str:
    """Return an edition as it is read: "22 novembre 2026", "22 novembre 2026, 2e mise à jour"."""
    day = french_date(date.fromisoformat(code[:10]))
    letters = code[10:]
    # "b" is the second update of a day; "z" is followed by "zb".
    rank = sum(ord(letter) - ord("a") for letter in letters) + 1
    return f"{day}, {ordinal(rank)} mise à jour" if letters else day


def since(catalogue: Catalogue, edition: str, places: Sequence[Territory]) -> pl.DataFrame:
    """Return what changed for some territories from an edition to the current one, one row a figure.

    Columns: Indicateur (with its breakdown), Territoire, Période, Avant, Après, Nature ("nouveau",
    "révisé", "retiré"); in the order of the catalogue, of `places`, then the newest period first.
    A revision that the printed decimals do not show is left out, and totals that repeat those of
    another indicator. Raises DataError for an edition that is none.
    """
    replaced = editions.replaced_since(edition)
    rows = [
        row
        for indicator in catalogue.indicators.values()
        if indicator.code in replaced
        for row in _rows(indicator, edition, places)
    ]
    return pl.DataFrame(rows, schema=dict.fromkeys(_HEADERS, pl.String), orient="row")


def sentence(edition: str, rows: pl.DataFrame, beyond: int = 0) -> str:
    """Return how many of the figures of `since` changed, and how; `beyond` counts those of larger ones."""
    head = f"Depuis l’édition du {label(edition)}"
    tail = f" Dans les territoires qui le contiennent : {number(beyond)}." if beyond else ""
    if rows.is_empty():
        return f"{head}, aucun chiffre de ce territoire n’a changé.{tail}"
    counts = {kind: rows.filter(Nature=kind).height for kind in _KINDS}
    parts = [
        f"{number(count)} {_KINDS[kind][count > 1]}" for kind, count in counts.items() if count
    ]
    many = rows.height > 1
    return (
        f"{head}, {number(rows.height)} chiffre{'s' if many else ''} de ce territoire "
        f"{'ont' if many else 'a'} changé : {listing(parts)}.{tail}"
    )


def places_of(place: Territory) -> tuple[list[Territory], list[Territory]]:
    """Return the territories whose figures are a territory's own, and those that hold it."""
    mine = [place]
    if place.level == "GROUPE":
        mine += [find("COM", code) for code in place.code.split(".")]
    others = []
    for one in nearest(place):
        own = one.key == place.key or {one.level, place.level} == set(SAME_LEVEL)
        (mine if own and one not in mine else others).append(one)
    return mine, [one for one in others if one not in mine]


def _rows(
    indicator: Indicator, edition: str, places: Sequence[Territory]
) -> Iterator[tuple[str, ...]]:
    rows = releases.changes(indicator, edition)
    if indicator.repeats:
        totals = (pl.col(name) == codelists.TOTAL for name in indicator.dimensions)
        rows = rows.filter(~pl.all_horizontal(pl.lit(True), *totals))
    labels = {name: codelists.values(indicator, name) for name in indicator.dimensions}
    for place in places:
        mine = rows.filter(level=place.level, territory=place.code).to_dicts()
        for row in sorted(mine, key=lambda one: instant(one["period"]), reverse=True):
            before, after = _text(indicator, row, "before"), _text(indicator, row, "after")
            if before == after:
                continue
            cells = [labels[name][row[name]] for name in labels if row[name] != codelists.TOTAL]
            title = f"{indicator.title} ({', '.join(cells)})" if cells else indicator.title
            yield (
                title, place.title, period(row["period"]),
                _with_status(before, row["status_before"]),
                _with_status(after, row["status_after"]),
                row["kind"],
            )  # fmt: skip


def _text(indicator: Indicator, row: dict[str, Any], side: str) -> str:
    status, value = row[f"status_{side}"], row[side]
    if status is None:
        return ABSENT
    if value is None:
        return MISSING.get(status, MISSING["M"])
    return with_unit(value, indicator.unit, indicator.decimals)


def _with_status(text: str, status: str | None) -> str:
    return f"{text} ({STATUSES[status]})" if status in ("P", "E") else text
