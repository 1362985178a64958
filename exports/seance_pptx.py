"""A séance as a presentation to edit: one slide a screen, charts with their data, notes to speak from."""

from typing import TYPE_CHECKING, Any

from exports import qr
from exports.imprint import AUTHOR, edition_instant, edition_text
from exports.seance_words import (
    REOPEN,
    TOO_LONG,
    TROUBLE,
    Said,
    cited,
    link_of,
    places_of,
    plain,
    section_of,
    sources_of,
    title_of,
    told,
)
from exports.slide_figures import draw
from exports.slide_master import (
    COVER,
    FIGURE,
    INSIDE,
    MARGIN,
    SECTION,
    WIDTH,
    WORDS,
    blank,
    layout_of,
    packed,
)
from exports.slides import (
    NOTE_SIZE,
    Box,
    apart,
    entitle,
    figure_box,
    fitted,
    foot,
    in_french,
    measure,
    notes,
    picture,
    place,
    write,
)
from figures.scene import Words
from figures.scenes import Screen, screens
from figures.seance import Seance
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide

CODE: Box = (WIDTH - MARGIN - 3.9, 1.7, 3.9, 3.9)
"""Where the QR code stands, on the first and on the last slide."""
_SOURCES_HEIGHT, _APART = 4.9, 6
"""Inches of the sources of the last slide, and points between two of them."""


def pptx_bytes(seance: Seance, address: str, edition: str) -> bytes:
    """Return the presentation (PPTX) of a séance: a cover, its screens, and how to reopen it.

    `address` reopens the séance and is drawn as a QR code; without it there is none. `edition` is
    the day of the edition, "2026-11-22". A screen that cannot be shown says so in its place.
    """
    instant = edition_instant(edition)
    deck = blank(title_of(seance), edition_text(edition), instant)
    shown = screens(seance)
    _cover(deck, seance, address, edition)
    for screen in shown:
        if screen.slide.view is None:
            _section(deck, screen, shown)
        else:
            _screen(deck, screen, address, edition)
    _last(deck, shown, address, edition)
    apart(deck.slides)
    for number, slide in enumerate(deck.slides, 1):
        place(slide, number, seance.count)
        in_french(slide._element)
        in_french(slide.notes_slide._element)
        for shape in slide.shapes:
            chart = getattr(shape, "chart", None) if shape.has_chart else None
            if chart is not None:
                in_french(chart._chartSpace)
    for sheet in (deck.slide_master, *deck.slide_layouts, deck):
        in_french(sheet._element)
    return packed(deck, instant)


def _cover(deck: "Presentation", seance: Seance, address: str, edition: str) -> None:
    slide = deck.slides.add_slide(layout_of(deck, COVER))
    entitle(slide, title_of(seance))
    under: Any = slide.placeholders[1]
    under.name = "Territoire et édition"
    lines = [places_of(seance), edition_text(edition), AUTHOR]
    under.text_frame.text = "\n".join(plain(one) for one in lines if one)
    _code(slide, address)
    notes(slide, [Said("Lien de la séance", address)] if address else [])


def _section(deck: "Presentation", screen: Screen, shown: tuple[Screen, ...]) -> None:
    slide = deck.slides.add_slide(layout_of(deck, SECTION))
    _without(slide, 1)
    entitle(slide, screen.message)
    notes(slide, [Said("", one) for one in section_of(shown, screen)], screen.slide.note)


def _screen(deck: "Presentation", screen: Screen, address: str, edition: str) -> None:
    scene = screen.scene
    words = scene is not None and isinstance(scene.figure, Words)
    slide = deck.slides.add_slide(layout_of(deck, WORDS if words else FIGURE))
    entitle(slide, screen.message)
    lines = told(screen, address, edition)
    if scene is None:
        said = [TROUBLE] if screen.trouble == screen.message else [TROUBLE, screen.trouble]
        write(slide, figure_box(), said, 24, LIGHT.unfavourable, name="Avertissement")
    else:
        measure(slide, scene.note)
        left_out = draw(slide, scene)
        noted = " ".join(filter(None, (left_out, *scene.notices)))
        foot(slide, cited(scene), noted)
        lines = (Said("", left_out), *lines) if left_out else lines
    notes(slide, lines, screen.slide.note)


def _last(deck: "Presentation", shown: tuple[Screen, ...], address: str, edition: str) -> None:
    slide = deck.slides.add_slide(layout_of(deck, FIGURE))
    entitle(slide, f"{REOPEN}, et ses sources" if address else "Sources")
    width = INSIDE - CODE[2] - 0.6 if address else INSIDE
    sources, size = fitted(sources_of(shown), width, _SOURCES_HEIGHT, (18, 16, 14), _APART)
    write(
        slide,
        (MARGIN, 1.7, width, _SOURCES_HEIGHT),
        sources,
        size,
        LIGHT.ink,
        name="Sources",
        apart=_APART,
    )
    _code(slide, address)
    foot(slide, f"{edition_text(edition)}. {AUTHOR}.")
    links = [
        Said(f"{one.number}. {one.message}", link_of(address, one.slide.view, edition))
        for one in shown
        if one.slide.view and address
    ]
    notes(slide, [Said("Lien de la séance", address), *links] if address else [])


def _code(slide: "Slide", address: str) -> None:
    """Draw the QR code that reopens the séance, or say that no code can hold its address."""
    if not address:
        return
    left, top, width, height = CODE
    code = qr.readable(address)
    if code is None:
        write(slide, CODE, [TOO_LONG], NOTE_SIZE, LIGHT.muted, name="Code QR absent")
        return
    alt = f"Code QR qui ouvre cette séance à l’adresse {address}"
    picture(slide, qr.png(code), CODE, alt, "Code QR")
    box = (left, top + height + 0.1, width, 0.4)
    under = write(
        slide, box, ["Ouvrir cette séance"], NOTE_SIZE, LIGHT.muted, name="Lien", align="ctr"
    )
    if address.startswith(("https://", "http://")):
        under.text_frame.paragraphs[0].runs[0].hyperlink.address = address


def _without(slide: "Slide", index: int) -> None:
    """Take an empty placeholder away: it would ask for a text in the room."""
    empty = next(one for one in slide.placeholders if one.placeholder_format.idx == index)
    empty._element.getparent().remove(empty._element)
