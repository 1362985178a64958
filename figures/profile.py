"""The profile of a territory: one line an indicator, read at the nearest level that knows it."""

from dataclasses import dataclass

import polars as pl

from figures import brief, facts, sums
from figures.breakdowns import COUNTRIES, dimensions, nearest
from figures.differences import Difference
from figures.facts import Figure
from figures.lines import instant
from figures.measures import REGION
from figures.rank import Rank, Scale, ranked
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory, read_territories

SAME_LEVEL = ("SPEL", "ARR")
"""Two names of one territory: see geo/spel.csv."""


@dataclass(frozen=True)
class Change:
    """How far a figure moved since an earlier one of its own series."""

    before: Figure
    gap: Difference


@dataclass(frozen=True)
class Gap:
    """How far a line's scale stands from the same of a larger territory at the same period.

    `amount` is in the scale's unit: points of a rate, % of an amount, points of evolution of a
    count. Where it is not comparable (two publications), it may be shown, never judged.
    """

    place: Territory
    gap: Difference


@dataclass(frozen=True)
class Line:
    """What is known of one indicator for a territory, ready to be shown; nothing is formatted."""

    indicator: Indicator
    place: Territory
    """The territory of the profile."""
    read: Territory
    """The territory that the figure is about: the same one, or what holds most of it."""
    figure: Figure
    year: Change | None
    span: Change | None
    """Since the first period that compares with the last one; None when it is no longer than a year."""
    scale: Scale
    """What ranks and gaps are about: the level, or the change over a year of what adds up."""
    rank: Rank | None
    gaps: dict[str, Gap]
    """By role: "departement", "region", "country"; a role is absent when there is nothing to compare."""

    @property
    def own(self) -> bool:
        """Tell whether the figure is about the territory itself."""
        return self.read.key == self.place.key or (
            {self.read.level, self.place.level} == set(SAME_LEVEL)
            and self.read.code == self.place.code
        )


@dataclass(frozen=True)
class Profile:
    """All the indicators of the catalogue, each in one of three lists, in the order of the screen."""

    place: Territory
    lines: tuple[Line, ...]
    wider: tuple[Line, ...]
    """Known for the région alone, while the profile is of a part of it."""
    without: tuple[Indicator, ...]
    """Without a figure that one line could say: known along a breakdown, announced, or not yet."""
    among: tuple[Territory, ...] = ()
    """The peers that the reader chose; those of the région when empty."""


def read_profile(
    catalogue: Catalogue, place: Territory, among: tuple[Territory, ...] = ()
) -> Profile:
    """Return the profile of a territory; `among` are the peers, those of the région when empty.

    Peers of another level than a line's are left aside, and those of the région serve.
    """
    lines, wider, without = [], [], []
    for indicator in entries(catalogue):
        line = read_line(indicator, place, among)
        if line is None:
            if not indicator.part:
                without.append(indicator)
        elif line.read.level in ("REG", "FRANCE") and not line.own:
            wider.append(line)
        else:
            lines.append(line)
    told = {line.indicator.code for line in (*lines, *wider)}
    untold = tuple(one for one in without if one.code not in told)
    return Profile(place, tuple(lines), tuple(wider), untold, among)


def entries(catalogue: Catalogue) -> list[Indicator]:
    """Return every indicator that tells something new, then its slices, in the order of the catalogue."""
    return [
        one
        for indicator in catalogue.indicators.values()
        for one in (indicator, *(indicator.sliced(part.code) for part in indicator.slices))
        if one.part or not one.repeats
    ]


@observations.per_version
def read_line(
    indicator: Indicator, place: Territory, among: tuple[Territory, ...] = ()
) -> Line | None:
    """Return the line of one indicator, None when no territory near `place` has a figure of it."""
    for read in nearest(place):
        now = _newest(indicator, read)
        if now is not None:
            break
    else:
        return None
    year = _year(now)
    scale = Scale.of(indicator)
    return Line(
        indicator, place, read, now, year, _span(now, year), scale,
        ranked(indicator, read, now.row.period, scale, among),
        _gaps(now, scale, place, read),
    )  # fmt: skip


def _newest(indicator: Indicator, read: Territory) -> Figure | None:
    """Return the newest figure of a territory; that of a group may be a secret."""
    if read.level == "GROUPE":
        return sums.total(indicator, read)
    return brief.latest(indicator, read)


def reason(indicator: Indicator, place: Territory) -> str:
    """Say why an indicator has no line for a territory."""
    along = dimensions(indicator, place)
    if along:
        return "connu seulement par détail, sans total"
    if brief.targets(indicator):
        return "un objectif est annoncé, pas encore de donnée"
    if observations.read(indicator).is_empty():
        return "pas encore de donnée"
    return "connu pour d’autres territoires seulement"


def reasons_table(profile: Profile) -> pl.DataFrame:
    """Return why each indicator without a line has none: Indicateur, Raison."""
    return pl.DataFrame(
        {
            "Indicateur": [one.title for one in profile.without],
            "Raison": [reason(one, profile.place) for one in profile.without],
        }
    )


def _year(now: Figure) -> Change | None:
    before, gap = facts.former(now), facts.change(now)
    return Change(before, gap) if before and gap else None


def _span(now: Figure, year: Change | None) -> Change | None:
    """Compare with the first period of the same publication, with no break of series since."""
    if now.status == "E":
        return None
    rows = observations.series(now.indicator, now.row.level, now.row.territory).filter(
        pl.col("value").is_not_null(), pl.col("vintage") == now.vintage, pl.col("status") != "E"
    )
    for code in sorted(rows["period"], key=instant):
        # Years, school years and quarters of one indicator do not compare with one another.
        if len(code) != len(now.row.period) or instant(code) > instant(now.row.period) - 1:
            continue
        before = facts.figure(now.indicator, now.row.level, now.row.territory, code)
        gap = facts.gap(now, before) if before else None
        if before and gap and gap.comparable:
            return None if year and year.before.row == before.row else Change(before, gap)
    return None


def _gaps(now: Figure, scale: Scale, place: Territory, read: Territory) -> dict[str, Gap]:
    known = read_territories()
    wanted = {
        "departement": ("DEP", read.departement or place.departement or ""),
        "region": REGION,
        "country": _country(now.indicator, now.row.period),
    }
    found = {}
    for role, key in wanted.items():
        other = known.get(key)  # type: ignore[arg-type]
        if other is None or other.key == read.key:
            continue
        gap = scale.gap(now, other)
        if gap is not None:
            found[role] = Gap(other, gap)
    return found


def _country(indicator: Indicator, period: str) -> tuple[str, str]:
    asked = [key for key in indicator.references if key[0] == "FRANCE"]
    for key in (*asked, *COUNTRIES):
        found = facts.figure(indicator, *key, period)
        if found and found.value is not None:
            return key
    return ("", "")
