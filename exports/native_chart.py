"""A chart that an office document holds as its own: its data inside, its axes and its words set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from exports.seance_words import plain
from exports.slide_master import emu
from exports.slides import AXIS_SIZE, Box, describe
from exports.workbook_pen import OPTIONS
from figures.theme import LIGHT

if TYPE_CHECKING:
    from pptx.slide import Slide

SHEET = "Valeurs"
"""The sheet of the data inside a chart; its name needs no quotes in a reference."""
_NEVER = datetime(2000, 1, 1)
"""The day of the data inside a chart: the document that holds it has its own."""
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_BEFORE_DATA = ("trendline", "errBars", "cat", "val", "xVal", "yVal", "smooth", "shape", "extLst")
"""What comes after the labels of a series, in the order of the format."""


@dataclass(frozen=True)
class Values:
    """What a chart holds: categories, and series that have a value or none for each.

    A category is a text, or a day with the format that writes it.
    """

    head: str
    """What the categories are."""
    categories: tuple[str, ...] | tuple[tuple[date, str], ...]
    series: tuple[tuple[str, tuple[float | None, ...]], ...]
    shape: str
    """The number format: "0.0"."""


def add_chart(slide: "Slide", kind: Any, box: Box, values: Values, alt: str) -> Any:
    """Add a chart to a slide, without a legend; its data are in it, as a workbook."""
    from pptx.chart.data import CategoryChartData

    held: Any = CategoryChartData(number_format=values.shape)
    held.categories = [plain(one) if isinstance(one, str) else one[0] for one in values.categories]
    for name, found in values.series:
        held.add_series(plain(name), found)
    left, top, width, height = map(emu, box)
    frame: Any = slide.shapes.add_chart(kind, left, top, width, height, held)
    frame.name = "Graphique"
    describe(frame, alt)
    chart = frame.chart
    own_data(chart, _workbook(values))
    for one in chart._chartSpace.iter(f"{{{_C}}}f"):
        one.text = (one.text or "").replace("Sheet1!", f"{SHEET}!")
    return chart


def _workbook(values: Values) -> bytes:
    """Return the data of a chart as a workbook, where no text is ever run as a formula."""
    book, sheet, buffer = workbook()
    with book:
        shape = book.add_format({"num_format": values.shape})
        sheet.set_column(0, len(values.series), 22)
        sheet.write_string(0, 0, plain(values.head))
        for at, one in enumerate(values.categories, 1):
            if isinstance(one, str):
                sheet.write_string(at, 0, plain(one))
            else:
                instant = datetime.combine(one[0], datetime.min.time())
                written = book.add_format({"num_format": one[1], "align": "left"})
                sheet.write_datetime(at, 0, instant, written)
        for column, (name, found) in enumerate(values.series, 1):
            sheet.write_string(0, column, plain(name))
            for at, value in enumerate(found, 1):
                if value is not None:
                    sheet.write_number(at, column, value, shape)
    return buffer.getvalue()


def own_data(chart: Any, content: bytes) -> None:
    """Put a workbook in a chart as its data."""
    chart.has_legend = False
    chart.has_title = False
    chart.part.chart_workbook.update_from_xlsx_blob(content)
    for one in chart._chartSpace.iter(f"{{{_C}}}date1904"):
        one.set("val", "0")


def workbook() -> Any:
    """Return an empty workbook for the data of a chart, its sheet and what holds its bytes once closed.

    No text in it is ever run as a formula, and it is the same each time it is made.
    """
    import xlsxwriter

    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"created": _NEVER})
    return book, book.add_worksheet(SHEET), buffer


def inner(chart: Any, left: float, top: float, width: float, height: float) -> None:
    """Place the plot of a chart within it, in shares of its size: its axes' words stand outside."""
    area = chart._chartSpace.chart.plotArea
    for old in area.findall(f"{{{_C}}}layout"):
        area.remove(old)
    area.insert(0, _element(
        f"<c:layout><c:manualLayout><c:layoutTarget val='inner'/><c:xMode val='edge'/>"
        f"<c:yMode val='edge'/><c:x val='{left:.4f}'/><c:y val='{top:.4f}'/><c:w val='{width:.4f}'/>"
        f"<c:h val='{height:.4f}'/></c:manualLayout></c:layout>"
    ))  # fmt: skip


def axis_words(axis: Any, size: int = AXIS_SIZE, colour: str = LIGHT.muted) -> None:
    """Set the words of an axis, and take its ticks away."""
    from pptx.enum.chart import XL_TICK_MARK

    set_font(axis.tick_labels.font, size, colour)
    words = axis._element.find(f"{{{_C}}}txPr/{{{_A}}}bodyPr")
    words.set("rot", "0")
    words.set("vert", "horz")
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE


def set_font(font: Any, size: int, colour: str, bold: bool = False) -> None:
    """Set the size and the colour of a text."""
    from pptx.util import Pt

    font.size, font.bold = Pt(size), bold
    font.color.rgb = rgb(colour)


def rgb(colour: str) -> Any:
    """Return a colour ("#B3144F") as the library wants it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour[1:])


@dataclass(frozen=True)
class Label:
    """The label of one point: its number's format, its look, and how far it stands from its place."""

    index: int
    shape: str
    colour: str
    size: int
    position: str
    """Where the number stands: `r`, `t`, `outEnd`."""
    bold: bool = False
    named: bool = False
    """Whether the name of the series comes first."""
    down: float = 0.0
    """How far it is moved, in shares of the chart's height."""


def put_labels(series: Any, labels: Sequence[Label]) -> None:
    """Write the labels of some points of a series; the others have none."""
    whole = _element(
        "<c:dLbls><c:showLegendKey val='0'/><c:showVal val='0'/><c:showCatName val='0'/>"
        "<c:showSerName val='0'/><c:showPercent val='0'/><c:showBubbleSize val='0'/></c:dLbls>"
    )
    for rank, one in enumerate(labels):
        whole.insert(rank, _label(one))
    whole.append(_element(
        "<c:extLst><c:ext uri='{CE6537A1-D6FC-4f65-9D91-7224C49458BB}' "
        f"xmlns:c15='{_C15}'><c15:showLeaderLines val='0'/></c:ext></c:extLst>"
    ))  # fmt: skip
    put(series, whole)


def put(series: Any, element: Any) -> None:
    """Put labels or error bars in a series, where the format wants them."""
    mine = series._element
    later = _BEFORE_DATA[1:] if element.tag.endswith("errBars") else _BEFORE_DATA
    after = next(one for one in mine if one.tag.rpartition("}")[2] in later)
    after.addprevious(element)


def _label(one: Label) -> Any:
    layout = (
        f"<c:layout><c:manualLayout><c:x val='0'/><c:y val='{one.down:.4f}'/></c:manualLayout></c:layout>"
        if one.down
        else ""
    )
    found = _element(
        f"<c:dLbl><c:idx val='{one.index}'/>{layout}<c:numFmt formatCode='' sourceLinked='0'/>"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        "<c:txPr><a:bodyPr wrap='none' lIns='38100' tIns='0' rIns='0' bIns='0' anchor='ctr'/>"
        f"<a:lstStyle/><a:p><a:pPr algn='l'><a:defRPr sz='{one.size * 100}' b='{int(one.bold)}'>"
        f"<a:solidFill><a:srgbClr val='{one.colour[1:]}'/></a:solidFill></a:defRPr></a:pPr>"
        "<a:endParaRPr/></a:p></c:txPr>"
        f"<c:dLblPos val='{one.position}'/><c:showLegendKey val='0'/><c:showVal val='1'/>"
        f"<c:showCatName val='0'/><c:showSerName val='{int(one.named)}'/><c:showPercent val='0'/>"
        "<c:showBubbleSize val='0'/><c:separator> </c:separator></c:dLbl>"
    )
    # A text is set as a text, never written into the markup.
    found.find(f"{{{_C}}}numFmt").set("formatCode", one.shape)
    return found


def _element(markup: str) -> Any:
    from pptx.oxml import parse_xml

    name, _, rest = markup.partition(">")
    return parse_xml(f"{name} xmlns:c='{_C}' xmlns:a='{_A}'>{rest}")


def error_bars(amount: float, colour: str) -> Any:
    """Return what draws a dotted line of a length below each point of a series."""
    return _element(
        "<c:errBars><c:errDir val='y'/><c:errBarType val='minus'/><c:errValType val='fixedVal'/>"
        f"<c:noEndCap val='1'/><c:val val='{amount!r}'/><c:spPr><a:ln w='12700'><a:solidFill>"
        f"<a:srgbClr val='{colour[1:]}'/></a:solidFill><a:prstDash val='sysDot'/></a:ln></c:spPr>"
        "</c:errBars>"
    )
