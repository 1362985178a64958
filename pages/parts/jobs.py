"""The tension matrix on screen: its choices, its drawing, what its columns mean, its rows."""

from exports.tables import csv_bytes
from figures import tension_text, tensions
from figures.heatmap import heatmap_data, heatmap_spec
from figures.tensions import DETAILS, NAMED, NEAREST, Matrix
from loaders import jobs
from loaders.catalogue import Catalogue
from loaders.site_tables import measures, sectors
from loaders.territories import Territory
from pages.parts import choices, empty, gathering, show

DIAGNOSIS = "diagnostic"
NUMBERS = {"20": "20 premières lignes", "toutes": "Toutes"}


def choose_reading() -> str:
    """Return the reading: a level of the nomenclature, or the diagnosis."""
    options = {
        code: f"{one.short}" for code, one in DETAILS.items()
    } | {DIAGNOSIS: "Diagnostic (top dix)"}  # fmt: skip
    return choices.segments("lecture", "Lecture", options)


def choose_place(place: Territory) -> Territory:
    """Return the territory that is read: the nearest one whose tensions are published, or a larger one."""
    near, *others = tensions.read_places(place).items()
    found = {NEAREST: near[1], **dict(others)}
    return found[choices.segments("lieu", "Lieu lu", {one: at.name for one, at in found.items()})]


def choose_most() -> int | None:
    """Return how many rows are drawn, None for all."""
    code = choices.segments("lignes", "Lignes dessinées", NUMBERS)
    return int(code) if code.isdecimal() else None


def choose_sort() -> str:
    """Return the component that sorts the rows."""
    names = {one.component: one.short for one in jobs.components()}
    codes = {_code(one): one for one in names}
    code = choices.picker("tri", "Trier par", codes, lambda one: f"Tri : {names[codes[one]]}", 260)
    return codes[code]


def _code(component: str) -> str:
    """Return the code of a component in an address: the field of the documents that gives it."""
    return next(one.column for one in jobs.components() if one.component == component)


def published(
    catalogue: Catalogue, place: Territory, read: Territory, reading: str, by: str, most: int | None,
    sector: str,
) -> None:  # fmt: skip
    """Show what the Dares published of the territory that is read, for a chosen one."""
    detail = DETAILS[reading]
    found = tensions.kept(tensions.matrix(detail.role, read), sector)
    named = sectors()[sector] if sector else ""
    show.message(
        tension_text.title(found, by, detail, named), tension_text.lede(found, by, detail, named)
    )
    if place.key != read.key:
        show.source(tension_text.read_text(place, read))
    if not found.jobs:
        empty.nothing("Aucun métier n’est rangé dans ce secteur : ôtez le filtre.", ("secteur",))
        return
    _heatmap(found, by, most, f"les {detail.many} {read.a}")
    show.source(tension_text.source(catalogue, found))
    show.sentences_of(tension_text.sentences(found, detail, _larger(read, detail.role, sector)))
    _rows(found, by, f"tensions-{reading}-{read.level}-{read.code}".lower())


def diagnosis(catalogue: Catalogue, by: str, sector: str) -> None:
    """Show the top ten of the diagnosis as its text words it, and how the Dares’s file differs."""
    said = tensions.diagnosis()
    official = tensions.matrix(NAMED.role, said.place)
    show.message(tension_text.diagnosis_title(said), tension_text.diagnosis_lede(said, official))
    found = tensions.kept(said, sector)
    if not found.jobs:
        empty.nothing(
            "Aucun des métiers du diagnostic n’est de ce secteur : ôtez le filtre.", ("secteur",)
        )
        return
    _heatmap(found, by, None, "les métiers du diagnostic")
    show.source(tension_text.source(catalogue, said))
    show.sentences_of(
        [*tension_text.differences(said, official), tension_text.ranks(said, official)],
        "Diagnostic et Dares : ce qui diffère",
    )
    with show.folded("Chaque niveau du texte, et celui de la Dares", "compared") as opened:
        if opened:
            show.table(
                tension_text.compared_table(tension_text.compared(said, official)),
                alt="Niveaux du diagnostic et de la Dares",
            )
            show.source(tension_text.source(catalogue, official))
            gathering.add("diagnostic-dares", "le tableau des écarts")
    _rows(found, by, "tensions-diagnostic")


def _heatmap(found: Matrix, by: str, most: int | None, whom: str) -> None:
    rows = tension_text.first_rows(found, by, most)
    data, height = heatmap_data(rows, by)
    show.chart(
        heatmap_spec(show.mode(), len(jobs.components()), height),
        data,
        alt=(
            f"Matrice : niveau de sept tensions pour {whom}, {len(rows)} lignes. Le tableau, plus bas, "
            "les donne toutes."
        ),
    )
    gathering.add("matrice", "la matrice")
    lines = f"{len(rows)} lignes sur {len(found.jobs)}. " if len(rows) < len(found.jobs) else ""
    ties = (
        "À niveau égal, du plus au moins tendu selon l’indicateur chiffré de la Dares. "
        if found.score
        else ""
    )
    if said := f"{lines}{ties}".strip():
        show.source(said)


def meanings(catalogue: Catalogue) -> None:
    """Show, folded, what each tension means."""
    with show.folded("Ce que dit chaque tension", "meanings") as opened:
        if opened:
            show.items(f"{one.short} : {one.meaning}" for one in jobs.components())
            show.paragraph(
                "Les six tensions complémentaires éclairent les causes ; elles n’entrent pas toutes dans "
                "la tension globale. Échelle : " + ", ".join(f"{one.level} {one.words}" for one in jobs.levels())
                + ". Un niveau est un rang, non une quantité."
            )  # fmt: skip
            cited = catalogue.sources[measures()["detail"].sources[-1]]
            show.source(
                f"D’après la note de méthode de la source : {cited.producer}, {cited.title.lower()}."
            )
            show.definition(measures()["detail"])


def _rows(found: Matrix, by: str, name: str) -> None:
    """Show, folded, the rows of the matrix, and their download."""
    with show.folded(f"Tableau et téléchargement ({len(found.jobs)} lignes)", "matrix") as opened:
        if opened:
            show.download(
                "Télécharger ces lignes (CSV)",
                lambda: csv_bytes(tensions.take_away(found)),
                f"{name}.csv",
            )
            show.table(tensions.table(found, by), alt="Matrice des tensions, toutes les lignes")
            gathering.add("matrice-tableau", "le tableau des tensions")


def _larger(place: Territory, role: str, sector: str) -> Matrix | None:
    """Return the matrix of the next larger territory that is published."""
    others = [one for level, one in tensions.read_places(place).items() if level != place.level]
    return (
        tensions.kept(tensions.matrix(role, others[0]), sector)
        if others and place.level != "FRANCE"
        else None
    )
