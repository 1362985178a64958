"""The command that places the CFA by their names, and keeps what a person corrected by hand."""

import csv
import os
import re
import sys
from collections.abc import Iterable, Mapping

from loaders import site_tables
from loaders.errors import DataError
from loaders.settings import data_root
from loaders.site_rows import CfaPlace
from loaders.territories import read_communes

HAND = "main"
_WORD = r"[\w’'-]"
# The list itself says that such a place may stand elsewhere: « campus de Lille, Villeneuve-d’Ascq ».
_BRAND = re.compile(r"(académi\w+|campus|centre|maison|site) (de |d’|du )$")
_FILE = "cfa-communes.csv"


def placed(names: Mapping[str, str], communes: Mapping[str, Mapping[str, str]]) -> list[CfaPlace]:
    """Return how each CFA (name by number) is placed, in the order of the names.

    `communes` gives the code of each commune by name, for each département. The first three
    figures of a number are the département; its commune is the last part of the name when that
    part is the name of one ("…, Lens"), else the only one that the name holds.
    """
    return [_placed(cfa, name, communes.get(cfa[1:3], {})) for cfa, name in names.items()]


def kept(found: Iterable[CfaPlace], before: Iterable[CfaPlace]) -> list[CfaPlace]:
    """Return the rows found, those that a person wrote by hand being left as they are."""
    hand = {one.cfa: one for one in before if one.rule == HAND}
    return [hand.get(one.cfa, one) for one in found]


def by_departement() -> dict[str, dict[str, str]]:
    """Return the code of each commune of the region by name, for each département."""
    found: dict[str, dict[str, str]] = {}
    rows = read_communes().select("departement", "name", "commune").iter_rows()
    for departement, name, code in rows:
        # Two communes of one name place nothing.
        same = found.setdefault(departement, {})
        same[name] = "" if name in same else code
    return {key: {name: code for name, code in one.items() if code} for key, one in found.items()}


def main() -> int:
    """Write data/sites/cfa-communes.csv anew; return the exit code."""
    path = data_root() / site_tables.FOLDER / _FILE
    try:
        before = site_tables.cfa_places() if path.exists() else ()
        rows = kept(placed(site_tables.cfas(), by_departement()), before)
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    beside = path.with_name(f".{_FILE}.{os.getpid()}")
    with beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("cfa", "commune", "rule", "words"))
        writer.writerows((one.cfa, one.commune, one.rule, one.words) for one in rows)
    os.replace(beside, path)
    return 0


def _placed(cfa: str, name: str, communes: Mapping[str, str]) -> CfaPlace:
    last = name.rpartition(", ")[2] if ", " in name else ""
    if last in communes:
        return CfaPlace(cfa=cfa, commune=communes[last], rule="fin", words=last)
    held = _held(name, communes)
    if len(held) == 1 and not _BRAND.search(name.partition(held[0])[0]):
        return CfaPlace(cfa=cfa, commune=communes[held[0]], rule="nom", words=held[0])
    return CfaPlace(cfa=cfa, rule="ambigu" if held else "aucune")


def _held(name: str, communes: Iterable[str]) -> list[str]:
    """Return the communes whose whole name stands in a name, without those inside a longer one."""
    found = {one: name.find(one) for one in communes if re.search(_bounded(one), name)}
    return [one for one in found if not any(one != other and one in other for other in found)]


def _bounded(commune: str) -> str:
    # « d’ » may stand before a name, no letter nor hyphen may touch it.
    return rf"(?<![\w-]){re.escape(commune)}(?!{_WORD})"


if __name__ == "__main__":
    sys.exit(main())
