"""Sentences made of clauses, each with the observations that prove it, and the words that they share."""

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from figures.differences import Difference, Verdict
from figures.facts import Figure, Row
from figures.formats import at_period, count_in_words, ordinal
from figures.nouns import NOUNS
from figures.profile import SAME_LEVEL, Line
from figures.rank import Rank
from figures.rows import regional
from figures.tables import proofs_table
from figures.tile import STATUSES
from loaders.catalogue import Catalogue
from loaders.indicators import Indicator
from loaders.territories import HOME, Territory

HIGH = {"le": "élevé", "la": "élevée"}
LOW = {"le": "bas", "la": "basse"}


@dataclass(frozen=True)
class Proof:
    """One observation of one indicator, which may be a slice."""

    indicator: Indicator
    row: Row


@dataclass(frozen=True)
class Clause:
    """A part of a sentence, with what parts it from the one before: ", en hausse de 0,9 point"."""

    text: str
    proofs: tuple[Proof, ...]


@dataclass(frozen=True)
class Told:
    """One sentence of "À retenir"."""

    clauses: tuple[Clause, ...]
    verdict: Verdict = "neutral"

    @property
    def text(self) -> str:
        """Return the whole sentence, with its capital and its full stop."""
        text = "".join(one.text for one in self.clauses)
        return f"{text[0].upper()}{text[1:]}."


def proof_rows(catalogue: Catalogue, clause: Clause) -> pl.DataFrame:
    """Return the proofs of a clause: Indicateur, Territoire, Période, Valeur, État, Source."""
    return proofs_table([(one.indicator, one.row) for one in clause.proofs], catalogue)


def prove(figures: Iterable[Figure]) -> tuple[Proof, ...]:
    """Return the proofs that figures are."""
    return tuple(Proof(one.indicator, one.row) for one in figures)


def said(figure: Figure) -> str:
    """Return a value with what its status asks to be said: "environ", "(provisoire)"."""
    if figure.status == "E":
        return f"environ {figure.text}"
    return f"{figure.text} ({STATUSES['P']})" if figure.status == "P" else figure.text


def named(line: Line) -> Territory:
    """Return the territory that a line is about, under the name that its reader chose."""
    return line.place if line.own else line.read


def within(place: Territory) -> str:
    """Return "dans la zone d’emploi de Maubeuge", "dans la région", "en France métropolitaine"."""
    if place.level == "FRANCE":
        return place.a
    return f"dans {subject_of(place)}"


def than(place: Territory) -> str:
    """Return "que dans la région", "qu’en France métropolitaine"."""
    where = within(place)
    return f"qu’{where}" if where[0] in "aeiou" else f"que {where}"


def subject_of(place: Territory) -> str:
    """Return "la région" for ours, else the territory with its kind."""
    if place.level == "FRANCE":
        return place.the
    return "la région" if (place.level, place.code) == ("REG", HOME) else place.sentence


def of_subject(place: Territory) -> str:
    """Return "du département du Nord", "de la région", "de l’Aisne": `subject_of` after "de"."""
    subject = subject_of(place)
    if subject == place.the:
        return place.de
    return f"du {subject.removeprefix('le ')}" if subject.startswith("le ") else f"de {subject}"


def standing(name: str, rank: Rank) -> str:
    """Return a rank from the nearer end, agreeing with a name: "la 2e plus élevée", "le plus bas".

    `name` begins with its article; behind "l’" hides a gender, and the level is named instead.
    """
    position, adjectives = (rank.above, HIGH) if rank.above <= rank.below else (rank.below, LOW)
    nth = f"{ordinal(position + 1)} " if position else ""
    article = name.partition(" ")[0]
    if article in adjectives:
        return f"{article} {nth}plus {adjectives[article]}"
    return f"le {nth}niveau le plus {adjectives['le']}"


def peers(line: Line, short: bool = False) -> str:
    """Return whom a line is ranked among: "des 24 zones d’emploi", "des 80 EPCI comparés"."""
    rank = line.rank
    if rank is None:
        return ""
    spel = line.own and {line.place.level, line.read.level} == set(SAME_LEVEL)
    noun = NOUNS["SPEL" if spel else line.read.level]
    text = f"des {count_in_words(rank.count)} {noun.short + 's' if short else noun.many}"
    if short and noun.one == noun.many:
        text = f"des {count_in_words(rank.count)} {noun.many}"
    whole = {one.key for one in regional(line.read.level)}
    if {one.key for one, _ in rank.values} != whole:
        text += f" comparé{'e' if noun.feminine else ''}s"
    return text


def side(line: Line) -> Verdict:
    """Return whether the end of the peers that a line is nearer to is the good one."""
    rank, direction = line.rank, line.indicator.direction
    if rank is None or direction == "neutral":
        return "neutral"
    high = rank.above <= rank.below
    return "favourable" if high == (direction == "up") else "unfavourable"


def level(line: Line) -> Clause:
    """Return the clause of a line's own figure: "au 4e trimestre 2025, le taux … est de 12,5 % dans …"."""
    now = line.figure
    text = f"{at_period(now.row.period)}, {line.indicator.subject} est de {said(now)} "
    return Clause(text + within(named(line)), prove([now]))


def moved(gap: Difference) -> str:
    """Return "hausse" or "baisse" for a gap that is not flat."""
    return "hausse" if gap.trend == "up" else "baisse"


def more(gap: Difference) -> str:
    """Return "plus" or "moins"."""
    return "plus" if gap.amount > 0 else "moins"
