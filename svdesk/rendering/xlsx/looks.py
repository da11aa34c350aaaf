"""How a workbook looks: its colours and what each kind of cell is set in. Sizes are in points."""

from enum import Enum, auto

from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BORDER, INK, LINE, MUTED, WHITE

FACE = "Arial"
BODY_SIZE = 12.0

_ANSWER = "FFFBEA"  # warm, so that it is told from the cool washes on a screen; nearly white on paper
_DATE = "[$-809]d mmmm yyyy"
_TEXT = "@"


class CellLook(Enum):
    """What a cell is."""

    TITLE = auto()
    CONTEXT = auto()
    KICKER = auto()
    HEADING = auto()
    SUBHEADING = auto()
    HEADER = auto()
    HEADER_NUMBER = auto()
    LABEL = auto()
    TEXT = auto()
    LEAD = auto()
    HINT = auto()
    LINK = auto()
    CARD = auto()
    CARD_TITLE = auto()
    ROW_HEAD = auto()
    CELL = auto()
    CELL_NUMBER = auto()
    ANSWER = auto()
    ANSWER_NUMBER = auto()
    ANSWER_DATE = auto()
    TOTAL = auto()
    SAMPLE = auto()


SIZES = {CellLook.TITLE: 18.0, CellLook.HEADING: 15.0, CellLook.SUBHEADING: 13.0, CellLook.LEAD: 13.0}
SMALL = {CellLook.CONTEXT, CellLook.HINT}
BOLD = {
    *(
        CellLook.TITLE,
        CellLook.KICKER,
        CellLook.HEADING,
        CellLook.SUBHEADING,
        CellLook.HEADER,
        CellLook.HEADER_NUMBER,
    ),
    *(CellLook.LABEL, CellLook.CARD_TITLE, CellLook.ROW_HEAD, CellLook.TOTAL),
}
_FRAMED = {CellLook.ANSWER, CellLook.ANSWER_NUMBER, CellLook.ANSWER_DATE, CellLook.TOTAL, CellLook.SAMPLE}
_OPEN = {CellLook.ANSWER, CellLook.ANSWER_NUMBER, CellLook.ANSWER_DATE}
_RIGHT = {CellLook.CELL_NUMBER, CellLook.ANSWER_NUMBER, CellLook.TOTAL, CellLook.HEADER_NUMBER}
_HEADERS = {CellLook.HEADER, CellLook.HEADER_NUMBER}
ONE_LINE = {CellLook.TITLE, CellLook.CONTEXT, CellLook.KICKER, CellLook.HEADING, CellLook.SUBHEADING}
"""Looks of cells whose words run on over the empty cells beside them."""


def size_of(look: CellLook) -> float:
    """Return the size of its letters."""
    return SIZES.get(look, 11.0 if look in SMALL else BODY_SIZE)


def properties(
    look: CellLook, palette: Palette, *, ink: str = "", fill: str = "", low: bool = False
) -> dict[str, object]:
    """Return the format of a cell as XlsxWriter takes it; *ink* and *fill* replace those of the look.

    Words of a *low* row, which has one line, stand in its middle; in a higher one they begin at the top.
    """
    colours = {
        CellLook.TITLE: WHITE.digits,
        CellLook.CONTEXT: MUTED.digits,
        CellLook.KICKER: palette.accent.digits,
        CellLook.HEADING: INK.digits,
        CellLook.SUBHEADING: palette.accent.digits,
        CellLook.HINT: MUTED.digits,
        CellLook.LINK: palette.accent.digits,
    }
    fills = {CellLook.TITLE: palette.band.digits}
    fills |= dict.fromkeys(
        _HEADERS | {CellLook.CARD, CellLook.CARD_TITLE, CellLook.TOTAL}, palette.wash.digits
    )
    fills |= dict.fromkeys(_OPEN | {CellLook.SAMPLE}, _ANSWER)
    formats = {CellLook.ANSWER: _TEXT, CellLook.ANSWER_DATE: _DATE}
    found: dict[str, object] = {
        "font_name": FACE,
        "font_size": size_of(look),
        "font_color": f"#{ink or colours.get(look, INK.digits)}",
        "bold": look in BOLD,
        "text_wrap": look not in ONE_LINE,
        "valign": "vcenter" if low or look in _HEADERS | ONE_LINE else "top",
        "align": "right" if look in _RIGHT else "left",
        "indent": 1,
        "locked": look not in _OPEN,
    }
    if look is CellLook.LINK:
        found["underline"] = 1
    if shade := fill or fills.get(look, ""):
        found |= {"pattern": 1, "bg_color": f"#{shade}"}
    if look in formats:
        found["num_format"] = formats[look]
    if look in _FRAMED:
        found |= {"border": 1, "border_color": f"#{BORDER.digits}"}
    elif look in _HEADERS | {CellLook.ROW_HEAD, CellLook.LINK, CellLook.CELL, CellLook.CELL_NUMBER}:
        found |= {"bottom": 1, "bottom_color": f"#{BORDER.digits if look in _HEADERS else LINE.digits}"}
    return found
