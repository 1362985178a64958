"""Build geo/'s tables and outlines: `python -m geo.build --from FOLDER [--from FOLDER…]`.

FOLDER holds the outlines of the communes (GeoParquet, or IGN's ADMIN EXPRESS), the membership of
the communes (CSV), INSEE's ZE2020 composition (XLSX) and, to redraw the map of France,
france_ze2020… and france_regions….
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from geo import inputs
from geo.layers import Layers, Outlines, communal, inside, label_points, national, regional
from geo.naming import typographic
from geo.plane import EPSG, STEP
from geo.tables import COMMUNE_COLUMNS, Points, Territories, given_labels, with_region
from geo.topology import Feature, topology

HOME = "32"
LEVELS = ("FRANCE", "REG", "DEP", "ZE2020", "ZER2020", "SPEL", "ARR", "EPCI", "BE", "AUTRE")
_LEVEL_OF = {"region": "REG", "dep": "DEP", "spel": "SPEL", "epci": "EPCI", "ze": "ZE2020"}
_HDF_LEVEL_OF = _LEVEL_OF | {"ze_part": "ZE2020", "ze_hatch": "ZE2020"}
_LEVEL_OF_FRANCE = {"ze": "ZE2020", "regions": "REG"}
_COMMUNAL = {"communes": "COM"}


def _write(path: Path, text: str) -> None:
    """Replace a file at once, so that a reader never meets half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8")
    os.replace(beside, path)


def _topojson(layers: Layers, levels: dict[str, str], names: dict[tuple[str, str], str]) -> str:
    features = {
        layer: [Feature(code, names[levels[layer], code], shape) for code, shape in shapes.items()]
        for layer, shapes in layers.outlines.items()
    }
    drawn = topology(features, STEP, coded=levels is not _COMMUNAL)
    return json.dumps(drawn, ensure_ascii=False, separators=(",", ":")) + "\n"


def _points(layers: Layers) -> Points:
    """Return where labels stand; that of a shared zone never sits across the region's border."""
    drawn = layers.outlines
    labelled = drawn | {"ze": inside(drawn["ze"], drawn["ze_part"])}
    points = {
        (level, code): point
        for layer, level in _LEVEL_OF.items()
        for code, point in label_points(labelled[layer]).items()
    }
    arrondissements = {("ARR", code): at for (level, code), at in points.items() if level == "SPEL"}
    return points | arrondissements


def _read_table(path: Path) -> pl.DataFrame:
    return pl.read_csv(path, infer_schema=False).fill_null("")


def _national(folders: Sequence[Path]) -> Layers | None:
    zones = inputs.read_france(folders, "france_ze2020", "ze", EPSG)
    regions = inputs.read_france(folders, "france_regions", "reg", EPSG)
    if zones is None or regions is None:
        return None
    drawn: dict[str, Outlines] = {"ze": zones, "regions": regions}
    return national(drawn)


def build(folders: Sequence[Path], target: Path) -> dict[str, Layers]:
    """Write the tables and the outlines in `target`, which holds labels.csv and spel.csv."""
    given = given_labels(_read_table(target / "labels.csv"))
    spel = _read_table(target / "spel.csv")
    known = with_region(inputs.read_membership(folders), given)
    known = known.with_columns(name=pl.col("name").map_elements(typographic, pl.String))
    zones = inputs.read_zones(folders)

    here = pl.col("region") == HOME
    shared = known.filter(here)["ze2020"].unique().to_list()
    communes = known.filter(here | pl.col("ze2020").is_in(shared))
    outlines = inputs.read_communes(folders, communes["commune"].to_list(), EPSG)
    drawn = {"hdf": regional(communes, outlines, HOME)}
    levels = {"hdf": _HDF_LEVEL_OF}
    france = _national(folders)
    if france is not None:
        drawn["france_ze2020"], levels["france_ze2020"] = france, _LEVEL_OF_FRANCE
    ours = communes.filter(here)
    parts = communal(
        ours["commune"].to_list(),
        ours["departement"].to_list(),
        outlines[(communes["region"] == HOME).to_numpy()],
        drawn["hdf"].plane,
    )
    for code, part in parts.items():
        drawn[f"communes_{code}"], levels[f"communes_{code}"] = part, _COMMUNAL

    territories = Territories(known, zones, given, HOME)
    territories.named()
    territories.ze2020()
    territories.spel(spel)
    territories.epci()
    territories.bassins()
    table = territories.table(_points(drawn["hdf"]), LEVELS)
    names = {(row[0], row[1]): row[2] for row in table.rows()}
    names |= {("COM", code): name for code, name in ours.select("commune", "name").rows()}

    planes_path = target / "outlines" / "planes.json"
    planes = json.loads(planes_path.read_text(encoding="utf-8")) if planes_path.exists() else {}
    for name, layers in drawn.items():
        _write(target / "outlines" / f"{name}.topojson", _topojson(layers, levels[name], names))
        planes[name] = {**layers.plane.as_dict(), "area_error": layers.errors}
    _write(planes_path, json.dumps(planes, indent=2) + "\n")
    _write(target / "territories.csv", table.write_csv())
    listed = communes.select(COMMUNE_COLUMNS).with_columns(pl.col(pl.String).replace("", None))
    _write(target / "communes.csv", listed.write_csv())
    return drawn


def main() -> None:
    """Build, and print what simplification cost each layer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--from", dest="folders", type=Path, action="append", required=True)
    parser.add_argument("--to", dest="target", type=Path, default=Path(__file__).parent)
    options = parser.parse_args()
    try:
        drawn = build(options.folders, options.target)
    except inputs.InputError as error:
        sys.exit(str(error))
    for name, layers in drawn.items():
        size = (options.target / "outlines" / f"{name}.topojson").stat().st_size
        errors = ", ".join(f"{layer} {value:.2%}" for layer, value in layers.errors.items())
        print(f"{name} : {size:,} octets ; plus grand écart de surface : {errors}")


if __name__ == "__main__":
    main()
