"""The command that turns official files on disk into published observations.

    python -m loaders.update [source…] --from FOLDER [--to DATA] [--edition CODE]

Each indicator whose sources have files in FOLDER (searched in depth, known by their names) is
parsed, checked and compared with what is published; every table that changes is then written beside
the published one, which is kept for its edition (loaders.editions), and all are put in place.
Whatever fails prints one French sentence, which says what had been replaced (most often nothing),
and gives the exit code 1.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders import checks, editions, observations, official, releases
from loaders.catalogue import Catalogue, read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.rules import key_of
from loaders.settings import data_root


class Interrupted(DataError):
    """Some tables were replaced, then the disk refused another one."""


class _Prepared(NamedTuple):
    indicator: Indicator
    before: pl.DataFrame | None
    after: pl.DataFrame
    changes: releases.Changes


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m loaders.update", description=__doc__)
    parser.add_argument("sources", nargs="*", help="codes de sources.toml (toutes par défaut)")
    parser.add_argument("--from", dest="folder", type=Path, required=True)
    parser.add_argument("--to", dest="data", type=Path, help="dossier des données publiées")
    parser.add_argument("--edition", default="", help="code de la nouvelle édition (le jour)")
    options = parser.parse_args(arguments)
    if options.data:
        os.environ["OBSERVATOIRE_DATA"] = str(options.data)
    try:
        catalogue = read_catalogue()
        for line in update(catalogue, options.folder, options.sources, options.edition):
            print(line)
    except Interrupted as error:
        print(f"Mise à jour interrompue. {error}", file=sys.stderr)
        return 1
    except DataError as error:
        print(
            f"Mise à jour refusée, les données publiées restent telles quelles. {error}",
            file=sys.stderr,
        )
        return 1
    return 0


def update(catalogue: Catalogue, folder: Path, sources: list[str], edition: str = "") -> list[str]:
    """Publish what the files of `folder` bring, for `sources` or for all; return a French report.

    What changes makes a new edition, `edition` or the day. Every table is prepared before the first
    one is written. Raises DataError, as `write` does.
    """
    for code in sources:
        if code not in catalogue.sources:
            raise DataError(f"« {code} » n’est pas une source de sources.toml ; corrigez le code.")
    if not folder.is_dir():
        raise DataError(f"« {folder} » n’est pas un dossier ; donnez celui des fichiers officiels.")
    coming = editions.following(edition)
    wanted = sources or list(catalogue.sources)
    prepared = []
    for indicator in catalogue.indicators.values():
        codes = [code for code in indicator.sources if code in wanted]
        incoming = _incoming(indicator, codes, folder)
        if incoming is not None:
            prepared.append(_prepare(indicator, incoming))
    if not prepared:
        raise DataError(f"« {folder} » ne contient aucun fichier attendu ; vérifiez les noms.")
    report = [_line(one) for one in prepared]
    changed = [one for one in prepared if one.before is None or not one.before.equals(one.after)]
    if not changed:
        return [*report, "Rien ne change : l’édition en cours reste la même."]
    if not editions.current() and any(one.before is not None for one in changed):
        raise DataError(
            f"{editions.FILE} : le fichier manque alors que des tables sont publiées, qui ne "
            "pourraient pas être gardées ; remettez-le en place."
        )
    write([(one.indicator, one.after) for one in changed], coming)
    return [*report, f"Nouvelle édition : {coming}."]


def write(tables: list[tuple[Indicator, pl.DataFrame]], edition: str) -> None:
    """Write every table beside the published one, keep these, then put all of them in place.

    Raises DataError when the disk refuses one before any was replaced: the published data are then
    what they were. Raises Interrupted, which names the tables already replaced, when it comes later:
    the edition is then a new one all the same.
    """
    places = {_place(indicator): table for indicator, table in tables}
    waiting: dict[Path, Path] = {}
    replaced: list[str] = []
    try:
        for path, table in places.items():
            waiting[path] = path.with_name(f".{path.name}.{os.getpid()}")
            _write_beside(table, path, waiting[path])
        undo = editions.turn(edition, places)
        try:
            for path, beside in waiting.items():
                _replace(path, beside, replaced)
                replaced.append(path.name)
        except BaseException:
            if not replaced:
                undo()
            raise
    finally:
        for beside in waiting.values():
            beside.unlink(missing_ok=True)


def _write_beside(table: pl.DataFrame, path: Path, beside: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix == ".parquet":
            table.write_parquet(beside, compression="zstd")
        else:
            table.write_csv(beside)
    except OSError as error:
        raise DataError(
            f"{path.name} : l’écriture a échoué ({error.strerror}) ; libérez de la place ou "
            "vérifiez les droits du dossier."
        ) from error


def _replace(path: Path, beside: Path, replaced: list[str]) -> None:
    try:
        os.replace(beside, path)
    except OSError as error:
        refused = f"{path.name} : le remplacement a échoué ({error.strerror})"
        if not replaced:
            raise DataError(f"{refused} ; vérifiez les droits du dossier.") from error
        raise Interrupted(
            f"{refused}, alors que sont déjà remplacés : {', '.join(replaced)} ; les autres tables "
            "restent telles quelles. Vérifiez les droits du dossier, puis recommencez."
        ) from error


def _incoming(indicator: Indicator, codes: list[str], folder: Path) -> pl.DataFrame | None:
    tables = []
    for code in codes:
        for path, reader in official.files_of(code, folder):
            # Each file alone: it may not repeat a key, whereas two publications do.
            tables.append(checks.check(_parse(path, reader), indicator, path.name))
    return pl.concat(tables) if tables else None


def _parse(path: Path, reader: official.Reader) -> pl.DataFrame:
    try:
        return reader.parse(path)
    # What a reader did not foresee (a column given twice, a file that may not be opened, polars'
    # own panic, which is no Exception) must not end in a traceback.
    except (OSError, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
        raise DataError(
            f"{path.name} : le fichier n’a pas la présentation attendue ({error}) ; téléchargez-le "
            "de nouveau, ou adaptez le module de loaders/official."
        ) from error


def _prepare(indicator: Indicator, incoming: pl.DataFrame) -> _Prepared:
    known = observations.published_path(indicator) is not None
    before = observations.read(indicator) if known else incoming.clear()
    after = releases.newest(pl.concat([before, incoming]), indicator)
    after = after.sort(key_of(indicator))
    releases.refuse_loss(before, incoming)
    changes = releases.compare(before, after, indicator)
    return _Prepared(indicator, before if known else None, after, changes)


def _place(indicator: Indicator) -> Path:
    new = data_root() / observations.FOLDER / f"{indicator.code}.parquet"
    return observations.published_path(indicator) or new


def _line(one: _Prepared) -> str:
    changes = one.changes
    largest = f" Révision la plus forte : {changes.largest}." if changes.largest else ""
    return (
        f"{one.indicator.code} : {changes.total} observations, dont {changes.new} nouvelles et "
        f"{changes.revised} révisées.{largest}"
    )


if __name__ == "__main__":
    sys.exit(main())
