"""What may be said of a gap: a movement beyond the rounding, exact, judged by the catalogue."""

from dataclasses import replace
from decimal import Decimal

import pytest

from figures.differences import difference
from loaders.catalogue import read_catalogue
from loaders.indicators import Direction, Indicator

RATE = read_catalogue().headline()
COUNT = next(one for one in read_catalogue().indicators.values() if one.kind == "count")


@pytest.mark.parametrize(
    ("after", "before", "amount", "trend", "text"),
    [
        (9.0, 9.0, "0.0", "flat", "0,0\u00a0point"),
        (9.1, 9.0, "0.1", "flat", "+0,1\u00a0point"),
        (9.0, 9.1, "-0.1", "flat", "\u22120,1\u00a0point"),
        (9.2, 9.0, "0.2", "up", "+0,2\u00a0point"),
        (9.0, 9.2, "-0.2", "down", "\u22120,2\u00a0point"),
        (9.8, 9.0, "0.8", "up", "+0,8\u00a0point"),
        (12.1, 9.1, "3.0", "up", "+3,0\u00a0points"),
        (8.0, 11.0, "-3.0", "down", "\u22123,0\u00a0points"),
    ],
)
def test_a_rate_moves_only_beyond_one_step_of_its_rounding(
    after: float, before: float, amount: str, trend: str, text: str
) -> None:
    found = difference(RATE, after, before)
    assert found is not None
    assert (found.amount, found.trend, found.text) == (Decimal(amount), trend, text)
    assert found.size == text.lstrip("+\u2212")


def test_every_pair_of_rates_is_compared_without_float_noise() -> None:
    for step in range(400):
        for gap, trend in ((0, "flat"), (1, "flat"), (2, "up"), (3, "up")):
            found = difference(RATE, (step + gap) / 10, step / 10)
            assert found is not None
            assert (found.amount, found.trend) == (Decimal(gap).scaleb(-1), trend)


@pytest.mark.parametrize(
    ("after", "before", "trend", "text"),
    [
        (110.0, 100.0, "up", "+10,0\u202f%"),
        (90.0, 100.0, "down", "\u221210,0\u202f%"),
        (100100.0, 100000.0, "flat", "+0,1\u202f%"),
        (99900.0, 100000.0, "flat", "\u22120,1\u202f%"),
        (100200.0, 100000.0, "up", "+0,2\u202f%"),
        (3000.0, 1000.0, "up", "+200,0\u202f%"),
        (0.0, 1000.0, "down", "\u2212100,0\u202f%"),
    ],
)
def test_a_count_changes_in_percent(after: float, before: float, trend: str, text: str) -> None:
    found = difference(COUNT, after, before)
    assert found is not None
    assert (found.trend, found.text) == (trend, text)


@pytest.mark.parametrize("indicator", [RATE, COUNT])
@pytest.mark.parametrize(
    ("direction", "rise", "fall"),
    [
        ("up", "favourable", "unfavourable"),
        ("down", "unfavourable", "favourable"),
        ("neutral", "neutral", "neutral"),
    ],
)
def test_the_catalogue_says_whether_a_movement_is_good(
    indicator: Indicator, direction: Direction, rise: str, fall: str
) -> None:
    one = replace(indicator, direction=direction)
    found = [difference(one, after, 10.0) for after in (12.0, 8.0, 10.0)]
    assert [gap.verdict for gap in found if gap] == [rise, fall, "neutral"]


def test_a_relative_change_needs_a_base_and_a_rate_does_not() -> None:
    assert difference(COUNT, 5.0, 0.0) is None
    found = difference(RATE, 5.0, 0.0)
    assert found is not None
    assert found.amount == Decimal("5.0")


def test_a_gap_remembers_whether_it_may_be_said() -> None:
    told, hidden = difference(RATE, 9.0, 8.0), difference(RATE, 9.0, 8.0, comparable=False)
    assert told and hidden
    assert (told.comparable, hidden.comparable) == (True, False)
