"""The lines of a profile as rows to take away, and the observations behind them."""

from typing import Any

import polars as pl

from figures import sums
from figures.breakdowns import called, nearest
from figures.differences import Difference
from figures.formats import period
from figures.measures import REGION
from figures.nouns import NOUNS
from figures.profile import SAME_LEVEL, Line, Profile
from figures.tables import state
from loaders import codelists, observations
from loaders.catalogue import Catalogue
from loaders.groups import codes_of
from loaders.indicators import Indicator
from loaders.territories import Territory, find

ROLES = {"departement": "departement", "region": "region", "country": "france"}
"""How a column names each larger territory."""
_COLUMNS: dict[str, Any] = {
    "indicateur": pl.String, "titre": pl.String, "theme": pl.String,
    "niveau": pl.String, "territoire": pl.String, "nom": pl.String, "propre": pl.String,
    "periode": pl.String, "valeur": pl.Float64, "unite": pl.String,
    "statut": pl.String, "etat": pl.String,
    "evolution_1_an": pl.Float64, "evolution_1_an_unite": pl.String,
    "depuis": pl.String, "evolution_depuis": pl.Float64, "evolution_depuis_unite": pl.String,
    "evolution_comparable": pl.String,
    "rang": pl.String, "rang_du_plus_eleve": pl.Int64, "rang_sur": pl.Int64,
    "rang_mesure": pl.String, "rang_a_l_arrondi": pl.String,
    "rang_comparable": pl.String,
    "ecart_departement": pl.Float64, "ecart_region": pl.Float64, "ecart_france": pl.Float64,
    "ecart_unite": pl.String, "ecart_comparable": pl.String,
    "producteur": pl.String, "source": pl.String, "millesime": pl.String, "publie_le": pl.Date,
}  # fmt: skip
_DETAIL: dict[str, Any] = {
    "indicateur": pl.String, "titre": pl.String, "niveau": pl.String, "territoire": pl.String,
    "nom": pl.String, "periode": pl.String, "periode_lue": pl.String, "detail": pl.String,
    "valeur": pl.Float64, "unite": pl.String, "statut": pl.String, "etat": pl.String,
    "millesime": pl.String, "source": pl.String,
}  # fmt: skip


def profile_rows(catalogue: Catalogue, profile: Profile) -> pl.DataFrame:
    """Return one row an indicator: those of the page, then those known for the région alone.

    Numbers are numbers, each with its unit. A change that does not compare is empty, as on the
    page, and `evolution_comparable` is "non"; a gap between two publications is given, and
    `ecart_comparable` is "non". `propre` tells whether the figure is the territory's own.
    """
    rows = [_row(catalogue, line) for line in (*profile.lines, *profile.wider)]
    return pl.DataFrame(rows, schema=_COLUMNS, orient="row")


def decimals_of(line: Line) -> dict[str, int]:
    """Return with how many decimals each number of a line's row is printed, by column.

    A difference has its own: points of evolution have one, whatever the count is published with.
    """
    changes = {"evolution_1_an": line.year, "evolution_depuis": line.span}
    gaps = {f"ecart_{ROLES[role]}": one for role, one in line.gaps.items()}
    return {"valeur": line.indicator.decimals, "rang_du_plus_eleve": 0, "rang_sur": 0} | {
        column: max(-int(one.gap.amount.as_tuple().exponent), 0)
        for column, one in (changes | gaps).items()
        if one
    }


def compared_with(profile: Profile) -> str:
    """Return whom the ranks are among; a reader may have asked for other peers than the région's."""
    if profile.place.level == "REG":
        return "parmi les régions de France"
    region = "parmi les territoires de même niveau de la région"
    if not profile.among:
        return region
    level = profile.among[0].level
    noun = NOUNS[level]
    chosen = "choisies" if noun.feminine else "choisis"
    text = f"parmi les {noun.many} semblables {chosen} pour la comparaison"
    others = any(line.rank and line.read.level != level for line in profile.lines)
    return f"{text} (aux autres niveaux, {region})" if others else text


def _row(catalogue: Catalogue, line: Line) -> dict[str, Any]:
    now, indicator = line.figure, line.indicator
    source = catalogue.sources[now.source]
    rank, span = line.rank, line.span
    gaps = {f"ecart_{ROLES[role]}": float(one.gap.amount) for role, one in line.gaps.items()}
    units = {one.gap.unit for one in line.gaps.values()}
    changes = [one.gap for one in (line.year, line.span) if one]
    row = dict.fromkeys(_COLUMNS) | {
        "indicateur": indicator.key,
        "titre": indicator.title,
        "theme": indicator.theme,
        "niveau": line.read.level,
        "territoire": line.read.code,
        "nom": line.read.name,
        "propre": _yes(line.own),
        "periode": now.row.period,
        "valeur": now.value,
        "unite": indicator.unit,
        "statut": now.status,
        "etat": state(now.status),
        **_change("evolution_1_an", line.year.gap if line.year else None),
        "depuis": span.before.row.period if span else None,
        **_change("evolution_depuis", span.gap if span else None),
        "evolution_comparable": _yes(all(one.comparable for one in changes)) if changes else None,
        **gaps,
        "ecart_unite": next(iter(units), None),
        "ecart_comparable": _yes(all(one.gap.comparable for one in line.gaps.values()))
        if gaps
        else None,
        "producteur": source.name if source.document else source.producer,
        "source": now.source,
        "millesime": now.vintage,
        "publie_le": source.vintage(now.vintage).published,
    }
    if rank:
        row |= {
            "rang": rank.text,
            "rang_du_plus_eleve": rank.above + 1,
            "rang_sur": rank.count,
            "rang_mesure": "niveau" if line.scale.level else "évolution sur un an",
            "rang_a_l_arrondi": _yes(rank.close),
            "rang_comparable": _yes(rank.comparable),
        }
    return row


def _yes(said: bool) -> str:
    return "oui" if said else "non"


def _change(name: str, gap: Difference | None) -> dict[str, Any]:
    if gap is None or not gap.comparable:
        return {}
    return {name: float(gap.amount), f"{name}_unite": gap.unit}


def detail_rows(catalogue: Catalogue, profile: Profile, theme: str) -> pl.DataFrame:
    """Return every observation of a theme's indicators for the territory and what is read for it.

    What holds it is there too (the région, France), each breakdown in words in `detail`. Sorted
    as the catalogue, then by territory, newest first.
    """
    read: dict[str, list[Territory]] = {}
    for line in (*profile.lines, *profile.wider):
        read.setdefault(line.indicator.code, []).append(line.read)
    frames = [
        _observed(indicator, _asked(indicator, profile.place, read.get(indicator.code, [])))
        for indicator in catalogue.indicators.values()
        if indicator.theme == theme
    ]
    return pl.concat([pl.DataFrame(schema=_DETAIL), *frames])


def _asked(
    indicator: Indicator, place: Territory, read: list[Territory]
) -> dict[tuple[str, str], int]:
    """Return the territories to take, in order, without France, which has several perimeters."""
    own = [one for one in nearest(place) if one == place or one.level in SAME_LEVEL]
    keys = [(one.level, one.code) for one in (*own, *read)]
    total = sums.total(indicator, place) if place.level == "GROUPE" else None
    # Communes that add up to a secret are not listed below it.
    if total is not None and total.status != "C":
        keys += [("COM", code) for code in codes_of(place)]
    return {key: rank for rank, key in enumerate(dict.fromkeys([*keys, REGION]))}  # type: ignore[list-item]


def _observed(indicator: Indicator, asked: dict[tuple[str, str], int]) -> pl.DataFrame:
    wanted = pl.col("level") == "FRANCE"
    for level, code in asked:
        wanted |= (pl.col("level") == level) & (pl.col("territory") == code)
    rows = observations.read(indicator).filter(wanted)
    keys = rows.select("level", "territory").unique().rows()
    places = pl.DataFrame(
        [(*key, find(*key).name, asked.get(key, len(asked))) for key in keys],
        schema={"level": pl.String, "territory": pl.String, "nom": pl.String, "rank": pl.Int64},
        orient="row",
    )
    parts = [
        pl.when(pl.col(name) != "T").then(
            pl.lit(f"{called(name).label} : ")
            + pl.col(name).replace_strict(
                codelists.values(indicator, name), default=None, return_dtype=pl.String
            )
        )
        for name in indicator.dimensions
    ]
    detail = pl.concat_str(parts, separator=" ; ", ignore_nulls=True) if parts else pl.lit("")
    dates = {code: period(code) for code in rows["period"].unique()}
    states = {code: state(code) for code in rows["status"].unique()}
    return (
        rows.join(places, on=["level", "territory"])
        .with_columns(detail=detail)
        # Within a territory the newest first, the whole before its parts.
        .sort(["rank", "period", "level", "territory"], descending=[False, True, False, False],
              maintain_order=True)
        .select(
            indicateur=pl.lit(indicator.code),
            titre=pl.lit(indicator.title),
            niveau="level",
            territoire="territory",
            nom="nom",
            periode="period",
            periode_lue=pl.col("period").replace_strict(dates, return_dtype=pl.String),
            detail=pl.when(pl.col("detail") == "").then(pl.lit("ensemble")).otherwise("detail"),
            valeur="value",
            unite=pl.lit(indicator.unit),
            statut="status",
            etat=pl.col("status").replace_strict(states, return_dtype=pl.String),
            millesime="vintage",
            source="source",
        )
    )  # fmt: skip
