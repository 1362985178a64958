"""The empty presentation: wide slides, four layouts in French, and the colours of the site."""

import re
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from exports.imprint import AUTHOR
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.presentation import Presentation

EMU = 914400
"""Units of the format in an inch."""
WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
"""Inches; every measure of a slide is in inches."""
INSIDE = WIDTH - 2 * MARGIN
COVER, SECTION, WORDS, FIGURE = "Couverture", "Intertitre", "Titre et phrases", "Titre et figure"
LANGUAGE = "fr-FR"
_KEPT = {0: COVER, 2: SECTION, 1: WORDS, 5: FIGURE}
"""The layouts of the library's own template that are kept, and their French names."""
_BOXES = {
    # Left, top, width, height.
    COVER: {0: (MARGIN, 1.5, 7.6, 2.4), 1: (MARGIN, 4.2, 7.6, 1.6)},
    SECTION: {0: (MARGIN, 2.3, INSIDE, 1.8), 1: (MARGIN, 4.2, INSIDE, 1.0)},
    WORDS: {0: (MARGIN, 0.35, INSIDE, 1.0), 1: (MARGIN, 1.8, INSIDE, 4.7)},
    FIGURE: {0: (MARGIN, 0.35, INSIDE, 1.0)},
}
_BARS = {COVER: (MARGIN, 4.02), SECTION: (MARGIN, 4.28)}
"""Where the mark of the site stands under a title: left and top."""
_SIZES = {COVER: 44, SECTION: 44, WORDS: 28, FIGURE: 28}
_COLOURS = {
    "dk1": LIGHT.ink, "lt1": LIGHT.ground, "dk2": LIGHT.muted, "lt2": LIGHT.panel,
    "accent1": LIGHT.accent, "accent2": LIGHT.sequential[3], "accent3": LIGHT.reference,
    "accent4": LIGHT.favourable, "accent5": LIGHT.unfavourable, "accent6": LIGHT.sequential[2],
    "hlink": LIGHT.accent, "folHlink": LIGHT.favourable,
}  # fmt: skip
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_FOOTERS = (13, 15, 16)
"""Number, foot and date: each slide writes its own number."""
_PROMPTS = {
    "Click to edit Master title style": "Titre",
    "Click to edit Master text styles": "Texte",
    "Click to edit Master subtitle style": "Sous-titre",
}


def emu(inches: float) -> Any:
    """Return a length as the library wants it."""
    from pptx.util import Emu

    return Emu(round(inches * EMU))


def blank(title: str, subject: str, instant: datetime) -> "Presentation":
    """Return a presentation without slides, with its master, its layouts and its properties."""
    from pptx import Presentation

    deck = Presentation()
    deck.slide_width, deck.slide_height = emu(WIDTH), emu(HEIGHT)
    _without_thumbnail(deck)
    _recolour(deck)
    layouts = list(deck.slide_layouts)
    for rank, layout in enumerate(layouts):
        if rank in _KEPT:
            _lay_out(layout, _KEPT[rank])
        else:
            deck.slide_layouts.remove(layout)
    _lay_out(deck.slide_master, FIGURE)
    properties = deck.core_properties
    properties.title, properties.subject, properties.author = title, subject, AUTHOR
    properties.language, properties.last_modified_by = LANGUAGE, AUTHOR
    properties.created = properties.modified = instant.replace(tzinfo=None)
    properties.revision = 1
    return deck


def layout_of(deck: "Presentation", name: str) -> Any:
    """Return a layout by its French name."""
    return next(one for one in deck.slide_layouts if one.name == name)


def packed(deck: "Presentation", instant: datetime) -> bytes:
    """Return the bytes of a presentation; made twice, they are the same."""
    first, last = BytesIO(), BytesIO()
    deck.save(first)
    day = (instant.year, instant.month, instant.day, 0, 0, 0)
    with ZipFile(first) as whole, ZipFile(last, "w", ZIP_DEFLATED) as same:
        for name in whole.namelist():
            same.writestr(ZipInfo(name, day), whole.read(name), ZIP_DEFLATED)
    return last.getvalue()


def _without_thumbnail(deck: "Presentation") -> None:
    """Take away the picture of the library's template, which a folder would show as this one's."""
    relations = deck.part.package._rels
    for name, relation in list(relations.items()):
        if relation.reltype.endswith("/thumbnail"):
            relations.pop(name)


def _recolour(deck: "Presentation") -> None:
    """Give the theme the site's colours, so that what is added by hand has them too."""
    for relation in deck.slide_master.part.rels.values():
        if relation.reltype.endswith("/theme"):
            part = relation.target_part
            text = part.blob.decode()
            for name, code in _COLOURS.items():
                text = re.sub(
                    rf"<a:{name}>.*?</a:{name}>",
                    f'<a:{name}><a:srgbClr val="{code[1:]}"/></a:{name}>',
                    text,
                )
            part._blob = text.replace('name="Office', 'name="Observatoire').encode()


def _lay_out(sheet: Any, name: str) -> None:
    """Place the placeholders of a layout, or of the master, and write their French prompts."""
    sheet._element.cSld.set("name", name)
    for shape in list(sheet.placeholders):
        index, box = shape.placeholder_format.idx, _BOXES[name].get(shape.placeholder_format.idx)
        if int(shape.placeholder_format.type or 0) in _FOOTERS:
            shape._element.getparent().remove(shape._element)
        elif box:
            shape.left, shape.top, shape.width, shape.height = map(emu, box)
            shape.name = "Titre" if index == 0 else "Texte"
            _styled(shape, name, title=index == 0)
    if name in _BARS:
        _bar(sheet, *_BARS[name])
    for run in sheet._element.iter(f"{{{_A}}}t"):
        run.text = _PROMPTS.get(run.text or "", run.text)


def _bar(sheet: Any, left: float, top: float) -> None:
    """Draw the mark of the site in a layout: what is shown again on each slide is never read aloud."""
    from pptx.oxml import parse_xml

    sheet._element.cSld.spTree.append(parse_xml(
        f'<p:sp xmlns:a="{_A}" xmlns:p="{_P}"><p:nvSpPr><p:cNvPr id="99" name="Marque"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f'<a:ext cx="{emu(0.7)}" cy="{emu(0.07)}"/></a:xfrm><a:prstGeom prst="rect"/>'
        '<a:solidFill><a:schemeClr val="accent1"/></a:solidFill></p:spPr></p:sp>'
    ))  # fmt: skip


def _styled(shape: Any, name: str, title: bool) -> None:
    """Write the style of a placeholder: titles bold, all to the left and from its very edge."""
    from pptx.oxml import parse_xml

    bullet = not title and name == WORDS
    size = _SIZES[name] if title else 22
    ink = LIGHT.ink if title or bullet else LIGHT.muted
    style = (
        f'<a:lstStyle xmlns:a="{_A}"><a:lvl1pPr algn="l" '
        + ('marL="285750" indent="-285750">' if bullet else 'marL="0" indent="0">')
        + f'<a:spcBef><a:spcPts val="{900 if bullet else 0}"/></a:spcBef>'
        + ('<a:buFont typeface="Arial"/><a:buChar char="&#8226;"/>' if bullet else "<a:buNone/>")
        + f'<a:defRPr sz="{size * 100}" b="{int(title)}" cap="none" lang="{LANGUAGE}">'
        + f'<a:solidFill><a:srgbClr val="{ink[1:]}"/></a:solidFill></a:defRPr>'
        + "</a:lvl1pPr></a:lstStyle>"
    )
    body = shape._element.txBody
    frame = body.find(f"{{{_A}}}bodyPr")
    for side in ("lIns", "rIns", "tIns", "bIns"):
        frame.set(side, "0")
    frame.set("anchor", "b" if title else "t")
    body.replace(body.find(f"{{{_A}}}lstStyle"), parse_xml(style))
