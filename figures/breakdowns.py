"""What an indicator can be compared over: territories, and the values of its dimensions."""

from dataclasses import dataclass

import polars as pl

from figures.lines import Line, Role, instant
from figures.measures import REGION
from figures.rows import regional
from loaders import codelists, observations
from loaders.catalogue import Dimension, read_catalogue
from loaders.indicators import Indicator
from loaders.territories import HOME, Territory, crossings, read_territories

NEIGHBOUR = ("REG", "28")
"""The région that the documents compare Hauts-de-France with."""
COUNTRIES = (("FRANCE", "FR-D976"), ("FRANCE", "FM"), ("FRANCE", "FR"))
"""The perimeters of France, preferred first."""


def called(dimension: str) -> Dimension:
    """Return how a dimension is called."""
    return read_catalogue().dimensions[dimension]


@dataclass(frozen=True)
class Compared:
    """A territory that a figure compares, and its part in the comparison."""

    role: Role
    place: Territory


def nearest(place: Territory) -> list[Territory]:
    """Return the territory, then what holds most of its inhabitants, the nearest first.

    It is their main zone d’emploi, their département, the region, and last their bassin d’emploi, which
    follows none of these borders.
    """
    known = read_territories()
    found = [place]
    if ("ARR", place.code) in known and place.level == "SPEL":
        found.append(known["ARR", place.code])  # A SPEL is an arrondissement: see geo/spel.csv.
    if place.level in ("SPEL", "EPCI", "GROUPE"):
        found.append(known["ZE2020", crossings(place.level, place.code)["territory"][0]])
    if place.level != "REG" and place.departement:
        found.append(known["DEP", place.departement])
    found.append(known[REGION])
    if place.level in ("REG", "DEP", "ZE2020", "SPEL", "EPCI", "GROUPE"):
        bassins = crossings(place.level, place.code, "BE")["territory"]
        found += [known["BE", code] for code in bassins[:1]]
    return found


@observations.per_version
def compared(indicator: Indicator, place: Territory) -> tuple[Compared, ...]:
    """Return who has rows of an indicator: the territory or what is nearest to it, then the others.

    The others are the region, its neighbour, and the country in the perimeter whose figures are
    the newest; the first one stands for the territory, whatever it is.
    """
    known = read_territories()
    with_rows = _places(indicator)
    mine = [one for one in nearest(place) if (one.level, one.code) in with_rows]
    # A part never stands for the whole: a zone d’emploi would be any of the region's.
    apart = [known[key] for key in with_rows if key[0] in ("FRANCE", "REG", "AUTRE", "BE")]
    wanted = mine[:1] or apart[:1]
    if not wanted:
        return ()
    found = [Compared("mine", one) for one in wanted]
    asked = [key for key in indicator.references if key[0] == "FRANCE"]
    countries = [key for key in (*asked, *COUNTRIES) if key in with_rows]
    country = sorted(countries, key=lambda key: instant(with_rows[key]), reverse=True)[:1]
    others: tuple[tuple[Role, tuple[str, str]], ...] = (
        ("region", REGION),
        ("other", NEIGHBOUR),
        *(("country", key) for key in country),  # type: ignore[misc]
    )
    taken = {(one.level, one.code) for one in wanted}
    for role, key in others:
        if key in with_rows and key not in taken:
            found.append(Compared(role, known[key]))  # type: ignore[index]
    return tuple(found)


@observations.per_version
def _places(indicator: Indicator) -> dict[tuple[str, str], str]:
    """Return the last period of each territory that has a value, in the order of the territories."""
    rows = observations.read(indicator).filter(pl.col("value").is_not_null())
    found: dict[tuple[str, str], str] = {}
    for level, code, period in rows.select("level", "territory", "period").unique().rows():
        found[level, code] = max(found.get((level, code), period), period, key=instant)
    return {key: found[key] for key in read_territories() if key in found}


def places(indicator: Indicator) -> list[Territory]:
    """Return the territories that have a value, in the order of the territories."""
    known = read_territories()
    return [known[key] for key in _places(indicator)]  # type: ignore[index]


@observations.per_version
def lines(indicator: Indicator, place: Territory) -> tuple[Line, ...]:
    """Return the curves of the totals: none when the territory has fewer than three dates.

    A count is drawn beside those of its own size only: France would flatten a région's.
    """
    found: list[Line] = []
    for one in compared(indicator, place):
        rows = observations.series(indicator, one.place.level, one.place.code)
        rows = one_grammar(rows.filter(pl.col("value").is_not_null()))
        if rows.height < (3 if one.role == "mine" else 2):
            if one.role == "mine":
                return ()
            continue
        if found and not alike(indicator, found[0].rows, rows):
            continue
        short = "Région" if one.role == "region" else one.place.short
        name = "Région" if one.role == "region" else one.place.name
        found.append(Line(one.role, name, short, rows, one.place))
    return tuple(found)


def grammar(code: str) -> str:
    """Return how a period is written: by school year, quarter, month or year."""
    if "/" in code:
        return "S"
    return {4: "A", 7: "Q" if "Q" in code else "M"}[len(code)]


def one_grammar(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the periods written in the way most of them are: a year and a school year overlap."""
    codes = rows["period"].to_list()
    if not codes:
        return rows
    ways = [grammar(code) for code in codes]
    most = max(dict.fromkeys(reversed(ways)), key=ways.count)
    return rows.filter(pl.Series([way == most for way in ways]))


def alike(indicator: Indicator, mine: pl.DataFrame, other: pl.DataFrame) -> bool:
    """Tell whether two sets of counts fit one axis: highest values within a factor of four."""
    if indicator.kind not in ("count", "amount"):
        return True
    high, beside = float(mine["value"].max() or 0), float(other["value"].max() or 0)  # type: ignore[arg-type]
    return high <= 4 * beside and beside <= 4 * high


@observations.per_version
def dimensions(indicator: Indicator, place: Territory) -> tuple[str, ...]:
    """Return the dimensions along which the territory (or what stands for it) has values.

    Those that stand alone come first, then those that need the fewest rows.
    """
    mine = compared(indicator, place)[:1]
    if not mine:
        return ()
    rows = _rows(indicator, mine[0].place)
    found = []
    for name in indicator.dimensions:
        others = [pl.col(one) == "T" for one in indicator.dimensions if one != name]
        along = rows.filter(pl.col(name) != "T")
        alone = along.filter(*others).height if others else along.height
        if along.height > 1:
            found.append((alone < 2, 0 if alone > 1 else along.height, name))
    return tuple(name for *_, name in sorted(found, key=lambda one: one[:2]))


@observations.per_version
def by_dimension(indicator: Indicator, place: Territory, dimension: str) -> pl.DataFrame:
    """Return the last values of one territory along a dimension, in screen order.

    Columns: label (the other dimensions' values follow it when they have no total), value,
    status, period, source, vintage. A published table gives those of its last period; in
    documents each is taken at its own.
    """
    rows = _rows(indicator, place).filter(pl.col(dimension) != "T")
    others = [name for name in indicator.dimensions if name != dimension]
    totals = rows.filter(*(pl.col(name) == "T" for name in others)) if others else rows
    if totals.height > 1:
        rows, others = totals, []
    if observations.published_path(indicator):
        rows = rows.filter(pl.col("period") == pl.col("period").max())
    rows = (
        rows.with_columns(
            at=pl.Series([instant(code) for code in rows["period"]], dtype=pl.Float64)
        )
        .sort("at", maintain_order=True)
        .unique([dimension, *others], keep="last", maintain_order=True)
    )
    order = {
        name: {code: rank for rank, code in enumerate(codelists.values(indicator, name))}
        for name in (dimension, *others)
    }
    labels = {name: codelists.values(indicator, name) for name in (dimension, *others)}
    found = []
    for row in rows.iter_rows(named=True):
        names = [name for name in (dimension, *others) if row[name] != "T"]
        found.append(
            {
                "rank": tuple(order[name].get(row[name], -1) for name in (dimension, *others)),
                "label": ", ".join(labels[name][row[name]] for name in names),
                **{name: row[name] for name in _SCHEMA if name != "label"},
            }
        )
    found.sort(key=lambda one: one["rank"])
    return pl.DataFrame(
        [{key: one[key] for key in _SCHEMA} for one in found], schema=_SCHEMA, orient="row"
    )


_SCHEMA = {
    "label": pl.String,
    "value": pl.Float64,
    "status": pl.String,
    "period": pl.String,
    "source": pl.String,
    "vintage": pl.String,
}


@observations.per_version
def by_territory(indicator: Indicator) -> pl.DataFrame:
    """Return the totals of the territories of the region, its neighbour and the country.

    Columns: key ("ZE2020:3217"), label, value, status, period, source, vintage. The level is the
    one that divides the region the most, when at least three of its territories have a value; all
    rows are then of its last period, highest first. Otherwise each territory has its own last
    period, and they come in their own order: figures of several dates are not ranked.
    """
    known = read_territories()
    totals = observations.totals(indicator).filter(pl.col("value").is_not_null())
    for level in ("ZE2020", "DEP", "EPCI", "ARR"):
        inside = totals.filter(
            pl.col("level") == level,
            pl.col("territory").is_in([one.code for one in regional(level)]),
        )
        if inside.height < 3:
            continue
        last = inside.filter(pl.col("period") == inside["period"].max())
        if last.height > 2:
            beside = totals.filter(
                pl.col("level").is_in(["REG", "FRANCE"]), pl.col("period") == last["period"][0]
            )
            return _named(pl.concat([last, beside])).sort("value", descending=True)
    wide = totals.filter(pl.col("level").is_in(["REG", "FRANCE", "DEP", "AUTRE"]))
    dated = wide.with_columns(
        at=pl.Series([instant(code) for code in wide["period"]], dtype=pl.Float64)
    )
    newest = dated.sort("at").unique(["level", "territory"], keep="last")
    order = {(one.level, one.code): rank for rank, one in enumerate(known.values())}
    home = ("REG", HOME)
    ranks = [
        -1 if key == home else order[key] for key in newest.select("level", "territory").rows()
    ]
    return _named(newest.with_columns(rank=pl.Series(ranks, dtype=pl.Int64)).sort("rank"))


def _named(rows: pl.DataFrame) -> pl.DataFrame:
    known = read_territories()
    places = [known[key] for key in rows.select("level", "territory").rows()]  # type: ignore[index]
    return rows.select(
        key=pl.Series([one.key for one in places], dtype=pl.String),
        label=pl.Series([one.name for one in places], dtype=pl.String),
        **{name: name for name in _SCHEMA if name != "label"},
    )


@observations.per_version
def mapped(indicator: Indicator, level: str = "ZE2020") -> bool:
    """Tell whether the totals of at least three territories of a level of the region can be mapped."""
    rows = observations.totals(indicator).filter(
        pl.col("value").is_not_null(),
        pl.col("level") == level,
        pl.col("territory").is_in([one.code for one in regional(level)]),
    )
    return rows["territory"].n_unique() > 2


def _rows(indicator: Indicator, place: Territory) -> pl.DataFrame:
    return observations.read(indicator).filter(
        pl.col("level") == place.level, pl.col("territory") == place.code
    )
