"""The trace: every figure of the five documents is carried, or left out with its reason."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from loaders import audit, carriers, tokens, trace, trace_checks, tracing
from loaders.errors import DataError
from loaders.settings import ROOT
from loaders.trace import Row

HDF, CPRDFOP = "monographie-hdf-2023", "cprdfop-2022"
PLAN, NORMANDIE = "plan-apprentissage-2016", "monographie-normandie-2020"
PROTOCOL = "protocole-france-travail-2023"
COUNTS = {HDF: 453, CPRDFOP: 2646, PLAN: 17, NORMANDIE: 571, PROTOCOL: 102}
# document, line, rank, token, carried, indicator, territory, period, breakdown, value
FIGURES = [
    (HDF, 7, 1, "963 900", "observed", "emplois-grand-secteur", "32", "2023-Q2",
     "secteur=tertiaire marchand", 963900),
    (HDF, 57, 2, "953 590", "observed", "apprentis", "FR", "2022/2023", "", 953590),
    (HDF, 67, 1, "518 950", "observed", "demandeurs-emploi-abc", "32", "2023-09", "", 518950),
    (HDF, 76, 1, "8,9", "observed", "taux-chomage", "32", "2023-Q2", "", 8.9),
    (HDF, 258, 1, "963 900", "observed", "emplois-grand-secteur", "32", "2023-Q2",
     "secteur=tertiaire marchand", 963900),
    (HDF, 101, 2, "377", "observed", "budget-primitif", "32", "2023",
     "poste=emploi et formation", 377000000),
    (HDF, 792, 1, "5 827 369 571,52", "observed", "budget-primitif", "32", "2023", "",
     5827369571.52),
    (HDF, 1173, 1, "80 000", "target", "apprentis", "32", "2025", "", 80000),
    (CPRDFOP, 178, 2, "60 000", "target", "contrats-apprentissage", "32", "2028", "", 60000),
    (CPRDFOP, 1067, 1, "5 975 800", "observed", "population", "32", "2021", "", 5975800),
    (CPRDFOP, 1133, 2, "5", "projection", "rang-population", "32", "2050", "objet=population", 5),
    (CPRDFOP, 2754, 1, "203 220", "observed", "projets-recrutement", "32", "2021", "", 203220),
    (CPRDFOP, 3054, 1, "222 700", "observed", "lyceens", "32", "2020/2021", "", 222699),
    (CPRDFOP, 11372, 3, "40", "evolution", "candidats-formations-sociales", "32", "2022", "", -40),
    (PLAN, 7, 1, "50 000", "target", "apprentis", "32", "2021", "", 50000),
    (PLAN, 14, 1, "50 000", "target", "apprentis", "32", "2021", "", 50000),
    (PLAN, 16, 1, "33 000", "observed", "apprentis", "32", "2016", "", 33000),
    (PLAN, 16, 2, "4", "observed", "part-entreprises-apprentissage", "32", "2016", "", 4),
    (PLAN, 16, 5, "10", "target", "part-region-apprentis", "32", "", "", 10),
    (NORMANDIE, 33, 1, "67 000 000", "observed", "population", "FR", "2019", "", 67000000),
    (NORMANDIE, 61, 1, "24 703", "observed", "apprentis", "28", "2018/2019", "", 24703),
    (NORMANDIE, 186, 1, "0,7", "evolution", "taux-chomage", "28", "2019-Q2", "", 0.7),
    (NORMANDIE, 804, 3, "993 520 495,00", "observed", "budget-primitif", "28", "2019",
     "section=investissement", 993520495),
    (PROTOCOL, 113, 5, "56", "observed", "retour-emploi-formation", "32", "2022", "", 56),
    (PROTOCOL, 166, 2, "80", "target", "taux-remplissage-formations", "32", "", "", 80),
    (PROTOCOL, 235, 1, "400.000", "observed", "entreprises", "32", "2023", "", 400000),
    (PROTOCOL, 293, 0, "doubler le nombre d’entreprises concernées", "target",
     "recrutement-inclusif-multiplication", "32", "2026", "", 2),
]  # fmt: skip
COMPUTED = [
    (HDF, 169, 2, "0,78", "demandeurs-emploi-abc", "32", "2022-09", "2023-09", ""),
    (HDF, 154, 2, "1,61", "population-active", "32", "2019", "2020", "age=16 à 25 ans"),
    (NORMANDIE, 397, 1, "9,48", "formations-commandees-remunerees", "28", "2017", "2018", ""),
]
LEFT_OUT = [
    (HDF, 714, 1, "03", "numéro de téléphone"),
    (HDF, 246, 2, "2022", "référence de loi, de décret ou d’article"),
    (HDF, 932, 1, "3", "nom propre"),
    (HDF, 1114, 2, "50", "condition d’un dispositif"),
    (CPRDFOP, 4663, 3, "86", "numéro de page"),
    (CPRDFOP, 1865, 2, "2", "graduation de graphique ou de légende"),
    (CPRDFOP, 1142, 3, "15", "tranche d’âge en libellé"),
    (NORMANDIE, 1212, 1, "93218", "adresse ou code postal"),
    (PROTOCOL, 47, 1, "4221", "référence de loi, de décret ou d’article"),
]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data, which the test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return folder


def traced() -> dict[tuple[str, int, int, str], Row]:
    return {row.place: row for row in trace.read()}


def test_no_figure_is_silent_and_every_row_holds() -> None:
    assert list(trace_checks.problems(trace.read())) == []


def test_every_figure_of_each_document_has_its_row() -> None:
    rows = [row for row in trace.read() if row.rank]
    assert Counter(row.document for row in rows) == COUNTS
    assert len({row.place[:3] for row in rows}) == len(rows)
    ranks: dict[tuple[str, int], list[int]] = {}
    for row in rows:
        ranks.setdefault((row.document, row.line), []).append(row.rank)
    assert all(found == list(range(1, len(found) + 1)) for found in ranks.values())


def test_no_reason_is_unknown() -> None:
    left = {row.reason for row in trace.read() if row.carried == "left-out"}
    assert left - set(trace.REASONS) == set()


@pytest.mark.parametrize("figure", FIGURES, ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}")
def test_a_figure_is_carried_by_its_row(figure: tuple) -> None:
    *place, carried, indicator, territory, period, breakdown, value = figure
    row = traced()[tuple(place)]
    assert (row.carried, row.indicator, row.territory) == (carried, indicator, territory)
    assert (row.period, row.breakdown) == (period, breakdown)
    found = [one for one in carriers.statements() if one.key == row.key]
    assert value in [one.value for one in found]


def test_the_figures_stated_here_come_from_the_five_documents() -> None:
    assert {figure[0] for figure in FIGURES} == set(COUNTS)
    assert len(FIGURES) >= 20


@pytest.mark.parametrize("figure", COMPUTED, ids=lambda one: f"{one[0]}-{one[1]}")
def test_a_printed_change_is_recomputed(figure: tuple) -> None:
    *place, indicator, territory, start, period, breakdown = figure
    row = traced()[tuple(place)]
    assert (row.carried, row.indicator, row.territory) == ("computed", indicator, territory)
    assert (row.start, row.period, row.breakdown) == (start, period, breakdown)


@pytest.mark.parametrize("figure", LEFT_OUT, ids=lambda one: f"{one[0]}-{one[1]}-{one[2]}")
def test_a_figure_is_left_out_for_its_reason(figure: tuple) -> None:
    *place, reason = figure
    row = traced()[tuple(place)]
    assert (row.carried, row.reason) == ("left-out", reason)


def changed(row: tuple[str, int, int, str], **cells: str) -> None:
    """Change cells of one row of the trace, on disk."""
    rows = trace.read()
    assert row in {one.place for one in rows}
    trace.write(one._replace(**cells) if one.place == row else one for one in rows)


A_PHONE = (HDF, 714, 1, "03")
A_FIGURE = (HDF, 67, 1, "518 950")
A_CHANGE = (HDF, 169, 2, "0,78")
A_REFERENCE = (HDF, 1207, 1, "8")
DAMAGES = {
    "another value": (A_FIGURE, {"token": "518 951"}, "ou l’est avec une autre valeur."),
    "another place": (A_FIGURE, {"territory": "28"}, "ou l’est avec une autre valeur."),
    "an unknown reason": (A_PHONE, {"reason": "inconnue"}, "raison inconnue, « inconnue »."),
    "no reason": (A_PHONE, {"reason": ""}, "raison inconnue, «  »."),
    "a forgotten figure": (
        A_PHONE, {"reason": trace.FORGOTTEN},
        "c’est un chiffre que rien ne porte ; ajoutez-le aux données.",
    ),
    "an unknown way": (A_PHONE, {"carried": "lost"}, "n’est pas une façon de porter un chiffre."),
    "another change": (A_CHANGE, {"token": "0,88"}, "ne se recalcule pas."),
    "an unknown indicator": (A_CHANGE, {"indicator": "rien"}, "ne se recalcule pas."),
    "an unknown reference": (
        A_REFERENCE, {"breakdown": "code=rien"},
        "calendrier n’a pas de ligne code=rien pour ce document.",
    ),
    "another reference": (A_REFERENCE, {"token": "9"}, "code=protocole-signature ne le dit pas."),
    "a rank given twice": (A_PHONE, {"rank": "2"}, "le chiffre a deux lignes ; gardez-en une."),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_row_is_refused(damage: str, data: Path) -> None:
    place, cells, sentence = DAMAGES[damage]
    changed(place, **cells)
    found = list(trace_checks.problems(trace.read()))
    where = f"{place[0]}, ligne {place[1]}, chiffre "
    assert any(one.startswith(where) and one.endswith(sentence) for one in found), found


def test_a_printed_figure_without_a_row_is_refused(data: Path) -> None:
    before = set(trace_checks.problems(trace.read()))
    trace.write(row for row in trace.read() if row.token != "518 950")
    assert set(trace_checks.problems(trace.read())) - before == {
        "monographie-hdf-2023, ligne 67, « 518 950 » : le chiffre est porté par "
        "« demandeurs-emploi-abc » mais n’a pas de ligne dans la trace."
    }


def test_a_value_that_changes_in_the_data_is_refused(data: Path) -> None:
    before = set(trace_checks.problems(trace.read()))
    file = data / "printed" / "demandeurs-emploi-abc.csv"
    text = file.read_text(encoding="utf-8")
    assert ",518950,518 950," in text
    file.write_text(text.replace(",518950,518 950,", ",518960,518 960,"), encoding="utf-8")
    found = set(trace_checks.problems(trace.read())) - before
    assert (
        "monographie-hdf-2023, ligne 67, chiffre 1, « 518 950 » : demandeurs-emploi-abc, REG, 32, "
        "2023-09 n’est pas dans les données, ou l’est avec une autre valeur." in found
    )


def test_a_target_that_is_removed_is_refused(data: Path) -> None:
    before = set(trace_checks.problems(trace.read()))
    file = data / "targets" / "formations.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(one for one in lines if not one.startswith(PLAN)), encoding="utf-8")
    lost = {one for one in trace_checks.problems(trace.read()) if one not in before}
    assert [one.split(",")[1] for one in sorted(lost)] == [" ligne 14", " ligne 16", " ligne 7"]


def test_the_command_says_the_first_problem_and_returns_1(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sound = audit.main([])
    capsys.readouterr()
    trace.write(
        row._replace(reason=trace.FORGOTTEN) if index == 0 else row
        for index, row in enumerate(trace.read())
    )
    assert audit.main([]) == 1
    said = capsys.readouterr().out
    assert said.startswith("monographie-hdf-2023 : 453 chiffres, et ")
    assert "\nmonographie-hdf-2023, ligne 2, chiffre 1, « 2 » : c’est un chiffre que" in said
    assert sound == 0


def test_a_trace_of_another_form_is_refused(data: Path) -> None:
    file = data / "trace.csv"
    rows = list(csv.reader(file.read_text(encoding="utf-8").splitlines()))
    file.write_text("\n".join(",".join(row[:3]) for row in rows[:3]) + "\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"^trace\.csv : les colonnes doivent être document, line"):
        trace.read()
    file.unlink()
    with pytest.raises(DataError, match=r"^trace\.csv : le fichier manque"):
        trace.read()


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("En 2023, 518 950 demandeurs", ["2023", "518 950"]),
        ("12\u00a0300 décrocheurs, 14\u202f000 salariés", ["12 300", "14 000"]),
        ("3 628 658 079,70 3 628 658 079,70", ["3 628 658 079,70", "3 628 658 079,70"]),
        ("- 0,78 % et 4.131milliards", ["0,78", "4.131"]),
        ("Tél. 03 20 90 73 00", ["03", "20", "90", "73", "00"]),
        ("Rev3, bac+2, 1er", ["3", "2", "1"]),
        ("71 809 953 590", ["71 809", "953 590"]),
        ("2018 2019", ["2018", "2019"]),
    ],
)
def test_what_a_figure_is(text: str, figures: list[str]) -> None:
    found = list(tokens.tokens(f"\n{text}"))
    assert [one.text for one in found] == figures
    assert {one.line for one in found} == {2}
    assert [one.rank for one in found] == list(range(1, len(figures) + 1))
    plain = tokens.plain(text)
    assert [plain[one.start : one.end] for one in found] == figures


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of five texts, of which the third one alone says something."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for beginning in tokens.DOCUMENTS:
        (folder / f"{beginning}_texte.txt").write_text("", encoding="utf-8")
    said = (
        "\n\n\n\n\n\n50\u202f000 apprentis d’ici 5 ans\nTél. : 03 20 90 73 00\nEn 1999, 123 456\n"
    )
    (folder / "002_texte.txt").write_text(said, encoding="utf-8")
    return folder


def test_the_texts_are_compared_with_the_trace(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, vanished = audit.compare(trace.read(), folder)
    assert [(row.line, row.token) for row in new] == [
        (8, "03"), (8, "20"), (8, "90"), (8, "73"), (8, "00"), (9, "1999"), (9, "123 456"),
    ]  # fmt: skip
    assert len(vanished) == sum(COUNTS.values()) - 2
    assert audit.main(["--documents", str(folder)]) == 1
    assert capsys.readouterr().out.rstrip().endswith("lignes sont à reprendre en tout.")


def test_a_missing_text_is_said(folder: Path) -> None:
    (folder / "004_texte.txt").unlink()
    with pytest.raises(DataError, match=r"il faut un texte 004_….txt, et un seul"):
        tokens.texts(folder)


def test_the_trace_is_written_from_the_texts(data: Path, folder: Path) -> None:
    rows = {row.place[1:]: row for row in tracing.rebuild(folder) if row.document == PLAN}
    carried = rows[7, 1, "50 000"]
    assert (carried.carried, carried.indicator, carried.period) == ("target", "apprentis", "2021")
    assert rows[7, 2, "5"].carried == "reference"
    assert rows[8, 3, "90"].reason == "numéro de téléphone"
    assert rows[9, 1, "1999"].reason == "date ou année de texte"
    assert rows[9, 2, "123 456"].reason == trace.FORGOTTEN
