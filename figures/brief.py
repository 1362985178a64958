"""What may be said of any indicator in two or three sentences, true by construction."""

import polars as pl

from figures import facts
from figures.breakdowns import (
    by_dimension,
    by_territory,
    called,
    compared,
    dimensions,
    grammar,
)
from figures.facts import Figure
from figures.formats import at_period, between, listing, number, with_unit
from figures.lines import instant
from figures.sentences import Sentence, movement
from loaders import observations
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.targets import Target, read_targets
from loaders.territories import Territory, find

LONGEST = 80
"""Characters of a message that three lines of a phone hold."""


def newest(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the newest total of the territory, or of what stands for it; None when it has none."""
    mine = compared(indicator, place)[:1]
    return latest(indicator, mine[0].place) if mine else None


def latest(indicator: Indicator, place: Territory) -> Figure | None:
    """Return the newest total of exactly this territory."""
    rows = observations.series(indicator, place.level, place.code)
    known = rows.filter(pl.col("value").is_not_null())["period"].to_list()
    if not known:
        return None
    return facts.figure(indicator, place.level, place.code, max(known, key=instant))


def title(indicator: Indicator, place: Territory) -> str:
    """Return the message of an indicator: its newest figure, where and when."""
    now = newest(indicator, place)
    if now is not None:
        where = find(now.row.level, now.row.territory)
        at = f"{_in(where)}, {at_period(now.row.period)}"
        whole = f"{indicator.short} : {_value(now)} {at}"
        if len(whole) <= LONGEST or indicator.kind != "count" or now.value is None:
            return whole
        # What is counted is in the name: in a long message the number stands alone.
        return f"{indicator.short} : {_about(now)}{number(now.value, indicator.decimals)} {at}"
    along = dimensions(indicator, place)
    if along:
        said = "selon" in indicator.short.lower() or " par " in indicator.short.lower()
        return indicator.title if said else f"{indicator.short}, selon {_along(along[0])}"
    if targets(indicator):
        return f"{indicator.short} : un objectif, pas encore de donnée"
    parts = by_territory(indicator).filter(pl.col("key").str.starts_with("ZE2020"))
    if parts.is_empty():
        return indicator.title
    low, high = parts.row(-1, named=True), parts.row(0, named=True)
    ends = [
        f"{with_unit(one['value'], indicator.unit, indicator.decimals)} ({one['label']})"
        for one in (low, high)
    ]
    return f"{indicator.short} : de {ends[0]} à {ends[1]}, {at_period(low['period'])}"


def _in(place: Territory) -> str:
    """Return where: a zone d'emploi is not the town that names it."""
    return f"dans {place.sentence}" if place.level == "ZE2020" else place.a


def elsewhere(indicator: Indicator, place: Territory) -> str:
    """Say which territory is read when the indicator is not known for the one chosen."""
    mine = compared(indicator, place)[:1]
    if mine and mine[0].place.key != place.key and mine[0].place.level != "ARR":
        return f"{place.title} : aucune valeur publiée à cette échelle. Territoire lu : {mine[0].place.title}."
    return ""


def _value(now: Figure) -> str:
    """Return a value without its unit when the name of the indicator says it: "Apprentis : 72 000"."""
    unit = now.indicator.unit.split()[0].lower()
    if now.value is not None and unit != "rang" and unit in now.indicator.short.lower():
        return _about(now) + number(now.value, now.indicator.decimals)
    return _about(now) + now.text


def _about(figure: Figure) -> str:
    """Return "environ " before a value that its source only approaches."""
    return "environ " if figure.status == "E" else ""


def _along(dimension: str) -> str:
    """Return a dimension with its article: "l’âge", "le secteur", "la filière"."""
    return called(dimension).the


def essentials(indicator: Indicator, place: Territory) -> list[Sentence]:
    """Return at most three sentences: the level, its last change, its spread."""
    found = (_level(indicator, place), _change(indicator, place), _spread(indicator, place))
    return [one for one in found if one]


def _level(indicator: Indicator, place: Territory) -> Sentence | None:
    now = newest(indicator, place)
    if now is None:
        return None
    mine, *others = compared(indicator, place)
    subject = indicator.subject[0].upper() + indicator.subject[1:]
    text = f"{subject} {mine.place.a} : {_about(now)}{now.text} {at_period(now.row.period)}"
    rows, same = [now.row], True
    for one in others:
        beside = facts.figure(indicator, one.place.level, one.place.code, now.row.period)
        if beside is None or beside.value is None:
            continue
        text += f" ; {one.place.a} : {_about(beside)}{beside.text}"
        rows.append(beside.row)
        same = same and facts.one_publication(now, beside)
    return Sentence(f"{text}{'' if same else ' (publications différentes)'}.", tuple(rows))


def _change(indicator: Indicator, place: Territory) -> Sentence | None:
    """Tell the change from a year earlier, or from the nearest date before, in one publication."""
    now = newest(indicator, place)
    if now is None or now.status == "E":
        return None
    rows = observations.series(indicator, now.row.level, now.row.territory).filter(
        pl.col("value").is_not_null(), pl.col("status") != "E", pl.col("vintage") == now.vintage
    )
    way = grammar(now.row.period)
    same = [code for code in rows["period"] if grammar(code) == way and code < now.row.period]
    wanted = [code for code in same if instant(code) <= instant(now.row.period) - 1]
    if not wanted:
        return None
    before = facts.figure(indicator, now.row.level, now.row.territory, max(wanted))
    gap = facts.gap(now, before) if before else None
    if before is None or gap is None or not gap.comparable:
        return None
    span = between(before.row.period, now.row.period)
    return Sentence(f"{span[0].upper()}{span[1:]}, {movement(gap)}.", (now.row, before.row))


def _spread(indicator: Indicator, place: Territory) -> Sentence | None:
    """Tell the lowest and the highest value of one date along the first dimension."""
    along = dimensions(indicator, place)
    if not along:
        return None
    where = compared(indicator, place)[0].place
    told = by_dimension(indicator, where, along[0])
    rows = told.drop_nulls("value").sort("value")
    if rows.height < 2 or rows["value"][0] == rows["value"][-1]:
        return None
    if rows["period"].n_unique() > 1 or (rows["status"] == "E").any() or indicator.unit == "rang":
        return None
    hidden = ", parmi les valeurs publiées" if rows.height < told.height else ""
    ends = [_end(indicator, rows, rows["value"][at]) for at in (0, -1)]
    return Sentence(
        f"Selon {_along(along[0])}, {where.a}, {dates(rows)}{hidden} : de {ends[0]} à {ends[1]}.",
        (),
    )


def dates(rows: pl.DataFrame) -> str:
    """Return when figures are of: "en 2022", or "de 2018 à 2021" when they differ."""
    codes = sorted(rows["period"].unique(), key=instant)
    return at_period(codes[0]) if len(codes) == 1 else between(codes[0], codes[-1])


def _end(indicator: Indicator, rows: pl.DataFrame, value: float) -> str:
    """Return an extreme with the one or two that have it, or how many they are."""
    names = rows.filter(pl.col("value") == value)["label"].to_list()
    who = listing(names) if len(names) < 3 else f"{len(names)} à égalité"
    return f"{with_unit(value, indicator.unit, indicator.decimals)} ({who})"


def targets(indicator: Indicator) -> list[Target]:
    """Return the targets of an indicator, in the order of the documents' files."""
    return [one for one in read_targets() if one.indicator == indicator.code]


def target_text(catalogue: Catalogue, indicator: Indicator, target: Target) -> str:
    """Return a target as it was announced: value, due date, baseline, definition, document, line."""
    where = find(target.level, target.territory)
    text = f"{with_unit(target.value, indicator.unit, indicator.decimals)} {where.a}"
    text += f" {at_period(target.period)}" if target.period else ", sans échéance"
    if target.baseline_value is not None:
        start = with_unit(target.baseline_value, indicator.unit, indicator.decimals)
        text += f", contre {start}"
        text += f" {at_period(target.baseline_period)}" if target.baseline_period else " au départ"
    source = catalogue.sources[target.document].name
    return f"{text}. {target.definition} ({source}, ligne {target.line})"
