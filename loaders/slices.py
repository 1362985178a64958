"""The part of an indicator that a row of suivi.csv means: whether it is all of it, and which values."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from loaders import codelists, rules
from loaders.indicators import Indicator
from loaders.rules import Rule


def slice_rules(
    indicators: Mapping[str, Indicator], extents: Sequence[str], separator: str
) -> Iterator[Rule]:
    """Yield the rules of `extent`, `dimension` and `codes` beside an `indicator` that is known."""
    indicator, dimension, codes = pl.col("indicator"), pl.col("dimension"), pl.col("codes")
    yield rules.among("extent", extents, "une étendue")
    yield Rule(
        "extent",
        indicator.is_null() != pl.col("extent").is_null(),
        lambda _: "ne va pas avec l’indicateur ; donnez les deux, ou aucun",
    )
    yield Rule(
        "dimension",
        dimension.is_not_null() & indicator.is_null(),
        lambda _: "n’est la dimension d’aucun indicateur ; donnez-le, ou videz la case",
    )
    yield Rule(
        "codes",
        dimension.is_null() != codes.is_null(),
        lambda _: "ne va pas avec la dimension ; donnez les deux, ou aucune",
    )

    def foreign(row: Mapping[str, Any]) -> bool:
        return row["dimension"] is not None and (
            row["dimension"] not in indicators[row["indicator"]].dimensions
        )

    def unlisted(row: Mapping[str, Any]) -> bool:
        if row["codes"] is None:
            return False
        listed = codelists.values(indicators[row["indicator"]], row["dimension"])
        return any(one not in listed for one in row["codes"].split(separator))

    given = pl.struct("indicator", "dimension", "codes")
    yield Rule(
        "dimension",
        given.map_elements(foreign, return_dtype=pl.Boolean),
        lambda row: f"n’est pas une dimension de « {row['indicator']} » ; corrigez",
    )
    yield Rule(
        "codes",
        given.map_elements(unlisted, return_dtype=pl.Boolean),
        lambda row: (
            f"contient autre chose que les valeurs de la dimension « {row['dimension']} » ; "
            "corrigez, avec des points-virgules sans espace"
        ),
    )


def version(indicators: Mapping[str, Indicator]) -> Hashable:
    """Return what these rules depend on: the indicators, their dimensions and their lists."""
    return tuple(
        (one.code, one.dimensions, tuple(str(listed) for listed in one.codes.values()))
        for one in indicators.values()
    )
