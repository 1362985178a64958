"""A territory's profile: what is read, ranked, compared and drawn, computed again from the tables."""

import shutil
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from figures.breakdowns import nearest
from figures.cells import Cells, cells_of
from figures.profile import Line, entries, read_line, read_profile, reason
from figures.profile_table import ORDERS, chosen, drawn, grouped
from figures.strip import ORDER, SIZE
from loaders.catalogue import read_catalogue
from loaders.observations import published_path, totals
from loaders.settings import ROOT
from loaders.territories import Territory, read_territories

PLACES = [
    ("SPEL", "591"), ("SPEL", "595"), ("SPEL", "601"), ("ZE2020", "3217"), ("ZE2020", "0054"),
    ("DEP", "59"), ("EPCI", "200043396"), ("REG", "32"),
]  # fmt: skip


def place(level: str, code: str) -> Territory:
    return read_territories()[level, code]  # type: ignore[index]


def lines(level: str, code: str) -> tuple[Line, ...]:
    found = read_profile(read_catalogue(), place(level, code))
    return (*found.lines, *found.wider)


def value_of(line: Line, level: str, code: str, period: str) -> float | None:
    """Return one total or slice, straight from the rows."""
    rows = totals(line.indicator).filter(level=level, territory=code, period=period)
    return rows["value"][0] if rows.height else None


def line_of(level: str, code: str, key: str) -> Line:
    return next(one for one in lines(level, code) if one.indicator.key == key)


def cells(level: str, code: str, key: str) -> Cells:
    return cells_of(read_catalogue(), line_of(level, code, key))


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_every_indicator_has_one_line_or_one_reason(key: tuple[str, str]) -> None:
    catalogue = read_catalogue()
    found = read_profile(catalogue, place(*key))
    lined = {line.indicator.code for line in (*found.lines, *found.wider)}
    left = {one.code for one in found.without}
    repeated = {one.code for one in catalogue.indicators.values() if one.repeats}
    assert lined & left == set()
    assert lined | left >= set(catalogue.indicators) - repeated
    keys = [line.indicator.key for line in (*found.lines, *found.wider)]
    assert len(keys) == len(set(keys))
    assert all(reason(one, found.place) for one in found.without)


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_line_gives_the_newest_value_of_the_nearest_territory(key: tuple[str, str]) -> None:
    near = [one.key for one in nearest(place(*key))]
    for line in lines(*key):
        rows = totals(line.indicator).filter(pl.col("value").is_not_null())
        known = {f"{level}:{code}" for level, code in rows.select("level", "territory").rows()}
        assert line.read.key == next(one for one in near if one in known)
        mine = rows.filter(level=line.read.level, territory=line.read.code)
        assert line.figure.value in mine.filter(period=line.figure.row.period)["value"].to_list()
        assert line.figure.row.period[:4] == max(mine["period"])[:4]


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_rank_is_the_one_that_sorting_the_peers_gives(key: tuple[str, str]) -> None:
    ranked = [line for line in lines(*key) if line.rank and line.scale.level]
    for line in ranked:
        period = line.figure.row.period
        peers = [
            one.code
            for one in read_territories().values()
            if one.level == line.read.level and (one.hdf or one.level == "REG")
        ]
        rows = totals(line.indicator).filter(
            pl.col("level") == line.read.level, pl.col("period") == period,
            pl.col("territory").is_in(peers), pl.col("value").is_not_null(),
        )  # fmt: skip
        values = sorted(rows["value"].to_list())
        mine = line.figure.value
        assert line.rank and mine is not None
        assert line.rank.count == len(values)
        higher, lower = sum(v > mine for v in values), sum(v < mine for v in values)
        side, rank = ("élevé", higher) if higher <= lower else ("bas", lower)
        said = f"le plus {side}" if rank == 0 else f"{rank + 1}e plus {side}"
        assert line.rank.text == said, line.indicator.key
    assert len(ranked) > 3


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_what_adds_up_is_never_ranked_nor_compared_by_its_level(key: tuple[str, str]) -> None:
    for line in lines(*key):
        size = line.indicator.kind == "count" or line.indicator.additive
        assert line.scale.level is not size, line.indicator.key
        if size and line.rank:
            assert line.rank.unit == "%"
        for gap in line.gaps.values() if size else ():
            assert (gap.gap.unit, gap.gap.verdict) == ("points", "neutral")


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_gap_is_the_difference_of_two_values_of_one_period(key: tuple[str, str]) -> None:
    seen = 0
    for line in lines(*key):
        for gap in line.gaps.values() if line.scale.level else ():
            there = value_of(line, gap.place.level, gap.place.code, line.figure.row.period)
            mine = line.figure.value
            assert there is not None and mine is not None
            told = mine - there
            if gap.gap.unit == "%":
                told *= 100 / there
            assert float(gap.gap.amount) == pytest.approx(told, abs=0.051), line.indicator.key
            seen += 1
    assert seen > 3


def test_two_publications_are_told_apart_and_never_judged() -> None:
    """The zones' rates and the region's of one quarter come from two publications."""
    line = line_of("ZE2020", "3217", "taux-chomage")
    assert line.figure.row.period == "2025-Q4"
    assert not line.gaps["region"].gap.comparable
    mark = cells("ZE2020", "3217", "taux-chomage").gaps["region"]
    assert mark.text.endswith(" *")
    assert mark.verdict == "neutral"
    assert not set(mark.text) & set("▲▼△▽")


def test_a_census_and_an_estimate_are_not_judged_together() -> None:
    """A zone's population is a census, a département's an estimate: both of the millésime 2023."""
    line = line_of("ZE2020", "3217", "population")
    assert {line.figure.vintage} == {"2023"}
    assert set(line.gaps) == {"departement", "region", "country"}
    assert not any(gap.gap.comparable for gap in line.gaps.values())
    told = cells("ZE2020", "3217", "population")
    assert all(mark.text.endswith(" *") for mark in told.gaps.values())


def test_the_longest_span_starts_where_the_publication_starts() -> None:
    """The newest millésime of the zones starts in 2021: older quarters were not revised with it."""
    line = line_of("ZE2020", "3217", "taux-chomage")
    rows = totals(line.indicator).filter(
        level="ZE2020", territory="3217", vintage=line.figure.vintage
    )
    assert line.span and line.span.before.row.period == min(rows["period"]) == "2021-Q1"
    assert line.span.gap.amount == Decimal("12.5") - Decimal("12.8")


def test_a_break_of_series_stops_a_span_and_is_not_told_as_a_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    indicator = read_catalogue().indicators["emploi-salarie"]
    path = published_path(indicator)
    assert path
    rows = pl.read_parquet(path).with_columns(
        status=pl.when(pl.col("period") == "2023").then(pl.lit("B")).otherwise(pl.col("status"))
    )
    rows.write_parquet(folder / "observations" / path.name)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    line = read_line(indicator, place("ZE2020", "3217"))
    assert line and line.year and not line.year.gap.comparable
    assert line.span is None
    told = cells_of(read_catalogue(), line)
    assert told.year and (told.year.text, told.year.verdict) == ("non comparable", "neutral")
    assert told.span is None
    assert {part for *_, part in told.curve} == {0, 1}


def test_a_secret_or_missing_value_is_never_zero_nor_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    indicator = read_catalogue().indicators["niveau-vie-median"]
    path = published_path(indicator)
    assert path
    here = (pl.col("level") == "ARR") & (pl.col("territory") == "591")
    rows = pl.read_parquet(path).with_columns(
        value=pl.when(here).then(None).otherwise(pl.col("value")),
        status=pl.when(here).then(pl.lit("C")).otherwise(pl.col("status")),
    )
    rows.write_parquet(folder / "observations" / path.name)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(folder))
    line = read_line(indicator, place("SPEL", "591"))
    # The SPEL's own value is secret: the page reads its zone d'emploi, and says so.
    assert line and line.read.key == "ZE2020:3217" and not line.own
    other = read_line(indicator, place("SPEL", "595"))
    assert other and other.rank and other.rank.count == 25
    assert all(value > 0 for _, value in other.rank.values)


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_strip_shows_every_peer_once_inside_its_width(key: tuple[str, str]) -> None:
    for line in lines(*key):
        told = cells_of(read_catalogue(), line)
        if told.strip is None:
            assert told.no_strip
            continue
        assert line.rank
        assert len(told.strip.dots) == len(told.strip.names) == line.rank.count
        assert told.strip.names[told.strip.mine] == line.read.short
        every = [x for x, _ in told.strip.dots] + [x for _, x, _ in told.strip.ticks]
        assert min(every) >= 0 and max(every) <= 1
        assert [x for x, _ in told.strip.dots] == sorted(x for x, _ in told.strip.dots)
        by_row: dict[int, list[float]] = {}
        for x, row in told.strip.dots:
            by_row.setdefault(row, []).append(x)
        places = [x for x, _ in told.strip.dots]
        crowd = max(sum(0 <= other - x < SIZE for other in places) for x in places)
        for found in by_row.values():
            steps = [b - a for a, b in pairwise(found)]
            # Where more dots stand together than there are rows, they may overlap.
            assert crowd > len(ORDER) or min(steps, default=1) >= SIZE - 2e-4


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_strip_counts_as_the_rank_beside_it(key: tuple[str, str]) -> None:
    seen = 0
    for line in lines(*key):
        told = cells_of(read_catalogue(), line)
        if told.strip is None:
            continue
        assert len(told.strip.ranks) == len(told.strip.dots)
        assert told.strip.ranks[told.strip.mine] == f"{told.rank} {told.rank_note}"
        assert told.strip.ranks[0].startswith("le plus bas sur ")
        seen += 1
    assert seen > 3


def test_each_dot_has_its_own_rank_from_its_nearer_end() -> None:
    told = cells("ZE2020", "3217", "taux-chomage").strip
    assert told
    assert (told.names[0], told.ranks[0]) == ("Arras", "le plus bas sur 24 zones")
    assert (told.names[-1], told.ranks[-1]) == (
        "Valenciennes",
        "le plus élevé sur 24 zones, à l’arrondi près",
    )
    assert told.ranks[told.names.index("Maubeuge")] == "3e plus élevé sur 24 zones"


def test_a_series_in_words_says_its_ends_and_what_keeps_them_apart() -> None:
    assert plain(cells("REG", "32", "population").series) == (
        "49 dates publiées, de 5 595 291 habitants (1975) à 5 980 697 habitants (2023)."
    )
    assert plain(cells("ZE2020", "3217", "taux-chomage").series) == (
        "92 dates publiées, de 13,0 % (T1 2003) à 12,5 % (T4 2025), publications différentes."
    )
    assert plain(cells("DEP", "59", "demandeurs-emploi-abc").series) == (
        "12 dates publiées, de 253 390 personnes (janvier 2015) à 252 690 personnes (janvier 2026), "
        "rupture de série en janvier 2025."
    )


@pytest.mark.parametrize("key", PLACES, ids=":".join)
def test_a_curve_is_never_drawn_without_its_words(key: tuple[str, str]) -> None:
    for line in lines(*key):
        told = cells_of(read_catalogue(), line)
        assert told.series if told.curve else told.curve_text, line.indicator.key
        assert not {"hausse", "baisse"} & set(told.series.split())


def test_a_gap_between_changes_says_that_it_is_of_the_change() -> None:
    told = cells("REG", "32", "population").gaps["country"]
    assert (plain(told.text), told.of) == ("−0,4 point", "de l’évolution")
    near = cells("DEP", "59", "population").gaps["region"]
    assert (near.text, near.of) == ("= proche", "en évolution")
    for key in PLACES:
        for line in lines(*key):
            for mark in cells_of(read_catalogue(), line).gaps.values():
                assert bool(mark.of) is not line.scale.level, line.indicator.key


def test_a_filter_keeps_what_it_names_and_an_order_loses_nothing() -> None:
    all_of = read_profile(read_catalogue(), place("SPEL", "591")).lines
    for theme in ("population", "marche-du-travail"):
        kept = chosen(all_of, theme=theme)
        assert kept and {line.indicator.theme for line in kept} == {theme}
    assert all("public" in line.indicator.entries for line in chosen(all_of, entry="public"))
    for order in ORDERS:
        found = [line for _, group in grouped(all_of, order) for line in group]
        assert sorted(line.indicator.key for line in found) == sorted(
            line.indicator.key for line in all_of
        )
    first = grouped(all_of, "alerte")[0][1][0]
    assert first.rank and min(first.rank.above, first.rank.below) == 0
    assert grouped((), "theme") == grouped((), "alerte") == []


def test_within_a_theme_what_is_nearest_comes_first() -> None:
    near = [one.key for one in nearest(place("SPEL", "591"))]
    for _, group in grouped(read_profile(read_catalogue(), place("SPEL", "591")).lines, "theme"):
        order = [near.index(line.read.key) for line in group]
        assert order == sorted(order)


def test_a_row_says_its_number_and_its_unit_apart() -> None:
    groups = grouped(read_profile(read_catalogue(), place("ZE2020", "3217")).lines, "theme")
    rows = {
        row["key"]: row
        for group in drawn(read_catalogue(), groups, lambda line: f"/{line.indicator.code}")
        for row in group["rows"]
    }
    assert (rows["population"]["value"], rows["population"]["unit"]) == (
        "241\u202f440",
        "habitants",
    )
    assert (rows["taux-chomage"]["value"], rows["taux-chomage"]["unit"]) == ("12,5\u202f%", "")
    assert rows["taux-chomage"]["href"] == "/taux-chomage"
    assert rows["taux-chomage"]["rank"] == "3e plus élevé"
    assert rows["taux-chomage"]["rankNote"] == "sur 24 zones"


def test_a_slice_is_a_line_of_its_own_under_its_own_title() -> None:
    catalogue = read_catalogue()
    titles = [one.title for one in entries(catalogue)]
    assert len(titles) == len(set(titles))
    told = cells("ZE2020", "3217", "emploi-secteur-rp.industrie")
    assert (told.title, told.value) == ("Part de l’industrie dans l’emploi", "18,78\u202f%")
