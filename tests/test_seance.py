"""A séance: its link and its file, what they refuse, and the scenes that its views become."""

import base64
import json
import zlib

import polars as pl
import pytest

from exports.seance_link import LARGEST, from_bytes, from_code, to_bytes, to_code
from figures.scene import Bars, Choropleth, Curves, Drawing, Grid
from figures.scenes import offered, scene, screens
from figures.seance import MOST, Seance, Slide, parse_view
from loaders.errors import DataError
from loaders.territories import read_territories
from pages.parts.plan import PAGES

MAP = parse_view("/chomage?niveau=ZE2020&territoire=3217&periode=2025-Q4&figure=carte")
SEANCE = Seance(
    "Comité du 3 décembre",
    (
        Slide(None, "Le chômage"),
        Slide(MAP, "Huit zones au-dessus de 10 %", "Rappeler la définition."),
        Slide(parse_view("/accueil?figure=courbes")),
    ),
)


def test_a_seance_comes_back_from_its_link_and_from_its_file() -> None:
    assert from_code(to_code(SEANCE)) == SEANCE
    assert from_bytes(to_bytes(SEANCE)) == SEANCE
    assert "Huit zones au-dessus de 10 %" in to_bytes(SEANCE).decode()


def test_what_an_audience_opens_has_no_note_and_keeps_the_spaces_of_french() -> None:
    spoken = Seance("10\u202f%\u00a0: assez", (Slide(MAP, "", "Ne pas dire."),)).silent()
    assert "Ne pas dire" not in to_bytes(spoken).decode()
    assert from_code(to_code(spoken)).title == "10\u202f%\u00a0: assez"


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("", "n’est pas lisible"),
        ("abc$", "n’est pas lisible"),
        (to_code(SEANCE)[:-8], "n’est pas lisible"),
        ("A" * 20_000, "trop longue pour un lien"),
        (
            base64.urlsafe_b64encode(zlib.compress(b" " * (LARGEST + 1))).decode(),
            "n’est pas lisible",
        ),
    ],
    ids=["empty", "foreign sign", "cut", "long", "bomb"],
)
def test_a_link_that_is_no_seance_is_refused_in_french(code: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        from_code(code)


@pytest.mark.parametrize(
    ("whole", "sentence"),
    [
        ([], "n’est pas lisible"),
        ({"version": 2, "ecrans": []}, "autre version"),
        ({"version": 1, "ecrans": [{}] * (MOST + 1)}, f"{MOST} écrans au plus"),
        ({"version": 1, "ecrans": [{"vue": "https://ailleurs.fr/?figure=x"}]}, "de ce site"),
        ({"version": 1, "ecrans": [{"vue": "/\\ailleurs.fr?figure=x"}]}, "de ce site"),
        ({"version": 1, "ecrans": [{"vue": "//ailleurs.fr/x?figure=x"}]}, "de ce site"),
        ({"version": 1, "ecrans": [{"vue": 3}]}, "n’est pas lisible"),
        ({"version": 1, "ecrans": [{"message": ["x"]}]}, "n’est pas lisible"),
    ],
)
def test_a_file_that_is_no_seance_is_refused_in_french(whole: object, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        from_bytes(json.dumps(whole).encode())


def test_a_seance_is_changed_by_making_another_one() -> None:
    moved = SEANCE.moved(2, -2)
    assert [slide.message for slide in moved.slides] == [
        "",
        "Le chômage",
        "Huit zones au-dessus de 10 %",
    ]
    assert SEANCE.without(0).slides == SEANCE.slides[1:]
    assert SEANCE.changed(0, message="x" * 500).slides[0].message == "x" * 160
    full = Seance("", (Slide(None, "x"),) * MOST)
    with pytest.raises(DataError, match="40 écrans au plus"):
        full.added(Slide(None, "y"))


def test_a_map_of_the_page_chomage_becomes_a_scene_with_its_words_and_rows() -> None:
    found = scene(MAP)
    assert (
        found.message
        == "Au 4e trimestre 2025, huit zones d’emploi sur 24 atteignent 10\u202f% de chômage"
    )
    assert isinstance(found.figure, Choropleth)
    assert found.figure.panel.periods[found.figure.step] == "2025-Q4"
    rows = {row["Territoire"]: row["Valeur (%)"] for row in found.rows.to_dicts()}
    assert (rows["Maubeuge"], rows["Arras"], len(rows)) == ("12,5", "6,1", 24)
    assert found.alt.endswith("De 6,1 (Arras) à 12,9 (Valenciennes).")
    assert found.notices == ()


def test_a_code_that_is_not_known_gives_way_to_the_pages_first_choice_and_says_so() -> None:
    found = scene(parse_view("/chomage?niveau=ZE2020&territoire=9999&mesure=x&figure=courbes"))
    assert isinstance(found.figure, Curves)
    assert found.notices == (
        "Le territoire ZE2020 9999 n’est pas connu : voici la région.",
        "« x » n’est pas connu pour « mesure » : voici « valeur ».",
    )


def test_what_cannot_be_shown_says_so_in_its_place() -> None:
    seance = Seance("", (Slide(parse_view("/chomage?figure=nuage")), *SEANCE.slides))
    first, section, second, _ = screens(seance)
    assert first.message == "La page « chomage » n’a pas de figure « nuage »."
    assert (section.message, section.scene) == ("Le chômage", None)
    assert second.message == "Huit zones au-dessus de 10 %"


@pytest.mark.parametrize("level", sorted({one.level for one in read_territories().values()}))
def test_a_territory_that_no_page_shows_never_takes_a_seance_down(level: str) -> None:
    places = [one for one in read_territories().values() if one.level == level]
    away = next((one for one in places if not one.hdf), places[0])
    for slug in ("accueil", "chomage", "territoire"):
        for figure in (*offered(slug), "preuves", "couverture", "semblables", "decoupages"):
            try:
                found = scene(
                    parse_view(f"/{slug}?niveau={level}&territoire={away.code}&figure={figure}")
                )
            except DataError:
                continue
            assert found.message
            if not away.hdf and slug == "territoire":
                assert "n’est pas connu : voici la région" in found.notices[0]


@pytest.mark.parametrize(
    "address",
    [
        "/campus?figure=non-localises", "/campus?couches=campus.cfa&autour=59392&figure=non-localises",
        "/accueil?figure=tuile-²", "/comparer?figure=figure-²", "/campus?figure=reponse-²",
        "/apprentissage?figure=ailleurs-²-apprentis", "/campus?autour=59392&km=²&figure=liste",
    ],
)  # fmt: skip
def test_a_view_that_is_bent_says_so_in_its_place(address: str) -> None:
    (screen,) = screens(Seance("Titre", (Slide(parse_view(address)),)))
    assert screen.scene or screen.trouble


def test_a_ranking_too_long_for_a_slide_keeps_both_ends_and_the_readers_own() -> None:
    found = scene(
        parse_view("/chomage?niveau=ZE2020&territoire=3201&periode=2025-Q4&figure=classement")
    )
    assert isinstance(found.figure, Bars)
    assert len(found.figure.rows) == 24
    _, data = found.figure.drawn("light", 320)
    assert data["rows"]["label"].to_list() == [
        "Valenciennes", "Roubaix-Tourcoing", "Maubeuge", "Calais", "Douai", "Saint-Quentin", "Lens",
        "… et 10 autres", "Saint-Omer", "Soissons", "Lille", "Abbeville", "Vallée de la Bresle-Vimeu",
        "Berck", "Arras",
    ]  # fmt: skip
    assert data["rows"].filter(mine=True)["label"].to_list() == ["Abbeville"]


def test_a_ranking_shows_every_zone_of_a_departement_and_counts_those_between() -> None:
    found = scene(parse_view("/chomage?niveau=DEP&territoire=59&periode=2025-Q4&figure=classement"))
    assert isinstance(found.figure, Bars)
    _, data = found.figure.drawn("light", 310)
    # communes.csv: seven zones hold 5 % or more of the Nord's inhabitants; Lens and Béthune do not.
    mine = [
        "Valenciennes",
        "Roubaix-Tourcoing",
        "Maubeuge",
        "Douai",
        "Cambrai",
        "Dunkerque",
        "Lille",
    ]
    assert data["rows"].filter(mine=True)["label"].to_list() == mine
    left = data["rows"].filter(pl.col("value").is_null())["label"]
    shown = data["rows"].height - left.len()
    assert shown + sum(int(one.split()[2]) for one in left) == 24
    assert found.message == "Taux de chômage : sept zones du Nord, du 1er au 20e rang sur 24"
    assert (
        "En couleur et en gras : zones d’emploi où vivent au moins 5\u202f% des habitants du Nord"
        in found.note
    )


@pytest.mark.parametrize(
    ("codes", "message", "mine"),
    [
        (
            "",
            "Taux de chômage : de 12,9\u202f% (Valenciennes) à 6,1\u202f% (Arras), T4\xa02025",
            [],
        ),
        (
            "&niveau=SPEL&territoire=591",
            "Taux de chômage : deux zones du SPEL d’Avesnes-sur-Helpe, aux 1er et 3e rangs sur 24",
            ["Valenciennes", "Maubeuge"],
        ),
        (
            "&niveau=ZE2020&territoire=0054",
            "Taux de chômage : Beauvais au 15e rang ex æquo sur 24, 8,2\u202f%",
            ["Beauvais"],
        ),
    ],
)
def test_the_ranking_and_the_map_of_one_view_say_two_things(
    codes: str, message: str, mine: list[str]
) -> None:
    ranking, drawn = (
        scene(parse_view(f"/chomage?periode=2025-Q4{codes}&figure={name}"))
        for name in ("classement", "carte")
    )
    assert ranking.message == message
    assert isinstance(ranking.figure, Bars)
    assert [one.label for one in ranking.figure.rows if one.mine] == mine
    assert (
        drawn.message
        == "Au 4e trimestre 2025, huit zones d’emploi sur 24 atteignent 10\u202f% de chômage"
    )
    assert ("Contour épais : " in drawn.note) is bool(codes)


def test_the_title_and_the_rows_of_the_objectives_count_the_same() -> None:
    found = scene(parse_view("/apprentissage?figure=objectifs"))
    assert found.message.startswith("Un objectif sur trois est atteint")
    assert found.rows["Objectif"].to_list() == [
        "50\u202f000\xa0apprentis", "80\u202f000\xa0apprentis", "60\u202f000\xa0contrats",
    ]  # fmt: skip
    assert "Hors du compte, sans échéance : 10\u202f%" in found.note


def test_the_matrix_of_a_room_shows_the_seven_tensions_of_the_first_lines() -> None:
    found = scene(parse_view("/metiers?figure=matrice"))
    assert isinstance(found.figure, Drawing)
    _, data = found.figure.drawn("light", 0)
    # fap-tensions 2019: the first line by the global tension, in the order of the columns.
    first = data["cells"].filter(y=data["cells"]["y"].min())
    assert first.height == 7
    assert "7 premières lignes sur 77, tri : Tension globale" in found.note
    words = data["texts"].filter(pl.col("head"))["text"].to_list()
    assert {"très forte", "forte", "moyenne", "très faible"} <= set(words)


def test_the_map_of_the_campuses_names_beside_it_each_number_that_it_bears() -> None:
    found = scene(parse_view("/campus?figure=carte"))
    assert isinstance(found.figure, Drawing) and found.figure.low is not None
    for drawing, side in ((found.figure, 300), (found.figure.low, 0)):
        _, data = drawing.draw("light")
        texts = data["signs"].filter(pl.col("label") != "")
        names = texts.filter(~pl.col("label").str.contains(r"^\d+$"))["label"].to_list()
        assert names[:3] == ["Transport, logistique", "Bâtiments, énergie", "Image et design"]
        assert "Métiers d’art" in names and not [one for one in names if one.startswith("…")]
        numbers = texts.filter(pl.col("label").str.contains(r"^\d+$"))
        on_map = numbers.filter(pl.col("x") < 260) if side else numbers
        # 7 and 13 declare the whole région: they have no sign on the map.
        wanted = {str(one) for one in range(1, 14)} - ({"7", "13"} if side else set())
        assert wanted <= set(on_map["label"])


ADDRESSES = [
    "/comparer?figure=figure-1&niveau=SPEL&territoire=591",
    "/comparer?figure=tableau&niveau=SPEL&territoire=591",
    "/comparer?figure=monographies",
    "/apprentissage?figure=objectif-apprentis",
    "/apprentissage?figure=objectifs",
    "/metiers?figure=matrice&lecture=diagnostic",
    "/metiers?figure=projets&bmo=bassin&niveau=SPEL&territoire=591",
    "/campus?figure=liste&autour=59392",
    "/campus?figure=carte&niveau=SPEL&territoire=591",
    "/pilotage?figure=suivi",
    "/pilotage?figure=dates",
    "/formations?figure=vue&indicateur=apprentis",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_page_gives_scenes_with_words_rows_and_source(address: str) -> None:
    found = scene(parse_view(address))
    assert found.message and found.alt and found.source
    assert found.rows.height and found.file.height
    assert found.notices == ()


def test_every_figure_that_a_page_shows_in_a_room_is_a_scene() -> None:
    for entry in PAGES:
        for figure in offered(entry.slug):
            assert scene(parse_view(f"/{entry.slug}?figure={figure}")).message, (entry.slug, figure)


def test_the_table_of_a_figure_is_a_scene_of_its_own() -> None:
    whole, table = (
        scene(parse_view(f"/chomage?periode=2025-Q4&figure={name}"))
        for name in ("carte", "carte-tableau")
    )
    assert isinstance(table.figure, Grid)
    assert table.rows.equals(whole.rows) and table.message == whole.message


def test_the_rows_of_curves_name_each_territory_by_its_level_and_code() -> None:
    found = scene(parse_view("/chomage?niveau=SPEL&territoire=595&periode=2025-Q4&figure=courbes"))
    last = found.file.filter(periode="2025-Q4").select("niveau", "territoire", "nom", "valeur")
    # insee-chomage-ze, millésime 2025-Q4: 7,9 % for Lille (3216), 12,8 % for Roubaix-Tourcoing (3218).
    assert last.rows()[:2] == [
        ("ZE2020", "3216", "Lille", 7.9),
        ("ZE2020", "3218", "Roubaix-Tourcoing", 12.8),
    ]
    assert set(found.file["niveau"]) == {"ZE2020", "REG", "FRANCE"}
    assert found.message == "Taux de chômage des zones d’emploi où vivent les habitants de Lille"


def test_the_table_of_a_theme_takes_away_level_code_status_and_source() -> None:
    found = scene(parse_view("/population?niveau=SPEL&territoire=595&figure=ensemble-population"))
    rows = found.file.filter(indicateur="personnes-menages-fiscaux")
    assert rows.select("niveau", "territoire", "periode", "valeur", "statut").rows()[:2] == [
        ("ARR", "595", "2019", 1176455.0, "A"),
        ("REG", "32", "2019", 5782651.0, "A"),
    ]
    assert found.message == (
        "Population, SPEL de Lille : 52 indicateurs, dernier chiffre connu de chacun"
    )


def test_the_coverage_of_a_spel_takes_away_the_figures_of_its_zones() -> None:
    found = scene(parse_view("/territoire?niveau=SPEL&territoire=595&figure=couverture"))
    columns = ("niveau", "territoire", "habitants_communs", "valeur", "statut")
    assert found.file.select(columns).rows() == [
        ("ZE2020", "3216", 854883, 7.9, "A"),
        ("ZE2020", "3218", 412354, 12.8, "A"),
        ("ZE2020", "3212", 1663, 11.6, "A"),
    ]
