"""What every file of a séance says in the same words: its title, its places, its links, its notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urlencode, urlsplit

from figures.formats import listing
from figures.scene import Curves, Scene
from figures.scene_codes import Codes
from figures.scenes import Screen
from figures.seance import Seance, View
from figures.tables import state
from figures.tile import STATUSES

UNTITLED = "Séance"
REOPEN = "Rouvrir cette séance"
TOO_LONG = (
    "Pas de code QR : le lien de cette séance est trop long pour être lu de loin ; envoyez le lien ou le "
    "fichier HTML, ou retirez des écrans."
)
TROUBLE = "Cet écran ne peut pas être montré."
MOST_PLACES = 3
# What XML 1.0 refuses, and the marks that turn the reading of a line.
_UNWRITTEN = re.compile(
    r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]"
)


def plain(text: str) -> str:
    """Return a text as a file can hold it: without controls, nor marks that turn the reading."""
    return _UNWRITTEN.sub("", text)


def title_of(seance: Seance) -> str:
    """Return the title of a séance, or what stands for one."""
    return plain(seance.title).strip() or UNTITLED


def place_of(number: int, count: int) -> str:
    """Return which screen one is, in the words that the played séance says."""
    return f"Écran {number} sur {count}"


def section_of(shown: Sequence[Screen], section: Screen) -> list[str]:
    """Return the screens of a section, each with its number: those that follow, up to the next one."""
    after = [one for one in shown if one.number > section.number]
    own = list(takewhile(lambda one: one.slide.view is not None, after))
    if not own:
        return ["Cette section n’a pas d’écran."]
    return ["Dans cette section :", *(f"{one.number}. {plain(one.message)}" for one in own)]


def places_of(seance: Seance) -> str:
    """Return the territories that the views read, in order; how many when they are too many to name."""
    views = [slide.view for slide in seance.slides if slide.view]
    found = list(dict.fromkeys(plain(Codes(view).territory().title) for view in views))
    if len(found) > MOST_PLACES:
        named = found[: MOST_PLACES - 1]
        return f"{', '.join(named)} et {len(found) - len(named)} autres territoires"
    return listing(found) if found else ""


def link_of(address: str, view: View, edition: str) -> str:
    """Return the absolute address of a view's page on the edition of the séance; "" without `address`."""
    if not address:
        return ""
    parts = urlsplit(address)
    root = parts.path.rpartition("/")[0]
    codes = dict(view.codes)
    if edition:
        codes.setdefault("edition", edition)
    asked = f"?{urlencode(codes)}" if codes else ""
    return f"{parts.scheme}://{parts.netloc}{root}/{view.slug}{asked}"


@dataclass(frozen=True)
class Said:
    """One paragraph of what goes with a screen: what it is, and its words."""

    label: str
    text: str


def told(screen: Screen, address: str, edition: str) -> tuple[Said, ...]:
    """Return what goes with a screen, in order: its sentences, its source, its definition, its link."""
    scene, view = screen.scene, screen.slide.view
    found: list[Said] = []
    if scene:
        if screen.message != scene.message:
            found.append(Said("Le site dit", scene.message))
        found += [Said("", text) for text in scene.sentences]
        found += [Said("À noter", text) for text in scene.notices]
        found.append(Said("Mesure", scene.note))
        found += [Said("Statuts", text) for text in statuses(scene)]
        found += [Said("Source", scene.source), Said("Définition", scene.definition)]
    elif view:
        found.append(Said("", TROUBLE))
        found.append(Said("", screen.trouble))
    if view:
        found.append(Said("Lien", link_of(address, view, edition)))
    return tuple(Said(one.label, plain(one.text)) for one in found if one.text.strip())


def statuses(scene: Scene) -> list[str]:
    """Return what the signs of a figure's values mean, for those that it has."""
    if isinstance(scene.figure, Curves):
        codes = {code for line in scene.figure.lines for code in line.rows["status"]}
    else:
        codes = set(scene.file["statut"]) if "statut" in scene.file.columns else set()
    signs = {"P": "p ou point vide", "C": "secret", "M": "n. d."}
    return [
        f"{signs.get(code, code)} : {state(code)}"
        for code in STATUSES
        if code in codes and code != "U"
    ]


def others(count: int) -> str:
    """Return the line that says how many sources are left out of a list."""
    many = "autres, dites sous leur figure" if count > 1 else "autre, dite sous sa figure"
    return f"… et {count} {many}."


def cited(scene: Scene) -> str:
    """Return the line that cites the source of a scene."""
    source = plain(scene.source)
    return source if source.startswith("Source") else f"Source : {source}"


def sources_of(shown: Sequence[Screen]) -> list[str]:
    """Return each source of a séance with the screens that it is of: "Écrans 3 et 5 : Insee…"."""
    found: dict[str, list[str]] = {}
    for one in shown:
        if one.scene:
            text = plain(one.scene.source).removeprefix("Sources : ")
            found.setdefault(text, []).append(str(one.number))
    return [
        f"Écran{'s' if len(ranks) > 1 else ''} {listing(ranks)} : {source}"
        for source, ranks in found.items()
    ]
