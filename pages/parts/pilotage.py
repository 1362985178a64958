"""The engagements on screen: their counts, their tree, their calendar (the sheet is in `engagement`)."""

from collections.abc import Mapping, Sequence

import streamlit as st

from exports.tables import csv_bytes
from figures import calendar, engagements, progress, steering
from figures.engagement_choice import STATES, axis_rows, kept, on_axis
from figures.engagements import Tree
from figures.follow_up import Reading
from figures.formats import THIN, clipped
from loaders import references
from loaders.catalogue import Catalogue
from loaders.reference_rows import Engagement
from pages.parts import choices, empty, gathering, show, typed
from pages.parts.engagement import axis_figure, sheet

__all__ = [
    "STATES",
    "axis",
    "counts",
    "kept",
    "listing",
    "measured",
    "part_names",
    "recording",
    "sheet",
]


def part_names(tree: Tree) -> dict[str, str]:
    """Return the names of the parts by code."""
    return {one.code: one.name for one in engagements.parts(tree).values()}


def counts(catalogue: Catalogue, tree: Tree, every: Sequence[Reading]) -> None:
    """Show how many indicators are measured in each part: the chart, its sentence, its table, its rows."""
    rows = steering.counts(tree, every)
    drawn, told = st.columns([7, 5], gap="large")
    with drawn:
        show.heading(
            steering.chart_title(rows),
            "Indicateurs de suivi. Plein : mesurés ; contour : cible seule ; gris : pas encore de donnée",
        )
        show.chart(
            progress.progress_spec(show.mode(), len(rows)),
            progress.progress_data(rows),
            alt=f"Barres : {steering.sentence(rows)} Le tableau donne tous les nombres.",
        )
        gathering.add("suivi", "les barres du suivi")
    with told:
        show.heading("À retenir")
        show.paragraph(steering.sentence(rows))
        names = {catalogue.sources[one.row.document].name for one in every}
        show.source(f"Sources : {' ; '.join(sorted(names))} ; décompte de l’observatoire.")
        with show.folded("Tableau et téléchargement", "counts") as opened:
            if opened:
                show.table(steering.counts_table(rows), alt="Indicateurs de suivi par partie")
                gathering.add("suivi-tableau", "le tableau des parties")
                show.download(
                    "Tous les indicateurs de suivi (CSV)",
                    lambda: csv_bytes(steering.follow_up_rows(tree, every)),
                    "pilotage.csv",
                )


def listing(
    tree: Tree, every: Sequence[Reading], found: Sequence[Engagement], narrowed: bool, selected: str
) -> None:
    """Show the tree, a folded branch a part; or, flat, what a search keeps of it."""
    counted = {
        code: steering.counted([one for one in every if one.row.engagement == code])
        for code in tree.nodes
    }
    if narrowed:
        many = "s" if len(found) > 1 else ""
        show.source(f"{len(found)} résultat{many} sur {len(tree.nodes)}")
        if not found:
            empty.nothing(
                "Aucun engagement ne répond à ces choix : ôtez un mot ou un filtre.",
                ("partie", "etat"),
                ("cherche",),
            )
            return
        with st.container(height=_height(len(found)), border=False):
            _branch("found", "Engagements trouvés", found, counted)
        return
    show.source(f"{len(tree.nodes)} ambitions, engagements et priorités. {engagements.MARKS}")
    for part in engagements.parts(tree).values():
        nodes = [one for root in part.roots for one in tree.branch(root)]
        rows = [one for one in every if one.row.engagement in {node.code for node in nodes}]
        key = f"tree-{part.code}"
        if selected in {one.code for one in nodes}:
            typed.unfold("engagement", key)
        with show.folded(f"{part.name} · {steering.counted(rows)}", key) as opened:
            if opened:
                if part.title:
                    show.source(part.title)
                with st.container(height=_height(len(nodes)), border=False):
                    _branch(part.code, part.name, nodes, counted)


def _height(count: int) -> int:
    """Return the height of a list of so many items: what is longer scrolls."""
    return min(max(count, 1) * 92, 430)


def _branch(
    group: str, label: str, nodes: Sequence[Engagement], counted: Mapping[str, str]
) -> None:
    typed.branch(
        "engagement",
        group,
        label,
        {one.code: f"{one.code} · {clipped(one.title, 92)}" for one in nodes},
        {one.code: counted[one.code] for one in nodes},
    )


def measured(every: Sequence[Reading], found: Sequence[Engagement]) -> None:
    """Show, before an engagement is chosen, the indicators that are measured, with their values."""
    codes = {one.code for one in found}
    rows = [one for one in every if one.measured and one.row.engagement in codes]
    show.heading("Ce qui se mesure aujourd’hui", "Un bouton ouvre la fiche de l’engagement")
    if not rows:
        show.paragraph("Rien encore, pour ces engagements.")
    with st.container(key="list-measured"):
        for one in rows:
            code = one.row.engagement
            with st.container(horizontal=True, gap="small", key=f"listitem-{code}-{one.row.rank}"):
                st.button(
                    show.plain(f"Fiche {code}"),
                    key=f"measured-{code}-{one.row.rank}",
                    width=128,
                    on_click=typed.choose_item,
                    args=("engagement", code),
                )
                with st.container(width="stretch", gap=None):
                    show.paragraph(clipped(one.row.label, 110))
                    show.source(f"{steering.newest(one)}. {one.status[0].upper()}{one.status[1:]}.")
    if rows:
        gathering.add("mesures", "ce qui se mesure")


def recording(every: Sequence[Reading]) -> None:
    """Show, folded, how a coordinator makes a value appear here: nothing is stored by the page."""
    with show.folded("Ajouter une valeur constatée", "recording") as opened:
        if opened:
            show.paragraph(
                "Cette page n’enregistre rien. Une valeur constatée s’ajoute par une ligne du fichier "
                "suivi/valeurs.csv du dossier des données : engagement, rang de l’indicateur, période, "
                "valeur, unité, statut, source, auteur, jour, remarque. La page la montre ensuite avec sa "
                "source ; une ligne fautive est refusée par une phrase qui dit la ligne et quoi corriger."
            )
            count = sum(value.recorded for one in every for value in one.values)
            show.source(f"Indicateurs dont la valeur a été ajoutée ainsi : {count}.")


def axis(tree: Tree, found: Sequence[Engagement], selected: str, narrowed: bool) -> None:
    """Show the calendar of the engagements listed, or the dates of the contract.

    Those of the part of the chosen one, when nothing narrows the list.
    """
    milestones = references.milestones()
    dates = calendar.dates(milestones)
    drawn = on_axis(tree, found, selected, narrowed)
    spans = calendar.spans(drawn, selected)
    show.heading(
        calendar.title(drawn), f"{calendar.FIRST}-{calendar.LAST}, années que le texte imprime"
    )
    reading = choices.segments(
        "calendrier",
        "Calendrier",
        {"engagements": f"Engagements ({len(spans)})", "dates": f"Dates du contrat ({len(dates)})"},
    )
    rows = axis_rows(tree, drawn, selected) if reading == "engagements" else dates
    axis_figure(rows, f"calendrier-{reading}")
    if reading == "engagements":
        gathering.add("calendrier", "le calendrier des engagements")
    without = calendar.undated(drawn)
    if reading == "engagements" and without:
        label = f"Sans date de début dans le texte ({len(without)})"
        with show.folded(label, "undated") as opened:
            if opened:
                show.items(
                    f"{one.code}, {clipped(one.title, 110)}"
                    + (f"{THIN}; {one.calendar}" if one.calendar else "")
                    for one in without
                )
    if reading == "dates":
        gathering.add("dates", "les dates du contrat")
        apart = calendar.apart(milestones, dates)
        with show.folded(
            f"Hors de l’axe : rendez-vous réguliers, autres années ({apart.height})", "apart"
        ) as opened:
            if opened:
                show.table(apart, alt="Dates hors de l’axe")
                gathering.add("hors-axe", "les dates hors de l’axe")
