"""The scenes of the page Métiers en tension: the matrix, and who recruits for which métier where."""

import polars as pl

from figures import heatmap_room, hiring_text, hirings, tension_text, tensions
from figures.formats import lowered
from figures.heatmap import heatmap_data, heatmap_spec
from figures.office import matrix_levels
from figures.ranked import ACCENT
from figures.scene import Bar, Bars, Drawing, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.tensions import DETAILS, NAMED, NEAREST, Matrix
from figures.theme import Mode
from loaders import jobs
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.site_tables import measures, sectors
from loaders.territories import Territory

DIAGNOSIS = "diagnostic"
LOW = 360
"""Pixels of a phone: the column of the sort alone is drawn."""


def matrix(view: View) -> Scene:
    """Return the tension matrix of the view: of a level of the nomenclature, or of the diagnosis."""
    codes, catalogue = Codes(view), read_catalogue()
    chosen = codes.territory()
    reading = codes.among("lecture", [*DETAILS, DIAGNOSIS])
    by = _sorted_by(codes)
    sector = _sector(codes)
    if reading == DIAGNOSIS:
        said = tensions.diagnosis()
        official = tensions.matrix(NAMED.role, said.place)
        found, title = tensions.kept(said, sector), tension_text.diagnosis_title(said)
        sentences = [tension_text.diagnosis_lede(said, official)]
    else:
        detail = DETAILS[reading]
        read = _read(codes, chosen)
        found = tensions.kept(tensions.matrix(detail.role, read), sector)
        named = sectors()[sector] if sector else ""
        title = tension_text.title(found, by, detail, named)
        sentences = [
            tension_text.lede(found, by, detail, named),
            *tension_text.sentences(found, detail, None),
        ]
    if not found.jobs:
        raise DataError("Aucun métier n’est rangé dans ce secteur.")
    rows = heatmap_room.fitting(tension_text.first_rows(found, by, None), by)
    data, height = heatmap_data(rows, by)

    def wide(mode: Mode) -> tuple[dict, dict]:
        return heatmap_room.drawing(mode, rows, by)

    def low(mode: Mode) -> tuple[dict, dict]:
        return heatmap_spec(mode, len(jobs.components()), height), data

    column = {one.component: one.short for one in jobs.components()}[by]
    return Scene(
        view=view,
        message=title,
        note=f"{found.place.title}, {found.period}. {_kept(len(rows), found)}, tri : {column}",
        sentences=tuple(sentences),
        source=tension_text.source(catalogue, found),
        alt=f"Matrice : niveau de sept tensions pour {len(rows)} métiers, {found.place.title}.",
        figure=Drawing(
            wide,
            heatmap_room.WIDTH,
            heatmap_room.HEIGHT,
            fluid=False,
            native=matrix_levels(rows),
            low=Drawing(low, LOW, height),
        ),
        rows=tensions.table(found, by),
        file=tensions.take_away(found),
        definition=measures()["detail"].definition,
        notices=tuple(codes.notices),
    )


def _kept(count: int, found: Matrix) -> str:
    """Say how many of the métiers are drawn, and that they are the first ones."""
    every = len(found.jobs)
    if count == every:
        return "Toutes les lignes" if every > 1 else "Une ligne"
    return (
        f"{count} premières lignes sur {every}" if count > 1 else f"La première ligne sur {every}"
    )


def compared(view: View) -> Scene:
    """Return each level that the text of the diagnosis gives, beside the one that the Dares published."""
    codes, catalogue = Codes(view), read_catalogue()
    said = tensions.diagnosis()
    official = tensions.matrix(NAMED.role, said.place)
    rows = tension_text.compared_table(tension_text.compared(said, official))
    same = rows.filter(pl.col("Accord") == "oui").height
    return table_scene(
        codes,
        f"Diagnostic et Dares donnent le même niveau {same} fois sur {rows.height}",
        rows,
        f"{tension_text.source(catalogue, said)} {tension_text.source(catalogue, official)}",
        note=f"Niveaux de tension des métiers du diagnostic, {said.place.title}, {said.period}",
        sentences=tension_text.differences(said, official),
    )


def projects(view: View) -> Scene:
    """Return the recruiting projects: of a métier by bassin, or of a bassin by métier."""
    codes, catalogue = Codes(view), read_catalogue()
    place, names, bassins = codes.territory(), hirings.job_names(_sector(codes)), hirings.bassins()
    if not names:
        raise DataError("Aucun métier de l’enquête n’est rangé dans ce secteur.")
    home = hirings.main_bassin(place)
    by_bassin = codes.among("bmo", ("metier", "bassin")) == "bassin"
    if not by_bassin:
        mine = hirings.of_bassin(home, names)
        job = codes.among("metier", names, mine[0].job if mine else "")
        rows, kept = hirings.of_job(job), hirings.touched(place)
        title = f"{hiring_text.job_title(rows)} ({lowered(names[job])})"
        note = f"{names[job]} : projets par bassin"
        sentences = hiring_text.job_sentences(rows)
    else:
        code = codes.among("bassin", bassins, home)
        rows, kept = hirings.of_bassin(code, names), ()
        title, note = hiring_text.bassin_title(rows), f"{bassins[code].title} : projets par métier"
        sentences = hiring_text.bassin_sentences(rows)
    indicator = measures()["projects"]
    # Where all of them are the territory's own, none stands out.
    mine = kept if len(kept) < len(rows) and not by_bassin else ()
    marked = f". {ACCENT} : ceux que touche {place.sentence}" if mine else ""
    return Scene(
        view=view,
        message=title,
        note=f"{note}, {hirings.period()}{marked}",
        sentences=tuple(sentences),
        source=f"{catalogue.sources[indicator.sources[-1]].producer}, enquête {hirings.period()}.",
        alt=f"Barres : {note}, {len(rows)} lignes.",
        figure=Bars(
            indicator,
            tuple(
                Bar(
                    one.label if by_bassin else one.bassin.name,
                    one.projects.value,
                    one.projects.text,
                    one.bassin.code in mine,
                )
                for one in rows
            ),
        ),
        rows=hirings.table(rows),
        file=hirings.take_away(rows),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def _sector(codes: Codes) -> str:
    return codes.filtering("secteur", sectors())


def _sorted_by(codes: Codes) -> str:
    columns = {one.column: one.component for one in jobs.components()}
    return columns[codes.among("tri", columns)]


def _read(codes: Codes, chosen: Territory) -> Territory:
    """Return the territory that is read: the nearest one that is published, unless a larger one is asked."""
    places = tensions.read_places(chosen)
    near = next(iter(places))
    # The nearest one has a name of its own in the page's address, and its level in others'.
    asked = codes.among("lieu", [NEAREST, *places])
    return places[near if asked == NEAREST else asked]
