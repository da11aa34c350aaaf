"""Callouts: cards with a bar, a word and a sign for their tone, and a source."""

from collections.abc import Sequence

from svdesk.rendering.look.styles import CHIP, Style, ToneLook
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.layout.boxes import ROUNDING, SMALL, Box, Halves, divide, draw_all, height_of
from svdesk.rendering.pdf.layout.setting import Copy
from svdesk.rendering.pdf.layout.textbox import TextBox, baseline_of

_BAR = 4.0
_SIDE = 16.0
_ABOVE, _BELOW = 12.0, 13.0
_FIRST_LINES = 110.0


class CalloutBox(Box):
    """Boxes on a tinted ground, with a bar down its left side."""

    def __init__(self, boxes: Sequence[Box], look: ToneLook) -> None:
        """Take what stands on the card, and its tone."""
        self._boxes = boxes
        self._look = look
        self.before = 8.0
        self.after = 16.0

    def height(self, width: float) -> float:
        """Return the height of its boxes and its edges."""
        return height_of(self._boxes, _inside(width)) + _ABOVE + _BELOW

    def start(self, width: float) -> float:
        """Return its height up to a first few lines; all of it where the card is small."""
        height = self.height(width)
        return height if height <= SMALL else _FIRST_LINES

    def split(self, width: float, room: float) -> Halves:
        """Split between its boxes or lines; both parts are cards."""
        if self.height(width) <= max(room + ROUNDING, SMALL):
            return super().split(width, room)
        heads, tails = divide(self._boxes, _inside(width), room - _ABOVE - _BELOW)
        return CalloutBox(heads, self._look) if heads else None, CalloutBox(
            tails, self._look
        ) if tails else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the card and what stands on it."""
        bottom = top - self.height(width)
        canvas.box((x, bottom, x + width, top), fill=self._look.wash, radius=3)
        canvas.box((x, bottom, x + _BAR, top), fill=self._look.ink)
        draw_all(self._boxes, canvas, x + _BAR + _SIDE, top - _ABOVE, _inside(width))


def _inside(width: float) -> float:
    return width - _BAR - 2 * _SIDE


class Chip(Box):
    """A short word on a dark ground, with its sign."""

    def __init__(self, sign: Copy, word: Copy, look: ToneLook, node: Node) -> None:
        """Take the decorative *sign*, the *word*, their colours and the word's node."""
        self._sign = sign
        self._word = TextBox(word, CHIP, node)
        self._look = look
        self._node = node
        self.after = 7.0
        self.keep_next = True

    def height(self, width: float) -> float:  # noqa: ARG002 - the same in every column
        """Return the height of its one line."""
        return CHIP.leading + 5.0

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw sign and word on their ground."""
        size = CHIP.size
        (line,) = self._word.lines(1000.0)
        (mark,) = self._sign.lines(1000.0)
        full = 8.0 + 10.0 + 5.0 + line.width * size + 9.0
        bottom = top - self.height(width)
        canvas.box((x, bottom, x + full, top), fill=self._look.ink, radius=3)
        face = self._sign.spans[0].face
        style = Style(size=size, leading=self.height(width), colour=CHIP.colour)
        left = x + 8.0 + (10.0 - mark.width * size) / 2
        with canvas.artifact():
            shown = canvas.show(face, size, self._sign.words[0].text)
            canvas.text(
                None, [style.colour.fill, f"1 0 0 1 {left:.2f} {baseline_of(top, style):.2f} Tm {shown}"]
            )
        self._word.draw(canvas, x + 23.0, top - 2.5, 1000.0)
