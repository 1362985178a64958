"""What a figure covers: the zones d'emploi that a territory crosses, and their rates side by side."""

from dataclasses import dataclass

import polars as pl

from figures import brief, facts, sums
from figures.breakdowns import nearest
from figures.facts import Figure
from figures.formats import MISSING, at_period, listing, number, period
from figures.lines import instant
from figures.measures import KINDS
from figures.sentences import Sentence, name_of, share_text, why_zones
from figures.sentences import coverage as living
from figures.tables import state
from loaders import observations
from loaders.indicators import Indicator
from loaders.territories import Territory, crossings, read_territories

ZONE = "ZE2020"


@dataclass(frozen=True)
class Part:
    """The inhabitants that a territory and a zone d'emploi share, those of the région alone."""

    zone: Territory
    population: int
    of_place: float
    """Share of the territory's population that lives in the zone, 0 to 1."""
    of_zone: float
    """Share of the zone's regional population that lives in the territory, 0 to 1."""


@dataclass(frozen=True)
class Coverage:
    """The zones d'emploi of a territory's inhabitants, the main one first; none outside the région."""

    place: Territory
    parts: tuple[Part, ...]

    @property
    def shared(self) -> tuple[Territory, ...]:
        """Return the zones that go beyond the région: a figure of theirs counts both sides."""
        return tuple(part.zone for part in self.parts if part.zone.interregional)


@dataclass(frozen=True)
class Rate:
    """The figure of one zone beside the others; None when the zone has no row at the period."""

    part: Part
    figure: Figure | None

    @property
    def text(self) -> str:
        """Return the value as printed, or the sign of what is missing."""
        return self.figure.text if self.figure else MISSING["M"]

    @property
    def when(self) -> str:
        """Return the period as printed, empty without a row."""
        return period(self.figure.row.period) if self.figure else ""

    @property
    def state(self) -> str:
        """Return the status in words."""
        return state(self.figure.status if self.figure else "M")


def coverage(place: Territory) -> Coverage:
    """Return how the inhabitants of a territory spread over the zones d'emploi."""
    if not place.hdf:
        return Coverage(place, ())
    known = read_territories()
    return Coverage(
        place,
        tuple(
            Part(known[ZONE, code], people, share, people / regional_population(known[ZONE, code]))
            for code, people, share in crossings(place.level, place.code).iter_rows()
        ),
    )


def regional_population(zone: Territory) -> int:
    """Return the inhabitants of the part of a zone d'emploi that is in the région."""
    return sum(people for _, people, _ in crossings(zone.level, zone.code).iter_rows())


def own(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the last figure of the territory itself, under one of its names, or a group's sum."""
    if place.level == "GROUPE":
        return sums.total(indicator, place)
    for one in nearest(place):
        # A SPEL and its arrondissement are one territory under two names: see geo/spel.csv.
        if one.code == place.code and one.level in (place.level, "ARR"):
            found = brief.latest(indicator, one)
            if found is not None:
                return found
    return None


def absent(indicator: Indicator) -> bool:
    """Tell whether the edition that is read has no value of an indicator, of any territory."""
    return observations.totals(indicator)["value"].drop_nulls().is_empty()


def rates(indicator: Indicator, place: Territory) -> tuple[Rate, ...]:
    """Return the figures of the zones at the last period that one of them knows, never combined."""
    parts = coverage(place).parts
    last = [found for part in parts if (found := brief.latest(indicator, part.zone))]
    if not last:
        return ()
    at = max((one.row.period for one in last), key=instant)
    return tuple(Rate(part, facts.figure(indicator, ZONE, part.zone.code, at)) for part in parts)


def sentences(indicator: Indicator, place: Territory) -> list[Sentence]:
    """Say whether the figure is the territory's own, else what is read instead, then what it covers.

    Where nothing at all is published of the indicator, as in an edition before its first table,
    that is all there is to say.
    """
    if absent(indicator):
        subject = indicator.subject[0].upper() + indicator.subject[1:]
        return [Sentence(f"{subject} : aucun chiffre n’est publié dans cette édition.", ())]
    mine = own(indicator, place)
    if mine is not None:
        found = [_own(indicator, place, mine)]
        return found + ([shared_text(place)] if place.level == ZONE and place.interregional else [])
    covered = coverage(place)
    if not covered.parts:
        return []
    found = [Sentence(why_zones(place, indicator.subject), ()), Sentence(living(place), ())]
    beside = [one.figure for one in rates(indicator, place) if one.figure]
    known = [one for one in beside if one.value is not None]
    if not known:
        text = f"Aucune de ces zones d’emploi n’a de valeur publiée pour {indicator.subject}."
        return [*found, Sentence(text, ())]
    zones = "ces zones" if len(known) > 1 else "cette zone"
    each = listing([f"{one.text} ({name_of(one).name})" for one in known])
    when = at_period(known[0].row.period).capitalize()
    text = f"{when}, {indicator.subject} de {zones} est de {each}"
    text += " ; aucune moyenne n’en est faite." if len(known) > 1 else "."
    found.append(Sentence(text, tuple(one.row for one in known)))
    return [*found, *(shared_text(zone) for zone in covered.shared)]


def _own(indicator: Indicator, place: Territory, mine: Figure) -> Sentence:
    if place.level == "GROUPE":
        reason = sums.why(indicator, place)
        said = f"{mine.text} {at_period(mine.row.period)}, est la somme de ses communes."
        return Sentence(reason or f"{place.title} : {indicator.subject}, {said}", (mine.row,))
    return Sentence(
        f"{place.title} : {indicator.subject}, {mine.text} {at_period(mine.row.period)}, est une "
        "valeur publiée à cette échelle.",
        (mine.row,),
    )


def shared_text(zone: Territory) -> Sentence:
    """Say that a figure of an interregional zone counts both sides, and how many live on this one."""
    known = read_territories()
    region = known["REG", zone.region or ""]
    here = regional_population(zone)
    all_of = f" sur {number(zone.population)}" if zone.population else ""
    return Sentence(
        f"La valeur de {zone.sentence} est celle de la zone entière, qui dépasse la région ; la partie "
        f"située {region.a} compte {number(here)} habitants{all_of}.",
        (),
    )


def table(indicator: Indicator, place: Territory) -> pl.DataFrame:
    """Return one row a zone, the main one first, as it is read on screen.

    Columns: Zone d’emploi, Habitants du territoire, Part du territoire, Part de la zone (of its
    part in the région), Taux (or what the indicator counts), Période, État; the last three only
    when a zone has a figure.
    """
    parts = coverage(place).parts
    found = {one.part.zone.code: one for one in rates(indicator, place)}
    columns: dict[str, list[str]] = {
        "Zone d’emploi": [
            f"{part.zone.name} (interrégionale)" if part.zone.interregional else part.zone.name
            for part in parts
        ],
        "Habitants du territoire": [number(part.population) for part in parts],
        "Part du territoire": [share_text(part.of_place) for part in parts],
        "Part de la zone": [share_text(part.of_zone) for part in parts],
    }
    if found:
        columns[KINDS[indicator.kind]] = [found[part.zone.code].text for part in parts]
        columns["Période"] = [found[part.zone.code].when for part in parts]
        columns["État"] = [found[part.zone.code].state for part in parts]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def alternative(indicator: Indicator, place: Territory) -> str:
    """Return what a screen reader hears of the table: each zone, its share, its figure."""
    parts = coverage(place).parts
    if not parts:
        return f"{place.title} : aucune zone d’emploi de la région."
    found = {one.part.zone.code: one for one in rates(indicator, place)}
    each = []
    for part in parts:
        said = f"{part.zone.name}, {share_text(part.of_place)} des habitants"
        one = found.get(part.zone.code)
        each.append(f"{said}, {one.text} ({one.when or one.state})" if one else said)
    about = f", {indicator.subject}" if found else ""
    many = f"{len(parts)} zones d’emploi" if len(parts) > 1 else "une zone d’emploi"
    return f"{place.title} : {many}{about}. {' ; '.join(each)}."
