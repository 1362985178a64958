"""The zonings of the region: what each one is, the SPEL as they are declared, who lives where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from loaders import cache
from loaders.checks import checked
from loaders.errors import DataError
from loaders.rules import Rule, matching, required
from loaders.settings import geo_root
from loaders.tables import text_table
from loaders.territories import Territory, crossings, read_communes, read_territories

SPEL_COLUMNS = ("spel", "name", "arrondissement", "clpe", "clpe_name", "source")
ZONING_COLUMNS = (
    "code", "name", "one", "many", "column", "count", "by", "definition", "source",
)  # fmt: skip
_UNKNOWN = "retirez-la"


@dataclass(frozen=True)
class Spel:
    """One row of geo/spel.csv: the arrondissement that a SPEL is, the CLPE that takes over from it."""

    spel: str
    name: str
    arrondissement: str
    clpe: str
    clpe_name: str
    source: str


@dataclass(frozen=True)
class Zoning:
    """One row of geo/zonings.csv: a way to divide the region, and who defines it."""

    code: str
    """A level, or CLPE or BEF, which have no figure."""
    name: str
    one: str
    """With its article: "une zone d’emploi"."""
    many: str
    column: str
    """Where communes.csv tells the composition ("spel": through geo/spel.csv); empty: unknown."""
    count: int
    """How many there are in the region, or touch it."""
    by: str
    definition: str
    source: str

    @property
    def known(self) -> bool:
        """Tell whether the communes of each of its territories are known here."""
        return bool(self.column)


def read_spel() -> dict[str, Spel]:
    """Return the SPEL by their code, in the order of geo/spel.csv.

    Raises DataError (a French sentence) when the file is missing or refused: an empty cell, a code
    given twice, an unknown arrondissement, or an arrondissement without SPEL.
    """
    path = geo_root() / "spel.csv"
    arrondissements = tuple(code for level, code in read_territories() if level == "ARR")

    def parse(raw: bytes) -> dict[str, Spel]:
        rules = (
            *required(SPEL_COLUMNS),
            matching("clpe", r"^CLPE\d{5}$", "n’est pas un code comme « CLPE59001 » ; corrigez-le"),
            Rule(
                "arrondissement",
                ~pl.col("arrondissement").is_in(arrondissements),
                lambda _: "n’est pas un arrondissement de territories.csv ; corrigez-le",
            ),
            *_once(("spel", "arrondissement", "clpe")),
        )
        rows = checked(text_table(raw, path), SPEL_COLUMNS, rules, path.name, _UNKNOWN)
        for code in arrondissements:
            if code not in rows["arrondissement"].to_list():
                raise DataError(
                    f"{path.name}, colonne « arrondissement » : « {code} » n’a pas de SPEL ; "
                    "ajoutez sa ligne."
                )
        return {row["spel"]: Spel(**row) for row in rows.iter_rows(named=True)}

    return cache.kept(path, parse, arrondissements)


def read_zonings() -> tuple[Zoning, ...]:
    """Return the zonings in the order of geo/zonings.csv, which is that of the screen.

    Raises DataError when the file is missing or refused: an empty cell (but `column`), a code given
    twice, a count that is no whole number, a column that communes.csv does not have.
    """
    path = geo_root() / "zonings.csv"
    columns = ("spel", *read_communes().columns)

    def parse(raw: bytes) -> tuple[Zoning, ...]:
        rules = (
            *required(name for name in ZONING_COLUMNS if name != "column"),
            matching("count", r"^[1-9]\d*$", "n’est pas un nombre entier ; corrigez-le"),
            Rule(
                "column",
                ~pl.col("column").is_in(columns),
                lambda _: "n’est pas une colonne de communes.csv ; corrigez-la, ou videz la case",
            ),
            *_once(("code",)),
        )
        rows = checked(text_table(raw, path), ZONING_COLUMNS, rules, path.name, _UNKNOWN)
        return tuple(_zoning(row) for row in rows.iter_rows(named=True))

    return cache.kept(path, parse, columns)


def spread(place: Territory, zoning: Zoning) -> list[tuple[str, int]]:
    """Return the codes of the zoning's territories where a territory's inhabitants live.

    Each comes with its inhabitants, the largest first; those of Hauts-de-France alone are counted.
    Empty when the composition is unknown, or when the territory is not of the region.
    """
    if not (place.hdf and zoning.known):
        return []
    column = "arrondissement" if zoning.column == "spel" else zoning.column
    inside = crossings(place.level, place.code, "COM").rename({"territory": "commune"})
    communes = read_communes().select("commune", code=column)
    parts = inside.join(communes, on="commune").group_by("code").agg(pl.col("population").sum())
    named = {one.arrondissement: one.spel for one in read_spel().values()}
    found = [
        (named[code] if zoning.column == "spel" else code, people)
        for code, people in parts.drop_nulls().iter_rows()
    ]
    return sorted(found, key=lambda one: (-one[1], one[0]))


def apart() -> list[tuple[str, Spel, str]]:
    """Return the communes whose CLPE is not that of their arrondissement, by code.

    Each is (name of the commune, the SPEL of its arrondissement, code of its CLPE).
    """
    spel = {one.arrondissement: one for one in read_spel().values()}
    rows = read_communes().filter(pl.col("clpe").is_not_null()).sort("commune")
    return [
        (name, spel[arrondissement], clpe)
        for name, arrondissement, clpe in rows.select("name", "arrondissement", "clpe").iter_rows()
        if arrondissement in spel and spel[arrondissement].clpe != clpe
    ]


def _zoning(row: dict[str, Any]) -> Zoning:
    return Zoning(**{**row, "column": row["column"] or "", "count": int(row["count"])})


def _once(columns: Sequence[str]) -> list[Rule]:
    says = "figure déjà plus haut ; gardez une seule des deux lignes"
    return [Rule(name, pl.col(name).is_first_distinct().not_(), lambda _: says) for name in columns]
