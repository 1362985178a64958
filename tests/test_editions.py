"""Editions: what an update replaces is kept, read again as it was, and what changed since is told."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import polars as pl
import pytest

from figures import brief, news
from figures.profile import read_line
from loaders import editions, observations, releases, update
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.settings import ROOT
from loaders.territories import find
from tests.test_loaders import ZONES, contents, describe, write_workbook

OLD, NEW, NEXT = "2026-09-30", "2026-11-22", "2026-12-18"
MAUBEUGE, BEAUVAIS = find("ZE2020", "3217"), find("ZE2020", "0054")
REVISED = "ze2020,libelle,trimestre,taux\n3217,Maubeuge,2023-T3,12.2\n3217,Maubeuge,2023-T4,12.5\n"
JOBS = "code_ze,annee,effectif\n3217,2022,33950\n3217,2023,34120\n"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a data folder of one edition, OLD; `more` publishes the next one."""
    folder = tmp_path / "data"
    folder.mkdir()
    describe(folder)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    write_workbook(tmp_path / "files" / "chomage-zone-t1-2003-t3-2023.xlsx")
    assert run(tmp_path / "files", OLD) == 0
    yield folder
    editions.stop()


def run(files: Path, edition: str) -> int:
    return update.main(["--from", str(files), "--edition", edition])


def more(data: Path, edition: str = NEW, table: str = REVISED) -> None:
    """Publish another edition: a quarter revised, a quarter more, and a table that is new."""
    files = data.parent / "files"
    (files / "chomage_ze_france_2023T3_2023T4.csv").write_text(table, encoding="utf-8")
    (files / "emploi_salarie_ze_1998_2023.csv").write_text(JOBS, encoding="utf-8")
    assert run(files, edition) == 0


def rates() -> Indicator:
    return read_catalogue().headline()


def jobs() -> Indicator:
    return read_catalogue().indicators["emploi-salarie"]


def told() -> tuple[list[float], str, str]:
    """Return Maubeuge's rates: by the table, in a tile, and in its profile."""
    rows = observations.read(rates()).filter(level="ZE2020", territory="3217")
    tile, line = brief.latest(rates(), MAUBEUGE), read_line(rates(), MAUBEUGE)
    assert tile and line
    return rows["value"].to_list(), tile.text, f"{line.figure.text} {line.figure.row.period}"


BEFORE = ([13.0, 12.1, 12.4], "12,4\u202f%", "12,4\u202f% 2023-Q3")
AFTER = ([13.0, 12.1, 12.2, 12.5], "12,5\u202f%", "12,5\u202f% 2023-Q4")


def test_an_old_edition_gives_what_was_published_and_the_current_one_what_is(data: Path) -> None:
    assert (editions.known(), told()) == ([OLD], BEFORE)
    published = (data / "observations" / "taux-chomage.parquet").read_bytes()
    more(data)
    assert (editions.known(), editions.current()) == ([OLD, NEW], NEW)
    assert (data / "editions" / OLD / "taux-chomage.parquet").read_bytes() == published
    assert told() == AFTER
    with editions.reading(OLD):
        assert (told(), editions.opened()) == (BEFORE, OLD)
        with editions.reading(NEW):
            assert (told(), editions.opened()) == (AFTER, NEW)
        assert told() == BEFORE
    assert (told(), editions.opened()) == (AFTER, NEW)


def test_a_table_that_an_edition_did_not_have_is_not_shown_in_it(data: Path) -> None:
    more(data)
    assert read_line(jobs(), MAUBEUGE) is not None
    with editions.reading(OLD):
        assert observations.read(jobs()).is_empty()
        assert brief.latest(jobs(), MAUBEUGE) is None
        assert read_line(jobs(), MAUBEUGE) is None
    assert read_line(jobs(), MAUBEUGE) is not None


def test_a_table_is_kept_only_when_it_changes_and_stands_for_the_earlier_editions(
    data: Path,
) -> None:
    more(data)
    more(data, NEXT, REVISED.replace("12.5", "12.6"))
    assert editions.known() == [OLD, NEW, NEXT]
    kept = sorted(
        str(path.relative_to(data / "editions")) for path in (data / "editions").glob("*/*")
    )
    assert kept == [
        f"{OLD}/emploi-salarie.parquet",
        f"{OLD}/taux-chomage.parquet",
        f"{NEW}/taux-chomage.parquet",
    ]
    places = [editions.path_in(code, jobs()) for code in editions.known()]
    current = data / "observations" / "emploi-salarie.parquet"
    assert places == [data / "editions" / OLD / "emploi-salarie.parquet", current, current]
    last = {}
    for code in editions.known():
        with editions.reading(code):
            last[code] = told()[0][-1]
    assert last == {OLD: 12.4, NEW: 12.5, NEXT: 12.6}
    assert editions.replaced_since(OLD) == {"emploi-salarie", "taux-chomage"}
    assert editions.replaced_since(NEW) == {"taux-chomage"}
    assert editions.replaced_since(NEXT) == frozenset()


def test_an_update_that_changes_nothing_makes_no_edition(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(data)
    capsys.readouterr()
    assert run(data.parent / "files", NEW) == 0
    assert capsys.readouterr().out.endswith("Rien ne change : l’édition en cours reste la même.\n")
    assert contents(data) == before


@pytest.mark.parametrize("wrong", ["n.d.", "124"])
def test_a_refused_update_keeps_nothing_and_changes_nothing(data: Path, wrong: str) -> None:
    before = contents(data)
    files = data.parent / "files"
    (files / "emploi_salarie_ze_1998_2023.csv").write_text(JOBS, encoding="utf-8")
    table = REVISED.replace("12.5", wrong)
    (files / "chomage_ze_france_2023T3_2023T4.csv").write_text(table, encoding="utf-8")
    assert run(files, NEW) == 1
    assert contents(data) == before
    assert not (data / "editions").exists()


def test_a_table_that_cannot_be_kept_is_not_replaced(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "editions").write_text("", encoding="utf-8")  # a file where the folder would be
    before = contents(data)
    files = data.parent / "files"
    write_workbook(files / "chomage-zone-t1-2003-t3-2023.xlsx", [*ZONES[:2], [*ZONES[2][:-1], 12]])
    assert run(files, NEW) == 1
    assert "Édition 2026-09-30 : les tables publiées n’ont pas pu être gardées (" in (
        capsys.readouterr().err
    )
    assert contents(data) == before


def full_disk(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Make the disk refuse one table of `observations/`."""
    replace = os.replace

    def refuse(beside: Path, path: Path) -> None:
        if path.parent.name == observations.FOLDER and path.name == name:
            raise OSError(28, "No space left on device")
        replace(beside, path)

    monkeypatch.setattr(os, "replace", refuse)


def test_an_edition_is_undone_when_no_table_could_be_replaced(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(data)
    full_disk(monkeypatch, "taux-chomage.parquet")
    files = data.parent / "files"
    (files / "chomage_ze_france_2023T3_2023T4.csv").write_text(REVISED, encoding="utf-8")
    assert run(files, NEW) == 1
    assert contents(data) == before
    assert not (data / "editions").exists()


def test_an_update_cut_halfway_is_a_new_edition_and_the_old_one_is_whole(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    full_disk(monkeypatch, "taux-chomage.parquet")
    with pytest.raises(AssertionError):
        more(data)
    assert "alors que sont déjà remplacés : emploi-salarie.parquet" in capsys.readouterr().err
    assert editions.known() == [OLD, NEW]
    assert read_line(jobs(), MAUBEUGE) is not None
    with editions.reading(OLD):
        assert read_line(jobs(), MAUBEUGE) is None
        assert told() == BEFORE


def test_what_changed_since_an_edition_is_told_with_before_and_after(data: Path) -> None:
    more(data)
    catalogue = read_catalogue()
    rows = news.since(catalogue, OLD, [MAUBEUGE])
    place, rate, job = MAUBEUGE.title, rates().title, jobs().title
    assert rows.rows() == [
        (job, place, "2023", "non publié", "34\u202f120\u00a0emplois", "nouveau"),
        (job, place, "2022", "non publié", "33\u202f950\u00a0emplois", "nouveau"),
        (rate, place, "T4\u00a02023", "non publié", "12,5\u202f%", "nouveau"),
        (rate, place, "T3\u00a02023", "12,4\u202f%", "12,2\u202f%", "révisé"),
    ]
    assert rows.columns == ["Indicateur", "Territoire", "Période", "Avant", "Après", "Nature"]
    assert news.sentence(OLD, rows) == (
        "Depuis l’édition du 30 septembre\u00a02026, 4 chiffres de ce territoire ont changé : "
        "3 nouveaux et 1 révisé."
    )
    assert news.sentence(OLD, rows.head(1)).endswith(
        "1 chiffre de ce territoire a changé : 1 nouveau."
    )
    none = news.since(catalogue, OLD, [BEAUVAIS])
    assert news.sentence(OLD, none).endswith("aucun chiffre de ce territoire n’a changé.")
    assert news.since(catalogue, NEW, [MAUBEUGE]).is_empty()
    with editions.reading(OLD):  # what is read around does not matter
        assert news.since(catalogue, OLD, [MAUBEUGE]).equals(rows)


def test_a_revision_that_the_printed_decimals_do_not_show_is_not_a_change(data: Path) -> None:
    more(data, table=REVISED.replace("12.2", "12.42"))
    kinds = news.since(read_catalogue(), OLD, [MAUBEUGE])["Nature"].to_list()
    assert kinds == ["nouveau", "nouveau", "nouveau"]


def test_an_observation_that_is_gone_is_told(data: Path) -> None:
    before = observations.read(rates())
    after = before.filter(pl.col("period") != "2023-Q2")
    rows = releases.changed(before, after, rates()).filter(territory="3217")
    assert rows.select("period", "before", "after", "kind").rows() == [
        ("2023-Q2", 12.1, None, "retiré")
    ]


@pytest.mark.parametrize(
    ("code", "named"),
    [("2026-10-01", "« 2026-10-01 » "), ("../observations", ""), ("[ici](https://exemple.fr)", "")],
)
def test_an_unknown_edition_is_refused_and_the_current_one_is_read(
    data: Path, code: str, named: str
) -> None:
    more(data)
    editions.start(OLD)
    with pytest.raises(DataError) as refusal:
        editions.start(code)
    assert str(refusal.value) == (
        f"L’édition {named}demandée n’a pas été publiée ici ; vérifiez l’adresse. Les chiffres "
        "montrés sont ceux de l’édition en cours."
    )
    assert (editions.opened(), told()) == (NEW, AFTER)


def test_an_edition_lasts_until_another_is_asked_and_is_of_its_thread_alone(data: Path) -> None:
    more(data)
    editions.start(OLD)
    seen: list[str] = []
    thread = Thread(target=lambda: seen.append(editions.opened()))
    thread.start()
    thread.join()
    assert (seen, editions.opened(), told()) == ([NEW], OLD, BEFORE)
    editions.start()
    assert told() == AFTER
    editions.start(OLD)
    editions.stop()
    assert told() == AFTER


def test_two_threads_read_two_editions_at_once_and_never_mix_them(data: Path) -> None:
    more(data)
    together = Barrier(2)
    seen: dict[str, list[object]] = {OLD: [], NEW: []}

    def read(code: str) -> None:
        editions.start(code)
        for _ in range(50):
            together.wait()
            seen[code].append(told())

    threads = [Thread(target=read, args=[code]) for code in seen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == {OLD: [BEFORE] * 50, NEW: [AFTER] * 50}


def test_going_from_one_edition_to_the_other_reads_no_file_again(data: Path) -> None:
    more(data)
    now, line = observations.read(rates()), read_line(rates(), MAUBEUGE)
    with editions.reading(OLD):
        old, then = observations.read(rates()), read_line(rates(), MAUBEUGE)
    assert observations.read(rates()) is now
    assert read_line(rates(), MAUBEUGE) is line
    with editions.reading(OLD):
        assert observations.read(rates()) is old
        assert read_line(rates(), MAUBEUGE) is then


@pytest.mark.parametrize(
    ("now", "today", "code"),
    [
        ("2026-09-30", date(2026, 11, 22), "2026-11-22"),
        ("2026-11-22", date(2026, 11, 22), "2026-11-22b"),
        ("2026-11-22b", date(2026, 11, 22), "2026-11-22c"),
        ("2026-11-22z", date(2026, 11, 22), "2026-11-22zb"),
        ("2026-11-22b", date(2026, 11, 21), "2026-11-22c"),
        ("2026-11-22b", date(2026, 11, 23), "2026-11-23"),
    ],
)
def test_the_code_of_an_edition_is_its_day_and_comes_after_the_last_one(
    data: Path, now: str, today: date, code: str
) -> None:
    (data / "edition.toml").write_text(f'current = "{now}"\n', encoding="utf-8")
    assert editions.following(today=today) == code
    assert code > now


@pytest.mark.parametrize("code", [OLD, "2026-09-29", "2026-13-01", "demain"])
def test_an_edition_that_could_not_follow_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str], code: str
) -> None:
    before = contents(data)
    assert run(data.parent / "files", code) == 1
    assert f"« {code} » ne peut pas être l’édition qui suit « {OLD} »" in capsys.readouterr().err
    assert contents(data) == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('current = "hier"', "« hier » n’est pas une édition écrite comme « 2026-11-22 »"),
        ("current =", "edition.toml : le fichier n’est pas lisible ("),
    ],
)
def test_a_damaged_edition_file_is_a_sentence(data: Path, text: str, sentence: str) -> None:
    (data / "edition.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refusal:
        editions.current()
    assert sentence in str(refusal.value)


def test_tables_that_have_no_edition_are_not_replaced(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "edition.toml").unlink()
    before = contents(data)
    files = data.parent / "files"
    (files / "chomage_ze_france_2023T3_2023T4.csv").write_text(REVISED, encoding="utf-8")
    assert run(files, NEW) == 1
    assert "edition.toml : le fichier manque alors que des tables" in capsys.readouterr().err
    assert contents(data) == before


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2026-11-22", "22 novembre\u00a02026"),
        ("2026-12-01b", "1er décembre\u00a02026, 2e mise à jour"),
        ("2026-12-01zb", "1er décembre\u00a02026, 27e mise à jour"),
    ],
)
def test_an_edition_is_read_as_a_french_date(code: str, text: str) -> None:
    assert news.label(code) == text


def test_every_edition_of_the_project_is_still_read() -> None:
    """A code list or a dimension that changes must not close what was published before."""
    catalogue = read_catalogue()
    folder = ROOT / "data" / editions.FOLDER
    files = sorted(folder.glob("*/[!.]*"))
    assert {path.parent.name for path in files} == set(editions.known()[:-1])
    assert {path.stem for path in files} <= set(catalogue.indicators)
    for path in files:
        indicator = catalogue.indicators[path.stem]
        with editions.reading(path.parent.name):
            rows = observations.read(indicator)
        for source, vintage in rows.select("source", "vintage").unique().rows():
            assert catalogue.sources[source].vintage(vintage)
