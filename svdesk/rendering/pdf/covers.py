"""The cover's dark band, from edge to edge of the page."""

from collections.abc import Sequence

from svdesk.rendering.look.styles import BODY_WIDTH, COVER_MARK, COVER_TITLES, PAGE_WIDTH, Style
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.layout.boxes import ROUNDING, Box, Halves, divide, draw_all, height_of
from svdesk.rendering.pdf.layout.setting import Copy

_ABOVE, _BELOW, _AFTER = 58.0, 44.0, 34.0
_LEAST_HEIGHT = 292.0
_MARK_ABOVE = 16.0
_MOST_LINES = (3, 4, 6)


class Band(Box):
    """Boxes on a dark ground as wide as the page, at the top of the cover."""

    def __init__(
        self,
        boxes: Sequence[Box],
        mark: Copy | None = None,
        *,
        above: float = _ABOVE,
        below: float = _BELOW,
        least: float = _LEAST_HEIGHT,
        after: float = _AFTER,
    ) -> None:
        """Take what stands on the band, a draft's *mark* below it, and how it is spaced.

        *above* and *below* are the dark ground around the boxes, *least* the band's least height.
        """
        self._boxes = boxes
        self._mark = mark
        self._above = above
        self._below = below
        self._least = least
        self.after = after

    def height(self, width: float) -> float:
        """Return the height of the band."""
        return max(height_of(self._boxes, width) + self._above + self._below, self._least)

    def split(self, width: float, room: float) -> Halves:
        """Split a title that no page can hold."""
        if self.height(width) <= room + ROUNDING:
            return self, None
        heads, tails = divide(self._boxes, width, room - self._above - self._below)
        return self._with(heads, self._mark, self._least), self._with(tails, None, 0.0)

    def _with(self, boxes: Sequence[Box], mark: Copy | None, least: float) -> "Band | None":
        if not boxes:
            return None
        return Band(boxes, mark, above=self._above, below=self._below, least=least, after=self.after)

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        """Draw the band and what stands on it."""
        bottom = top - self.height(width)
        canvas.box((0, bottom, PAGE_WIDTH, top), fill=canvas.palette.band)
        canvas.box((0, bottom, PAGE_WIDTH, bottom + 5), fill=canvas.palette.edge)
        if self._mark:
            self._draw_mark(self._mark, canvas, x + width, bottom)
        draw_all(self._boxes, canvas, x, top - self._above, width)

    def _draw_mark(self, mark: Copy, canvas: TaggedCanvas, right: float, bottom: float) -> None:
        """Draw the mark below the text, where it covers nothing: white, to be plain in gray too."""
        word, face, size = mark.words[0], mark.spans[0].face, COVER_MARK.size
        left = right - word.width * size
        with canvas.artifact("/Type /Pagination /Subtype /Watermark"):
            shown = canvas.show(face, size, word.text)
            place = f"1 0 0 1 {left:.2f} {bottom + _MARK_ABOVE:.2f} Tm {shown}"
            canvas.text(None, [COVER_MARK.colour.fill, place])


def title_style(copies: Sequence[Copy], styles: Sequence[Style] = COVER_TITLES) -> tuple[Copy, Style]:
    """Return the largest of *copies*, one for each of *styles*, that stays within few lines."""
    for copy, style, most in zip(copies, styles, _MOST_LINES, strict=False):
        if len(copy.lines(BODY_WIDTH / style.size)) <= most:
            return copy, style
    return copies[-1], styles[-1]
