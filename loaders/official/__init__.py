"""Producers' files: which source each one feeds, known by its name, and how it is read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.official import (
    dares_defm,
    insee_bdm,
    insee_chomage_dep,
    insee_chomage_ze,
    insee_emploi_dep,
    insee_emploi_ze,
    insee_population_dep,
    insee_population_ze,
)


class Reader(NamedTuple):
    """A source's code, the name of its files (regular expression), and what reads them."""

    source: str
    name: str
    parse: Callable[[Path], pl.DataFrame]


_ZE, _DEP, _BDM = insee_chomage_ze, insee_chomage_dep, insee_bdm
_POP_DEP, _POP_ZE = insee_population_dep, insee_population_ze
READERS = (
    Reader(_ZE.SOURCE, r"chomage-zone-t1-2003-t\d-\d{4}\.xlsx", _ZE.parse_workbook),
    Reader(_ZE.SOURCE, r"chomage_ze_france_\w+\.csv", _ZE.parse_table),
    Reader(_DEP.SOURCE, r"sl_etc_\d{4}T\d\.xls", _DEP.parse),
    Reader(_BDM.SOURCE, r"bdm_valeurs_trimestrielles_[\d-]+\.csv", _BDM.parse_export),
    Reader(_BDM.SOURCE, r"bdm_[\d-]+_hdf_normandie\.csv", _BDM.parse_series),
    Reader(_BDM.SOURCE, r"chomage_tidy_\d{4}T\d\.csv", _BDM.parse_transcribed),
    Reader(dares_defm.SOURCE, r"defm_janvier_brut_hdf_[\d_]+\.csv", dares_defm.parse),
    Reader(insee_emploi_dep.SOURCE, r"bdm_emploi_salarie_trim_\w+\.csv", insee_emploi_dep.parse),
    Reader(insee_emploi_ze.SOURCE, r"emploi_salarie_ze_[\d_]+\.csv", insee_emploi_ze.parse),
    Reader(_POP_DEP.SOURCE, r"estim-pop-dep-sexe-gca-1975-\d{4}\.xlsx?", _POP_DEP.parse),
    Reader(_POP_ZE.HISTORY, r"pop_hist_1876_ze\.xlsx", _POP_ZE.parse_history),
    Reader(_POP_ZE.CENSUS, r"recensement_filosofi_ze_[\d_]+\.csv", _POP_ZE.parse_census),
)


def files_of(source: str, folder: Path) -> list[tuple[Path, Reader]]:
    """Return the files of a source under `folder` (searched in depth), with their reader."""
    found = []
    for path in sorted(folder.rglob("*")):
        for reader in READERS:
            if reader.source == source and re.fullmatch(reader.name, path.name):
                found.append((path, reader))
    return found
