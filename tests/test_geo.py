"""The territories, their outlines and their names are what maps, tables and sentences rely on."""

import gzip
import hashlib
import json
import shutil
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas
import numpy as np
import polars as pl
import pytest
import shapely
import xlsxwriter
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from geo.build import build
from geo.grammar import tncc
from geo.inputs import InputError
from geo.naming import label
from geo.plane import STEP
from geo.topology import Feature, topology
from loaders.errors import DataError
from loaders.outlines import outline_file, outline_url, plane, read_outline
from loaders.settings import ROOT
from loaders.territories import LEVELS, crossings, find, read_communes, read_territories

COUNTS = {"region": 1, "dep": 5, "spel": 26, "epci": 92, "ze": 24, "ze_part": 2}
FRANCE = {"ze": 287, "regions": 13}
LEVEL_OF = {"region": "REG", "dep": "DEP", "spel": "SPEL", "epci": "EPCI", "ze": "ZE2020"}
HDF_LAYERS = [("hdf", layer, count) for layer, count in COUNTS.items()]
COMMUNES = {"02": 797, "59": 647, "60": 680, "62": 887, "80": 771}
ALL_LAYERS = HDF_LAYERS + [("france_ze2020", layer, count) for layer, count in FRANCE.items()]


def outlines(name: str, layer: str) -> dict[str, BaseGeometry]:
    """Decode a layer with GDAL, which knows nothing of our encoder."""
    table = geopandas.read_file(outline_file(name), layer=layer)
    assert table["id"].is_unique
    return dict(zip(table["id"], table.geometry, strict=True))


def drawn(name: str, layer: str) -> np.ndarray:
    """Return the shapes of a layer, without their codes."""
    return np.array(list(outlines(name, layer).values()))


def arcs_of(name: str, layer: str) -> dict[str, set[int]]:
    """Return the numbers of the arcs of each feature, whichever way they are walked."""

    def flat(value: Any) -> list[int]:
        return [n for item in value for n in flat(item)] if isinstance(value, list) else [value]

    features = json.loads(read_outline(name))["objects"][layer]["geometries"]
    return {one["id"]: {n if n >= 0 else ~n for n in flat(one["arcs"])} for one in features}


# Membership


def test_the_region_has_24_zones_26_spel_5_departements_and_92_epci():
    here = Counter(one.level for one in read_territories().values() if one.hdf)
    assert here == {
        "REG": 1, "DEP": 5, "ZE2020": 24, "ZER2020": 2, "SPEL": 26, "ARR": 26, "EPCI": 92,
        "BE": 28, "AUTRE": 7,
    }  # fmt: skip


def test_a_perimeter_of_the_documents_has_a_name_and_claims_nothing_else():
    named = pl.read_csv(ROOT / "geo" / "labels.csv", infer_schema=False)
    others = {one.code: one for one in read_territories().values() if one.level == "AUTRE"}
    assert others
    wanted = dict(named.filter(pl.col("level") == "AUTRE").select("territory", "name").iter_rows())
    assert {code: one.name for code, one in others.items()} == wanted
    for one in others.values():
        assert (one.population, one.x, one.departement) == (None, None, None), one.key
    drawn = {read_outline(name) for name in ("hdf", "france_ze2020")}
    assert not [one for one in others if any(f'"{one}"'.encode() in text for text in drawn)]


def test_only_beauvais_and_bresle_vimeu_are_shared_with_another_region():
    shared = {
        one.code
        for one in read_territories().values()
        if one.level == "ZE2020" and one.hdf and one.interregional
    }
    assert shared == {"0054", "0058"}


def test_france_has_306_zones_and_all_regions_and_departements():
    levels = Counter(one.level for one in read_territories().values())
    assert (levels["ZE2020"], levels["REG"], levels["DEP"], levels["FRANCE"]) == (306, 18, 101, 3)


def test_populations_add_up_to_the_region_at_every_level():
    territories = read_territories()
    region = territories["REG", "32"].population
    assert region == 5_992_194
    for level in ("DEP", "SPEL", "ARR", "BE"):
        parts = [t.population or 0 for t in territories.values() if t.level == level and t.hdf]
        assert sum(parts) == region, level


def test_the_populations_of_the_communes_add_up_to_those_of_their_territories():
    territories, communes = read_territories(), read_communes()
    sums = communes.filter(pl.col("region") == "32").group_by("arrondissement")
    for code, population in sums.agg(pl.col("population").sum()).iter_rows():
        assert territories["SPEL", code].population == population, code


def test_an_interregional_zone_counts_all_its_communes_and_its_part_only_ours():
    territories = read_territories()
    assert territories["ZE2020", "0054"].population == 270_756 + 15_079
    assert territories["ZER2020", "3254"].population == 270_756
    assert territories["ZE2020", "0058"].population == 36_291 + 39_502
    assert territories["ZER2020", "3258"].population == 36_291


def test_communes_are_those_of_the_region_and_the_norman_ones_of_the_shared_zones():
    communes = read_communes()
    counts = dict(communes.group_by("region").len().iter_rows())
    assert counts == {"32": 3782, "28": 80}
    norman = communes.filter(pl.col("region") == "28")
    assert set(norman["ze2020"]) == {"0054", "0058"}
    assert set(norman["departement"]) == {"76"}


def test_every_commune_belongs_to_known_territories():
    known = set(read_territories())
    communes = read_communes().filter(pl.col("region") == "32")
    fields = {
        "DEP": "departement", "ARR": "arrondissement", "EPCI": "epci", "ZE2020": "ze2020",
        "BE": "bassin_bmo",
    }  # fmt: skip
    for level, field in fields.items():
        assert {(level, code) for code in communes[field]} <= known


def test_clpe_equal_the_arrondissements_but_for_ten_communes():
    spel = pl.read_csv(ROOT / "geo" / "spel.csv", infer_schema=False)
    assert spel["spel"].to_list() == spel["arrondissement"].to_list()
    clpe_of = dict(spel.select("arrondissement", "clpe").iter_rows())
    communes = read_communes().filter(pl.col("region") == "32")
    expected = pl.col("arrondissement").replace_strict(clpe_of)
    assert communes.filter(pl.col("clpe") != expected)["commune"].to_list() == [
        "59004", "59029", "59080", "59105", "59158", "59330", "59435", "59449", "59551", "80019",
    ]  # fmt: skip


def test_the_spel_of_avesnes_lies_in_three_zones():
    parts = crossings("SPEL", "591")
    assert parts.columns == ["territory", "population", "share"]
    assert parts["territory"].to_list() == ["3217", "3222", "3208"]
    assert parts["population"].to_list() == [196_936, 25_521, 549]
    assert parts["share"].round(3).to_list() == [0.883, 0.114, 0.002]


def test_crossings_go_both_ways_and_leave_the_norman_communes_out():
    assert crossings("ZE2020", "0058", "DEP").rows() == [("80", 36_291, 1.0)]
    assert crossings("ZE2020", "3218", "SPEL")["territory"].to_list() == ["595"]
    assert crossings("SPEL", "000").is_empty()


# Communes


@pytest.fixture(scope="module")
def communal() -> dict[str, dict[str, BaseGeometry]]:
    """Return the outlines of the communes by département."""
    return {code: outlines(f"communes_{code}", "communes") for code in COMMUNES}


def test_each_commune_of_the_region_is_drawn_once_in_its_departement(communal):
    here = read_communes().filter(pl.col("region") == "32")
    homes = dict(here.select("commune", "departement").iter_rows())
    drawn_in = [(code, home) for home, shapes in communal.items() for code in shapes]
    assert len(drawn_in) == 3782 and dict(drawn_in) == homes
    assert {code: len(shapes) for code, shapes in communal.items()} == COMMUNES


def test_communes_are_valid_and_join_edge_to_edge_from_one_departement_to_the_next(communal):
    every = np.array([shape for shapes in communal.values() for shape in shapes.values()])
    assert shapely.is_valid(every).all()
    assert not shapely.is_empty(every).any()
    assert shapely.coverage_is_valid(every)
    region = shapely.coverage_union_all(every)
    assert shapely.get_num_interior_rings(shapely.get_parts(region)).sum() == 0


def test_communes_lie_on_the_map_of_the_region(communal):
    """The two are simplified apart: a border may differ by a detail, never by a place."""
    for code, whole in outlines("hdf", "dep").items():
        mine = shapely.coverage_union_all(np.array(list(communal[code].values())))
        assert mine.symmetric_difference(whole).area < 0.005 * whole.area, code
        assert mine.hausdorff_distance(whole) < 6, code
        assert plane(f"communes_{code}") == plane("hdf")


def test_the_smallest_commune_keeps_its_size(communal):
    planes = json.loads(outline_file("planes").with_suffix(".json").read_text())
    for code in COMMUNES:
        assert 0 < planes[f"communes_{code}"]["area_error"]["communes"] < 0.12
    scale = planes["hdf"]["scale"]
    areas = [shape.area * scale**2 / 1e4 for one in communal.values() for shape in one.values()]
    assert min(areas) == pytest.approx(15.8, rel=0.05)  # hectares


def test_a_commune_carries_its_code_and_its_name():
    table = geopandas.read_file(outline_file("communes_59"), layer="communes").set_index("id")
    assert table.loc["59350", "name"] == "Lille"
    names = dict(read_communes().select("commune", "name").iter_rows())
    assert all(names[code] == name for code, name in table["name"].items())
    assert outline_url("communes_59").startswith("/geo/communes_59.")


@pytest.mark.parametrize("code", COMMUNES)
def test_the_communes_of_a_departement_weigh_little(code):
    raw = read_outline(f"communes_{code}")
    assert len(raw) <= 215_000
    assert len(gzip.compress(raw)) <= 70_000


# Names


@pytest.mark.parametrize(
    ("level", "code", "de", "a", "the", "title", "sentence"),
    [
        ("ZE2020", "3217", "de Maubeuge", "à Maubeuge", "Maubeuge",
         "Zone d’emploi de Maubeuge", "la zone d’emploi de Maubeuge"),
        ("ZE2020", "3201", "d’Abbeville", "à Abbeville", "Abbeville",
         "Zone d’emploi d’Abbeville", "la zone d’emploi d’Abbeville"),
        ("ZE2020", "0058", "de la Vallée de la Bresle-Vimeu", "dans la Vallée de la Bresle-Vimeu",
         "la Vallée de la Bresle-Vimeu", "Zone d’emploi de la Vallée de la Bresle-Vimeu",
         "la zone d’emploi de la Vallée de la Bresle-Vimeu"),
        ("ZE2020", "2813", "du Havre", "au Havre", "Le Havre",
         "Zone d’emploi du Havre", "la zone d’emploi du Havre"),
        ("ZE2020", "5213", "des Herbiers-Montaigu", "aux Herbiers-Montaigu",
         "Les Herbiers-Montaigu", "Zone d’emploi des Herbiers-Montaigu",
         "la zone d’emploi des Herbiers-Montaigu"),
        ("ZE2020", "2812", "de L’Aigle", "à L’Aigle", "L’Aigle",
         "Zone d’emploi de L’Aigle", "la zone d’emploi de L’Aigle"),
        ("ZER2020", "3254", "de Beauvais, partie Hauts-de-France",
         "à Beauvais, partie Hauts-de-France", "Beauvais, partie Hauts-de-France",
         "Zone d’emploi de Beauvais, partie Hauts-de-France",
         "la zone d’emploi de Beauvais, partie Hauts-de-France"),
        ("DEP", "59", "du Nord", "dans le Nord", "le Nord",
         "Département du Nord", "le département du Nord"),
        ("DEP", "02", "de l’Aisne", "dans l’Aisne", "l’Aisne",
         "Département de l’Aisne", "le département de l’Aisne"),
        ("DEP", "80", "de la Somme", "dans la Somme", "la Somme",
         "Département de la Somme", "le département de la Somme"),
        ("DEP", "28", "d’Eure-et-Loir", "en Eure-et-Loir", "Eure-et-Loir",
         "Département d’Eure-et-Loir", "le département d’Eure-et-Loir"),
        ("DEP", "75", "de Paris", "à Paris", "Paris",
         "Département de Paris", "le département de Paris"),
        ("REG", "32", "des Hauts-de-France", "dans les Hauts-de-France", "les Hauts-de-France",
         "Région Hauts-de-France", "la région Hauts-de-France"),
        ("REG", "28", "de Normandie", "en Normandie", "Normandie",
         "Région Normandie", "la région Normandie"),
        ("SPEL", "595", "de Lille", "à Lille", "Lille", "SPEL de Lille", "le SPEL de Lille"),
        ("ARR", "801", "d’Abbeville", "à Abbeville", "Abbeville",
         "Arrondissement d’Abbeville", "l’arrondissement d’Abbeville"),
        ("EPCI", "200033579", "de la CU d’Arras", "dans la CU d’Arras", "la CU d’Arras",
         "CU d’Arras", "la CU d’Arras"),
        ("FRANCE", "FM", "de la France métropolitaine", "en France métropolitaine",
         "la France métropolitaine", "France métropolitaine", "la France métropolitaine"),
    ],
)  # fmt: skip
def test_a_sentence_names_a_territory(level, code, de, a, the, title, sentence):
    one = read_territories()[level, code]
    assert one.key == f"{level}:{code}"
    assert (one.de, one.a, one.the) == (de, a, the)
    assert (one.title, one.sentence) == (title, sentence)


@pytest.mark.parametrize(
    ("name", "code"),
    [("Lille", 0), ("Étampes", 1), ("Hirson", 1), ("Haguenau", 0), ("Yvetot", 1), ("Le Mans", 2),
     ("La Rochelle", 3), ("Les Herbiers", 4), ("L’Aigle", 5)],
)  # fmt: skip
def test_the_tncc_follows_from_a_name(name, code):
    assert tncc(name) == code


@pytest.mark.parametrize(
    ("code", "de"),
    [("59299", "de Hem"), ("62413", "de Harnes"), ("80410", "de Ham"), ("59295", "d’Hazebrouck"),
     ("02381", "d’Hirson"), ("62427", "d’Hénin-Beaumont"), ("59291", "d’Hautmont"),
     ("80009", "d’Ailly-le-Haut-Clocher"), ("59350", "de Lille"), ("59368", "de La Madeleine")],
)  # fmt: skip
def test_a_commune_is_named_as_its_people_name_it(code, de):
    assert find("COM", code).de == de


@pytest.mark.parametrize(
    ("official", "name", "short"),
    [
        ("CC Coeur de l'Avesnois", "CC Cœur de l’Avesnois", "Cœur de l’Avesnois"),
        ("CC de l'Oise Picarde", "CC de l’Oise Picarde", "Oise Picarde"),
        ("CC des 7 Vallées", "CC des 7 Vallées", "7 Vallées"),
        ("CU d'Arras", "CU d’Arras", "Arras"),
    ],
)
def test_an_epci_is_feminine_and_its_short_name_is_its_place(official, name, short):
    named = label("EPCI", official, None)
    assert (named.name, named.short, named.tncc) == (name, short, 3)


def test_no_name_carries_a_typewriter_apostrophe():
    territories = read_territories().values()
    assert not [one.key for one in territories if "'" in one.name + one.short]
    assert not read_communes()["name"].str.contains("'").any()


def test_territories_come_by_level_then_by_name_without_regard_to_accents():
    territories = list(read_territories().values())
    levels = [one.level for one in territories]
    # Communes have a table of their own (read_communes).
    assert list(dict.fromkeys(levels)) == [level for level in LEVELS if level != "COM"]
    zones = [one.name for one in territories if one.level == "ZE2020" and one.hdf]
    assert zones[4:7] == ["Berck", "Béthune", "Boulogne-sur-Mer"]


# Outlines


@pytest.mark.parametrize(("name", "layer", "count"), ALL_LAYERS)
def test_a_layer_is_whole_valid_and_without_gap_or_overlap(name, layer, count):
    shapes = drawn(name, layer)
    assert len(shapes) == count
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.coverage_is_valid(shapes)


def test_features_carry_their_code_and_the_name_of_the_table():
    territories = read_territories()
    for layer, level in LEVEL_OF.items():
        table = geopandas.read_file(outline_file("hdf"), layer=layer)
        assert table["id"].tolist() == table["code"].tolist()
        expected = [territories[level, code].name for code in table["code"]]
        assert table["name"].tolist() == expected


def test_the_layers_tile_the_same_region_without_a_hole():
    region = outlines("hdf", "region")["32"]
    for layer in ("dep", "spel", "epci"):
        assert shapely.coverage_union_all(drawn("hdf", layer)).equals(region)
    whole = shapely.coverage_union_all(drawn("hdf", "ze"))
    outside = shapely.coverage_union_all(drawn("hdf", "ze_part"))
    assert shapely.get_num_interior_rings(whole) == 0
    assert whole.area == pytest.approx(region.area + outside.area, rel=1e-12)


def test_interregional_zones_are_drawn_whole_and_their_outer_part_is_apart():
    zones, parts = outlines("hdf", "ze"), outlines("hdf", "ze_part")
    region = outlines("hdf", "region")["32"]
    assert set(parts) == {"0054", "0058"}
    for code in parts:
        assert zones[code].covers(parts[code])
        assert region.intersection(parts[code]).area == 0
    beyond = [code for code in zones if not region.covers(zones[code])]
    assert beyond == ["0054", "0058"]


def test_the_outer_parts_of_both_shared_zones_are_hatched_at_45_degrees_and_nowhere_else():
    hatches, parts = outlines("hdf", "ze_hatch"), outlines("hdf", "ze_part")
    assert set(hatches) == {"0054", "0058"}
    for code, hatching in hatches.items():
        lines = np.array(shapely.get_parts(hatching))
        assert len(lines) >= 10
        assert shapely.covers(shapely.buffer(parts[code], STEP), lines).all()
        assert set(shapely.get_num_coordinates(lines)) == {2}
        left, top, right, bottom = shapely.bounds(lines).T
        assert right - left == pytest.approx(bottom - top)
        # Lines rise to the right: x + y is the same at both ends, 16 units apart × √2.
        sums = {round(x + y, 2) for line in lines for x, y in line.coords}
        assert {round(step, 2) for step in np.diff(sorted(sums))} == {22.65}
        assert all(len({round(x + y, 2) for x, y in line.coords}) == 1 for line in lines)


def test_a_hatching_reaches_the_edges_of_its_part():
    hatches = outlines("hdf", "ze_hatch")
    for code, part in outlines("hdf", "ze_part").items():
        # Round each line, as far as the next one: only corners stay bare.
        assert part.difference(hatches[code].buffer(16.1)).area < 0.01 * part.area
        ends = shapely.points(shapely.get_coordinates(hatches[code]))
        assert shapely.distance(part.boundary, ends).max() <= STEP * 2**0.5  # one step along a line


@pytest.mark.parametrize(("name", "layer", "count"), ALL_LAYERS)
def test_simplification_moves_no_area_by_one_per_cent(name, layer, count):
    planes = json.loads(outline_file("planes").with_suffix(".json").read_text())
    assert 0 <= planes[name]["area_error"][layer] < 0.01


# INSEE's published areas of the départements, in km².
@pytest.mark.parametrize(
    ("code", "area"),
    [("02", 7361.7), ("59", 5742.8), ("60", 5860.2), ("62", 6671.4), ("80", 6170.1)],
)
def test_a_departement_has_its_official_area(code, area):
    scale = json.loads(outline_file("planes").with_suffix(".json").read_text())["hdf"]["scale"]
    measured = outlines("hdf", "dep")[code].area * scale**2 / 1e6
    assert measured == pytest.approx(area, rel=0.01)


@pytest.mark.parametrize("name", ["hdf", "france_ze2020"])
def test_outlines_fill_their_plane_with_north_at_the_top(name):
    frame = plane(name)
    left, top, right, bottom = shapely.total_bounds(drawn(name, "ze"))
    assert (left, top) == pytest.approx((0, 0), abs=0.1)
    assert (right, bottom) == pytest.approx((frame.width, frame.height), abs=0.15)
    zones = outlines(name, "ze")
    assert zones["3213"].centroid.y < zones["3209"].centroid.y  # Dunkerque above Château-Thierry


def test_the_regional_outlines_fit_in_110_kilobytes():
    assert len(read_outline("hdf")) <= 110_000


@pytest.mark.parametrize("name", ["hdf", "france_ze2020"])
def test_no_segment_is_stored_twice(name):
    file = json.loads(read_outline(name))
    segments = Counter()
    for arc in file["arcs"]:
        points = [tuple(point) for point in np.cumsum(arc, axis=0).tolist()]
        segments.update(frozenset(pair) for pair in pairwise(points))
    assert segments.most_common(1)[0][1] == 1


def test_neighbours_share_their_arcs_and_so_do_the_layers():
    departements, spel = arcs_of("hdf", "dep"), arcs_of("hdf", "spel")
    assert departements["59"] & departements["62"]
    assert not departements["59"] & departements["60"]  # they do not touch
    uses = Counter(arc for arcs in departements.values() for arc in arcs)
    assert set(uses.values()) == {1, 2}
    inner = {arc for arc, times in uses.items() if times == 1}
    assert inner == next(iter(arcs_of("hdf", "region").values()))
    assert set(uses) <= {arc for arcs in spel.values() for arc in arcs}


def test_label_points_are_the_centres_of_circles_inside_their_outline():
    territories = read_territories()
    for layer, level in LEVEL_OF.items():
        shapes = outlines("hdf", layer)
        if layer == "ze":
            beyond = outlines("hdf", "ze_part")
            shapes |= {code: shapes[code].difference(beyond[code]) for code in beyond}
        for code, shape in shapes.items():
            one = territories[level, code]
            assert one.x is not None and one.y is not None
            centre = shapely.Point(one.x, one.y)
            assert shape.contains(centre), one.key
            assert one.radius == pytest.approx(shape.boundary.distance(centre), abs=0.2), one.key


@pytest.mark.parametrize(("code", "radius"), [("0054", 90.7), ("0058", 30.7)])
def test_the_label_of_a_shared_zone_stays_on_our_side_of_the_border(code, radius):
    one = read_territories()["ZE2020", code]
    assert one.x is not None and one.y is not None and one.radius == radius
    circle = shapely.Point(one.x, one.y).buffer(radius)
    assert outlines("hdf", "region")["32"].buffer(0.2).covers(circle)
    assert outlines("hdf", "ze")[code].buffer(0.2).covers(circle)


def test_what_is_not_drawn_has_no_point():
    undrawn = [one for one in read_territories().values() if not one.hdf or one.level == "ZER2020"]
    assert undrawn
    assert {(one.x, one.y, one.radius) for one in undrawn} == {(None, None, None)}


def test_the_address_of_outlines_changes_with_their_bytes(tmp_path, monkeypatch):
    monkeypatch.setenv("OBSERVATOIRE_GEO", str(tmp_path))
    (tmp_path / "outlines").mkdir()
    for content in (b"one", b"another"):
        outline_file("hdf").write_bytes(content)
        assert read_outline("hdf") == content
        digest = hashlib.sha256(content).hexdigest()[:12]
        assert outline_url("hdf") == f"/geo/hdf.{digest}.topojson"


def test_a_shared_edge_is_one_arc_walked_both_ways():
    layer = [Feature("a", "A", box(0, 0, 2, 2)), Feature("b", "B", box(2, 0, 4, 2))]
    file = topology({"pair": layer}, 0.5)
    assert len(file["arcs"]) == 3
    one, other = (feature["arcs"][0] for feature in file["objects"]["pair"]["geometries"])
    shared = [n for n in one if ~n in other]
    assert len(shared) == 1
    assert file["transform"] == {"scale": [0.5, 0.5], "translate": [0, 0]}


def test_a_hole_and_the_island_in_it_survive_the_encoding(tmp_path):
    island = box(4, 4, 6, 6)
    ring = box(0, 0, 10, 10).difference(island)
    layer = [Feature("ring", "R", ring), Feature("island", "I", island)]
    (tmp_path / "t.topojson").write_text(json.dumps(topology({"pair": layer}, 1)))
    shapes = geopandas.read_file(tmp_path / "t.topojson").set_index("id").geometry
    assert shapes["ring"].equals(ring)
    assert shapes["island"].equals(island)


def test_a_line_is_one_arc_that_cuts_no_border(tmp_path):
    line = shapely.MultiLineString([[(0, 4), (4, 0)], [(1, 4), (4, 1)]])
    square = [Feature("a", "A", box(0, 0, 4, 4))]
    file = topology({"square": square, "hatch": [Feature("a", "A", line)]}, 0.5)
    assert file["objects"]["hatch"]["geometries"][0]["type"] == "MultiLineString"
    assert file["objects"]["hatch"]["geometries"][0]["arcs"] == [[1], [2]]
    assert file["arcs"][1:] == [[[0, 4], [4, -4]], [[1, 4], [3, -3]]]
    (tmp_path / "t.topojson").write_text(json.dumps(file))
    read = geopandas.read_file(tmp_path / "t.topojson", layer="hatch").geometry.to_numpy()
    assert shapely.length(read) == pytest.approx(line.length / 2)


def test_a_hole_turns_against_its_polygon_so_that_it_is_not_painted():
    same_way = shapely.Polygon(
        [(0, 0), (10, 0), (10, 10), (0, 10)], [[(4, 4), (6, 4), (6, 6), (4, 6)]]
    )
    file = topology({"one": [Feature("ring", "R", same_way)]}, 1)
    turns = []
    for (number,) in file["objects"]["one"]["geometries"][0]["arcs"]:
        points = np.cumsum(file["arcs"][number if number >= 0 else ~number], axis=0)
        ring = shapely.LinearRing(points[:: 1 if number >= 0 else -1])
        turns.append(bool(shapely.is_ccw(ring)))
    assert sorted(turns) == [False, True]


# Wrong files


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Return a copy of geo/ that a test may spoil."""
    shutil.copytree(ROOT / "geo", tmp_path / "geo")
    monkeypatch.setenv("OBSERVATOIRE_GEO", str(tmp_path / "geo"))
    return tmp_path / "geo"


def spoil(path: Path, old: str, new: str) -> int:
    """Replace the first occurrence of a text; return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "column", "value"),
    [
        ("territories.csv", "DEP,02,Aisne", "DEPT,02,Aisne", "level", "« DEPT »"),
        ("territories.csv", "DEP,02,Aisne", "DEP,01,Aisne", "territory", "« 01 »"),
        ("territories.csv", "DEP,02,Aisne", "DEP,,Aisne", "territory", "une case vide"),
        ("territories.csv", "DEP,02,Aisne,", "DEP,02,,", "name", "une case vide"),
        ("territories.csv", ",Aisne,5,", ",Aisne,9,", "tncc", "« 9 »"),
        ("territories.csv", ",02,523342,", ",02,-523342,", "population", "« -523342 »"),
        ("territories.csv", ",02,523342,", ",02,523 342,", "population", "« 523 342 »"),
        ("communes.csv", "\n02001,Abbécourt,", "\n2001,Abbécourt,", "commune", "« 2001 »"),
        ("communes.csv", "Abbécourt,518,", "Abbécourt,,", "population", "une case vide"),
        ("communes.csv", "\n02002,", "\n02001,", "commune", "« 02001 »"),
    ],
)
def test_a_wrong_cell_is_refused_with_its_place(copy, file, old, new, column, value):
    line = spoil(copy / file, old, new) + old.startswith("\n")
    read = read_territories if file == "territories.csv" else read_communes
    with pytest.raises(DataError) as refusal:
        read()
    start = f"{file}, ligne {line}, colonne « {column} » : {value} n’est pas admis ; "
    assert str(refusal.value).startswith(start)


def test_a_wrong_header_and_a_missing_file_are_refused(copy):
    spoil(copy / "communes.csv", "commune,name", "com,name")
    with pytest.raises(DataError, match=r"communes\.csv, ligne 1 : les colonnes sont « com, name,"):
        read_communes()
    (copy / "territories.csv").unlink()
    with pytest.raises(DataError, match=r"territories\.csv"):
        read_territories()


def test_a_corrected_file_is_read_again(copy):
    spoil(copy / "territories.csv", "DEP,02,Aisne,Aisne,5", "DEP,02,Aisne,Aisne,9")
    with pytest.raises(DataError):
        read_territories()
    spoil(copy / "territories.csv", "DEP,02,Aisne,Aisne,9", "DEP,02,L’autre Aisne,Aisne,5")
    assert read_territories()["DEP", "02"].name == "L’autre Aisne"


def test_wrong_planes_and_missing_outlines_are_refused(copy):
    with pytest.raises(DataError, match="le plan « mars » manque"):
        plane("mars")
    (copy / "outlines" / "planes.json").write_text("{")
    with pytest.raises(DataError, match=r"planes\.json : le fichier n’est pas lisible"):
        plane("hdf")
    with pytest.raises(DataError, match=r"mars\.topojson"):
        read_outline("mars")


# The build, on four square communes as IGN delivers them


SQUARES = {
    "59001": (0, "59", "591", "e1", "3217"),
    "59002": (1, "59", "591", "e1", "3217"),
    "80001": (2, "80", "801", "e2", "0058"),
    "76001": (3, "76", "762", "e2", "0058"),
}


@pytest.fixture
def sources(tmp_path):
    """Return a folder with the inputs of four communes in a row, 20 km wide each."""
    folder = tmp_path / "in"
    folder.mkdir()
    squares = [box(6e5 + 2e4 * n, 7e6, 6.2e5 + 2e4 * n, 7.02e6) for n, *_ in SQUARES.values()]
    table = geopandas.GeoDataFrame({"INSEE_COM": list(SQUARES)}, geometry=squares, crs=2154)
    table.to_file(folder / "ADE.gpkg", layer="commune")
    lines = [
        f"{code},L'Un,100.0,{','.join(rest)},CC {rest[2]},3.0,50.0"
        for code, (_, *rest) in SQUARES.items()
    ]
    header = "com,nom,pop,dep,arr,epci,ze,lib_epci,lon,lat"
    (folder / "appartenance.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    with xlsxwriter.Workbook(folder / "ZE2020_test.xlsx") as book:
        sheet = book.add_worksheet("Composition_communale")
        rows = [["CODGEO", "LIBGEO", "ZE2020", "LIBZE2020", "DEP", "REG"]]
        for code, (_, dep, _, _, zone) in SQUARES.items():
            rows.append([code, "L'Un", zone, "Zone", dep, "28" if dep == "76" else "32"])
        for number, row in enumerate(rows, 5):
            sheet.write_row(number, 0, row)
    return folder


@pytest.fixture
def target(tmp_path):
    """Return a folder with the tables that a person edits, for two arrondissements."""
    folder = tmp_path / "out"
    folder.mkdir()
    shutil.copy(ROOT / "geo" / "labels.csv", folder)
    spel = "spel,name,arrondissement,clpe,clpe_name,source\n591,Un,591,,,\n801,Deux,801,,,\n"
    (folder / "spel.csv").write_text(spel, encoding="utf-8")
    return folder


def test_the_build_runs_on_admin_express_as_downloaded(sources, target, monkeypatch):
    layers = build([sources], target)
    assert layers["hdf"].errors == dict.fromkeys(COUNTS, 0.0)
    monkeypatch.setenv("OBSERVATOIRE_GEO", str(target))
    assert plane("hdf").height == 250.0
    zones = outlines("hdf", "ze")
    assert zones["3217"].equals(box(0, 0, 500, 250))
    assert outlines("hdf", "ze_part")["0058"].equals(box(750, 0, 1000, 250))
    assert box(750, 0, 1000, 250).covers(outlines("hdf", "ze_hatch")["0058"])
    communes = {code: outlines(f"communes_{code}", "communes") for code in ("59", "80")}
    assert {code: list(one) for code, one in communes.items()} == {
        "59": ["59001", "59002"], "80": ["80001"],
    }  # fmt: skip
    assert communes["59"]["59002"].equals(box(250, 0, 500, 250))
    assert layers["communes_59"].errors == {"communes": 0.0}
    bresle = read_territories()["ZE2020", "0058"]
    assert (bresle.x, bresle.y, bresle.radius) == (625.0, 125.0, 125.0)
    assert (bresle.population, bresle.interregional, bresle.departement) == (200, True, "80")
    assert read_communes()["name"].to_list() == ["L’Un"] * 4


def test_the_build_adds_the_bassins_that_labels_csv_names(sources, target, monkeypatch):
    path = sources / "appartenance.csv"
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    with_bassin = [f"{header},bmo", *(f"{line},3217" for line in lines)]
    path.write_text("\n".join(with_bassin) + "\n", encoding="utf-8")
    build([sources], target)
    monkeypatch.setenv("OBSERVATOIRE_GEO", str(target))
    bassin = read_territories()["BE", "3217"]
    assert (bassin.de, bassin.population, bassin.departement, bassin.hdf, bassin.x) == (
        "du Versant nord-est Roubaix-Tourcoing", 300, "59", True, None,
    )  # fmt: skip
    path.write_text(
        path.read_text(encoding="utf-8").replace(",3217\n", ",3299\n"), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"labels\.csv : le bassin d’emploi 3299 n’a pas de nom"):
        build([sources], target)


def test_the_build_gives_the_same_bytes_twice(sources, target):
    contents = []
    for _ in range(2):
        build([sources], target)
        files = sorted(path for path in target.rglob("*") if path.is_file())
        contents.append([path.read_bytes() for path in files])
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("appartenance.csv", "59002,", "59003,", "1 commune.* sans contour, dont 59003"),
        ("appartenance.csv", "59002,", "59001,", "La commune 59001 figure dans deux"),
        ("appartenance.csv", "nom,pop,", "nom,habitants,", "Aucune table d’appartenance"),
        ("appartenance.csv", ",59,591,", ",99,591,", "Département inconnu .* 99"),
        ("appartenance.csv", ",801,", ",802,", "spel.csv : le code 801"),
        ("appartenance.csv", ",3217,", ",3299,", "l’appartenance : le code 3299"),
    ],
)
def test_inputs_that_disagree_are_refused(sources, target, file, old, new, sentence):
    spoil(sources / file, old, new)
    with pytest.raises(InputError, match=sentence):
        build([sources], target)
    assert not (target / "territories.csv").exists()


def test_a_step_too_coarse_is_refused(sources, target, monkeypatch):
    monkeypatch.setattr("geo.plane.STEP", 400.0)
    with pytest.raises(InputError, match="baissez TOLERANCE"):
        build([sources], target)


def test_outlines_that_overlap_are_refused(sources, target):
    table = geopandas.read_file(sources / "ADE.gpkg", layer="commune")
    # IGN's communes never overlap: 59002 is stretched over half of 80001, in another zone.
    table.loc[1, "geometry"] = box(6.2e5, 7e6, 6.5e5, 7.02e6)
    table.to_file(sources / "ADE.gpkg", layer="commune")
    with pytest.raises(InputError, match=r"Communes : le contour de 59002 .*chevauchement"):
        build([sources], target)
    assert not (target / "territories.csv").exists()
