"""The command that makes every fiche of a level in a folder: python -m exports.fiches --to DOSSIER."""

import argparse
import os
import re
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from exports.addresses import OWN, view_address
from exports.fiche import fiche_pdf
from exports.workbook import workbook_bytes
from figures.formats import THIN, number
from figures.nouns import NOUNS
from figures.profile import Profile, read_profile
from figures.rows import regional
from loaders import editions
from loaders.catalogue import Catalogue, read_catalogue
from loaders.errors import DataError
from loaders.territories import Territory

SHORT = 8
"""Signs that tell two groups of one name apart."""
LEVELS = ("SPEL", "DEP", "ZE2020", "EPCI", "REG")
Make = Callable[[Catalogue, Profile], bytes]


def file_name(place: Territory, suffix: str) -> str:
    """Return the name of a territory's file: "spel-591-avesnes-sur-helpe.pdf".

    Two groups may have one name: the end of theirs is drawn from their communes.
    """
    words = [place.level, place.code, place.name]
    if place.level == OWN:
        # The code of a group lists its communes: no file has such a name.
        words = [place.level, place.name, sha256(place.code.encode()).hexdigest()[:SHORT]]
    letters = unicodedata.normalize("NFD", " ".join(words))
    plain = letters.encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) + suffix


def write(path: Path, content: bytes) -> None:
    """Write a file beside, then put it in place: nobody ever opens half a file."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        os.replace(beside, path)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def makers(base: str, edition: str, workbooks: bool) -> dict[str, Make]:
    """Return what makes each file of a territory, by its suffix."""

    def fiche(catalogue: Catalogue, profile: Profile) -> bytes:
        address = view_address(base, profile.place, edition)
        return fiche_pdf(catalogue, profile, address, edition)

    found: dict[str, Make] = {".pdf": fiche}
    if workbooks:
        found[".xlsx"] = lambda catalogue, profile: workbook_bytes(catalogue, profile, edition)
    return found


def made(
    catalogue: Catalogue, place: Territory, folder: Path, wanted: dict[str, Make]
) -> Iterator[int]:
    """Make the files of a territory, yielding the size of each in bytes."""
    profile = read_profile(catalogue, place)
    for suffix, make in wanted.items():
        content = make(catalogue, profile)
        write(folder / file_name(place, suffix), content)
        yield len(content)


def run(folder: Path, level: str, base: str, edition: str, workbooks: bool) -> int:
    """Make the files of every territory of a level; return 1 when one was refused, else 0."""
    catalogue, places = read_catalogue(), regional(level)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = makers(base, edition, workbooks)
    start, total, files = time.monotonic(), 0, 0
    refused: list[str] = []
    for at, place in enumerate(places, start=1):
        begun = time.monotonic()
        try:
            sizes = list(made(catalogue, place, folder, wanted))
        # One territory that fails must not cost the others; the exit code and the last lines tell it.
        except Exception as error:
            refused.append(f"{place.title} : {_why(error)}")
            print(f"{at}/{len(places)} {place.title}, refusé", flush=True)
            continue
        total, files = total + sum(sizes), files + len(sizes)
        seconds = number(time.monotonic() - begun, 1)
        print(f"{at}/{len(places)} {place.title}, {seconds} s, {_size(sum(sizes))}", flush=True)
    seconds = number(time.monotonic() - start, 0)
    plural = "s" if files > 1 else ""
    print(f"{files} fichier{plural} dans {folder}, {_size(total)}, {seconds} s.")
    for one in refused:
        print(f"Refusé : {one}")
    return 1 if refused else 0


def _why(error: Exception) -> str:
    said = str(error).splitlines()
    return f"{said[0] if said else ''} ({type(error).__name__})".strip()


def _size(count: int) -> str:
    if count < 1_000_000:
        return f"{number(count / 1000)}{THIN}ko"
    return f"{number(count / 1_000_000, 1)}{THIN}Mo"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the options, make the files, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m exports.fiches",
        description="Fabrique les fiches des territoires.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="afficher cette aide")
    parser.add_argument("--to", required=True, type=Path, metavar="DOSSIER", help="où les écrire")
    parser.add_argument(
        "--adresse", default="", metavar="URL", help="adresse du tableau de bord, pour le code QR"
    )
    levels = ", ".join(f"{code} ({NOUNS[code].many})" for code in LEVELS)
    parser.add_argument("--niveau", default="SPEL", choices=LEVELS, help=levels)
    parser.add_argument(
        "--edition", default="", metavar="JOUR", help="édition à lire, la dernière sinon"
    )
    parser.add_argument("--classeurs", action="store_true", help="faire aussi les classeurs (XLSX)")
    asked = parser.parse_args(arguments)
    try:
        with editions.reading(asked.edition):
            return run(asked.to, asked.niveau, asked.adresse, editions.opened(), asked.classeurs)
    except (DataError, OSError) as error:
        print(f"Aucune fiche n’a été faite : {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
