"""Which zoning is which: for a territory, those that hold it or that it crosses, in plain French."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from figures.formats import count_in_words, listing, number
from figures.profile import SAME_LEVEL
from figures.sentences import share_text
from loaders.territories import Territory, alphabetical, read_territories
from loaders.zonings import Spel, Zoning, apart, read_spel, read_zonings, spread

MOST_NAMED = 4
"""Territories that a sentence names; beyond, it names the first ones and counts the others."""


@dataclass(frozen=True)
class Part:
    """One territory of a zoning, and the inhabitants that it shares with another territory."""

    code: str
    name: str
    people: int
    share: float
    """Of the population of the territory that is looked at, 0 to 1."""


@dataclass(frozen=True)
class Crossed:
    """What a territory is in one zoning: `parts` is empty when the composition is unknown."""

    zoning: Zoning
    parts: tuple[Part, ...]
    text: str
    """A whole sentence."""


def zonings_of(place: Territory) -> tuple[Crossed, ...]:
    """Return, for each zoning of the region, the ones that hold a territory or that it crosses."""
    found = []
    for zoning in read_zonings():
        parts = _parts(place, zoning)
        found.append(Crossed(zoning, parts, _sentence(place, zoning, parts)))
    return tuple(found)


def rule_text() -> str:
    """Say that a SPEL is an arrondissement, by which table, and who says so."""
    sources = listing(list(dict.fromkeys(one.source for one in read_spel().values())))
    return (
        "Un SPEL est ici un arrondissement : la table geo/spel.csv le déclare, et la Région peut la "
        f"corriger. Source : {sources}."
    )


def apart_text() -> str:
    """Name the communes whose CLPE is not that of their arrondissement, from the tables."""
    found = apart()
    if not found:
        return "Chaque CLPE a les communes d’un arrondissement."
    names = _clpe_names()
    groups: dict[tuple[Spel, str], list[str]] = {}
    for commune, spel, clpe in found:
        groups.setdefault((spel, clpe), []).append(commune)
    known = read_territories()
    each = [
        f"{_communes(communes)} de {known['ARR', spel.arrondissement].sentence} "
        f"({listing(communes)}) {'relève' if len(communes) == 1 else 'relèvent'} "
        f"du CLPE {names[clpe]}"
        for (spel, clpe), communes in groups.items()
    ]
    return f"CLPE et arrondissement diffèrent pour {_communes(found)}\u00a0: {' ; '.join(each)}."


def clash_text(place: Territory) -> str:
    """Show with the territory's own bassin that its code is another place's as a zone d'emploi."""
    known = read_territories()
    for zoning in read_zonings():
        for code, _ in spread(place, zoning) if zoning.code == "BE" else []:
            zone, basin = known.get(("ZE2020", code)), known["BE", code]
            if zone and not alphabetical(basin.name).startswith(alphabetical(zone.name)):
                return (
                    f"Le code {code} est {basin.sentence} pour France Travail et {zone.sentence} "
                    "pour l’Insee : un territoire se lit avec son niveau et son code."
                )
    return ""


def table(place: Territory) -> pl.DataFrame:
    """Return one row a zoning: Découpage, Dans la région, Défini par, Ce que c’est, Ce territoire."""
    found = zonings_of(place)
    return pl.DataFrame(
        {
            "Découpage": [one.zoning.name for one in found],
            "Dans la région": [number(one.zoning.count) for one in found],
            "Défini par": [one.zoning.by for one in found],
            "Ce que c’est": [one.zoning.definition for one in found],
            "Ce territoire": [one.text for one in found],
        }
    )


def _parts(place: Territory, zoning: Zoning) -> tuple[Part, ...]:
    found = spread(place, zoning)
    total = sum(people for _, people in found)
    names = _clpe_names()
    known = read_territories()
    return tuple(
        Part(
            code,
            names[code] if zoning.code == "CLPE" else known[zoning.code, code].name,  # type: ignore[index]
            people,
            people / total,
        )
        for code, people in found
    )


def _clpe_names() -> dict[str, str]:
    return {one.clpe: one.clpe_name for one in read_spel().values()}


def _sentence(place: Territory, zoning: Zoning, parts: tuple[Part, ...]) -> str:
    if not zoning.known:
        return f"Composition non connue ici : on ne sait pas dans quels {zoning.many} il se trouve."
    if not parts:
        return "Hors de la région."
    if {zoning.code, place.level} == set(SAME_LEVEL):
        return f"Le territoire est {read_territories()[zoning.code, parts[0].code].sentence}."  # type: ignore[index]
    if zoning.code == place.level:
        return f"C’est {zoning.one}."
    whole = "la partie régionale du territoire" if place.interregional else "le territoire"
    if len(parts) == 1:
        all_of = "toute" if place.interregional else "tout"
        return f"{all_of.capitalize()} {whole} est dans {zoning.one}\u00a0: {parts[0].name}."
    named = parts if len(parts) <= MOST_NAMED else parts[: MOST_NAMED - 1]
    first, *others = [f"{part.name} ({share_text(part.share)}" for part in named]
    each = listing([f"{first} des habitants)", *(f"{one})" for one in others)])
    so_many = f"{count_in_words(len(parts))} {zoning.many}"
    link = "\u00a0:" if len(named) == len(parts) else ", dont"
    return f"{whole[0].upper()}{whole[1:]} se partage entre {so_many}{link} {each}."


def _communes(found: Sequence[object]) -> str:
    count = len(found)
    return "une commune" if count == 1 else f"{count_in_words(count)} communes"
