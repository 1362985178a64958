"""The engagements: their tree and search, what measures them, their calendar, the values recorded."""

import csv
import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from figures import calendar, steering
from figures.engagements import Tree, found_by, parts, roles, tree
from figures.follow_up import Reading, readings, trajectory_text, value_text
from figures.formats import clipped
from figures.progress import progress_data
from figures.trajectory import Goal, Status, standing
from loaders import recorded, references
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.settings import ROOT
from tests.test_pages import notices, opened, shown, titles

TODAY = date(2026, 11, 28)
HEADER = "engagement,rank,period,value,unit,status,source,author,recorded,note"
ROW = 'E1.2,2,2024,52500,contrats,P,"Dreets, tableau du 3 mars 2025",C. Martin,2025-03-04,Tous secteurs.'


@pytest.fixture(scope="module")
def contract() -> Tree:
    return tree(references.engagements())


@pytest.fixture(scope="module")
def every() -> tuple[Reading, ...]:
    return readings(read_catalogue(), TODAY)


@pytest.fixture
def values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of recorded values of a copy of the data, which is the one that is read."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "suivi" / "valeurs.csv"


def record(values: Path, *rows: str) -> None:
    values.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")


def table(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / "references" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# The tree and the search.


def test_every_row_of_the_table_stands_once_in_the_tree(contract: Tree) -> None:
    listed = [
        one.code
        for part in parts(contract).values()
        for root in part.roots
        for one in contract.branch(root)
    ]
    codes = [row["code"] for row in table("engagements")]
    assert len(codes) == 91
    assert Counter(listed) == Counter(codes)


def test_the_parts_are_the_ambitions_the_principles_the_schema_and_the_protocol(
    contract: Tree,
) -> None:
    assert [(one.name, one.roots) for one in parts(contract).values()] == [
        ("Ambition stratégique 1", ("AS1",)),
        ("Ambition stratégique 2", ("AS2",)),
        ("Ambition stratégique 3", ("AS3",)),
        ("Ambition stratégique 4", ("AS4",)),
        ("Principes", ("P1", "P2")),
        ("Schéma sanitaire et social", ("SRFSS",)),
        ("Protocole France Travail", ("FT-E1", "FT-E2", "FT-E3", "FT-E4", "FT-G", "FT-O")),
    ]
    assert [one.code for one in contract.path("S1.4")] == ["AS1", "S1.4"]


@pytest.mark.parametrize("row", table("engagements"), ids=lambda row: row["code"])
def test_every_row_is_found_by_its_code_and_by_its_title(
    contract: Tree, row: dict[str, str]
) -> None:
    nodes, follow_ups = tuple(contract.nodes.values()), references.follow_ups()
    assert found_by(row["code"], nodes, follow_ups, {})[0].code == row["code"]
    # As it may be typed: 60 signs at most, without accents, in capitals.
    typed = row["title"][:60].upper().replace("É", "E").replace("À", "a")
    assert row["code"] in {one.code for one in found_by(typed, nodes, follow_ups, {})}
    # A keyboard types straight apostrophes, plain hyphens and "oe".
    for typed in (row["title"].replace("’", "'"), row["title"].replace("œ", "oe")):
        assert row["code"] in {one.code for one in found_by(typed, nodes, follow_ups, {})}


def test_a_straight_apostrophe_finds_what_a_curved_one_finds(contract: Tree) -> None:
    nodes, follow_ups = tuple(contract.nodes.values()), references.follow_ups()
    straight, curved = (found_by(one, nodes, follow_ups, {}) for one in ("l'emploi", "l’emploi"))
    assert straight == curved
    assert len(straight) > 10


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("capeb", ["S1.2", "S1.3", "S1.4", "S1.8", "S3.1", "S3.2", "S3.8"]),
        ("NEETS", ["E2.1", "E2.2", "S2.1"]),
        ("dunkerquois", ["S2.3"]),
        ("demandeurs handicap transport", ["S2.4"]),
        ("zzzz", []),
    ],
)
def test_a_search_reads_partners_territory_and_indicators_without_accents(
    contract: Tree, typed: str, codes: list[str]
) -> None:
    found = found_by(typed, tuple(contract.nodes.values()), references.follow_ups(), {})
    assert [one.code for one in found] == codes


def test_what_a_measure_does_not_count_is_said(every: tuple[Reading, ...]) -> None:
    by_key = {(one.row.engagement, one.row.rank): one.row for one in every}
    # Protocole France Travail 2023, lines 113 and 146: "retour à l’emploi dans les 6 mois" is asked
    # as "taux d’emploi 6 mois après"; line 112: "27 000 places par an", in a text of May 2023.
    assert by_key["FT-2", 1].extent == "partiel"
    assert "non les personnes en emploi 6 mois après" in by_key["FT-2", 1].note
    assert "« par an » dans un texte de mai 2023" in by_key["FT-8", 1].note


def test_partners_are_told_by_the_role_that_the_text_prints(contract: Tree) -> None:
    assert roles(contract.nodes["SRFSS.1"])[:2] == (
        ("Pilote", ("Région",)), ("Copilotes", ("DREETS", "ARS")),
    )  # fmt: skip
    assert roles(contract.nodes["S1.4"]) == (
        ("Pilote", ("CAPEB Hauts-de-France",)),
        ("Partenaire", ("CAMPUS DES METIERS BSEI 3.0",)),
        ("Financeur", ("DREETS Hauts-de-France",)),
    )
    assert roles(contract.nodes["FT-2"]) == (
        ("Pilotes", ("État", "Région")), ("Appui opérationnel", ("Pôle emploi",)),
    )  # fmt: skip
    for one in contract.nodes.values():
        told = sum(len(who) for _, who in roles(one))
        assert bool(told) == bool(one.pilots or one.partners)


def test_a_text_is_never_cut_in_a_word() -> None:
    assert clipped("Mobiliser la formation en situation", 24) == "Mobiliser la formation…"
    assert clipped("Mobiliser", 24) == "Mobiliser"


# What is measured.


def test_what_is_measured_today_is_these_indicators_and_no_other(
    every: tuple[Reading, ...],
) -> None:
    told = {
        (one.row.engagement, one.row.rank): steering.newest(one)
        .replace("\u202f", " ")
        .replace("\xa0", " ")
        for one in every
        if one.measured
    }
    assert told == {
        ("E1.2", 2): "54 963 contrats en 2021",
        ("E1.2", 4): "Apprentissage : 61,1 % en 2018-2019 ; Lycée professionnel : 36,6 % en 2018-2019",
        ("E2.1", 1): "Conseil régional (programme régional de formation) : 60 000 entrées en 2020",
        ("E2.1", 3): "16 à 25 ans : 170 700 personnes en 2021",
        ("E2.2", 2): "12 300 jeunes en octobre 2020",
        ("E2.3", 2): "1 180 personnes en 2020",
        ("E2.4", 2): "14 valeurs, de 10 % à 54 %, 2020 à 2022",
        ("SRFSS.1", 5): "Paramédical et sage-femme : 16 600 inscrits en 2020 ; Social : 4 900 inscrits en 2020",
        ("FT-2", 1): "environ 56 % en 2022",
        ("FT-2", 2): "14 valeurs, de 10 % à 54 %, 2020 à 2022",
        ("FT-8", 1): "AFPR et POEI de Pôle emploi : 27 000 places en 2023",
    }  # fmt: skip


def test_a_link_without_figure_is_a_target_alone_and_never_measured(
    every: tuple[Reading, ...],
) -> None:
    linked = {(row["engagement"], int(row["rank"])) for row in table("suivi") if row["indicator"]}
    measured = {(one.row.engagement, one.row.rank) for one in every if one.measured}
    aimed = {(one.row.engagement, one.row.rank) for one in every if one.status == "cible seule"}
    assert measured | aimed == linked
    assert (len(linked), len(measured), len(aimed)) == (26, 11, 15)
    assert all(one.targets for one in every if one.status == "cible seule")
    assert all(one.row.note for one in every if one.row.extent == "partiel")


def test_the_total_stands_for_its_breakdowns_when_it_is_published(
    every: tuple[Reading, ...],
) -> None:
    (one,) = [row for row in every if (row.row.engagement, row.row.rank) == ("FT-2", 1)]
    assert [(value.label, value.period) for value in one.values] == [("", "2022")]


def test_the_message_of_the_axis_counts_what_is_dated(contract: Tree) -> None:
    drawn = [
        one for one in contract.nodes.values() if one.kind not in ("principe", "schema", "axe")
    ]
    assert (
        calendar.title(drawn) == "43 intitulés sur 82 ont un début daté, dont 7 sans fin imprimée"
    )
    assert calendar.title(drawn[-2:]) == "Aucun de ces intitulés n’a de début daté dans le texte"


def test_a_value_cites_the_line_that_prints_it(every: tuple[Reading, ...]) -> None:
    sources = {
        (one.row.engagement, one.row.rank): one.values[0].source for one in every if one.measured
    }
    assert sources["E1.2", 2] == "Monographie Hauts-de-France 2023, ligne 388"
    assert sources["E2.3", 2] == "CPRDFOP 2022-2028, ligne 3274"
    assert sources["FT-2", 1] == "Protocole France Travail 2023, ligne 113"


def test_the_counts_of_a_part_are_those_of_the_tables(
    contract: Tree, every: tuple[Reading, ...]
) -> None:
    parents = {row["code"]: row["parent"] for row in table("engagements")}
    kinds = {row["code"]: row["kind"] for row in table("engagements")}

    def part(code: str) -> str:
        while parents[code]:
            code = parents[code]
        return kinds[code] if kinds[code] != "ambition" else code

    totals = Counter(part(row["engagement"]) for row in table("suivi"))
    linked = Counter(part(row["engagement"]) for row in table("suivi") if row["indicator"])
    rows = steering.counts(contract, every)
    assert {one.part.code: one.total for one in rows} == dict(totals)
    assert {
        one.part.code: one.measured + one.aimed for one in rows if one.measured + one.aimed
    } == dict(linked)
    assert [(one.measured, one.aimed, one.unknown) for one in rows] == [
        (2, 1, 84), (5, 4, 40), (0, 5, 82), (0, 3, 52), (0, 0, 18), (1, 0, 26), (3, 2, 1),
    ]  # fmt: skip
    assert steering.counts_table(rows).row(-1) == ("Ensemble", 329, 11, 15, 303)


def test_the_message_its_lede_and_the_chart_tell_the_counts(
    contract: Tree, every: tuple[Reading, ...]
) -> None:
    assert steering.title(every) == "11 des 329 indicateurs de suivi se mesurent aujourd’hui"
    assert steering.lede(every).replace("\u202f", " ") == (
        "11 ne sont mesurés qu’en partie ; 15 ont une cible, sans chiffre constaté ; "
        "pour 303, pas encore de donnée."
    )
    rows = steering.counts(contract, every)
    assert steering.chart_title(rows) == "3 des 7 parties n’ont encore aucun indicateur mesuré"
    data = progress_data(rows)
    assert data["rows"]["text"][1] == "5 mesurés, 4 cibles sur 49"
    second = data["pieces"].select("from", "to", "kind").rows()[3:6]
    assert second == [(0, 5, "measured"), (5, 9, "aimed"), (9, 49, "unknown")]


def test_the_rows_to_take_away_hold_every_indicator(
    contract: Tree, every: tuple[Reading, ...]
) -> None:
    rows = steering.follow_up_rows(contract, every)
    assert len(set(rows.select("engagement", "rang").rows())) == 329
    assert rows.filter(statut="pas encore de donnée")["valeur"].null_count() == 303
    assert rows.filter(engagement="E2.4", rang=2).height == 14


# The word for a value before its target: docs/references.md.

DATED = Goal(60000, "2028", 45000, "2022")


@pytest.mark.parametrize(
    ("value", "period", "goal", "status"),
    [
        (60000, "2024", DATED, "atteint"),
        (52500, "2024", DATED, "en avance"),  # half the way at a third of the time
        (50000, "2024", DATED, "au rythme"),
        (49300, "2024", DATED, "au rythme"),  # 4.7 % of the way behind the straight line
        (49200, "2024", DATED, "en retard"),  # 5.3 % behind
        (59900, "2028", DATED, "en retard"),  # due, and not reached
        (54963, "2021", DATED, "non jugé"),  # before the baseline
        (70000, "2022", DATED, "non jugé"),
        (80, "2024", Goal(80), "atteint"),
        (79, "2024", Goal(80), "non jugé"),
        (79, "2028", Goal(80, "2028"), "en retard"),
        (79, "2027", Goal(80, "2028"), "non jugé"),
    ],
)
def test_a_value_is_judged_on_the_straight_line_at_its_own_period(
    value: float, period: str, goal: Goal, status: Status
) -> None:
    assert standing(value, period, goal, "up", TODAY).status == status


def test_a_target_to_go_down_to_is_reached_from_above() -> None:
    goal = Goal(10, "2028", 20, "2022")
    assert standing(9, "2024", goal, "down", TODAY).status == "atteint"
    assert standing(15, "2024", goal, "down", TODAY).status == "en avance"
    assert standing(19, "2024", goal, "down", TODAY).status == "en retard"


def test_what_is_not_judged_says_what_lacks() -> None:
    assert standing(79, "2024", Goal(80), "up", TODAY).reason == (
        "l’échéance et le point de départ manquent pour juger du rythme"
    )
    assert standing(54963, "2021", DATED, "up", TODAY).reason == (
        "la dernière valeur n’est pas plus récente que le point de départ"
    )


def test_the_straight_line_tells_the_value_expected_then_and_today() -> None:
    found = standing(52500, "2024", DATED, "up", date(2025, 1, 1))
    assert (found.share, found.expected, found.today) == (0.5, 50000.0, 52500.0)


# The time axis.


def test_spans_begin_and_end_where_the_text_says_it(contract: Tree) -> None:
    found = {one.code: one for one in calendar.spans(contract.nodes.values(), "S1.1")}
    assert len(found) == 43
    assert (found["S1.1"].start, found["S1.1"].end, found["S1.1"].kind) == (2023.0, 2028.0, "mine")
    assert (found["AS1"].start, found["AS1"].end) == (2022.0, 2029.0)
    opened_ends = [code for code, one in found.items() if one.end is None]
    assert opened_ends == ["S1.5", "S1.9", "S2.3", "S2.4", "S3.7", "S4.6", "P1.2"]
    assert found["S1.5"].text == "dès 2022, fin non imprimée"
    apart = calendar.undated(contract.nodes.values())
    assert len(apart) == 48
    assert "FT-2" in {one.code for one in apart}


def test_the_revoyure_marks_the_axis_of_every_engagement(contract: Tree) -> None:
    dates = references.milestones()
    for code in contract.nodes:
        rows = calendar.dates(calendar.milestones_of(contract, code, dates))
        (one,) = [row for row in rows if row.code == "revoyure"]
        assert (one.start, one.end, one.kind) == (2025.0, 2026.0, "due")
    mine = calendar.dates(calendar.milestones_of(contract, "E1.2", dates))
    assert [one.label for one in mine] == [
        "Clause de revoyure", "60 000 nouveaux contrats d’apprentissage par an",
    ]  # fmt: skip


def test_every_date_of_the_calendar_is_on_the_axis_or_beside_it() -> None:
    rows = calendar.dates(references.milestones())
    assert all(calendar.FIRST <= one.start < calendar.LAST + 1 for one in rows)
    assert len(rows) + calendar.apart(references.milestones(), rows).height == 50
    signed = next(one for one in rows if one.code == "signature-cprdfop")
    assert signed.start == pytest.approx(2023 + 1 / 12 + 9 / 365)
    assert signed.end is None


# The values that coordinators record.


def test_the_file_ships_with_its_header_alone() -> None:
    assert (ROOT / "data" / "suivi" / "valeurs.csv").read_text(encoding="utf-8") == f"{HEADER}\n"
    assert recorded.read_recorded() == ()


def test_a_recorded_row_is_read_judged_and_told(values: Path) -> None:
    record(values, ROW, ROW.replace("2024,52500", "2023,47000"))
    found = readings(read_catalogue(), TODAY)
    (one,) = [row for row in found if (row.row.engagement, row.row.rank) == ("E1.2", 2)]
    (value,) = one.values
    assert value_text(value).replace("\u202f", " ").replace("\xa0", " ") == (
        "52 500 contrats (provisoire) en 2024"
    )
    assert value.source.replace("\xa0", " ") == (
        "Dreets, tableau du 3 mars 2025 (ligne écrite par C. Martin, 4 mars 2025)"
    )
    assert (one.status, value.note) == ("en avance", "Tous secteurs.")
    assert (
        trajectory_text(one)
        .replace("\u202f", " ")
        .startswith(
            "Trajectoire : 50 % du chemin entre le point de départ et la cible. En ligne droite, on "
            "attendait 50 000 en 2024"
        )
    )
    record(values, "E1.1,2,2025,12,notes de SPEL,A,Région,C. Martin,2026-01-05,")
    assert steering.title(readings(read_catalogue(), TODAY)).startswith("12 des 329")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("E1.2,", "E9,", "« engagement » : « E9 » n’est pas le code d’un engagement suivi"),
        (",2,2024", ",19,2024", "« rank » : « 19 » n’est le rang d’aucun indicateur de suivi de E1.2"),
        (",2,2024", ",x,2024", "« rank » : « x » n’est pas un nombre entier"),
        ("2024", "hier", "« period » : « hier » n’est pas une période écrite comme"),
        ("52500", "52 500", "« value » : « 52 500 » n’est pas un nombre écrit comme « 8.9 »"),
        ("52500", "-1", "« value » : « -1 » est hors des bornes plausibles de l’indicateur"),
        ("52500", "", "« value » : le vide n’est pas admis ; complétez"),
        ("contrats", "personnes", "« unit » : « personnes » n’est pas l’unité de l’indicateur"),
        (",P,", ",U,", "« status » : « U » n’est pas un statut (A, P, R, E)"),
        ("C. Martin", "", "« author » : le vide n’est pas admis ; complétez"),
        ("2025-03-04", "4 mars", "« recorded » : « 4 mars » n’est pas un jour écrit comme"),
        ("2025-03-04", "2025-02-30", "« recorded » : « 2025-02-30 » n’est pas un jour"),
    ],
)  # fmt: skip
def test_a_bad_row_is_refused_in_french(values: Path, old: str, new: str, sentence: str) -> None:
    record(values, ROW.replace(old, new, 1))
    with pytest.raises(DataError) as error:
        recorded.read_recorded()
    assert str(error.value).startswith(f"suivi/valeurs.csv, ligne 2, colonne {sentence}")


def test_a_value_given_twice_is_refused(values: Path) -> None:
    record(values, ROW, ROW)
    with pytest.raises(DataError, match=r"suivi/valeurs\.csv, ligne 3, .* double une valeur"):
        recorded.read_recorded()


# The page.


def test_the_page_opens_the_sheet_that_its_address_asks_and_writes_it_back() -> None:
    asked = {"engagement": "E1.2", "cherche": "apprentissage", "partie": "AS1", "etat": "mesure"}
    app = opened("pilotage", **asked)
    assert notices(app) == []
    assert app.query_params == asked | {"calendrier": "engagements"}
    text = shown(app)
    assert "Engagement n° 1.2 : Accompagner l’évolution de l’offre de formation" in text
    assert "54 963 contrats en 2021" in text
    assert "Monographie Hauts-de-France 2023, ligne 388." in text
    assert "Pas encore de donnée : 5 indicateurs" in text
    assert "1 résultat sur 91" in text


def test_every_engagement_opens_by_its_address() -> None:
    app = opened("pilotage")
    for row in table("engagements"):
        app.query_params = {"engagement": row["code"]}
        app.run()
        assert not app.exception
        assert row["title"][:40] in shown(app), row["code"]
        assert app.query_params["engagement"] == row["code"]


def test_an_engagement_chosen_in_the_tree_is_kept_when_the_search_changes() -> None:
    app = opened("pilotage", engagement="FT-6")
    (branch,) = app.radio
    assert branch.value == "FT-6"
    branch.set_value("FT-8").run()
    assert app.query_params["engagement"] == "FT-8"
    app.text_input[0].set_value("capeb").run()
    assert app.radio[0].options[0].startswith("S1\\.2")
    assert "27 000 places en 2023" in shown(app)


def test_an_unknown_engagement_or_filter_is_told_and_left() -> None:
    app = opened("pilotage", engagement="E9", partie="AS9")
    assert notices(app) == [
        "« AS9 » n’est pas connu pour « Partie » : voici « Tout le contrat ».",
        "L’engagement demandé (E9) n’est pas connu : voici la liste.",
    ]
    assert "engagement" not in app.query_params


def test_a_recorded_value_is_shown_with_its_source_and_a_bad_row_told(values: Path) -> None:
    record(values, ROW)
    text = shown(opened("pilotage", engagement="E1.2"))
    assert "52 500 contrats (provisoire) en 2024" in text
    assert "Dreets, tableau du 3 mars 2025 (ligne écrite par C. Martin, 4 mars 2025). Tous" in text
    assert "en avance" in text
    record(values, ROW.replace("52500", "beaucoup"))
    app = opened("pilotage")
    assert titles(app) == ["Cette page n’a pas pu être affichée"]
    assert "suivi/valeurs.csv, ligne 2, colonne « value » : « beaucoup » n’est pas" in shown(app)


def test_a_target_alone_is_said_in_its_own_words_and_measures_nothing_yet(
    every: tuple[Reading, ...],
) -> None:
    (meetings,) = (one for one in every if (one.row.engagement, one.row.rank) == ("S2.5", 1))
    assert meetings.indicator is not None
    said = steering.target_line(read_catalogue(), meetings.indicator, meetings.targets[0])
    assert said.startswith("Cible : « au moins 3 rencontres de cadrage », soit 3")
    assert steering.measured_by(meetings) == "Serait mesuré par"
    assert {steering.measured_by(one) for one in every if one.measured} == {"Mesuré par"}
