"""A code of a view that its page does not know is said on the screen: no other figure comes without a word."""

import re
from html import unescape

import pytest

from exports.seance_slides import caption
from figures.scene import Scene
from figures.scene_codes import Codes
from figures.scenes import scene
from figures.seance import View, parse_view
from loaders.errors import DataError
from loaders.settings import ROOT

SPEL = "niveau=SPEL&territoire=591"
GROUP = "niveau=GROUPE&communes=59392.59291&nom=Sambre"
PROFILE = f"{SPEL}&theme=marche-du-travail&entree=territoire&public=demandeurs-emploi&tri=alerte"
SITES = "secteur=batiment&couches=campus.cfa"
HOST = "campus:batiments-systemes-energetiques-intelligents"
TREE = "partie=AS1&etat=vide&cherche=a&engagement=E1.2"
LEFT, RIGHT = "gauche=taux-chomage", "droite=population"
ADDRESSES = (
    f"/accueil?{SPEL}&figure=courbes",
    f"/accueil?{GROUP}&figure=tuile-1",
    f"/chomage?{SPEL}&mesure=valeur&carte=DEP&periode=2025-Q4&figure=carte",
    f"/chomage?{SPEL}&mesure=valeur&carte=DEP&periode=2025-Q4&figure=courbes",
    f"/chomage?{SPEL}&mesure=valeur&carte=DEP&periode=2025-Q4&figure=classement",
    f"/territoire?{PROFILE}&figure=tableau",
    f"/territoire?{SPEL}&figure=retenir",
    "/territoire?niveau=ZE2020&territoire=3217&pairs=semblables&figure=tableau",
    f"/comparer?{SPEL}&avec=ZE2020-3217.REG-32&indicateurs=taux-chomage_population&figure=figure-1",
    f"/comparer?{SPEL}&avec=ZE2020-3217.REG-32&indicateurs=taux-chomage_population&figure=tableau",
    "/comparer?monographie=recentes&figure=monographies",
    "/comparer?cartes=dates&niveau-cartes=DEP&indicateur-cartes=taux-chomage&ecart=5&figure=cartes",
    f"/comparer?cartes=indicateurs&{LEFT}&{RIGHT}&periode=2023-Q4&figure=carte-gauche",
    "/population?indicateur=population&entree=territoire&vue=temps&lieu=DEP:59&figure=vue",
    f"/apprentissage?{SPEL}&millesime=2022/2023&figure=etablissements-cfa-emploi-6-mois",
    f"/metiers?{SPEL}&lecture=metiers&tri=tension_globale&secteur=batiment&lieu=REG&figure=matrice",
    f"/metiers?{SPEL}&bmo=metier&metier=B0X30&secteur=batiment&figure=projets",
    f"/metiers?{SPEL}&bmo=bassin&bassin=3217&figure=projets",
    f"/campus?{SITES}&site={HOST}&figure=carte",
    "/campus?label=excellence&autour=59392&km=100&filiere=a&figure=liste",
    f"/pilotage?{TREE}&figure=calendrier",
    "/pilotage?partie=AS1&etat=mesure&figure=mesures",
    "/pilotage?engagement=E1.2&figure=fiche",
    "/donnees?theme=budget&figure=qualite",
    "/donnees?table=glossaire&figure=reference",
    f"/chomage?{SPEL}&edition=2026-11-22&figure=courbes",
)
TYPED = {"cherche", "filiere", "nom"}
"""What a reader types: any text is known, and what it keeps is what is shown."""
BENT = [
    (address, name)
    for address in ADDRESSES
    for name, _ in parse_view(address).codes
    if name not in TYPED
]


def bent(address: str, name: str) -> View:
    view = parse_view(address)
    codes = dict(view.codes) | {name: "zzz"}
    return View(view.slug, view.figure, tuple(sorted(codes.items())))


@pytest.mark.parametrize(("address", "name"), BENT, ids=lambda one: str(one).replace("/", ""))
def test_a_code_that_is_not_known_is_said_on_the_screen(address: str, name: str) -> None:
    try:
        found = scene(bent(address, name))
    except DataError as error:
        assert "zzz" in str(error) or "édition demandée" in str(error)
        return
    assert [one for one in found.notices if "zzz" in one], found.notices
    shown = (
        unescape(re.sub(r"</?span[^>]*>", "", caption(found)))
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )
    assert all(one.replace("\u202f", " ").replace("\u00a0", " ") in shown for one in found.notices)


def test_every_code_that_a_scene_reads_is_tried_and_none_is_read_aside() -> None:
    tried = {name for address in ADDRESSES for name, _ in parse_view(address).codes}
    read = re.compile(r"codes\.(?:among|filtering|optional|several|typed)\(\s*\"([a-z-]+)\"")
    paths = list((ROOT / "figures").glob("scene*.py"))
    assert len(paths) > 15
    for path in paths:
        text = path.read_text(encoding="utf-8")
        assert set(read.findall(text)) <= tried, path
        aside = text.count("view.code(")
        # Codes is the one reader; scenes.py opens the edition that a view names.
        assert not aside or path.name in ("scene_codes.py", "scenes.py"), path


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda one: str(one).replace("/", ""))
def test_what_is_known_is_said_nothing_of(address: str) -> None:
    assert scene(parse_view(address)).notices == ()


def several(text: str) -> tuple[tuple[str, ...], list[str]]:
    codes = Codes(View("campus", "carte", (("couches", text),)))
    return codes.several("couches", ("campus", "cfa", "pole"), ("campus",)), codes.notices


def test_several_codes_keep_those_that_are_known_in_their_order() -> None:
    assert several("cfa.campus") == (("cfa", "campus"), [])
    assert several("") == (("campus",), [])
    assert several("aucune") == ((), [])
    assert several("cfa.zzz") == (("cfa",), ["« zzz » n’est pas connu pour « couches »."])
    lost = "« zzz » n’est pas connu pour « couches » : voici ce que la page montre d’abord."
    assert several("zzz") == (("campus",), [lost])


def test_a_code_that_may_be_left_out_is_nothing_when_it_is_not_known() -> None:
    codes = Codes(View("campus", "carte", (("site", "zzz"),)))
    assert codes.optional("site", ["a"]) == "" and codes.optional("autre", ["a"]) == ""
    assert codes.notices == ["« zzz » n’est pas connu pour « site » : rien n’est choisi."]


def test_the_table_of_a_figure_says_it_too() -> None:
    found: Scene = scene(parse_view("/chomage?mesure=zzz&figure=carte-tableau"))
    assert found.notices == ("« zzz » n’est pas connu pour « mesure » : voici « valeur ».",)


def test_a_site_that_the_filters_leave_out_is_not_said_to_be_unknown() -> None:
    found = scene(parse_view(f"/campus?secteur=tourisme&site={HOST}&figure=carte"))
    assert found.notices == (
        f"Le site demandé ({HOST}) n’est pas dans la liste : élargissez les choix pour l’y voir.",
    )
