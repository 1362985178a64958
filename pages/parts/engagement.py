"""The sheet of one engagement: who, where, when, and each of its indicators with what is known of it."""

from collections.abc import Sequence

import streamlit as st

from exports.tables import csv_bytes
from figures import calendar, engagements, steering, themes
from figures.calendar import Span
from figures.engagement_choice import own_rows
from figures.engagements import Tree
from figures.follow_up import Reading, trajectory_text, value_text
from figures.scene_engagement import VALUES
from figures.trajectory import Status
from loaders.catalogue import Catalogue
from pages.parts import gathering, show, typed

_SHOWN = 4
"""Values of an indicator, and labels without data, that are not folded."""
_COLOURS: dict[Status, str] = {
    "atteint": "violet", "en avance": "violet", "au rythme": "gray", "en retard": "orange",
}  # fmt: skip


def sheet(catalogue: Catalogue, tree: Tree, every: Sequence[Reading], code: str) -> None:
    """Show the sheet of an engagement."""
    one = tree.nodes[code]
    rows = [row for row in every if row.row.engagement == code]
    with st.container(gap="small", key="sheet"):
        show.heading(engagements.heading(one), steering.counted(rows).capitalize())
        show.pairs(steering.sheet_lines(catalogue, tree, code), "engagement")
        for role, who in steering.long_roles(tree, code):
            with show.folded(f"{role} : les {len(who)} noms", f"role-{role}") as opened:
                if opened:
                    show.items(who)
        _when(tree, code)
        _follow_ups(catalogue, rows)
        with show.line():
            gathering.add("fiche", f"la fiche de {code}")
            if rows:
                show.download(
                    "Suivi de cet engagement (CSV)",
                    lambda: csv_bytes(steering.follow_up_rows(tree, rows)),
                    f"pilotage-{code.lower()}.csv",
                )
            st.button("Fermer la fiche", on_click=typed.choose_item, args=("engagement",))


def _when(tree: Tree, code: str) -> None:
    name = f"calendrier-{code.lower()}"
    show.heading(f"Calendrier : {calendar.years(tree.nodes[code])}")
    axis_figure(own_rows(tree, code), name)
    gathering.add("calendrier-fiche", f"le calendrier de {code}")


def axis_figure(rows: Sequence[Span], name: str) -> None:
    """Show rows on the time axis, with their table and their download."""
    if rows:
        show.chart(
            calendar.calendar_spec(show.mode(), len(rows)),
            calendar.calendar_data(rows),
            alt=calendar.alternative(rows),
        )
    many = "s" if len(rows) > 1 else ""
    with show.folded(f"Tableau du calendrier ({len(rows)} ligne{many})", f"table-{name}") as opened:
        if opened:
            table = calendar.calendar_table(rows)
            show.table(table, alt="Calendrier")
            show.download("Calendrier (CSV)", lambda: csv_bytes(table), f"{name}.csv")


def _follow_ups(catalogue: Catalogue, rows: Sequence[Reading]) -> None:
    if not rows:
        show.paragraph("Le texte n’imprime aucun indicateur de suivi pour cet intitulé.")
        return
    known = [one for one in rows if one.status != "pas encore de donnée"]
    for one in known:
        _known(catalogue, one)
    unknown = [one for one in rows if one.status == "pas encore de donnée"]
    if not unknown:
        return
    many = "s" if len(unknown) > 1 else ""
    show.heading(f"Pas encore de donnée : {len(unknown)} indicateur{many}")
    first = len(unknown) if len(unknown) <= _SHOWN + 1 else _SHOWN
    show.items(_unknown(catalogue, one) for one in unknown[:first])
    if unknown[first:]:
        with show.folded(f"Les {len(unknown) - first} autres", "unknown") as opened:
            if opened:
                show.items(_unknown(catalogue, one) for one in unknown[first:])


def _unknown(catalogue: Catalogue, one: Reading) -> str:
    cited = f"{catalogue.sources[one.row.document].name}, ligne {one.row.line}"
    return f"{one.row.rank}. {one.row.label} ({cited})"


def _known(catalogue: Catalogue, one: Reading) -> None:
    """Show an indicator that has a value, or a target alone."""
    with st.container(gap="xxsmall", border=True):
        colour = _COLOURS.get(one.status, "gray")
        st.markdown(
            f"**{one.row.rank}\\. {show.plain(one.row.label)}** :{colour}-badge[{show.plain(one.status)}]"
        )
        first = len(one.values) if len(one.values) <= _SHOWN else 0
        if not first and one.values:
            show.paragraph(steering.newest(one))
        for value in one.values[:first]:
            show.paragraph(value_text(value))
            show.source(f"{value.source}.{f' {value.note}' if value.note else ''}")
        if not first and one.values:
            label = f"Les {len(one.values)} valeurs et leurs sources"
            with show.folded(label, f"values-{one.row.rank}") as opened:
                if opened:
                    show.table(steering.values_table(one), alt=one.row.label)
                    gathering.add(f"{VALUES}{one.row.rank}", f"les valeurs de « {one.row.label} »")
        for target in one.targets:
            if one.indicator:
                show.paragraph(steering.target_line(catalogue, one.indicator, target))
                if target.note:
                    show.source(target.note)
        told = trajectory_text(one)
        if told:
            show.paragraph(told)
        if one.row.note:
            show.source(one.row.note)
        if one.indicator:
            show.link(
                themes.page_of(one.indicator), f"{steering.measured_by(one)} : {one.indicator.title}",
                indicateur=one.indicator.code, entree=one.indicator.entries[0],
            )  # fmt: skip
