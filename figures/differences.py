"""What may be said of the gap between two published figures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from figures.formats import MINUS, points, rounded, with_unit
from loaders.indicators import Indicator

Trend = Literal["up", "down", "flat"]
Verdict = Literal["favourable", "unfavourable", "neutral"]


@dataclass(frozen=True)
class Difference:
    """The gap `after − before`: in points for a rate, in its unit for a measure, else in %."""

    amount: Decimal
    unit: str
    """`points`, `%`, or the unit of the measure."""
    trend: Trend
    """`flat` when the gap is not larger than the rounding of what is published."""
    verdict: Verdict
    comparable: bool
    """False across a break of series or a change of millésime: to be said, never put in a sentence."""

    @property
    def text(self) -> str:
        """Return the signed gap: "+0,8 point", "−0,4 %"."""
        if self.unit == "points":
            return points(self.amount, signed=True)
        decimals = max(-int(self.amount.as_tuple().exponent), 0)
        return with_unit(self.amount, self.unit, decimals, signed=True)

    @property
    def size(self) -> str:
        """Return the gap without its sign: "0,8 point"."""
        return self.text.lstrip("+" + MINUS)


def difference(
    indicator: Indicator, after: float, before: float, comparable: bool = True
) -> Difference | None:
    """Compare two values of one indicator; None when a relative change has no base.

    The gap of two published values is exact in decimals, so it is computed in decimals. It counts
    as a movement only beyond one step of rounding: 0,1 point between two rates rounded to 0,1 may
    be no movement at all.
    """
    unit = {"rate": "points", "measure": indicator.unit}.get(indicator.kind, "%")
    if indicator.kind in ("rate", "measure"):
        amount = rounded(after, indicator.decimals) - rounded(before, indicator.decimals)
        # A rank is not rounded: one place is a movement.
        step = Decimal(0) if unit == "rang" else Decimal(1).scaleb(-indicator.decimals)
    else:
        if before == 0:
            return None
        amount = rounded((after - before) / before * 100, 1)
        step = Decimal("0.1")
    trend: Trend = "flat" if abs(amount) <= step else ("up" if amount > 0 else "down")
    verdict: Verdict = "neutral"
    if trend != "flat" and indicator.direction != "neutral":
        verdict = "favourable" if trend == indicator.direction else "unfavourable"
    return Difference(amount, unit, trend, verdict, comparable)
