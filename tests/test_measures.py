"""The four measures computed again in plain Python, their classes, and what is missing."""

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from figures.formats import period
from figures.headlines import map_title
from figures.legend import legend_data
from figures.measures import MEASURES, Measure, is_relative, measured
from figures.rows import Panel, panel, regional
from loaders.catalogue import Indicator, read_catalogue
from loaders.settings import ROOT

CATALOGUE = read_catalogue()
RATE = CATALOGUE.headline()
CASES = [
    (indicator, measure, level)
    for indicator in CATALOGUE.indicators.values()
    for measure in MEASURES.values()
    for level in ("ZE2020", "DEP")
    if level in indicator.levels and not (measure.against_region and "REG" not in indicator.levels)
]
Raw = dict[tuple[str, str, str], tuple[float | None, str, str]]


def raw_rows(indicator: Indicator) -> Raw:
    rows = pl.read_parquet(ROOT / "data" / "observations" / f"{indicator.code}.parquet")
    return {
        (row["level"], row["territory"], row["period"]): (
            row["value"], row["status"], row["vintage"],
        )
        for row in rows.iter_rows(named=True)
    }  # fmt: skip


def former(at: str, years: int) -> str:
    return f"{int(at[:4]) - years}{at[4:]}"


def other_key(measure: Measure, key: tuple[str, str, str]) -> tuple[str, str, str]:
    level, code, at = key
    return ("REG", "32", at) if measure.against_region else (level, code, former(at, measure.years))


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


@pytest.mark.parametrize("years", ["evolution-1-an", "evolution-5-ans"])
@pytest.mark.parametrize(
    "indicator", [one for one in CATALOGUE.indicators.values() if one.kind == "count"],
    ids=lambda one: one.code,
)  # fmt: skip
def test_two_counts_are_comparable_within_one_millesime_without_a_break_between(
    indicator: Indicator, years: str
) -> None:
    raw, measure = raw_rows(indicator), MEASURES[years]
    wrong = []
    for level in ("ZE2020", "DEP"):
        if level not in indicator.levels:
            continue
        codes = tuple(place.code for place in regional(level))
        for row in measured(indicator, measure, level, codes).iter_rows(named=True):
            now, at = (level, row["territory"]), row["period"]
            after, before = raw[*now, at], raw[*now, former(at, measure.years)]
            between = [
                status
                for (one, code, moment), (_, status, _) in raw.items()
                if (one, code) == now and former(at, measure.years) < moment <= at
            ] if level == "DEP" else []  # fmt: skip
            change = (after[0] - before[0]) / before[0] * 100  # type: ignore[operator]
            same = after[2] == before[2] and "B" not in between
            if abs(row["value"] - change) > 0.0501 or row["comparable"] != same:
                wrong.append((*now, at, row["value"], row["comparable"]))
    assert wrong == []


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


@pytest.mark.parametrize(
    ("indicator", "measure", "level"), CASES,
    ids=lambda one: one if isinstance(one, str) else one.code,
)  # fmt: skip
def test_every_value_falls_in_the_class_whose_label_holds_it(
    indicator: Indicator, measure: Measure, level: str
) -> None:
    found = panel(indicator, measure, level)
    labels = found.classes.labels
    assert len(labels) == len(found.classes.breaks) + 1
    wrong = [
        (row["key"], row["value"], labels[row["rank"]])
        for row in found.values.iter_rows(named=True)
        if row["value"] is not None
        and not (
            row["rank"] in range(len(labels))
            and bounds(labels[row["rank"]])[0] - 1e-9
            <= row["value"]
            <= bounds(labels[row["rank"]])[1] + 1e-9
        )
    ]
    assert wrong == []
    assert found.values.height == len(found.periods) * len(regional(level))


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
    for name in ("catalogue.toml", "sources.toml"):
        (tmp_path / name).write_bytes((ROOT / "data" / name).read_bytes())
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
