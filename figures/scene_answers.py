"""What the page Campus answers, as scenes: each sentence with its rows, the métiers behind, who has no place."""

from dataclasses import replace

from figures import site_answers, sites
from figures.formats import listing
from figures.scene import Scene, Words
from figures.scene_codes import Codes
from figures.scene_sites import cited, view_of_sites
from figures.scene_tables import table_scene
from figures.seance import View
from figures.site_page import unplaced as apart_of
from figures.site_view import SiteView
from loaders.errors import DataError

ANSWER, DETAIL = "reponse-", "metiers-"
"""What the name of an answer's rows, or of its métiers, begins with; its rank, from 1, follows."""
_LONGEST = 145
"""Letters of a sentence that can be the title of a slide; the question is, of a longer one."""
_CITES = "Sources"
_ROOM = (
    "Campus", "Label", "Couverture", "Commune", "Distance (km)", "Lieu", "Couvre la commune",
    "Bassin", "Secteur", "Projets", "Projets difficiles", "Peut-on conclure",
)  # fmt: skip
"""The columns of the three kinds of answer that a room reads."""


def answer(view: View) -> Scene:
    """Return an answer: its sentences, and the rows that prove it where there are some."""
    codes = Codes(view)
    shown = view_of_sites(codes)
    one = _answer(codes, shown, ANSWER)
    said = one.text.split(". ")[0].removesuffix(".")
    short = len(said) <= _LONGEST
    message, note = (said, one.question) if short else (one.question, f"{said}.")
    if one.rows.is_empty():
        # What no row proves is said: the list of the sites is what was searched.
        rows = sites.csv_rows(shown.kept)
        return replace(
            table_scene(codes, message, rows, _sourced(one, shown), sentences=(one.text,)),
            figure=Words(),
            alt=f"Réponse : {one.question}",
        )
    return table_scene(
        codes,
        message,
        one.rows,
        _sourced(one, shown),
        note=note,
        room=_ROOM,
        sentences=(one.text, *one.notes),
    )


def detail(view: View) -> Scene:
    """Return the métiers behind the rows of an answer, where they are sums."""
    codes = Codes(view)
    shown = view_of_sites(codes)
    one = _answer(codes, shown, DETAIL)
    if one.detail is None:
        raise DataError("Cette réponse ne se détaille pas par métier.")
    return table_scene(
        codes,
        f"{one.question} Le détail par métier",
        one.detail,
        _sourced(one, shown),
        sentences=(one.text, *one.notes),
    )


def unplaced(view: View) -> Scene:
    """Return the sites of the list that have no point on the map."""
    codes = Codes(view)
    found = apart_of(view_of_sites(codes).kept)
    if not found:
        raise DataError("Tous les sites de la liste ont leur place sur la carte.")
    many = f"{len(found)} sites listés n’ont" if len(found) > 1 else "un site listé n’a"
    return table_scene(
        codes,
        f"Non localisés : {many} pas de point sur la carte",
        sites.list_rows(found),
        f"{listing(cited(found))}.",
        note="Sites dont aucun document ne dit sûrement la commune",
        room=("Type", "Nom", "Secteurs", "Taux d’emploi"),
        file=sites.csv_rows(found),
    )


def _answer(codes: Codes, shown: SiteView, start: str) -> site_answers.Answer:
    found = site_answers.answers(shown.every, shown.choice)
    return found[codes.rank(start, len(found))]


def _sourced(one: site_answers.Answer, shown: SiteView) -> str:
    """Return who published what an answer counts: the sources of its own notes, then those of the sites."""
    noted = next((note for note in one.notes if note.startswith(_CITES)), "")
    return " ".join(filter(None, (noted, f"Sites : {listing(cited(shown.every))}.")))
