"""The closed list of the values of a dimension: words of the catalogue, or a file of data/codelists."""

from pathlib import Path

from loaders import cache
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import data_root
from loaders.tables import text_table

FOLDER = "codelists"
COLUMNS = ("code", "label")
TOTAL = "T"


def values(indicator: Indicator, dimension: str) -> dict[str, str]:
    """Return the label of each value of a dimension by code, in screen order, without the total.

    Raises DataError when the codelist is missing or wrong.
    """
    listed = indicator.codes[dimension]
    return dict(read(listed)) if isinstance(listed, str) else {word: word for word in listed}


def read(name: str) -> dict[str, str]:
    """Return the labels of data/codelists/<name>.csv by code; nobody may edit them.

    Raises DataError when the file is missing, or refused.
    """
    path = path_of(name)
    return cache.kept(path, lambda raw: _labels(raw, path))


def path_of(name: str) -> Path:
    """Return the file of a codelist."""
    return data_root() / FOLDER / f"{name}.csv"


def names(indicator: Indicator) -> list[str]:
    """Return the codelists that an indicator names, one per dimension that does."""
    return [listed for listed in indicator.codes.values() if isinstance(listed, str)]


def version(indicator: Indicator) -> tuple[cache.Identity, ...]:
    """Return the identities of the codelists of an indicator: a key for other caches."""
    return tuple(cache.identity(path_of(name)) for name in names(indicator))


def _labels(raw: bytes, path: Path) -> dict[str, str]:
    rows = text_table(raw, path)
    if tuple(rows.columns) != COLUMNS:
        raise DataError(
            f"{path.name}, ligne 1 : les colonnes sont « {', '.join(rows.columns)} » au lieu de "
            "« code, label » ; rétablissez l’en-tête."
        )
    labels: dict[str, str] = {}
    for line, (code, label) in enumerate(rows.iter_rows(), start=2):
        where = f"{path.name}, ligne {line}"
        if code is None or label is None:
            raise DataError(f"{where} : le code ou le libellé manque ; complétez.")
        if code == TOTAL:
            raise DataError(f"{where} : « T », le total, va de soi ; retirez la ligne.")
        if code in labels:
            raise DataError(f"{where} : le code « {code} » figure déjà ; gardez une ligne.")
        labels[code] = label
    return labels
