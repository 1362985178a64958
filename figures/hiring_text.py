"""What the recruiting projects say: their title and their sentences, secret figures left out and told."""

from collections.abc import Sequence

from figures.formats import NBSP, count_in_words, listing, number, rounded, with_unit
from figures.hirings import SHARES, Hiring, bassins, period
from figures.nouns import NOUNS

PARTS = {"difficult": "jugés difficiles", "seasonal": "saisonniers"}
FEWEST = 3
"""Shares under which no lowest and highest are named."""


def job_title(rows: Sequence[Hiring]) -> str:
    """Return which bassin plans the most projects of a métier, among the published numbers."""
    first = _first(rows)
    if not first:
        return f"Aucun nombre publié pour ce métier en {period()}{NBSP}: tous sont secrets"
    names = listing([one.bassin.name for one in first])
    verb = "annonce" if len(first) == 1 else "annoncent chacun"
    most = "le plus de projets" if len(rows) > 1 else "des projets"
    if _hidden(rows):
        # A secret number may be larger.
        most += " publiés"
    return f"{names} {verb} {most}{NBSP}: {first[0].projects.text} en {period()}"


def bassin_title(rows: Sequence[Hiring]) -> str:
    """Return which métier a bassin looks for the most, among the published numbers."""
    first = _first(rows)
    if not first:
        return f"Aucun nombre publié en {period()} pour ce choix"
    names = listing([one.label for one in first])
    among = " parmi les nombres publiés" if _hidden(rows) else ""
    return f"Le plus demandé{among}{NBSP}: {names}, {first[0].projects.text} projets en {period()}"


def job_sentences(rows: Sequence[Hiring]) -> list[str]:
    """Return what to remember of a métier in the bassins."""
    published = [one for one in rows if one.projects.value is not None]
    said = _runners([(one.bassin.name, one) for one in published], "le bassin", "bassins")
    for role in SHARES:
        said += _spread([(one.bassin.name, one) for one in rows], role, "bassins")
    silent = len(bassins()) - len(rows)
    secret = len(rows) - len(published)
    if secret:
        said.append(
            f"{_many(secret, 'bassin')} où le nombre de projets est secret{NBSP}: le producteur ne le "
            "publie pas, il ne se lit pas comme un zéro."
        )
    if silent:
        said.append(f"{_many(silent, 'bassin')} sans ligne pour ce métier dans le fichier.")
    return said


def bassin_sentences(rows: Sequence[Hiring]) -> list[str]:
    """Return what to remember of the métiers that a bassin looks for."""
    published = [one for one in rows if one.projects.value is not None]
    said = _runners([(f"« {one.label} »", one) for one in published], "le métier", "métiers")
    first = published[:10]
    for role in SHARES:
        said += _spread(
            [(f"« {one.label} »", one) for one in first], role, "métiers les plus demandés"
        )
    secret = len(rows) - len(published)
    if secret:
        said.append(
            f"{_many(secret, 'métier')} dont le nombre de projets est secret{NBSP}: le producteur ne le "
            "publie pas, il ne se lit pas comme un zéro."
        )
    return said


def note() -> str:
    """Say that bassins are not zones d’emploi."""
    return (
        f"Les {len(bassins())} {NOUNS['BE'].many} ne sont pas les zones d’emploi de l’Insee{NBSP}: leurs codes "
        "se ressemblent et désignent d’autres lieux. Aucun chiffre ne passe de l’un à l’autre."
    )


def _hidden(rows: Sequence[Hiring]) -> bool:
    return any(one.projects.value is None for one in rows)


def _first(rows: Sequence[Hiring]) -> list[Hiring]:
    values = [one.projects.value for one in rows if one.projects.value is not None]
    return [one for one in rows if values and one.projects.value == max(values)]


def _runners(named: Sequence[tuple[str, Hiring]], one: str, many: str) -> list[str]:
    """Name the first three when their numbers differ."""
    if len(named) < FEWEST + 1:
        return []
    values = [row.projects.value or 0.0 for _, row in named[: FEWEST + 1]]
    if len(set(values)) <= FEWEST:
        return []
    each = [f"{name} ({row.projects.text})" for name, row in named[:FEWEST]]
    return [f"Les trois premiers {many}, parmi les nombres publiés{NBSP}: {listing(each)}."]


def _spread(named: Sequence[tuple[str, Hiring]], role: str, many: str) -> list[str]:
    """Say from which share to which, where both numbers are published and the ends differ."""
    found = [(share, name) for name, one in named if (share := one.share(role)) is not None]
    if len(found) < FEWEST:
        return []
    low, high = min(found)[0], max(found)[0]
    if rounded(low, 0) == rounded(high, 0):
        return []
    who = [
        names[0] if len(names) == 1 else f"{len(names)} {many} à égalité"
        for end in (low, high)
        if (names := [name for share, name in found if rounded(share, 0) == rounded(end, 0)])
    ]
    return [
        f"La part de projets {PARTS[role]} va de {with_unit(low, '%', 0)} ({who[0]}) à "
        f"{with_unit(high, '%', 0)} ({who[1]}), dans les {number(len(found))} {many} où les deux "
        f"nombres sont publiés, sur {number(len(named))}."
    ]


def _many(count: int, noun: str) -> str:
    return f"{count_in_words(count).capitalize()} {noun}{'s' if count > 1 else ''}"
