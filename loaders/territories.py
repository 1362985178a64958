"""The territories, how a sentence names them, and how their communes overlap."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

import polars as pl

from geo.grammar import at, of, the, tncc
from loaders.cache import Identity, identity
from loaders.errors import DataError
from loaders.settings import geo_root

Official = Literal[
    "FRANCE", "REG", "DEP", "ZE2020", "ZER2020", "SPEL", "ARR", "EPCI", "BE", "COM", "AUTRE"
]
LEVELS: tuple[Official, ...] = get_args(Official)
"""BE is a bassin d’emploi (BMO), COM a commune, AUTRE a perimeter that no code names."""
CHOSEN = ("REG", "DEP", "ZE2020", "SPEL", "EPCI")
"""The levels whose territories a reader can choose, in the order of the list."""
Level = Literal[Official, "GROUPE"]
"""GROUPE is a reader's own group of communes: no file of data/ or geo/ may name one."""
HOME = "32"
"""The code of the région that the dashboard is about."""
_NOUNS: dict[str, tuple[str, str]] = {
    "DEP": ("Département", "le département"),
    "ZE2020": ("Zone d’emploi", "la zone d’emploi"),
    "ZER2020": ("Zone d’emploi", "la zone d’emploi"),
    "SPEL": ("SPEL", "le SPEL"),
    "ARR": ("Arrondissement", "l’arrondissement"),
    "BE": ("Bassin d’emploi", "le bassin d’emploi"),
}
_COLUMNS = (
    "level", "territory", "name", "short", "tncc", "region", "departement", "population",
    "x", "y", "radius", "interregional", "hdf",
)  # fmt: skip
_COMMUNE_COLUMNS = (
    "commune", "name", "population", "region", "departement", "arrondissement", "epci",
    "ze2020", "clpe", "bassin_bmo", "postal_codes", "lon", "lat",
)  # fmt: skip
# A SPEL is an arrondissement: see geo/spel.csv.
_FIELDS: dict[str, str] = {
    "REG": "region",
    "DEP": "departement",
    "ZE2020": "ze2020",
    "SPEL": "arrondissement",
    "ARR": "arrondissement",
    "EPCI": "epci",
    "BE": "bassin_bmo",
    "COM": "commune",
}
_NUMBER = r"-?[0-9]+(\.[0-9]+)?"


@dataclass(frozen=True)
class Territory:
    """One territory; `population` in inhabitants, `x`, `y`, `radius` in units of the plane `hdf`.

    `tncc` is INSEE's code of the article that the name takes. `hdf` is true when the territory is
    in Hauts-de-France or touches it, `interregional` when it goes beyond its region.
    """

    level: Level
    code: str
    name: str
    short: str
    tncc: int
    region: str | None
    departement: str | None
    population: int | None
    interregional: bool
    hdf: bool
    x: float | None
    y: float | None
    radius: float | None

    @property
    def key(self) -> str:
        """Return "ZE2020:3218"."""
        return f"{self.level}:{self.code}"

    @property
    def de(self) -> str:
        """Return "de Maubeuge", "d’Abbeville", "du Nord", "de l’Aisne", "des Hauts-de-France"."""
        if self.level == "GROUPE":
            return f"du {self._group}"
        return of(self.name, self.tncc)

    @property
    def a(self) -> str:
        """Return "à Maubeuge", "dans le Nord", "dans l’Aisne", "en Normandie"."""
        if self.level == "GROUPE":
            return f"dans {self.the}"
        return at(self.name, self.tncc, country=self.level in ("FRANCE", "REG", "DEP", "AUTRE"))

    @property
    def the(self) -> str:
        """Return "Maubeuge", "le Nord", "l’Aisne", "les Hauts-de-France"."""
        if self.level == "GROUPE":
            return f"le {self._group}"
        return the(self.name, self.tncc)

    @property
    def title(self) -> str:
        """Return "Zone d’emploi de Maubeuge", "Région Hauts-de-France", "SPEL de Lille"."""
        if self.level == "REG":
            return f"Région {self.name}"
        return f"{_NOUNS[self.level][0]} {self.de}" if self.level in _NOUNS else self.name

    @property
    def sentence(self) -> str:
        """Return "la zone d’emploi de Maubeuge", "la région Normandie", "le SPEL de Lille"."""
        if self.level == "REG":
            return f"la région {self.name}"
        return f"{_NOUNS[self.level][1]} {self.de}" if self.level in _NOUNS else self.the

    @property
    def _group(self) -> str:
        """Return "groupe de 3 communes", or "groupe « Vallée »" for a name that a reader gave.

        Of the form with a number there is but the automatic name (see loaders.groups); a given one that
        begins alike, "Groupe des Weppes", is a group too, and reads without marks.
        """
        if self.name.startswith("Groupe d"):
            return f"g{self.name[1:]}"
        return f"groupe «\u202f{self.name}\u202f»"


def find(level: str, code: str) -> Territory:
    """Return a territory, a commune and a group of communes included; KeyError when unknown.

    A group's code is that of its communes, joined by "."; its name is then the plain one.
    """
    if level not in ("COM", "GROUPE"):
        return read_territories()[level, code]  # type: ignore[index]
    known = _by_code(identity(geo_root() / "communes.csv"))
    rows = [known[one] for one in code.split(".")]
    name = rows[0]["name"]
    if level == "GROUPE":
        name = f"Groupe de {len(rows)} communes" if len(rows) > 1 else "Groupe d’une commune"
    homes = {row["departement"] for row in rows}
    return Territory(
        level=level, code=code, name=name, short=name, tncc=tncc(name), region=rows[0]["region"],
        departement=homes.pop() if len(homes) == 1 else None,
        population=sum(row["population"] for row in rows), interregional=False,
        hdf=True, x=None, y=None, radius=None,
    )  # type: ignore[arg-type] # fmt: skip


def alphabetical(name: str) -> str:
    """Return the key that sorts names as a French dictionary does, without accents or case."""
    letters = unicodedata.normalize("NFD", name.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in letters if not unicodedata.combining(c)).casefold()


def version() -> tuple[Identity, ...]:
    """Return the identities of the files read here: a key for other caches."""
    return tuple(identity(geo_root() / name) for name in ("territories.csv", "communes.csv"))


def read_territories() -> dict[tuple[str, str], Territory]:
    """Return the territories by level and code, in the order of `LEVELS` then of their names.

    Raises DataError when territories.csv is missing or wrong.
    """
    return dict(_territories(identity(geo_root() / "territories.csv")))


def departements(region: str = HOME) -> list[str]:
    """Return the codes of a région's départements, sorted."""
    territories = read_territories().values()
    return sorted(one.code for one in territories if one.level == "DEP" and one.region == region)


def read_communes() -> pl.DataFrame:
    """Return the communes of Hauts-de-France and the Norman ones of its two shared zones.

    Columns: commune, name, population (inhabitants), region, departement, arrondissement, epci,
    ze2020, clpe, bassin_bmo, postal_codes (joined by "|"), lon, lat (degrees); codes are text.
    Raises DataError when communes.csv is missing or wrong.
    """
    return _communes(identity(geo_root() / "communes.csv"))


def crossings(level: Level, code: str, into: Level = "ZE2020") -> pl.DataFrame:
    """Return how the inhabitants of a territory spread over the territories of another level.

    Columns: territory (code at the level `into`), population (of the part), share (of the whole
    territory, 0 to 1); largest first. Counts the communes of Hauts-de-France only; no row when
    the territory has none.
    """
    return _crossings(identity(geo_root() / "communes.csv"), level, code, into)


@lru_cache(maxsize=1024)
def _crossings(_file: Identity, level: Level, code: str, into: Level) -> pl.DataFrame:
    inside = (
        pl.col("commune").is_in(code.split("."))
        if level == "GROUPE"
        else pl.col(_FIELDS[level]) == code
    )
    here = (pl.col("region") == HOME) & inside
    here &= pl.col(_FIELDS[into]).is_not_null()
    parts = (
        read_communes()
        .filter(here)
        .group_by(pl.col(_FIELDS[into]).alias("territory"))
        .agg(pl.col("population").sum())
    )
    share = (pl.col("population") / pl.col("population").sum()).alias("share")
    return parts.with_columns(share).sort("population", "territory", descending=[True, False])


@lru_cache(maxsize=4)
def _territories(file: Identity) -> dict[tuple[str, str], Territory]:
    rows = _Rows(Path(file[0]), _COLUMNS, ("level", "territory"))
    rows.match("level", "|".join(LEVELS), f"les niveaux sont {', '.join(LEVELS)}")
    rows.match("name|short", ".+", "donnez un nom", required=True)
    rows.match("tncc", "[0-8]", "écrivez le TNCC de l’Insee, de 0 à 8", required=True)
    rows.match("population", "[0-9]+", "écrivez un nombre entier d’habitants, ou rien")
    rows.match("interregional|hdf", "[01]", "écrivez 0 ou 1", required=True)
    rows.match("x|y|radius", _NUMBER, "écrivez un nombre à point décimal, ou rien")
    typed = rows.rows.with_columns(
        pl.col("tncc", "population").cast(pl.Int64),
        pl.col("x", "y", "radius").cast(pl.Float64),
        pl.col("interregional", "hdf") == "1",
    ).rename({"territory": "code"})
    territories = [Territory(**row) for row in typed.iter_rows(named=True)]
    territories.sort(key=lambda one: (LEVELS.index(one.level), alphabetical(one.name), one.code))
    return {(one.level, one.code): one for one in territories}


@lru_cache(maxsize=4)
def _communes(file: Identity) -> pl.DataFrame:
    rows = _Rows(Path(file[0]), _COMMUNE_COLUMNS, ("commune",))
    rows.match("commune", "[0-9][0-9AB][0-9]{3}", "un code de commune a cinq signes")
    rows.match("name", ".+", "donnez un nom", required=True)
    rows.match("region|departement|arrondissement|epci", ".+", "donnez un code", required=True)
    rows.match("ze2020", "[0-9]{4}", "un code de zone d’emploi a quatre chiffres", required=True)
    rows.match("population", "[0-9]+", "écrivez un nombre entier d’habitants", required=True)
    rows.match("lon|lat", _NUMBER, "écrivez des degrés à point décimal", required=True)
    return rows.rows.with_columns(
        pl.col("population").cast(pl.Int64), pl.col("lon", "lat").cast(pl.Float64)
    )


@lru_cache(maxsize=4)
def _by_code(file: Identity) -> dict[str, dict[str, Any]]:
    return {row["commune"]: row for row in _communes(file).iter_rows(named=True)}


class _Rows:
    """A CSV read as text and checked; what it refuses it says by line, column and value."""

    def __init__(self, path: Path, columns: tuple[str, ...], key: tuple[str, ...]):
        self.path = path
        try:
            self.rows = pl.read_csv(path, infer_schema=False)
        except pl.exceptions.PolarsError as error:
            raise DataError(
                f"{path.name} : le fichier n’est pas un CSV en UTF-8 séparé par des virgules "
                f"({str(error).splitlines()[0]}) ; réenregistrez-le ainsi."
            ) from error
        if tuple(self.rows.columns) != columns:
            raise DataError(
                f"{path.name}, ligne 1 : les colonnes sont « {', '.join(self.rows.columns)} » "
                f"au lieu de « {', '.join(columns)} » ; rétablissez l’en-tête."
            )
        for column in key:
            self._refuse(column, pl.col(column).is_null(), "donnez un code")
        twice = pl.struct(key).is_first_distinct().not_()
        self._refuse(key[-1], twice, "ce code figure déjà plus haut, supprimez une des deux lignes")

    def match(self, columns: str, pattern: str, advice: str, *, required: bool = False) -> None:
        """Refuse the first cell of the columns (joined by "|") that is not the whole pattern."""
        for column in columns.split("|"):
            wrong = pl.col(column).str.contains(f"^(?:{pattern})$").not_()
            self._refuse(column, wrong.fill_null(required), advice)

    def _refuse(self, column: str, wrong: pl.Expr, advice: str) -> None:
        bad = self.rows.with_row_index("line", 2).filter(wrong)
        if bad.height:
            value = bad[column][0]
            shown = "une case vide" if value is None else f"« {value} »"
            raise DataError(
                f"{self.path.name}, ligne {bad['line'][0]}, colonne « {column} » : {shown} n’est "
                f"pas admis ; {advice}."
            )
