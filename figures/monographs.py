"""The monographies' table rebuilt: région, évolution and national, with dates that differ made visible."""

from dataclasses import dataclass

import polars as pl

from figures.breakdowns import COUNTRIES
from figures.differences import difference
from figures.formats import count_in_words, period, with_unit, years_before
from figures.lines import instant
from figures.tile import STATUSES
from loaders import observations, printed
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.monographs import Monograph, MonographLine, lines, monographs
from loaders.territories import Territory, find

LATEST = "recentes"
"""The reading that takes the newest value of each, official first."""


@dataclass(frozen=True)
class Value:
    """One value of a cell: `said` is who publishes it and when, or the document and its line."""

    indicator: Indicator
    place: Territory
    period: str
    value: float | None
    status: str
    publication: str
    said: str

    @property
    def text(self) -> str:
        """Return the value, its date, and the words of its status."""
        words = [period(self.period)]
        if self.status in STATUSES and self.status != "B":
            words.append(STATUSES[self.status])
        if self.value is None:
            return "n. d."
        # A unit in words stands in the name of the line.
        unit = self.indicator.unit if self.indicator.unit in ("%", "€") else ""
        amount = with_unit(self.value, unit, self.indicator.decimals).strip()
        return f"{amount} ({', '.join(words)})"


@dataclass(frozen=True)
class Cell:
    """What one territory has on a line: the newest value, the one before, and how far it moved."""

    now: Value | None
    before: Value | None
    broken: bool = False
    """Whether a break of series lies between the two."""

    @property
    def moved(self) -> str:
        """Return the change, or why it is not computed; empty when there is nothing to compare."""
        if self.now is None or self.before is None:
            return ""
        one, other = self.now, self.before
        if "U" in (one.status, other.status):
            return "non calculée (chiffre douteux)"
        if self.broken:
            return "non calculée (rupture de série)"
        if one.value is None or other.value is None:
            return ""
        gap = difference(one.indicator, one.value, other.value)
        return f"{gap.text}{_over(other.period, one.period)}" if gap else ""


def _over(start: str, end: str) -> str:
    """Return " en deux ans" for a change that is not over one year, which goes without saying."""
    years = instant(end) - instant(start)
    if round(years, 2) == 1:
        return ""
    whole = round(years)
    return f" en {count_in_words(whole)} ans" if whole > 1 else f" depuis {period(start)}"


@dataclass(frozen=True)
class Row:
    """One line of the table, for all its territories."""

    line: MonographLine
    regions: tuple[Cell, ...]
    country: Cell

    @property
    def dates(self) -> str:
        """Return whether the newest dates agree: "= T2 2023", "≠ 2022 ≠ T2 2023, deux mesures"."""
        known = [one.now for one in (*self.regions, self.country) if one.now]
        if len(known) < 2:
            return "une seule valeur" if known else "aucune valeur"
        codes = list(dict.fromkeys(one.period for one in known))
        remark = ", deux mesures" if self.line.national else ""
        if any(one.status == "U" for one in known):
            remark += ", chiffre douteux"
        if len(codes) == 1:
            return f"= {period(codes[0])}{remark}"
        return f"≠ {' ≠ '.join(period(code) for code in codes)}{remark}"

    @property
    def compares(self) -> bool:
        """Tell whether each territory has a value, of one date and one measure, none of them doubtful."""
        cells = (*self.regions, self.country)
        known = all(one.now is not None and one.now.value is not None for one in cells)
        return known and self.dates.startswith("=") and "," not in self.dates


def readings(catalogue: Catalogue) -> dict[str, str]:
    """Return the ways to read the table: the newest values, then each document as it prints them."""
    documents = {one.document: catalogue.sources[one.document].name for one in monographs()}
    return {LATEST: "Dernières valeurs"} | documents


def rows(catalogue: Catalogue, reading: str) -> list[Row]:
    """Return the lines of the table under one reading; a line that nothing fills is left out."""
    kept = [one for one in monographs() if reading in (LATEST, one.document)]
    found = [_row(catalogue, line, kept, reading) for line in lines()]
    return [one for one in found if one.country.now or any(cell.now for cell in one.regions)]


def _row(catalogue: Catalogue, line: MonographLine, kept: list[Monograph], reading: str) -> Row:
    indicator = catalogue.indicators[line.indicator]
    document = "" if reading == LATEST else reading
    regions = tuple(
        _cell(_known(catalogue, line, indicator, document, (one.level, one.territory)))
        for one in kept
    )
    country = catalogue.indicators[line.national or line.indicator]
    perimeters = [*COUNTRIES, *([("AUTRE", line.elsewhere)] if line.elsewhere else [])]
    asked = next((one.now.period for one in regions if one.now), "")
    every = [_known(catalogue, line, country, document, key, asked) for key in perimeters]
    return Row(line, regions, _cell([one for part in every for one in part], asked))


def _known(
    catalogue: Catalogue,
    line: MonographLine,
    indicator: Indicator,
    document: str,
    key: tuple[str, str],
    asked: str = "",
) -> list[Value]:
    """Return the values of a territory: of the official series first, else as documents print them.

    Outside its own document a doubtful figure is kept where it is the only one, of all dates or of the
    date `asked`: it is then shown as doubtful, for it is not unavailable.
    """
    if not document and observations.published_path(indicator):
        official = _published(indicator, line, key)
        if official:
            return [_official(catalogue, indicator, row) for row in official]
    written = _of(indicator, line, key, printed.read(indicator)).filter(
        pl.col("kind") == "observed", pl.col("start") == ""
    )
    if document:
        written = written.filter(pl.col("document") == document)
    else:
        sure = written.filter(pl.col("status") != "U")
        alone = (pl.col("period") == asked) & ~pl.lit(asked in set(sure["period"]))
        if sure.height:
            written = written.filter((pl.col("status") != "U") | alone)
    return [_printed(catalogue, indicator, row) for row in written.iter_rows(named=True)]


@observations.per_version
def _published(
    indicator: Indicator, line: MonographLine, key: tuple[str, str]
) -> list[dict[str, object]]:
    return _of(indicator, line, key, observations.read(indicator)).to_dicts()


def _of(
    indicator: Indicator, line: MonographLine, key: tuple[str, str], rows: pl.DataFrame
) -> pl.DataFrame:
    wanted = [
        pl.col(name) == (line.code if name == line.dimension else "T")
        for name in indicator.dimensions
    ]
    return rows.filter(pl.col("level") == key[0], pl.col("territory") == key[1], *wanted)


def _official(catalogue: Catalogue, indicator: Indicator, row: dict[str, object]) -> Value:
    source = catalogue.sources[str(row["source"])]
    vintage = str(row["vintage"])
    day = source.vintage(vintage).published
    dated = f"publié le {day:%d/%m/%Y}" if day else f"millésime {period(vintage)}"
    return _value(indicator, row, f"{row['source']} {vintage}", f"{source.producer}, {dated}")


def _printed(catalogue: Catalogue, indicator: Indicator, row: dict[str, object]) -> Value:
    source = catalogue.sources[str(row["document"])]
    return _value(indicator, row, str(row["document"]), f"{source.name}, l. {row['line']}")


def _value(indicator: Indicator, row: dict[str, object], publication: str, said: str) -> Value:
    value = row["value"]
    return Value(
        indicator, find(str(row["level"]), str(row["territory"])), str(row["period"]),
        float(value) if isinstance(value, int | float) else None, str(row["status"]),
        publication, said,
    )  # fmt: skip


def _cell(known: list[Value], asked: str = "") -> Cell:
    """Return the value to show, and the one before: a doubtful one only where nothing else stands.

    `asked` is the date of the région: the country is read at the same one when it has it.
    """
    sure = [one for one in known if one.status not in ("U", "E")] or known
    same = [one for one in sure if one.period == asked]
    doubtful = [one for one in known if one.status == "U"]
    newest = max(sure, key=lambda one: instant(one.period), default=None)
    flagged = [one for one in doubtful if one.period == asked]
    now = (same or flagged or [newest])[0]
    if now is None:
        return Cell(None, None)
    # A date that a document gives for a doubtful figure alone is shown, and flagged.
    later = [one for one in doubtful if instant(one.period) > instant(now.period)]
    alone = [one for one in later if one.period not in {each.period for each in sure}]
    if alone and not asked and len(now.period) == len(alone[-1].period):
        now = max(alone, key=lambda one: instant(one.period))
    former = years_before(now.period, 1)
    mates = [one for one in sure if one.place == now.place and one.publication == now.publication]
    year = [one for one in mates if one.period == former]
    older = [
        one
        for one in mates
        if len(one.period) == len(now.period) and instant(one.period) < instant(now.period)
    ]
    before = year[0] if year else max(older, key=lambda one: instant(one.period), default=None)
    broken = before is not None and any(
        one.status == "B" and instant(before.period) < instant(one.period) <= instant(now.period)
        for one in mates
    )
    return Cell(now, before, broken)
