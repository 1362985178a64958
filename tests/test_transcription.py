"""What was copied from the documents: the number stored is the number of the words printed beside it."""

import csv
import re

import pytest

from loaders.settings import ROOT

PRINTED = sorted((ROOT / "data" / "printed").glob("*.csv"))
NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
SHARES = re.compile(r"(\d+|Un|un)\D*(?: sur |/)(\d+)")
"""« 7 métiers sur 10 », « 2/3 »: a share in words."""
BY_WORDS = {
    (
        "part-offres-emploi.csv",
        "2722",
    ): "Plus de 6 offres d’emploi diffusées par Pôle emploi sur 10",
    ("population-active.csv", "126"): "30 70 000",
    ("projets-recrutement.csv", "10922"): "quasiment doublé en 2 ans",
}
"""Rows whose value is not a number of their words: a sum of words, a misprint, a doubling."""


def numbers(text: str) -> set[float]:
    """Return the numbers that a text prints, their separators read both ways."""
    found: set[float] = set()
    for one in NUMBER.findall(text):
        plain = re.sub(r"[ \u00a0\u202f]", "", one)
        found.add(float(plain.replace(".", "").replace(",", ".")))
        if plain.count(".") + plain.count(",") == 1:
            found.add(float(plain.replace(",", ".")))
    for part, whole in SHARES.findall(text):
        count = 1 if part.lower() == "un" else int(part)
        found.add(round(100 * count / int(whole), 1))
    return found


def holds(text: str, value: float) -> bool:
    """Tell whether a text prints a value, in units, thousands, millions or billions."""
    told = numbers(text)
    return any(
        abs(one * unit - abs(value)) < 1e-6 * max(1.0, abs(value))
        for one in told
        for unit in (1, 1e3, 1e6, 1e9)
    )


def test_the_value_stored_is_the_one_printed_beside_it() -> None:
    wrong, seen = [], 0
    for path in PRINTED:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if not numbers(row["printed"]):
                    continue  # In words: « près d’un quart ».
                seen += 1
                if BY_WORDS.get((path.name, row["line"])) == row["printed"]:
                    continue
                if not holds(row["printed"], float(row["value"])):
                    wrong.append((path.name, row["line"], row["printed"], row["value"]))
    assert wrong == []
    assert seen > 800


@pytest.mark.parametrize(
    ("text", "value", "told"),
    [
        ("5 423 100", 5423100, True),
        ("5 423 100", 5432100, False),
        ("14,3 M€", 14_300_000, True),
        ("14,3 M€", 13_400_000, False),
        ("2/3 d’entre eux", 66.7, True),
        ("Un établissement sur 5", 20, True),
        ("− 0,78 %", -0.78, True),
    ],
)
def test_a_value_changed_by_mistake_is_seen(text: str, value: float, told: bool) -> None:
    assert holds(text, value) is told


def test_the_known_misprints_are_marked_doubtful() -> None:
    found = []
    for path in PRINTED:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if re.sub(r"\s", "", row["printed"]).startswith(
                    ("578700", "7282019", "3070000", "124,7")
                ):
                    found.append((path.name, row["status"]))
    assert len(found) >= 4
    assert {status for _, status in found} == {"U"}
