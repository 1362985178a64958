"""Métiers en tension: the diagnosis word for word, the Dares's levels, hiring plans and their secrets."""

import shutil
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from figures import heatmap_room, hiring_chart, hiring_text, hirings, tension_text, tensions
from figures.heatmap import heatmap_data, heatmap_spec
from figures.scene import Drawing
from figures.scenes import scene
from figures.seance import parse_view
from figures.theme import THEMES
from loaders import jobs
from loaders.errors import DataError
from loaders.settings import ROOT
from loaders.site_tables import measures, sectors
from loaders.territories import find
from tests.test_pages import notices, opened, shown, titles, visit

REGION, NORD, AISNE = find("REG", "32"), find("DEP", "59"), find("DEP", "02")
INTENSITY, TRAINING, SHORTAGE, LASTING, CONDITIONS, PLACES = (
    "intensité d’embauches", "lien entre formation et emploi", "manque de main-d’œuvre disponible",
    "non-durabilité de l’emploi", "conditions de travail contraignantes", "inadéquation géographique",
)  # fmt: skip
VERY, HIGH = "très élevée", "élevée"

# CPRDFOP 2022-2028, lines 2209 to 2248, read by hand; the last sentence (2250) is about the ten.
TOP_TEN = [
    ("Ingénieurs du BTP, chefs de chantier et conducteurs de travaux (cadres)",
     {INTENSITY: VERY, TRAINING: HIGH, SHORTAGE: HIGH}),
    ("Ingénieurs et cadres d’étude, recherche et développement en informatique, chefs de projets "
     "informatiques", {SHORTAGE: VERY, INTENSITY: VERY, TRAINING: VERY}),
    ("Techniciens des assurances", {SHORTAGE: VERY, TRAINING: HIGH, PLACES: HIGH}),
    ("Techniciens en mécanique et travail des métaux",
     {SHORTAGE: VERY, PLACES: VERY, TRAINING: HIGH}),
    ("Représentants auprès des particuliers", {INTENSITY: VERY, PLACES: HIGH}),
    ("Techniciens experts", {SHORTAGE: VERY, PLACES: HIGH}),
    ("Techniciens en électricité et en électronique",
     {SHORTAGE: VERY, TRAINING: VERY, PLACES: HIGH}),
    ("Ingénieurs et cadres technico-commerciaux", {INTENSITY: HIGH, SHORTAGE: HIGH}),
    ("Ingénieurs des méthodes de production, et de la qualité",
     {INTENSITY: VERY, SHORTAGE: VERY}),
    ("Cadres de la banque", {SHORTAGE: VERY, PLACES: VERY, TRAINING: HIGH}),
]  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


def row(found: tensions.Matrix, code: str) -> tensions.Job:
    return next(one for one in found.jobs if one.code == code)


# --- the tables ---------------------------------------------------------------------------------


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data whose tables of métiers may be spoilt."""
    for path in (ROOT / "data").iterdir():
        if path.name != jobs.FOLDER:
            (tmp_path / path.name).symlink_to(path)
    shutil.copytree(ROOT / "data" / jobs.FOLDER, tmp_path / jobs.FOLDER)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("niveaux", "haut,forte,élevée", "« haut » n’est pas un niveau"),
        ("niveaux", "5,forte,élevée", "« 5 » double un niveau déjà donné"),
        ("tensions", "salaire,Salaire,Trop bas ?,manque_main_oeuvre", "« salaire » n’est pas une tension"),
        ("tensions", "T,Tension,Difficile ?,tension", "« T » double une tension"),
        ("diagnostic", "11,B7Z91,cadres", "« 11 » n’est pas un rang du diagnostic"),
        ("diagnostic", "10,B7Z91,cadres", "« 10 » double un rang"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_with_one_sentence(
    data: Path, file: str, line: str, says: str
) -> None:
    path = data / jobs.FOLDER / f"{file}.csv"
    path.write_text(f"{path.read_text(encoding='utf-8')}{line}\n", encoding="utf-8")
    read = {"niveaux": jobs.levels, "tensions": jobs.components, "diagnostic": jobs.diagnosis}
    with pytest.raises(DataError) as refused:
        read[file]()
    assert says in str(refused.value)
    assert f"metiers/{file}.csv, ligne " in str(refused.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("10,Q2Z90,Cadres de la banque", "10,Q2Z90,Banquiers"),
        ("10,Q2Z90,Cadres de la banque", "10,B7Z91,Cadres de la banque"),
    ],
)
def test_words_that_one_of_the_two_labels_does_not_hold_are_refused(
    data: Path, before: str, after: str
) -> None:
    path = data / jobs.FOLDER / "diagnostic.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(DataError, match="ne figure pas dans"):
        jobs.diagnosis()


# --- the diagnosis ------------------------------------------------------------------------------


def test_the_matrix_of_the_top_ten_is_the_text_of_the_diagnosis() -> None:
    said = tensions.diagnosis()
    assert (said.source, said.vintage, said.period, said.place) == (
        "cprdfop-2022", "2209", "2019", REGION,
    )  # fmt: skip
    low = {LASTING: "faible à très faible", CONDITIONS: "faible à très faible"}
    unsaid = dict.fromkeys((INTENSITY, TRAINING, SHORTAGE, PLACES), "non dit")
    for place, (job, (label, words)) in enumerate(zip(said.jobs, TOP_TEN, strict=True), 1):
        rank = {"T": "1er" if place == 1 else f"{place}e"}
        assert job.label == label
        assert {name: cell.text for name, cell in job.cells.items()} == rank | unsaid | low | words


def test_what_the_text_leaves_unsaid_has_no_level_and_two_levels_are_kept_as_two() -> None:
    (first, *_) = tensions.diagnosis().jobs
    assert [first.cells[name].known for name in ("T", PLACES)] == [False, False]
    assert (first.cells[LASTING].first, first.cells[LASTING].second) == (2, 1)
    data, _ = heatmap_data([first], "T")
    halves = data["cells"].filter(pl.col("left").is_between(4, 5, closed="left"))
    assert halves["left"].to_list() == [4.0, 4.5]
    assert halves["level"].to_list() == [2, 1]


def test_the_diagnosis_and_the_dares_differ_by_one_level() -> None:
    said = tensions.diagnosis()
    official = tensions.matrix("detail", REGION)
    rows = tension_text.compared(said, official)
    # 26 levels of the ten métiers, and twice ten of the last sentence.
    assert len(rows) == sum(len(words) for _, words in TOP_TEN) + 20 == 46
    (apart,) = [one for one in rows if not one.same]
    # tensions_fap2009_2019.csv, line 1590: H0Z92, « Manque de main-d'œuvre disponible » 4.0.
    assert (apart.job.code, apart.printed, apart.published) == ("H0Z92", "très élevée", "forte 4")
    text = plain(" ".join(tension_text.differences(said, official)))
    assert "donne 46 niveaux : 45 sont ceux du fichier de la Dares, un diffère" in text
    assert "Là où le texte ne dit rien (14 cases), la Dares donne un niveau de 1 à 3" in text


# --- the Dares ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "level", "code", "job", "levels", "score"),
    [  # global, intensity, training, shortage, lasting, conditions, places; lines of the file
        ("detail", "REG", "32", "B7Z91", "5544113", 2.631804278354081),  # line 723
        ("detail", "REG", "32", "H0Z92", "5514111", 1.373401562164471),  # line 1590
        ("tension", "REG", "32", "B7Z", "5544113", 2.361825952009321),  # line 22222
        ("tension", "DEP", "59", "B7Z", "5544113", 3.07995443401521),  # line 24495
    ],
)
def test_a_row_of_the_matrix_is_that_of_the_file(
    role: str, level: str, code: str, job: str, levels: str, score: float
) -> None:
    found = row(tensions.matrix(role, find(level, code)), job)
    order = [one.component for one in jobs.components()]
    assert order == ["T", INTENSITY, TRAINING, SHORTAGE, LASTING, CONDITIONS, PLACES]
    assert [found.cells[name].first for name in order] == [int(one) for one in levels]
    assert found.score == score
    assert found.cells["T"].text == "très forte 5"


def test_every_level_is_read_in_the_words_of_the_dares() -> None:
    found = tensions.matrix("detail", REGION)
    words = {cell.text for job in found.jobs for cell in job.cells.values()}
    assert words == {
        "très faible 1", "faible 2", "moyenne 3", "forte 4", "très forte 5", "n.\u00a0d.",
    }  # fmt: skip


def test_an_imputed_score_ranks_nothing_and_a_métier_without_level_comes_last() -> None:
    found = tensions.matrix("tension", AISNE)
    # B7Z has no level in Aisne: the file repeats there the region's score, 2,36 (line 22222).
    assert (row(found, "B7Z").score, row(found, "B7Z").cells["T"].known) == (None, False)
    rows = tensions.ordered(found, "T")
    known = [one.cells["T"].known for one in rows]
    assert known == sorted(known, reverse=True)
    assert Counter(known) == {True: 50, False: 27}


@pytest.mark.parametrize("by", ["T", INTENSITY, PLACES])
def test_rows_are_sorted_by_the_column_asked_for(by: str) -> None:
    found = tensions.matrix("detail", NORD)
    levels = [one.cells[by].first or 0 for one in tensions.ordered(found, by)]
    assert levels == sorted(levels, reverse=True)
    assert len(set(levels)) == 6
    first = tensions.ordered(found, "T")
    scores = [one.score for one in first if one.cells["T"].first == 5]
    assert scores == sorted(scores, reverse=True, key=float)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "code", "expected"),
    [
        ("SPEL", "591", ["DEP:59", "REG:32", "FRANCE:FR-D976"]),
        ("DEP", "02", ["DEP:02", "REG:32", "FRANCE:FR-D976"]),
        ("REG", "32", ["REG:32", "FRANCE:FR-D976"]),
        # Most inhabitants of Hauts-de-France of this zone, which Normandie shares, live in the Oise.
        ("ZE2020", "0054", ["DEP:60", "REG:32", "FRANCE:FR-D976"]),
    ],
)
def test_the_territory_that_is_read_is_one_that_the_dares_publishes(
    level: str, code: str, expected: list[str]
) -> None:
    places = tensions.read_places(find(level, code))
    assert [one.key for one in places.values()] == expected


def test_a_filter_keeps_the_métiers_of_a_family_of_the_sector() -> None:
    found = tensions.kept(tensions.matrix("detail", REGION), "numerique")
    assert {one.code[:3] for one in found.jobs} == {"M0Z", "M1Z", "M2Z"}
    assert len(found.jobs) == 6
    detail = tensions.DETAILS["metiers"]
    title = plain(tension_text.title(found, "T", detail, "Numérique"))
    assert title.startswith("Numérique : ")


@pytest.mark.parametrize("detail", tensions.DETAILS.values(), ids=lambda one: one.role)
def test_a_sector_without_a_métier_says_so_with_its_own_capitals(detail: tensions.Detail) -> None:
    found = tensions.kept(tensions.matrix(detail.role, REGION), "chimie")
    assert not found.jobs
    assert plain(tension_text.title(found, "T", detail, "Énergie, environnement")) == (
        f"Énergie, environnement : {detail.none.lower()} {detail.one} dans ce secteur"
    )
    title = titles(opened("metiers", secteur="chimie"))[0]
    assert plain(title) == (
        "Chimie, biotechnologies, pharmacie : aucune famille de métiers dans ce secteur"
    )


def test_one_family_without_a_level_is_told_in_the_feminine() -> None:
    found = tensions.matrix("tension", REGION)
    assert sum(not one.cells["T"].known for one in found.jobs) == 1
    said = plain(tension_text.sentences(found, tensions.DETAILS["familles"], None)[-1])
    assert said.startswith(
        "Une famille de métiers sans niveau dans les Hauts-de-France : trop peu d’emplois"
    )


def test_titles_count_the_highest_level_among_those_that_have_one() -> None:
    found = tensions.matrix("tension", AISNE)
    detail = tensions.DETAILS["familles"]
    assert tension_text.title(found, "T", detail) == (
        "27 familles de métiers sur 50 en tension très forte dans l’Aisne, en 2019"
    )
    count = sum(one.cells[SHORTAGE].first == 5 for one in found.jobs)
    assert plain(tension_text.title(found, SHORTAGE, detail)) == (
        f"Manque de main-d’œuvre : tension très forte pour {count} familles sur 50 dans l’Aisne, en 2019"
    )


@pytest.mark.parametrize("detail", tensions.DETAILS.values(), ids=lambda one: one.role)
@pytest.mark.parametrize("sector", ["", *sectors()])
def test_a_title_is_short_and_the_sentence_below_says_what_it_leaves_out(
    detail: tensions.Detail, sector: str
) -> None:
    found, named = (
        tensions.kept(tensions.matrix(detail.role, REGION), sector),
        sectors().get(sector, ""),
    )
    for head in jobs.components():
        title = tension_text.title(found, head.component, detail, named)
        said = tension_text.lede(found, head.component, detail, named)
        assert len(title) <= tension_text.LONGEST, title
        if found.jobs:
            assert "en 2019" in title + said
            assert found.place.a in title + said
            assert named[1:] in title + said


def test_the_comparison_with_a_larger_territory_adds_up() -> None:
    found, larger = (tensions.matrix("tension", one) for one in (NORD, REGION))
    said = plain(tension_text.sentences(found, tensions.DETAILS["familles"], larger)[1])
    assert said == (
        "Comparé à la région Hauts-de-France, le niveau de tension est plus élevé pour 8 familles de "
        "métiers sur 75, plus bas pour 11, le même pour 56."
    )
    assert 8 + 11 + 56 == 75


def test_the_heatmap_prints_every_level_and_marks_what_is_missing() -> None:
    found = tensions.matrix("tension", AISNE)
    data, height = heatmap_data(tensions.ordered(found, "T"), "T")
    assert data["labels"].height == 77
    assert data["cells"].filter("missing").height == 27 * 7
    assert set(data["cells"].filter("missing")["text"]) == {"n.\u00a0d."}
    assert data["labels"]["bottom"].max() == height
    for mode in THEMES:
        assert heatmap_spec(mode, 7, height)["height"] == height


# --- the hiring plans ---------------------------------------------------------------------------


def hiring(bassin: str, job: str) -> hirings.Hiring:
    (found,) = [one for one in hirings.every() if (one.bassin.code, one.job) == (bassin, job)]
    return found


@pytest.mark.parametrize(
    ("bassin", "job", "numbers", "shares"),
    [  # lines of the sheet BMO_2024_open_data
        ("3213", "S1X20", ("236", "123", "35"), ("52 %", "15 %")),  # 39884
        ("3213", "T2A60", ("201", "198", "20"), ("99 %", "10 %")),  # 43221
        ("3216", "T2A60", ("1 157", "772", "210"), ("67 %", "18 %")),  # 43223
        ("3216", "A2X90", ("9", "9", "secret"), ("100 %", "secret")),  # 2519
        ("3212", "A2X90", ("6", "secret", "secret"), ("secret", "secret")),  # 2517
        ("3213", "V2X93", ("secret", "secret", "secret"), ("secret", "secret")),  # 48895
    ],
)
def test_numbers_are_those_of_the_file_and_a_share_needs_both(
    bassin: str, job: str, numbers: tuple[str, ...], shares: tuple[str, ...]
) -> None:
    one = hiring(bassin, job)
    texts = (one.projects.text, *(part.text for part in one.parts.values()))
    assert tuple(plain(text) for text in texts) == numbers
    assert tuple(plain(one.share_text(role)) for role in hirings.SHARES) == shares


def test_a_secret_number_is_never_a_zero() -> None:
    secret = [one for one in hirings.every() if one.projects.status == "C"]
    assert len(secret) == 716
    assert {(one.projects.value, one.projects.text) for one in secret} == {(None, "secret")}
    assert {one.share(role) for one in secret for role in hirings.SHARES} == {None}
    rows = hirings.of_job("A2X90")
    assert [one.projects.text for one in rows] == ["10", "9", "6", *["secret"] * 4]
    data, _ = hiring_chart.hirings_data(rows, by_bassin=False, mine=())
    assert data["rows"]["value"].to_list() == [10, 9, 6, None, None, None, None]
    assert data["hatch"].height == 4 * 6
    table = hirings.table(rows)
    assert "0" not in {*table["Projets"], *table["Difficiles"], *table["Saisonniers"]}
    taken = hirings.take_away(rows)
    assert taken["projets"].to_list() == [10, 9, 6, None, None, None, None]
    assert taken["statut_projets"].to_list() == [*"AAACCCC"]


def test_a_title_says_that_secret_numbers_are_left_out() -> None:
    assert plain(hiring_text.job_title(hirings.of_job("A2X90"))) == (
        "Sambre Avesnois annonce le plus de projets publiés : 10 en 2024"
    )
    said = [plain(one) for one in hiring_text.job_sentences(hirings.of_job("A2X90"))]
    assert said == [
        "Quatre bassins où le nombre de projets est secret : le producteur ne le publie pas, il ne se "
        "lit pas comme un zéro.",
        "21 bassins sans ligne pour ce métier dans le fichier.",
    ]
    all_published = hirings.of_job("T2A60")
    assert plain(hiring_text.job_title(all_published)) == (
        "Lille annonce le plus de projets : 1 157 en 2024"
    )


@pytest.mark.parametrize("job", sorted(hirings.job_names()))
def test_no_bassin_is_named_for_an_end_that_several_share(job: str) -> None:
    rows = hirings.of_job(job)
    for role, words in hiring_text.PARTS.items():
        shares = [round(share) for one in rows if (share := one.share(role)) is not None]
        said = [plain(one) for one in hiring_text.job_sentences(rows) if f"{words} va de" in one]
        for text in said:
            for end in (min(shares), max(shares)):
                count = shares.count(end)
                tied = f" {end} % ({count} bassins à égalité)" in text
                assert tied == (count > 1), text


@pytest.mark.parametrize("role", ["tension", "detail"])
@pytest.mark.parametrize("code", ["REG:32", "DEP:02", "DEP:59", "DEP:60", "DEP:62", "DEP:80"])
def test_a_tension_that_ties_with_the_last_one_named_is_named_too(role: str, code: str) -> None:
    found = tensions.matrix(role, find(*code.split(":")))
    tense = [one for one in found.jobs if one.cells["T"].first == 5]
    counts = Counter(
        head.short
        for one in tense
        for head in jobs.components()[1:]
        if (one.cells[head.component].first or 0) >= 4
    )
    said = plain(tension_text.sentences(found, tensions.NAMED, None)[0])
    third = sorted(counts.values())[-3]
    named = {name for name in counts if f"{name[0].lower()}{name[1:]} ({counts[name]})" in said}
    assert named == {name for name, count in counts.items() if count >= third}


def test_a_share_is_that_of_its_two_numbers_and_is_averaged_nowhere() -> None:
    for one in hirings.every():
        for role in hirings.SHARES:
            part, whole = one.parts[role].value, one.projects.value
            share = one.share(role)
            assert (share is None) == (part is None or whole is None)
            if share is not None and part is not None and whole is not None:
                assert share == 100 * part / whole
                assert 0 < share <= 100


def test_a_bassin_whose_code_is_that_of_a_zone_d_emploi_is_another_place() -> None:
    beauvais, dunkerque = hirings.bassins()["3213"], find("ZE2020", "3213")
    assert (beauvais.name, dunkerque.name) == ("Beauvais", "Dunkerque")
    assert {one.bassin.level for one in hirings.every()} == {"BE"}
    # The zone d'emploi 3213 is in the bassin of Dunkerque, 3218; that code is Maubeuge's zone.
    assert hirings.main_bassin(dunkerque) == "3218"
    assert "3213" not in hirings.touched(dunkerque)
    assert hirings.main_bassin(find("ZE2020", "0054")) == "3213"


def test_the_indicators_are_those_of_the_table_of_roles() -> None:
    for role in (*hirings.SHARES, "projects"):
        assert measures()[role].levels == ("BE",)
    for detail in tensions.DETAILS.values():
        score = measures()[tensions.SCORE.format(detail.role)]
        job, _ = jobs.split(measures()[detail.role])
        assert score.codes[score.dimensions[0]] == measures()[detail.role].codes[job]


# --- the page -----------------------------------------------------------------------------------

VIEWS = [
    {"niveau": "SPEL", "territoire": "591", "lecture": "familles", "lieu": "REG",
     "tri": "manque_main_oeuvre", "secteur": "sante", "lignes": "toutes", "bmo": "metier",
     "metier": "T2A60"},
    {"niveau": "DEP", "territoire": "02", "lecture": "metiers", "lieu": "FRANCE",
     "tri": "inadequation_geographique", "secteur": "tous", "lignes": "20", "bmo": "bassin",
     "bassin": "3213"},
    {"niveau": "REG", "territoire": "32", "lecture": "diagnostic", "tri": "tension_globale",
     "secteur": "numerique", "bmo": "metier", "metier": "M2X90"},
]  # fmt: skip


@pytest.mark.parametrize("codes", VIEWS)
def test_every_view_is_restored_from_its_address(codes: dict[str, str]) -> None:
    app = opened("metiers", **codes)
    assert notices(app) == []
    assert app.query_params == codes
    text, title = shown(app), titles(app)
    again = opened("metiers", **app.query_params)
    assert (shown(again), titles(again), again.query_params) == (text, title, codes)


@pytest.mark.parametrize("name", ["lecture", "lieu", "tri", "secteur", "lignes", "bmo", "metier"])
def test_an_unknown_code_is_told_and_the_default_shown(name: str) -> None:
    app = opened("metiers", **{name: "zzz"})
    (notice,) = notices(app)
    assert "« zzz »" in notice
    assert titles(app)[0].startswith("38 familles de métiers sur 76")
    assert app.query_params[name] != "zzz"


def test_a_zone_d_emploi_s_code_is_no_bassin_s() -> None:
    app = opened("metiers", bmo="bassin", bassin="0054")
    assert "« 0054 » n’est pas connu pour « Bassin »" in notices(app)[0]


def test_the_zone_of_dunkerque_opens_on_the_bassin_of_dunkerque_and_says_that_codes_differ() -> (
    None
):
    app = opened("metiers", niveau="ZE2020", territoire="3213", bmo="bassin")
    assert app.query_params["bassin"] == "3218"
    text = shown(app)
    assert "Bassin d’emploi de Dunkerque : projets par métier" in text
    assert "ne sont pas les zones d’emploi" in text
    assert "Le code 3218 est le bassin d’emploi de Dunkerque pour France Travail et la zone" in text


def test_a_métier_leads_to_a_bassin_and_back() -> None:
    app = opened("metiers", niveau="REG", territoire="32", bmo="metier", metier="T2A60")
    assert "Lille annonce le plus de projets" in shown(app)
    app.button(key="follow").click().run()
    assert (app.query_params["bmo"], app.query_params["bassin"]) == ("bassin", "3216")
    app.button(key="follow").click().run()
    assert app.query_params["bmo"] == "metier"
    first = hirings.of_bassin("3216", hirings.job_names())[0]
    assert app.query_params["metier"] == first.job


def test_the_bassin_follows_the_territory_until_one_is_chosen() -> None:
    app = opened("metiers", niveau="DEP", territoire="60", bmo="bassin")
    before = app.query_params["bassin"]
    app.selectbox[0].set_value("ZE2020:3213").run()
    assert (before, app.query_params["bassin"]) == ("3210", "3218")


def test_the_page_says_which_territory_is_read_and_by_whom() -> None:
    text = shown(opened("metiers", niveau="SPEL", territoire="591"))
    assert (
        "Les tensions sont publiées par département, région et France, pas pour le SPEL "
        "d’Avesnes-sur-Helpe : voici le Nord."
    ) in text
    assert "Dares, Pôle emploi, les tensions sur le marché du travail : niveaux par famille" in text
    said = shown(opened("metiers", lecture="diagnostic"))
    assert "CPRDFOP 2022-2028, lignes 2209 et suivantes" in said
    assert "un diffère : manque de main-d’œuvre" in said


def test_what_is_folded_gives_each_chart_its_table_and_the_meaning_of_each_tension() -> None:
    app = opened("metiers", lecture="diagnostic", bmo="metier", metier="A2X90")
    for key in ("matrix", "meanings", "hirings", "compared"):
        app.session_state[f"folded-{key}"] = True
    app.run()
    heights = sorted(len(one.value) for one in app.table)
    assert heights == [7, 10, 46]
    text = shown(app)
    for one in jobs.components():
        assert plain(one.meaning) in text
    assert "secret" in text


def test_the_territory_is_kept_from_another_page() -> None:
    app = opened("chomage", niveau="DEP", territoire="80")
    assert "dans la Somme, en 2019" in titles(visit(app, "metiers"))[0]


def test_an_empty_code_means_the_default_and_a_long_one_is_clipped() -> None:
    app = opened("metiers", tri="", secteur="", lecture="", lieu="", lignes="")
    assert notices(app) == []
    (said,) = notices(opened("metiers", lecture="x" * 400))
    assert f"« {'x' * 39}… » n’est pas" in said


def test_the_ranks_of_the_diagnosis_say_that_its_rule_is_not_given() -> None:
    said = tensions.diagnosis()
    text = plain(tension_text.ranks(said, tensions.matrix("detail", said.place)))
    assert "la règle exacte n’est pas donnée" in text


@pytest.mark.parametrize("place", ["", "niveau=DEP&territoire=59&", "niveau=SPEL&territoire=591&"])
def test_the_matrix_of_a_room_holds_in_its_drawing_whatever_sorts_it(place: str) -> None:
    for component in jobs.components():
        for kept in ("familles", "metiers", "metiers&secteur=tourisme", "diagnostic"):
            address = f"/metiers?{place}lecture={kept}&tri={component.column}&figure=matrice"
            found = scene(parse_view(address))
            assert found.notices == () and isinstance(found.figure, Drawing)
            _, data = found.figure.drawn("light", heatmap_room.HEIGHT)
            assert all(y <= heatmap_room.HEIGHT for y in data["rules"]["y"]), address
