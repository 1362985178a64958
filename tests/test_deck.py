"""The map of the sites: its outlines in degrees, its signs, its names, and what it sends."""

import json
import struct
from dataclasses import replace

import pytest
import shapely

from exports.marks import atlas
from exports.pictures import png
from figures import deck, site_page, site_picture
from figures.deck_ground import Area, Ground
from figures.lettering import ZOOMS, Name, Written, _box, _meet, folded, write
from figures.marks import ICONS, RATES, areas, icon_of, marks, rate_class, standing
from figures.site_frame import HEIGHT, WIDTH, Around, frame, pixels
from figures.site_legend import in_percent, legend_rows
from figures.site_stacks import everywhere
from figures.site_view import SiteView
from figures.sites import Choice, chosen
from figures.theme import THEMES, Mode
from loaders import degrees, site_tables
from loaders.errors import DataError
from loaders.sites import Site, read_sites
from loaders.territories import find, read_communes

ATLAS = "/geo/marques.0.png"


def site(code: str) -> Site:
    return next(one for one in read_sites() if one.key == code)


def campuses() -> tuple[Site, ...]:
    return site_page.of_layers(read_sites(), ("campus",))


def drawn(
    *sites: Site, selected: str = "", mode: Mode = "light", turn: int = 0, **more: object
) -> dict:
    """Return the map of some sites as the browser receives it."""
    known = site_tables.communes()
    signs = marks(sites, known, selected, (50.0, 60.0), mode)
    reach = [
        Area(one.key, one.name, level, code, one.key == selected)
        for one, level, code in areas(sites, selected)
    ]
    circle = more.get("around")
    shown = frame(["32"], circle)  # type: ignore[arg-type]
    made = deck.deck(signs, reach, Ground("DEP"), mode, ATLAS, shown, turn, **more)  # type: ignore[arg-type]
    return json.loads(made.to_json())


def layer(spec: dict, name: str) -> dict:
    return next(one for one in spec["layers"] if one["id"] == name)


# --- outlines ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", degrees.outline_names())
def test_outlines_in_degrees_are_valid_and_turn_as_geojson_asks(name: str) -> None:
    for one in json.loads(degrees.read_degrees(name))["features"]:
        outline = shapely.from_geojson(json.dumps(one["geometry"]))
        assert outline.is_valid, one["properties"]
        for part in shapely.get_parts(outline):
            assert part.exterior.is_ccw, one["properties"]
        left, bottom, right, top = outline.bounds
        assert -3 <= left < right <= 7 and 47.5 <= bottom < top <= 52.5


def test_the_outlines_of_a_first_visit_are_light() -> None:
    sizes = [len(degrees.read_degrees(name)) for name in ("region", "dep", degrees.AROUND)]
    assert sum(sizes) < 150_000


def test_each_commune_of_the_largest_stands_in_its_departement() -> None:
    outlines = {
        code: shapely.from_geojson(json.dumps(one)) for code, one in degrees.shapes("DEP").items()
    }
    rows = read_communes().filter(read_communes()["region"] == "32").sort("population").tail(300)
    for code, home, lon, lat in rows.select("commune", "departement", "lon", "lat").iter_rows():
        assert outlines[home].distance(shapely.Point(lon, lat)) < 0.005, code


def test_a_point_in_degrees_lands_where_the_other_maps_draw_it() -> None:
    x, y = degrees.to_plane(2.5683, 49.6483)  # The town of Montdidier, in its arrondissement.
    place = find("SPEL", "803")
    assert place.x and place.y and place.radius
    assert ((x - place.x) ** 2 + (y - place.y) ** 2) ** 0.5 < place.radius


def test_outlines_of_an_unknown_name_are_refused_in_french() -> None:
    with pytest.raises(DataError, match="n’est pas un nom de contours"):
        degrees.read_degrees("../communes")


# --- signs ------------------------------------------------------------------------------------


def test_a_sign_says_the_label_by_its_shape_and_how_sure_it_is_by_its_inside() -> None:
    known = site_tables.communes()
    found = {one.key: one.icon for one in marks(campuses(), known, "", (), "light")}
    assert found["campus:travaux-publics"] == "diamond"
    assert found["campus:image-et-design"] == "diamond-hollow"
    assert found["campus:industrie-et-transition-numerique"] == "circle"
    assert found["campus:relation-client"] == "circle-hollow"


def test_no_sign_stands_where_nobody_attests_nor_declares_a_commune() -> None:
    known = site_tables.communes()
    for one in read_sites():
        attested = {at.commune for at in one.points}
        stands = {code for code, *_ in standing(one, known)}
        assert stands == attested or (one.kind == "campus" and stands <= set(one.communes)), one.key
    whole = site("campus:chimie-energie-innovation-territoriale")
    assert standing(whole, known) == []
    assert areas([whole], "") == []
    assert everywhere(whole)


def test_a_campus_known_by_its_epci_alone_is_drawn_over_them() -> None:
    one = site("campus:ferroviaire-automobile-ecomobilite")
    spec = drawn(one)
    area = layer(spec, "areas-0")
    assert len(area["data"]) == 3
    assert {feature["properties"]["key"] for feature in area["data"]} == {one.key}
    assert layer(spec, "sites-0")["data"] == []


def test_the_selected_campus_takes_the_accent_and_its_declared_territory() -> None:
    one = site("campus:metallurgie-et-plasturgie")
    spec = drawn(*campuses(), selected=one.key)
    last = layer(spec, "sites-0")["data"][-1]
    assert last["key"] == one.key
    assert last["colour"] == deck.rgb(THEMES["light"].accent)
    areas_drawn = [
        feature
        for feature in layer(spec, "areas-0")["data"]
        if feature["properties"]["key"] == one.key
    ]
    assert len(areas_drawn) == len(one.communes)


def test_signs_of_one_commune_are_moved_apart_on_screen_never_in_degrees() -> None:
    found = [one for one in marks(read_sites(), site_tables.communes(), "", (), "light")]
    lille = [one for one in found if one.commune == "Lille"]
    assert len(lille) > 10
    assert len({(one.lon, one.lat) for one in lille}) == 1
    assert len({one.offset for one in lille}) == len(lille)


def test_a_secret_rate_is_grey_and_has_no_class() -> None:
    assert rate_class(None, (50, 60)) == -1
    assert [rate_class(rate, (50, 60)) for rate in (0.0, 49.9, 50.0, 60.0)] == [0, 0, 1, 2]
    secret = next(
        one for one in read_sites() if one.kind == "cfa" and one.points and one.rate is None
    )
    (sign,) = marks([secret], site_tables.communes(), "", (50.0, 60.0), "light")
    assert sign.colour == THEMES["light"].dot
    assert sign.colour not in RATES["light"]
    assert sign.icon == "circle-hollow"
    assert "taux secret" in sign.tip
    missing = replace(secret, rate_status="M")
    (sign,) = marks([missing], site_tables.communes(), "", (50.0, 60.0), "light")
    assert (sign.icon, sign.tip.splitlines()[-1]) == ("circle", "taux non disponible")


def test_each_icon_of_a_site_is_in_the_atlas() -> None:
    assert {icon for one in read_sites() for icon in icon_of(one)} <= set(ICONS)
    raw = atlas()
    width, height = struct.unpack(">II", raw[16:24])
    assert (width, height) == (deck.CELL * len(ICONS), deck.CELL)


# --- names ------------------------------------------------------------------------------------


def test_no_name_is_written_over_another_at_any_zoom() -> None:
    names = tuple(
        Name(folded(one.name), lon, lat, 13, "site", 9)
        for one in campuses()
        for _, _, lon, lat, _ in standing(one, site_tables.communes())[:1]
    )
    written = write(names, ())
    assert len(written) >= len(names) - 2
    for zoom in ZOOMS:
        seen: list[Written] = [one for one in written if one.zoom <= zoom]
        for rank, one in enumerate(seen):
            for other in seen[:rank]:
                assert not _meet(_box(one, zoom), _box(other, zoom)), (one, other)


def test_a_long_name_is_folded_and_never_cut() -> None:
    assert folded("Tourisme et innovation") == "Tourisme et\ninnovation"
    long = "Approvisionnement, valorisation et commercialisation des produits aquatiques"
    assert folded(long) == (
        "Approvisionnement,\nvalorisation et\ncommercialisation\ndes produits\naquatiques"
    )


# --- what is sent -----------------------------------------------------------------------------


def test_the_map_asks_for_no_ground_but_our_own() -> None:
    spec = drawn(*read_sites())
    text = json.dumps(spec)
    assert "http" not in text
    assert "mapProvider" not in spec
    asked = {one["data"] for one in spec["layers"] if isinstance(one["data"], str)}
    assert asked == {degrees.degrees_url(name) for name in (degrees.AROUND, "region", "dep")}
    assert len(text) < 400_000


def test_what_is_clicked_is_forgotten_at_the_next_turn() -> None:
    one = site("campus:travaux-publics")
    assert {one["id"] for one in drawn(one, turn=3)["layers"] if one.get("pickable")} == {"sites-3"}


@pytest.mark.parametrize(
    ("selection", "key"),
    [
        ({"objects": {}}, ""),
        ({"objects": {"sites-0": [{"key": "pole:aquimer"}]}}, "pole:aquimer"),
        ({"objects": {"areas-1": [{"properties": {"key": "campus:x"}}]}}, "campus:x"),
    ],
)
def test_a_click_names_a_site(selection: dict, key: str) -> None:
    assert deck.clicked(selection) == key


def test_a_distance_opens_the_map_on_its_circle() -> None:
    around = Around(2.26, 50.75, 30)
    spec = drawn(*campuses(), around=around)
    assert spec["initialViewState"]["longitude"] == 2.26
    assert layer(spec, "around-commune")["getRadius"] == 30_000
    near, far = (
        drawn(around=Around(2.26, 50.75, km))["initialViewState"]["zoom"] for km in (10, 100)
    )
    assert near > far


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_region_stands_out_of_its_neighbours_in_both_themes(mode: Mode) -> None:
    spec = drawn(mode=mode)
    fills = [layer(spec, name)["getFillColor"] for name in ("sea", "around", "land")]
    assert len({tuple(fill) for fill in fills}) == 3
    assert fills[2] == deck.rgb(THEMES[mode].ground)


# --- words ------------------------------------------------------------------------------------


def test_the_title_counts_what_the_choice_keeps() -> None:
    sites = read_sites()
    assert (
        site_page.title(sites, Choice())
        == "13 campus dans les Hauts-de-France, dont 6 d’excellence"
    )
    kept = chosen(campuses(), Choice(sector="numerique"))
    title = site_page.title(sites, Choice(sector="numerique"))
    assert title.replace("\u202f", " ") == f"{len(kept)} campus sur 13 pour « Numérique »"
    none = site_page.title(sites, Choice(filiere="zzz"))
    assert none.startswith("Aucun campus sur 13 dont la fiche dit")
    place = site_page.title(sites, Choice(sector="numerique", place=find("SPEL", "591")))
    assert place.endswith(" concernent le SPEL d’Avesnes-sur-Helpe")


def test_the_title_speaks_of_the_layers_that_are_on() -> None:
    sites = read_sites()
    assert (
        site_page.title(sites, Choice(), ["normandie"])
        == "6 campus en Normandie, dont 1 d’excellence"
    )
    assert site_page.title(sites, Choice(), ["cluster"]) == "32 clusters dans les Hauts-de-France"
    assert site_page.title(sites, Choice(), []) == "Aucune couche n’est allumée"
    around = site_page.title(sites, Choice(around="62498"))
    assert (
        around.replace("\u202f", " ")
        == "Campus attesté le plus proche de Lens : Arras, à 17\u00a0km"
    )


@pytest.mark.parametrize(("layer_on", "code"), [("campus", "32"), ("normandie", "28")])
def test_the_map_opens_on_the_region_of_what_is_shown(layer_on: str, code: str) -> None:
    every = read_sites()
    kept = site_page.of_layers(every, (layer_on,))
    shown = SiteView(every, kept, "", (layer_on,), Choice()).frame()
    left, bottom, right, top = degrees.region_bounds(code)
    x, y = pixels(shown.lon, shown.lat, shown.zoom)
    for lon, lat in ((left, bottom), (right, top)):
        a, b = pixels(lon, lat, shown.zoom)
        assert abs(a - x) <= WIDTH / 2 and abs(b - y) <= HEIGHT / 2


def test_what_stands_close_and_what_stands_nowhere_is_named_beside_the_region() -> None:
    every = read_sites()
    view = SiteView(every, campuses(), "", ("campus",), Choice())
    close, whole = view.stacks("light")
    assert close.title == "Autour de Lille"
    assert [line.text for line in close.lines] == [
        "3 Image et design", "5 Autonomie, santé", "6 Relation client",
    ]  # fmt: skip
    assert [line.text for line in whole.lines] == ["7 Chimie, énergie", "13 Métiers d’art"]
    assert [view.numbers[line.key] for line in whole.lines] == [7, 13]
    labels = [one.label for one in view.areas()]
    assert [one for one in labels if one] == ["4 Ferroviaire, automobile", "4", "4"]


def test_a_campus_without_host_is_drawn_over_all_that_it_declares() -> None:
    view = SiteView(read_sites(), campuses(), "", ("campus",), Choice())
    drawn: dict[str, set[tuple[str, str]]] = {}
    for one in view.areas():
        drawn.setdefault(one.key.removeprefix("campus:"), set()).add((one.level, one.code))
    assert drawn == {
        "transport-logistique-securite": {("DEP", "80"), ("DEP", "02"), ("DEP", "60")},
        "image-et-design": {("EPCI", "200093201")},
        "ferroviaire-automobile-ecomobilite": {
            ("EPCI", "200043396"), ("EPCI", "200042190"), ("EPCI", "245901160"),
        },
        "relation-client": {("EPCI", "200093201")},
        "produits-aquatiques": {("EPCI", "246200729")},
    }  # fmt: skip
    assert {one.level for one in view.areas() if one.wide} == {"DEP"}
    said = {one.code: site_page.caption(one) for one in campuses()}
    assert said["transport-logistique-securite"].endswith("Bapaume, Somme, Aisne, Oise")
    assert said["relation-client"].endswith("toute la région")
    assert said["ferroviaire-automobile-ecomobilite"].count(",") == 2


def test_the_legend_holds_the_signs_shown_and_reads_as_french() -> None:
    assert in_percent("72 et plus") == "72\u00a0% et plus"
    cfas = site_page.of_layers(read_sites(), ("cfa",))
    labels = legend_rows("light", cfas, ("moins de 54", "72 et plus"), "taux")["label"].to_list()
    assert labels == [
        "CFA, taux\u202f: moins de 54\u00a0%", "CFA, taux\u202f: 72\u00a0% et plus",
        "CFA, taux secret",
    ]  # fmt: skip
    assert "toute la région, sans lieu" in legend_rows("light", campuses(), ())["label"].to_list()


def test_the_picture_says_what_it_leaves_out_and_has_no_sign_of_it() -> None:
    every = read_sites()
    kept = site_page.of_layers(every, ("campus", "normandie"))
    both = SiteView(every, kept, "", ("campus", "normandie"), Choice())
    assert site_picture.on_paper(both) == campuses()
    said = "6 sites de Normandie, dans la liste seule, hors de cette carte."
    assert site_picture.left_out(both) == said
    away = SiteView(every, kept[13:], "", ("normandie",), Choice(around="59350"))
    assert site_picture.on_paper(away) == ()
    assert site_picture.left_out(away, "Taux de chômage") == (
        f"{said} Le cercle de distance n’est pas dessiné. Non dessiné\u202f: taux de chômage."
    )
    assert site_picture.left_out(SiteView(every, campuses(), "", ("campus",), Choice())) == ""


def test_the_picture_to_take_away_is_a_png_with_the_signs_of_the_region() -> None:
    signs = marks(
        site_page.of_layers(read_sites(), ("campus", "normandie")),
        site_tables.communes(),
        "",
        (),
        "light",
    )
    view = SiteView(read_sites(), campuses(), "", ("campus",), Choice())
    legend = legend_rows("light", campuses(), ())
    spec, rows, width, height = site_picture.picture(
        "13 campus", "Sources : documents.", signs, view.areas(), view.stacks("light"), legend
    )
    labels = rows["signs"]["label"].to_list()
    assert {"campus d’excellence", "13 Métiers d’art", "4 Ferroviaire, automobile"} <= set(labels)
    assert "Efficacité énergétique" not in labels  # Normandie lies outside.
    assert spec["title"]["subtitle"] == ["Sources : documents."]
    raw = png(spec, rows, width, height)
    assert raw.startswith(b"\x89PNG")
    assert struct.unpack(">II", raw[16:24]) == (2 * width, 2 * height)
