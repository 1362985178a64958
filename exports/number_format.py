"""The number formats of charts and workbooks: what an office document prints is what the site prints."""

import re

from figures.office import Printed

_PRINTED = re.compile(r"([+−]?)\d(?:[\d\u202f\u00a0]*\d)?(?:,(\d+))?(.*)")


def number_shape(decimals: int, unit: str = "", grouped: bool = True) -> str:
    """Return the format that prints a number as the site does, its sign of percent with it.

    Thousands are set apart, but not those of a year (`grouped`).
    """
    whole = "#,##0" if grouped else "0"
    return whole + ("." + "0" * decimals if decimals else "") + _literal(_percent(unit))


def shape_of(printed: Printed) -> str:
    """Return the format of a number and of the words after it, or of the words alone."""
    if printed.decimals is None:
        return _words(printed.words)
    after = _percent(printed.unit) + printed.words
    return number_shape(printed.decimals, grouped=printed.grouped) + _literal(after)


def shape_of_text(text: str) -> str:
    """Return the format that prints a number as a text of the site does: "+0,9 p" → +#,##0.0" p"."""
    found = _PRINTED.fullmatch(text)
    if not found:
        return _words(text) if text else "0"
    sign, decimals, after = found.groups()
    shape = number_shape(len(decimals or "")) + _literal(after)
    return f'+{shape};"\u2212"{shape};{shape}' if sign == "+" else shape


def _words(text: str) -> str:
    """Return the format that prints a text in the place of a number, and no sign before it below zero."""
    return f"{_literal(text)};{_literal(text)}"


def _percent(unit: str) -> str:
    return "\u00a0%" if unit == "%" else ""


def _literal(text: str) -> str:
    return '"' + text.replace('"', "”") + '"' if text else ""
