"""Runs, paragraphs and tables as WordprocessingML, every element in the order of the schema.

Text that comes in here has been through :mod:`svdesk.rendering.look.text`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.sax.saxutils import escape

from svdesk.rendering.look.direction import begins_from_the_right, by_direction
from svdesk.rendering.look.styles import BORDER

PAGE_WIDTH, PAGE_HEIGHT = 11906, 16838  # A4, in twentieths of a point, as all lengths here
MARGIN, TOP, BOTTOM = 1240, 1640, 1400
BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)


def attribute(value: str) -> str:
    """Return *value* as it may stand between the double quotes of an attribute."""
    return escape(value, {'"': "&quot;", "\n": "&#10;"})


def run(text: str, style: str = "") -> str:
    """Return *text* as runs of a character style; its line breaks are kept, its direction is marked."""
    look = f'<w:rStyle w:val="{style}"/>' if style else ""
    runs = []
    for part, from_the_right in by_direction(text):
        properties = look + "<w:rtl/>" if from_the_right else look
        shown = "<w:br/>".join(
            f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in part.split("\n")
        )
        look_of_run = f"<w:rPr>{properties}</w:rPr>" if properties else ""
        runs.append(f"<w:r>{look_of_run}{shown}</w:r>")
    return "".join(runs)


_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{BORDER.digits}"/>'
    for side in ("top", "left", "bottom", "right")
)
_FRAME = f"<w:tcBorders>{_EDGES}</w:tcBorders>"
TAB = "<w:r><w:tab/></w:r>"
LINE_BREAK = "<w:r><w:br/></w:r>"


_UNITS_A_POINT = 12_700
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
    '<wp:docPr id="{number}" name="Logo" descr="{said}"/><wp:cNvGraphicFramePr>'
    '<a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' noChangeAspect="1"/>'
    '</wp:cNvGraphicFramePr><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:nvPicPr><pic:cNvPr id="{number}" name="Logo" descr="{said}"/><pic:cNvPicPr/></pic:nvPicPr>'
    '<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
    '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)


def inline_picture(key: str, width: float, height: float, said: str, number: int) -> str:
    """Return a picture in a line of text, *width* by *height* points; *said* is what it shows, in words.

    *key* is the number of the relationship that leads to it, *number* its own in the file.
    """
    return _DRAWING.format(
        key=attribute(key),
        wide=round(width * _UNITS_A_POINT),
        high=round(height * _UNITS_A_POINT),
        said=attribute(said),
        number=number,
    )


def complex_field(instruction: str, result: str) -> str:
    """Return a field that shows the runs *result* until somebody has it updated."""
    return field_start(instruction) + result + FIELD_END


def field_start(instruction: str) -> str:
    """Return the beginning of a field, up to what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@dataclass(slots=True, kw_only=True)
class Para:
    """A paragraph: *runs* are mark-up, *text* is their words; *numbering* is the list it counts in.

    *before* and *after* replace the distances of its style; *answer* says that a bidder writes here,
    *ends* that something ends here which has room after it. *indent* replaces the one on the right,
    *fill* the ground.
    """

    style: str
    runs: str
    text: str = ""
    keep_next: bool = False
    new_page: bool = False
    numbering: int | None = None
    right: bool = False
    before: int | None = None
    after: int | None = None
    answer: bool = False
    ends: bool = False
    indent: int | None = None
    fill: str = ""

    def xml(self) -> str:
        """Return the paragraph as mark-up."""
        numbered = (
            f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.numbering}"/></w:numPr>'
            if self.numbering is not None
            else ""
        )
        properties = (
            f'<w:pStyle w:val="{self.style}"/>',
            "<w:keepNext/>" if self.keep_next else "",
            "<w:pageBreakBefore/>" if self.new_page else "",
            numbered,
            f'<w:shd w:val="clear" w:color="auto" w:fill="{self.fill}"/>' if self.fill else "",
            "<w:bidi/>" if begins_from_the_right(self.text) else "",
            self._distances(),
            "" if self.indent is None else f'<w:ind w:right="{self.indent}"/>',
            '<w:jc w:val="right"/>' if self.right else "",
        )
        return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{self.runs}</w:p>"

    def _distances(self) -> str:
        before = "" if self.before is None else f' w:before="{self.before}"'
        after = "" if self.after is None else f' w:after="{self.after}"'
        return f"<w:spacing{before}{after}/>" if before or after else ""


Row: TypeAlias = Sequence[Sequence[Para]]


@dataclass(slots=True, kw_only=True)
class WordTable:
    """A data table whose first row is its header; *widths* add up to the page's.

    *splits* says of each row whether it may go over the end of a page: only one that fills much of a
    page does.
    """

    title: str
    widths: Sequence[int]
    rows: list[Row] = field(default_factory=list)
    splits: list[bool] = field(default_factory=list)

    def xml(self) -> str:
        """Return the table as mark-up."""
        rows = "".join(self._row(number, row) for number, row in enumerate(self.rows))
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in self.widths)
        title = f'<w:tblCaption w:val="{attribute(self.title)}"/>' if self.title else ""
        return (
            '<w:tbl><w:tblPr><w:tblStyle w:val="SVDeskTable"/>'
            f'<w:tblW w:w="{sum(self.widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblLook w:val="00A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" '
            f'w:noHBand="0" w:noVBand="0"/>{title}</w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, number: int, row: Row) -> str:
        properties = "" if self.splits[number] else "<w:cantSplit/>"
        # A header that fills a page by itself would leave no room for what it heads.
        if number == 0 and not self.splits[0]:
            properties += "<w:tblHeader/>"
        cells = "".join(map(_cell, self.widths, row))
        about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
        return f"<w:tr>{about}{cells}</w:tr>"


def _cell(width: int, cell: Sequence[Para]) -> str:
    # A frame shows on paper, too, where a bidder is to write.
    frame = _FRAME if any(paragraph.answer for paragraph in cell) else ""
    inside = "".join(paragraph.xml() for paragraph in cell)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{frame}</w:tcPr>{inside}</w:tc>'


Part: TypeAlias = Para | WordTable
"""What a page is filled with."""


def keep_together(parts: Sequence[Part]) -> None:
    """Keep *parts* on one page, where a page can hold them."""
    for part in parts[:-1]:
        for paragraph in paragraphs(part):
            paragraph.keep_next = True
    if parts and isinstance(parts[-1], WordTable):
        for row in parts[-1].rows[:-1]:
            for cell in row:
                for paragraph in cell:
                    paragraph.keep_next = True


def paragraphs(part: Part) -> Sequence[Para]:
    """Return the paragraphs of a part, in reading order."""
    if isinstance(part, Para):
        return (part,)
    return [paragraph for row in part.rows for cell in row for paragraph in cell]
