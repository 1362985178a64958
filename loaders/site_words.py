"""The words of the site that no document's glossary defines: data/references/mots.csv."""

from dataclasses import dataclass, fields
from pathlib import Path

import polars as pl

from loaders import cache, checks, rules
from loaders.references import FOLDER
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table
from loaders.territories import alphabetical


@dataclass(frozen=True)
class SiteWord:
    """A word that the pages use, what it means, and after whom."""

    term: str
    definition: str
    source: str


def site_words() -> tuple[SiteWord, ...]:
    """Return the words in the order of a French dictionary.

    Raises DataError (a French sentence) when mots.csv is missing or refused: a word given twice, an
    empty cell.
    """
    columns = tuple(field.name for field in fields(SiteWord))
    path: Path = data_root() / FOLDER / "mots.csv"
    once = Rule(
        "term",
        pl.col("term").is_first_distinct().not_(),
        lambda _: "est déjà donné ; gardez une seule des deux lignes",
    )

    def parse(raw: bytes) -> tuple[SiteWord, ...]:
        rows = checks.checked(
            text_table(raw, path),
            columns,
            (*rules.required(columns), once),
            f"{FOLDER}/{path.name}",
            "retirez-la",
        )
        found = (SiteWord(**row) for row in rows.iter_rows(named=True))
        return tuple(sorted(found, key=lambda one: alphabetical(one.term)))

    return cache.kept(path, parse)
