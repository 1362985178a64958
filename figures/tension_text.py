"""What the tension matrix says: its title, its sentences, and how the diagnosis and the Dares differ."""

from collections import Counter
from dataclasses import dataclass

import polars as pl

from figures.formats import NBSP, count_in_words, first_named, listing, lowered
from figures.tensions import Detail, Job, Matrix, ordered
from loaders import jobs
from loaders.catalogue import Catalogue
from loaders.codelists import TOTAL
from loaders.territories import Territory

STRONG = 4
"""From this level on, a tension is « forte » or « très forte »."""
MOST_NAMED = 3
LONGEST = 92
"""Characters of a message: three lines of a phone."""


def highest() -> int:
    """Return the highest level."""
    return max(int(one.level) for one in jobs.levels())


def title(found: Matrix, by: str, detail: Detail, sector: str = "") -> str:
    """Return how many métiers have the highest level, among those that have one.

    `sector` is the name of the one that is kept. What makes a message too long is said by `lede`.
    """
    known = [one.cells[by] for one in found.jobs if one.cells[by].known]
    count = sum(one.first == highest() for one in known)
    if sector and not found.jobs:
        return f"{sector}{NBSP}: {detail.none.lower()} {detail.one} dans ce secteur"
    if not known:
        first = f"{first_named(sector)}{NBSP}: aucun" if sector else "Aucun"
        return f"{first} niveau publié {_where(found)}"
    if by == TOTAL and not sector:
        noun = detail.one if count == 1 else detail.many
        many = f"{count} {noun}" if count else f"{detail.none} {detail.one}"
        return f"{many} sur {len(known)} en {_strongest()} {_where(found)}"
    # Beside a sector or a cause, « familles » is enough.
    noun = (detail.one if count < 2 else detail.many).partition(" ")[0]
    many = f"{count or detail.none.lower()} {noun} sur {len(known)}"
    if by == TOTAL:
        return f"{first_named(sector)}{NBSP}: {many} en {_strongest()} {_where(found)}"
    head = f"{first_named(sector)} ({lowered(_named(by))})" if sector else _named(by)
    said = f"{head}{NBSP}: {_strongest()} pour {many}"
    whole = f"{said} {_where(found)}"
    return whole if len(whole) <= LONGEST else said


def _strongest() -> str:
    word = next(one.words for one in jobs.levels() if one.level == str(highest()))
    return f"tension {word}"


def _where(found: Matrix) -> str:
    return f"{found.place.a}, en {found.period}"


def lede(found: Matrix, by: str, detail: Detail, sector: str = "") -> str:
    """Return what the title is too short for, then the rows with the highest scores.

    They are the first three, among those that the Dares measured.
    """
    said = []
    if found.jobs and "," in sector:
        said.append(f"Secteur{NBSP}: {lowered(sector)}.")
    if found.jobs and _where(found) not in title(found, by, detail, sector):
        said.append(f"Niveaux publiés {_where(found)}.")
    scored = [one for one in found.jobs if one.score is not None]
    if found.score is None or len(scored) < MOST_NAMED:
        return " ".join(said)
    first = sorted(scored, key=lambda one: -(one.score or 0.0))[:MOST_NAMED]
    each = [f"« {lowered(one.label)} »" for one in first]
    tense = f"tendu{'e' * detail.feminine}s"
    return " ".join([*said, f"Les {detail.many} les plus {tense}{NBSP}: {listing(each)}."])


def read_text(place: Territory, read: Territory) -> str:
    """Say which territory is read for a chosen one."""
    return (
        f"Les tensions sont publiées par département, région et France, pas pour {place.sentence}"
        f"{NBSP}: voici {read.the}."
        if place.level not in ("DEP", "REG")
        else f"Lecture {read.de}."
    )


def diagnosis_title(said: Matrix) -> str:
    """Return what the ranking of the diagnosis is."""
    return (
        f"Les {count_in_words(len(said.jobs))} métiers les plus tendus {said.place.a} en "
        f"{said.period}, selon le diagnostic"
    )


def diagnosis_lede(said: Matrix, published: Matrix) -> str:
    """Return what the text names most often, and whether the Dares’s file says the same."""
    counts = Counter(
        head.short
        for one in said.jobs
        for head in jobs.components()
        if (one.cells[head.component].first or 0) >= STRONG
    )
    (first, count), *_ = counts.most_common(1)
    every = compared(said, published)
    same = sum(one.same for one in every)
    return (
        f"{first}{NBSP}: tension élevée ou très élevée dans {count} métiers sur {len(said.jobs)}. Sur "
        f"{len(every)} niveaux écrits, {same} sont ceux du fichier de la Dares."
    )


def sentences(found: Matrix, detail: Detail, larger: Matrix | None) -> list[str]:
    """Return what to remember: what goes with the strongest tensions, then the larger territory."""
    tense = [one for one in found.jobs if one.cells[TOTAL].first == highest()]
    said = []
    counts = Counter(
        head.short
        for one in tense
        for head in jobs.components()
        if head.component != TOTAL and (one.cells[head.component].first or 0) >= STRONG
    )
    if len(tense) > 1 and counts:
        # Those that tie with the last one named are named too.
        fewest = counts.most_common(MOST_NAMED)[-1][1]
        most = [
            f"{lowered(name)} ({count})" for name, count in counts.most_common() if count >= fewest
        ]
        said.append(
            f"Parmi les {len(tense)} {detail.many} en tension très forte, les tensions "
            f"complémentaires le plus souvent fortes ou très fortes{NBSP}: {listing(most)}."
        )
    if larger is not None:
        said += _against(found, larger, detail)
    missing = sum(not one.cells[TOTAL].known for one in found.jobs)
    if missing:
        many = f"{count_in_words(missing).capitalize()} {detail.many}"
        one = f"{'Une' if detail.feminine else 'Un'} {detail.one}"
        said.append(
            f"{one if missing == 1 else many} sans niveau {found.place.a}{NBSP}: trop "
            f"peu d’emplois ou d’offres pour que la Dares en donne un (« n. d. »)."
        )
    return said


def _against(found: Matrix, larger: Matrix, detail: Detail) -> list[str]:
    if (found.period, found.source, found.vintage) != (
        larger.period,
        larger.source,
        larger.vintage,
    ):
        return []
    theirs = {one.code: one.cells[TOTAL].first for one in larger.jobs}
    pairs = [
        (one.cells[TOTAL].first, theirs.get(one.code))
        for one in found.jobs
        if one.cells[TOTAL].known and theirs.get(one.code) is not None
    ]
    if not pairs:
        return []
    above = sum(mine > other for mine, other in pairs)  # type: ignore[operator]
    below = sum(mine < other for mine, other in pairs)  # type: ignore[operator]
    if above + below == 0:
        return [f"Chaque niveau de tension est celui de {larger.place.the}."]
    return [
        f"Comparé à {larger.place.sentence}, le niveau de tension est plus élevé pour {above} "
        f"{detail.many} sur {len(pairs)}, plus bas pour {below}, le même pour "
        f"{len(pairs) - above - below}."
    ]


@dataclass(frozen=True)
class Compared:
    """One level that the diagnosis words, beside that of the Dares."""

    job: Job
    component: str
    printed: str
    published: str
    same: bool


def compared(said: Matrix, published: Matrix) -> tuple[Compared, ...]:
    """Return every level that the diagnosis words, with what the Dares published, in its order."""
    known = {one.code: one for one in published.jobs}
    found = []
    for one in said.jobs:
        for head in jobs.components():
            cell = one.cells[head.component]
            if cell.known:
                other = known[one.code].cells[head.component]
                same = other.first in (cell.first, cell.second)
                found.append(Compared(one, head.short, cell.text, other.text, same))
    return tuple(found)


def differences(said: Matrix, published: Matrix) -> list[str]:
    """Say how the levels of the diagnosis and those of the Dares differ."""
    every = compared(said, published)
    apart = [one for one in every if not one.same]
    text = (
        f"Le texte du diagnostic donne {len(every)} niveaux{NBSP}: {len(every) - len(apart)} sont ceux "
        "du fichier de la Dares"
    )
    if not apart:
        return [f"{text}, sans exception."]
    each = [
        f"{lowered(one.component)} pour « {one.job.label} », « {one.printed} » dans le texte, "
        f"« {one.published} » pour la Dares"
        for one in apart
    ]
    many = "un diffère" if len(apart) == 1 else f"{count_in_words(len(apart))} diffèrent"
    return [f"{text}, {many}{NBSP}: {' ; '.join(each)}.", *_silent(said, published)]


def _silent(said: Matrix, published: Matrix) -> list[str]:
    """Say what the Dares gives where the text says nothing."""
    known = {one.code: one for one in published.jobs}
    found = [
        known[one.code].cells[head.component].first
        for one in said.jobs
        for head in jobs.components()
        if head.component != TOTAL and not one.cells[head.component].known
    ]
    levels = [one for one in found if one is not None]
    if not levels or len(levels) < len(found) or max(levels) >= STRONG:
        return []
    return [
        f"Là où le texte ne dit rien ({len(found)} cases), la Dares donne un niveau de {min(levels)} à "
        f"{max(levels)}{NBSP}: il ne nomme que ce qui est élevé ou très élevé."
    ]


def ranks(said: Matrix, published: Matrix) -> str:
    """Say where the métiers of the diagnosis stand among all those that the Dares ranks."""
    scored = sorted(
        (one for one in published.jobs if one.score is not None),
        key=lambda one: -(one.score or 0.0),
    )
    place = {one.code: rank for rank, one in enumerate(scored, 1)}
    mine = [place[one.code] for one in said.jobs if one.code in place]
    if mine == list(range(1, len(mine) + 1)):
        return ""
    return (
        f"Dans le fichier de la Dares, ces {count_in_words(len(mine))} métiers sont, dans l’ordre du "
        f"diagnostic, aux rangs {listing([str(one) for one in mine])} sur {len(scored)}. Le diagnostic "
        "n’a gardé que les métiers qui comptent assez d’emplois dans la région : la règle exacte n’est "
        "pas donnée ; l’emploi par métier n’est pas repris ici, l’ordre imprimé n’est donc pas recalculé."
    )


def compared_table(rows: tuple[Compared, ...]) -> pl.DataFrame:
    """Return Métier, Tension, Diagnostic, Dares, Accord."""
    return pl.DataFrame(
        {
            "Métier": [one.job.label for one in rows],
            "Tension": [one.component for one in rows],
            "Diagnostic": [one.printed for one in rows],
            "Dares": [one.published for one in rows],
            "Accord": ["oui" if one.same else "non" for one in rows],
        }
    )


def first_rows(found: Matrix, by: str, most: int | None) -> tuple[Job, ...]:
    """Return the métiers that are drawn: the first ones, or all."""
    return ordered(found, by)[:most]


def _named(component: str) -> str:
    return next(one.short for one in jobs.components() if one.component == component)


def source(catalogue: Catalogue, found: Matrix) -> str:
    """Return who publishes a matrix, or the document and its line."""
    source = catalogue.sources[found.source]
    if source.document:
        return f"{source.name}, lignes {found.vintage} et suivantes, données {found.period}."
    return f"{source.producer}, {source.title.lower()}, {found.period}."
