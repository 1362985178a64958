"""The catalogue: every indicator and every source, described once, in the order of the screen."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeVar

from loaders import entry
from loaders.cache import Identity, identity, kept, once
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import data_root

Fetched = Literal["loader", "transcribed"]
"""Whether a loader read the producer's own file, or somebody's copy of its figures."""
FOLDER = "catalogue"
T = TypeVar("T")


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
    vintages: tuple[Vintage, ...]
    url: str = ""
    licence: str = ""
    document: bool = False
    """Whether it is a document whose printed figures are copied in data/printed."""
    short: str = ""

    @property
    def name(self) -> str:
        """Return the short title, where there is one: for a cell of a table."""
        return self.short or self.title

    def vintage(self, code: str) -> Vintage:
        """Return the publication `code`; one that is not described claims no date and no file."""
        undescribed = Vintage(code, "transcribed")
        return next((known for known in self.vintages if known.code == code), undescribed)


@dataclass(frozen=True)
class Dimension:
    """One [[dimension]] of dimensions.toml: a breakdown, "Âge", and with its article, "l’âge"."""

    code: str
    label: str
    the: str


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Indicators, sources and dimensions by code, in the order of the files; equal to itself alone."""

    indicators: dict[str, Indicator]
    sources: dict[str, Source]
    dimensions: dict[str, Dimension]

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

    def documents(self) -> list[str]:
        """Return the codes of the documents, the oldest first; of one year, as they are declared."""
        found = [source for source in self.sources.values() if source.document]
        return [source.code for source in sorted(found, key=lambda one: one.vintages[-1].code)]

    def _first(self, wanted: Callable[[Indicator], bool], field: str) -> Indicator:
        for indicator in self.indicators.values():
            if wanted(indicator):
                return indicator
        raise DataError(f"{FOLDER} : aucun indicateur n’a « {field} » ; ajoutez ce champ.")


def read_catalogue() -> Catalogue:
    """Return the catalogue of `data_root()`, read again only when one of its files changes.

    Its indicators are those of every data/catalogue/*.toml, in the order of the files' names.
    Raises DataError (a French sentence) when a field is missing, unknown or of a wrong type, when
    a code appears twice, when an indicator cites a source that is not described, when its `codes`
    are not those of its `dimensions`, or when the one that opens L’essentiel is compared with no
    territory.
    """
    return once(("catalogue", str(data_root())), _found)


def _found() -> Catalogue:
    root = data_root()
    files = sorted(path for path in (root / FOLDER).glob("[!.]*.toml"))
    if not files:
        raise DataError(f"{FOLDER} : le dossier n’a aucun fichier .toml ; remettez-les en place.")
    described = (root / "sources.toml", root / "dimensions.toml")
    return _catalogue(*(identity(path) for path in (*described, *files)))


@lru_cache(maxsize=4)
def _catalogue(described: Identity, broken_down: Identity, *files: Identity) -> Catalogue:
    sources = _entries(Path(described[0]), "source", Source)
    dimensions = _entries(Path(broken_down[0]), "dimension", Dimension)
    for source in sources.values():
        if source.document and not source.vintages:
            raise DataError(
                f"sources.toml, « {source.code} », champ « vintages » : un document en a un, celui "
                "de son année ; ajoutez-le."
            )
    indicators: dict[str, Indicator] = {}
    homes: dict[str, str] = {}
    for path in (Path(file[0]) for file in files):
        for code, indicator in _entries(path, "indicator", Indicator).items():
            if code in homes:
                raise DataError(
                    f"{path.name} : le code « {code} » figure déjà dans {homes[code]} ; gardez une "
                    "entrée."
                )
            homes[code] = path.name
            where = f"{path.name}, « {code} »"
            _check(indicator, sources, where)
            for name in indicator.dimensions:
                if name not in dimensions:
                    raise DataError(
                        f"{where}, champ « dimensions » : « {name} » n’est pas décrite dans "
                        "dimensions.toml ; ajoutez-la ou corrigez le code."
                    )
            indicators[code] = indicator
    for code, indicator in indicators.items():
        if indicator.repeats and indicator.repeats not in indicators:
            raise DataError(
                f"{homes[code]}, « {code} », champ « repeats » : « {indicator.repeats} » n’est pas "
                "un indicateur du catalogue ; corrigez le code."
            )
    return Catalogue(indicators, sources, dimensions)


def _check(indicator: Indicator, sources: dict[str, Source], where: str) -> None:
    for code in indicator.sources:
        if code not in sources:
            raise DataError(
                f"{where}, champ « sources » : « {code} » n’est pas décrite dans sources.toml ; "
                "ajoutez-la ou corrigez le code."
            )
    _check_codes(indicator, f"{where}, champ « codes »")
    _check_slices(indicator, f"{where}, champ « slices »")
    if indicator.part:
        raise DataError(f"{where} : le champ « part » est inconnu ; retirez-le.")
    if indicator.headline and not indicator.references:
        raise DataError(
            f"{where}, champ « references » : la liste est vide, alors que l’indicateur ouvre "
            "L’essentiel (« headline ») ; donnez un territoire de comparaison, par exemple "
            '["FRANCE", "FM"].'
        )


def _check_slices(indicator: Indicator, where: str) -> None:
    codes = [one.code for one in indicator.slices]
    for one in indicator.slices:
        if codes.count(one.code) > 1:
            raise DataError(f"{where} : « {one.code} » figure deux fois ; gardez-en une.")
        for name, value in one.of.items():
            listed = indicator.codes.get(name, ())
            # A codelist is read elsewhere: its values are checked by the tests of the catalogue.
            if name not in indicator.dimensions or (
                not isinstance(listed, str) and value not in listed
            ):
                raise DataError(
                    f"{where}, « {one.code} » : « {name} = {value} » n’est pas une valeur de ses "
                    "dimensions ; corrigez-la."
                )


def _check_codes(indicator: Indicator, where: str) -> None:
    for name in indicator.dimensions:
        if name not in indicator.codes:
            raise DataError(f"{where} : la dimension « {name} » n’a pas de liste ; ajoutez-la.")
    for name, listed in indicator.codes.items():
        if name not in indicator.dimensions:
            raise DataError(
                f"{where} : « {name} » n’est pas dans « dimensions » ; ajoutez-l’y ou retirez sa "
                "liste."
            )
        if not listed:
            raise DataError(f"{where}, « {name} » : la liste est vide ; donnez ses valeurs.")
        if "T" in listed and not isinstance(listed, str):
            raise DataError(f"{where}, « {name} » : « T », le total, va de soi ; retirez-le.")
        if not isinstance(listed, str) and len(set(listed)) < len(listed):
            twice = next(one for one in listed if listed.count(one) > 1)
            raise DataError(f"{where}, « {name} » : « {twice} » figure deux fois ; gardez-en un.")


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
