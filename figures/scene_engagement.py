"""The scenes of the engagements that the page of the contract keeps: sheet, values, calendars, what is measured."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from figures import calendar, engagements, steering
from figures.calendar import Span
from figures.engagement_choice import STATES, axis_rows, kept, on_axis, own_rows
from figures.engagements import Tree
from figures.follow_up import Reading, readings
from figures.formats import clipped, listing, lowered
from figures.scene import Drawing, Grid, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.theme import Mode
from loaders import references
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.reference_rows import Engagement, Milestone

VALUES = "valeurs-"
"""What the name of the values of a follow-up begins with; its rank in the engagement follows."""
WIDTH = 620
_MOST_DRAWN = 11
"""Rows of an axis that a room reads as a drawing; more are a table."""
_TITLE = 110


def sheet(view: View) -> Scene:
    """Return the sheet of the engagement chosen: each of its follow-ups, with what is known of it."""
    codes, catalogue = Codes(view), read_catalogue()
    tree, every = _read()
    one = _chosen(codes, tree)
    rows = [row for row in every if row.row.engagement == one.code]
    lines = steering.sheet_lines(catalogue, tree, one.code)
    said = tuple(f"{label} : {text}" for label, text in lines)
    told = pl.DataFrame(lines, schema=["Rubrique", "Ce que dit le texte"], orient="row")
    file = told.select(pl.lit(one.code).alias("engagement"), pl.all())
    return table_scene(
        codes,
        clipped(engagements.heading(one), _TITLE),
        steering.follow_up_table(sorted(rows, key=lambda row: not row.measured)) if rows else told,
        _cited(one.document, one.line),
        note=f"Suivi : {steering.counted(rows)}",
        file=steering.follow_up_rows(tree, rows) if rows else file,
        sentences=said,
    )


def values(view: View) -> Scene:
    """Return the values of one follow-up of the engagement chosen, each with its source."""
    codes = Codes(view)
    tree, every = _read()
    one = _chosen(codes, tree)
    rank = view.figure.removeprefix(VALUES)
    found = [row for row in every if (row.row.engagement, str(row.row.rank)) == (one.code, rank)]
    if not found or not found[0].values:
        raise DataError(f"{engagements.name(one)} : cet indicateur n’a pas de valeur.")
    return table_scene(
        codes,
        clipped(f"{one.code}, {found[0].row.label}", _TITLE),
        steering.values_table(found[0]),
        _cited(found[0].row.document, found[0].row.line),
        note=f"{len(found[0].values)} valeurs, {found[0].status}",
        file=steering.follow_up_rows(tree, found),
    )


def measured(view: View) -> Scene:
    """Return the follow-ups of the engagements kept that are measured today, with their values."""
    codes = Codes(view)
    tree, every = _read()
    held = {one.code for one in _kept(codes, tree, every)}
    rows = [one for one in every if one.measured and one.row.engagement in held]
    documents = dict.fromkeys(one.row.document for one in rows)
    names = [read_catalogue().sources[code].name for code in documents]
    many = (
        f"{len(rows)} indicateurs de suivi se mesurent"
        if len(rows) > 1
        else "Un seul indicateur de suivi se mesure"
    )
    return table_scene(
        codes,
        f"{many} aujourd’hui, parmi ces engagements",
        steering.follow_up_table(rows, named=True),
        f"{listing(names)} ; la source de chaque valeur est dans le classeur.",
        file=steering.follow_up_rows(tree, rows) if rows else None,
    )


def axis(view: View) -> Scene:
    """Return the calendar of the engagements kept."""
    codes = Codes(view)
    tree, every = _read()
    selected = codes.optional("engagement", tree.nodes)
    part, state = _filters(codes, tree)
    words = codes.typed("cherche")
    found = kept(read_catalogue(), tree, every, words, part, state)
    drawn = on_axis(tree, found, selected, bool(words or part or state))
    rows = axis_rows(tree, drawn, selected)
    span = f"{calendar.FIRST}-{calendar.LAST}, années que le texte imprime"
    source = _documents(drawn, calendar.whole(tree, references.milestones()))
    return _calendar(codes, f"Contrat : {lowered(calendar.title(drawn))}", span, rows, source)


def own_axis(view: View) -> Scene:
    """Return the calendar of the engagement chosen."""
    codes = Codes(view)
    tree, _ = _read()
    one = _chosen(codes, tree)
    message = clipped(f"{engagements.name(one)}, {calendar.years(one)} : {one.title}", _TITLE)
    rows = own_rows(tree, one.code)
    return _calendar(
        codes,
        message,
        "Dates que les textes impriment",
        rows,
        _documents([one], calendar.milestones_of(tree, one.code, references.milestones())),
    )


def apart(view: View) -> Scene:
    """Return the dates of the contract that the axis does not show."""
    milestones = references.milestones()
    return table_scene(
        Codes(view),
        f"Le contrat hors de {calendar.FIRST}-{calendar.LAST} : rendez-vous réguliers, autres années",
        calendar.apart(milestones, calendar.dates(milestones)),
        _named(sorted({one.document for one in milestones})),
    )


def _calendar(codes: Codes, message: str, note: str, rows: Sequence[Span], source: str) -> Scene:
    table = calendar.calendar_table(rows)
    found = table_scene(codes, message, table, source, note=note)
    if len(rows) > _MOST_DRAWN:
        return found

    def drawn(mode: Mode) -> tuple[dict, dict]:
        return calendar.calendar_spec(mode, len(rows)), calendar.calendar_data(rows)

    height = drawn("light")[0]["height"]
    return Scene(
        view=codes.view,
        message=message,
        note=note,
        sentences=(),
        source=source,
        alt=calendar.alternative(rows),
        figure=Drawing(drawn, WIDTH, height) if rows else Grid(),
        rows=table,
        file=table,
        notices=tuple(codes.notices),
    )


def _read() -> tuple[Tree, tuple[Reading, ...]]:
    return engagements.tree(references.engagements()), readings(read_catalogue(), date.today())


def _chosen(codes: Codes, tree: Tree) -> Engagement:
    code = codes.typed("engagement")
    if code not in tree.nodes:
        raise DataError(f"L’engagement demandé ({code or 'aucun'}) n’est pas connu.")
    return tree.nodes[code]


def _kept(codes: Codes, tree: Tree, every: Sequence[Reading]) -> tuple[Engagement, ...]:
    return kept(read_catalogue(), tree, every, codes.typed("cherche"), *_filters(codes, tree))


def _filters(codes: Codes, tree: Tree) -> tuple[str, str]:
    return (
        codes.filtering("partie", engagements.parts(tree)),
        codes.filtering("etat", STATES),
    )


def _cited(document: str, line: int) -> str:
    return f"{read_catalogue().sources[document].name}, ligne {line}."


def _documents(found: Sequence[Engagement], milestones: Sequence[Milestone]) -> str:
    return _named(sorted({one.document for one in (*found, *milestones)}))


def _named(codes: Sequence[str]) -> str:
    return f"{listing([read_catalogue().sources[code].name for code in codes])}."
