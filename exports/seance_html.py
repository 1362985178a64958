"""A séance as one HTML document that needs nothing else: played from the server, or from a disk."""

import base64
import logging
from functools import lru_cache
from hashlib import sha256
from html import escape
from itertools import accumulate
from json import dumps
from math import ceil
from pathlib import Path
from typing import Any

from exports import qr
from exports.addresses import KEEPER, PREPARED
from exports.fonts import WEIGHTS, web_font
from exports.imprint import AUTHOR, edition_text
from exports.seance_link import to_code
from exports.seance_slides import body, bound, caption, h1, longest_title, said
from exports.seance_words import TOO_LONG, others
from figures.scene import Bars, Choropleth, Curves, Number, Scene
from figures.scenes import Screen, screens
from figures.seance import Seance
from figures.theme import LIGHT
from loaders import cache

LOG = logging.getLogger(__name__)
UNDRAWN = "Cette figure n’a pas pu être dessinée. Les autres écrans sont là."
STYLE, SCRIPT = (Path(__file__).with_name(f"diaporama.{kind}") for kind in ("css", "js"))
KEEPER_SCRIPT = Path(__file__).with_name(KEEPER.removeprefix("/"))
LINE, MOST_LINES = 55, 16
"""Letters of a line of the sources of the last screen, beside its code, and lines that it has room for."""
_QUIET = 4
"""Modules of white that a QR code needs around it."""
_UNDER = "<!--sous le code-->"
"""Where the words under a code stand."""

_KEYS = (
    ("→, espace, Page suivante", "Écran suivant"),
    ("←, Page précédente", "Écran précédent"),
    ("Début, Fin", "Premier écran, dernier écran"),
    ("P, Entrée", "Lire ou arrêter le temps de la carte"),
    ("↑, ↓", "Période suivante, période précédente"),
    ("B ou .", "Écran noir"),
    ("F", "Plein écran"),
    ("N", "Note de l’écran, pour qui présente"),
    ("?", "Ces touches"),
)


@cache.steady()
def document(seance: Seance, address: str = "", edition: str = "", served: bool = False) -> bytes:
    """Return the document that plays a séance, UTF-8.

    `address` reopens it (its QR codes; "" for none), `edition` is the code of the edition. A served
    document watches its server and links to the page of the séance; the other asks nothing of anyone.
    """
    shown = screens(seance)
    maps: dict[str, Any] = {}
    title = seance.title or "Séance"
    # The cover is the first screen: what the séance holds comes after it.
    inside = [_screen(one, maps) for one in shown]
    code = _qr(address)
    parts = [_cover(title, edition, code), *inside, _end(shown, seance.count, code)]
    leave = _back(seance) if served else ""
    held = {"served": served, "leave": leave, "maps": maps} | ({"keeper": KEEPER} if served else {})
    return _whole(title, "".join(parts), held)


def _back(seance: Seance) -> str:
    """Return where a reader who leaves goes: to the séance, or to the page whose figures were shown in large."""
    first = seance.slides[0].view if seance.slides else None
    return first.page if first and not seance.title else f"{PREPARED}?s={to_code(seance)}"


def refusal(reason: str) -> bytes:
    """Return the document that says, in French, why there is no séance."""
    inside = (
        '<main><section class="ecran refus"><h1 class="taille-1">Cette séance ne peut pas être ouverte</h1>'
        f'<p>{said(reason)}</p><p><a href="{PREPARED}">Préparer une séance</a></p></section></main>'
    )
    return _page("Cette séance ne peut pas être ouverte", inside).encode()


def _whole(title: str, inside: str, data: dict[str, Any]) -> bytes:
    rows = "".join(
        f"<tr><th scope='row'>{escape(keys)}</th><td>{escape(what)}</td></tr>"
        for keys, what in (*_KEYS, ("Échap", "Sortir du noir, du plein écran, du diaporama"))
    )
    leave = (
        f'<a class="quitter" href="{escape(data["leave"])}">Quitter</a>' if data["leave"] else ""
    )
    chrome = (
        '<p id="etat" role="status"></p><p id="annonce" class="muet" aria-live="polite"></p>'
        '<nav aria-label="Écrans"><button type="button" id="avant" aria-label="Écran précédent">‹</button>'
        '<button type="button" id="apres" aria-label="Écran suivant">›</button>'
        f'<button type="button" id="aide" aria-label="Touches du clavier">?</button>{leave}'
        '<span id="place"></span></nav>'
        '<aside id="note" aria-label="Note de l’écran" hidden></aside><div id="noir" hidden></div>'
        '<dialog id="touches" aria-labelledby="touches-titre"><h2 id="touches-titre">Touches</h2>'
        f"<table>{rows}</table><p class='choix'><label><input type='checkbox' id='lettres' checked> "
        "Touches d’une seule lettre ou d’un seul signe (B, F, N, P, point, ?)</label></p>"
        "<p><button type='button' id='plein'>Plein écran</button>"
        "<button type='button' id='fermer'>Fermer</button></p></dialog>"
        '<svg class="muet" aria-hidden="true" focusable="false"><defs><pattern id="secret" width="6" '
        'height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect width="6" height="6" fill="{LIGHT.ground}"/>'
        f'<path d="M0,0V6" stroke="{LIGHT.ink}" stroke-width="2"/></pattern></defs></svg>'
    )
    # A text that closes the script, or opens a comment, must stay a text.
    text = dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    script = SCRIPT.read_text(encoding="utf-8")
    tail = f'<script type="application/json" id="donnees">{text}</script><script>{script}</script>'
    policy = "" if data["served"] else _policy(script)
    return _page(title, f"<main>{inside}</main>{chrome}{tail}", policy).encode()


def _page(title: str, inside: str, policy: str = "") -> str:
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8">{policy}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,">'
        f"<style>{_fonts()}{STYLE.read_text(encoding='utf-8')}</style></head><body>{inside}</body></html>"
    )


def _policy(script: str) -> str:
    """Return the policy of a document on a disk, where no server gives one: it may ask nothing."""
    digest = base64.b64encode(sha256(script.encode()).digest()).decode()
    rules = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
    return f'<meta http-equiv="Content-Security-Policy" content="{rules}">'


@lru_cache(maxsize=1)
def _fonts() -> str:
    return "".join(
        f"@font-face{{font-family:'Source Sans';font-weight:{weight};src:url(data:font/woff;base64,"
        f"{base64.b64encode(web_font(weight)).decode()}) format('woff')}}"
        for weight in WEIGHTS
    )


def _section(kind: str, number: int, message: str, inside: str, note: str = "") -> str:
    named = f"Écran {number} : {message}"
    told = f' data-note="{escape(note)}"' if note else ""
    return (
        f'<section class="ecran {kind}" tabindex="-1" aria-label="{escape(named)}" '
        f'data-message="{escape(message)}"{told}>{inside}</section>'
    )


def _screen(one: Screen, maps: dict[str, Any]) -> str:
    number, note, scene, message = one.number, one.slide.note, one.scene, one.message
    if scene is None and not one.trouble:
        return _section("partie", number, message, h1(message, number), note)
    if scene is None:
        why = f"<p>{said(one.trouble)}</p>" if one.slide.message else ""
        return _section("absent", number, message, h1(message, number) + why, note)
    titled = _titled(one, scene)
    try:
        figure = body(scene, number, maps)
    except ValueError:
        # One figure that fails must not take the others away from a full room; the log tells it.
        LOG.exception("A figure could not be drawn: %s", scene.view.address)
        maps.pop(str(number), None)
        figure = f"<p>{UNDRAWN}</p>"
    measured = ""
    if times := maps.get(str(number)):
        now = times["steps"][times["step"]]
        now["title"], measured = bound(titled), times["notes"][now["note"]]
    head = f"<header>{h1(titled, number, longest_title(scene, number, maps))}</header>"
    foot = f"<footer><p>{caption(scene, measured)}</p></footer>"
    kind = type(scene.figure).__name__.lower()
    return _section(
        f"vue {kind}", number, message, f"{head}<div class='figure'>{figure}</div>{foot}", note
    )


def _titled(one: Screen, scene: Scene) -> str:
    """Return the title of a view; that of a number leaves the number to the figure."""
    if isinstance(scene.figure, Number) and not one.slide.message:
        return scene.figure.tile.label
    return one.message


def _cover(title: str, edition: str, code: str) -> str:
    told = edition_text(edition) if edition else ""
    words = f'<p class="site">{said(AUTHOR)}</p>{h1(title, 1)}' + (
        f'<p class="edition">{said(told)}</p>' if told else ""
    )
    asked = "<figcaption>Ouvrez cette séance sur votre téléphone</figcaption>"
    return _section("garde", 1, title, f"<div>{words}</div>{code.replace(_UNDER, asked)}")


def _end(shown: tuple[Screen, ...], number: int, code: str) -> str:
    found = [listed(one.scene) for one in shown if one.scene]
    sources = list(dict.fromkeys(found))
    lines = list(accumulate(ceil(len(one) / LINE) for one in sources))
    kept = sum(count <= MOST_LINES for count in lines)
    items = "".join(f"<li>{said(one)}</li>" for one in sources[:kept])
    if left := len(sources) - kept:
        items += f"<li>{said(others(left))}</li>"
    drawn = _UNDER in code
    title = "Rouvrez cette séance sur votre téléphone" if drawn else "Sources"
    sources_list = f"<ul>{items}</ul>" if items else ""
    if drawn and items:
        sources_list = f"<h2>Sources</h2>{sources_list}"
    inside = f'<header>{h1(title, number)}</header><div class="fin">'
    inside += f"{code.replace(_UNDER, '')}<div>{sources_list}</div></div>"
    return _section("derniere", number, title, inside)


def listed(scene: Scene) -> str:
    """Return who published what a scene shows, for the list at the end: the signs stay under the figure."""
    figure = scene.figure
    if isinstance(figure, Curves | Bars | Choropleth):
        name = figure.indicator.short
    else:
        name = figure.tile.label if isinstance(figure, Number) else scene.message
    source = scene.source.removeprefix("Sources : ").removeprefix("Source : ")
    return f"{name} : {source.split('. ')[0].removesuffix('.')}."


def _qr(address: str) -> str:
    """Return the code that opens an address, or what says why there is none; "" without an address."""
    if not address:
        return ""
    code = qr.readable(address)
    if code is None:
        return f'<p class="sans-code">{said(TOO_LONG)}</p>'
    svg = code.svg_inline(
        border=_QUIET, dark="#000000", light="#FFFFFF", omitsize=True, svgclass=None, lineclass=None
    )
    return (
        '<figure class="code"><div role="img" aria-label="Code QR qui ouvre cette séance">'
        f"{svg}</div>{_UNDER}</figure>"
    )
