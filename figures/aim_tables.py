"""Objectives and counted figures as tables: to be read, and to be taken away."""

from collections.abc import Iterable, Sequence

import polars as pl

from figures.aim_words import cited
from figures.counted import Counted
from figures.formats import number, period, with_unit
from figures.objectives import Objective, due, growth
from figures.tables import state
from loaders.catalogue import Catalogue
from loaders.territories import find


def objectives_table(catalogue: Catalogue, objectives: Iterable[Objective]) -> pl.DataFrame:
    """Return one row an objective: what, announced when, from what, for when, last figure, state, where."""
    return pl.DataFrame(
        [
            {
                "Objectif": one.text,
                "Annoncé": one.announced,
                "Départ": _start(one),
                "Échéance": due(one),
                "Dernier chiffre connu": _last(one),
                "État": one.word,
                "Ce qui est compté": one.target.definition,
                "Document": cited(catalogue, one),
            }
            for one in objectives
        ]
    )


def _start(one: Objective) -> str:
    if one.target.baseline_value is None:
        return "non donné"
    change = growth(one)
    return (
        f"{number(one.target.baseline_value, one.indicator.decimals)} "
        f"({period(one.target.baseline_period) or 'sans date'})"
        + (f", soit {number(change, signed=True)} %" if change is not None else "")
    )


def _last(one: Objective) -> str:
    if one.last is None:
        return "aucun"
    text = f"{one.last.text}, {one.last.when}"
    if not one.basis:
        return f"{text} (définition non précisée)"
    return text if one.comparable else f"{text} (autre définition)"


def objectives_rows(catalogue: Catalogue, objectives: Iterable[Objective]) -> pl.DataFrame:
    """Return the objectives to take away: codes and numbers, nothing formatted."""
    return pl.DataFrame(
        [
            {
                "indicateur": one.indicator.code,
                "niveau": one.target.level,
                "territoire": one.target.territory,
                "nom": find(one.target.level, one.target.territory).name,
                "document": one.target.document,
                "ligne": one.target.line,
                "imprime": one.target.printed,
                "annonce": one.announced,
                "depart_periode": one.target.baseline_period,
                "depart_valeur": one.target.baseline_value,
                "echeance": one.target.period,
                "valeur": one.target.value,
                "unite": one.indicator.unit,
                "etat": one.word,
                "comptage": one.basis,
                "definition": one.target.definition,
                "note": one.target.note,
            }
            for one in objectives
        ]
    )


def counted_table(catalogue: Catalogue, rows: Sequence[Counted]) -> pl.DataFrame:
    """Return the figures of a chart, the newest first: where, when, value, how counted, state, source."""
    return pl.DataFrame(
        [
            {
                "Territoire": one.place.name,
                "Période": period(one.period),
                "Valeur": with_unit(one.value, one.indicator.unit, one.indicator.decimals),
                "Comptage": _basis(catalogue, one),
                "État": state(one.status),
                "Source": _source(catalogue, one),
            }
            for one in reversed(rows)
        ]
    )


def _basis(catalogue: Catalogue, one: Counted) -> str:
    text = one.basis or "non précisé"
    if one.day:
        text = f"le {one.when}"
    if one.dated_by:
        source, line = one.dated_by
        text += f", d’après son arrondi ({catalogue.sources[source].name}, ligne {line})"
    return text


def _source(catalogue: Catalogue, one: Counted) -> str:
    name = catalogue.sources[one.source].name
    name = f"{name}, ligne {one.line}" if one.line else name
    return f"{name} ({one.cited})" if one.cited else name


def counted_rows(rows: Sequence[Counted]) -> pl.DataFrame:
    """Return the figures of a chart to take away: codes, numbers and statuses as stored."""
    return pl.DataFrame(
        [
            {
                "indicateur": one.indicator.code,
                "niveau": one.level,
                "territoire": one.territory,
                "nom": one.place.name,
                "periode": one.period,
                "jour": one.day.isoformat() if one.day else "",
                "comptage": one.basis,
                "valeur": one.value,
                "unite": one.indicator.unit,
                "statut": one.status,
                "source": one.source,
                "ligne": one.line or None,
                "source_citee": one.cited,
                "note": one.note,
            }
            for one in rows
        ]
    )
