"""What the page of apprenticeship reads, and how each figure and objective of it is counted."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

import polars as pl

from loaders import cache, printed, row_tables, rules, targets
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.row_tables import known as one_of
from loaders.row_tables import once
from loaders.rules import Rule

FOLDER = "apprentissage"
ROLES = ("objective", "level", "outcome", "establishment", "beside", "context")
"""In the order of the page: against its objectives, by level, after leaving, of each establishment
(`beside`: its other columns), and what is known besides."""


@dataclass(frozen=True)
class Part:
    """One row of roles.csv: an indicator of the page, and its part in it."""

    role: str
    indicator: str


@dataclass(frozen=True)
class Count:
    """One row of comptages.csv: how the figures of a line (of a whole source without line) are counted.

    `basis` is what is counted, in words: two figures of one basis may be compared. `day` is the day
    of the count, "2020-12-31". A figure that only rounds another one names it: that one is counted
    the same day, on the same basis.
    """

    indicator: str
    source: str
    basis: str
    line: str = ""
    day: str = ""
    rounds_source: str = ""
    rounds_line: str = ""


@dataclass(frozen=True)
class Announced:
    """One row of annonces.csv: the relative change (in %) that a document prints beside a target."""

    indicator: str
    source: str
    line: str
    change: str
    printed: str
    printed_line: str


def of_role(role: str) -> tuple[Indicator, ...]:
    """Return the indicators that have a part in the page, in the order of roles.csv.

    Raises DataError when the table is missing or refused: an indicator that is not known.
    """
    known = read_catalogue().indicators
    return tuple(known[one.indicator] for one in _parts() if one.role == role)


def _parts() -> tuple[Part, ...]:
    known = read_catalogue().indicators
    asked = [
        rules.among("role", ROLES, "un rôle"),
        one_of("indicator", known, "le code d’un indicateur du catalogue"),
        once("indicator", ("role", "indicator"), "un indicateur du même rôle"),
    ]
    return row_tables.read(FOLDER, "roles", Part, asked, tuple(known))


def _shown() -> list[Indicator]:
    known = read_catalogue().indicators
    return [known[code] for code in dict.fromkeys(one.indicator for one in _parts())]


def counts() -> tuple[Count, ...]:
    """Return how figures and targets are counted.

    Raises DataError when comptages.csv is missing or refused: an indicator that is not of the page,
    a line that prints neither a figure nor a target of it, a day that is none.
    """
    return row_tables.read(FOLDER, "comptages", Count, _counts(), _version())


def announced() -> tuple[Announced, ...]:
    """Return the changes that documents print beside their targets.

    Raises DataError when annonces.csv is missing or refused: a line that gives no target.
    """
    return row_tables.read(FOLDER, "annonces", Announced, _announced(), _version())


def _counts() -> Iterator[Rule]:
    shown = _shown()
    yield one_of("indicator", [one.code for one in shown], "un indicateur de roles.csv")
    for name in ("source", "rounds_source"):
        yield one_of(name, read_catalogue().sources, "une source du catalogue")
    lines = _targeted() | {
        f"{indicator.code} {document} {line}"
        for indicator in shown
        for document, line in printed.read(indicator).select("document", "line").iter_rows()
    }
    nothing = "n’imprime ni chiffre ni cible de cet indicateur ; corrigez la ligne"
    yield _line("line", "source", lines, nothing)
    yield _line("rounds_line", "rounds_source", lines, nothing)
    yield Rule(
        "day",
        pl.col("day").is_not_null() & pl.col("day").str.to_date(strict=False).is_null(),
        lambda _: "n’est pas un jour écrit comme « 2020-12-31 » ; corrigez-le",
    )
    yield once("line", ("indicator", "source", "line"), "un comptage")


def _announced() -> Iterator[Rule]:
    says = "n’est pas la ligne d’une cible de cet indicateur ; corrigez-la"
    yield _line("line", "source", _targeted(), says)
    yield rules.matching("change", rules.NUMBER, "n’est pas un nombre écrit comme « 8.9 »")
    yield rules.matching("printed_line", r"^\d+$", "n’est pas un numéro de ligne")
    yield once("line", ("indicator", "source", "line"), "une annonce")


def _line(column: str, source: str, lines: set[str], says: str) -> Rule:
    place = pl.concat_str("indicator", source, column, separator=" ")
    return Rule(column, ~place.is_in(sorted(lines)), lambda _: says)


def _targeted() -> set[str]:
    return {f"{one.indicator} {one.document} {one.line}" for one in targets.read_targets()}


def _version() -> tuple[Hashable, ...]:
    """Return what the rules depend on: the catalogue, the printed figures, the targets."""
    paths = [printed.path_of(one) for one in _shown()]
    read = [*(path for path in paths if path.exists()), *targets.files()]
    return (read_catalogue(), *(cache.identity(path) for path in read))
