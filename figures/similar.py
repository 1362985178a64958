"""Which zones d'emploi of France are alike: a distance on their published structure, with reasons."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt
from statistics import fmean, pstdev

import polars as pl

from figures.coverage import ZONE, coverage
from figures.facts import Row
from figures.formats import count_in_words, listing, lowered, number, period, rounded, with_unit
from figures.sentences import share_text
from loaders import observations, territories
from loaders.cache import Identity
from loaders.catalogue import Catalogue, read_catalogue
from loaders.indicators import Indicator
from loaders.territories import Territory, read_territories

KNOWN = 0.9
"""A period is read when it has this part of the zones that the fullest one has."""
CLOSE = 0.5
"""Two zones are close on a feature within half a standard deviation, and this far at most:"""
NEARLY = 0.1
"""their difference, as a part of the larger value: 286 000 people are not nearly 255 000."""
UNUSUAL = 0.5
"""A zone is unusual on a feature beyond half a standard deviation from the mean."""
MOST_REASONS = 3


@dataclass(frozen=True)
class Feature:
    """One published figure that zones are compared on, at one period for all."""

    indicator: Indicator
    period: str
    weight: float
    """Its part in the squared distance: themes weigh the same, and so do the features of one."""
    mean: float
    spread: float

    def score(self, value: float) -> float:
        """Return how many standard deviations a value is from the mean of the zones."""
        # Where all zones have one value, none stands apart.
        return (_scaled(self.indicator, value) - self.mean) / (self.spread or 1)

    def text(self, value: float) -> str:
        """Return a value as a reason prints it: at most one decimal, people by thousands."""
        if self.indicator.kind == "count":
            return number(int(rounded(value / 1000, 0)) * 1000)
        return number(value, min(self.indicator.decimals, 1))


@dataclass(frozen=True, eq=False)
class Space:
    """Every zone that has all the features, and where it stands on each; equal to itself alone.

    It is empty in an edition that has no table yet of one of them.
    """

    features: tuple[Feature, ...]
    values: dict[str, tuple[float, ...]]
    scores: dict[str, tuple[float, ...]]
    left_out: tuple[str, ...]
    """Codes of the zones of France that lack a feature."""

    def distance(self, one: str, other: str) -> float:
        """Return the distance of two zones, in standard deviations; see docs/similar.md."""
        pairs = zip(self.features, self.scores[one], self.scores[other], strict=True)
        return sqrt(sum(feature.weight * (mine - theirs) ** 2 for feature, mine, theirs in pairs))


@dataclass(frozen=True)
class Reason:
    """One feature on which two zones are close, and the two observations that say so."""

    text: str
    indicator: Indicator
    rows: tuple[Row, Row]


@dataclass(frozen=True)
class Similar:
    """A zone like another one; `distance` in standard deviations, nearest first in a list."""

    place: Territory
    distance: float
    reasons: tuple[Reason, ...]


def features(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return what the catalogue declares as structure, in its order."""
    found = []
    for indicator in catalogue.indicators.values():
        found += [indicator] if indicator.structure else []
        found += [indicator.sliced(part.code) for part in indicator.slices if part.structure]
    return tuple(found)


def space() -> Space:
    """Return the space of the zones, computed again only when a file behind it changes."""
    wanted = features(read_catalogue())
    files = tuple(observations.identity(indicator) for indicator in wanted)
    return _space(wanted, (*files, *territories.version()))


@lru_cache(maxsize=4)
def _space(wanted: tuple[Indicator, ...], _files: tuple[Identity, ...]) -> Space:
    tables = [_last(indicator) for indicator in wanted]
    known = [code for level, code in read_territories() if level == ZONE]
    inside = [code for code in known if all(code in values for _, values in tables)]
    if not inside:
        return Space((), {}, {}, tuple(known))
    themes = Counter(indicator.code for indicator in wanted)
    found = []
    for indicator, (at, values) in zip(wanted, tables, strict=True):
        scaled = [_scaled(indicator, values[code]) for code in inside]
        weight = 1 / len(themes) / themes[indicator.code]
        found.append(Feature(indicator, at, weight, fmean(scaled), pstdev(scaled)))
    raw = {code: tuple(values[code] for _, values in tables) for code in inside}
    scores = {
        code: tuple(feature.score(value) for feature, value in zip(found, row, strict=True))
        for code, row in raw.items()
    }
    return Space(tuple(found), raw, scores, tuple(code for code in known if code not in raw))


def _last(indicator: Indicator) -> tuple[str, dict[str, float]]:
    """Return the last period that nearly all zones have, and their values."""
    rows = observations.totals(indicator).filter(
        pl.col("level") == ZONE, pl.col("value").is_not_null()
    )
    counts = Counter(rows["period"].to_list())
    most = max(counts.values(), default=0)
    at = max((code for code, count in counts.items() if count >= KNOWN * most), default="")
    values = rows.filter(pl.col("period") == at).select("territory", "value").rows()
    return at, dict(values)


def _scaled(indicator: Indicator, value: float) -> float:
    """Return what is compared: the logarithm of a count, whose few largest would hide the others."""
    return log(value) if indicator.kind == "count" else value


def zone_of(place: Territory) -> Territory | None:
    """Return the zone whose peers a territory has: itself, or that of most of its inhabitants."""
    if place.level == ZONE:
        return place
    if place.level in ("REG", "FRANCE"):
        return None
    parts = coverage(place).parts
    return parts[0].zone if parts else None


def similar(zone: Territory, count: int = 10) -> list[Similar]:
    """Return the zones d'emploi of France that are most like a zone, the nearest first.

    At equal distance, by code. Empty for what is no zone or lacks a feature: see `introduction`.
    """
    known = space()
    if zone.level != ZONE or zone.code not in known.scores:
        return []
    others = sorted(
        (known.distance(zone.code, code), code) for code in known.scores if code != zone.code
    )
    places = read_territories()
    return [
        Similar(places[ZONE, code], distance, _reasons(known, zone.code, code))
        for distance, code in others[:count]
    ]


def _reasons(known: Space, mine: str, theirs: str) -> tuple[Reason, ...]:
    """Return at most three features, one a theme: where both are unusual, else where both are close."""
    ranked = []
    for place, feature in enumerate(known.features):
        here, there = known.scores[mine][place], known.scores[theirs][place]
        apart = abs(here - there)
        low, high = sorted((known.values[mine][place], known.values[theirs][place]))
        if apart <= CLOSE and high - low <= NEARLY * high:
            unusual = abs(here) >= UNUSUAL
            ranked.append((not unusual, apart - abs(here) if unusual else apart, place, feature))
    kept: dict[str, Reason] = {}
    for common, _, place, feature in sorted(ranked, key=lambda one: one[:3]):
        # What both share with most zones says little: it only completes a short list.
        if len(kept) == MOST_REASONS or (common and len(kept) >= MOST_REASONS - 1):
            break
        if feature.indicator.code not in kept:
            values = known.values[mine][place], known.values[theirs][place]
            rows = tuple(Row(ZONE, code, feature.period) for code in (mine, theirs))
            text = _reason_text(feature, *values)
            kept[feature.indicator.code] = Reason(text, feature.indicator, rows)  # type: ignore[arg-type]
    return tuple(kept.values())


def _reason_text(feature: Feature, mine: float, theirs: float) -> str:
    """Return "la même part des cadres (3,7 %)", "presque la même population (241 000 et 238 000 …)"."""
    indicator = feature.indicator
    article, _, noun = indicator.subject.partition(" ")
    same = f"{article} même {noun}"
    one, other = feature.text(mine), feature.text(theirs)
    unit = with_unit(0, indicator.unit, 0)[1:]
    if one == other and indicator.kind != "count":
        return f"{same} ({one}{unit})"
    percent = unit if unit.endswith("%") else ""
    return f"presque {same} ({one}{percent} et {other}{unit})"


def table(place: Territory, count: int = 10) -> pl.DataFrame:
    """Return the zones most like a territory's: Zone d’emploi, Région, Écart (distance), Points communs."""
    zone = zone_of(place)
    found = similar(zone, count) if zone else []
    known = read_territories()
    return pl.DataFrame(
        {
            "Zone d’emploi": [one.place.name for one in found],
            "Région": [_region(known, one.place) for one in found],
            "Écart": [number(one.distance, 2) for one in found],
            "Ce qu’elles ont en commun": [
                ", ".join(reason.text for reason in one.reasons) or "aucun trait à part"
                for one in found
            ],
        },
        schema_overrides=dict.fromkeys(("Zone d’emploi", "Région", "Écart"), pl.String),
    )


def _region(known: dict[tuple[str, str], Territory], zone: Territory) -> str:
    home = known.get(("REG", zone.region or ""))
    return home.name if home else "plusieurs régions"


def introduction(place: Territory) -> str:
    """Say which zone is compared, with how many others and on what; or why there is no comparison."""
    known, zone = space(), zone_of(place)
    if zone is None:
        return f"{place.title} : seules les zones d’emploi ont des territoires similaires."
    if not known.scores:
        return (
            f"{zone.title} : aucune zone d’emploi n’a dans cette édition tous les chiffres qu’il faut "
            "pour la comparer aux autres, aucune ressemblance n’est calculée."
        )
    if zone.code not in known.scores:
        return (
            f"{zone.title} : une donnée au moins n’est pas publiée pour elle, aucune ressemblance "
            "n’est calculée."
        )
    who = f"{place.title}, comparée"
    if zone.key != place.key:
        share = coverage(place).parts[0].of_place
        theirs = (
            "des habitants de sa partie régionale" if place.interregional else "de ses habitants"
        )
        every = "tous " + ("les" + theirs[3:] if place.interregional else theirs[3:])
        lives = f"{share_text(share)} {theirs}" if share < 1 else every
        who = f"{place.title} : {zone.sentence}, où vivent {lives}, est comparée"
    catalogue = read_catalogue()
    themes = dict.fromkeys(one.indicator.code for one in known.features)
    on = listing([_small(catalogue.indicators[code].title) for code in themes])
    dates = listing([period(code) for code in sorted({one.period for one in known.features})])
    return (
        f"{who} aux {number(len(known.scores) - 1)} autres zones d’emploi de France, sur "
        f"{count_in_words(len(themes))} thèmes de même poids ({on}), chiffres de {dates}."
        f"{_left_out(known)}"
    )


def _left_out(known: Space) -> str:
    if not known.left_out:
        return ""
    places = read_territories()
    overseas = all((places[ZONE, code].region or "").startswith("0") for code in known.left_out)
    where = " d’outre-mer" if overseas else ""
    return f" Sont exclues les {number(len(known.left_out))} zones{where} qui n’ont pas tous ces chiffres."


def _small(title: str) -> str:
    return lowered(title)
