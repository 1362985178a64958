"""The reference tables: what they hold, and the sentence that each bad row gets."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from figures.reference_tables import TABLES, reference_table
from loaders import references
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.settings import ROOT, data_root
from loaders.territories import alphabetical
from tests.test_loaders import FILE, INDICATOR, SOURCE

DOCUMENT = """
[[source]]
code = "contrat"
producer = "Région"
title = "Contrat"
document = true
vintages = [{ code = "2022", fetched = "transcribed" }]
"""
HEADERS = {
    "engagements": "code,kind,number,title,parent,pilots,partners,public,territory,sectors,"
    "calendar,start,end,document,line,order,note",
    "suivi": "engagement,rank,label,document,line,indicator,extent,dimension,codes,note",
    "campus": "code,acronym,name,label,region,territory,commune_names,communes,epci,host,host_line,"
    "sectors,filieres,strategic,associated,engagements,document,line,note",
    "places": "code,type,name,sector,city,commune,level,territory_code,territory,engagements,"
    "details,document,line,note",
    "metiers-tension": "group,order,metier,level,territory,period,tension_globale,"
    "intensite_embauche,lien_emploi_formation,manque_main_oeuvre,inadequation_geographique,"
    "non_durabilite_emploi,conditions_travail,document,line,note",
    "glossaire": "term,definition,document,line,note",
    "calendrier": "code,period,start,end,kind,title,what,engagements,document,line,note",
}
GOOD = {
    "engagements": "AS1,ambition,,Former,,,,,,,,2022,2028,contrat,76,1,",
    "suivi": "AS1,1,Nombre d’entrées,contrat,80,,,,,",
    "campus": "textile,,Textile,campus,32,Lille,Lille,59350,200093201,,,,,,,AS1,contrat,9,",
    "places": "agroe,cluster,Agroé,,Cambrai,59122,ZE2020,3206,,AS1,,contrat,12,",
    "metiers-tension": "normandie,1,Cuisiniers,REG,28,,,élevée,,,,,,contrat,3,",
    "glossaire": "CFA,Centre de formation d’apprentis,contrat,5,",
    "calendrier": "revoyure,2025,2025,2025,echeance,Revoyure,Bilan,AS1,contrat,757,",
}
READERS = {
    "engagements": references.engagements,
    "suivi": references.follow_ups,
    "campus": references.campuses,
    "places": references.places,
    "metiers-tension": references.tensions,
    "glossaire": references.glossary,
    "calendrier": references.milestones,
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a data folder that has one document, one indicator and one row per table."""
    for name in ("catalogue", references.FOLDER):
        (tmp_path / name).mkdir()
    (tmp_path / FILE).write_text(INDICATOR, encoding="utf-8")
    (tmp_path / "sources.toml").write_text(SOURCE + DOCUMENT, encoding="utf-8")
    shutil.copy(ROOT / "data" / "dimensions.toml", tmp_path)
    for name, row in GOOD.items():
        write(tmp_path, name, row)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    return tmp_path


def write(data: Path, name: str, *rows: str) -> None:
    text = "\n".join([HEADERS[name], *rows]) + "\n"
    (data / references.FOLDER / f"{name}.csv").write_text(text, encoding="utf-8")


def edited(name: str, **cells: str) -> str:
    """Return the good row of a table with other words in some of its cells."""
    row = dict(zip(HEADERS[name].split(","), GOOD[name].split(","), strict=True))
    return ",".join((row | cells).values())


# The tables as they are published.


def test_the_tree_holds_every_engagement_of_the_two_contracts() -> None:
    rows = references.engagements()
    assert Counter(one.kind for one in rows) == {
        "ambition": 4,
        "principe": 2,
        "schema": 1,
        "axe": 6,
        # 13 of the ambitions, 4 of principle 1, 4 of the health schema, 23 of the protocol.
        "engagement": 44,
        "priorite": 30,
        "organisation": 4,
    }
    assert sum(one.kind == "engagement" and one.code.startswith("FT-") for one in rows) == 23
    children = Counter(one.parent for one in rows)
    assert (children["AS1"], children["AS2"], children["AS3"], children["AS4"]) == (12, 9, 14, 8)
    assert [one.code for one in rows if not one.parent] == [
        *("AS1", "AS2", "AS3", "AS4", "P1", "P2", "SRFSS"),
        *("FT-E1", "FT-E2", "FT-E3", "FT-E4", "FT-G", "FT-O"),
    ]
    assert [one.order for one in rows] == list(range(1, len(rows) + 1))


def test_every_sheet_of_the_contract_has_its_follow_up() -> None:
    followed = Counter(one.engagement for one in references.follow_ups())
    sheets = {
        one.code
        for one in references.engagements()
        if one.document == "cprdfop-2022" and one.kind in ("engagement", "priorite")
    }
    assert len(sheets) == 51
    assert sheets | {"P2", "FT-2", "FT-6", "FT-8", "FT-16", "FT-18"} == set(followed)
    assert followed.total() == 329
    measured = {one.indicator for one in references.follow_ups() if one.indicator}
    assert measured <= set(read_catalogue().indicators)


def test_the_campuses_are_thirteen_and_six() -> None:
    labels = Counter((one.region, one.label) for one in references.campuses())
    assert labels == {
        ("32", "excellence"): 6,
        ("32", "campus"): 7,
        ("28", "excellence"): 1,
        ("28", "campus"): 5,
    }
    # No document says which establishment hosts a campus.
    assert not any(one.host for one in references.campuses())


def test_the_places_are_those_that_the_documents_count() -> None:
    types = Counter(one.type for one in references.places())
    # 6 pôles of Hauts-de-France and 7 of Normandie; the contract speaks of 8 and names none.
    assert types == {
        "pole": 13,
        "cluster": 32,
        "parc": 1,
        "etablissement": 39,
        "chantier": 5,
        "zone-emploi": 17,
        "bassin-emploi": 1,
        "epci": 10,
        "territoire": 60,
    }
    clusters = [one for one in references.places() if one.type == "cluster"]
    assert all(one.commune for one in clusters)


def test_the_other_tables_are_whole() -> None:
    assert Counter(one.group for one in references.tensions()) == {
        "hdf-top10": 10,
        "normandie": 15,
        "france": 10,
    }
    terms = references.glossary()
    # 108 of the contract's glossary, 27 of a legend of the monograph, 48 of the running text.
    assert len(terms) == 183
    assert [one.term for one in terms] == sorted(
        (one.term for one in terms), key=lambda term: alphabetical(term)
    )
    assert [one.term for one in terms if not one.definition] == [
        *("AE/CP", "AP/CP", "GIP FCIP", "GPECT", "SPELOF", "SPER")
    ]
    assert len(references.milestones()) == 50


def test_five_rows_are_as_the_documents_print_them() -> None:
    engagement = next(one for one in references.engagements() if one.code == "S4.2")
    assert engagement == references.Engagement(
        code="S4.2",
        kind="priorite",
        number="Priorité sectorielle n° S 4.2",
        title="Créer une école nationale du recyclage et de la ressource en Hauts-de-France",
        parent="AS4",
        pilots="Fédération des entreprises du recyclage (FEDEREC)",
        partners="AFPA",
        public="Demandeurs d’emploi, salariés, public en reconversion, alternants, publics "
        "éloignés de l’emploi",
        territory="Hauts-de-France",
        sectors="Rayonnement régional et national",
        calendar="2023/2027 ; Dès 2023",
        start=2023,
        end=2027,
        document="cprdfop-2022",
        line=9401,
        order=engagement.order,
        note="« Rayonnement régional et national » est imprimé à la place des secteurs.",
    )
    assert references.FollowUp(
        engagement="E2.2",
        rank=1,
        label="Pour tous les dispositifs de formation, connaître les taux d’abandon/ruptures et "
        "caractériser les publics concernés (hommes/femmes, jeunes, TH, territoires) y compris "
        "les NEETS",
        document="cprdfop-2022",
        line=5632,
    ) in (references.follow_ups())
    assert references.Campus(
        code="transport-logistique-securite",
        acronym="TLS",
        name="Transport, logistique, sécurité",
        label="campus",
        region="32",
        territory="Somme, Aisne, Oise, Pas de Calais (Bapaume)",
        commune_names=("Bapaume",),
        communes=("62080",),
        sectors="Services aux entreprises, logistique",
        filieres="Transport de marchandise et des personnes, logistique, métiers de la sécurité "
        "(Qualité, Environnement)",
        strategic="Le commerce en ligne, dans ses dimensions organisationnelles (vente "
        "omnicanale, distribution) et numériques (nouvelles technologies, gestion de la donnée)",
        engagements=("S3.7", "S4.5", "S4.6"),
        document="monographie-hdf-2023",
        line=442,
    ) in (references.campuses())
    assert references.Place(
        code="plastium",
        type="cluster",
        name="Plastium",
        sector="Pôle d’Excellence Plasturgie et Composites",
        city="Ruitz",
        commune="62727",
        level="REG",
        territory_code="32",
        territory="Hauts-de-France",
        document="cprdfop-2022",
        line=3500,
    ) in (references.places())
    assert references.Tension(
        group="hdf-top10",
        order=3,
        metier="Techniciens des assurances",
        level="REG",
        territory="32",
        period="2019",
        lien_emploi_formation="élevée",
        manque_main_oeuvre="très élevée",
        inadequation_geographique="élevée",
        non_durabilite_emploi="faible à très faible",
        conditions_travail="faible à très faible",
        document="cprdfop-2022",
        line=2220,
        note="Conditions de travail et durabilité : « niveaux de tensions faibles à très faibles » "
        "pour tout le classement (l. 2250).",
    ) in (references.tensions())


def test_every_text_is_typeset_in_french() -> None:
    for path in sorted((data_root() / references.FOLDER).glob("*.csv")):
        text = path.read_text(encoding="utf-8")
        assert "'" not in text, path.name
        assert "  " not in text, path.name
        assert "[DOUTE]" not in text, path.name


# What is refused.


def test_a_good_row_of_each_table_is_read(data: Path) -> None:
    assert [len(read()) for read in READERS.values()] == [1] * len(READERS)
    assert references.campuses()[0].communes == ("59350",)
    assert references.engagements()[0].end == 2028
    write(
        data, "glossaire", GOOD["glossaire"], "Élève,Qui apprend,contrat,6,", "AIO,Trois,contrat,7,"
    )
    assert [one.term for one in references.glossary()] == ["AIO", "CFA", "Élève"]


@pytest.mark.parametrize(
    ("name", "cells", "sentence"),
    [
        ("engagements", {"title": ""}, "« title » : le vide n’est pas admis"),
        ("engagements", {"document": "tract"}, "« document » : « tract » n’est pas un document"),
        ("engagements", {"line": "l. 7"}, "« line » : « l. 7 » n’est pas un nombre entier"),
        ("engagements", {"kind": "vœu"}, "« kind » : « vœu » n’est pas une sorte d’engagement"),
        ("engagements", {"parent": "AS1"}, "« parent » : « AS1 » n’est le code d’aucune ligne"),
        ("engagements", {"start": "23"}, "« start » : « 23 » n’est pas une année"),
        ("engagements", {"end": "2021"}, "« end » : « 2021 » précède le début, « 2022 »"),
        ("suivi", {"engagement": "AS9"}, "« engagement » : « AS9 » n’est pas le code d’un engag"),
        ("suivi", {"indicator": "neet"}, "« neet » n’est pas le code d’un indicateur du catalogue"),
        ("suivi", {"extent": "entier"}, "« entier » ne va pas avec l’indicateur"),
        ("suivi", {"codes": "femmes"}, "« femmes » ne va pas avec la dimension"),
        ("suivi", {"dimension": "sexe", "codes": "femmes"}, "« sexe » n’est la dimension d’aucun"),
        ("campus", {"label": "or"}, "« label » : « or » n’est pas un label (campus, excellence)"),
        ("campus", {"region": "99"}, "« region » : « 99 » n’est pas le code d’une région"),
        ("campus", {"communes": "59350;1"}, "« communes » : « 59350;1 » contient autre chose"),
        ("campus", {"epci": "200"}, "« epci » : « 200 » contient autre chose"),
        ("campus", {"host": "59350"}, "« host_line » : le vide ne va pas avec la commune d’acc"),
        ("campus", {"host": "75056", "host_line": "9"}, "« host » : « 75056 » n’est pas le code"),
        ("campus", {"engagements": "AS1;AS2"}, "« engagements » : « AS1;AS2 » contient autre"),
        ("places", {"type": "gare"}, "« type » : « gare » n’est pas un type de lieu"),
        ("places", {"commune": "99999"}, "« commune » : « 99999 » n’est pas le code d’une com"),
        ("places", {"level": ""}, "« territory_code » : « 3206 » ne va pas avec le niveau"),
        ("places", {"territory_code": "1"}, "« 1 » n’est pas un code connu au niveau ZE2020"),
        ("metiers-tension", {"group": "x"}, "« group » : « x » n’est pas une liste"),
        ("metiers-tension", {"intensite_embauche": "vive"}, "« vive » n’est pas un niveau de ten"),
        ("metiers-tension", {"territory": "98"}, "« 98 » n’est pas un code connu au niveau REG"),
        ("metiers-tension", {"period": "hier"}, "« hier » n’est pas une période"),
        ("glossaire", {"definition": ""}, "le vide n’est pas admis sans une note"),
        ("calendrier", {"kind": "fête"}, "« kind » : « fête » n’est pas une sorte de date"),
        ("calendrier", {"start": "mai"}, "« start » : « mai » n’est pas une date écrite comme"),
        ("calendrier", {"end": "2024-12"}, "« end » : « 2024-12 » précède le début, « 2025 »"),
        ("calendrier", {"engagements": "P9"}, "« engagements » : « P9 » contient autre chose"),
    ],
)
def test_a_bad_row_is_refused_in_french(
    data: Path, name: str, cells: dict[str, str], sentence: str
) -> None:
    write(data, name, edited(name, **cells))
    with pytest.raises(DataError) as error:
        READERS[name]()
    assert str(error.value).startswith(f"references/{name}.csv, ligne 2, colonne ")
    assert sentence in str(error.value)


@pytest.mark.parametrize("name", [*READERS])
def test_a_row_given_twice_is_refused(data: Path, name: str) -> None:
    write(data, name, GOOD[name], GOOD[name])
    with pytest.raises(DataError, match=f"references/{name}.csv, ligne 3, .* double "):
        READERS[name]()


def test_two_rows_of_one_rank_are_refused(data: Path) -> None:
    write(data, "engagements", GOOD["engagements"], edited("engagements", code="AS2"))
    with pytest.raises(DataError, match="ligne 3, colonne « order » : « 1 » double un rang"):
        references.engagements()


def test_a_parent_comes_before_its_children(data: Path) -> None:
    child = edited("engagements", code="E1", kind="engagement", parent="AS1", order="2")
    write(data, "engagements", child, GOOD["engagements"])
    with pytest.raises(DataError, match="ligne 2, colonne « parent » : « AS1 »"):
        references.engagements()
    write(data, "engagements", GOOD["engagements"], child)
    assert [one.parent for one in references.engagements()] == ["", "AS1"]


def test_a_missing_or_unknown_column_is_refused(data: Path) -> None:
    path = data / references.FOLDER / "glossaire.csv"
    path.write_text("term,definition,document,line\nCFA,Centre,contrat,5\n", encoding="utf-8")
    with pytest.raises(DataError, match="la colonne « note » manque"):
        references.glossary()
    path.write_text(HEADERS["glossaire"] + ",mot\nCFA,Centre,contrat,5,,x\n", encoding="utf-8")
    with pytest.raises(DataError, match="la colonne « mot » est inconnue ; retirez-la"):
        references.glossary()
    path.unlink()
    with pytest.raises(DataError, match="introuvable dans le dossier « references »"):
        references.glossary()


def test_a_change_of_one_table_is_seen_by_those_that_name_it(data: Path) -> None:
    assert references.follow_ups()
    write(data, "engagements", edited("engagements", code="AS2"))
    with pytest.raises(DataError, match=r"references/suivi\.csv, ligne 2, colonne « engagement »"):
        references.follow_ups()


def test_every_reference_table_is_shown_whole_with_its_document_and_line() -> None:
    heights = {code: reference_table(read_catalogue(), code).height for code in TABLES}
    assert heights == {
        "engagements": 91, "suivi": 329, "campus": 19, "lieux": 178, "tensions": 35,
        "calendrier": 50, "glossaire": 183, "mots": 26,
    }  # fmt: skip
    shown = reference_table(read_catalogue(), "campus")
    assert shown["Document"][0] == "Monographie Hauts-de-France 2023, ligne 442"
    assert "host" not in shown.columns
