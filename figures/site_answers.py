"""What the map answers: who covers a territory, who is nearest, where nobody trains near a difficulty."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from figures.clauses import of_subject, subject_of
from figures.formats import NBSP, THIN, count_in_words, listing, number
from figures.site_gaps import BUT_LOST, GAP_COLUMNS, SAID, Gaps, gaps
from figures.site_reach import BASES, COVERS, Cover, Near, cover, declares, kilometres, nearest
from figures.sites import NEAR, Choice, chosen
from loaders.sites import Site, sectors
from loaders.territories import Territory, alphabetical, find

_VAGUE = (
    "Un territoire qu’un document nomme sans périmètre (« Bassin Minier », « Valenciennois ») "
    "n’est pas compté."
)
_NAMED = 4
"""Up to so many bassins are named in the sentence."""
_CROW = "Distances à vol d’oiseau, entre les centres des communes."


@dataclass(frozen=True)
class Answer:
    """One sentence, the rows that prove it, and what a reader must know of them."""

    question: str
    called: str
    """What a button calls it, with its article: "les campus qui couvrent la Somme"."""
    text: str
    rows: pl.DataFrame
    notes: tuple[str, ...] = ()
    detail: pl.DataFrame | None = None
    """The métiers behind the rows, where they are sums."""


def answers(sites: Sequence[Site], choice: Choice) -> list[Answer]:
    """Return what the map answers of a choice, each as a sentence with its rows.

    Which campuses cover the place of the choice (when it has one), how far is the nearest of its
    sector (when it has a commune), where recruiting is difficult with no campus nor CFA of the
    sector near (`choice.km`).
    """
    found = []
    if choice.place is not None:
        found.append(covering(sites, choice.place, choice.sector))
    if choice.around:
        found.append(nearest_answer(sites, choice.around, choice.sector))
        found.append(covering(sites, find("COM", choice.around), choice.sector))
    found.append(lacking(sites, choice.sector, choice.km, choice.place))
    return found


def covering(sites: Sequence[Site], place: Territory, sector: str = "") -> Answer:
    """Return which campuses cover a territory: all of it, a part of it, or the whole région.

    Rows: Campus, Label, Couverture, Territoire déclaré, Source.
    """
    campuses = chosen(sites, Choice(kinds=("campus",), sector=sector))
    found: list[tuple[Site, Cover]] = [
        (one, how) for one in campuses if (how := cover(one, place)) != ""
    ]
    name = subject_of(place)
    texts = []
    for how, one, many in (
        ("all", f"couvre {name}", f"couvrent {name}"),
        (
            "part",
            f"couvre une partie {of_subject(place)}",
            f"couvrent une partie {of_subject(place)}",
        ),
        ("region", "déclare toute la région", "déclarent toute la région"),
    ):
        names = [site.called for site, said in found if said == how]
        if names:
            other = "autre" * bool(texts)
            counted = _counted(len(names), other, _of_sector(sector) if not texts else "")
            said = "" if how == "region" else f"{THIN}: {f'{THIN}; '.join(names)}"
            texts.append(f"{_sentence(counted)} {one if len(names) == 1 else many}{said}.")
    of = _of_sector(sector)
    text = " ".join(texts) or f"Aucun campus{of} ne couvre {name}."
    rows = pl.DataFrame(
        [
            (one.name, one.label, COVERS[how], one.territory_text, one.source)
            for one, how in found
        ],
        schema=dict.fromkeys(
            ("Campus", "Label", "Couverture", "Territoire déclaré", "Source"), pl.String
        ),
        orient="row",
    )  # fmt: skip
    return Answer(
        f"Quels campus{of} couvrent {name}{THIN}?",
        f"les campus{of} qui couvrent {name}",
        text,
        rows,
        (_VAGUE,),
    )


def nearest_answer(sites: Sequence[Site], commune: str, sector: str = "") -> Answer:
    """Return how far the nearest campus of a sector is from a commune, and the nearest attested host.

    Rows: Campus, Commune, Distance (km, one decimal), Lieu, Couvre la commune; nearest first.
    """
    campuses = chosen(sites, Choice(kinds=("campus",), sector=sector))
    place, of = find("COM", commune), _of_sector(sector)
    near = nearest(commune, campuses)
    here = frozenset({commune})
    question = (
        f"À quelle distance {_with('de', place.name)} est le campus{of} le plus proche{THIN}?"
    )
    away = [one.name for one in campuses if one.key not in {seen.site.key for seen in near}]
    notes = [_CROW]
    if away:
        notes.append(f"Sans lieu, donc sans distance{THIN}: {f'{THIN}; '.join(away)}.")
    rows = pl.DataFrame(
        [
            (
                one.site.name, one.commune_name, number(one.km, 1), BASES[one.basis],
                "oui" if declares(one.site, here) else "non",
            )
            for one in near
        ],
        schema=dict.fromkeys(
            ("Campus", "Commune", "Distance (km)", "Lieu", "Couvre la commune"), pl.String
        ),
        orient="row",
    )  # fmt: skip
    attested = next((one for one in near if one.basis == "attested"), None)
    texts = []
    if attested:
        texts.append(
            f"Le campus{of} à l’accueil attesté le plus proche {_with('de', place.name)} est "
            f"«{THIN}{attested.site.name}{THIN}», {_at(attested, commune)}."
        )
        if declares(attested.site, here):
            texts.append(f"{place.name} est dans le territoire qu’il déclare.")
    closer = [one for one in near if attested is None or one.km < attested.km]
    if closer:
        first = closer[0]
        if declares(first.site, here):
            said = f"déclare un territoire qui couvre {place.the}"
        else:
            what = "une commune" if first.basis == "commune" else "un EPCI"
            said = f"nomme {what} {_at(first, commune)}"
        texts.append(f"«{THIN}{first.site.name}{THIN}», sans accueil attesté, {said}.")
    text = " ".join(texts) or f"Aucun campus{of} n’a de lieu connu."
    called = f"le campus{of} le plus proche {_with('de', place.name)}"
    return Answer(question, called, text, rows, tuple(notes))


def lacking(
    sites: Sequence[Site], sector: str = "", km: float = NEAR, place: Territory | None = None
) -> Answer:
    """Return where recruiting is difficult with no campus nor CFA that may train within `km`.

    Rows: `figures.site_gaps.GAP_COLUMNS`; detail: one row a métier.
    """
    found = gaps(sites, sector, km, place)
    far = kilometres(km)
    of = f" dans le secteur «{THIN}{sectors()[sector]}{THIN}»" if sector else ""
    question = f"Où recruter est-il difficile{of}, sans campus ni CFA à moins de {far}{THIN}?"
    return Answer(
        question,
        f"les recrutements difficiles sans campus ni CFA à moins de {far}",
        _lacking(found, far, sector, place),
        found.rows,
        _reserves(found, km),
        found.detail,
    )


def _lacking(found: Gaps, far: str, sector: str, place: Territory | None) -> str:
    """Return the sentences: the bassins where it is sure, the widest of them, and the doubt."""
    named = f"«{THIN}{sectors()[sector]}{THIN}»" if sector else ""
    what = f"pour {named}" if sector else "dans un secteur"
    near = f"sans campus ni CFA localisé à moins de {far} qui puisse y former"
    met = f" qui touche{{}} {subject_of(place)}" if place and place.level != "REG" else ""
    texts = []
    if found.sure:
        many = len(found.sure) > 1
        told = f" ({listing(found.sure)})" if len(found.sure) <= _NAMED else ""
        texts.append(
            f"{_sentence(count_in_words(len(found.sure)))} bassin{'s' * many} d’emploi"
            f"{met.format('nt' * many)}{told} recrute{'nt' * many} difficilement {what}, {near}."
        )
        row = found.rows.row(0, named=True)
        job = "" if sector else f", «{THIN}{row['Secteur']}{THIN}»"
        texts.append(
            f"Le plus grand nombre{THIN}: {row['Bassin']}{job}, {row['Projets difficiles']} projets "
            f"difficiles sur {row['Projets']} en {found.period}."
        )
        sure = found.rows.filter(pl.col("Peut-on conclure").is_in(SAID))
        tense, cases = sure.filter(pl.col(GAP_COLUMNS[-1]) != "").height, sure.height
        if tense:
            where = "tous ces cas" if tense == cases else f"{tense} cas sur {cases}"
            texts.append(
                f"Dans {where}, le secteur avait dans "
                f"le département une famille de métiers en tension forte en {found.tension_period}."
            )
    else:
        texts.append(
            f"Aucun bassin d’emploi{met.format('')} ne recrute difficilement {what} {near}."
        )
    if found.doubtful:
        many = found.doubtful > 1
        other = f"autre{'s' * many} " if found.sure else ""
        cases = f"bassin{'s' * many}" if sector else "cas (un bassin, un secteur)"
        texts.append(
            f"Pour {count_in_words(found.doubtful)} {other}{cases}, on ne peut conclure{THIN}: un CFA "
            "proche n’a pas de secteur connu."
        )
    return " ".join(texts)


def _reserves(found: Gaps, km: float) -> tuple[str, ...]:
    notes = [
        f"Recruter est dit difficile quand au moins {number(found.least)} projets sont publiés et que la "
        "moitié au moins sont jugés difficiles par les employeurs.",
        f"{number(found.secret)} cases (un bassin, un métier) sont laissées de côté, l’un des deux "
        "nombres étant secret ou non publié.",
        "La distance part de la commune la plus peuplée du bassin ; un campus ou un CFA du bassin "
        f"même compte, fût-il à plus de {kilometres(km)}.",
        f"{_sentence(count_in_words(found.silent))} CFA sur {found.cfas} n’ont pas de secteur que leur "
        f"nom dise. {_sentence(count_in_words(found.unplaced))} CFA n’ont pas de commune connue et ne "
        f"comptent pas comme proches{THIN}: «{THIN}{BUT_LOST}{THIN}» se lit où l’un d’eux, du même "
        "département, forme peut-être à ce secteur.",
        "Les CFA des départements voisins, hors de la région, ne sont pas dans le fichier.",
        "Un campus qui déclare toute la région sans lieu n’est pas compté comme proche.",
        f"Les tensions sont de {found.tension_period}, par département et dans une autre nomenclature "
        "de métiers : elles sont citées à côté, jamais ajoutées.",
        f"Sources : {' ; '.join(found.sources)}.",
    ]
    return tuple(note.replace(" : ", f"{THIN}: ").replace(" ;", f"{THIN};") for note in notes)


def _at(near: Near, commune: str) -> str:
    if near.commune == commune:
        return "dans la commune même"
    return f"à {kilometres(near.km)}, {_with('à', near.commune_name)}"


def _with(preposition: str, name: str) -> str:
    """Return "à Arras", "au Touquet-Paris-Plage", "du Havre", "d’Arras"."""
    article, _, rest = name.partition(" ")
    short = {("à", "Le"): "au", ("à", "Les"): "aux", ("de", "Le"): "du", ("de", "Les"): "des"}
    if (preposition, article) in short and rest:
        return f"{short[preposition, article]} {rest}"
    elided = preposition == "de" and alphabetical(name)[0] in "aeiouyh"
    return f"d’{name}" if elided else f"{preposition} {name}"


def _of_sector(sector: str) -> str:
    return f" du secteur «{THIN}{sectors()[sector]}{THIN}»" if sector else ""


def _counted(count: int, other: str = "", of: str = "") -> str:
    """Return "un campus", "deux autres campus du secteur « … »"."""
    adjective = f" {other}{'s' * (count > 1)}" if other else ""
    if count == 1:
        return f"un{adjective} campus{of}"
    return f"{count_in_words(count)}{adjective or ''}{NBSP}campus{of}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
