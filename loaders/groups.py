"""A reader's own group of communes: what is typed, the communes that it names, their territory."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

import polars as pl

from loaders.cache import Identity, identity
from loaders.errors import DataError
from loaders.settings import geo_root
from loaders.territories import HOME, Territory, alphabetical, find, read_communes

MOST = 200
"""Communes of one group: its code must stay an address."""
LONGEST = 60
"""Characters of a name."""
_SHOWN = 8
"""Words that a sentence repeats before it only counts them."""
_CODES = re.compile(r"\d[\dAB]\d{3}(\s+\d[\dAB]\d{3})*")
_AUTOMATIC = re.compile(r"groupe (de \d+ communes?|d['’]une commune)", re.IGNORECASE)
_WITHIN = re.compile(r"(?:(?P<before>\d{5})\s+)?(?P<name>.*?)(?:[\s(]+(?P<after>\d{2}|\d{5})\)?)?")


@dataclass(frozen=True)
class Parsed:
    """What a text names: `codes` of communes, in the order of the text, each once.

    `unknown` are the words that name no commune of the region, `ambiguous` those that name several,
    with their codes, and `both` the numbers that are a postcode and the code of another commune,
    with the communes that they were read as.
    """

    codes: tuple[str, ...]
    unknown: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    both: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Index:
    """The communes of the région by code (their names), by normalised name and by postcode."""

    names: dict[str, str]
    by_name: dict[str, tuple[str, ...]]
    by_postcode: dict[str, tuple[str, ...]]
    departements: dict[str, str]
    """For each commune the code of its département."""


def index() -> Index:
    """Return the communes of the région by what a reader may type."""
    return _index(identity(geo_root() / "communes.csv"))


def normalised(name: str) -> str:
    """Return a name without accents, case, hyphens nor apostrophes: "saint omer" for "St-Omer"."""
    words = re.sub(r"[^a-z0-9]+", " ", alphabetical(name)).split()
    return " ".join({"st": "saint", "ste": "sainte"}.get(word, word) for word in words)


def parse(text: str) -> Parsed:
    """Return the communes that a text names, separated by commas, semicolons or lines.

    A name may be narrowed by a département, a postcode or a code: "Brie (80)", "59000 Lille". A
    postcode stands for all of its communes. Five postcodes in six are also the code of another
    commune, as 59150: readers know postcodes, so they win, unless another number of the text can
    only be a code (a list taken from a workbook); `both` tells them.
    """
    codes: dict[str, None] = {}
    unknown: dict[str, None] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    both: dict[str, tuple[str, ...]] = {}
    known = index()
    words = _words(text)
    as_codes = any(word in known.names and word not in known.by_postcode for word in words)
    for word in words:
        found = _named(word, as_codes)
        if not found:
            unknown[word] = None
        elif len(found) > 1 and not _is_code(word):
            ambiguous[word] = found
        else:
            codes |= dict.fromkeys(found)
            if word in known.names and known.by_postcode.get(word, (word,)) != (word,):
                both[word] = found
    return Parsed(tuple(codes), tuple(unknown), tuple(ambiguous.items()), tuple(both.items()))


def sentences(parsed: Parsed) -> list[str]:
    """Return what was not understood of a text, or understood in one of two ways, in French."""
    known = index()
    found = []
    if parsed.unknown:
        one = len(parsed.unknown) == 1
        start = "Commune introuvable" if one else "Communes introuvables"
        found.append(
            f"{start} dans les Hauts-de-France : {_listed(parsed.unknown)}. Vérifiez l’orthographe, "
            "ou écrivez le code postal."
        )
    for word, codes in parsed.ambiguous[:_SHOWN]:
        homes = ", ".join(find("DEP", home).name for home in _homes(codes))
        example = f"{known.names[codes[0]]} ({codes[0]})"
        found.append(
            f"{_quoted(word)} : {len(codes)} communes portent ce nom ({homes}). Ajoutez le numéro "
            f"du département ou le code de la commune, par exemple {_quoted(example)}."
        )
    if len(parsed.ambiguous) > _SHOWN:
        found.append(
            f"D’autres noms désignent plusieurs communes : {len(parsed.ambiguous) - _SHOWN}."
        )
    for code, taken in parsed.both[:_SHOWN]:
        names = [known.names[one] for one in known.by_postcode[code]]
        ways = [
            f"le code Insee de {known.names[code]}",
            f"un code postal ({_listed(names, quoted=False)})",
        ]
        read, other = ways if taken == (code,) else reversed(ways)
        found.append(f"{code} est lu comme {read} ; c’est aussi {other}.")
    return found


def group(codes: Iterable[str], name: str = "") -> Territory:
    """Return the territory that some communes make, called `name` or "Groupe de 3 communes".

    A name of that form is not kept: it would be wrong as soon as a commune is added.
    Its code is the sorted INSEE codes joined by "."; it has neither point nor outline of its own.
    Raises DataError when a commune is not of the région, or there are none or too many.
    """
    wanted = sorted(set(codes))
    if not wanted:
        raise DataError("Le groupe n’a aucune commune ; ajoutez-en au moins une.")
    if len(wanted) > MOST:
        raise DataError(f"Le groupe compte {len(wanted)} communes ; {MOST} au plus sont admises.")
    for code in wanted:
        if code not in index().names:
            raise DataError(
                f"{_quoted(code)} n’est pas le code d’une commune des Hauts-de-France ; retirez-le "
                "du groupe."
            )
    found = find("GROUPE", ".".join(wanted))
    called = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    called = called[:LONGEST].strip()
    if not called or _AUTOMATIC.fullmatch(called):
        called = found.name
    return replace(found, name=called, short=called)


def codes_of(place: Territory) -> tuple[str, ...]:
    """Return the communes of a group."""
    return tuple(place.code.split("."))


def _words(text: str) -> list[str]:
    """Return the words of a list; codes may also be apart by spaces."""
    found = []
    for part in re.split(r"[,;\n\r\t]+", text):
        word = " ".join("".join(c if c.isprintable() else " " for c in part).split())
        if _CODES.fullmatch(word):
            found += word.split()
        elif word:
            found.append(word)
    return list(dict.fromkeys(found))


def _is_code(word: str) -> bool:
    return _CODES.fullmatch(word) is not None


def _named(word: str, as_codes: bool) -> tuple[str, ...]:
    """Return the communes that one word may name; a number is first a code when `as_codes`."""
    known = index()
    if _is_code(word):
        code = (word,) if word in known.names else ()
        postcode = known.by_postcode.get(word, ())
        return (code or postcode) if as_codes else (postcode or code)
    parts = _WITHIN.fullmatch(word)
    if parts is None:
        return ()
    found = known.by_name.get(normalised(parts["name"]), ())
    for narrow in filter(None, (parts["before"], parts["after"])):
        near = {narrow, *known.by_postcode.get(narrow, ())}
        found = tuple(code for code in found if code in near or known.departements[code] == narrow)
    return found


def _homes(codes: Iterable[str]) -> list[str]:
    homes = index().departements
    return list(dict.fromkeys(homes[code] for code in codes))


def _quoted(word: str) -> str:
    return f"«\u202f{word[:40]}{'…' if len(word) > 40 else ''}\u202f»"


def _listed(words: Iterable[str], *, quoted: bool = True) -> str:
    every = [_quoted(one) if quoted else one for one in words]
    rest = len(every) - _SHOWN
    return ", ".join(every[:_SHOWN]) + (
        f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else ""
    )


@lru_cache(maxsize=4)
def _index(_file: Identity) -> Index:
    here = read_communes().filter(pl.col("region") == HOME)
    names: dict[str, str] = {}
    by_name: dict[str, list[str]] = {}
    by_postcode: dict[str, list[str]] = {}
    departements: dict[str, str] = {}
    columns = ("commune", "name", "departement", "postal_codes")
    for code, name, departement, postcodes in here.select(columns).iter_rows():
        names[code] = name
        departements[code] = departement
        by_name.setdefault(normalised(name), []).append(code)
        for postcode in (postcodes or "").split("|"):
            by_postcode.setdefault(postcode, []).append(code)
    return Index(
        names,
        {name: tuple(codes) for name, codes in by_name.items()},
        {code: tuple(codes) for code, codes in by_postcode.items() if code},
        departements,
    )
