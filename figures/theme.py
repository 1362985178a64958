"""The colours, type sizes and Vega configuration that every figure shares, in light and in dark."""

from dataclasses import dataclass, fields
from typing import Any, Literal

Mode = Literal["light", "dark"]
FONT = '"Source Sans", sans-serif'


@dataclass(frozen=True)
class Theme:
    """One palette: each colour is named by what it says, not by what it looks like."""

    mode: Mode
    ground: str
    panel: str
    ink: str
    muted: str
    reference: str
    dot: str
    edge: str
    line: str
    grid: str
    accent: str
    unfavourable: str
    favourable: str
    sequential: tuple[str, ...]
    """Five classes, low to high."""
    on_sequential: tuple[str, ...]
    """The colour of a value printed on each class."""
    diverging: tuple[str, ...]
    """Five classes: from favourable (violet) to unfavourable (orange)."""
    on_diverging: tuple[str, ...]


LIGHT = Theme(
    mode="light",
    ground="#FFFFFF",
    panel="#F5F6F7",
    ink="#111418",
    muted="#59616B",
    reference="#6B737D",
    dot="#868E98",
    edge="#858D97",
    line="#DADDE1",
    grid="#E6E8EB",
    accent="#B3144F",
    unfavourable="#8F4700",
    favourable="#5B3A96",
    sequential=("#E4F0F4", "#ABD0DE", "#66A6C1", "#2D7599", "#0F3D63"),
    on_sequential=("#111418", "#111418", "#111418", "#FFFFFF", "#FFFFFF"),
    diverging=("#5E3C99", "#B2ABD2", "#F7F7F7", "#FDB863", "#E66101"),
    on_diverging=("#FFFFFF", "#111418", "#111418", "#111418", "#111418"),
)

DARK = Theme(
    mode="dark",
    ground="#14171B",
    panel="#1E2227",
    ink="#ECEEF0",
    muted="#A9B0B9",
    reference="#98A0AA",
    dot="#7B838D",
    edge="#7B838D",
    line="#353B43",
    grid="#2A2F36",
    accent="#FF86AB",
    unfavourable="#F2AC68",
    favourable="#C0ACF0",
    sequential=("#1F3F52", "#2F6583", "#4B92B3", "#8CC3D9", "#DDF0F7"),
    on_sequential=("#FFFFFF", "#FFFFFF", "#0B0E11", "#0B0E12", "#0B0E12"),
    diverging=("#9A7BD6", "#5C4A80", "#3A4048", "#8A5A22", "#F08A2E"),
    on_diverging=("#0B0E12", "#FFFFFF", "#FFFFFF", "#FFFFFF", "#0B0E11"),
)

THEMES: dict[Mode, Theme] = {"light": LIGHT, "dark": DARK}


def light_of_dark() -> dict[str, str]:
    """Return {colour of the dark palette: the one that says the same in the light palette}.

    Of a colour that says two things in the dark, the first one named is kept.
    """
    found: dict[str, str] = {}
    for one in fields(Theme):
        dark, light = getattr(DARK, one.name), getattr(LIGHT, one.name)
        if one.name == "mode":
            continue
        pairs = zip(dark, light, strict=True) if isinstance(dark, tuple) else [(dark, light)]
        for key, value in pairs:
            found.setdefault(key, value)
    return found


LOCALE: dict[str, Any] = {
    "number": {
        "decimal": ",",
        "thousands": "\u202f",
        "grouping": [3],
        "currency": ["", "\u00a0€"],
        "minus": "\u2212",
    },
    "time": {
        "dateTime": "%A %e %B %Y à %X",
        "date": "%d/%m/%Y",
        "time": "%H:%M:%S",
        "periods": ["", ""],
        "days": ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
        "shortDays": ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
        "months": [
            "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
            "août", "septembre", "octobre", "novembre", "décembre",
        ],
        "shortMonths": [
            "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.",
            "août", "sept.", "oct.", "nov.", "déc.",
        ],
    },
}  # fmt: skip


def config(theme: Theme) -> dict[str, Any]:
    """Return the Vega-Lite `config` that every chart carries."""
    return {
        "background": "transparent",
        "font": FONT,
        # Marks would be read one by one, in English: the alternative text and the table stand for them.
        "aria": False,
        "mark": {"aria": False},
        "locale": LOCALE,
        "view": {"stroke": None},
        "axis": {
            "labelColor": theme.muted,
            "labelFontSize": 13,
            "labelPadding": 6,
            "titleColor": theme.muted,
            "titleFontSize": 13,
            "titleFontWeight": 400,
            "gridColor": theme.grid,
            "domainColor": theme.edge,
            "tickColor": theme.edge,
            "domain": False,
            "ticks": False,
        },
        "text": {"color": theme.ink, "fontSize": 13},
        "title": {"color": theme.ink},
        "legend": {"disable": True},
    }
