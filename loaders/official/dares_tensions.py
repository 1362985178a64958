"""DARES and France Travail's tensions by métier (FAP 2009): `tensions_fap2009_YYYY.csv`.

Columns fap, Emploi moyen, "Tension " (with a space), Catégorie Tension, six complementary
indicators, Année, niveau_geo (nat, reg, dep), niveau_fap (fap 225, fap 87), reg ("32.0"), dep.
The tension is a centred and reduced score; its category and the six others go from 1 to 5. Where
a métier is too small in a territory, the seven are empty and the score is that of a wider group of
métiers or of a larger territory: DARES imputes it.
"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.official import breakdowns, sheets
from loaders.territories import HOME, departements

REGIONS = (HOME, "28")
LEVELS = {"nat": "FRANCE", "reg": "REG", "dep": "DEP"}
FRANCE = "FR-D976"
SCORE = "Tension"
CATEGORY = "Catégorie Tension"
COMPONENTS = {
    CATEGORY: breakdowns.TOTAL,
    "Intensité d'embauches": "intensité d’embauches",
    "Lien formation-emploi": "lien entre formation et emploi",
    "Manque de main-d'œuvre disponible": "manque de main-d’œuvre disponible",
    "Non-durabilité de l'emploi": "non-durabilité de l’emploi",
    "Conditions de travail contraignantes": "conditions de travail contraignantes",
    "Inadéquation géographique": "inadéquation géographique",
}
KEYS = ["level", "territory", "Année", "fap", CATEGORY]


class Detail(NamedTuple):
    """A source's code, and the level of the nomenclature that feeds it."""

    source: str
    level: str


FAMILIES = Detail("dares-tensions-familles", "fap 87")
OCCUPATIONS = Detail("dares-tensions", "fap 225")
FAMILY_SCORES = Detail("dares-tensions-score-familles", "fap 87")
SCORES = Detail("dares-tensions-score", "fap 225")


def parser(detail: Detail) -> Callable[[Path], pl.DataFrame]:
    """Return what reads the levels (1 to 5) by `metier` and `composante`, T being the tension.

    Territories: France hors Mayotte, two régions and their départements. An empty level is kept
    without value, as missing (M).
    """

    def parse(path: Path) -> pl.DataFrame:
        keys = ["level", "territory", "Année", "fap"]
        rows = _rows(path, detail)
        rows = sheets.long(rows, keys, list(COMPONENTS), path.name, keep_empty=True)
        missing = pl.col("value").is_null()
        rows = rows.select(
            "level",
            "territory",
            pl.col("Année").alias("period"),
            pl.col("fap").alias("metier"),
            pl.col("column").replace(COMPONENTS).alias("composante"),
            "value",
            pl.when(missing).then(pl.lit("M")).otherwise(pl.lit("A")).alias("status"),
            sheets.ORIGIN,
        )
        return breakdowns.tidy(rows, ["metier", "composante"], detail.source)

    return parse


def score_parser(detail: Detail) -> Callable[[Path], pl.DataFrame]:
    """Return what reads the score of each `metier`, likewise; an imputed one is an estimate (E)."""

    def parse(path: Path) -> pl.DataFrame:
        rows = sheets.long(_rows(path, detail), KEYS, [SCORE], path.name)
        imputed = pl.col(CATEGORY).is_null()
        rows = rows.select(
            "level",
            "territory",
            pl.col("Année").alias("period"),
            pl.col("fap").alias("metier"),
            "value",
            pl.when(imputed).then(pl.lit("E")).otherwise(pl.lit("A")).alias("status"),
            sheets.ORIGIN,
        )
        return breakdowns.tidy(rows, ["metier"], detail.source)

    return parse


def _rows(path: Path, detail: Detail) -> pl.DataFrame:
    """Return the lines of the level of the nomenclature and of the territories that are kept."""
    rows = sheets.table(path)
    rows = rows.rename({name: name.strip() for name in rows.columns})
    needed = ["fap", SCORE, *COMPONENTS, "Année", "niveau_geo", "niveau_fap", "reg", "dep"]
    sheets.require(rows, needed, path.name)
    level = pl.col("niveau_geo").str.strip_chars()
    # A number of pandas: the région 32 is written 32.0, and 1.0 is 01.
    region = pl.col("reg").str.strip_suffix(".0").str.zfill(2)
    territory = pl.when(level == "nat").then(pl.lit(FRANCE)).otherwise(pl.coalesce(region, "dep"))
    rows = rows.filter(pl.col("niveau_fap") == detail.level).with_columns(
        level.replace(LEVELS).alias("level"), territory.alias("territory")
    )
    regional = (pl.col("level") == "REG") & pl.col("territory").is_in(REGIONS)
    members = [code for one in REGIONS for code in departements(one)]
    local = (pl.col("level") == "DEP") & pl.col("territory").is_in(members)
    return rows.filter((pl.col("level") == "FRANCE") | regional | local)
