"""What is known today of one "indicateur de suivi": its values, its targets, and the word that sums them up."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from figures.captions import publication
from figures.facts import Figure, Row
from figures.formats import at_period, french_date, number, with_unit
from figures.lines import instant
from figures.trajectory import Goal, Standing, Status, standing
from loaders import observations, printed, references
from loaders.catalogue import Catalogue
from loaders.codelists import TOTAL
from loaders.indicators import Indicator
from loaders.recorded import Recorded, read_recorded
from loaders.reference_rows import FollowUp
from loaders.targets import Target, read_targets
from loaders.territories import HOME, find


@dataclass(frozen=True)
class Value:
    """The newest value of one cell of an indicator, or the one that a coordinator recorded."""

    label: str
    """The values of the breakdowns, "" for the total."""
    period: str
    value: float
    text: str
    """The value with its unit and the sign of its status."""
    source: str
    """Who says so: a producer, or a document and its line, or who recorded it and when."""
    level: str = ""
    territory: str = ""
    cell: tuple[tuple[str, str], ...] = ()
    recorded: bool = False
    note: str = ""


@dataclass(frozen=True)
class Reading:
    """One "indicateur de suivi" with all that may be said of it today."""

    row: FollowUp
    indicator: Indicator | None
    values: tuple[Value, ...]
    targets: tuple[Target, ...]
    standing: Standing

    @property
    def measured(self) -> bool:
        """Tell whether a value is known."""
        return bool(self.values)

    @property
    def status(self) -> Status:
        """Return the word of docs/references.md."""
        return self.standing.status


def readings(catalogue: Catalogue, today: date) -> tuple[Reading, ...]:
    """Return every "indicateur de suivi" read today, in the order of suivi.csv.

    Raises DataError when a table that it rests on is refused.
    """
    rows, targets = references.follow_ups(), read_targets()
    written: dict[tuple[str, int], list[Recorded]] = {}
    for one in read_recorded():
        written.setdefault((one.engagement, one.rank), []).append(one)
    return tuple(
        _reading(catalogue, row, targets, written.get((row.engagement, row.rank), []), today)
        for row in rows
    )


def _reading(
    catalogue: Catalogue,
    row: FollowUp,
    targets: tuple[Target, ...],
    written: list[Recorded],
    today: date,
) -> Reading:
    indicator = catalogue.indicators.get(row.indicator)
    aimed = tuple(one for one in targets if indicator and _aims(one, row))
    values = _written(written) or (_known(indicator, catalogue, row, aimed) if indicator else ())
    return Reading(row, indicator, values, aimed, _standing(indicator, values, aimed, today))


def _aims(target: Target, row: FollowUp) -> bool:
    return target.indicator == row.indicator and (
        not row.dimension or (target.dimension == row.dimension and target.code in row.codes)
    )


def _written(rows: list[Recorded]) -> tuple[Value, ...]:
    """Return the newest of the values that were recorded, none when there is none."""
    if not rows:
        return ()
    one = max(rows, key=lambda row: instant(row.period))
    text = _signed(with_unit(one.value, one.unit, one.decimals), one.status)
    source = f"{one.source} (ligne écrite par {one.author}, {french_date(one.recorded)})"
    return (Value("", one.period, one.value, text, source, recorded=True, note=one.note),)


@observations.per_version
def _known(
    indicator: Indicator, catalogue: Catalogue, row: FollowUp, targets: tuple[Target, ...]
) -> tuple[Value, ...]:
    """Return the newest value of each cell meant, in the région and where a target is set.

    The total alone where it is published and no breakdown is named.
    """
    places = {("REG", HOME), *((one.level, one.territory) for one in targets)}
    rows = observations.read(indicator).filter(pl.col("value").is_not_null())
    rows = rows.filter(
        pl.struct("level", "territory").is_in(
            pl.Series(
                [{"level": level, "territory": code} for level, code in sorted(places)]
            ).implode()
        )
    )
    if row.dimension:
        rows = rows.filter(pl.col(row.dimension).is_in(row.codes))
    totals = rows.filter(
        pl.all_horizontal(pl.lit(True), *(
            pl.col(name) == TOTAL for name in indicator.dimensions if name != row.dimension
        ))
    )  # fmt: skip
    rows = totals if totals.height else rows
    newest: dict[tuple[str, ...], dict[str, object]] = {}
    for one in rows.iter_rows(named=True):
        cell = (one["level"], one["territory"], *(one[name] for name in indicator.dimensions))
        if cell not in newest or instant(str(newest[cell]["period"])) <= instant(one["period"]):
            newest[cell] = one
    return tuple(_value(catalogue, indicator, one) for one in newest.values())


def _value(catalogue: Catalogue, indicator: Indicator, row: dict[str, object]) -> Value:
    level, territory, period = str(row["level"]), str(row["territory"]), str(row["period"])
    cell = tuple((name, str(row[name])) for name in indicator.dimensions if row[name] != TOTAL)
    where = "" if (level, territory) == ("REG", HOME) else find(level, territory).name
    value = float(str(row["value"]))
    # A document prints "près de 56 %": a decimal would be more than it says.
    printed_whole = catalogue.sources[str(row["source"])].document and value.is_integer()
    decimals = 0 if printed_whole else indicator.decimals
    return Value(
        label=", ".join([*(code for _, code in cell), *([where] if where else [])]),
        period=period,
        value=value,
        text=_signed(with_unit(value, indicator.unit, decimals), str(row["status"])),
        source=_source(catalogue, indicator, row),
        level=level,
        territory=territory,
        cell=cell,
    )  # fmt: skip


def _signed(text: str, status: str) -> str:
    """Return a value with what its status asks to be said."""
    return {"E": f"environ {text}", "P": f"{text} (provisoire)", "R": f"{text} (révisé)"}.get(
        status, text
    )


def _source(catalogue: Catalogue, indicator: Indicator, row: dict[str, object]) -> str:
    source = catalogue.sources[str(row["source"])]
    if not source.document:
        where = Row(str(row["level"]), str(row["territory"]), str(row["period"]))
        figure = Figure(indicator, where, None, "", str(row["vintage"]), source.code)
        return publication(catalogue, figure)
    lines = printed.read(indicator).filter(
        pl.col("document") == source.code,
        pl.col("kind") == "observed",
        pl.col("status") != "U",
        *(pl.col(name) == row[name] for name in ("level", "territory", "period", "value")),
        *(pl.col(name) == row[name] for name in indicator.dimensions),
    )["line"]
    return f"{source.name}, ligne {lines[0]}" if lines.len() else source.name


def _standing(
    indicator: Indicator | None, values: tuple[Value, ...], targets: tuple[Target, ...], today: date
) -> Standing:
    if not values:
        return Standing("cible seule" if targets else "pas encore de donnée")
    if indicator is None or not targets:
        return Standing("sans cible")
    if len(targets) != 1 or len(values) != 1:
        return Standing(
            "non jugé", reason="plusieurs valeurs ou plusieurs cibles ne font pas un seul rythme"
        )
    value, target = values[0], targets[0]
    if not value.recorded and (value.level, value.territory) != (target.level, target.territory):
        return Standing("non jugé", reason="la cible n’est pas celle du même territoire")
    goal = Goal(target.value, target.period, target.baseline_value, target.baseline_period)
    return standing(value.value, value.period, goal, indicator.direction, today)


def value_text(one: Value) -> str:
    """Return a value as a sentence says it: "54 963 contrats en 2021"."""
    named = f"{one.label[0].upper()}{one.label[1:]} : " if one.label else ""
    return f"{named}{one.text} {at_period(one.period)}"


def trajectory_text(reading: Reading) -> str:
    """Return how far the value is on its way, or what lacks to tell it; "" without value or target."""
    one = reading.standing
    if not reading.values or not reading.targets:
        return ""
    if one.share is None or one.expected is None or one.today is None:
        return f"Trajectoire : {one.reason}." if one.reason else ""
    value, target, unit = reading.values[0], reading.targets[0], reading.indicator
    decimals = unit.decimals if unit else 0
    due = at_period(target.period)
    return (
        f"Trajectoire : {number(100 * one.share)} % du chemin entre le point de départ et la cible. En "
        f"ligne droite, on attendait {number(one.expected, decimals)} {at_period(value.period)} ; on "
        f"attendrait {number(one.today, decimals)} aujourd’hui, et {number(target.value, decimals)} {due}."
    )
