"""What a new publication does to an indicator's table: merge, what changed, what is refused."""

from dataclasses import dataclass

import polars as pl

from loaders import editions, observations
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.rules import key_of


@dataclass(frozen=True)
class Changes:
    """How many observations are new, are revised, there are in all, and the largest revision."""

    new: int
    revised: int
    total: int
    largest: str


def newest(rows: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Return one row per key: the one of the newest vintage, then of the last source declared."""
    rank = pl.col("source").replace_strict(
        {code: place for place, code in enumerate(indicator.sources)}, return_dtype=pl.Int32
    )
    key = list(key_of(indicator))
    ordered = rows.sort("vintage", rank, maintain_order=True)
    return ordered.unique(key, keep="last", maintain_order=True)


def changed(before: pl.DataFrame, after: pl.DataFrame, indicator: Indicator) -> pl.DataFrame:
    """Return the observations whose value differs between two tables of an indicator, by key.

    Columns: those of the key, before, after (values), status_before, status_after (null where the
    observation is not there), kind: "nouveau", "révisé" or "retiré".
    """
    key = list(key_of(indicator))
    both = before.select(*key, before="value", status_before="status").join(
        after.select(*key, after="value", status_after="status"), on=key, how="full", coalesce=True
    )
    new, gone = pl.col("status_before").is_null(), pl.col("status_after").is_null()
    return (
        both.filter(new | gone | pl.col("before").ne_missing(pl.col("after")))
        .with_columns(
            kind=pl.when(new)
            .then(pl.lit("nouveau"))
            .otherwise(pl.when(gone).then(pl.lit("retiré")).otherwise(pl.lit("révisé")))
        )
        .sort(key)
    )


def changes(indicator: Indicator, edition: str) -> pl.DataFrame:
    """Return what changed in an indicator from an edition to the current one (see `changed`).

    The edition that is read around does not matter. Raises DataError for a code that is none.
    """
    with editions.reading(""):
        return _changes(indicator, edition)


@observations.per_version
def _changes(indicator: Indicator, edition: str) -> pl.DataFrame:
    after = observations.read(indicator)
    with editions.reading(edition):
        before = observations.read(indicator)
    return changed(before, after, indicator)


def compare(before: pl.DataFrame, after: pl.DataFrame, indicator: Indicator) -> Changes:
    """Return what changed between two tables of an indicator."""
    rows = changed(before, after, indicator)
    revised = rows.filter(kind="révisé")
    step = (pl.col("after") - pl.col("before")).abs()
    largest = "".join(
        f"{' '.join(row[name] for name in key_of(indicator))}, de {row['before']} à {row['after']}"
        for row in revised.sort(step, descending=True, nulls_last=True).head(1).to_dicts()
    )
    return Changes(rows.filter(kind="nouveau").height, revised.height, after.height, largest)


def refuse_loss(before: pl.DataFrame, incoming: pl.DataFrame) -> None:
    """Raise DataError when a publication covers less than what it replaces.

    For each source that comes in: at each level every territory that it had must still be there,
    and its last period must not go back.
    """
    for source in incoming["source"].unique().sort():
        had = before.filter(pl.col("source") == source)
        has = incoming.filter(pl.col("source") == source)
        lost = had.join(has, on=["level", "territory"], how="anti").head(1).to_dicts()
        if lost:
            raise DataError(
                f"{source} : le territoire {lost[0]['level']} « {lost[0]['territory']} », publié "
                "jusqu’ici, est absent des fichiers reçus ; complétez-les."
            )
        for level, last in had.group_by("level").agg(pl.col("period").max()).sort("level").rows():
            reached = has.filter(pl.col("level") == level)["period"].max()
            if reached is None or str(reached) < last:
                raise DataError(
                    f"{source} : au niveau {level}, les fichiers reçus s’arrêtent à « {reached} » "
                    f"alors que « {last} » est déjà publié ; prenez la dernière publication."
                )
