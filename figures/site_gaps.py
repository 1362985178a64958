"""Where recruiting is difficult with no campus nor CFA of the sector near, by bassin and sector."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from figures.formats import THIN, number, period, with_unit
from figures.site_reach import BASES, Near, communes_of, kilometres, nearest
from loaders import observations, site_tables, territories
from loaders.cache import Identity
from loaders.catalogue import read_catalogue
from loaders.codelists import TOTAL, values
from loaders.indicators import Indicator
from loaders.sites import CFA, Site, job_sectors, measures, sectors
from loaders.territories import Territory, crossings, read_territories

GAP_COLUMNS = (
    "Bassin", "Secteur", "Projets", "Projets difficiles", "Part difficile", "Métiers comptés",
    "Peut-on conclure", "Le plus proche", "Familles en tension",
)  # fmt: skip
DETAIL_COLUMNS = ("Bassin", "Secteur", "Métier", "Projets", "Projets difficiles", "Part difficile")
SURE, DOUBTFUL = "oui", "non, CFA de secteur inconnu à proximité"
BUT_LOST = "oui, hors CFA sans adresse"
"""The word where a CFA of a département of the bassin, whose commune is not known, may train."""
SAID = (SURE, BUT_LOST)
HALF = 0.5
"""From this share of projects judged difficult on, recruiting is said difficult."""
LEAST = 100
"""Fewer published projects say nothing of a sector in a bassin."""
TENSE = 4
"""The levels of tension 4 and 5 are « forte » and « très forte »."""
_LEVEL = "BE"
_TRAIN = ("campus", CFA)


@dataclass(frozen=True)
class Gaps:
    """The rows, and what they leave out: `secret` cells, `silent` CFA (no sector), `unplaced` ones."""

    rows: pl.DataFrame
    detail: pl.DataFrame
    period: str
    tension_period: str
    secret: int
    silent: int
    unplaced: int
    cfas: int
    sure: tuple[str, ...]
    """The bassins of the rows where no site near may train, most difficult projects first."""
    doubtful: int
    """How many rows have a CFA near whose sector is not known."""
    sources: tuple[str, ...]
    least: int = LEAST


def gaps(sites: Sequence[Site], sector: str, km: float, place: Territory | None) -> Gaps:
    """Return the gaps of `_gaps`, found again only when one of their files changes."""
    files = tuple(observations.identity(one) for one in measures().values())
    return _gaps(
        (*files, *site_tables.version(), *territories.version()), tuple(sites), sector, km, place
    )


@lru_cache(maxsize=32)
def _gaps(
    _files: tuple[Identity, ...],
    sites: tuple[Site, ...],
    sector: str,
    km: float,
    place: Territory | None,
) -> Gaps:
    """Return the bassins and sectors where half of the projects are difficult and none trains near.

    `sector` empty is every sector, `place` None every bassin; else the bassins that meet it. A
    share is that of the métiers whose two numbers are published; near is within `km` of the most
    populous commune of the bassin, or in the bassin. Rows as GAP_COLUMNS, most difficult projects
    first, after those where no CFA of unknown sector is near; detail as DETAIL_COLUMNS, one row a métier.
    """
    mains = _mains(place)
    asked = pl.col("territory").is_in(list(mains))
    cells = _cells().filter(asked if not sector else asked & (pl.col("sector") == sector))
    both = cells.filter(pl.col("projects").is_not_null(), pl.col("difficult").is_not_null())
    sums = (
        cells.group_by("territory", "sector")
        .agg(pl.len().alias("jobs"))
        .join(
            both.group_by("territory", "sector").agg(
                pl.col("projects", "difficult").sum(), pl.len().alias("counted")
            ),
            on=["territory", "sector"],
        )
        .filter(pl.col("projects") >= LEAST, pl.col("difficult") >= HALF * pl.col("projects"))
        .sort("difficult", "territory", "sector", descending=[True, False, False])
    )
    trainers = [one for one in sites if one.kind in _TRAIN]
    ranked = {code: nearest(main, trainers) for code, main in mains.items()}
    members = {code: communes_of(read_territories()[_LEVEL, code]) for code in mains}
    tense, tension_period = _tense()
    lost = [one for one in sites if one.kind == CFA and not one.points]
    found: list[tuple[str, ...]] = []
    kept: list[tuple[str, str]] = []
    for row in sums.iter_rows(named=True):
        code, named = row["territory"], row["sector"]
        close = [near for near in ranked[code] if named in near.site.sectors]
        around = [one for one in ranked[code] if one.km <= km or _inside(one.site, members[code])]
        if any(named in one.site.sectors for one in around):
            continue
        silent = any(not one.site.sectors for one in around)
        bassin = read_territories()[_LEVEL, code]
        homes = {commune[:2] for commune in members[code]}
        away = any(
            not homes.isdisjoint(one.departements) and (named in one.sectors or not one.sectors)
            for one in lost
        )
        kept.append((code, named))
        found.append(
            (
                bassin.name, sectors()[named], number(row["projects"]), number(row["difficult"]),
                _share(row["difficult"], row["projects"]), f"{row['counted']} sur {row['jobs']}",
                DOUBTFUL if silent else BUT_LOST if away else SURE, _closest(close),
                f"{THIN}; ".join(tense.get((bassin.departement or "", named), [])),
            )
        )  # fmt: skip
    # What is sure first; the sort is stable.
    order = sorted(range(len(found)), key=lambda at: found[at][6] not in SAID)
    found, kept = [found[at] for at in order], [kept[at] for at in order]
    cfas = [one for one in sites if one.kind == CFA]
    return Gaps(
        rows=pl.DataFrame(found, schema=dict.fromkeys(GAP_COLUMNS, pl.String), orient="row"),
        detail=_detail(both, kept),
        period=period(str(cells["period"].max() or "")),
        tension_period=tension_period,
        secret=cells.unique(["territory", "job"]).height - both.unique(["territory", "job"]).height,
        silent=sum(not one.sectors for one in cfas),
        unplaced=sum(not one.points for one in cfas),
        cfas=len(cfas),
        sure=tuple(dict.fromkeys(row[0] for row in found if row[6] in SAID)),
        doubtful=sum(row[6] not in SAID for row in found),
        sources=_sources(),
    )


def _mains(place: Territory | None) -> dict[str, str]:
    """Return the most populous commune of each bassin that meets a place, by the bassin's code."""
    met = None if place is None else communes_of(place)
    found: dict[str, str] = {}
    for level, code in read_territories():
        if level == _LEVEL:
            # Largest first.
            members = crossings(_LEVEL, code, "COM")["territory"].to_list()
            if members and (met is None or not met.isdisjoint(members)):
                found[code] = members[0]
    return found


def _cells() -> pl.DataFrame:
    """Return territory, job, sector, period, projects, difficult, a row a sector of a métier.

    A number is null when it is secret, or when the file has no row of it.
    """
    roles = measures()
    projects, difficult = roles["projects"], roles["difficult"]
    read = _numbers(projects, "projects").join(
        _numbers(difficult, "difficult"),
        on=["territory", "job", "period"], how="full", coalesce=True,
    )  # fmt: skip
    listed = projects.codes[projects.dimensions[0]]
    said = [(one.code, one.sector) for one in job_sectors() if one.codelist == listed]
    named = pl.DataFrame(said, schema={"job": pl.String, "sector": pl.String}, orient="row")
    last = read.filter(pl.col("period") == pl.col("period").max())
    return last.join(named, on="job")


def _numbers(indicator: Indicator, name: str) -> pl.DataFrame:
    (job,) = indicator.dimensions
    rows = observations.read(indicator).filter(pl.col("level") == _LEVEL, pl.col(job) != TOTAL)
    return rows.select("territory", pl.col(job).alias("job"), "period", pl.col("value").alias(name))


def _sources() -> tuple[str, ...]:
    catalogue, roles = read_catalogue(), measures()
    cited = [catalogue.sources[roles[one].sources[-1]] for one in ("difficult", "tension")]
    return tuple(f"{one.producer}, {one.title}" for one in cited)


def _tense() -> tuple[dict[tuple[str, str], list[str]], str]:
    """Return the tense families by département and sector, with their level, and their period."""
    tension = measures()["tension"]
    job, *others = tension.dimensions
    listed = tension.codes[job]
    rows = observations.read(tension).filter(
        pl.col("level") == "DEP",
        pl.col("value") >= TENSE,
        *(pl.col(name) == TOTAL for name in others),
    )
    last = str(rows["period"].max())
    labels = values(tension, job)
    levels = {
        (territory, code): value
        for territory, code, value in rows.filter(pl.col("period") == last)
        .select("territory", job, "value")
        .iter_rows()
    }
    found: dict[tuple[str, str], list[str]] = {}
    for one in job_sectors():
        if one.codelist != listed:
            continue
        for (territory, code), value in levels.items():
            if code == one.code:
                text = f"{labels[code]} ({number(value)} sur 5)"
                found.setdefault((territory, one.sector), []).append(text)
    return found, period(last)


def _inside(site: Site, members: frozenset[str]) -> bool:
    """Return whether a site has its place, attested or else declared by name, in a bassin."""
    if site.points:
        return any(at.commune in members for at in site.points)
    return site.kind == "campus" and bool({*site.communes} & members)


def _closest(close: Sequence[Near]) -> str:
    if not close:
        return "aucun qui ait un lieu"
    first = close[0]
    said = "" if first.basis == "attested" else f", {BASES[first.basis]}"
    return f"{first.site.name}, {first.commune_name}, {kilometres(first.km)}{said}"


def _detail(both: pl.DataFrame, kept: Sequence[tuple[str, str]]) -> pl.DataFrame:
    projects = measures()["projects"]
    labels = values(projects, projects.dimensions[0])
    order = {key: place for place, key in enumerate(kept)}
    rows = [row for row in both.iter_rows(named=True) if (row["territory"], row["sector"]) in order]
    rows.sort(
        key=lambda row: (order[row["territory"], row["sector"]], -row["difficult"], row["job"])
    )
    return pl.DataFrame(
        [
            (
                read_territories()[_LEVEL, row["territory"]].name, sectors()[row["sector"]],
                labels[row["job"]], number(row["projects"]), number(row["difficult"]),
                _share(row["difficult"], row["projects"]),
            )
            for row in rows
        ],
        schema=dict.fromkeys(DETAIL_COLUMNS, pl.String),
        orient="row",
    )  # fmt: skip


def _share(difficult: float, projects: float) -> str:
    return with_unit(100 * difficult / projects, "%", 0) if projects else ""
