"""The 106 criteria of the RGAA, each with its state on this site and the proof of it; and the declaration."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args

import polars as pl

from loaders import cache, checks, rules
from loaders.errors import DataError
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "accessibilite"
THEMES = {1: 9, 2: 2, 3: 3, 4: 13, 5: 8, 6: 2, 7: 5, 8: 10, 9: 4, 10: 14, 11: 13, 12: 11, 13: 12}
"""How many criteria each theme of RGAA 4.1 has: 106 in all."""
NUMBERS = tuple(
    f"{theme}.{rank}" for theme, count in THEMES.items() for rank in range(1, count + 1)
)
State = Literal["C", "NC", "NA"]
T = TypeVar("T")


@dataclass(frozen=True)
class Criterion:
    """One criterion: conforme (C), non conforme (NC) or non applicable (NA), and why it is said so."""

    number: str
    theme: str
    title: str
    status: State
    proof: str


@dataclass(frozen=True)
class Evaluation:
    """When and how the criteria were checked; `untested` says what was not."""

    established: date
    technologies: tuple[str, ...]
    environments: tuple[str, ...]
    untested: str
    tools: tuple[str, ...]
    pages: tuple[str, ...]


def criteria() -> tuple[Criterion, ...]:
    """Return the 106 criteria, in the order of the RGAA.

    Raises DataError (a French sentence) when criteres.csv is missing or refused: a criterion that is
    not one of the RGAA, given twice, or left out; a state that is none; an empty cell.
    """
    columns = tuple(field.name for field in fields(Criterion))
    asked = [
        *rules.required(columns),
        rules.among("status", get_args(State), "un état"),
        Rule(
            "number",
            ~pl.col("number").is_in(NUMBERS),
            lambda _: "n’est pas un critère du RGAA 4.1 ; corrigez-le",
        ),
        Rule(
            "number",
            pl.col("number").is_first_distinct().not_(),
            lambda _: "est déjà donné ; gardez une seule des deux lignes",
        ),
    ]

    def parse(raw: bytes, path: Path) -> tuple[Criterion, ...]:
        file = f"{FOLDER}/{path.name}"
        rows = checks.checked(text_table(raw, path), columns, asked, file, "retirez-la")
        found = {row["number"]: Criterion(**row) for row in rows.iter_rows(named=True)}
        if missing := [one for one in NUMBERS if one not in found]:
            raise DataError(f"{file} : le critère {missing[0]} manque ; ajoutez sa ligne.")
        return tuple(found[one] for one in NUMBERS)

    return _kept("criteres.csv", parse)


def evaluation() -> Evaluation:
    """Return when and how the criteria were checked.

    Raises DataError when declaration.toml is missing, unreadable or incomplete.
    """

    def parse(raw: bytes, path: Path) -> Evaluation:
        try:
            whole: dict[str, Any] = tomllib.loads(raw.decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(f"{path.name} n’est pas lisible : {error}.") from error
        missing = [field.name for field in fields(Evaluation) if not whole.get(field.name)]
        if missing:
            raise DataError(f"{path.name} : « {missing[0]} » manque ; complétez.")
        if not isinstance(whole["established"], date):
            raise DataError(
                f"{path.name} : « established » n’est pas une date ; écrivez 2026-11-28."
            )
        lists = {
            name: tuple(whole[name]) for name in ("technologies", "environments", "tools", "pages")
        }
        return Evaluation(established=whole["established"], untested=whole["untested"], **lists)

    return _kept("declaration.toml", parse)


def _kept(name: str, parse: Callable[[bytes, Path], T]) -> T:
    path = data_root() / FOLDER / name
    return cache.kept(path, lambda raw: parse(raw, path), None)
