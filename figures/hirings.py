"""Recruiting projects by bassin and métier: how many, how difficult, how seasonal, what is secret."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from figures.formats import MISSING, number, with_unit
from figures.site_reach import communes_of
from loaders import observations, site_tables
from loaders.cache import Identity
from loaders.codelists import TOTAL, values
from loaders.indicators import Indicator
from loaders.site_tables import job_sectors, measures
from loaders.territories import Territory, crossings, read_territories

LEVEL = "BE"
"""Bassins are a level of their own: their codes look like those of the zones d’emploi and are not."""
SHARES = {"difficult": "Part difficile", "seasonal": "Part saisonnière"}


@dataclass(frozen=True)
class Number:
    """A count as it is published: no value when it is secret (C) or without a line in the file (M)."""

    value: float | None
    status: str

    @property
    def text(self) -> str:
        """Return the number, or the word of its absence: never a zero."""
        if self.value is None:
            return MISSING.get(self.status, MISSING["M"])
        return number(self.value)


@dataclass(frozen=True)
class Hiring:
    """The projects of one métier in one bassin; `parts` by role of SHARES."""

    bassin: Territory
    job: str
    label: str
    projects: Number
    parts: dict[str, Number]

    def share(self, role: str) -> float | None:
        """Return a part of the projects in %, when both numbers are published."""
        part, whole = self.parts[role].value, self.projects.value
        return None if part is None or not whole else 100 * part / whole

    def share_text(self, role: str) -> str:
        """Return the share as it is printed, or why there is none."""
        share = self.share(role)
        if share is not None:
            return with_unit(share, "%", 0)
        if "C" in (self.parts[role].status, self.projects.status):
            return MISSING["C"]
        return MISSING["M"]


def every() -> tuple[Hiring, ...]:
    """Return every line of the last survey, by bassin then by métier."""
    files = tuple(observations.identity(measures()[one]) for one in ("projects", *SHARES))
    return _every((*files, *site_tables.version()))


@lru_cache(maxsize=4)
def _every(_files: tuple[Identity, ...]) -> tuple[Hiring, ...]:
    projects = measures()["projects"]
    (job,) = projects.dimensions
    labels = values(projects, job)
    last = period()
    counts = _counts(projects, last)
    parts = {role: _counts(measures()[role], last) for role in SHARES}
    order = {code: rank for rank, code in enumerate(labels)}
    known = read_territories()
    nothing = Number(None, "M")
    return tuple(
        Hiring(
            known[LEVEL, code], name, labels[name], counts[code, name],
            {role: found.get((code, name), nothing) for role, found in parts.items()},
        )
        for code, name in sorted(counts, key=lambda one: (one[0], order[one[1]]))
    )  # fmt: skip


def _counts(indicator: Indicator, at: str) -> dict[tuple[str, str], Number]:
    (job,) = indicator.dimensions
    rows = observations.read(indicator).filter(
        pl.col("level") == LEVEL, pl.col("period") == at, pl.col(job) != TOTAL
    )
    cells = rows.select("territory", job, "value", "status").iter_rows()
    return {(code, name): Number(value, status) for code, name, value, status in cells}


def period() -> str:
    """Return the year of the last survey."""
    return observations.periods(measures()["projects"], LEVEL)[-1]


def bassins() -> dict[str, Territory]:
    """Return the bassins of the survey by code, by name."""
    held = {one.bassin.code for one in every()}
    return {
        code: one
        for (level, code), one in read_territories().items()
        if level == LEVEL and code in held
    }


def main_bassin(place: Territory) -> str:
    """Return the code of the bassin where most inhabitants of a territory live; the first one else."""
    held = bassins()
    found = [
        code for code in crossings(place.level, place.code, LEVEL)["territory"] if code in held
    ]
    return found[0] if found else next(iter(held))


def touched(place: Territory) -> tuple[str, ...]:
    """Return the codes of the bassins that share communes with a territory, by their communes."""
    mine = communes_of(place)
    return tuple(
        code
        for code in bassins()
        if not mine.isdisjoint(crossings(LEVEL, code, "COM")["territory"].to_list())
    )


def job_names(sector: str = "") -> dict[str, str]:
    """Return the label of each métier of the survey by code; those of a sector when one is given."""
    projects = measures()["projects"]
    (job,) = projects.dimensions
    listed = projects.codes[job]
    said = {one.code for one in job_sectors() if one.sector == sector and one.codelist == listed}
    held = {one.job for one in every()}
    return {
        code: label
        for code, label in values(projects, job).items()
        if code in held and (not sector or code in said)
    }


def of_job(job: str) -> tuple[Hiring, ...]:
    """Return the bassins that look for a métier, the most projects first, secret ones last."""
    return ranked(one for one in every() if one.job == job)


def of_bassin(code: str, kept: Collection[str]) -> tuple[Hiring, ...]:
    """Return the métiers that a bassin looks for among those kept, in the same order."""
    return ranked(one for one in every() if one.bassin.code == code and one.job in kept)


def ranked(rows: Iterable[Hiring]) -> tuple[Hiring, ...]:
    """Return rows, the most projects first; a secret number has no rank and comes last."""
    return tuple(
        sorted(rows, key=lambda one: (one.projects.value is None, -(one.projects.value or 0)))
    )


def table(rows: Collection[Hiring]) -> pl.DataFrame:
    """Return rows to be read: Bassin, Métier, Projets, Difficiles, Saisonniers, and both shares."""
    columns = {
        "Bassin": [one.bassin.name for one in rows],
        "Métier": [one.label for one in rows],
        "Projets": [one.projects.text for one in rows],
        "Difficiles": [one.parts["difficult"].text for one in rows],
        SHARES["difficult"]: [one.share_text("difficult") for one in rows],
        "Saisonniers": [one.parts["seasonal"].text for one in rows],
        SHARES["seasonal"]: [one.share_text("seasonal") for one in rows],
    }
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def take_away(rows: Collection[Hiring]) -> pl.DataFrame:
    """Return rows as codes and numbers; empty where the status says secret (C) or missing (M)."""
    year = period()
    columns = {
        "niveau": [LEVEL for _ in rows],
        "bassin": [one.bassin.code for one in rows],
        "nom": [one.bassin.name for one in rows],
        "periode": [year for _ in rows],
        "fap": [one.job for one in rows],
        "metier": [one.label for one in rows],
        "projets": [one.projects.value for one in rows],
        "statut_projets": [one.projects.status for one in rows],
        "difficiles": [one.parts["difficult"].value for one in rows],
        "statut_difficiles": [one.parts["difficult"].status for one in rows],
        "part_difficile": [one.share("difficult") for one in rows],
        "saisonniers": [one.parts["seasonal"].value for one in rows],
        "statut_saisonniers": [one.parts["seasonal"].status for one in rows],
        "part_saisonniere": [one.share("seasonal") for one in rows],
    }
    numbers = {
        name: pl.Float64
        for name in ("projets", "difficiles", "part_difficile", "saisonniers", "part_saisonniere")
    }
    return pl.DataFrame(columns, schema={name: numbers.get(name, pl.String) for name in columns})
