"""The scenes of the page Apprentissage: each indicator against its objectives, all objectives, levels, outcomes."""

from datetime import date

from figures import (
    aim_tables,
    aim_words,
    bars,
    breakdowns,
    brief,
    readings,
    scene_establishments,
    themes,
)
from figures.aim_chart import aims_spec
from figures.aims import aims_data, panels
from figures.captions import published_by, source_text, trend_note
from figures.formats import listing, lowered
from figures.levels import level_title, outcome_title, values_table
from figures.lines import Role
from figures.measures import REGION
from figures.objectives import Objective, objectives
from figures.office import aims_points
from figures.overview import overview_rows
from figures.scene import Bar, Bars, Curves, Drawing, Grid, Scene
from figures.scene_codes import Codes
from figures.scene_tables import table_scene
from figures.seance import View
from figures.tables import indicator_rows, lines_table
from figures.theme import Mode
from loaders.apprenticeship import of_role
from loaders.catalogue import read_catalogue
from loaders.errors import DataError
from loaders.indicators import Indicator
from loaders.territories import find

AIM, APART, LEVEL, OUTCOME = "objectif-", "ailleurs-", "niveau-", "insertion-"
"""What the name of a figure begins with; the code of its indicator follows, after a rank for APART."""
WIDTH, HEIGHT = 600, 330


def names() -> tuple[str, ...]:
    """Return the figures of the page, in its order."""
    catalogue, today = read_catalogue(), date.today()
    aimed = [
        one
        for one in of_role("objective")
        if any(found.drawn for found in objectives(catalogue, one, today))
    ]
    groups = (
        (AIM, aimed),
        (LEVEL, of_role("level")),
        (OUTCOME, of_role("outcome")),
        (scene_establishments.DOTS, of_role("establishment")),
    )
    drawn = [f"{prefix}{one.code}" for prefix, found in groups for one in found]
    return (*drawn, "objectifs")


def against(view: View) -> Scene:
    """Return an indicator and its objectives, each from its own start."""
    codes, catalogue, indicator = Codes(view), read_catalogue(), _indicator(view, AIM, "objective")
    found = objectives(catalogue, indicator, date.today())
    together, *apart = panels(indicator)
    aims = [one for one in found if one.drawn]
    places = [rows[-1].place.name for rows in together.values()]
    counted = [one for group in (together, *apart) for rows in group.values() for one in rows]

    data = aims_data(together, aims)

    def drawn(mode: Mode) -> tuple[dict, dict]:
        return aims_spec(mode, HEIGHT), data

    sources = [*(one.source for one in counted), *(one.target.document for one in aims)]
    said = listing(list(dict.fromkeys(catalogue.sources[code].name for code in sources)))
    return Scene(
        view=view,
        message=aim_words.title(indicator, found),
        note=aim_words.note(indicator, places, bool(aims)),
        sentences=tuple(text for one in found for text in aim_words.sentences(one)),
        source=f"{said}.",
        alt=f"Points et objectifs : {indicator.title}, {listing(places)}.",
        figure=Drawing(drawn, WIDTH, HEIGHT, native=aims_points(indicator, data)),
        rows=aim_tables.counted_table(catalogue, counted),
        file=aim_tables.counted_rows(counted),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def apart(view: View) -> Scene:
    """Return an indicator where it has another size than in the région, on an axis of its own."""
    codes, catalogue = Codes(view), read_catalogue()
    start = f"{APART}{view.figure.removeprefix(APART).partition('-')[0]}-"
    indicator = _indicator(view, start, "objective")
    beside = [rows for group in panels(indicator)[1:] for rows in group.values()]
    rows = beside[codes.rank(APART, len(beside))]
    role: Role = "country" if rows[-1].level == "FRANCE" else "other"

    data = aims_data({role: rows})

    def drawn(mode: Mode) -> tuple[dict, dict]:
        return aims_spec(mode, HEIGHT), data

    names = dict.fromkeys(catalogue.sources[one.source].name for one in rows)
    title = aim_words.apart_title(rows)
    return Scene(
        view=view,
        message=f"{indicator.title} {lowered(title)}",
        note=aim_words.note(indicator, [rows[-1].place.name], False),
        sentences=(),
        source=f"{listing(list(names))}.",
        alt=f"Points : {indicator.title}, {rows[-1].place.name}.",
        figure=Drawing(drawn, WIDTH, HEIGHT, native=aims_points(indicator, data)),
        rows=aim_tables.counted_table(catalogue, rows),
        file=aim_tables.counted_rows(rows),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def context(view: View) -> Scene:
    """Return what is known besides of apprenticeship in the région."""
    codes, catalogue = Codes(view), read_catalogue()
    beside, place = of_role("context"), find(*REGION)
    file = overview_rows(beside, place)
    cited = [catalogue.sources[code] for code in sorted(set(file["source"]) - {""})]
    names = dict.fromkeys(one.name if one.document else one.producer for one in cited)
    return table_scene(
        codes,
        f"Ce que l’on sait aussi de l’apprentissage {place.a}",
        themes.overview(beside, place),
        f"{listing(list(names))} ; la source de chaque chiffre est dans le classeur.",
        note=f"{len(beside)} indicateurs, dernier chiffre connu de chacun",
        file=file,
    )


def every_objective(view: View) -> Scene:
    """Return the table of the objectives, with their documents and lines."""
    catalogue = read_catalogue()
    every: list[Objective] = [
        found for one in of_role("objective") for found in objectives(catalogue, one, date.today())
    ]
    # The title counts those that have a due date: the rows are these, or all when none has.
    dated = [one for one in every if one.target.period]
    shown = dated or every
    marks = [f"{one.text} ({lowered(one.indicator.short)})" for one in every if one not in shown]
    beside = f". Hors du compte, sans échéance : {listing(marks)}" if marks else ""
    return Scene(
        view=view,
        message=aim_words.message(every),
        note=f"Les objectifs{' datés' * bool(dated)}, leur départ et leur échéance{beside}",
        sentences=(aim_words.lede(every),),
        source=f"{listing(list(dict.fromkeys(aim_words.cited(catalogue, one) for one in every)))}.",
        alt=f"Tableau : {len(shown)} objectifs{' datés' * bool(dated)}.",
        figure=Grid(),
        # A room has no time for more columns: the document and the line are in the source.
        rows=aim_tables.objectives_table(catalogue, shown).select(
            "Objectif", "Départ", "Échéance", "Dernier chiffre connu", "État"
        ),
        file=aim_tables.objectives_rows(catalogue, every),
    )


def level(view: View) -> Scene:
    """Return an indicator by level through time."""
    codes, indicator = Codes(view), _indicator(view, LEVEL, "level")
    place = codes.territory()
    lines = breakdowns.lines(indicator, place)
    if not lines:
        raise DataError(f"{indicator.title} : pas encore de donnée.")
    return Scene(
        view=view,
        message=level_title(indicator, lines),
        note=trend_note(indicator, lines),
        sentences=tuple(one.text for one in brief.essentials(indicator, place)),
        source=source_text(read_catalogue(), lines),
        alt=f"Courbes : {trend_note(indicator, lines)}.",
        figure=Curves(indicator, lines),
        rows=lines_table(indicator, lines),
        file=indicator_rows(indicator),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def outcome(view: View) -> Scene:
    """Return employment after leaving, by level and voie."""
    codes, indicator = Codes(view), _indicator(view, OUTCOME, "outcome")
    place = codes.territory()
    rows = readings.drawn(indicator, place, indicator.dimensions[-1])
    return Scene(
        view=view,
        message=outcome_title(indicator, place),
        note=readings.note(indicator, place, indicator.dimensions[-1]).split(". ")[0],
        sentences=tuple(one.text for one in brief.essentials(indicator, place)),
        source=published_by(read_catalogue(), rows),
        alt=f"Barres : {indicator.title}, {rows.height} valeurs.",
        figure=Bars(
            indicator,
            tuple(
                Bar(
                    bars.label(row, dated=False),
                    row["value"],
                    bars.text(indicator, row["value"], row["status"]),
                )
                for row in rows.iter_rows(named=True)
            ),
        ),
        rows=values_table(indicator),
        file=indicator_rows(indicator),
        definition=indicator.definition,
        notices=tuple(codes.notices),
    )


def _indicator(view: View, prefix: str, role: str) -> Indicator:
    code = view.figure.removeprefix(prefix)
    found = next((one for one in of_role(role) if one.code == code), None)
    if found is None:
        raise DataError(f"La page n’a pas de figure « {view.figure} ».")
    return found
