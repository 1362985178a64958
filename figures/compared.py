"""Two to four territories read side by side: what each has of an indicator, and why one has nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from figures import facts, sums
from figures.breakdowns import COUNTRIES, NEIGHBOUR, one_grammar
from figures.clauses import within
from figures.facts import Figure
from figures.formats import listing
from figures.lines import Role, instant
from figures.measures import REGION
from figures.nouns import NOUNS
from figures.sentences import share_text
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import LEVELS, Territory, crossings, read_territories

MOST = 4
"""Territories compared at once."""
ROLES: tuple[Role, ...] = ("mine", "region", "country", "other")
"""By order of choice: the first territory takes the accent, the others the ink and the greys."""
SIGNS = ("●", "■", "▲", "◆")
"""The shape that marks each territory, by the same order."""
DEFAULT = 2
"""Indicators that join the headline before any choice: a row of small charts."""
DRAWN = 3
"""Dates from which a series is a curve."""
_NOTHING = pl.DataFrame(
    schema={
        "period": pl.String, "value": pl.Float64, "status": pl.String, "vintage": pl.String,
        "source": pl.String,
    }
)  # fmt: skip
CUT = ("DEP", "ZE2020", "SPEL", "EPCI", "GROUPE")
"""Levels that cut the région differently: their territories cross one another."""
PARTS = ("SPEL", "EPCI", "GROUPE")
"""Levels that fewer figures are published for: their main zone d’emploi is then read, and named."""
UNNAMED = ("FRANCE", "ZER2020", "AUTRE")
"""Levels that no reader looks for: they are left out of those that an indicator is known by."""


@dataclass(frozen=True)
class Side:
    """One of the territories compared; `name` tells it from the others in a narrow place."""

    rank: int
    place: Territory
    name: str

    @property
    def role(self) -> Role:
        """Return the part that it plays in a chart."""
        return ROLES[self.rank]

    @property
    def sign(self) -> str:
        """Return the shape that marks it."""
        return SIGNS[self.rank]


@dataclass(frozen=True, eq=False)
class Reading:
    """What one territory has of an indicator: `rows` are period, value, status, vintage, source.

    `read` is the territory that the rows are about: the side's own one, or what stands for it, which
    `reason` then says. Without any, `read` is None and `reason` says why.
    """

    side: Side
    indicator: Indicator
    read: Territory | None
    rows: pl.DataFrame
    reason: str = ""

    @property
    def own(self) -> bool:
        """Tell whether the rows are about the territory chosen."""
        return self.read is not None and not self.reason

    @property
    def name(self) -> str:
        """Return what a narrow place calls the rows: the territory that they are about."""
        if self.own or self.read is None:
            return self.side.name
        return _marked(self.read) if self.read.level in CUT else self.read.short

    @property
    def short(self) -> str:
        """Return the name alone, without its level."""
        return self.side.place.short if self.own or self.read is None else self.read.short

    @property
    def where(self) -> str:
        """Return "à Maubeuge", "dans les Hauts-de-France", "dans le SPEL de Lille"."""
        place = self.side.place if self.own else self.read or self.side.place
        alone = place.level == "ZE2020" and self.name == place.short
        named = alone or place.level in ("REG", "DEP", "FRANCE", "GROUPE")
        return place.a if named else within(place)

    @property
    def last(self) -> Figure | None:
        """Return the newest figure that has a value."""
        codes = self.rows["period"].to_list()
        return self.at(max(codes, key=instant)) if codes else None

    def at(self, code: str) -> Figure | None:
        """Return the figure of a period."""
        if self.read is None:
            return None
        if self.read.level == "GROUPE":
            found = sums.total(self.indicator, self.read)
            return found if found and found.row.period == code else None
        return facts.figure(self.indicator, self.read.level, self.read.code, code)


def sides(places: Sequence[Territory]) -> tuple[Side, ...]:
    """Return the territories in order, each with a name that no other one has.

    Where levels cut the région differently, a name says its level: Lille is a SPEL and a zone.
    """
    mixed = len({one.level for one in places if one.level in CUT}) > 1
    return tuple(
        Side(rank, one, _marked(one) if mixed and one.level in CUT else one.short)
        for rank, one in enumerate(places[:MOST])
    )


def _marked(place: Territory) -> str:
    return f"{place.short} ({NOUNS[place.level].short})"


def readings(indicator: Indicator, compared: Sequence[Side]) -> tuple[Reading, ...]:
    """Return what each side has; a territory that already stands there is not read twice."""
    found: list[Reading] = []
    own = [_own(indicator, one) for one in compared]
    taken = {one.read.key for one in own if one and one.read}
    for side, mine in zip(compared, own, strict=True):
        if mine is None:
            mine = _instead(indicator, side, taken)
            taken |= {mine.read.key} if mine.read else set()
        found.append(mine)
    return tuple(found)


def _own(indicator: Indicator, side: Side) -> Reading | None:
    place, known = side.place, read_territories()
    if place.level == "GROUPE":
        found = sums.total(indicator, place)
        if found is None or found.value is None:
            return None
        row = {
            "period": found.row.period, "value": found.value, "status": found.status,
            "vintage": found.vintage, "source": found.source,
        }  # fmt: skip
        return Reading(side, indicator, place, pl.DataFrame([row], schema=_NOTHING.schema))
    names = [place]
    if place.level == "SPEL" and ("ARR", place.code) in known:
        names.append(known["ARR", place.code])  # One territory under two names: see geo/spel.csv.
    for one in names:
        rows = series(indicator, one)
        if rows.height:
            return Reading(side, indicator, one, rows)
    return None


@observations.per_version
def series(indicator: Indicator, place: Territory) -> pl.DataFrame:
    """Return the values of a territory, oldest first, written in the way most of its periods are."""
    rows = observations.series(indicator, place.level, place.code)
    return one_grammar(rows.filter(pl.col("value").is_not_null()))


def _instead(indicator: Indicator, side: Side, taken: set[str]) -> Reading:
    """Return what stands for a territory without figures, with the reason; nothing when none can."""
    place, known = side.place, read_territories()
    why = _why(indicator, place)
    others: list[Territory] = []
    if place.level == "FRANCE":
        others = [known[key] for key in COUNTRIES if key != ("FRANCE", place.code)]  # type: ignore[index]
    elif place.level in PARTS:
        codes = crossings(place.level, place.code)["territory"].to_list()
        others = [known["ZE2020", code] for code in codes[:1]]
    for one in others:
        rows = series(indicator, one)
        if rows.is_empty():
            continue
        if one.key in taken:
            told = f"{why} ; {one.sentence} est déjà parmi les territoires comparés"
            return Reading(side, indicator, None, _NOTHING, told)
        if one.level == "FRANCE":
            return Reading(side, indicator, one, rows, f"{why} : le périmètre lu est {one.the}")
        share = crossings(place.level, place.code)["share"][0]
        told = f"{why} : on lit sa zone d’emploi principale, {one.name}"
        return Reading(
            side, indicator, one, rows, f"{told}, où vivent {share_text(share)} de ses habitants"
        )
    return Reading(side, indicator, None, _NOTHING, why)


def _why(indicator: Indicator, place: Territory) -> str:
    """Return why a territory has no figure of its own, its name first."""
    name = place.title
    if place.level == "GROUPE":
        return f"{name} : {sums.why(indicator, place).rstrip('.')}"
    rows = observations.totals(indicator).filter(pl.col("value").is_not_null())
    if rows.is_empty():
        return f"{name} : aucune valeur publiée"
    levels = set(rows["level"].unique())
    if place.level in levels or (place.level == "SPEL" and "ARR" in levels):
        return f"{name} : aucune valeur publiée"
    known = [NOUNS[one].one for one in LEVELS if one in levels and one not in UNNAMED]
    only = f", mais par {listing(known)}" if known else ""
    # Others may publish it: only what the observatory holds is known.
    return f"{name} : pas repris ici à cette échelle{only}"


def common(found: Sequence[Reading]) -> list[str]:
    """Return the periods at which every reading that has rows has a value, oldest first."""
    sets = [set(one.rows["period"]) for one in found if one.rows.height]
    return sorted(set.intersection(*sets), key=instant) if len(sets) > 1 else []


def one_publication(figures: Sequence[Figure]) -> bool:
    """Tell whether figures were published together: only then is one said higher than another."""
    return len({(one.source, one.vintage) for one in figures}) == 1


def partners(place: Territory, catalogue: Catalogue) -> tuple[str, ...]:
    """Return the keys of the territories compared with one before any choice.

    They are its main zone d’emploi where it is smaller, the région, its neighbour for the région itself,
    and the country of the headline.
    """
    known = read_territories()
    keys: list[tuple[str, str]] = []
    if place.level in PARTS:
        keys += [("ZE2020", code) for code in crossings(place.level, place.code)["territory"][:1]]
    keys += [NEIGHBOUR if (place.level, place.code) == REGION else REGION]
    keys += catalogue.headline().references[:1]
    return tuple(known[key].key for key in keys if known[key].key != place.key)  # type: ignore[index]


def defaults(
    catalogue: Catalogue, offered: Sequence[Indicator], compared: Sequence[Side]
) -> tuple[Indicator, ...]:
    """Return the indicators compared before any choice: the headline, and two others.

    Those of the tiles come first, then in the order of the catalogue those that several of the
    territories have through time, then at one date.
    """
    asked = [catalogue.headline(), *catalogue.tiles()]
    keys = [one.key for one in asked]
    every = [*asked[1:], *(one for one in offered if one.key not in keys)]
    best: list[list[Indicator]] = [[], []]
    for one in every:
        heights = sorted((each.rows.height for each in readings(one, compared)), reverse=True)
        if len(heights) > 1 and heights[1]:
            best[0 if heights[1] >= DRAWN else 1].append(one)
    return (asked[0], *(best[0] + best[1])[:DEFAULT])


def values_beside(found: Sequence[Reading]) -> pl.DataFrame:
    """Return a value of each territory: key, label, value, status, period, source, vintage.

    It is that of the last period that all have, else the newest of each.
    """
    codes = common(found)
    rows = [
        {
            "key": one.read.key, "label": f"{one.side.sign} {one.name}", "value": now.value,
            "status": now.status, "period": now.row.period, "source": now.source,
            "vintage": now.vintage,
        }
        for one in found
        if one.read and (now := one.at(codes[-1]) if codes and one.rows.height else one.last)
    ]  # fmt: skip
    schema = {"key": pl.String, "label": pl.String, "value": pl.Float64, "status": pl.String}
    return pl.DataFrame(
        rows, schema=schema | {"period": pl.String, "source": pl.String, "vintage": pl.String}
    )


@observations.per_version
def comparable(indicator: Indicator) -> bool:
    """Tell whether at least two territories have a total of an indicator."""
    rows = observations.totals(indicator).filter(pl.col("value").is_not_null())
    return rows.select("level", "territory").n_unique() > 1
