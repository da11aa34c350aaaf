"""How a workbook looks: its colours and what each kind of cell is set in. Sizes are in points."""

from enum import Enum, auto

from svdesk.rendering.look.palette import Palette
from svdesk.rendering.look.styles import BORDER, INK, LINE, MUTED, WHITE

FACE = "Arial"
BODY_SIZE = 12.0

_ANSWER = "FFFBEA"  # warm, so that it is told from the cool washes on a screen; nearly white on paper
_DATE = "[$-809]d mmmm yyyy"
_TEXT = "@"


class Look(Enum):
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


SIZES = {Look.TITLE: 18.0, Look.HEADING: 15.0, Look.SUBHEADING: 13.0, Look.LEAD: 13.0}
SMALL = {Look.CONTEXT, Look.HINT}
BOLD = {
    *(Look.TITLE, Look.KICKER, Look.HEADING, Look.SUBHEADING, Look.HEADER, Look.HEADER_NUMBER),
    *(Look.LABEL, Look.CARD_TITLE, Look.ROW_HEAD, Look.TOTAL),
}
_FRAMED = {Look.ANSWER, Look.ANSWER_NUMBER, Look.ANSWER_DATE, Look.TOTAL, Look.SAMPLE}
_OPEN = {Look.ANSWER, Look.ANSWER_NUMBER, Look.ANSWER_DATE}
_RIGHT = {Look.CELL_NUMBER, Look.ANSWER_NUMBER, Look.TOTAL, Look.HEADER_NUMBER}
_HEADERS = {Look.HEADER, Look.HEADER_NUMBER}
ONE_LINE = {Look.TITLE, Look.CONTEXT, Look.KICKER, Look.HEADING, Look.SUBHEADING}
"""Looks of cells whose words run on over the empty cells beside them."""


def size_of(look: Look) -> float:
    """Return the size of its letters."""
    return SIZES.get(look, 11.0 if look in SMALL else BODY_SIZE)


def properties(
    look: Look, palette: Palette, *, ink: str = "", fill: str = "", low: bool = False
) -> dict[str, object]:
    """Return the format of a cell as XlsxWriter takes it; *ink* and *fill* replace those of the look.

    Words of a *low* row, which has one line, stand in its middle; in a higher one they begin at the top.
    """
    colours = {
        Look.TITLE: WHITE.digits,
        Look.CONTEXT: MUTED.digits,
        Look.KICKER: palette.accent.digits,
        Look.HEADING: INK.digits,
        Look.SUBHEADING: palette.accent.digits,
        Look.HINT: MUTED.digits,
        Look.LINK: palette.accent.digits,
    }
    fills = {Look.TITLE: palette.band.digits}
    fills |= dict.fromkeys(_HEADERS | {Look.CARD, Look.CARD_TITLE, Look.TOTAL}, palette.wash.digits)
    fills |= dict.fromkeys(_OPEN | {Look.SAMPLE}, _ANSWER)
    formats = {Look.ANSWER: _TEXT, Look.ANSWER_DATE: _DATE}
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
    if look is Look.LINK:
        found["underline"] = 1
    if shade := fill or fills.get(look, ""):
        found |= {"pattern": 1, "bg_color": f"#{shade}"}
    if look in formats:
        found["num_format"] = formats[look]
    if look in _FRAMED:
        found |= {"border": 1, "border_color": f"#{BORDER.digits}"}
    elif look in _HEADERS | {Look.ROW_HEAD, Look.LINK, Look.CELL, Look.CELL_NUMBER}:
        found |= {"bottom": 1, "bottom_color": f"#{BORDER.digits if look in _HEADERS else LINE.digits}"}
    return found
