"""The table « région, national, évolution » of the monographies on screen."""

from exports.tables import csv_bytes
from figures import monograph_table
from figures.monographs import readings
from loaders.catalogue import Catalogue
from pages.parts import choices, gathering, show


def monographs(catalogue: Catalogue) -> None:
    """Show the table rebuilt, under the reading chosen, with its sources and its rows."""
    options = readings(catalogue)
    with show.line():
        reading = choices.segments("monographie", "Valeurs du tableau", options)
    show.heading(
        f"Région, national, évolution : {monograph_table.message(catalogue, reading)}",
        "Le tableau des monographies, reconstruit ; « ≠ » : les dates diffèrent, les valeurs ne se comparent pas",
    )
    rows = monograph_table.table(catalogue, reading)
    show.table(rows, alt="Région, national, évolution")
    show.source(
        "Série officielle d’abord, sinon chiffre d’un document. L’évolution est recalculée des deux valeurs "
        "affichées, jamais sur un chiffre douteux ni d’une publication à l’autre. n. d. : non disponible."
    )
    gathering.add("monographies", "le tableau des monographies")
    with show.folded("Sources de ce tableau, valeur par valeur", "monograph-sources") as opened:
        if opened:
            show.table(monograph_table.sources(catalogue, reading), alt="Sources du tableau")
            gathering.add("monographies-sources", "les sources du tableau")
            show.download(
                "Télécharger ces valeurs (CSV)",
                lambda: csv_bytes(monograph_table.file_rows(catalogue, reading)),
                f"monographies-{reading}.csv",
            )
