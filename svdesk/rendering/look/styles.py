"""The typographic system: page, colours, sizes. Lengths are in points."""

from dataclasses import dataclass
from enum import StrEnum

from svdesk.documents.model.blocks import Tone

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
MARGIN = 62.0
BODY_TOP = PAGE_HEIGHT - 82.0
BODY_BOTTOM = 70.0
BODY_WIDTH = PAGE_WIDTH - 2 * MARGIN
BODY_HEIGHT = BODY_TOP - BODY_BOTTOM


class Colour:
    """A colour by its six hexadecimal digits, as the operators that paint with it."""

    def __init__(self, digits: str) -> None:
        """Take *digits* such as ``0B5563``."""
        self.digits = digits
        self.parts = tuple(int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4))
        numbers = " ".join(f"{part:.4g}" for part in self.parts)
        self.fill = f"{numbers} rg"
        self.stroke = f"{numbers} RG"


INK = Colour("14232B")
MUTED = Colour("4A5B64")
LINE = Colour("C3CDD1")
BORDER = Colour("5B6C75")
TEAL = Colour("0B5563")
DARK = Colour("083F4A")
WASH = Colour("E3F0F1")
PALE = Colour("DDECEE")
WHITE = Colour("FFFFFF")
WATERMARK = Colour("EBEFF0")


class Face(StrEnum):
    """The cuts of the one typeface that documents use."""

    REGULAR = "SourceSans3-Regular"
    SEMIBOLD = "SourceSans3-SemiBold"
    BOLD = "SourceSans3-Bold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a run of text is set. *strong* is the face of words that stand out in it."""

    size: float
    leading: float
    face: Face = Face.REGULAR
    strong: Face = Face.SEMIBOLD
    colour: Colour = INK
    before: float = 0.0
    after: float = 0.0
    right: bool = False


BODY = Style(size=12, leading=17, after=8)
LEAD = Style(size=14.5, leading=20.5, after=12)
HINT = Style(size=10.5, leading=14.5, colour=MUTED, after=6)
ITEM = Style(size=12, leading=17, after=4)
HEADINGS = (
    Style(size=24, leading=29, face=Face.BOLD, strong=Face.BOLD, colour=DARK, before=30, after=10),
    Style(size=17.5, leading=22, face=Face.BOLD, strong=Face.BOLD, colour=INK, before=22, after=6),
    Style(size=13, leading=17.5, face=Face.BOLD, strong=Face.BOLD, colour=TEAL, before=14, after=4),
)
KICKER = Style(size=11, leading=15, face=Face.SEMIBOLD, colour=TEAL, before=26, after=2)
CAPTION = Style(size=12, leading=16, face=Face.SEMIBOLD, before=10, after=5)
FACT = Style(size=12, leading=17, face=Face.SEMIBOLD, colour=MUTED)
CARD_TITLE = Style(size=13, leading=17.5, face=Face.BOLD, strong=Face.BOLD, after=3)
CARD_BODY = Style(size=12, leading=17, after=4)
SOURCE = Style(size=10.5, leading=14.5, colour=MUTED, before=5)
CHIP = Style(size=10, leading=13, face=Face.BOLD, colour=WHITE)
LABEL = Style(size=12.5, leading=17, face=Face.BOLD, strong=Face.BOLD)
NOTE = Style(size=10, leading=14, colour=MUTED)
RUNNING = Style(size=9.5, leading=12, colour=MUTED)
CONTENTS = (
    Style(size=12, leading=17, face=Face.SEMIBOLD, before=9, after=3),
    Style(size=12, leading=17, colour=MUTED, before=2, after=3),
)
COVER_AUTHORITY = Style(size=12.5, leading=17, face=Face.SEMIBOLD, colour=WHITE)
COVER_STATUS = Style(size=11, leading=17, face=Face.SEMIBOLD, colour=WHITE)
COVER_TITLES = tuple(
    Style(size=size, leading=leading, face=Face.BOLD, strong=Face.BOLD, colour=WHITE, after=12)
    for size, leading in ((34, 39), (27, 32), (21, 26), (15, 20))
)
COVER_MARK = Style(size=32, leading=32, face=Face.BOLD, colour=WHITE)
COVER_SUBTITLE = Style(size=16, leading=22, colour=PALE, after=8)


def table_text(columns: int) -> Style:
    """Return the style of a table's cells: smaller only where many columns leave no other way."""
    size = 11 if columns <= 6 else 10 if columns <= 9 else 9
    return Style(size=size, leading=round(size * 1.36, 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class ToneLook:
    """A callout's word, sign and colours; the word carries the meaning, the rest helps the eye."""

    word: str
    sign: str
    ink: Colour
    wash: Colour


TONES = {
    Tone.APPLIES: ToneLook(word="Applies", sign="✓", ink=Colour("1E6B3A"), wash=Colour("E4F2E8")),
    Tone.NOT_ALLOWED: ToneLook(word="Not allowed", sign="✕", ink=Colour("A3231B"), wash=Colour("FBE6E4")),
    Tone.TAKE_CARE: ToneLook(word="Take care", sign="!", ink=Colour("8A4B00"), wash=Colour("FCEFD9")),
    Tone.CANNOT_TELL: ToneLook(word="Cannot tell yet", sign="?", ink=Colour("8A4B00"), wash=Colour("FCEFD9")),
    Tone.INFORMATION: ToneLook(word="Information", sign="i", ink=Colour("24478F"), wash=Colour("E6ECF8")),
    Tone.PLAIN: ToneLook(word="", sign="", ink=TEAL, wash=WASH),
}
