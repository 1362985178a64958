"""The catalogue: every indicator and every source, described once, in the order of the screen."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from loaders import entry
from loaders.cache import Identity, identity, kept
from loaders.errors import DataError
from loaders.settings import data_root
from loaders.territories import Level

Kind = Literal["rate", "count", "amount"]
Direction = Literal["up", "down", "neutral"]
Periodicity = Literal["Q", "M", "A", "S"]
Theme = Literal[
    "population", "entreprises-emploi", "marche-du-travail", "formations", "budget", "gouvernance"
]
Entrance = Literal["territoire", "secteur", "metier", "public"]
Fetched = Literal["loader", "transcribed"]
"""Whether a loader read the producer's own file, or somebody's copy of its figures."""
T = TypeVar("T")


@dataclass(frozen=True)
class Annotation:
    """A remark drawn at one period, e.g. 2020-Q2."""

    period: str
    text: str


@dataclass(frozen=True)
class Indicator:
    """One [[indicator]] of catalogue.toml; docs/data.md explains each field with an example."""

    code: str
    title: str
    short: str
    subject: str
    """How a sentence names it, with its article: "le taux de chômage"."""
    question: str
    definition: str
    unit: str
    kind: Kind
    decimals: int
    direction: Direction
    theme: Theme
    entries: tuple[Entrance, ...]
    sources: tuple[str, ...]
    periodicity: Periodicity
    levels: tuple[Level, ...]
    minimum: float
    maximum: float
    next_release: str
    dimensions: tuple[str, ...] = ()
    classes: tuple[float, ...] = ()
    references: tuple[tuple[Level, str], ...] = ()
    page: str = ""
    tile: int = 0
    headline: bool = False
    phrase: str = ""
    """What follows a value in a headline: "de chômage" in "9,8 % de chômage"."""
    caveats: tuple[str, ...] = ()
    annotations: tuple[Annotation, ...] = ()


@dataclass(frozen=True)
class Vintage:
    """One publication of a source, named by the last period that it contained (a millésime)."""

    code: str
    fetched: Fetched
    published: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Source:
    """One [[source]] of sources.toml: who publishes what, where, under which licence."""

    code: str
    producer: str
    title: str
    url: str
    licence: str
    vintages: tuple[Vintage, ...]

    def vintage(self, code: str) -> Vintage:
        """Return the publication `code`; one that is not described claims no date and no file."""
        undescribed = Vintage(code, "transcribed")
        return next((known for known in self.vintages if known.code == code), undescribed)


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Indicators and sources by code, in the order of the files; equal to itself alone."""

    indicators: dict[str, Indicator]
    sources: dict[str, Source]

    def headline(self) -> Indicator:
        """Return the indicator that opens L’essentiel."""
        return self._first(lambda indicator: indicator.headline, "headline = true")

    def of_page(self, slug: str) -> Indicator:
        """Return the indicator that the page `slug` explores."""
        return self._first(lambda indicator: indicator.page == slug, f'page = "{slug}"')

    def tiles(self) -> list[Indicator]:
        """Return the indicators of L’essentiel’s tiles, by rank."""
        tiles = [indicator for indicator in self.indicators.values() if indicator.tile]
        return sorted(tiles, key=lambda indicator: indicator.tile)

    def _first(self, wanted: Callable[[Indicator], bool], field: str) -> Indicator:
        for indicator in self.indicators.values():
            if wanted(indicator):
                return indicator
        raise DataError(f"catalogue.toml : aucun indicateur n’a « {field} » ; ajoutez ce champ.")


def read_catalogue() -> Catalogue:
    """Return the catalogue of `data_root()`, read again only when one of its files changes.

    Raises DataError (a French sentence) when a field is missing, unknown or of a wrong type, when
    a code appears twice, when an indicator cites a source that is not described, or when the one
    that opens L’essentiel is compared with no territory.
    """
    root = data_root()
    files = (root / "catalogue.toml", root / "sources.toml")
    return _catalogue(*(identity(path) for path in files))


@lru_cache(maxsize=4)
def _catalogue(catalogue: Identity, described: Identity) -> Catalogue:
    indicators = _entries(Path(catalogue[0]), "indicator", Indicator)
    sources = _entries(Path(described[0]), "source", Source)
    for indicator in indicators.values():
        for code in indicator.sources:
            if code not in sources:
                raise DataError(
                    f"catalogue.toml, « {indicator.code} », champ « sources » : « {code} » n’est "
                    "pas décrite dans sources.toml ; ajoutez-la ou corrigez le code."
                )
        if indicator.headline and not indicator.references:
            raise DataError(
                f"catalogue.toml, « {indicator.code} », champ « references » : la liste est vide, "
                "alors que l’indicateur ouvre L’essentiel (« headline ») ; donnez un territoire de "
                'comparaison, par exemple ["FRANCE", "FM"].'
            )
    return Catalogue(indicators, sources)


def _entries(path: Path, table: str, kind: type[T]) -> dict[str, T]:
    def parse(raw: bytes) -> dict[str, T]:
        try:
            document = tomllib.loads(raw.decode("utf-8"))
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise DataError(
                f"{path.name} : le fichier n’est pas du TOML lisible ({error}) ; corrigez-le."
            ) from error
        return entry.build_all(document, table, kind, path.name)

    return kept(path, parse)
