"""What the map answers: who covers a territory, who is nearest, where nobody trains near a difficulty."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from figures.clauses import subject_of
from figures.formats import NBSP, THIN, count_in_words, listing, number
from figures.site_gaps import GAP_COLUMNS, LEAST, Gaps, gaps
from figures.site_reach import BASES, COVERS, Cover, Near, cover, declares, kilometres, nearest
from figures.sites import Choice, chosen
from loaders.sites import Site, sectors
from loaders.territories import Territory, alphabetical, find

_VAGUE = (
    "Un territoire qu’un document nomme sans périmètre (« Bassin Minier », « Valenciennois ») "
    "n’est pas compté."
)
_CROW = "Distances à vol d’oiseau, entre les centres des communes."


@dataclass(frozen=True)
class Answer:
    """One sentence, the rows that prove it, and what a reader must know of them."""

    question: str
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
    parts = []
    for how, one, many in (
        ("all", f"couvre {name}", f"couvrent {name}"),
        ("part", f"couvre une partie de {name}", f"couvrent une partie de {name}"),
        ("region", "déclare toute la région", "déclarent toute la région"),
    ):
        names = [site.name for site, said in found if said == how]
        if names:
            parts.append(f"{_counted(len(names))} {one if len(names) == 1 else many} "
                         f"({f'{THIN}; '.join(names)})")  # fmt: skip
    of = _of_sector(sector)
    text = f"{_sentence(listing(parts))}." if parts else f"Aucun campus{of} ne couvre {name}."
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
    return Answer(f"Quels campus{of} couvrent {name}{THIN}?", text, rows, (_VAGUE,))


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
    if not near:
        return Answer(question, f"Aucun campus{of} n’a de lieu connu.", rows, tuple(notes))
    first = near[0]
    text = f"Le campus{of} le plus proche {_with('de', place.name)} est «{THIN}{first.site.name}{THIN}»"
    inside = first.commune == commune and first.basis != "attested"
    text += (
        ", dont le territoire déclaré comprend la commune" if inside else f", {_at(first, commune)}"
    )
    attested = next((one for one in near if one.basis == "attested"), None)
    if first.basis != "attested":
        text += " (hôte non attesté)" if inside else f" ({BASES[first.basis]})"
        if attested:
            text += f"{THIN}; l’hôte attesté le plus proche est celui de «{THIN}"
            text += f"{attested.site.name}{THIN}», {_at(attested, commune)}"
    elif declares(first.site, here):
        text += ", et la commune est dans le territoire qu’il déclare"
    return Answer(question, f"{text}.", rows, tuple(notes))


def lacking(
    sites: Sequence[Site], sector: str = "", km: float = 30.0, place: Territory | None = None
) -> Answer:
    """Return where recruiting is difficult with no campus nor CFA of the sector within `km`.

    Rows: `figures.site_gaps.GAP_COLUMNS`; detail: one row a métier.
    """
    found = gaps(sites, sector, km, place)
    far = kilometres(km)
    of = f" dans le secteur «{THIN}{sectors()[sector]}{THIN}»" if sector else ""
    question = (
        f"Où recruter est-il difficile{of} sans campus ni CFA du secteur à moins de {far}{THIN}?"
    )
    return Answer(
        question,
        _lacking(found, far, sector, place),
        found.rows,
        _reserves(found, km),
        found.detail,
    )


def _lacking(found: Gaps, far: str, sector: str, place: Territory | None) -> str:
    """Return the sentence; what is counted is bassins for one sector, else bassins by sector."""
    met = f" qui touche {subject_of(place)}" if place and place.level != "REG" else ""
    within = f" du secteur «{THIN}{sectors()[sector]}{THIN}»" if sector else ""
    if found.first is None:
        return (
            f"Aucun bassin d’emploi{met} n’a à la fois {LEAST} projets de recrutement publiés{within} ou "
            f"davantage, la moitié d’entre eux jugés difficiles, et ni campus ni CFA connu du secteur à "
            f"moins de {far}."
        )
    count, row = found.rows.height, found.rows.row(0, named=True)
    what = f"bassin{'s' * (count > 1)} d’emploi{met}"
    if not sector:
        what = f"croisement{'s' * (count > 1)} d’un bassin d’emploi{met} et d’un secteur"
    elif place and count > 1:
        what = what.replace("qui touche ", "qui touchent ")
    text = (
        f"Dans {count_in_words(count)} {what}, au moins la moitié des projets de recrutement publiés{within} "
        f"de {found.period} sont jugés difficiles, sans campus ni CFA connu du secteur à moins de {far}"
        f"{THIN}; le plus de projets difficiles est dans {found.first.sentence}"
    )
    named = "" if sector else f", secteur «{THIN}{row['Secteur']}{THIN}»"
    text += (
        f"{named}{THIN}: {row['Projets difficiles']} sur {row['Projets']} ({row['Part difficile']})"
    )
    tense = found.rows.filter(pl.col(GAP_COLUMNS[-1]) != "").height
    if tense:
        text += (
            f"{THIN}; pour {count_in_words(tense)} d’entre eux, une famille de métiers du secteur était "
            f"en tension forte en {found.tension_period} dans le département"
        )
    return f"{text}."


def _reserves(found: Gaps, km: float) -> tuple[str, ...]:
    notes = [
        f"{number(found.secret)} croisements d’un bassin et d’un métier sont laissés de côté, l’un des "
        "deux nombres étant secret ou non publié : chaque part est celle des seuls métiers dont les "
        "deux nombres sont publiés.",
        "Seuls sont retenus les croisements d’au moins "
        f"{number(found.least)} projets publiés. La distance part de la commune la plus peuplée du "
        f"bassin ; un campus ou un CFA du bassin même compte, fût-il à plus de {kilometres(km)}.",
        f"{_sentence(count_in_words(found.silent))} CFA sur {found.cfas} n’ont pas de secteur que leur "
        f"nom dise, et {count_in_words(found.unplaced)} n’ont pas de commune : l’un d’eux peut former "
        "à ces métiers tout près.",
        f"Sources : {' ; '.join(found.sources)}.",
        "Un campus qui déclare toute la région sans lieu n’est pas compté comme proche.",
        f"Les tensions sont de {found.tension_period}, dans une autre nomenclature de métiers, et par "
        "département : elles ne s’ajoutent à la ligne que par le secteur.",
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


def _counted(count: int) -> str:
    return "un campus" if count == 1 else f"{count_in_words(count)}{NBSP}campus"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
