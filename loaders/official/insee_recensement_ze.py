"""Census shares by zone d'emploi, `recensement_filosofi_ze_*.csv`: employment, unemployment and more.

One line per zone of metropolitan France; columns end with their year (`…_22`). Line 00FR does not
name its perimeter. Its incomes of 2019 are INSEE's for metropolitan France (Filosofi), and the
unemployment rates of the 287 zones, weighted by their active population, give its own: it is read
as metropolitan France, but for its population, which is that of a median zone.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders import checks
from loaders.official import breakdowns, sheets

FRANCE = "00FR"


class Share(NamedTuple):
    """A share of the census: its source, its columns by value of its dimension (T: none)."""

    source: str
    columns: dict[str, str]
    dimension: str = ""


EMPLOYMENT = Share("insee-recensement-emploi", {"eco_txemp_1564_16": "T", "eco_txemp_1564_22": "T"})
UNEMPLOYMENT = Share("insee-recensement-chomage", {"soc_txchom_1564_22": "T"})
GROWTH = Share("insee-recensement-evolution", {"eco_emp_vtcam_1622": "T"})
SECTORS = Share(
    "insee-recensement-secteurs",
    {
        "eco_sectagri_pct_22": "agriculture",
        "eco_sectindus_pct_22": "industrie",
        "eco_sectconst_pct_22": "construction",
        "eco_sectservi_pct_22": "commerce, transports et services divers",
        "eco_sectadmin_pct_22": "administration publique, enseignement, santé et action sociale",
    },
    "secteur",
)
GROUPS = Share(
    "insee-recensement-csp",
    {
        "dsp_csp_cadres_pct_22": "cadres et professions intellectuelles supérieures",
        "dsp_csp_ouvriers_pct_22": "ouvriers",
    },
    "csp",
)
BELOW, ABOVE = "inférieur au baccalauréat", "supérieur à bac + 2"
BETWEEN = "du baccalauréat à bac + 2"
DIPLOMAS = Share(
    "insee-recensement-diplomes",
    {"dsp_dipl_infbac_pct_22": BELOW, "dsp_dipl_supbac2_pct_22": ABOVE},
    "niveau",
)


def parser(share: Share) -> Callable[[Path], pl.DataFrame]:
    """Return what reads a share: every zone d'emploi of metropolitan France, and FM."""

    def parse(path: Path) -> pl.DataFrame:
        rows = zones(path, list(share.columns))
        if not share.dimension:
            return sheets.tidy(rows, share.source)
        rows = rows.with_columns(pl.col("column").replace(share.columns).alias(share.dimension))
        return breakdowns.tidy(rows, [share.dimension], share.source)

    return parse


def parse_diplomas(path: Path) -> pl.DataFrame:
    """Return the shares of three levels of diploma: the one between is 100 less the two printed.

    The three make up the whole of the population that left school.
    """
    printed = checks.numbers(zones(path, list(DIPLOMAS.columns)))
    printed = printed.with_columns(pl.col("column").replace(DIPLOMAS.columns).alias("niveau"))
    between = printed.group_by("level", "territory", "period", maintain_order=True).agg(
        pl.lit(BETWEEN).alias("niveau"),
        (100 - pl.col("value").sum()).round(2).alias("value"),
        pl.col(sheets.ORIGIN).first(),
        pl.len().alias("parts"),
    )
    # Without one of the two printed shares, what is between is not known.
    between = between.filter(pl.col("parts") == len(DIPLOMAS.columns)).drop("parts")
    rows = pl.concat([printed.select(between.columns), between])
    return breakdowns.tidy(rows, ["niveau"], DIPLOMAS.source)


def zones(path: Path, columns: list[str]) -> pl.DataFrame:
    """Return columns of the file: level, territory, period, column, value (text), origin."""
    rows = sheets.table(path)
    sheets.require(rows, ["code", *columns], path.name)
    france = pl.col("code") == FRANCE
    return sheets.long(rows, ["code"], columns, path.name).select(
        pl.when(france).then(pl.lit("FRANCE")).otherwise(pl.lit("ZE2020")).alias("level"),
        pl.col("code").replace(FRANCE, "FM").alias("territory"),
        pl.col("column").str.replace(r"^.*(\d{2})$", "20$1").alias("period"),
        "column",
        "value",
        sheets.ORIGIN,
    )
