"""Find and read the official inputs of the build in the folders that the user names."""

from collections.abc import Iterable
from pathlib import Path

import fastexcel
import geopandas
import numpy as np
import polars as pl
from shapely.geometry.base import BaseGeometry

# The same fact has another heading in each producer's file.
_HEADINGS = {
    "commune": ("commune", "com", "code", "codgeo", "insee_com", "code_insee"),
    "name": ("name", "nom", "libgeo"),
    "population": ("population", "pop"),
    "departement": ("departement", "dep"),
    "arrondissement": ("arrondissement", "arr"),
    "epci": ("epci",),
    "epci_name": ("epci_name", "lib_epci"),
    "ze2020": ("ze2020", "ze"),
    "clpe": ("clpe",),
    "bassin_bmo": ("bassin_bmo", "bmo"),
    "postal_codes": ("postal_codes", "codes_postaux"),
    "lon": ("lon",),
    "lat": ("lat",),
}
_REQUIRED = (
    "commune", "name", "population", "departement", "arrondissement", "epci", "ze2020",
    "lon", "lat",
)  # fmt: skip
_COMMUNE_LAYERS = ("commune", "communes")
_COMMUNE_CODES = ("insee_com", "code_insee", "com", "commune")


class InputError(ValueError):
    """An input is missing or unusable; the message says which and what to do."""


def _files(folders: Iterable[Path], suffixes: tuple[str, ...]) -> list[Path]:
    found = [p for folder in folders for p in folder.rglob("*") if p.suffix.lower() in suffixes]
    return sorted(found)


def _heading(columns: Iterable[str], aliases: tuple[str, ...]) -> str | None:
    by_lower = {column.lower(): column for column in columns}
    return next((by_lower[alias] for alias in aliases if alias in by_lower), None)


def read_membership(folders: Iterable[Path]) -> pl.DataFrame:
    """Read every CSV of the folders that says to which territories communes belong.

    Columns: the keys of `_HEADINGS`, text, "" where a file has no such column; `population` is an
    integer number of inhabitants. Raises InputError when there is none, or a commune twice.
    """
    tables = []
    for path in _files(folders, (".csv",)):
        table = pl.read_csv(path, infer_schema=False).fill_null("")
        found = {key: _heading(table.columns, names) for key, names in _HEADINGS.items()}
        if any(found[key] is None for key in _REQUIRED):
            continue
        columns = [
            (pl.col(heading) if heading else pl.lit("")).alias(key)
            for key, heading in found.items()
        ]
        tables.append(table.select(columns))
    if not tables:
        raise InputError(
            "Aucune table d’appartenance des communes (CSV) dans les dossiers donnés : "
            f"il faut les colonnes {', '.join(_REQUIRED)}."
        )
    rows = pl.concat(tables).with_columns(pl.col("population").cast(pl.Float64).cast(pl.Int64))
    twice = rows.filter(pl.col("commune").is_duplicated())["commune"].unique().sort()
    if len(twice):
        raise InputError(
            f"La commune {twice[0]} figure dans deux tables d’appartenance : n’en laissez qu’une."
        )
    return rows.sort("commune")


def read_zones(folders: Iterable[Path]) -> pl.DataFrame:
    """Read INSEE's communal composition of the zones d'emploi 2020, the whole of France.

    Columns: ze2020, name, commune, departement, region; all text.
    """
    paths = [p for p in _files(folders, (".xlsx",)) if p.name.lower().startswith("ze2020")]
    if not paths:
        raise InputError("Le fichier de l’Insee ZE2020_….xlsx manque dans les dossiers donnés.")
    book = fastexcel.read_excel(paths[-1])
    # Five lines of title stand above the headings, as in all INSEE composition files.
    sheet = book.load_sheet("Composition_communale", header_row=5, dtypes="string")
    return pl.DataFrame(sheet).select(
        ze2020="ZE2020", name="LIBZE2020", commune="CODGEO", departement="DEP", region="REG"
    )


def _read_vector(path: Path) -> geopandas.GeoDataFrame | None:
    """Read the commune layer of a file, or None when it holds no communes."""
    if path.suffix.lower() == ".parquet":
        return geopandas.read_parquet(path)
    layers = [str(name) for name in geopandas.list_layers(path)["name"]]
    layer = next((name for name in layers if name.lower() in _COMMUNE_LAYERS), None)
    return None if layer is None else geopandas.read_file(path, layer=layer)


def read_communes(folders: Iterable[Path], communes: list[str], crs: int) -> np.ndarray:
    """Read the outlines of the communes, in their order, in the plane of `crs`.

    Takes a GeoParquet or IGN's ADMIN EXPRESS as downloaded (GPKG or COMMUNE.shp). Raises
    InputError when no file has them all.
    """
    fewest: tuple[int, str] | None = None
    for path in _files(folders, (".parquet", ".gpkg", ".shp")):
        table = _read_vector(path)
        code = None if table is None else _heading(table.columns, _COMMUNE_CODES)
        if table is None or code is None:
            continue
        outlines = table.set_index(code).geometry
        missing = sorted(set(communes) - set(outlines.index))
        if not missing:
            return outlines.loc[communes].to_crs(crs).to_numpy()
        sentence = (
            f"{path.name} : {len(missing)} commune(s) sans contour, dont {missing[0]}. "
            "Prenez les contours du même millésime du code officiel géographique."
        )
        fewest = min(filter(None, (fewest, (len(missing), sentence))))
    raise InputError(fewest[1] if fewest else "Aucun fichier de contours de communes.")


def read_france(
    folders: Iterable[Path], stem: str, code: str, crs: int
) -> dict[str, BaseGeometry] | None:
    """Read the outlines of a national layer by code, or None when no file is named so."""
    vectors = _files(folders, (".topojson", ".geojson", ".gpkg"))
    paths = [path for path in vectors if path.name.lower().startswith(stem)]
    if not paths:
        return None
    table = geopandas.read_file(paths[-1])
    if table.crs is None:  # GDAL sets no reference system on TopoJSON, which is always WGS 84.
        table = table.set_crs(4326)
    outlines = table.set_index(code).geometry.to_crs(crs)
    return dict(sorted(outlines.items()))
