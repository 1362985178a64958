"""The communes of an official file brought to those of today: merged ones added up, others left out.

A file keeps the communes of its own year; geo/communes.csv has those of the code officiel
géographique 2026. Since 2022, in Hauts-de-France, four mergers and a separation came between.
"""

import polars as pl

from loaders import checks
from loaders.official.sheets import ORIGIN
from loaders.territories import HOME, read_communes

MERGED = {
    "02077": "02564",  # Berzy-le-Sec, in Bernoy-le-Château with Noyant-et-Aconin
    "02311": "02589",  # Filain, in Pargny-et-Filain
    "59070": "59006",  # Bermeries, in L'Orée de Mormal with Amfroipret
    "62461": "62447",  # Huby-Saint-Leu, Marconne and Sainte-Austreberthe, in Hesdin-la-Forêt
    "62549": "62447",
    "62743": "62447",
    "80830": "80155",  # Yaucourt-Bussus, in Bussus-lès-Yaucourt
}
SPLIT = ("60054",)
"""Les Hauts-Talican, without Beaumont-les-Nonains since: neither part has a figure of its own."""


def current(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of the communes of the région, in their order of today.

    `rows` have territory, column, status, value (text) and origin. A merged commune is the sum of
    the former ones, secret when one of them is; a divided one is missing (M). Raises DataError when a
    value to add up is not a number.
    """
    known = read_communes().filter(pl.col("region") == HOME)["commune"]
    rows = rows.with_columns(
        pl.col("territory").replace(MERGED).alias("now"),
        pl.col("territory").is_in(SPLIT).alias("split"),
    )
    rows = rows.filter(pl.col("now").is_in(known.implode()))
    merging = pl.col("now").is_in(list(MERGED.values()))
    whole = rows.filter(~merging).with_columns(
        pl.when(~pl.col("split")).then("value").alias("value"),
        pl.when("split").then(pl.lit("M")).otherwise("status").alias("status"),
    )
    secret = (pl.col("status") == "C").any()
    sums = (
        checks.numbers(rows.filter(merging))
        .group_by("level", "now", "column", maintain_order=True)
        .agg(
            pl.when(~secret).then(pl.col("value").sum().cast(pl.Int64).cast(pl.String)),
            pl.when(secret).then(pl.lit("C")).otherwise(pl.lit("A")).alias("status"),
            pl.format("{} et les communes fusionnées", pl.col(ORIGIN).first()).alias(ORIGIN),
            pl.col("territory").n_unique().alias("parts"),
        )
    )
    # A sum needs every part: a file that lacks one commune gives no figure of the merged one.
    parts = {now: 1 + list(MERGED.values()).count(now) for now in MERGED.values()}
    complete = sums.filter(pl.col("parts") == pl.col("now").replace_strict(parts))
    columns = [name for name in rows.columns if name not in ("now", "split", "territory")]
    both = [part.select("now", *columns) for part in (whole, complete)]
    return pl.concat(both).rename({"now": "territory"}).sort("territory").select(
        "level", "territory", *(name for name in columns if name != "level")
    )  # fmt: skip
