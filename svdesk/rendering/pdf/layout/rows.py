"""Boxes of two parts side by side: list items, labels with notes, contents entries."""

from collections.abc import Callable

from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.layout.boxes import ROUNDING, Box, BoxGroup, Halves, divide
from svdesk.rendering.pdf.layout.textbox import TextBox, baseline_of

_GAP = 16.0
_NUMBER_ROOM = 44.0


class Item(Box):
    """An item of a list: a bullet or number, and a text indented behind it."""

    def __init__(self, marker: TextBox | None, body: TextBox, indent: float) -> None:
        """Take *marker*, which only stands where the item begins."""
        self._marker = marker
        self._body = body
        self._indent = indent
        self.before = body.before
        self.after = body.after

    def height(self, width: float) -> float:
        """Return the height of its text, at least of one line."""
        return max(self._body.height(width - self._indent), self._body.style.leading)

    def start(self, width: float) -> float:
        """Return the height of as many lines as may stand alone."""
        return self._body.start(width - self._indent)

    def split(self, width: float, room: float) -> Halves:
        """Split its text."""
        head, tail = self._body.split(width - self._indent, room)
        if tail is None:
            return self, None
        if head is None:
            return None, self
        return Item(self._marker, head, self._indent), Item(None, tail, self._indent)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw marker and text."""
        if self._marker:
            self._marker.draw(canvas, x, top, self._indent)
        self._body.draw(canvas, x + self._indent, top, width - self._indent)


class Pair(Box):
    """A text with a short note at the right end of its line, or below it where there is no room."""

    def __init__(self, left: TextBox, right: TextBox) -> None:
        """Take the text and the note, which is set to the right."""
        self._left = left
        self._right = right
        self.before = left.before
        self.after = left.after
        self.keep_next = left.keep_next

    def _note_width(self) -> float:
        return (
            sum(word.width + word.gap for word in self._right.copy.words) * self._right.style.size + ROUNDING
        )

    def _beside(self, width: float) -> bool:
        room = width - self._note_width() - _GAP
        return room > width / 3 and len(self._left.lines(room)) == 1

    def height(self, width: float) -> float:
        """Return the height of one line, or of both texts below each other."""
        if self._beside(width):
            return max(self._left.style.leading, self._right.style.leading)
        return self._left.height(width) + self._right.height(width)

    def start(self, width: float) -> float:
        """Return the least of the text that may stand alone."""
        return self._left.start(width)

    def split(self, width: float, room: float) -> Halves:
        """Split where they stand below each other."""
        if self.height(width) <= room + ROUNDING:
            return self, None
        heads, tails = divide((self._left, self._right), width, room)
        return BoxGroup(heads) if heads else None, BoxGroup(tails) if tails else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw both, on one baseline where they stand side by side."""
        if self._beside(width):
            note = self._note_width()
            self._left.draw(canvas, x, top, width - note - _GAP)
            drop = baseline_of(top, self._right.style) - baseline_of(top, self._left.style)
            self._right.draw(canvas, x + width - note, top - drop, note)
        else:
            height = self._left.height(width)
            self._left.draw(canvas, x, top, width)
            self._right.draw(canvas, x, top - height, width)


class ContentsLine(Box):
    """A line of the contents: a title that leads to *bookmark*, and its page at the right."""

    def __init__(
        self, title: TextBox, indent: float, bookmark: str, words: str, page: Callable[[], str]
    ) -> None:
        """Take the *title*, whose node is a Link, and *page*, asked for when all pages are there."""
        self._title = title
        self._indent = indent
        self._bookmark = bookmark
        self._words = words
        self._page = page
        self.before = title.before
        self.after = title.after

    def _column(self, width: float) -> float:
        return width - self._indent - _NUMBER_ROOM

    def height(self, width: float) -> float:
        """Return the height of the title."""
        return self._title.height(self._column(width))

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw title and page; the whole entry can be pressed."""
        node, style = self._title.node, self._title.style
        height = self.height(width)
        self._title.draw(canvas, x + self._indent, top, self._column(width))
        baseline = baseline_of(top - height + style.leading, style)
        face = self._title.copy.spans[0].face
        canvas.late_text(node, x + width, baseline, face, style, lambda: f" {self._page()}")
        canvas.link(node, (x, top - height, x + width, top), self._words, bookmark=self._bookmark)
