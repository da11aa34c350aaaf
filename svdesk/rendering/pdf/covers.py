"""The cover's dark band, from edge to edge of the page."""

from collections.abc import Sequence

from svdesk.rendering.pdf.boxes import ROUNDING, Box, Halves, divide, draw_all, height_of
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.setting import Copy
from svdesk.rendering.pdf.styles import BODY_WIDTH, COVER_MARK, COVER_TITLES, DARK, PAGE_WIDTH, TEAL, Style

_ABOVE, _BELOW = 58.0, 44.0
_LEAST_HEIGHT = 292.0
_MOST_LINES = (3, 4, 6)


class Band(Box):
    """Boxes on a dark ground as wide as the page, at the top of the cover."""

    def __init__(
        self, boxes: Sequence[Box], mark: Copy | None = None, *, least: float = _LEAST_HEIGHT
    ) -> None:
        """Take what stands on the band, a draft's *mark* behind it, and its *least* height."""
        self._boxes = boxes
        self._mark = mark
        self._least = least
        self.after = 34.0

    def height(self, width: float) -> float:
        """Return the height of the band."""
        return max(height_of(self._boxes, width) + _ABOVE + _BELOW, self._least)

    def split(self, width: float, room: float) -> Halves:
        """Split a title that no page can hold."""
        if self.height(width) <= room + ROUNDING:
            return self, None
        heads, tails = divide(self._boxes, width, room - _ABOVE - _BELOW)
        return Band(heads, self._mark) if heads else None, Band(tails, least=0.0) if tails else None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the band and what stands on it."""
        bottom = top - self.height(width)
        canvas.box((0, bottom, PAGE_WIDTH, top), fill=DARK)
        canvas.box((0, bottom, PAGE_WIDTH, bottom + 5), fill=TEAL)
        if self._mark:
            self._draw_mark(self._mark, canvas, x + width, bottom)
        draw_all(self._boxes, canvas, x, top - _ABOVE, width)

    def _draw_mark(self, mark: Copy, canvas: TaggedCanvas, right: float, bottom: float) -> None:
        word, face, size = mark.words[0], mark.spans[0].face, COVER_MARK.size
        left = right - word.width * size
        with canvas.artifact("/Type /Pagination /Subtype /Watermark"):
            shown = canvas.show(face, size, word.text)
            canvas.text(None, [COVER_MARK.colour.fill, f"1 0 0 1 {left:.2f} {bottom + 20:.2f} Tm {shown}"])


def title_style(copies: Sequence[Copy]) -> tuple[Copy, Style]:
    """Return the largest of *copies*, one for each cover title style, that stays within few lines."""
    for copy, style, most in zip(copies, COVER_TITLES, _MOST_LINES, strict=False):
        if len(copy.lines(BODY_WIDTH / style.size)) <= most:
            return copy, style
    return copies[-1], COVER_TITLES[-1]
