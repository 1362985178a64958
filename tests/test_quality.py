"""The quality report: real values in full, a secret, a doubt, a file that the door refuses."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loaders import quality
from loaders.catalogue import read_catalogue
from loaders.settings import ROOT

TODAY = date(2026, 7, 31)


def row(code: str) -> dict[str, Any]:
    rows = quality.report(read_catalogue(), TODAY).rows_by_key("code", named=True, unique=True)
    return {"code": code} | rows[code]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the data, which the test may damage."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    return folder


def test_one_row_per_indicator_in_the_order_of_the_catalogue() -> None:
    rows = quality.report(read_catalogue(), TODAY)
    assert rows["code"].to_list() == list(read_catalogue().indicators)
    assert set(rows["checks"]) == {quality.PASSED}
    assert list(rows.columns) == list(quality.SCHEMA)


def test_an_indicator_with_a_published_table() -> None:
    assert row("taux-chomage") == {
        "code": "taux-chomage",
        "title": "Taux de chômage localisé",
        "theme": "marche-du-travail",
        "rows": 28755,
        "levels": ["FRANCE", "REG", "DEP", "ZE2020", "ZER2020"],
        "periods": 177,
        "first": "1982-Q1",
        "last": "2026-Q1",
        "age": 4,
        "coverage": [
            "1/1 région",
            "5/5 départements",
            "24/24 zones d’emploi",
            "2/2 parties régionales de zones d’emploi",
        ],
        "missing": 0,
        "secret": 0,
        "provisional": 9,
        "doubtful": 2,
        "printed": 25,
        "documents": ["cprdfop-2022", "monographie-hdf-2023", "monographie-normandie-2020"],
        "targets": 0,
        "sources": [
            "insee-chomage-ze", "insee-chomage-dep", "insee-bdm-chomage",
            "monographie-normandie-2020", "cprdfop-2022", "monographie-hdf-2023",
        ],
        "checks": "toutes les lignes passent",
    }  # fmt: skip


def test_a_doubtful_figure_is_printed_but_is_no_observation() -> None:
    assert row("part-emploi-salarie-secteur") == {
        "code": "part-emploi-salarie-secteur",
        "title": "Poids des secteurs dans l’emploi salarié",
        "theme": "entreprises-emploi",
        "rows": 3,
        "levels": ["REG"],
        "periods": 1,
        "first": "2021-Q1",
        "last": "2021-Q1",
        "age": 64,
        "coverage": ["1/1 région"],
        "missing": 0,
        "secret": 0,
        "provisional": 0,
        "doubtful": 2,
        "printed": 5,
        "documents": ["cprdfop-2022"],
        "targets": 0,
        "sources": ["cprdfop-2022"],
        "checks": "toutes les lignes passent",
    }


def test_an_indicator_with_a_target_alone() -> None:
    assert row("recrutement-inclusif-multiplication") == {
        "code": "recrutement-inclusif-multiplication",
        "title": "Recrutement inclusif : multiplication des entreprises",
        "theme": "gouvernance",
        "rows": 0,
        "levels": [],
        "periods": 0,
        "first": None,
        "last": None,
        "age": None,
        "coverage": [],
        "missing": 0,
        "secret": 0,
        "provisional": 0,
        "doubtful": 0,
        "printed": 0,
        "documents": [],
        "targets": 1,
        "sources": ["protocole-france-travail-2023"],
        "checks": "toutes les lignes passent",
    }


def test_what_is_secret_or_missing_is_counted_apart() -> None:
    poor, tense = row("taux-pauvrete"), row("tension-metier")
    assert (poor["rows"], poor["secret"], poor["missing"]) == (5049, 55, 0)
    assert (tense["rows"], tense["secret"], tense["missing"]) == (16926, 0, 6510)


def test_a_territory_whose_value_is_secret_is_not_covered(data: Path) -> None:
    file = data / "observations" / "population.parquet"
    file.unlink()
    file.with_suffix(".csv").write_text(
        "level,territory,period,value,status,vintage,source\n"
        "DEP,59,2022,2600000,A,2023,insee-population-dep\n"
        "DEP,02,2023,,C,2023,insee-population-dep\n"
        "DEP,59,2023,2600000,P,2023,insee-population-dep\n"
        "DEP,60,2023,,M,2023,insee-population-dep\n"
        "DEP,76,2023,1200000,P,2023,insee-population-dep\n",
        encoding="utf-8",
    )
    found = row("population")
    assert found["coverage"] == ["1/5 départements"]
    assert [found[name] for name in ("rows", "missing", "secret", "provisional")] == [5, 1, 1, 2]
    assert (found["first"], found["last"], found["age"]) == ("2022", "2023", 31)


def test_a_broken_file_gives_its_sentence_and_the_exit_code(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "printed" / "part-emploi-salarie-secteur.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",REG,32,", ",REG,99,", 1), "utf-8")
    assert row("part-emploi-salarie-secteur")["checks"] == (
        "printed/part-emploi-salarie-secteur.csv, ligne 2, colonne « territory » : « 99 » n’est "
        "pas un code connu au niveau REG ; corrigez-le, ou ajoutez le territoire à territories.csv."
    )
    assert row("taux-chomage")["checks"] == quality.PASSED
    assert quality.main([]) == 1
    said = capsys.readouterr().out
    assert "REFUSÉ : printed/part-emploi-salarie-secteur.csv, ligne 2" in said
    assert said.endswith("1 ne les passent pas.\n")


def test_a_broken_target_is_said_of_the_indicators_of_the_targets(data: Path) -> None:
    file = data / "targets" / "entreprises-emploi.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",2050,", ",vers 2050,"), "utf-8")
    sentence = row("bois-construction")["checks"]
    assert sentence.startswith("targets/entreprises-emploi.csv, ligne 2, colonne « period »")
    assert row("taux-chomage")["checks"] == quality.PASSED


@pytest.mark.parametrize(
    ("period", "last", "old"),
    [
        ("2023", date(2023, 12, 31), 31),
        ("2023-Q2", date(2023, 6, 30), 37),
        ("2024-02", date(2024, 2, 29), 29),
        ("2022/2023", date(2023, 8, 31), 35),
        ("2027", date(2027, 12, 31), 0),
    ],
)
def test_a_period_ends_on_its_last_day(period: str, last: date, old: int) -> None:
    assert quality.end(period) == last
    assert quality.months(last, TODAY) == old


def test_a_month_is_whole_on_its_last_day_only() -> None:
    assert quality.months(date(2026, 6, 30), date(2026, 7, 29)) == 0
    assert quality.months(date(2026, 6, 30), date(2026, 7, 30)) == 1
    assert quality.months(date(2026, 1, 31), date(2026, 2, 28)) == 1


def test_the_command_prints_every_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    assert quality.main([]) == 0
    said = capsys.readouterr().out
    lines = {line.split()[0]: line for line in said.splitlines() if line.strip()}
    assert set(read_catalogue().indicators) <= set(lines)
    assert "1/1 région, 5/5 départements, 24/24 zones d’emploi" in lines["taux-chomage"]
    assert "passent les contrôles, 0 ne les passent pas." in said
