"""Numbers, periods and lists as French readers write them."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

THIN = "\u202f"
"""Narrow no-break space: thousands, and before % ; : ? !"""
NBSP = "\u00a0"
MINUS = "\u2212"
MISSING = {"C": "secret", "M": "n.\u00a0d."}
"""What stands in a cell instead of a value, by status (SDMX OBS_STATUS)."""
ALOUD = {"P": " (provisoire)", "E": " (estimé)"}
"""What follows a value that is read out, by status."""

# A mark never starts a line and a number is never cut: such a space does not break.
_CUTS = re.compile(r" (?=[?!;:»])|(?<=«) |(?<=\d) (?=\d{3}\b|%)")
_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_WORDS = (
    "zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
    "onze", "douze", "treize", "quatorze", "quinze", "seize",
)  # fmt: skip
# "1 000 habitants", "bac + 2" and "5 juillet" stay whole; a shorter word ("49 701 à") counts nothing.
_WHOLE = re.compile(
    rf"(?<=\d[{THIN}{NBSP}]\d{{3}}) (?=\w{{3}})| (?=\+ \d)|(?<=\+) (?=\d)"
    rf"|(?<=\d) (?=(?:{'|'.join(_MONTHS)})\b)"
)


def tied(text: str) -> str:
    """Return a text whose lines are never cut in a number, before its unit, or before a mark."""
    return _WHOLE.sub(NBSP, _CUTS.sub(THIN, text))


def rounded(value: float, decimals: int) -> Decimal:
    """Round half away from zero, as statistical offices do (Python's `round` rounds half to even)."""
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(value)).quantize(step, rounding=ROUND_HALF_UP)


def number(value: float | Decimal, decimals: int = 0, signed: bool = False) -> str:
    """Return `1234.5` as "1 234,5": decimal comma, narrow no-break space, a real minus."""
    exact = rounded(float(value), decimals) if not isinstance(value, Decimal) else value
    digits = f"{abs(exact):,.{decimals}f}".replace(",", THIN).replace(".", ",")
    if exact < 0:
        return MINUS + digits
    return ("+" + digits) if signed and exact > 0 else digits


def with_unit(value: float | Decimal, unit: str, decimals: int, signed: bool = False) -> str:
    """Return a value with its unit: "8,9 %", "542 820 personnes", "4e rang"."""
    if unit == "points":
        return points(rounded(float(value), decimals), signed)
    if unit == "rang" and not signed:
        return f"{ordinal(int(value))} rang"
    return f"{number(value, decimals, signed)}{THIN if unit == '%' else NBSP}{unit}"


def points(value: Decimal, signed: bool = False) -> str:
    """Return a difference of rates: "+0,8 point", "−3,0 points" (plural from 2 on, as in French)."""
    decimals = max(-int(value.as_tuple().exponent), 0)
    return f"{number(value, decimals, signed)}{NBSP}point{'s' if abs(value) >= 2 else ''}"


def lowered(text: str) -> str:
    """Return a label inside a sentence; an acronym keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def count_in_words(count: int) -> str:
    """Return a small count in words ("huit"), a larger one in digits."""
    return _WORDS[count] if count < len(_WORDS) else number(count)


def listing(items: Sequence[str]) -> str:
    """Return "", "a", "a et b", "a, b et c"."""
    return "".join(items) if len(items) < 2 else f"{', '.join(items[:-1])} et {items[-1]}"


def ordinal(rank: int) -> str:
    """Return "1er", "3e"."""
    return f"{rank}{'er' if rank == 1 else 'e'}"


def period(code: str) -> str:
    """Return a period as in a chart: "2023-Q2" → "T2 2023", "2023-09" → "septembre 2023"."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return f"T{match[2]}{NBSP}{match[1]}"
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", code):
        return f"{_MONTHS[int(match[2]) - 1]}{NBSP}{match[1]}"
    return code.replace("/", "-")


def period_long(code: str) -> str:
    """Return a period as in a headline: "2026-Q1" → "1er trimestre 2026"."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", code):
        return f"{ordinal(int(match[2]))} trimestre {match[1]}"
    return period(code)


def at_period(code: str) -> str:
    """Return "au 1er trimestre 2026", "en janvier 2026", "en 2023"."""
    return f"{'au' if '-Q' in code else 'en'} {period_long(code)}"


def between(start: str, end: str) -> str:
    """Return "du T4 2024 au T4 2025", "de janvier 2025 à janvier 2026", "de 2022 à 2023"."""
    if "-Q" in end:
        return f"du {period(start)} au {period(end)}"
    elided = "d’" if period(start)[0] in "ao" else "de "
    return f"{elided}{period(start)} à {period(end)}"


def years_before(code: str, years: int) -> str:
    """Return the same period some years earlier: "2023-Q2", 5 → "2018-Q2"."""
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) - years), code)


def french_date(day: date) -> str:
    """Return a date as it is read: "19 juin 2026"."""
    return f"{'1er' if day.day == 1 else day.day} {period(f'{day:%Y-%m}')}"


def in_unit(unit: str) -> str:
    """Return how a unit heads a figure: "En %", "Pour 1 000 habitants"."""
    return f"{unit[0].upper()}{unit[1:]}" if unit.startswith("pour ") else f"En {unit}"


def clipped(text: str, most: int) -> str:
    """Return a text of at most `most` signs, cut between two words and then marked "…"."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def first_named(name: str) -> str:
    """Return the first of the names that a long one lists: "Industrie…" for "Industrie, mécanique"."""
    first, comma, _ = name.partition(",")
    return f"{first}…" if comma else first
