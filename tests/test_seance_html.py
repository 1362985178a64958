"""The document that plays a séance: what it holds, what cannot act in it, what its map shows at each period."""

import json
import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import polars as pl
import pytest

from exports.addresses import KEEPER
from exports.fonts import web_font
from exports.living_map import HEIGHT, WIDTH, map_svg, map_times
from exports.seance_html import KEEPER_SCRIPT, SCRIPT, document, refusal
from exports.seance_link import to_code
from exports.seance_slides import SIZES, body, bound, said
from exports.seance_words import TOO_LONG
from exports.slide_svg import RAISED, chart, drawing, smallest
from figures.headlines import map_title
from figures.map_chart import palette
from figures.scene import Choropleth, Curves, Drawing
from figures.scenes import scene
from figures.seance import Seance, Slide, parse_view
from figures.theme import LIGHT
from loaders.outlines import plane
from pages.parts.headers import content_policy
from tests.browser.application import Application
from tests.browser.http import ask

MAP = "/chomage?niveau=ZE2020&territoire=3217&periode={}&figure=carte"
HOSTILE = "</script><img src=x onerror=alert(1)> & \u2028"
ADDRESS = "https://exemple.fr/diaporama?s=abc"


def choropleth(address: str) -> Choropleth:
    figure = scene(parse_view(address)).figure
    assert isinstance(figure, Choropleth)
    return figure


def marks(svg: str) -> list[ElementTree.Element]:
    return [node for node in ElementTree.fromstring(svg).iter() if node.get("data-area")]


def data_of(html: str) -> dict[str, Any]:
    found = re.search(r'id="donnees">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found[1])


def seance(*slides: Slide) -> Seance:
    return Seance("Comité", slides)


def view(address: str, message: str = "") -> Slide:
    return Slide(parse_view(address), message)


@pytest.mark.parametrize("at", ["2003-Q1", "2013-Q1", "2020-Q2", "2025-Q4"])
@pytest.mark.parametrize("codes", ["", "&mesure=evolution-5-ans", "&carte=SPEL", "&carte=DEP"])
def test_each_mark_of_the_map_bears_the_code_of_the_area_whose_value_it_shows(
    at: str, codes: str
) -> None:
    figure = choropleth(MAP.format(at) + codes)
    rows = figure.panel.values.filter(step=figure.step)
    labels = dict(rows.select("code", "label").iter_rows())
    ranks = dict(rows.select("code", "rank").iter_rows())
    fills, inks = palette(figure.panel, LIGHT)
    found = marks(map_svg(figure))
    assert {node.get("data-area") for node in found} == set(labels)
    for node in found:
        code, part = node.attrib["data-area"], node.attrib["data-part"]
        if part == "area":
            assert node.get("fill") == fills[ranks[code]]
        else:
            assert node.text == labels[code]
        if part == "inside":
            assert node.get("fill") == inks[ranks[code]]
        if part == "halo":
            assert node.get("stroke") == fills[ranks[code]]


def test_an_area_is_drawn_where_its_territory_is() -> None:
    figure = choropleth(MAP.format("2025-Q4"))
    size = plane("hdf")
    scale = min(WIDTH / size.width, (HEIGHT - 8) / size.height)
    left, top = (WIDTH - size.width * scale) / 2, (HEIGHT - 8 - size.height * scale) / 2
    areas = {
        node.attrib["data-area"]: node.attrib["d"]
        for node in marks(map_svg(figure))
        if node.get("data-part") == "area"
    }
    assert len(areas) == 24
    for place in figure.panel.territories:
        numbers = [float(one) for one in re.findall(r"-?[\d.]+", areas[place.code])]
        x, y = (place.x or 0) * scale + left, (place.y or 0) * scale + top
        assert min(numbers[::2]) < x < max(numbers[::2])
        assert min(numbers[1::2]) < y < max(numbers[1::2])


def test_the_map_holds_what_every_period_shows() -> None:
    figure = choropleth(MAP.format("2025-Q4"))
    times = map_times(figure, "Mon message", "Ma mesure")
    assert (len(times["steps"]), times["step"], len(times["areas"])) == (92, 91, 24)
    for step, now in enumerate(times["steps"]):
        rows = figure.panel.values.filter(step=step).sort("code")
        assert now["labels"] == rows["label"].to_list()
        assert now["ranks"] == "".join(str(rank) for rank in rows["rank"])
    # Read in the table of the Insee: T4 2025, T1 2003.
    at = times["areas"].index("3217")
    assert [times["steps"][step]["labels"][at] for step in (91, 0)] == ["12,5", "13,0"]
    first, last = times["steps"][0], times["steps"][91]
    assert (first["period"], last["period"]) == ("T1\xa02003", "T4\xa02025")
    assert last["title"] == "Mon message"
    assert first["title"] == map_title(
        figure.indicator, figure.measure, figure.panel, figure.level, "2003-Q1"
    )
    assert last["counts"] == ["2 zones", "8 zones", "6 zones", "4 zones", "4 zones"]
    assert [times["names"][at] for at in last["ends"]] == ["Arras", "Valenciennes"]
    assert times["notes"][last["note"]] == "Ma mesure"
    assert times["notes"][first["note"]] == "Taux de chômage par zone d’emploi. Taux, en %"


def test_an_area_without_a_value_is_hatched_or_empty_and_never_of_a_class() -> None:
    figure = choropleth(MAP.format("2025-Q4"))
    values = figure.panel.values
    gone = (pl.col("step") == figure.step) & pl.col("code").is_in(["3217", "3201"])
    label = pl.when(pl.col("code") == "3217").then(pl.lit("secret")).otherwise(pl.lit("n.\xa0d."))
    crafted = values.with_columns(
        value=pl.when(gone).then(None).otherwise("value"),
        rank=pl.when(gone).then(-1).otherwise("rank").cast(pl.Int8),
        label=pl.when(gone).then(label).otherwise("label"),
    )
    holed = replace(figure, panel=replace(figure.panel, values=crafted))
    drawn = {
        node.attrib["data-area"]: node.get("data-missing")
        for node in marks(map_svg(holed))
        if node.get("data-part") == "area"
    }
    assert (drawn["3217"], drawn["3201"], drawn["3206"]) == ("s", "n", None)
    now = map_times(holed, "", "")["steps"][figure.step]
    ranks = dict(zip(sorted(drawn), now["ranks"], strict=True))
    assert (ranks["3217"], ranks["3201"]) == ("s", "n")
    html = body(replace(scene(parse_view(MAP.format("2025-Q4"))), figure=holed), 2, {})
    assert '<li data-none="s"><i></i><span>secret</span><b>1</b></li>' in html
    assert '<li data-none="n"><i></i><span>n.\xa0d.</span><b>1</b></li>' in html


def test_a_provisional_sign_is_explained_under_the_map() -> None:
    html = document(seance(view("/chomage?carte=DEP&figure=carte"))).decode()
    assert "T1 2026 (p\u202f: provisoire)." in html.replace("\xa0", " ")


def test_the_document_holds_a_cover_its_screens_and_an_end_in_order() -> None:
    slides = (
        Slide(None, "Le chômage"),
        view("/chomage?niveau=ZE2020&territoire=3217&figure=courbes"),
        view("/accueil?figure=tuile-1"),
        view("/territoire?niveau=SPEL&territoire=591&figure=retenir"),
        view("/territoire?niveau=SPEL&territoire=591&figure=tableau"),
        view("/chomage?figure=nuage", "Ce qui manque"),
    )
    html = document(Seance("Comité du 3 décembre", slides), ADDRESS, "2026-11-22").decode()
    assert html.startswith('<!doctype html><html lang="fr">')
    assert "<title>Comité du 3 décembre</title>" in html
    kinds = re.findall(r'<section class="ecran ([a-z ]+)"', html)
    assert kinds == [
        "garde", "partie", "vue curves", "vue number", "vue words", "vue grid", "absent", "derniere",
    ]  # fmt: skip
    assert "Édition du 22 novembre 2026" in html.replace("\xa0", " ")
    assert html.count('aria-label="Code QR qui ouvre cette séance"') == 2
    assert "L’axe commence à 5\u202f%." in html
    assert html.count('<tr role="row">') == 13
    assert "12 premières lignes sur 33" in html
    assert html.count("<li>", html.index("vue words"), html.index("vue grid")) == 5
    assert "Ce qui manque</h1><p>La page «\u202fchomage\u202f» n’a pas de figure" in html


def test_the_document_is_the_same_twice_and_bears_no_name_twice() -> None:
    made = seance(
        view(MAP.format("2025-Q4")), view(MAP.format("2025-Q3")), view("/chomage?figure=courbes")
    )
    first = document(made, ADDRESS, "2026-11-22")
    assert first == document(made, ADDRESS, "2026-11-22")
    names = re.findall(r'\bid="([^"]+)"', first.decode())
    assert len(names) == len(set(names))


def test_no_text_of_a_seance_can_act() -> None:
    slides = (Slide(None, HOSTILE, HOSTILE), view(MAP.format("2025-Q4"), HOSTILE))
    html = document(Seance(HOSTILE, slides), ADDRESS, HOSTILE, served=True).decode()
    assert "<img" not in html
    assert html.count("</script>") == 2
    assert data_of(html)["maps"]["3"]["steps"][91]["title"].startswith("</script>")
    # Only the script of the document may run, and it is the one that the policy names.
    policy = content_policy(html)
    assert len(re.findall(r"sha256-", policy)) == 1
    assert "&lt;img" in refusal(HOSTILE).decode()


def test_a_document_on_a_disk_may_ask_nothing_of_anyone() -> None:
    made = seance(view("/accueil?figure=courbes"))
    html = document(made, ADDRESS).decode()
    assert "default-src 'none'" in html
    assert data_of(html) == {"served": False, "leave": "", "maps": {}}
    assert "Quitter" not in html
    # The one address is the name of a vocabulary, which nothing fetches.
    assert set(re.findall(r"https?://[^\s\"'<]+", html)) == {"http://www.w3.org/2000/svg"}
    served = document(made, ADDRESS, served=True).decode()
    assert data_of(served)["leave"] == f"/seance?s={to_code(made)}"


def test_an_address_too_long_to_be_read_from_afar_has_no_code() -> None:
    made = seance(Slide(None, "x"))
    assert "Code QR" in document(made, ADDRESS + "a" * 1200).decode()
    for long in (1600, 4000):
        html = document(made, ADDRESS + "a" * long).decode()
        assert "Code QR" not in html
        # The first and the last screen say why, and what to do.
        assert html.count(said(TOO_LONG)) == 2
        assert "Rouvrez cette séance" not in html
    assert "Code QR" not in document(made).decode()


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_no_colour_of_a_text_is_under_seven_to_one() -> None:
    for colour in (LIGHT.muted, LIGHT.reference, LIGHT.accent, LIGHT.edge):
        assert 1.05 / (luminance(RAISED[colour]) + 0.05) >= 7
    html = document(
        seance(view("/accueil?figure=courbes"), view("/chomage?figure=classement"))
    ).decode()
    for colour in RAISED:
        assert colour not in html


def test_a_drawing_of_its_own_size_is_drawn_again_until_its_texts_can_be_read() -> None:
    found = scene(parse_view("/accueil?figure=courbes"))
    assert isinstance(found.figure, Curves)
    spec, data = found.figure.drawn("light", 460)
    one = Drawing(lambda _: (spec, data), 900, 460)
    html = body(replace(found, figure=one), 2, {})
    room, phone = re.findall(r'<svg class="(?:salle|etroit)".*?</svg>', html, re.DOTALL)
    width, height = (float(side) for side in re.findall(r'viewBox="0 0 (\d+) (\d+)"', room)[0])
    assert smallest(room) * min(944 / width, 522 / height) >= 17.9
    assert f'viewBox="0 0 {SIZES["etroit"][0]} ' in phone


def test_what_is_drawn_the_same_is_drawn_once() -> None:
    before = drawing.cache_info().misses
    made = [scene(parse_view("/chomage?figure=courbes")).figure for _ in range(2)]
    drawn = [one.drawn("light", 333) for one in made if isinstance(one, Curves)]
    specs = [(spec, dict(data)) for spec, data in drawn]
    first, second = (drawing(chart(*one), 555, 333) for one in specs)
    assert first == second
    assert drawing.cache_info().misses == before + 1
    other = {**specs[0][1], "ends": specs[0][1]["ends"].head(1)}
    assert chart(specs[0][0], other) != chart(*specs[0])


def test_a_date_of_a_heading_is_never_cut() -> None:
    assert bound("Au 1er trimestre 2026, 24 zones en 2019 sur 2000") == (
        "Au 1er\xa0trimestre\xa02026, 24 zones en\xa02019 sur\xa02000"
    )


def test_the_typeface_of_the_document_is_a_web_font() -> None:
    for weight in (400, 600):
        font = web_font(weight)
        assert font[:8] == b"wOFFOTTO"
        assert int.from_bytes(font[8:12], "big") == len(font)
        assert len(font) < 130_000


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/diaporama", "n’est pas lisible"),
        ("/diaporama?s=abc$", "n’est pas lisible"),
        ("/diaporama?s=" + "A" * 20_000, "trop longue pour un lien"),
        ("/diaporama?s=" + to_code(Seance("x"))[:-4], "n’est pas lisible"),
    ],
    ids=["none", "foreign sign", "long", "cut"],
)
def test_a_link_that_is_no_seance_is_answered_in_french(
    server: Application, path: str, sentence: str
) -> None:
    answer = ask(server, path)
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    html = answer.body.decode()
    assert '<html lang="fr">' in html
    assert sentence in html
    assert "<script" not in html


def test_a_seance_is_answered_whole_with_a_policy_of_its_own(server: Application) -> None:
    made = seance(view("/accueil?figure=tuile-1"), Slide(None, "Fin"))
    path = f"/diaporama?s={to_code(made)}&n=2"
    answer = ask(server, path, {"Accept-Encoding": "identity"})
    assert answer.status == 200
    html = answer.body.decode()
    assert answer.headers["Content-Security-Policy"] == content_policy(html)
    assert "sha256-" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-cache"
    assert data_of(html)["served"] is True
    assert f'href="/seance?s={to_code(made)}"' in html
    again = ask(server, path, {"If-None-Match": answer.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert ask(server, path, method="HEAD").status == 200
    assert ask(server, path, method="POST").status == 405
    assert ask(server, "/diaporama/").headers["Location"] == "/?introuvable=1"


def test_the_keeper_is_served_as_a_script_that_is_asked_again_each_time(
    server: Application,
) -> None:
    found = ask(server, KEEPER, {"Accept-Encoding": "identity"})
    assert found.headers["Content-Type"].startswith("text/javascript")
    assert found.headers["Cache-Control"] == "no-cache"


def test_the_document_keeps_itself_where_the_keeper_looks() -> None:
    """The script of a played séance fills the cache that the keeper reads: one name, written in both."""
    names = [
        re.findall(r'const KEPT = "([^"]+)";', one.read_text(encoding="utf-8"))
        for one in (SCRIPT, KEEPER_SCRIPT)
    ]
    assert len(names[0]) == 1 and names[0] == names[1]
