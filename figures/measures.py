"""The four ways to look at an indicator over a territorial level, for every period at once."""

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import polars as pl

from figures.formats import NBSP, number, years_before
from loaders import observations
from loaders.indicators import Indicator


@dataclass(frozen=True)
class Measure:
    """A way to look at an indicator; `code` is its value in the URL."""

    code: str
    label: str
    """What a button says; empty for the level, which is named after the indicator's kind."""
    years: int = 0
    """Change over so many years; 0 for a level."""
    against_region: bool = False

    @property
    def diverges(self) -> bool:
        """Tell whether the measure has a centre (no change, no gap)."""
        return bool(self.years or self.against_region)

    def name(self, indicator: Indicator) -> str:
        """Return how a button names the measure for an indicator."""
        return self.label or KINDS[indicator.kind]


MEASURES: dict[str, Measure] = {
    measure.code: measure
    for measure in (
        Measure("valeur", ""),
        Measure("evolution-1-an", "Évolution 1 an", years=1),
        Measure("evolution-5-ans", "Évolution 5 ans", years=5),
        Measure("ecart-region", "Écart à la région", against_region=True),
    )
}

KINDS = {"rate": "Taux", "count": "Nombre", "amount": "Montant", "measure": "Valeur"}
"""How a level is called, by kind of indicator."""
REGION = ("REG", "32")


@dataclass(frozen=True)
class Classes:
    """The classes of a measure, the same for every period, so that a colour keeps its meaning."""

    breaks: tuple[float, ...]
    labels: tuple[str, ...]
    palette: str
    """`sequential` (low to high) or `diverging` (favourable to unfavourable)."""
    reversed: bool = False
    """True when the highest class is the favourable one."""


def is_relative(indicator: Indicator, measure: Measure) -> bool:
    """Tell whether the measure is in % of a former value rather than in the indicator's unit."""
    return measure.diverges and indicator.kind in ("count", "amount")


def decimals(indicator: Indicator, measure: Measure) -> int:
    """Return the decimals that the measure is printed with."""
    return 1 if is_relative(indicator, measure) else indicator.decimals


def unit(indicator: Indicator, measure: Measure) -> str:
    """Return the unit of a measure: points for the change of a rate, % for that of a count."""
    if not measure.diverges:
        return indicator.unit
    if indicator.kind == "measure":
        return indicator.unit
    return "%" if is_relative(indicator, measure) else "points"


def measured(
    indicator: Indicator, measure: Measure, level: str, territories: tuple[str, ...]
) -> pl.DataFrame:
    """Return every period of the given territories of one level.

    Columns: territory, period, value (in `unit`, null when it cannot be told), status, comparable
    (False when the two figures compared come from different millésimes or cross a break).
    """
    rows = (
        observations.totals(indicator)
        .filter(pl.col("level") == level, pl.col("territory").is_in(territories))
        .select("territory", "period", "value", "status", "vintage")
    )
    if not measure.diverges:
        return rows.with_columns(comparable=pl.lit(True)).drop("vintage")
    # How many breaks of series come before each row: two rows compare when none lies between.
    rows = rows.sort("territory", "period").with_columns(
        breaks=(pl.col("status") == "B").cum_sum().over("territory")
    )
    if measure.against_region:
        other = observations.series(indicator, *REGION).select(
            "period", base="value", base_vintage="vintage"
        )
        rows = rows.join(other, on="period", how="inner").with_columns(base_breaks="breaks")
    else:
        periods = rows["period"].unique().to_list()
        before = pl.DataFrame(
            {"period": periods, "former": [years_before(code, measure.years) for code in periods]},
            schema={"period": pl.String, "former": pl.String},
        )
        other = rows.select(
            "territory", former="period", base="value", base_vintage="vintage", base_breaks="breaks"
        )
        rows = rows.join(before, on="period").join(other, on=["territory", "former"], how="inner")
    gap = pl.col("value") - pl.col("base")
    value = gap
    if is_relative(indicator, measure):
        value = pl.when(pl.col("base") != 0).then(gap / pl.col("base") * 100)
    return rows.select(
        "territory",
        "period",
        # Half away from zero, on the decimals that are printed.
        value=value.round(decimals(indicator, measure) + 6).round(
            decimals(indicator, measure), mode="half_away_from_zero"
        ),
        status="status",
        comparable=(pl.col("vintage") == pl.col("base_vintage"))
        & (pl.col("breaks") == pl.col("base_breaks")),
    ).sort("territory", "period")


def classes(indicator: Indicator, measure: Measure, values: pl.Series) -> Classes:
    """Return five classes for a measure: the catalogue's for a level, symmetric ones for a gap.

    The middle class of a gap is what does not exceed the rounding; the outer ones start at the
    80th centile of all gaps, rounded.
    """
    digits = decimals(indicator, measure)
    if not measure.diverges:
        breaks = indicator.classes or _quintiles(values, digits)
        return Classes(breaks, _level_labels(breaks, digits, indicator.unit), "sequential")
    step = float(Decimal(1).scaleb(-digits))
    wide = _outer(values, step)
    inner = 2 * step
    labels = (
        f"{number(-wide, digits)} et moins",
        f"{number(-wide + step, digits)} à {number(-inner, digits)}",
        "proche de zéro" if measure.against_region else "stable",
        f"+{number(inner, digits)} à +{number(wide - step, digits)}",
        f"+{number(wide, digits)} et plus",
    )
    # Just under the printed bound, so that a value equal to −wide falls in the outer class.
    breaks = (-wide + step / 2, -inner + step / 2, inner - step / 2, wide - step / 2)
    palette = "sequential" if indicator.direction == "neutral" else "diverging"
    return Classes(breaks, labels, palette, reversed=indicator.direction == "up")


def _quintiles(values: pl.Series, digits: int) -> tuple[float, ...]:
    known = values.drop_nulls()
    cuts = [known.quantile(share) for share in (0.2, 0.4, 0.6, 0.8)] if len(known) else []
    nice = [_two_digits(cut) for cut in cuts if cut is not None]
    return tuple(sorted({round(cut, digits) for cut in nice}))


def _two_digits(value: float) -> float:
    return float(f"{value:.2g}")


def _outer(values: pl.Series, step: float) -> float:
    known = values.drop_nulls().abs()
    cut = known.quantile(0.8) if len(known) else None
    half = 5 * step
    return max(4 * step, math.ceil((cut or 0) / half) * half)


def _level_labels(breaks: tuple[float, ...], digits: int, unit: str) -> tuple[str, ...]:
    if not breaks:
        return ("toutes les valeurs",)
    step = float(Decimal(1).scaleb(-digits))

    def short(value: float) -> str:
        return number(value, 0 if float(value).is_integer() else digits)

    between = [f"{short(low)} à {number(high - step, digits)}" for low, high in pairwise(breaks)]
    return (f"moins de {short(breaks[0])}", *between, f"{short(breaks[-1])} et plus")


_SIGNS = ((r"moins de (.+)", "<"), (r"(.+) et moins", "≤"), (r"(.+) et plus", "≥"))


def in_signs(label: str) -> str:
    """Return the label of a class in fewer letters: "< 7" for "moins de 7", "≥ 12" for "12 et plus"."""
    for words, sign in _SIGNS:
        if found := re.fullmatch(words, label):
            return f"{sign}{NBSP}{found[1]}"
    return label
