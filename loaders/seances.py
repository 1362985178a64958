"""The séances to start from: data/seances.toml, checked at the door."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from loaders.cache import Identity, identity
from loaders.errors import DataError
from loaders.settings import data_root
from loaders.territories import LEVELS

FILE = "seances.toml"


@dataclass(frozen=True)
class ModelScreen:
    """One screen: the address of a figure, or the words of a section when it is empty."""

    view: str
    section: str
    here: bool
    """Whether it speaks of the territory that the reader chose."""
    spared: bool
    """Whether it is left out where the territory has nothing to show."""
    levels: tuple[str, ...]
    """The levels of territory that it is made for; all when empty."""


@dataclass(frozen=True)
class Model:
    """A séance to start from; its title names the reader's territory."""

    code: str
    title: str
    question: str
    titles: Mapping[str, str]
    """The title of the séance of a territory of some levels, by level."""
    screens: tuple[ModelScreen, ...]


def read_models() -> tuple[Model, ...]:
    """Return the séances to start from, in the order of the file.

    Raises DataError, with a French sentence, when the file is missing, unreadable or incomplete.
    """
    return _models(identity(data_root() / FILE))


@lru_cache(maxsize=4)
def _models(file: Identity) -> tuple[Model, ...]:
    try:
        whole = tomllib.loads(Path(file[0]).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataError(f"{FILE} n’est pas lisible : {error}.") from error
    found = tuple(_model(one, rank) for rank, one in enumerate(whole.get("seance", ()), 1))
    codes = [one.code for one in found]
    if len(set(codes)) < len(codes):
        raise DataError(f"{FILE} : deux séances ont le même code ; donnez un code à chacune.")
    return found


def _model(one: dict[str, Any], rank: int) -> Model:
    missing = [name for name in ("code", "titre", "question", "ecrans") if not one.get(name)]
    if missing:
        raise DataError(f"{FILE}, séance {rank} : il manque « {missing[0]} ».")
    screens = tuple(_screen(screen, f"{FILE}, séance {rank}") for screen in one["ecrans"])
    titles = one.get("titre_par_niveau", {})
    if not isinstance(titles, dict):
        raise DataError(f"{FILE}, séance {rank} : « titre_par_niveau » nomme un titre par niveau.")
    _check_levels(titles, f"{FILE}, séance {rank}")
    return Model(one["code"], one["titre"], one["question"], titles, screens)


def _screen(one: dict[str, Any], where: str) -> ModelScreen:
    view, section = str(one.get("vue", "")), str(one.get("section", ""))
    if bool(view) == bool(section):
        raise DataError(f"{where} : un écran a une « vue » ou une « section », l’une des deux.")
    levels = tuple(one.get("pour", ()))
    _check_levels(levels, where)
    return ModelScreen(view, section, bool(one.get("ici")), bool(one.get("facultatif")), levels)


def _check_levels(found: Iterable[str], where: str) -> None:
    if unknown := sorted(set(found) - set((*LEVELS, "GROUPE"))):
        raise DataError(f"{where} : « {unknown[0]} » n’est pas un niveau.")
