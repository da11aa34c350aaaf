"""Pages: boxes flow down them; each page gets its running head, its foot and, on drafts, a watermark."""

from collections.abc import Callable, Sequence

from svdesk.rendering.look.styles import BODY_BOTTOM, BODY_TOP, BODY_WIDTH, MARGIN, PAGE_HEIGHT
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.furniture import Furniture
from svdesk.rendering.pdf.layout.boxes import Box, divide, draw_all, gap, height_of


class Flow:
    """Fills pages with boxes."""

    def __init__(self, canvas: TaggedCanvas, furniture: Furniture, on_page: Callable[[], None]) -> None:
        """Start the first page, which has no running head, at the very top.

        *furniture* draws what stands on every page; *on_page* is told of each page after the first.
        """
        self._canvas = canvas
        self._furniture = furniture
        self._on_page = on_page
        self._waiting: list[Box] = []
        self._above: Box | None = None
        self._break_wanted = False
        self._y = PAGE_HEIGHT
        self._furniture.begin_page()

    def add(self, boxes: Sequence[Box]) -> None:
        """Place *boxes*; one that is kept with the next waits for it."""
        if boxes and self._break_wanted:
            self._break_wanted = False
            self._next_page()
        self._waiting += boxes
        if self._waiting and not self._waiting[-1].keep_next:
            self._place()

    def break_page(self) -> None:
        """Let what follows begin on a new page; where nothing follows there is none."""
        self._place()
        self._break_wanted = True

    def finish(self) -> None:
        """Place what still waits and end the last page."""
        self._place()
        self._end_page()

    def _place(self) -> None:
        boxes, self._waiting = self._waiting, []
        while boxes:
            space = gap(self._above, boxes[0])
            heads, tails = divide(boxes, BODY_WIDTH, self._y - space - BODY_BOTTOM)
            if not heads and self._above is None:  # nothing makes it fit: better cut off than lost
                heads, tails = boxes[:1], boxes[1:]
            if heads:
                self._y -= space
                draw_all(heads, self._canvas, MARGIN, self._y, BODY_WIDTH)
                self._y -= height_of(heads, BODY_WIDTH)
                self._above = heads[-1]
            if tails:
                self._next_page()
            boxes = tails

    def _next_page(self) -> None:
        self._end_page()
        self._y = BODY_TOP
        self._above = None
        self._furniture.begin_page()
        self._on_page()

    def _end_page(self) -> None:
        self._furniture.end_page()
        self._canvas.end_page()
