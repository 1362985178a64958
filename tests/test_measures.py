"""The four measures computed again in plain Python, their classes, and what is missing."""

import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from figures.formats import period
from figures.headlines import map_title
from figures.legend import legend_data
from figures.measures import MEASURES, Measure, in_signs, is_relative, measured
from figures.rows import Panel, panel, regional
from loaders.catalogue import read_catalogue
from loaders.indicators import Indicator
from loaders.observations import published_path
from loaders.settings import ROOT

CATALOGUE = read_catalogue()
RATE = CATALOGUE.headline()
MAPPED = ("ZE2020", "DEP")
Key = tuple[str, str, str]
Raw = dict[Key, tuple[float | None, str, str]]


@cache
def raw_rows(indicator: Indicator) -> Raw:
    """Return the totals of an official series, read from its file without any of our loaders."""
    path = published_path(indicator)
    if path is None:
        return {}
    rows = pl.read_parquet(path)
    along = [name for name in indicator.dimensions if name in rows.columns]
    rows = rows.filter(*(pl.col(name) == "T" for name in along))
    return {
        (row["level"], row["territory"], row["period"]): (
            row["value"], row["status"], row["vintage"],
        )
        for row in rows.iter_rows(named=True)
    }  # fmt: skip


def former(at: str, years: int) -> str:
    return f"{int(at[:4]) - years}{at[4:]}"


def other_key(measure: Measure, key: Key) -> Key:
    level, code, at = key
    return ("REG", "32", at) if measure.against_region else (level, code, former(at, measure.years))


def shown_by(measure: Measure, level: str) -> list[Indicator]:
    """Return the indicators that a measure concerns: a map of the region can be drawn of them.

    They are official series with a total for at least three territories of the level, and for a
    change or a gap, with the total that it starts from.
    """
    found = []
    for indicator in CATALOGUE.indicators.values():
        raw, codes = raw_rows(indicator), {place.code for place in regional(level)}
        keys = [key for key in raw if key[0] == level and key[1] in codes]
        if measure.diverges:
            keys = [key for key in keys if other_key(measure, key) in raw]
        if len({code for _, code, _ in keys}) >= 3:
            found.append(indicator)
    return found


@pytest.mark.parametrize("level", MAPPED)
@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda one: one.code)
def test_each_measure_concerns_indicators_of_several_kinds(measure: Measure, level: str) -> None:
    """The tests below run over what `shown_by` gives: it may not become empty unseen."""
    least = 2 if measure.diverges and level == "ZE2020" else 5
    assert len(shown_by(measure, level)) >= least
    assert RATE in shown_by(measure, level)


@pytest.mark.parametrize("level", ["ZE2020", "DEP"])
@pytest.mark.parametrize("code", [code for code, one in MEASURES.items() if one.diverges])
def test_a_gap_of_rates_is_the_exact_difference_of_what_was_published(
    code: str, level: str
) -> None:
    raw, measure = raw_rows(RATE), MEASURES[code]
    codes = tuple(place.code for place in regional(level))
    found = {
        (row["territory"], row["period"]): (row["value"], row["comparable"])
        for row in measured(RATE, measure, level, codes).iter_rows(named=True)
    }
    wanted = {}
    for key in (one for one in raw if one[0] == level and one[1] in codes):
        base = raw.get(other_key(measure, key))
        if base is not None:
            now = raw[key]
            gap = Decimal(repr(now[0])) - Decimal(repr(base[0]))
            wanted[key[1:]] = (float(gap), now[2] == base[2])
    assert found == wanted
    assert len({territory for territory, _ in found}) == len(codes)


@pytest.mark.parametrize("level", MAPPED)
@pytest.mark.parametrize("years", ["evolution-1-an", "evolution-5-ans"])
def test_two_counts_are_comparable_within_one_millesime_without_a_break_between(
    years: str, level: str
) -> None:
    measure, wrong, seen = MEASURES[years], [], 0
    counts = [one for one in shown_by(measure, level) if one.kind == "count"]
    for indicator in counts:
        raw = raw_rows(indicator)
        breaks: dict[str, list[str]] = {}
        for (one, code, moment), (_, status, _) in raw.items():
            if one == level and status == "B":
                breaks.setdefault(code, []).append(moment)
        codes = tuple(place.code for place in regional(level))
        for row in measured(indicator, measure, level, codes).iter_rows(named=True):
            now, at = (level, row["territory"]), row["period"]
            start = former(at, measure.years)
            after, before = raw[*now, at], raw[*now, start]
            change = (after[0] - before[0]) / before[0] * 100  # type: ignore[operator]
            between = [one for one in breaks.get(row["territory"], ()) if start < one <= at]
            same = after[2] == before[2] and not between
            seen += 1
            if abs(row["value"] - change) > 0.0501 or row["comparable"] != same:
                wrong.append((indicator.code, *now, at, row["value"], row["comparable"]))
    assert wrong == []
    assert seen > 100


def bounds(label: str) -> tuple[float, float]:
    """Return the lowest and the highest printed value that a class says it holds."""
    known = [
        float(one.replace("\u2212", "-").replace("+", "").replace("\u202f", "").replace(",", "."))
        for one in re.findall(r"[+\u2212]?\d[\d\u202f]*(?:,\d+)?", label)
    ]
    if label in ("stable", "proche de zéro"):
        return -0.1, 0.1
    if label.startswith("moins de"):
        return float("-inf"), known[0] - 1e-9
    if label.endswith("et moins"):
        return float("-inf"), known[0]
    if label.endswith("et plus"):
        return known[0], float("inf")
    return known[0], known[1]


@pytest.mark.parametrize("level", MAPPED)
@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda one: one.code)
def test_every_value_falls_in_the_class_whose_label_holds_it(measure: Measure, level: str) -> None:
    wrong = []
    for indicator in shown_by(measure, level):
        found = panel(indicator, measure, level)
        labels = found.classes.labels
        assert len(labels) == len(found.classes.breaks) + 1, indicator.code
        wrong += [
            (indicator.code, row["key"], row["value"], labels[row["rank"]])
            for row in found.values.iter_rows(named=True)
            if row["value"] is not None
            and not (
                row["rank"] in range(len(labels))
                and bounds(labels[row["rank"]])[0] - 1e-9
                <= row["value"]
                <= bounds(labels[row["rank"]])[1] + 1e-9
            )
        ]
        assert found.values.height == len(found.periods) * len(regional(level)), indicator.code
    assert wrong == []


def test_the_panel_of_the_map_holds_24_zones_at_92_quarters() -> None:
    found = panel(RATE, MEASURES["valeur"], "ZE2020")
    assert (len(found.territories), len(found.periods)) == (24, 92)
    assert (found.periods[0], found.periods[-1]) == ("2003-Q1", "2025-Q4")
    assert found.values["value"].null_count() == 0
    last = found.at("2025-Q4").group_by("rank").len().sort("rank")
    assert last.rows() == [(0, 2), (1, 8), (2, 6), (3, 4), (4, 4)]


def test_a_relative_measure_is_that_of_a_count() -> None:
    count = next(one for one in CATALOGUE.indicators.values() if one.kind == "count")
    change, level = MEASURES["evolution-1-an"], MEASURES["valeur"]
    assert [is_relative(RATE, change), is_relative(count, change), is_relative(count, level)] == [
        False, True, False,
    ]  # fmt: skip


HEADER = "level,territory,period,value,status,vintage,source"


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Panel]:
    """Return a function that publishes rows of the headline rate and gives the panel of a measure."""
    (tmp_path / "observations").mkdir()
    shutil.copytree(ROOT / "data" / "catalogue", tmp_path / "catalogue")
    shutil.copytree(ROOT / "data" / "codelists", tmp_path / "codelists")
    for name in ("sources.toml", "dimensions.toml"):
        shutil.copy(ROOT / "data" / name, tmp_path)
    monkeypatch.setenv("OBSERVATOIRE_DATA", str(tmp_path))

    def publish(measure: str, *rows: str) -> Panel:
        path = tmp_path / "observations" / f"{RATE.code}.csv"
        path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
        return panel(read_catalogue().headline(), MEASURES[measure], "ZE2020")

    return publish


ROWS = (
    "ZE2020,0054,2024-Q4,0.0,A,2025-Q4,insee-chomage-ze",
    "ZE2020,0054,2025-Q4,0.3,A,2025-Q4,insee-chomage-ze",
    "ZE2020,3201,2024-Q4,7.0,A,2025-Q4,insee-chomage-ze",
    "ZE2020,3201,2025-Q4,,C,2025-Q4,insee-chomage-ze",
    "ZE2020,3202,2024-Q4,,M,2025-Q4,insee-chomage-ze",
    "ZE2020,3202,2025-Q4,12.0,A,2025-Q4,insee-chomage-ze",
)


def shown(found: Panel, at: str) -> dict[str, tuple[float | None, int, str, str]]:
    rows = found.at(at).select("code", "value", "rank", "label", "status").iter_rows()
    return {code: (value, rank, label, status) for code, value, rank, label, status in rows}


def test_what_is_missing_has_a_sign_and_no_class_and_a_zero_is_a_value(
    small: Callable[..., Panel],
) -> None:
    found = small("valeur", *ROWS)
    assert found.values.height == 2 * 24
    now, before = shown(found, "2025-Q4"), shown(found, "2024-Q4")
    assert now["3201"] == (None, -1, "secret", "C")
    assert before["3202"] == (None, -1, "n.\u00a0d.", "M")
    assert now["3203"] == (None, -1, "n.\u00a0d.", "M")  # no row at all
    assert before["0054"] == (0.0, 0, "0,0", "A")
    assert now["3202"] == (12.0, 4, "12,0", "A")
    counts = legend_data(found, "zone", "zones")["counts"]
    assert counts.filter(pl.col("step") == 1)["text"].to_list() == [
        "1 zone", "0 zone", "0 zone", "0 zone", "1 zone",
    ]  # fmt: skip


def test_a_change_with_a_missing_end_is_missing(small: Callable[..., Panel]) -> None:
    now = shown(small("evolution-1-an", *ROWS), "2025-Q4")
    assert now["0054"][:3] == (0.3, 3, "+0,3")
    assert now["3201"][:3] == (None, -1, "secret")
    assert now["3202"][0:2] == (None, -1)
    assert now["3202"][2] == "n.\u00a0d."


def test_two_millesimes_are_marked_and_never_told_as_a_movement(
    small: Callable[..., Panel],
) -> None:
    rows = (
        "ZE2020,0054,2024-Q4,7.0,A,2024-Q4,insee-chomage-ze",
        "ZE2020,0054,2025-Q4,8.0,A,2025-Q4,insee-chomage-ze",
        "ZE2020,3201,2024-Q4,7.0,A,2025-Q4,insee-chomage-ze",
        "ZE2020,3201,2025-Q4,8.0,A,2025-Q4,insee-chomage-ze",
    )
    found = small("evolution-1-an", *rows)
    same = dict(found.at("2025-Q4").select("code", "comparable").iter_rows())
    assert (same["0054"], same["3201"]) == (False, True)
    title = map_title(
        read_catalogue().headline(), MEASURES["evolution-1-an"], found, "ZE2020", "2025-Q4"
    )
    assert title == (
        f"Entre {period('2024-Q4')} et {period('2025-Q4')}, de +1,0\u00a0point à +1,0\u00a0point "
        "selon la zone"
    )


@pytest.mark.parametrize(
    ("label", "signs"),
    [
        ("moins de 7", "< 7"), ("12 et plus", "≥ 12"), ("−1,5 et moins", "≤ −1,5"),
        ("+1,5 et plus", "≥ +1,5"), ("7 à 8,4", "7 à 8,4"), ("proche de zéro", "proche de zéro"),
    ],
)  # fmt: skip
def test_a_class_is_said_in_signs_where_words_have_no_room(label: str, signs: str) -> None:
    assert in_signs(label).replace("\xa0", " ") == signs
