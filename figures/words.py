"""The terms of the glossary that a text uses, each with its definition and where it is from."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from loaders.catalogue import Catalogue
from loaders.reference_rows import Term
from loaders.references import glossary
from loaders.site_words import SiteWord, site_words

MOST = 12
"""Terms defined beside one page: beyond, the whole glossary is the place."""
_WORDS = re.compile(r"[^\W\d_]{4}")
_APOSTROPHES = str.maketrans({"'": "’", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True)
class Definition:
    """What a term means, and the document and line (or the institution) that says so."""

    term: str
    text: str
    source: str


def used(catalogue: Catalogue, text: str, most: int = MOST) -> tuple[Definition, ...]:
    """Return the definitions of the terms that a text uses, in the order of their first use.

    A term is a whole word: "SPE" is not in "SPEL". Acronyms keep their capitals, as "PIC" and "pic" are two
    words, but "Dares" is DARES; other terms are found with or without a capital. A plural is found.
    """
    known, pattern = _known(glossary(), site_words())
    found = dict.fromkeys(
        _key(match[0]) for match in pattern.finditer(text.translate(_APOSTROPHES))
    )
    rows = [row for key in found if key in known for row in known[key]]
    return tuple(_definition(catalogue, row) for row in rows[:most])


@lru_cache(maxsize=2)
def _known(
    terms: tuple[Term, ...], own: tuple[SiteWord, ...]
) -> tuple[dict[str, list[Term | SiteWord]], re.Pattern[str]]:
    """Return the rows by what is looked for, and the pattern that finds any of them, the longest first."""
    known: dict[str, list[Term | SiteWord]] = {}
    for row in (*own, *terms):
        key = _key(row.term)
        # Two documents that say the same are one definition.
        if all(_plain(row) != _plain(other) for other in known.get(key, ())):
            known.setdefault(key, []).append(row)
    forms = sorted(
        {form for row in (*own, *terms) for form in _forms(row.term)}, key=len, reverse=True
    )
    return known, re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])")


def _forms(term: str) -> Iterable[str]:
    """Yield the patterns of a term as texts write it."""
    if _acronym(term):
        yield re.escape(term) + "s?"
        if len(term) > 3 and term.isupper():
            yield re.escape(term.capitalize())
        return
    first, *rest = term.split(" ")
    words = [f"[{first[0].lower()}{first[0].upper()}]{re.escape(first[1:])}s?"]
    yield " ".join([*words, *(f"{re.escape(word)}[sx]?" for word in rest)])


def _acronym(term: str) -> bool:
    return term.isupper() or not _WORDS.search(term) or any(one.isupper() for one in term[1:])


def _key(text: str) -> str:
    """Return what a term and its plural, its capital or small letters have in common."""
    return " ".join(word.rstrip("sx") or word for word in text.lower().split(" "))


def _plain(row: Term | SiteWord) -> str:
    return _key(row.definition or getattr(row, "note", ""))


def _definition(catalogue: Catalogue, row: Term | SiteWord) -> Definition:
    if isinstance(row, SiteWord):
        return Definition(row.term, row.definition, f"d’après : {row.source}")
    name = catalogue.sources[row.document].name
    return Definition(row.term, row.definition or row.note, f"{name}, ligne {row.line}")
