"""A TOML table turned into a frozen dataclass, refused with a French sentence when it differs."""

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from loaders.errors import DataError

T = TypeVar("T")
_FRENCH = {
    str: "un texte",
    int: "un nombre entier",
    float: "un nombre",
    bool: "true ou false",
    date: "une date (AAAA-MM-JJ)",
}


def build_all(document: dict[str, Any], table: str, kind: type[T], file: str) -> dict[str, T]:
    """Return the entries `[[table]]` of a TOML document as `kind`, by their `code`, in order.

    Raises DataError naming the file, the entry, the field, the value and what to do.
    """
    entries: dict[str, T] = {}
    for name in document:
        if name != table:
            raise DataError(f"{file} : la table « {name} » est inconnue ; écrivez [[{table}]].")
    for rank, row in enumerate(document.get(table, []), start=1):
        code = row.get("code", f"{rank}e entrée")
        if code in entries:
            raise DataError(f"{file} : le code « {code} » figure deux fois ; gardez une entrée.")
        entries[code] = _build(row, kind, f"{file}, « {code} »")
    return entries


def _build(row: dict[str, Any], kind: type[T], where: str) -> T:
    known = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    for name in row:
        if name not in known:
            raise DataError(
                f"{where} : le champ « {name} » est inconnu ; corrigez son nom ou retirez-le."
            )
    for name, field in known.items():
        if name not in row and field.default is field.default_factory is MISSING:
            raise DataError(f"{where} : le champ « {name} » manque ; ajoutez-le.")
    hints = get_type_hints(kind)
    values = {
        name: _value(value, hints[name], f"{where}, champ « {name} »")
        for name, value in row.items()
    }
    return kind(**values)


def _value(value: object, hint: Any, where: str) -> Any:
    origin = get_origin(hint)
    if origin is Literal:
        if value not in get_args(hint):
            raise _refused(value, _choice(get_args(hint)), where)
        return value
    if origin is UnionType:  # TOML has no null: what is not a text where one may be is the other
        text = isinstance(value, str) and str in get_args(hint)
        return _value(value, str if text else get_args(hint)[0], where)
    if origin is dict:
        if not isinstance(value, dict):
            raise _refused(value, "une table { … }", where)
        return {
            name: _value(item, get_args(hint)[1], f"{where}, « {name} »")
            for name, item in value.items()
        }
    if origin is tuple:
        return _sequence(value, get_args(hint), where)
    if isinstance(hint, type) and is_dataclass(hint):
        if not isinstance(value, dict):
            raise _refused(value, "une table { … }", where)
        return _build(value, hint, where)
    # True is an int for Python and 7 is a fine float for a reader: both are told apart here.
    if hint is float and type(value) is int:
        return float(value)
    if type(value) is not hint:
        raise _refused(value, _FRENCH[hint], where)
    return value


def _sequence(value: object, items: tuple[Any, ...], where: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _refused(value, "une liste [ … ]", where)
    if items[-1] is Ellipsis:
        return tuple(_value(item, items[0], where) for item in value)
    if len(value) != len(items):
        raise _refused(value, f"une liste de {len(items)} éléments", where)
    return tuple(_value(item, hint, where) for item, hint in zip(value, items, strict=True))


def _choice(names: tuple[str, ...]) -> str:
    """Return "rate, count ou amount"."""
    return " ou ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _refused(value: object, expected: str, where: str) -> DataError:
    return DataError(f"{where} : « {value} » est refusé ; écrivez {expected}.")
