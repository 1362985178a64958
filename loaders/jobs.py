"""What the page of the métiers is told: its tensions, their levels, the métiers of the diagnosis."""

from dataclasses import dataclass

import polars as pl

from loaders import cache, codelists, references, row_tables, rules
from loaders.codelists import TOTAL
from loaders.indicators import Indicator
from loaders.reference_rows import Tension
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.site_tables import measures

FOLDER = "metiers"
FILES = ("niveaux", "tensions", "diagnostic")
DIAGNOSIS = "hdf-top10"
"""The list of metiers-tension.csv that words levels."""
SEVERAL = " à "
"""What parts two levels that a text gives at once: "faible à très faible"."""


@dataclass(frozen=True, kw_only=True)
class Level:
    """A level from 1 to 5: in the words of the Dares, and in those of the diagnosis."""

    level: str
    words: str
    printed: str


@dataclass(frozen=True, kw_only=True)
class Component:
    """One tension: `component` is a value of the indicator's dimension, T for the global one."""

    component: str
    short: str
    """The head of its column."""
    meaning: str
    """What it tells, in the words of a citizen."""
    column: str
    """The field of `references.Tension` that gives it in the documents."""


@dataclass(frozen=True, kw_only=True)
class Named:
    """The code of a métier that the diagnosis names: `words` stand in both of their labels."""

    order: str
    code: str
    words: str


def version() -> tuple[cache.Identity, ...]:
    """Return the identities of the tables and of the words of the documents: a key for other caches."""
    said = data_root() / references.FOLDER / "metiers-tension.csv"
    own = [data_root() / FOLDER / f"{name}.csv" for name in FILES]
    return tuple(cache.identity(path) for path in (*own, said))


def split(indicator: Indicator) -> tuple[str, str]:
    """Return the dimensions of an indicator of levels: that of the métiers, that of the tensions."""
    (parts,) = (name for name, listed in indicator.codes.items() if not isinstance(listed, str))
    (job,) = (name for name in indicator.dimensions if name != parts)
    return job, parts


def levels() -> tuple[Level, ...]:
    """Return the levels, the lowest first.

    Raises DataError when niveaux.csv is missing or refused: a level that is no figure, or given twice.
    """
    asked = [
        rules.matching("level", r"^[1-9]$", "n’est pas un niveau comme « 5 » ; corrigez-le"),
        row_tables.once("level", ("level",), "un niveau"),
    ]
    return row_tables.read(FOLDER, "niveaux", Level, asked)


def components() -> tuple[Component, ...]:
    """Return the tensions in the order of the screen, the global one first.

    Raises DataError when tensions.csv is missing or refused: a tension that the indicators do not
    have, a field that the reference table does not have.
    """
    indicator = measures()["detail"]
    parts = (TOTAL, *codelists.values(indicator, split(indicator)[1]))
    columns = tuple(name for name in Tension.__dataclass_fields__)
    asked = [
        row_tables.known("component", parts, f"une tension de « {indicator.title} »"),
        row_tables.once("component", ("component",), "une tension"),
        row_tables.known("column", columns, "une colonne de metiers-tension.csv"),
    ]
    return row_tables.read(FOLDER, "tensions", Component, asked, (parts, columns))


def diagnosis() -> tuple[tuple[Tension, str], ...]:
    """Return the métiers of the diagnosis, the first one first, each with its code in the "detail" list.

    Raises DataError when diagnostic.csv is missing or refused: a rank that the diagnosis does not
    have, a code that is not known, words that one of the two labels does not hold.
    """
    listed = {str(one.order): one for one in references.tensions() if one.group == DIAGNOSIS}
    indicator = measures()["detail"]
    labels = codelists.values(indicator, split(indicator)[0])
    printed = {order: one.metier for order, one in listed.items()}
    asked: list[Rule] = [
        row_tables.known("order", printed, "un rang du diagnostic"),
        row_tables.once("order", ("order",), "un rang"),
        row_tables.known("code", labels, f"un métier de « {indicator.title} »"),
        row_tables.worded(
            pl.col("code"), labels, "ne figure pas dans le libellé de ce métier ; recopiez-le"
        ),
        row_tables.worded(
            pl.col("order"), printed, "ne figure pas dans ce qu’imprime le diagnostic ; recopiez-le"
        ),
    ]
    version = (tuple(labels.items()), tuple(printed.items()))
    rows = row_tables.read(FOLDER, "diagnostic", Named, asked, version)
    return tuple((listed[one.order], one.code) for one in rows)
