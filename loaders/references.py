"""What the documents say in words: engagements, campuses, places, métiers, terms, dates.

One CSV per table in data/references; docs/references.md says what each holds, and
loaders/reference_rows.py the fields of a row.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import MISSING, fields
from typing import Any, TypeVar, get_args, get_type_hints

import polars as pl

from loaders import cache, checks, rules, slices
from loaders.catalogue import read_catalogue
from loaders.reference_rows import (
    Campus,
    CampusLabel,
    Engagement,
    EngagementKind,
    Extent,
    FollowUp,
    Milestone,
    MilestoneKind,
    Place,
    PlaceType,
    Tension,
    TensionLevel,
    TensionList,
    Term,
)
from loaders.rules import Rule
from loaders.settings import data_root
from loaders.tables import text_table
from loaders.territories import alphabetical, read_communes, read_territories

FOLDER = "references"
SEPARATOR = ";"
"""What parts the values of a cell that may hold several: "59350;59512"."""
_WORDS = (*get_args(TensionLevel), "faible à très faible")
_TENSIONS = (
    "tension_globale", "intensite_embauche", "lien_emploi_formation", "manque_main_oeuvre",
    "inadequation_geographique", "non_durabilite_emploi", "conditions_travail",
)  # fmt: skip
_INTEGERS = (int, int | None)
_YEAR = r"^\d{4}$"
_DAY = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"
T = TypeVar("T")


def engagements() -> tuple[Engagement, ...]:
    """Return the engagements in the order of the screen, each parent before its children.

    Raises DataError (a French sentence) when engagements.csv is missing, unreadable or refused: a
    code given twice, a parent that does not precede its child, years that go backwards.
    """
    return _read("engagements", Engagement, _engagement_rules())


def follow_ups() -> tuple[FollowUp, ...]:
    """Return the "indicateurs de suivi", in the order of suivi.csv.

    Raises DataError when it is missing or refused: an engagement or an indicator that is not
    known, a rank given twice, an indicator without its extent, a value that it does not list.
    """
    known = read_catalogue().indicators
    asked = [
        *_engaged("engagement"),
        _once("rank", ("engagement", "rank"), "le rang d’un même engagement"),
        _known("indicator", known, "le code d’un indicateur du catalogue"),
        *slices.slice_rules(known, get_args(Extent), SEPARATOR),
    ]
    return _read("suivi", FollowUp, asked, (slices.version(known), _codes()))


def campuses() -> tuple[Campus, ...]:
    """Return the campuses, Hauts-de-France first.

    Raises DataError when campus.csv is missing or refused: a code given twice, a commune, an EPCI,
    a région or an engagement that is not known, a host without the line that attests it.
    """
    asked = [
        _once("code", ("code",), "un code"),
        rules.among("label", get_args(CampusLabel), "un label"),
        _known("region", _territory_codes("REG"), "le code d’une région"),
        _known("communes", _communes(), "le code d’une commune de communes.csv", several=True),
        _known("epci", _territory_codes("EPCI"), "le code d’un EPCI", several=True),
        _known("host", _communes(), "le code d’une commune de communes.csv"),
        Rule(
            "host_line",
            pl.col("host").is_null() != pl.col("host_line").is_null(),
            lambda _: "ne va pas avec la commune d’accueil ; donnez les deux, ou aucune",
        ),
        *_engaged("engagements", several=True),
    ]
    return _read("campus", Campus, asked, (_codes(), _communes(), _territory_codes("EPCI")))


def places() -> tuple[Place, ...]:
    """Return the places, by type.

    Raises DataError when places.csv is missing or refused: a code given twice, a type, a commune,
    a territory or an engagement that is not known.
    """
    territories = tuple(f"{level} {code}" for level, code in read_territories())
    level, code = pl.col("level"), pl.col("territory_code")
    asked = [
        _once("code", ("code",), "un code"),
        rules.among("type", get_args(PlaceType), "un type de lieu"),
        _known("commune", _communes(), "le code d’une commune de communes.csv"),
        Rule(
            "territory_code",
            level.is_null() != code.is_null(),
            lambda _: "ne va pas avec le niveau ; donnez les deux, ou aucun",
        ),
        Rule(
            "territory_code",
            ~pl.concat_str(level, code, separator=" ").is_in(territories),
            lambda row: f"n’est pas un code connu au niveau {row['level']} ; corrigez-le",
        ),
        *_engaged("engagements", several=True),
    ]
    return _read("places", Place, asked, (_codes(), _communes(), territories))


def tensions() -> tuple[Tension, ...]:
    """Return the métiers en tension, by list then by rank, each level in the words of the text.

    Raises DataError when metiers-tension.csv is missing or refused: a rank given twice in a list,
    a word that is no level, a territory that is not known.
    """
    asked = [
        _once("order", ("group", "order"), "le rang d’une même liste"),
        rules.among("group", get_args(TensionList), "une liste"),
        *rules.places(),
        rules.any_period("period"),
        *(rules.among(name, _WORDS, "un niveau de tension") for name in _TENSIONS),
    ]
    return _read("metiers-tension", Tension, asked, tuple(read_territories()))


def glossary() -> tuple[Term, ...]:
    """Return the terms in the order of a French dictionary.

    Raises DataError when glossaire.csv is missing or refused: a term given twice by a document, a
    term with neither definition nor note.
    """
    asked = [
        _once("term", ("term", "document"), "un terme du même document"),
        Rule(
            "definition",
            pl.col("definition").is_null() & pl.col("note").is_null(),
            lambda _: "n’est pas admis sans une note qui dise pourquoi ; complétez",
        ),
    ]
    terms = _read("glossaire", Term, asked)
    return tuple(sorted(terms, key=lambda one: (alphabetical(one.term), one.document)))


def milestones() -> tuple[Milestone, ...]:
    """Return the calendar of the contract, in the order of calendrier.csv.

    Raises DataError when it is missing or refused: a code given twice, a date that is not written
    as 2023, 2023-09 or 2023-09-30, an end before its start, an engagement that is not known.
    """
    day = "n’est pas une date écrite comme « 2023 », « 2023-09 » ou « 2023-09-30 » ; corrigez-la"
    asked = [
        _once("code", ("code",), "un code"),
        rules.among("kind", get_args(MilestoneKind), "une sorte de date"),
        rules.matching("start", _DAY, day),
        rules.matching("end", _DAY, day),
        _forward(),
        *_engaged("engagements", several=True),
    ]
    return _read("calendrier", Milestone, asked, _codes())


def _engagement_rules() -> Iterator[Rule]:
    yield _once("code", ("code",), "un code")
    yield _once("order", ("order",), "un rang")
    yield rules.among("kind", get_args(EngagementKind), "une sorte d’engagement")
    yield Rule(
        "parent",
        pl.struct("code", "parent").map_batches(_orphans, return_dtype=pl.Boolean),
        lambda _: "n’est le code d’aucune ligne qui précède ; corrigez-le, ou déplacez la ligne",
    )
    for name in ("start", "end"):
        yield rules.matching(name, _YEAR, "n’est pas une année ; écrivez quatre chiffres")
    yield _forward()


def _orphans(rows: pl.Series) -> pl.Series:
    """Return whether each row names a parent that does not precede it: so the tree has no loop."""
    seen: set[str | None] = {None}
    orphans: list[bool] = []
    for row in rows:
        orphans.append(row["parent"] not in seen)
        seen.add(row["code"])
    return pl.Series(orphans, dtype=pl.Boolean)


def _forward() -> Rule:
    # Dates of unequal precision are compared on what both say.
    length = pl.min_horizontal(pl.col("start").str.len_chars(), pl.col("end").str.len_chars())
    return Rule(
        "end",
        pl.col("end").str.head(length) < pl.col("start").str.head(length),
        lambda row: f"précède le début, « {row['start']} » ; corrigez l’un ou l’autre",
    )


def _engaged(column: str, several: bool = False) -> Iterator[Rule]:
    yield _known(column, _codes(), "le code d’un engagement d’engagements.csv", several)


def _codes() -> tuple[str, ...]:
    return tuple(one.code for one in engagements())


def _communes() -> tuple[str, ...]:
    return tuple(read_communes()["commune"])


def _territory_codes(level: str) -> tuple[str, ...]:
    return tuple(code for one, code in read_territories() if one == level)


def _known(column: str, known: Iterable[str], what: str, several: bool = False) -> Rule:
    listed = pl.Series(list(known), dtype=pl.String)
    if not several:
        wrong = ~pl.col(column).is_in(listed.implode())
        return Rule(column, wrong, lambda _: f"n’est pas {what} ; corrigez-le")
    found = pl.col(column).str.split(SEPARATOR)
    wrong = found.list.eval(~pl.element().is_in(listed.implode())).list.any()
    says = f"contient autre chose que {what} ; corrigez, avec des points-virgules sans espace"
    return Rule(column, wrong, lambda _: says)


def _once(column: str, key: tuple[str, ...], what: str) -> Rule:
    return Rule(
        column,
        pl.struct(key).is_first_distinct().not_(),
        lambda _: f"double {what} déjà donné ; gardez une seule des deux lignes",
    )


def _read(
    name: str, kind: type[T], asked: Iterable[Rule], version: Hashable = None
) -> tuple[T, ...]:
    """Return a table as rows of `kind`; `version` is what `asked` depends on beside the file."""
    path = data_root() / FOLDER / f"{name}.csv"
    documents = tuple(read_catalogue().documents())

    def parse(raw: bytes) -> tuple[T, ...]:
        rows = text_table(raw, path)
        every = (*_rules_of(kind, documents), *asked)
        file = f"{FOLDER}/{path.name}"
        checked = checks.checked(rows, _columns(kind), every, file, "retirez-la")
        return tuple(_build(kind, row) for row in checked.iter_rows(named=True))

    return cache.kept(path, parse, (documents, version))


def _columns(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _rules_of(kind: type[Any], documents: tuple[str, ...]) -> Iterator[Rule]:
    """Yield the rules of any table, which its fields tell."""
    yield from rules.required(field.name for field in fields(kind) if field.default is MISSING)
    yield rules.among("document", documents, "un document décrit dans sources.toml")
    for name, hint in get_type_hints(kind).items():
        if hint in _INTEGERS:
            yield rules.matching(name, r"^\d+$", "n’est pas un nombre entier ; corrigez-le")


def _build(kind: type[T], row: dict[str, str | None]) -> T:
    hints = get_type_hints(kind)
    given = {name: text for name, text in row.items() if text is not None}
    return kind(**{name: _typed(text, hints[name]) for name, text in given.items()})


def _typed(text: str, hint: object) -> Any:
    if hint in _INTEGERS:
        return int(text)
    return tuple(text.split(SEPARATOR)) if hint == tuple[str, ...] else text
