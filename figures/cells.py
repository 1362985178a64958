"""A profile's line in words, signs and shapes: what the page, the fiche and the workbook all print."""

from dataclasses import dataclass, replace

import polars as pl

from figures.captions import publication
from figures.differences import Difference, Verdict
from figures.formats import NBSP, at_period, listing, number, period, with_unit
from figures.lines import instant
from figures.measures import measured
from figures.nouns import NOUNS, inside
from figures.profile import Change, Gap, Line
from figures.rank import Rank
from figures.strip import Strip, strip
from figures.tile import SIGNS, STATUSES
from loaders import observations
from loaders.catalogue import Catalogue

FEWEST = 3
"""Dates without which a series is told, not drawn."""
OTHER_PUBLICATION = "publications différentes"


@dataclass(frozen=True)
class Mark:
    """A difference as it is printed: "▲ +0,9 point", whether it is good, and over what."""

    text: str
    verdict: Verdict
    note: str
    of: str = ""
    """What a gap is of, when it is not of the value beside: "de l’évolution"."""


@dataclass(frozen=True)
class Cells:
    """What one line prints, column by column; an empty text is an empty cell with its reason beside."""

    key: str
    title: str
    definition: str
    when: str
    where: str
    """The territory that the figure is about; empty when it is the profile's own."""
    status: str
    value: str
    curve: tuple[tuple[float, float, int], ...]
    """The series, x and y from 0 to 1 (y up), and a number that changes after a break."""
    curve_text: str
    """What stands for a curve that is not drawn."""
    series: str
    """How many dates the series has, from which value to which, through what; empty for a single date."""
    year: Mark | None
    span: Mark | None
    rank: str
    rank_note: str
    strip: Strip | None
    no_strip: str
    gaps: dict[str, Mark]
    """By role; `note` names the larger territory."""
    source: str

    @property
    def parts(self) -> tuple[str, str]:
        """Return the number and its unit apart: "241 440" and "habitants"; a % stays with its number."""
        amount, _, unit = self.value.partition(NBSP)
        # "n. d." has such a space too, and is no number.
        return (amount, unit) if any(sign.isdigit() for sign in amount) else (self.value, "")


def cells_of(catalogue: Catalogue, line: Line) -> Cells:
    """Return what a line prints."""
    now, indicator = line.figure, line.indicator
    shape, text, series = _curve(line)
    rank, note = _rank(line)
    return Cells(
        key=indicator.key,
        title=indicator.title,
        definition=indicator.definition,
        when=period(now.row.period),
        where="" if line.own else inside(line.read),
        status=STATUSES.get(now.status, ""),
        value=f"environ {now.text}" if now.status == "E" else now.text,
        curve=shape,
        curve_text=text,
        series=series,
        year=_moved(line.year, "en un an"),
        span=_moved(line.span, _since(line.span)),
        rank=rank,
        rank_note=note,
        strip=_strip(line),
        no_strip="" if line.rank else _no_strip(line),
        gaps={role: _of_change(line, gap) for role, gap in line.gaps.items()},
        source=publication(catalogue, now),
    )


def _since(change: Change | None) -> str:
    return f"depuis {period(change.before.row.period)}" if change else ""


def _moved(change: Change | None, over: str) -> Mark | None:
    if change is None:
        return None
    if not change.gap.comparable:
        return Mark("non comparable", "neutral", "rupture ou révision")
    return _mark(change.gap, "= stable", over)


def _of_change(line: Line, gap: Gap) -> Mark:
    """Return a gap; between two changes, it says that it is not one between the values beside."""
    mark = _apart(gap)
    if line.scale.level:
        return mark
    near = gap.gap.comparable and gap.gap.trend == "flat"
    return replace(mark, of="en évolution" if near else "de l’évolution")


def _apart(gap: Gap) -> Mark:
    if not gap.gap.comparable:
        # Two publications: the gap may be nothing but a revision. It is given, never judged.
        return Mark(f"{_amount(gap.gap)} *", "neutral", gap.place.name)
    if gap.gap.verdict == "neutral" and gap.gap.trend != "flat":
        # An arrow would say that something moved.
        return Mark(_amount(gap.gap), "neutral", gap.place.name)
    return _mark(gap.gap, "= proche", gap.place.name)


def _mark(gap: Difference, flat: str, note: str) -> Mark:
    if gap.trend == "flat":
        return Mark(flat, "neutral", note)
    return Mark(f"{SIGNS[gap.verdict, gap.trend]} {_amount(gap)}", gap.verdict, note)


def _amount(gap: Difference) -> str:
    """Return a gap in a narrow column: a unit of several words stands beside the value already."""
    if gap.unit in ("points", "%") or len(gap.unit) < 4:
        return gap.text
    return number(gap.amount, max(-int(gap.amount.as_tuple().exponent), 0), signed=True)


def _rank(line: Line) -> tuple[str, str]:
    rank = line.rank
    return (rank.text, _among(line, rank, rank.close)) if rank else ("", "")


def _among(line: Line, rank: Rank, close: bool) -> str:
    """Return what a rank is among, and with which reserves."""
    noun = NOUNS["SPEL" if line.place.level == "SPEL" and line.own else line.read.level].several
    parts = [f"sur {rank.count} {noun}"]
    if not line.scale.level:
        parts.append("évolution")
    if close:
        parts.append("à l’arrondi près")
    if not rank.comparable:
        parts.append(OTHER_PUBLICATION)
    return ", ".join(parts)


def _no_strip(line: Line) -> str:
    if line.figure.value is None:
        return "Valeur secrète : ni rang ni écart"
    if line.read.level in ("FRANCE", "AUTRE", "COM", "GROUPE"):
        return "Ce territoire n’a pas de semblables"
    if not line.scale.level and line.year is None:
        return "Un effectif dépend de la taille : on compare des évolutions, et celle-ci manque"
    return f"Trop peu de {NOUNS[line.read.level].many} ont une valeur comparable à cette date"


def _strip(line: Line) -> Strip | None:
    if line.rank is None:
        return None
    ticks = []
    for role, gap in line.gaps.items():
        rows = measured(
            line.indicator, line.scale.measure, gap.place.level, (gap.place.code,)
        ).filter(pl.col("period") == line.figure.row.period)
        value = rows["value"][0] if rows.height else None
        if value is not None:
            ticks.append((role, gap.place.name, value))
    among = (_among(line, line.rank, close=False), _among(line, line.rank, close=True))
    return strip(line.rank, line.read.key, among, tuple(ticks))


def _curve(line: Line) -> tuple[tuple[tuple[float, float, int], ...], str, str]:
    """Return the shape of the series, what stands for it when it is too short, and it in words."""
    now = line.figure
    rows = observations.series(line.indicator, now.row.level, now.row.territory).filter(
        pl.col("value").is_not_null()
    )
    same = [len(code) == len(now.row.period) for code in rows["period"]]
    rows = rows.filter(pl.Series(same, dtype=pl.Boolean))
    if rows.height < 2:
        return (), "une seule date", ""
    ends = [
        f"{with_unit(value, line.indicator.unit, line.indicator.decimals)} ({period(code)})"
        for code, value in rows.select("period", "value")[[0, -1]].rows()
    ]
    series = f"{rows.height} dates publiées, de {ends[0]} à {ends[1]}{_through(rows)}."
    if rows.height < FEWEST:
        dates = [period(code) for code in rows["period"]]
        return (), f"2 dates, {dates[0]} et {dates[1]}", series
    at = [instant(code) for code in rows["period"]]
    low, high = float(rows["value"].min()), float(rows["value"].max())  # type: ignore[arg-type]
    parts = (rows["status"] == "B").cum_sum().to_list()
    shape = tuple(
        (
            round((x - at[0]) / (at[-1] - at[0]), 4),
            round((y - low) / ((high - low) or 1), 4),
            int(part),
        )
        for x, y, part in zip(at, rows["value"].to_list(), parts, strict=True)
    )
    return shape, "", series


def _through(rows: pl.DataFrame) -> str:
    """Say what keeps the two ends of a series from being compared; nothing when they may be."""
    breaks = rows[1:].filter(pl.col("status") == "B")["period"]
    parts = (
        [f"{STATUSES['B']} {listing([at_period(code) for code in breaks])}"] if len(breaks) else []
    )
    if rows["vintage"][0] != rows["vintage"][-1]:
        parts.append(OTHER_PUBLICATION)
    return "".join(f", {part}" for part in parts)
