"""What may be said of territories compared: message, sentences, and why a date or a rank is missing."""

from collections.abc import Sequence
from decimal import Decimal

import polars as pl

from figures import facts
from figures.compared import Reading, common, one_publication
from figures.differences import Difference, difference
from figures.facts import Figure
from figures.formats import between, count_in_words, in_unit, listing, number, period, rounded
from figures.lines import instant
from figures.multiples import Multiple, changes, multiple
from figures.sentences import Sentence
from figures.tile import STATUSES
from loaders.indicators import Indicator


def when(code: str) -> str:
    """Return "au T1 2026", "en 2023"."""
    return f"{'au' if '-Q' in code else 'en'} {period(code)}"


def _known(found: Sequence[Reading]) -> list[Reading]:
    return [one for one in found if one.rows.height]


def _missing(found: Sequence[Reading]) -> str:
    """Return "Sans valeur : Aisne et Oise.", empty when each has one."""
    names = [one.side.name for one in found if not one.rows.height]
    # A name cut short has its own stop.
    return f"Sans valeur : {listing(names)}".rstrip(".") + "." if names else ""


def _at_last(found: Sequence[Reading]) -> list[tuple[Reading, Figure]]:
    """Return each figure at the last period that all have; nothing when they have none together."""
    codes = common(found)
    if not codes:
        return []
    pairs = [(one, one.at(codes[-1])) for one in _known(found)]
    return [(one, now) for one, now in pairs if now is not None and now.value is not None]


def message(indicator: Indicator, found: Sequence[Reading], drawn: Multiple | None) -> str:
    """Return who is highest, where that may be said; else the first territory's own figure.

    Nobody is ranked where one of the territories has no value: it could be the highest.
    """
    known = _known(found)
    if not known:
        return f"{indicator.short} : aucune valeur pour ces territoires"
    if len(known) < 2:
        return _alone(indicator, known[0])
    pairs = _at_last(found)
    if not pairs:
        return f"{indicator.short} : aucune date commune à ces territoires"
    if len(pairs) < len(found):
        return _first(indicator, pairs)
    if indicator.kind == "count":
        return _fastest(indicator, found, drawn) or _first(indicator, pairs)
    return _highest(indicator, pairs) or _first(indicator, pairs)


def _alone(indicator: Indicator, one: Reading) -> str:
    now = one.last
    return (
        f"{indicator.short} : {now.text} {one.where} {when(now.row.period)}"
        if now
        else indicator.short
    )


def _first(indicator: Indicator, pairs: Sequence[tuple[Reading, Figure]]) -> str:
    one, now = pairs[0]
    return f"{indicator.short} {when(now.row.period)} : {now.text} {one.where}"


def _highest(indicator: Indicator, pairs: Sequence[tuple[Reading, Figure]]) -> str:
    """Say who is highest, only within one publication and beyond the rounding."""
    if not one_publication([now for _, now in pairs]):
        return ""
    ranked = sorted(pairs, key=lambda pair: -(pair[1].value or 0))
    (one, top), (_, second) = ranked[0], ranked[1]
    gap = facts.gap(top, second)
    if gap is None or not gap.comparable or gap.trend == "flat":
        return ""
    return f"{indicator.short} {when(top.row.period)} : au plus haut {one.where} ({top.text})"


def _fastest(indicator: Indicator, found: Sequence[Reading], drawn: Multiple | None) -> str:
    moved = changes(drawn, found) if drawn and drawn.base else None
    if not moved or drawn is None or len(moved) < max(2, len(found)):
        return ""
    ranked = sorted(moved, key=lambda pair: -pair[1])
    span = between(drawn.base, drawn.lines[0].last["period"])
    for (one, change), (_, other) in ((ranked[0], ranked[1]), (ranked[-1], ranked[-2])):
        rise = change > 0
        if (one is ranked[0][0]) == rise and abs(_percent(change) - _percent(other)) > Decimal(
            "0.1"
        ):
            word = "hausse" if rise else "baisse"
            return f"{indicator.short} {span} : la plus forte {word} {one.where} ({signed(change)})"
    return ""


def _percent(change: float) -> Decimal:
    return rounded(change, 1)


def signed(change: float) -> str:
    """Return "+12,3 %"."""
    return f"{number(change, 1, signed=True)}\u202f%"


def lede(indicator: Indicator, found: Sequence[Reading]) -> str:
    """Return all the values at the last period that all have, and whether they may be ranked."""
    pairs = _at_last(found)
    known = _known(found)
    if len(known) < 2:
        return _missing(found) if known else ""
    if not pairs:
        each = [f"{one.name}, {period(last.row.period)}" for one in known if (last := one.last)]
        text = f"Les dates diffèrent ({' ; '.join(each)}) : aucun rang n’est donné."
        return f"{text} {_missing(found)}".rstrip()
    values = " ; ".join(f"{one.name} {now.text}" for one, now in pairs)
    at = when(pairs[0][1].row.period)
    text = f"{at[0].upper()}{at[1:]}, {_date(found)} : {values}."
    if not one_publication([now for _, now in pairs]):
        text += " Publications différentes : aucun rang n’est donné."
    elif indicator.kind == "count":
        text += " Un effectif dépend de la taille du territoire : on compare les évolutions"
        text += f"{_stop(multiple(indicator, found))}."
    elif len(pairs) < len(found):
        text += " Aucun rang n’est donné."
    return f"{text} {_missing(found)}".rstrip()


def _stop(drawn: Multiple | None) -> str:
    """Say where an index stops before its last date, and why: "rupture de série en janvier 2025"."""
    if drawn is None or not drawn.cut:
        return ""
    last = period(drawn.lines[0].last["period"])
    return f", arrêtées à {last} (rupture de série en {period(drawn.cut)})"


def _date(found: Sequence[Reading]) -> str:
    lasts = {one.last.row.period for one in found if one.last}
    if len(_known(found)) < len(found):
        whose = "dernière date" if len(lasts) == 1 else "dernière date commune"
        return f"{whose} des territoires qui ont une valeur"
    return "dernière date de tous" if len(lasts) == 1 else "dernière date commune"


def chart_title(indicator: Indicator, found: Sequence[Reading], drawn: Multiple | None) -> str:
    """Return the message of a small chart: the spread of its values, where it may be said."""
    pairs = _at_last(found)
    known = _known(found)
    if not known:
        return f"{indicator.short} : aucune valeur"
    if len(known) == 1:
        return f"{indicator.short} : {known[0].name} seulement"
    moved = changes(drawn, found) if drawn and drawn.base else None
    if moved and drawn and len(moved) > 1:
        low, high = min(change for _, change in moved), max(change for _, change in moved)
        span = between(drawn.base, drawn.lines[0].last["period"])
        return f"{indicator.short}, {span} : entre {signed(low)} et {signed(high)}"
    if not pairs:
        return f"{indicator.short} : des dates différentes"
    if drawn and drawn.base:
        return f"{indicator.short} : évolutions de publications différentes"
    figures = sorted((now for _, now in pairs), key=lambda now: now.value or 0)
    at = when(figures[0].row.period)
    if indicator.kind == "count" or not one_publication(figures):
        return _first(indicator, pairs)
    gap = difference(indicator, figures[-1].value or 0, figures[0].value or 0)
    if gap is None or gap.trend == "flat":
        return f"{indicator.short} : valeurs proches {at}"
    return f"{indicator.short} : de {figures[0].text} à {figures[-1].text} {at}"


def sentences(
    indicator: Indicator, found: Sequence[Reading], drawn: Multiple | None
) -> list[Sentence]:
    """Return what a chart says in words: the gaps, the dates that differ, and who is missing."""
    items = [*_gaps(indicator, found, drawn), *_dates(found)]
    left = [one.name for one in _known(found) if drawn and one.name not in _names(drawn)]
    if left:
        items.append(Sentence(f"{listing(left)} : trop peu de dates pour une évolution.", ()))
    return [*items, *(Sentence(f"{one.reason}.", ()) for one in found if one.reason)]


def _names(drawn: Multiple) -> set[str]:
    return {line.name for line in drawn.lines}


def _gaps(indicator: Indicator, found: Sequence[Reading], drawn: Multiple | None) -> list[Sentence]:
    moved = changes(drawn, found) if drawn and drawn.base else None
    if moved and drawn:
        span = between(drawn.base, drawn.lines[0].last["period"])
        each = listing([f"{signed(change)} {one.where}" for one, change in moved])
        rows = tuple(now.row for one, _ in moved if (now := one.last))
        return [
            Sentence(f"{span[0].upper()}{span[1:]}, {indicator.subject} évolue de {each}.", rows)
        ]
    pairs = _at_last(found)
    if len(pairs) < 2 or indicator.kind == "count":
        return []
    (one, mine), *others = pairs
    if not one_publication([now for _, now in pairs]):
        at = when(mine.row.period)
        text = (
            f"{at[0].upper()}{at[1:]}, les valeurs viennent de publications différentes : leurs écarts peuvent "
            "n’être qu’une révision."
        )
        return [Sentence(text, tuple(now.row for _, now in pairs))]
    parts = []
    for other, now in others:
        gap = facts.gap(mine, now)
        if gap is None or gap.trend == "flat":
            parts.append(f"au même niveau, à l’arrondi près, que {_than(other)}")
        else:
            parts.append(
                f"{_size(gap)} de {'plus' if gap.amount > 0 else 'moins'} que {_than(other)}"
            )
    at = when(mine.row.period)
    text = f"{at[0].upper()}{at[1:]}, {indicator.subject} est de {_amount(mine)} {one.where} : {listing(parts)}."
    rows = tuple(now.row for _, now in pairs)
    return [Sentence(text.replace("que en ", "qu’en "), rows)]


def _amount(figure: Figure) -> str:
    """Return a value, without a unit that the name of the indicator says already, as a ratio does."""
    unit = figure.indicator.unit
    said = unit == "fois" or unit in figure.indicator.subject
    if said and figure.value is not None:
        return number(figure.value, figure.indicator.decimals)
    return figure.text


def _size(gap: Difference) -> str:
    """Return a gap as French says it: "2,1 points", "1,0 an", "0,2" of a ratio or "pour 1 000"."""
    if gap.unit == "ans" and abs(gap.amount) < 2:
        return gap.size.removesuffix("s")
    # "0,2 fois de plus" would multiply, and "pour 1 000" was said of the value.
    bare = gap.unit == "fois" or "pour " in gap.unit
    return gap.size.removesuffix(gap.unit).rstrip() if bare else gap.size


def _than(one: Reading) -> str:
    return one.where


def _dates(found: Sequence[Reading]) -> list[Sentence]:
    """Say which newest dates differ: values are then compared at an older one, or not at all."""
    lasts = {one.name: one.last.row.period for one in found if one.last}
    codes = sorted(set(lasts.values()), key=instant)
    if len(codes) < 2:
        return []
    who = {code: ", ".join(name for name, last in lasts.items() if last == code) for code in codes}
    text = " ≠ ".join(f"{period(code)} ({who[code]})" for code in codes)
    return [Sentence(f"Dernières dates : {text}.", ())]


def status(figure: Figure) -> str:
    """Return the words of a status that must be said, empty for a plain value."""
    return STATUSES.get(figure.status, "")


def periods(found: Sequence[Reading]) -> str:
    """Return whether the newest dates agree: "= T1 2026", "≠ T4 2025, T1 2026", "" for one alone."""
    lasts = [one.last.row.period for one in found if one.last]
    codes = sorted(set(lasts), key=instant)
    if len(lasts) < 2:
        return f"{count_in_words(len(lasts))} territoire" if lasts else ""
    if len(codes) == 1:
        return f"= {period(codes[0])}"
    return f"≠ {' ≠ '.join(period(code) for code in codes)}"


def bars_note(indicator: Indicator, rows: pl.DataFrame) -> str:
    """Return the unit and the date of bars; of several dates each bar says its own."""
    codes = rows["period"].unique().to_list()
    at = period(codes[0]) if len(codes) == 1 else "des dates différentes, écrites sur chaque barre"
    return f"{in_unit(indicator.unit)}, {at} ; barres à partir de zéro"
