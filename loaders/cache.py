"""Values parsed from files, kept while the files on disk stay the same."""

import os
from collections.abc import Callable, Generator, Hashable
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from threading import RLock
from typing import TypeVar

from loaders.errors import DataError

Identity = tuple[str, int, int, int]
T = TypeVar("T")

_values: dict[str, tuple[Hashable, object]] = {}
# Reentrant: parsing one file may need another one, as observations need the territories.
_lock = RLock()


_seen: ContextVar[dict[Hashable, object] | None] = ContextVar("seen", default=None)


@contextmanager
def steady() -> Generator[None]:
    """Look at each file once until the block ends: all that it reads is of one moment.

    Asking the disk what changed is most of what a page costs when nothing did.
    """
    token = _seen.set({})
    try:
        yield
    finally:
        _seen.reset(token)


def once(key: Hashable, look: Callable[[], T]) -> T:
    """Return `look()`, asked once for `key` in a steady block, and each time outside."""
    seen = _seen.get()
    if seen is None:
        return look()
    if key not in seen:
        seen[key] = look()
    return seen[key]  # type: ignore[return-value]


def identity(path: Path) -> Identity:
    """Return (path, mtime in ns, size, inode), which changes whenever the file is replaced.

    Raises DataError when the file does not exist.
    """

    def look() -> Identity:
        try:
            return _identity(path, path.stat())
        except OSError:
            raise _missing(path) from None

    return once(("identity", str(path)), look)


def kept(path: Path, parse: Callable[[bytes], T], extra: Hashable = None) -> T:
    """Return `parse(bytes of path)`, computed again only when the file or `extra` changed.

    The value is shared between threads: nobody may edit it. Raises DataError when the file does
    not exist, and whatever `parse` raises (a failure is never kept).
    """
    stamp = (identity(path), extra)
    found = _values.get(str(path))
    if found and found[0] == stamp:
        return found[1]  # type: ignore[return-value]
    # One thread parses; the others wait for its value instead of parsing as well.
    with _lock:
        found = _values.get(str(path))
        if found and found[0] == stamp:
            return found[1]  # type: ignore[return-value]
        raw, read = _bytes(path)
        value = parse(raw)
        _values[str(path)] = ((read, extra), value)
        return value


def _bytes(path: Path) -> tuple[bytes, Identity]:
    """Read a file through one open, so that a replacement meanwhile gives the old or the new one.

    The identity is the one of the bytes that were read, not of the file now at that path.
    """
    try:
        with path.open("rb") as file:
            return file.read(), _identity(path, os.fstat(file.fileno()))
    except OSError:
        raise _missing(path) from None


def _identity(path: Path, stat: os.stat_result) -> Identity:
    return (str(path), stat.st_mtime_ns, stat.st_size, stat.st_ino)


def _missing(path: Path) -> DataError:
    return DataError(
        f"{path.name} : le fichier est introuvable dans le dossier « {path.parent.name} » ; "
        "remettez-le en place."
    )
