"""Writing on a slide: its title, its texts, its pictures with their alternative text, its notes."""

from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from exports.seance_words import Said, others, place_of, plain
from exports.slide_master import INSIDE, LANGUAGE, MARGIN, WIDTH, emu
from figures.formats import clipped
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

Box = tuple[float, float, float, float]
"""Left, top, width and height, in inches."""
NOTE_TOP, NOTE_LINE, MOST_LINES = 1.42, 0.31, 3
"""Inches: where the note stands, and a line of it; it has so many lines at most."""
FIGURE_TOP, FIGURE_BOTTOM = 1.95, 6.62
SOURCE_TOP = 6.72
SOURCE_SIZE, NOTE_SIZE, LABEL_SIZE, AXIS_SIZE = 14, 18, 18, 14
"""Points."""
_SOURCES = ((260, SOURCE_SIZE), (430, 12), (520, 10))
"""Signs of a source up to which it keeps a size; the last ones are all that the foot of a slide holds."""
_GOES_ON = " La suite est dans les notes."
_LEAST_TOLD = 40
"""Signs below which the beginning of a text tells nothing."""
_PER_SIGN = 0.5
"""Width of a sign, in shares of its size."""
_FIELD = "{5B0A6F6E-6E0B-4C55-9D6E-3C8F4D1B7A10}"
"""What a field of a slide's number is called: any name of that form."""
_XML = "http://schemas.openxmlformats.org/drawingml/2006/main"


def _noted(text: str) -> tuple[str, int]:
    """Return the note of a slide, cut where it is too long, and how many lines it takes."""
    signs = int(INSIDE * 72 / (NOTE_SIZE * _PER_SIGN))
    kept = clipped(text, MOST_LINES * signs)
    return kept, max(ceil(len(kept) / signs), 1)


def figure_box(note: str = "") -> Box:
    """Return the room of a figure, between the note and the source: lower under a note of several lines."""
    top = FIGURE_TOP + NOTE_LINE * (_noted(note)[1] - 1)
    return (MARGIN, top, INSIDE, FIGURE_BOTTOM - top)


def measure(slide: "Slide", note: str) -> None:
    """Write the note of a slide under its title: what is measured, its unit and its span."""
    text, lines = _noted(note)
    box = (MARGIN, NOTE_TOP, INSIDE, NOTE_LINE * lines + 0.11)
    write(slide, box, [text], NOTE_SIZE, LIGHT.muted, name="Mesure")


def write(
    slide: "Slide",
    box: Box,
    lines: Sequence[str],
    size: float,
    colour: str = LIGHT.ink,
    bold: bool = False,
    name: str = "Texte",
    align: str = "l",
    middle: bool = False,
    apart: float = 0,
) -> Any:
    """Write paragraphs in a box of their own, `apart` points between them; returns its shape."""
    from pptx.dml.color import RGBColor
    from pptx.enum.text import MSO_ANCHOR
    from pptx.util import Pt

    shape = slide.shapes.add_textbox(*map(emu, box))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = emu(0)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for rank, text in enumerate(lines):
        paragraph = frame.paragraphs[0] if not rank else frame.add_paragraph()
        paragraph._p.get_or_add_pPr().set("algn", align)
        paragraph.space_after = Pt(apart)
        run = paragraph.add_run()
        run.text = plain(text)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = RGBColor.from_string(colour[1:])
    return shape


def fitted(
    lines: Sequence[str], width: float, height: float, sizes: Sequence[int], apart: float
) -> tuple[list[str], int]:
    """Return the paragraphs that a box holds and their size, the largest at which all do.

    Where they do not at the smallest one, the last says how many are left out.
    """

    def tall(kept: Sequence[str], size: int) -> float:
        signs = width * 72 / (size * _PER_SIGN)
        return sum(ceil(len(one) / signs) * size * 1.2 + apart for one in kept) / 72

    size = next((one for one in sizes if tall(lines, one) <= height), sizes[-1])
    for count in range(len(lines), 0, -1):
        left = len(lines) - count
        kept = [*lines[:count], *([others(left)] if left else [])]
        if tall(kept, size) <= height:
            return kept, size
    return [*lines[:1], *([others(len(lines) - 1)] if len(lines) > 1 else [])], size


def entitle(slide: "Slide", text: str) -> None:
    """Write the title in its placeholder; a long one is smaller, so that it stays on two lines."""
    from pptx.util import Pt

    title = slide.shapes.title
    if title is None:
        raise ValueError("a slide without a title placeholder")
    title.name = "Titre"
    title.text_frame.text = plain(text)
    if len(text) > 110:
        title.text_frame.paragraphs[0].runs[0].font.size = Pt(24)


def apart(slides: Iterable["Slide"]) -> None:
    """Give no two slides one title: the same message again is said to go on."""
    seen: Counter[str] = Counter()
    for slide in slides:
        title: Any = slide.shapes.title
        text = title.text_frame.text
        seen[text] += 1
        if seen[text] > 1:
            run = title.text_frame.paragraphs[0].add_run()
            run.text = " (suite)" if seen[text] == 2 else f" (suite {seen[text] - 1})"
            run.font.size = title.text_frame.paragraphs[0].runs[0].font.size


def picture(slide: "Slide", content: bytes, box: Box, alt: str, name: str) -> Any:
    """Put a picture in the middle of a box, as large as it can be, with its alternative text."""
    left, top, width, height = box
    shape: Any = slide.shapes.add_picture(BytesIO(content), emu(left), emu(top))
    scale = min(emu(width) / shape.width, emu(height) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape.left = emu(left) + (emu(width) - shape.width) // 2
    shape.top = emu(top) + (emu(height) - shape.height) // 2
    shape.name = name
    describe(shape, alt)
    return shape


def describe(shape: Any, alt: str) -> None:
    """Give a picture, a chart or a table the words that stand for it."""
    shape._element._nvXxPr.cNvPr.set("descr", plain(alt))


def block(slide: "Slide", box: Box, fill: str) -> None:
    """Draw a block of colour, out of what is read aloud: the words beside it say the same."""
    from pptx.dml.color import RGBColor
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(emu, box))
    shape.name = "Couleur de la classe"
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(fill[1:])
    shape.line.color.rgb = RGBColor.from_string(LIGHT.edge[1:])
    shape.line.width = Pt(0.75)
    # The style of the theme would give it a shadow.
    shape._element.remove(shape._element.find("{*}style"))
    decorative(shape)


def decorative(shape: Any) -> None:
    """Mark a shape as an ornament, as PowerPoint does."""
    from pptx.oxml import parse_xml

    mark = (
        f'<a:extLst xmlns:a="{_XML}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
        '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
        'val="1"/></a:ext></a:extLst>'
    )
    shape._element._nvXxPr.cNvPr.append(parse_xml(mark))


def foot(slide: "Slide", source: str, noted: str = "") -> None:
    """Write the source at the bottom of a slide, after what must be noted of its figure."""
    text = footing(source, noted)
    size = next(size for most, size in _SOURCES if len(text) <= most)
    box = (MARGIN, SOURCE_TOP, INSIDE - 1.3, 0.5)
    write(slide, box, [text], size, LIGHT.muted, name="Source")


def footing(source: str, noted: str) -> str:
    """Return the words of the foot of a slide: where they are too long the source is kept first.

    The notes of the slide say them all.
    """
    whole = " ".join(filter(None, (noted, source)))
    most = _SOURCES[-1][0]
    if len(whole) <= most:
        return whole
    source = clipped(source, most - len(_GOES_ON))
    left = most - len(_GOES_ON) - len(source) - 1
    noted = clipped(noted, left) if left >= _LEAST_TOLD else ""
    return " ".join(filter(None, (noted, source))) + _GOES_ON


def place(slide: "Slide", number: int, count: int) -> None:
    """Write the number of a slide among all: at its foot, where it follows the slide, and in its notes."""
    box = (WIDTH - MARGIN - 1.2, SOURCE_TOP, 1.2, 0.3)
    text = f"\u202f/\u202f{count}"
    shape = write(slide, box, [text], SOURCE_SIZE, LIGHT.muted, name="Numéro", align="r")
    run = shape.text_frame.paragraphs[0].runs[0]._r
    field = run.makeelement(f"{{{_XML}}}fld", {"id": _FIELD, "type": "slidenum"})
    field.append(deepcopy(run.find(f"{{{_XML}}}rPr")))
    field.append(field.makeelement(f"{{{_XML}}}t", {}))
    field[-1].text = str(number)
    run.addprevious(field)
    held: Any = slide.notes_slide.notes_text_frame
    held.text = "\n".join(filter(None, (place_of(number, count), held.text)))


def notes(slide: "Slide", lines: Sequence[Said], spoken: str = "") -> None:
    """Write what the presenter says, then what goes with the screen, in the notes of a slide."""
    sheet = slide.notes_slide
    frame = sheet.notes_text_frame
    if frame is None:
        raise ValueError("a notes page without a place for notes")
    texts = [plain(spoken)] if spoken.strip() else []
    texts += [f"{one.label} : {one.text}" if one.label else one.text for one in lines]
    frame.text = "\n".join(texts)
    # The library puts there a number without a text: it would stay empty.
    shapes: list[Any] = [one for one in sheet.shapes if one.is_placeholder]
    for shape in shapes:
        if not shape.has_text_frame or shape.text_frame._txBody is frame._txBody:
            continue
        if not shape.text_frame.text.strip():
            shape._element.getparent().remove(shape._element)


def in_french(root: Any) -> None:
    """Say of every text below an element that it is in French, so that it is spelt and spoken so."""
    for tag in ("rPr", "endParaRPr", "defRPr"):
        for one in root.iter(f"{{{_XML}}}{tag}"):
            one.set("lang", LANGUAGE)
    for run in root.iter(f"{{{_XML}}}r", f"{{{_XML}}}fld"):
        if run.find(f"{{{_XML}}}rPr") is None:
            run.get_or_add_rPr().set("lang", LANGUAGE)
