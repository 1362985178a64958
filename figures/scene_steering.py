"""The scenes of the page Pilotage: what is measured of the contract, and its calendar."""

from datetime import date

from figures import calendar, engagements, progress, steering
from figures.follow_up import readings
from figures.formats import listing
from figures.office import progress_parts
from figures.scene import Drawing, Grid, Scene
from figures.seance import View
from figures.theme import Mode
from loaders import references
from loaders.catalogue import read_catalogue

WIDTH = 620


def measured(view: View) -> Scene:
    """Return how many indicators of each part of the contract are measured today."""
    catalogue, tree = read_catalogue(), engagements.tree(references.engagements())
    every = readings(catalogue, date.today())
    rows = steering.counts(tree, every)

    def drawn(mode: Mode) -> tuple[dict, dict]:
        return progress.progress_spec(mode, len(rows)), progress.progress_data(rows)

    spec, _ = drawn("light")
    names = sorted({catalogue.sources[one.row.document].name for one in every})
    return Scene(
        view=view,
        message=steering.title(every),
        note="Indicateurs de suivi. Plein : mesurés ; contour : cible seule ; gris : pas encore de donnée",
        sentences=(steering.lede(every), steering.sentence(rows)),
        source=f"Sources : {listing(names)} ; décompte de l’observatoire.",
        alt=f"Barres : {steering.sentence(rows)}",
        figure=Drawing(drawn, WIDTH, spec["height"], native=progress_parts(rows)),
        rows=steering.counts_table(rows),
        file=steering.follow_up_rows(tree, every),
    )


def dates(view: View) -> Scene:
    """Return the dates of the contract in order."""
    milestones = references.milestones()
    rows = calendar.dates(milestones)
    # None of these dates is that of a numbered engagement.
    table = calendar.calendar_table(rows).drop("Repère")
    catalogue = read_catalogue()
    names = sorted({catalogue.sources[one.document].name for one in milestones})
    return Scene(
        view=view,
        message=f"Les dates du contrat, {calendar.FIRST}-{calendar.LAST}",
        note="Dates que les textes impriment",
        sentences=(),
        source=f"{listing(names)}.",
        alt=calendar.alternative(rows),
        figure=Grid(),
        rows=table,
        file=table,
    )
