"""The editions of the data: what is published on one day, kept, and read again when it is asked.

`edition.toml` names the edition that is published, `editions/<code>/` holds the tables that another
one replaced: each is what the indicator was in that edition, and in the earlier ones that have no
table of it. A table that did not exist yet is kept without rows, so that nothing is shown of it.
"""

import os
import re
import shutil
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders import cache
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import data_root

FILE = "edition.toml"
FOLDER = "editions"
PUBLISHED = "observations"
SUFFIXES = (".parquet", ".csv")
_CODE = re.compile(r"\d{4}-\d\d-\d\d[b-z]*")
_HEAD = "# Le jour de la dernière mise à jour, écrit par loaders.update ; voir docs/data.md, Editions.\n"


class _Opened(NamedTuple):
    code: str
    kept: dict[str, Path]
    """By indicator, the table that stands for the published one."""


# A thread begins with none: a run of Streamlit, which is a thread, never inherits another's edition.
_opened: ContextVar[_Opened | None] = ContextVar("edition", default=None)


def current() -> str:
    """Return the code of the published edition ("2026-11-22"), "" where nothing ever was.

    Raises DataError when edition.toml does not hold one.
    """
    path = data_root() / FILE
    return cache.kept(path, _written) if path.exists() else ""


def known() -> list[str]:
    """Return the codes of the editions that can be read, oldest first, the current one last."""
    now = current()
    folder = data_root() / FOLDER
    names = [path.name for path in folder.iterdir()] if now and folder.is_dir() else []
    # A folder of the current edition is what an update that was cut short left: it has not ended.
    ended = sorted(name for name in names if _CODE.fullmatch(name) and name < now)
    return [*ended, now] if now else []


def start(code: str = "") -> None:
    """Read an edition from here on, in this thread alone; "" for the current one.

    To be called at the beginning of every run, since it also ends what an earlier one asked.
    Raises DataError for a code that is none: the current edition is then read.
    """
    _opened.set(None)
    _opened.set(_open(code))


def stop() -> None:
    """Read the current edition again."""
    _opened.set(None)


@contextmanager
def reading(code: str) -> Iterator[None]:
    """Read an edition inside the block, whichever is read around it; "" for the current one.

    Raises DataError for a code that is none.
    """
    token = _opened.set(_open(code))
    try:
        yield
    finally:
        _opened.reset(token)


def opened() -> str:
    """Return the code of the edition that is read here: what a link must carry."""
    found = _opened.get()
    return found.code if found else current()


def published_path(indicator: Indicator) -> Path | None:
    """Return the table of an indicator in the edition that is read here, None without one."""
    found = _opened.get()
    return (found and found.kept.get(indicator.code)) or _published(indicator)


def path_in(edition: str, indicator: Indicator) -> Path | None:
    """Return the table of an indicator in an edition: the first one kept since, else the published.

    Raises DataError for a code that is none.
    """
    with reading(edition):
        return published_path(indicator)


def replaced_since(edition: str) -> frozenset[str]:
    """Return the codes of the indicators whose table is another one than in an edition.

    Raises DataError for a code that is none.
    """
    found = _open(edition)
    return frozenset(found.kept) if found else frozenset()


def following(asked: str = "", today: date | None = None) -> str:
    """Return the code of the edition to come: `asked`, else the day (a letter when it has one).

    Raises DataError when `asked` is no code, or is not after the current one.
    """
    now = current()
    if asked:
        if not _dated(asked) or asked <= now:
            raise DataError(
                f"« {asked} » ne peut pas être l’édition qui suit « {now} » ; donnez un jour plus "
                "récent, écrit comme « 2026-11-22 »."
            )
        return asked
    day = (today or date.today()).isoformat()
    if day > now:
        return day
    # Same day, or a clock that went back: the order of the codes is the order of the updates.
    last = now[10:][-1:]
    if last == "z":
        return f"{now}b"
    return f"{now[:-1]}{chr(ord(last) + 1)}" if last else f"{now}b"


def turn(code: str, tables: Mapping[Path, pl.DataFrame]) -> Callable[[], None]:
    """Keep the tables that an update is about to replace, then name the edition that it makes.

    `tables` gives the new table of each path. Returns what undoes all of it, for an update that
    then replaces nothing. Raises DataError when the disk refuses; nothing is then left behind.
    """
    file, ended = data_root() / FILE, current()
    before = file.read_bytes() if ended else b""
    folder = data_root() / FOLDER / ended
    kept: list[Path] = []

    def undo() -> None:
        for path in kept:
            path.unlink(missing_ok=True)
        for one in (folder, data_root() / FOLDER):
            with suppress(OSError):  # not there, or other tables are in it
                one.rmdir()
        if not before:
            file.unlink(missing_ok=True)
        elif file.read_bytes() != before:
            _put(file, lambda beside: beside.write_bytes(before))

    try:
        for path, table in tables.items() if ended else ():
            folder.mkdir(parents=True, exist_ok=True)
            place = folder / (path.name if path.exists() else f"{path.stem}{SUFFIXES[0]}")
            kept.append(place)
            _put(place, _copy(path, table))
        text = f'{_HEAD}current = "{code}"\n'
        _put(file, lambda beside: beside.write_text(text, encoding="utf-8"))
    except OSError as error:
        undo()
        raise DataError(
            f"Édition {ended or code} : les tables publiées n’ont pas pu être gardées "
            f"({error.strerror}) ; libérez de la place ou vérifiez les droits du dossier."
        ) from error
    return undo


def _copy(path: Path, table: pl.DataFrame) -> Callable[[Path], object]:
    if path.exists():
        return lambda beside: shutil.copyfile(path, beside)
    return lambda beside: table.clear().write_parquet(beside)


def _put(path: Path, write: Callable[[Path], object]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write(beside)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def _open(code: str) -> _Opened | None:
    """Return what is kept of an edition, None for the current one."""
    codes = known()
    if code in ("", *codes[-1:]):
        return None
    if code not in codes:
        # What is not a code is not repeated: it may come from any address.
        named = f"« {code} » " if _CODE.fullmatch(code) else ""
        raise DataError(
            f"L’édition {named}demandée n’a pas été publiée ici ; vérifiez l’adresse. Les chiffres "
            "montrés sont ceux de l’édition en cours."
        )
    kept: dict[str, Path] = {}
    for one in codes[codes.index(code) : -1]:
        for path in sorted((data_root() / FOLDER / one).glob("[!.]*")):
            if path.suffix in SUFFIXES:
                kept.setdefault(path.stem, path)
    return _Opened(code, kept)


def _published(indicator: Indicator) -> Path | None:
    folder = data_root() / PUBLISHED
    paths = [folder / f"{indicator.code}{suffix}" for suffix in SUFFIXES]
    return next((path for path in paths if path.exists()), None)


def _written(raw: bytes) -> str:
    try:
        code = str(tomllib.loads(raw.decode("utf-8")).get("current", ""))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{FILE} : le fichier n’est pas lisible ({error}) ; corrigez-le.") from None
    if not _dated(code):
        raise DataError(
            f"{FILE}, champ « current » : « {code} » n’est pas une édition écrite comme "
            "« 2026-11-22 » ; corrigez-la."
        )
    return code


def _dated(code: str) -> bool:
    try:
        return bool(_CODE.fullmatch(code) and date.fromisoformat(code[:10]))
    except ValueError:
        return False
