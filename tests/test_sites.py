"""The sites of the map: what they are, where they stand, and what the map answers."""

import math
import shutil
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from figures.site_answers import answers, covering, lacking, nearest_answer
from figures.site_gaps import BUT_LOST, DETAIL_COLUMNS, DOUBTFUL, GAP_COLUMNS, LEAST
from figures.site_page import lede, title
from figures.site_reach import Near, cover
from figures.sites import (
    Choice,
    chosen,
    csv_rows,
    distance_km,
    list_rows,
    nearest,
    sheet,
    unplaced,
    where,
)
from loaders import cfa_communes, observations, references, site_tables
from loaders.errors import DataError
from loaders.settings import ROOT
from loaders.sites import KINDS, Site, job_sectors, measures, read_sites, sectors
from loaders.territories import crossings, find, read_territories

SITES = read_sites()
CAMPUSES = [one for one in SITES if one.kind == "campus"]
CFAS = [one for one in SITES if one.kind == "cfa"]


def site(code: str) -> Site:
    return next(one for one in SITES if one.code == code)


def sphere(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return a great circle in km by the law of haversines: within 0.5 % of the ellipsoid."""
    a, b, c, d = map(math.radians, (lon, lat, lon2, lat2))
    h = math.sin((d - b) / 2) ** 2 + math.cos(b) * math.cos(d) * math.sin((c - a) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def test_each_campus_of_the_documents_is_there_once() -> None:
    assert Counter(one.region for one in CAMPUSES) == {"32": 13, "28": 6}
    assert [one.code for one in CAMPUSES] == [one.code for one in references.campuses()]
    ours = [one for one in CAMPUSES if one.region == "32"]
    assert sum(one.label == "Campus d’excellence" for one in ours) == 6


def test_every_kind_is_there_and_a_code_is_given_once_a_kind() -> None:
    assert Counter(one.kind for one in SITES) == {
        "campus": 19, "pole": 13, "cluster": 32, "chantier": 5, "cfa": 135,
    }  # fmt: skip
    assert len({one.key for one in SITES}) == len(SITES)
    assert list(dict.fromkeys(one.kind for one in SITES)) == [
        "campus", "pole", "cluster", "chantier", "cfa",
    ]  # fmt: skip


def test_every_site_says_its_document_and_line_or_its_official_file() -> None:
    rate = measures()["rate"].sources[-1]
    assert rate
    for one in SITES:
        assert "ligne " in one.source or (one.kind == "cfa" and "InserJeunes" in one.source)


def test_no_point_stands_without_an_attestation() -> None:
    known = site_tables.communes()
    for one in SITES:
        for at in one.points:
            assert at.attestation, one.key
            assert known[at.commune] == (at.commune_name, at.lon, at.lat)
    assert {one.code for one in CAMPUSES if one.points} == {
        "autonomie-longevite-sante", "travaux-publics", "metallurgie-et-plasturgie",
        "tourisme-et-innovation", "industrie-et-transition-numerique",
        "batiments-systemes-energetiques-intelligents", "industrie-des-energies",
        "energies-et-efficacite-energetique",
    }  # fmt: skip
    attested = {one.campus for one in site_tables.hosts() if one.status == "attesté"}
    assert attested == {one.code for one in CAMPUSES if one.points}


def test_a_seat_that_is_only_announced_is_words_and_no_point() -> None:
    announced = site("international-normand-des-energies")
    assert announced.points == ()
    assert "Siège annoncé, non attesté" in announced.lead
    assert where(announced) == "non localisé"
    assert dict(sheet(announced))["Lieu attesté"] == "aucun hôte attesté"


def test_a_great_work_without_perimeter_is_not_located() -> None:
    assert where(site("avenir-du-dunkerquois")) == "non localisé (Dunkerquois)"
    assert where(site("canal-seine-nord-europe-csne")) == "Hauts-de-France"


def test_every_cluster_stands_in_the_town_that_the_document_prints() -> None:
    towns = {one.code: one for one in references.places() if one.type == "cluster"}
    for one in (one for one in SITES if one.kind == "cluster"):
        assert [at.commune for at in one.points] == [towns[one.code].commune]
        assert f"«\u202f{towns[one.code].city}\u202f»" in one.points[0].attestation


def test_the_cfa_of_the_last_millesime_keep_their_secret_rates_secret() -> None:
    assert len(CFAS) == 135
    assert sum(one.rate is not None for one in CFAS) == 107
    secret = [one for one in CFAS if one.rate_status == "C"]
    assert len(secret) == 28
    assert all(one.rate is None for one in secret)
    assert {list_rows([one])["Taux d’emploi"][0] for one in secret} == {"secret"}
    rate = measures()["rate"]
    periods = observations.read(rate)["period"].unique()
    assert {at.period for one in CFAS for at in one.rates} == set(periods)
    assert len(periods) == 6


def test_a_cfa_whose_name_does_not_say_its_commune_is_counted_by_departement() -> None:
    counted = unplaced(SITES)
    assert counted == {"Aisne": 1, "Nord": 19, "Oise": 3, "Pas-de-Calais": 5, "Somme": 2}
    assert sum(counted.values()) + sum(one.located for one in CFAS) == len(CFAS)
    kept = chosen(SITES, Choice(kinds=("cfa",), place=find("DEP", "80")))
    assert sum(not one.located for one in kept) == counted["Somme"]


@pytest.mark.parametrize(
    ("name", "departement", "rule", "commune"),
    [
        ("SCRIBTEL Formation, campus de Lille, Villeneuve-d’Ascq", "59", "fin", "59009"),
        ("CFA LAHO Grand Hainaut, Aulnoy-lez-Valenciennes", "59", "fin", "59032"),
        ("CFA de Gouvieux", "60", "nom", "60282"),
        ("Maison familiale rurale d’Éclusier-Vaux", "80", "nom", "80264"),
        ("CFA académique, académie de Lille", "59", "ambigu", ""),
        ("EPITECH, campus de Lille", "59", "ambigu", ""),
        ("CFA du lycée maritime de Boulogne-sur-Mer - Le Portel", "62", "ambigu", ""),
        ("Association Profession Sport dans le Pas-de-Calais", "62", "aucune", ""),
        ("CFA de convention régionale Hauts-de-France Jean Bosco", "59", "aucune", ""),
        ("BTP CFA, Laon", "59", "aucune", ""),
    ],
)
def test_a_cfa_is_placed_only_where_its_name_says_one_commune_of_its_departement(
    name: str, departement: str, rule: str, commune: str
) -> None:
    number = f"0{departement}0000A"
    (one,) = cfa_communes.placed({number: name}, cfa_communes.by_departement())
    assert (one.rule, one.commune) == (rule, commune)


def test_the_table_of_the_cfa_is_what_the_command_finds_and_what_a_person_wrote() -> None:
    rows = site_tables.cfa_places()
    found = cfa_communes.placed(site_tables.cfas(), cfa_communes.by_departement())
    assert list(rows) == cfa_communes.kept(found, rows)


def test_what_a_person_wrote_is_kept() -> None:
    found = cfa_communes.placed({"0590000A": "CFA, Lille"}, cfa_communes.by_departement())
    hand = site_tables.CfaPlace(cfa="0590000A", commune="59512", rule="main")
    assert cfa_communes.kept(found, [hand]) == [hand]


def test_numerique_gives_the_campuses_whose_printed_words_say_so() -> None:
    printed = {
        one.code
        for one in references.campuses()
        for text in (
            " ".join((one.name, one.sectors, one.filieres, one.strategic, one.associated)),
        )
        if "numérique" in text.lower()
    }
    found = {one.code for one in chosen(SITES, Choice(kinds=("campus",), sector="numerique"))}
    assert found == printed
    assert found == {
        "transport-logistique-securite", "batiments-systemes-energetiques-intelligents",
        "image-et-design", "relation-client", "chimie-energie-innovation-territoriale",
        "tourisme-et-innovation", "industrie-et-transition-numerique",
        "propulsions-materiaux-systemes-embarques",
    }  # fmt: skip


def test_every_campus_has_a_sector_but_the_one_whose_sheet_is_not_published() -> None:
    assert [one.code for one in CAMPUSES if not one.sectors] == ["metiers-de-la-mer"]
    assert {code for one in SITES for code in one.sectors} <= set(sectors())
    assert {one.sector for one in job_sectors()} == set(sectors())


@pytest.mark.parametrize(
    ("commune", "centre", "first", "host", "there"),
    [
        ("59392", (3.96, 50.28), "ferroviaire-automobile-ecomobilite", "02691", (3.29, 49.85)),
        ("62108", (1.58, 50.41), "autonomie-longevite-sante", "62108", (1.58, 50.41)),
        ("02722", (3.32, 49.38), "metallurgie-et-plasturgie", "02691", (3.29, 49.85)),
    ],
)
def test_the_nearest_campus_is_at_the_distance_worked_out_apart(
    commune: str,
    centre: tuple[float, float],
    first: str,
    host: str,
    there: tuple[float, float],
) -> None:
    """The points are read on a map to a hundredth of a degree, and the distance is a sphere's."""
    near = nearest(commune, CAMPUSES)
    assert near[0].site.code == first
    attested = next(one for one in near if one.basis == "attested")
    assert attested.commune == host
    assert attested.km == pytest.approx(sphere(*centre, *there), abs=1.5)
    _, lon, lat = site_tables.communes()[commune]
    for one in near:
        _, x, y = site_tables.communes()[one.commune]
        assert one.km == pytest.approx(sphere(lon, lat, x, y), rel=0.005)
    assert [one.km for one in near] == sorted(one.km for one in near)


def vincenty(lon: float, lat: float, lon2: float, lat2: float) -> float:
    """Return a geodesic of WGS 84 in km by Vincenty's inverse formula, written apart from the code."""
    a, f = 6_378_137.0, 1 / 298.257223563
    b = a * (1 - f)
    span = math.radians(lon2 - lon)
    u1 = math.atan((1 - f) * math.tan(math.radians(lat)))
    u2 = math.atan((1 - f) * math.tan(math.radians(lat2)))
    turn = span
    for _ in range(50):
        sin_s = math.hypot(
            math.cos(u2) * math.sin(turn),
            math.cos(u1) * math.sin(u2) - math.sin(u1) * math.cos(u2) * math.cos(turn),
        )
        cos_s = math.sin(u1) * math.sin(u2) + math.cos(u1) * math.cos(u2) * math.cos(turn)
        arc = math.atan2(sin_s, cos_s)
        sin_a = math.cos(u1) * math.cos(u2) * math.sin(turn) / sin_s
        flat = 1 - sin_a**2
        middle = cos_s - 2 * math.sin(u1) * math.sin(u2) / flat
        c = f / 16 * flat * (4 + f * (4 - 3 * flat))
        turn = span + (1 - c) * f * sin_a * (
            arc + c * sin_s * (middle + c * cos_s * (2 * middle**2 - 1))
        )
    second = flat * (a**2 - b**2) / b**2
    big = 1 + second / 16384 * (4096 + second * (-768 + second * (320 - 175 * second)))
    small = second / 1024 * (256 + second * (-128 + second * (74 - 47 * second)))
    away = (
        small
        * sin_s
        * (
            middle
            + small
            / 4
            * (
                cos_s * (2 * middle**2 - 1)
                - small / 6 * middle * (4 * sin_s**2 - 3) * (4 * middle**2 - 3)
            )
        )
    )
    return b * big * (arc - away) / 1000


@pytest.mark.parametrize(
    ("commune", "campus", "town", "km"),
    [
        ("62498", "batiments-systemes-energetiques-intelligents", "62041", 16.88),
        ("62160", "tourisme-et-innovation", "62826", 24.25),
        ("59392", "metallurgie-et-plasturgie", "02691", 69.07),
    ],
)
def test_the_nearest_attested_host_is_at_its_geodesic(
    commune: str, campus: str, town: str, km: float
) -> None:
    known = site_tables.communes()
    hosts = [(one, at) for one in CAMPUSES for at in one.points]
    far = {
        (one.code, at.commune): vincenty(*known[commune][1:], *known[at.commune][1:])
        for one, at in hosts
    }
    assert min(far, key=far.__getitem__) == (campus, town)
    assert far[campus, town] == pytest.approx(km, abs=0.05)
    found = next(one for one in nearest(commune, CAMPUSES) if one.basis == "attested")
    assert (found.site.code, found.commune) == (campus, town)
    assert found.km == pytest.approx(far[campus, town], abs=0.001)


def test_a_known_geodesic_is_given_to_the_metre() -> None:
    """One degree of longitude on the equator of WGS 84 is 111.319 km."""
    assert distance_km(0, 0, 1, 0) == pytest.approx(111.319, abs=0.001)


def test_a_campus_without_host_is_measured_to_what_it_declares_and_says_so() -> None:
    near = {one.site.code: one for one in nearest("59392", CAMPUSES)}
    assert near["ferroviaire-automobile-ecomobilite"].basis == "epci"
    assert near["image-et-design"].basis == "commune"
    assert "metiers-d-art-et-patrimoine" not in near
    answer = nearest_answer(SITES, "59392", "image-design")
    assert "commune déclarée, hôte non attesté" in answer.rows["Lieu"].to_list()
    assert any("Métiers d’art & patrimoine" in note for note in answer.notes)


def test_the_answer_says_that_a_commune_is_in_the_declared_territory() -> None:
    text = nearest_answer(SITES, "02722", "industrie").text
    assert text == (
        "Le campus du secteur «\u202fIndustrie, mécanique, métallurgie, plasturgie, "
        "maintenance\u202f» à l’accueil attesté le plus proche de Soissons est «\u202fMétallurgie et "
        "Plasturgie\u202f», à 52\u00a0km, à Saint-Quentin. Soissons est dans le territoire qu’il "
        "déclare."
    )
    assert ", au Touquet-Paris-Plage" in nearest_answer(SITES, "62108", "tourisme").text


@pytest.mark.parametrize(
    ("code", "level", "territory", "how"),
    [
        ("ferroviaire-automobile-ecomobilite", "EPCI", "200043396", "all"),
        ("ferroviaire-automobile-ecomobilite", "ZE2020", "3217", "part"),
        ("ferroviaire-automobile-ecomobilite", "DEP", "80", ""),
        ("travaux-publics", "SPEL", "591", "region"),
        ("relation-client", "EPCI", "200093201", "all"),
        ("relation-client", "SPEL", "591", "region"),
        ("produits-aquatiques", "EPCI", "246200729", "all"),
        ("produits-aquatiques", "REG", "32", "region"),
        ("autonomie-longevite-sante", "DEP", "62", "all"),
        ("autonomie-longevite-sante", "REG", "32", "part"),
        ("metallurgie-et-plasturgie", "COM", "02722", "all"),
        ("transport-logistique-securite", "DEP", "62", "part"),
        ("energies-et-efficacite-energetique", "REG", "32", ""),
    ],
)
def test_a_campus_covers_what_its_declared_territory_meets(
    code: str, level: str, territory: str, how: str
) -> None:
    assert cover(site(code), find(level, territory)) == how


def test_the_answer_on_a_territory_names_each_campus_once() -> None:
    answer = covering(SITES, find("ZE2020", "3217"))
    assert answer.rows["Couverture"].value_counts(sort=True).rows() == [
        ("toute la région", 7), ("couvre en partie", 4),
    ]  # fmt: skip
    assert answer.text.startswith("Quatre\u00a0campus couvrent une partie de la zone d’emploi")
    none = covering(SITES, find("COM", "59392"), "tourisme")
    assert none.text.startswith("Aucun campus du secteur")
    assert none.rows.is_empty()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (("DEP", "59"), "couvrent une partie du département du Nord"),
        (("SPEL", "802"), "couvre une partie du SPEL d’Amiens"),
        (("ZE2020", "3217"), "couvrent une partie de la zone d’emploi"),
    ],
)
def test_a_part_of_a_territory_is_said_in_french(place: tuple[str, str], words: str) -> None:
    text = covering(SITES, find(*place)).text
    assert words in text
    assert "de le " not in text


def test_a_campus_that_declares_the_commune_is_not_put_at_a_distance_of_it() -> None:
    text = nearest_answer(SITES, "80021", "transport-logistique").text
    assert text == (
        "«\u202fTransport, logistique, sécurité\u202f», sans accueil attesté, déclare un territoire "
        "qui couvre Amiens."
    )
    away = nearest_answer(SITES, "62041", "transport-logistique").text
    assert "nomme une commune à" in away and ", à Bapaume." in away


def test_a_commune_outside_the_region_is_covered_by_no_campus_of_the_whole_region() -> None:
    eu = Choice(kinds=("campus",), around="76255")
    assert not [one.code for one in chosen(SITES, eu) if one.whole_region]
    assert "aucun campus ne déclare couvrir Eu." in lede(chosen(SITES, eu), eu, CAMPUSES)
    assert covering(SITES, find("COM", "76255")).text.startswith("Aucun campus ne couvre")


def test_the_campus_of_the_lede_is_that_of_the_title() -> None:
    ours = tuple(one for one in CAMPUSES if one.region == "32")
    seats = [code for level, code in read_territories() if level == "SPEL"]
    assert len(seats) == 26
    communes = [crossings("SPEL", code, "COM")["territory"][0] for code in seats]
    for commune in [*communes, "02168"]:
        for sector in ("", *sectors()):
            for label in ("", "Campus d’excellence"):
                choice = Choice(sector=sector, around=commune, label=label)
                said = lede(chosen(ours, choice), choice, ours)
                asked = [one for one in ours if one.points and sector in (*one.sectors, "")]
                asked = [one for one in asked if label in ("", one.label)]
                if not asked:
                    assert "C’est" not in said
                    continue
                first = nearest(commune, asked)[0]
                far = title(ours, choice)
                assert f"«\u202f{first.site.name}\u202f»" in said
                assert first.commune_name in far or far.endswith("dans la commune")
    industry = Choice(sector="industrie", around="02168")
    assert "Métallurgie et Plasturgie" in lede(chosen(ours, industry), industry, ours)
    assert "Saint-Quentin, à 88" in title(ours, industry)


def test_a_sheet_and_a_lede_say_what_is_not_known_as_it_is() -> None:
    unsure = [one for one in CFAS if one.ambiguous]
    assert unsure and not any(one.points for one in unsure)
    for one in unsure:
        assert "en désigne peut-être un autre" in dict(sheet(one))["Lieu attesté"]
    silent = next(one for one in CFAS if not one.points and not one.ambiguous)
    assert "son nom ne dit pas la commune" in dict(sheet(silent))["Lieu attesté"]
    notes = [one.note for one in SITES if one.kind in ("pole", "cluster") and one.note]
    assert all(note[-1] in ".!?…" for note in notes)
    lost = tuple(one for one in CAMPUSES if one.region == "32" and not one.points)
    assert lede(lost, Choice()).startswith("Lieu d’accueil attesté pour aucun campus sur")
    none = title(lost, Choice(around="59350", km=10))
    assert none.endswith("au plus de Lille ou couvrant la commune")


def test_a_great_work_without_a_point_concerns_a_place_and_does_not_stand_in_it() -> None:
    works = tuple(one for one in SITES if one.kind == "chantier")
    place = Choice(place=find("SPEL", "592"))
    kept = chosen(works, place)
    assert title(SITES, place, ["chantier"]) == "3 grands chantiers concernent le SPEL de Cambrai"
    assert lede(kept, place) == ("Listés\u202f: 3 grands chantiers, tous sans point sur la carte.")
    assert "dans le SPEL" in title(SITES, place, ["cfa"])


def test_the_rate_under_the_signs_is_named_where_it_is_alone() -> None:
    alone = title(SITES, Choice(), ["chomage"], "Taux de chômage")
    assert alone == "Taux de chômage par zone d’emploi, sans aucun site"
    assert title(SITES, Choice(), []) == "Aucune couche n’est allumée"


def test_a_filter_keeps_what_is_near_or_what_declares_the_commune() -> None:
    kept = {one.code for one in chosen(SITES, Choice(around="59392", km=20))}
    assert {"mecanov", "ferroviaire-automobile-ecomobilite", "metiers-d-art-et-patrimoine"} <= kept
    assert "metallurgie-et-plasturgie" not in kept
    assert "metallurgie-et-plasturgie" in {
        one.code for one in chosen(SITES, Choice(around="59392", km=70))
    }
    by_words = chosen(SITES, Choice(kinds=("campus",), filiere="HOTELLERIE"))
    assert [one.code for one in by_words] == ["tourisme-et-innovation"]
    excellence = chosen(SITES, Choice(label="Campus d’excellence"))
    assert len(excellence) == 7


def test_the_lists_have_a_row_a_site_nearest_first_around_a_commune() -> None:
    rows = list_rows(SITES, "59392")
    assert rows.height == len(SITES)
    assert rows["Nom"][0] in ("Mécanov’", "Ferroviaire, industrie automobile et écomobilité")
    assert "Distance" not in list_rows(SITES).columns
    assert list_rows([], "59392").is_empty()
    away = csv_rows(SITES, "59392")
    assert csv_rows([]).columns == away.columns
    assert away["code"].to_list() == [one.code for one in SITES]
    assert away.filter(pl.col("source") == "").is_empty()
    assert set(away["type"]) == set(KINDS)


def test_the_gaps_are_sums_of_what_is_published_and_far_from_any_trainer() -> None:
    answer = lacking(SITES, "batiment")
    assert answer.rows.columns == list(GAP_COLUMNS)
    assert answer.detail is not None and answer.detail.columns == list(DETAIL_COLUMNS)
    assert not answer.rows.is_empty()

    def count(text: str) -> int:
        return int(text.replace("\u202f", ""))

    for row in answer.rows.iter_rows(named=True):
        own = answer.detail.filter(pl.col("Bassin") == row["Bassin"])
        for column in ("Projets", "Projets difficiles"):
            assert sum(map(count, own[column])) == count(row[column])
        assert count(row["Projets"]) >= LEAST
        assert 2 * count(row["Projets difficiles"]) >= count(row["Projets"])
        assert own.height == int(row["Métiers comptés"].split(" sur ")[0])


def test_a_wider_circle_leaves_fewer_gaps_and_a_secret_is_said() -> None:
    near, far = lacking(SITES, km=30), lacking(SITES, km=100)
    assert near.rows.height > far.rows.height > 0
    assert any("secret" in note for note in near.notes)
    assert "Lille" not in lacking(SITES, "batiment").rows["Bassin"].to_list()
    nothing = lacking(SITES, "batiment", 1000)
    assert nothing.text.startswith("Aucun bassin d’emploi ne recrute difficilement")


def test_a_gap_is_told_only_where_no_cfa_of_unknown_sector_is_near() -> None:
    answer = lacking(SITES)
    assert answer.rows["Peut-on conclure"].value_counts(sort=True).rows() == [
        (DOUBTFUL, 87), (BUT_LOST, 9),
    ]  # fmt: skip
    assert answer.text.replace("\u202f", " ").replace("\u00a0", " ") == (
        "Deux bassins d’emploi (Brie Tardenois et Calais) recrutent difficilement dans un secteur, sans "
        "campus ni CFA localisé à moins de 30 km qui puisse y former. Le plus grand nombre : Brie "
        "Tardenois, « Agriculture, agroalimentaire, produits de la mer », 1 848 projets difficiles sur "
        "2 834 en 2024. Dans tous ces cas, le secteur avait dans le département une famille de "
        "métiers en tension forte en 2019. Pour 87 autres cas (un bassin, un secteur), on ne peut "
        "conclure : un CFA proche n’a pas de secteur connu."
    )
    assert any("départements voisins, hors de la région" in note for note in answer.notes)
    near = nearest("62193", [one for one in SITES if one.kind in ("campus", "cfa")])
    assert [one.site.name for one in near if one.km <= 30 and not one.site.sectors] == []


def test_a_choice_is_answered_by_what_it_gives() -> None:
    assert len(answers(SITES, Choice())) == 1
    every = answers(SITES, Choice(place=find("EPCI", "200043396"), around="59392"))
    assert [one.question.split()[0] for one in every] == ["Quels", "À", "Quels", "Où"]


def test_nearest_unpacks_as_a_site_and_a_distance() -> None:
    first: Near = nearest("59350", SITES)[0]
    assert (first[0].located, first[1]) == (True, 0.0)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data whose tables of sites may be spoilt."""
    for path in (ROOT / "data").iterdir():
        if path.name != site_tables.FOLDER:
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "data" / site_tables.FOLDER, tmp_path / site_tables.FOLDER)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "row", "says"),
    [
        ("secteurs", "agro,Encore", "« agro » double un code déjà donné"),
        ("secteurs-lieux", "campus,textile,agro,mer", "« textile » n’est le code d’aucun lieu"),
        (
            "secteurs-lieux",
            "campus,travaux-publics,magie,Travaux",
            "« magie » n’est pas un secteur",
        ),
        (
            "secteurs-lieux",
            "campus,travaux-publics,agro,blé",
            "« blé » ne figure pas dans ce qui est imprimé de ce lieu",
        ),
        ("secteurs-metiers", "fap-2021,Z9X99,agro,x", "« Z9X99 » n’est pas un code de fap-2021"),
        (
            "secteurs-metiers",
            "fap-2021,A0X40,energie,vent",
            "« vent » ne figure pas dans le libellé",
        ),
        (
            "hotes",
            "travaux-publics,Lycée,,attesté,,site,",
            "le vide ne va pas avec un hôte attesté",
        ),
        ("hotes", "travaux-publics,Lycée,59350,rêvé,,site,", "« rêvé » n’est pas un état"),
        ("hotes", "travaux-publics,Lycée,59350,attesté,,,", "le vide n’est pas admis ; complétez"),
        ("sieges", "agroe,59122,presse,", "« agroe » n’est pas le code d’un pôle"),
        ("perimetres", "travaux-publics,DEP,99,Hauts-de-France,", "« 99 » n’est pas un code connu"),
        ("perimetres", "travaux-publics,DEP,59,Nord,", "« Nord » ne figure pas dans le territoire"),
        ("communes-voisines", "59350,Lille,59,32,3.0,50.6", "« 59350 » est déjà dans communes.csv"),
        ("communes-voisines", "14999,Ailleurs,14,28,0°,49.1", "« 0° » n’est pas en degrés"),
        ("cfa-communes", "0599999Z,59350,main,", "« 0599999Z » n’est pas le numéro d’un CFA"),
        ("mesures", "rate,inconnu", "« rate » double un rôle déjà donné"),
    ],
)
def test_a_bad_row_is_refused_with_one_sentence(data: Path, file: str, row: str, says: str) -> None:
    path = data / site_tables.FOLDER / f"{file}.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}{row}\n", encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_sites()
        job_sectors()
    said = str(refused.value)
    assert says in said
    assert f"{site_tables.FOLDER}/{file}.csv, ligne {text.count(chr(10)) + 1}, colonne" in said
    assert said.endswith(".") and "\n" not in said


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("0022191W,02691,fin", "0022191W,59350,fin", "n’est pas du département que dit le numéro"),
        ("0022191W,02691,fin", "0022191W,02691,aucune", "ne va pas avec la commune"),
        ("fin,Saint-Quentin", "fin,Saint-Omer", "ne figure pas dans le nom de ce CFA"),
    ],
)
def test_a_cfa_in_the_wrong_place_is_refused(
    data: Path, before: str, after: str, says: str
) -> None:
    path = data / site_tables.FOLDER / "cfa-communes.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(DataError, match=says):
        read_sites()
