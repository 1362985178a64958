"""Producers' files: which source each one feeds, known by its name, and how it is read."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import polars as pl

from loaders.official import (
    dares_defm,
    dares_tensions,
    depp_inserjeunes,
    francetravail_bmo,
    insee_bdm,
    insee_chomage_dep,
    insee_chomage_ze,
    insee_emploi_dep,
    insee_emploi_ze,
    insee_filosofi,
    insee_population_dep,
    insee_population_ze,
    insee_recensement_ze,
    urssaf_effectifs_ze,
)


class Reader(NamedTuple):
    """A source's code, the name of its files (regular expression), and what reads them."""

    source: str
    name: str
    parse: Callable[[Path], pl.DataFrame]


_ZE, _DEP, _BDM = insee_chomage_ze, insee_chomage_dep, insee_bdm
_POP_DEP, _POP_ZE = insee_population_dep, insee_population_ze
_JOBS, _RP, _FILO = insee_emploi_dep, insee_recensement_ze, insee_filosofi
_URSSAF = urssaf_effectifs_ze
_BMO, _TENSIONS, _CFA = francetravail_bmo, dares_tensions, depp_inserjeunes
_DEFM_FILE = r"defm_janvier_brut_hdf_[\d_]+\.csv"
_POP_DEP_FILE = r"estim-pop-dep-sexe-gca-1975-\d{4}\.xlsx?"
_JOBS_FILE = r"bdm_emploi_salarie_trim_\w+\.csv"
_RP_FILE = r"recensement_filosofi_ze_[\d_]+\.csv"
_FILO_FILE = r"base-cc-filosofi-\d{4}_XLSX\.zip"
_BMO_FILE = r"Base_open_data_BMO_\d{4}\.xlsx"
_TENSIONS_FILE = r"tensions_fap2009_\d{4}\.csv"
_CFA_FILE = r"fr-en-inserjeunes-cfa\.csv"
READERS = (
    Reader(_ZE.SOURCE, r"chomage-zone-t1-2003-t\d-\d{4}\.xlsx", _ZE.parse_workbook),
    Reader(_ZE.SOURCE, r"chomage_ze_france_\w+\.csv", _ZE.parse_table),
    Reader(_DEP.SOURCE, r"sl_etc_\d{4}T\d\.xls", _DEP.parse),
    Reader(_BDM.SOURCE, r"bdm_valeurs_trimestrielles_[\d-]+\.csv", _BDM.parse_export),
    Reader(_BDM.SOURCE, r"bdm_[\d-]+_hdf_normandie\.csv", _BDM.parse_series),
    Reader(_BDM.SOURCE, r"chomage_tidy_\d{4}T\d\.csv", _BDM.parse_transcribed),
    Reader(dares_defm.SOURCE, _DEFM_FILE, dares_defm.parse),
    Reader(_JOBS.SOURCE, _JOBS_FILE, _JOBS.parse),
    Reader(insee_emploi_ze.SOURCE, r"emploi_salarie_ze_[\d_]+\.csv", insee_emploi_ze.parse),
    Reader(_POP_DEP.SOURCE, _POP_DEP_FILE, _POP_DEP.parse),
    Reader(_POP_ZE.HISTORY, r"pop_hist_1876_ze\.xlsx", _POP_ZE.parse_history),
    Reader(_POP_ZE.CENSUS, _RP_FILE, _POP_ZE.parse_census),
    Reader(_POP_DEP.BREAKDOWN_SOURCE, _POP_DEP_FILE, _POP_DEP.parse_breakdown),
    Reader(_JOBS.SECTORS_SOURCE, _JOBS_FILE, _JOBS.parse_sectors),
    Reader(_JOBS.TEMPORARY_SOURCE, _JOBS_FILE, _JOBS.parse_temporary),
    Reader(_URSSAF.SOURCE, r"urssaf_effectifs_ze_a38_[\d_]+\.csv", _URSSAF.parse),
    Reader(dares_defm.CATEGORIES_SOURCE, _DEFM_FILE, dares_defm.parse_categories),
    *(Reader(measure.source, _FILO_FILE, _FILO.parser(measure)) for measure in _FILO.MEASURES),
    Reader(_FILO.POVERTY.source, _RP_FILE, _FILO.zones_parser(_FILO.POVERTY, "rev_txpauv_21")),
    Reader(_FILO.MEDIAN.source, _RP_FILE, _FILO.zones_parser(_FILO.MEDIAN, "rev_med_21")),
    *(
        Reader(share.source, _RP_FILE, _RP.parser(share))
        for share in (_RP.EMPLOYMENT, _RP.UNEMPLOYMENT, _RP.GROWTH, _RP.SECTORS, _RP.GROUPS)
    ),
    Reader(_RP.DIPLOMAS.source, _RP_FILE, _RP.parse_diplomas),
    *(
        Reader(measure.source, _BMO_FILE, _BMO.parser(measure))
        for measure in (_BMO.PROJECTS, _BMO.DIFFICULT, _BMO.SEASONAL)
    ),
    *(
        Reader(detail.source, _TENSIONS_FILE, _TENSIONS.parser(detail))
        for detail in (_TENSIONS.FAMILIES, _TENSIONS.OCCUPATIONS)
    ),
    *(
        Reader(detail.source, _TENSIONS_FILE, _TENSIONS.score_parser(detail))
        for detail in (_TENSIONS.FAMILY_SCORES, _TENSIONS.SCORES)
    ),
    *(Reader(measure.source, _CFA_FILE, _CFA.parser(measure)) for measure in _CFA.MEASURES),
)


def files_of(source: str, folder: Path) -> list[tuple[Path, Reader]]:
    """Return the files of a source under `folder` (searched in depth), with their reader."""
    found = []
    for path in sorted(folder.rglob("*")):
        for reader in READERS:
            if reader.source == source and re.fullmatch(reader.name, path.name):
                found.append((path, reader))
    return found
