"""What the table of a theme holds, to take away: one row a cell, with codes, numbers and statuses."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from figures.breakdowns import NEIGHBOUR, compared
from figures.measures import REGION
from figures.themes import newest, newest_printed, otherwise
from loaders.indicators import Indicator
from loaders.territories import Territory, find, read_territories

_COLUMNS: dict[str, Any] = {
    "indicateur": pl.String, "titre": pl.String, "niveau": pl.String, "territoire": pl.String,
    "nom": pl.String, "periode": pl.String, "valeur": pl.Float64, "unite": pl.String,
    "statut": pl.String, "millesime": pl.String, "source": pl.String, "texte": pl.String,
}  # fmt: skip


def overview_rows(indicators: Sequence[Indicator], place: Territory) -> pl.DataFrame:
    """Return the figures of `themes.overview`: indicateur to source, as published.

    An indicator without a total has one row without value, whose `texte` says what is known of it.
    """
    rows = [row for one in indicators for row in _of(one, place)]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def _of(indicator: Indicator, place: Territory) -> list[tuple[Any, ...]]:
    known = read_territories()
    country = [one.place for one in compared(indicator, place) if one.role == "country"][:1]
    wanted = [place, known[REGION], known[NEIGHBOUR], *country]  # type: ignore[index]
    found = []
    for one in {each.key: each for each in wanted}.values():
        now, row = newest(indicator, one), newest_printed(indicator, one)
        if now:
            what = (now.row.period, now.value, indicator.unit, now.status, now.vintage, now.source)
            where = find(now.row.level, now.row.territory) if one.level == "SPEL" else one
            found.append((indicator.code, indicator.title, *_named(where), *what, ""))
        elif row:
            what = (row["period"], row["value"], indicator.unit, row["status"], "", row["document"])
            found.append((indicator.code, indicator.title, *_named(one), *what, ""))
    if found:
        return found
    about, text = otherwise(indicator, place)
    return [
        (
            indicator.code,
            indicator.title,
            *_named(about),
            "",
            None,
            indicator.unit,
            "",
            "",
            "",
            text,
        )
    ]


def _named(place: Territory) -> tuple[str, str, str]:
    return place.level, place.code, place.name
