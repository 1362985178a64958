"""The tension matrix: métiers in rows, the global tension and what explains it in columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from figures.formats import MISSING, number, ordinal
from loaders import jobs, observations, site_tables
from loaders.cache import Identity
from loaders.codelists import TOTAL, values
from loaders.indicators import Indicator
from loaders.jobs import Component
from loaders.site_tables import job_sectors, measures
from loaders.territories import HOME, Territory, crossings, find, read_territories

NEAREST = "proche"
"""The nearest territory whose tensions are published, by code of the address, whatever the one chosen."""
UNSAID = "non dit"
"""What stands where the diagnosis words no level."""


@dataclass(frozen=True)
class Detail:
    """A level of the nomenclature: the role of data/sites/mesures.csv that it reads, and its words."""

    role: str
    short: str
    one: str
    many: str
    none: str

    @property
    def feminine(self) -> bool:
        """Tell whether its words are feminine."""
        return self.none.endswith("e")


DETAILS = {
    "familles": Detail(
        "tension", "Familles", "famille de métiers", "familles de métiers", "Aucune"
    ),
    "metiers": Detail("detail", "Métiers", "métier", "métiers", "Aucun"),
}
NAMED = DETAILS["metiers"]
"""The level of the nomenclature of the métiers that the diagnosis names."""
SCORE = "{}-score"
"""The role of the score that ranks, at equal levels, the rows of a role."""


@dataclass(frozen=True)
class Cell:
    """One level: `first` and `second` differ where a text gives two; None where there is none."""

    text: str
    first: int | None
    second: int | None
    status: str
    """Of the observation; empty for what a document words."""

    @property
    def known(self) -> bool:
        """Tell whether there is a level."""
        return self.first is not None

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts levels, the highest last."""
        return (max(self.first or 0, self.second or 0), min(self.first or 0, self.second or 0))


@dataclass(frozen=True)
class Job:
    """One row: `cells` by component; `score` is None where it is not the producer's own."""

    code: str
    label: str
    cells: Mapping[str, Cell]
    score: float | None = None
    place: int = 0
    """In the nomenclature, or in the ranking of the diagnosis."""


@dataclass(frozen=True)
class Matrix:
    """All the métiers of one list in one territory and one period, in the order of the list."""

    indicator: Indicator
    place: Territory
    period: str
    jobs: tuple[Job, ...]
    score: Indicator | None = None
    source: str = ""
    """The code of the source, in sources.toml."""
    vintage: str = ""


def read_places(chosen: Territory) -> dict[str, Territory]:
    """Return the territories that can be read for a chosen one: département, région, France.

    By level. The département is the one where most inhabitants live; a région has none. Levels
    come in the order that suits the chosen territory: its own first.
    """
    known = read_territories()
    indicator = measures()["tension"]
    held = set(observations.read(indicator).select("level", "territory").unique().iter_rows())
    found: dict[str, Territory] = {}
    if chosen.level not in ("REG", "FRANCE"):
        most = crossings(chosen.level, chosen.code, "DEP")["territory"].to_list()
        if most and ("DEP", most[0]) in held:
            found["DEP"] = known["DEP", most[0]]
    home = known["REG", HOME]
    if ("REG", home.code) in held:
        found["REG"] = home
    found |= {level: find(level, code) for level, code in indicator.references}
    return found


def matrix(role: str, place: Territory) -> Matrix:
    """Return the levels of a territory for the métiers that a role reads, found again on a change."""
    files = tuple(observations.identity(measures()[one]) for one in (role, SCORE.format(role)))
    return _matrix((*files, *site_tables.version(), *jobs.version()), role, place)


@lru_cache(maxsize=64)
def _matrix(_files: tuple[Identity, ...], role: str, place: Territory) -> Matrix:
    indicator = measures()[role]
    job, part = jobs.split(indicator)
    rows = observations.read(indicator).filter(level=place.level, territory=place.code)
    period = str(rows["period"].max())
    rows = rows.filter(period=period)
    words = {one.level: one.words for one in jobs.levels()}
    cells: dict[str, dict[str, Cell]] = {}
    for code, component, value, status in rows.select(job, part, "value", "status").iter_rows():
        cells.setdefault(code, {})[component] = _cell(value, status, words)
    score = measures()[SCORE.format(role)]
    scores = _scores(score, place, period)
    found = tuple(
        Job(code, label, cells[code], scores.get(code), rank)
        for rank, (code, label) in enumerate(values(indicator, job).items())
        if code in cells
    )
    source, vintage = rows.select("source", "vintage").row(0)
    return Matrix(indicator, place, period, found, score, source, vintage)


def _cell(value: float | None, status: str, words: Mapping[str, str]) -> Cell:
    if value is None:
        return Cell(MISSING.get(status, MISSING["M"]), None, None, status)
    level = int(value)
    return Cell(f"{words[str(level)]} {level}", level, level, status)


def _scores(score: Indicator, place: Territory, period: str) -> dict[str, float]:
    """Return the scores that the producer measured there: one that it imputed ranks nothing."""
    (job,) = score.dimensions
    rows = observations.read(score).filter(
        pl.col("level") == place.level,
        pl.col("territory") == place.code,
        pl.col("period") == period,
        pl.col("status") != "E",
    )
    return dict(rows.select(job, "value").iter_rows())


@lru_cache(maxsize=8)
def _diagnosis(_files: tuple[Identity, ...]) -> Matrix:
    levels = {one.printed: int(one.level) for one in jobs.levels()}
    found = []
    for tension, code in jobs.diagnosis():
        cells = {}
        for one in jobs.components():
            printed = getattr(tension, one.column)
            pair = [levels[word] for word in printed.split(jobs.SEVERAL)] if printed else [None]
            if one.component == TOTAL and not printed:
                # The ranking is that of the global tension; the text does not say its level.
                printed = ordinal(tension.order)
            cells[one.component] = Cell(printed or UNSAID, pair[0], pair[-1], "")
        found.append(Job(code, tension.metier, cells, place=tension.order))
    first = jobs.diagnosis()[0][0]
    place = find(first.level, first.territory)
    return Matrix(
        measures()["detail"], place, first.period, tuple(found), source=first.document,
        vintage=f"{first.line}",
    )  # fmt: skip


def diagnosis() -> Matrix:
    """Return the top ten of the diagnosis as its text words it; `vintage` is the first line."""
    return _diagnosis((*jobs.version(), *site_tables.version()))


def ordered(found: Matrix, by: str) -> tuple[Job, ...]:
    """Return the métiers, the highest level of a component first, those without level last.

    At equal levels: the score of the global tension, then the order of the list.
    """

    def key(job: Job) -> tuple[float, ...]:
        top, low = job.cells[by].order
        return (-top, -low, job.score is None, -(job.score or 0.0), job.place)

    return tuple(sorted(found.jobs, key=key))


def of_sector(found: Matrix, sector: str) -> tuple[str, ...]:
    """Return the codes of the métiers of a sector, by themselves or by their family; all without one."""
    if not sector:
        return tuple(one.code for one in found.jobs)
    job, _ = jobs.split(found.indicator)
    listed = found.indicator.codes[job]
    said = [one for one in job_sectors() if one.sector == sector]
    exact = {one.code for one in said if one.codelist == listed}
    family = measures()["tension"].codes[jobs.split(measures()["tension"])[0]]
    above = tuple(one.code for one in said if one.codelist == family)
    return tuple(
        one.code
        for one in found.jobs
        if one.code in exact or (above and one.code.startswith(above))
    )


def kept(found: Matrix, sector: str) -> Matrix:
    """Return the matrix of the métiers of a sector."""
    codes = set(of_sector(found, sector))
    return Matrix(
        found.indicator, found.place, found.period,
        tuple(one for one in found.jobs if one.code in codes),
        found.score, found.source, found.vintage,
    )  # fmt: skip


def table(found: Matrix, by: str) -> pl.DataFrame:
    """Return the matrix to be read, all its rows: Métier, Code, one column a tension, the score."""
    rows = ordered(found, by)
    columns: dict[str, list[str]] = {
        "Métier": [one.label for one in rows],
        "Code FAP": [one.code for one in rows],
    }
    for head in jobs.components():
        columns[head.short] = [one.cells[head.component].text for one in rows]
    if found.score is not None:
        columns[f"{found.score.short} ({found.score.unit})"] = [
            MISSING["M"] if one.score is None else number(one.score, found.score.decimals)
            for one in rows
        ]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def take_away(found: Matrix) -> pl.DataFrame:
    """Return one row a métier and tension, codes and numbers, nothing formatted."""
    heads: tuple[Component, ...] = jobs.components()
    rows = [
        (
            found.indicator.code if one.cells[head.component].status else "",
            found.place.level, found.place.code, found.period, one.code, one.label,
            head.component, one.cells[head.component].first, one.cells[head.component].second,
            one.cells[head.component].text, one.cells[head.component].status, found.source,
        )
        for one in found.jobs
        for head in heads
    ]  # fmt: skip
    schema = {
        "indicateur": pl.String, "niveau": pl.String, "territoire": pl.String,
        "periode": pl.String, "fap": pl.String, "metier": pl.String, "tension": pl.String,
        "echelon": pl.Int64, "echelon_bas": pl.Int64, "mots": pl.String, "statut": pl.String,
        "source": pl.String,
    }  # fmt: skip
    return pl.DataFrame(rows, schema=schema, orient="row")
