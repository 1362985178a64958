"""Numbers, periods, ranks and lists are written as French readers write them."""

from datetime import date
from decimal import Decimal

import pytest

from figures import formats


@pytest.mark.parametrize(
    ("value", "unit", "decimals", "text"),
    [
        (8.9, "%", 1, "8,9\u202f%"),
        (10.0, "%", 1, "10,0\u202f%"),
        (0.0, "%", 1, "0,0\u202f%"),
        (542820.0, "personnes", 0, "542\u202f820\u00a0personnes"),
        (-3.0, "%", 1, "\u22123,0\u202f%"),
    ],
)
def test_a_value_carries_its_unit_after_the_right_space(
    value: float, unit: str, decimals: int, text: str
) -> None:
    assert formats.with_unit(value, unit, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "text"),
    [
        (1234.5, 1, False, "1\u202f234,5"),
        (5987654, 0, False, "5\u202f987\u202f654"),
        (999, 0, False, "999"),
        (-1234, 0, False, "\u22121\u202f234"),
        (0.8, 1, True, "+0,8"),
        (-0.8, 1, True, "\u22120,8"),
        (0, 1, True, "0,0"),
        (-0.04, 1, True, "0,0"),
        (Decimal("1.5"), 1, True, "+1,5"),
    ],
)
def test_a_number_has_a_decimal_comma_thin_thousands_and_a_real_minus(
    value: float | Decimal, decimals: int, signed: bool, text: str
) -> None:
    assert formats.number(value, decimals, signed) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.05, 1, "0.1"),
        (0.15, 1, "0.2"),
        (0.25, 1, "0.3"),
        (1.005, 2, "1.01"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (-0.05, 1, "-0.1"),
        (2.4, 0, "2"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, text: str) -> None:
    assert formats.rounded(value, decimals) == Decimal(text)


@pytest.mark.parametrize(("value", "text"), [(-1.0, "−1\xa0point"), (2.0, "2\xa0points")])
def test_a_measure_in_points_takes_its_plural_from_two_on_too(value: float, text: str) -> None:
    assert formats.with_unit(value, "points", 0) == text


@pytest.mark.parametrize(
    ("label", "inside"),
    [("Emploi salarié", "emploi salarié"), ("CFA du territoire", "CFA du territoire"), ("", "")],
)
def test_a_label_inside_a_sentence_keeps_its_acronym(label: str, inside: str) -> None:
    assert formats.lowered(label) == inside


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0.0", "0,0\u00a0point"),
        ("0.8", "+0,8\u00a0point"),
        ("1.9", "+1,9\u00a0point"),
        ("2.0", "+2,0\u00a0points"),
        ("-1.9", "\u22121,9\u00a0point"),
        ("-2.0", "\u22122,0\u00a0points"),
        ("-3.0", "\u22123,0\u00a0points"),
        ("2", "+2\u00a0points"),
    ],
)
def test_point_takes_its_plural_from_two_on(value: str, text: str) -> None:
    assert formats.points(Decimal(value), signed=True) == text


@pytest.mark.parametrize(
    ("code", "short", "long", "at"),
    [
        ("2023-Q2", "T2\u00a02023", "2e trimestre 2023", "au 2e trimestre 2023"),
        ("2026-Q1", "T1\u00a02026", "1er trimestre 2026", "au 1er trimestre 2026"),
        ("2023-09", "septembre\u00a02023", "septembre\u00a02023", "en septembre\u00a02023"),
        ("2022/2023", "2022-2023", "2022-2023", "en 2022-2023"),
        ("2023", "2023", "2023", "en 2023"),
    ],
)
def test_a_period_is_read_in_a_chart_in_a_headline_and_in_a_sentence(
    code: str, short: str, long: str, at: str
) -> None:
    assert (formats.period(code), formats.period_long(code), formats.at_period(code)) == (
        short,
        long,
        at,
    )


@pytest.mark.parametrize(
    ("code", "years", "former"),
    [
        ("2023-Q2", 5, "2018-Q2"),
        ("2000-01", 1, "1999-01"),
        ("2023", 1, "2022"),
        ("2022/2023", 1, "2021/2022"),
    ],
)
def test_the_same_period_some_years_earlier_keeps_its_quarter_or_month(
    code: str, years: int, former: str
) -> None:
    assert formats.years_before(code, years) == former


def test_the_first_rank_is_1er_and_the_others_end_with_e() -> None:
    assert [formats.ordinal(rank) for rank in (1, 2, 3, 21)] == ["1er", "2e", "3e", "21e"]


def test_small_counts_are_words_and_large_ones_digits() -> None:
    found = [formats.count_in_words(count) for count in (0, 1, 8, 16, 17, 24, 1200)]
    assert found == ["zéro", "un", "huit", "seize", "17", "24", "1\u202f200"]


def test_a_list_has_commas_and_ends_with_et() -> None:
    assert [formats.listing(items) for items in (["a"], ["a", "b"], ["a", "b", "c"])] == [
        "a",
        "a et b",
        "a, b et c",
    ]


def test_the_first_of_a_month_is_1er() -> None:
    assert [formats.french_date(date(2026, 6, day)) for day in (1, 19)] == [
        "1er juin\u00a02026",
        "19 juin\u00a02026",
    ]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2024-Q4", "2025-Q4", "du T4\xa02024 au T4\xa02025"),
        ("2025-01", "2026-01", "de janvier\xa02025 à janvier\xa02026"),
        ("2022-08", "2023-08", "d’août\xa02022 à août\xa02023"),
        ("2022", "2023", "de 2022 à 2023"),
    ],
)
def test_a_span_names_both_ends(start: str, end: str, text: str) -> None:
    assert formats.between(start, end) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Médecins pour 1 000 habitants", "Médecins pour 1\u202f000\u00a0habitants"),
        ("au-delà de bac + 2 ans", "au-delà de bac\u00a0+\u00a02 ans"),
        ("de 49 701 à 59 386 emplois", "de 49\u202f701 à 59\u202f386\u00a0emplois"),
        ("publié le 5 juillet 2022", "publié le 5\u00a0juillet 2022"),
        ("« Oui » : 12 % en 2023", "«\u202fOui\u202f»\u202f: 12\u202f% en 2023"),
    ],
)
def test_a_line_is_never_cut_in_a_number_or_before_its_unit(text: str, kept: str) -> None:
    assert formats.tied(text) == kept
