"""What stands on every page: running head, foot, page number, and the watermark of a draft."""

from svdesk.documents.model.blocks import Document, words
from svdesk.documents.model.phrases import day
from svdesk.rendering.look.styles import (
    BODY_WIDTH,
    LINE,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    RUNNING,
    WATERMARK,
    Face,
    Style,
)
from svdesk.rendering.look.text import one_line
from svdesk.rendering.pdf.builder import PdfBuilder
from svdesk.rendering.pdf.canvas import TaggedCanvas
from svdesk.rendering.pdf.file.structure import Node
from svdesk.rendering.pdf.layout.textbox import TextBox

_HEAD, _HEAD_RULE = PAGE_HEIGHT - 31.0, PAGE_HEIGHT - 49.0
_FOOT, _FOOT_RULE = 47.0, 53.0
_PAGE_ROOM = 90.0
_MARK = Style(size=150, leading=150, face=Face.BOLD, colour=WATERMARK)
_MARK_WORD = "DRAFT"
_MARK_ANGLE = 52
_MIDDLE_OF_COVER = 0.33 * PAGE_HEIGHT
_SEPARATOR = " · "


class Furniture:
    """Draws what stands on every page; all of it is decoration to a screen reader."""

    def __init__(self, document: Document, builder: PdfBuilder, canvas: TaggedCanvas) -> None:
        """Prepare the words once: they are the same on every page."""
        self._canvas = canvas
        self._draft = document.draft
        self._compact = document.compact
        self._page_face, self._mark_face = (
            builder.copy(words(_MARK_WORD), style).spans[0].face for style in (RUNNING, _MARK)
        )
        self._builder = builder
        version = f"version {document.version}" if document.version else ""
        dated = day(document.dated) if document.dated else ""
        self._left = self._fitted((document.project_title, document.reference), 0.6 * BODY_WIDTH)
        used = self._width(self._left) + 24 if self._left else 0.0
        self._title = self._fitted((document.title,), BODY_WIDTH - used)
        foot = (document.authority, version, "draft" if self._draft else "", dated)
        self._foot = self._fitted(foot, BODY_WIDTH - _PAGE_ROOM)

    def begin_page(self) -> None:
        """Furnish the page that begins; the cover carries no head, and a foot only if text follows on it."""
        canvas = self._canvas
        if canvas.page == 0 and not self._compact:
            return
        right = MARGIN + BODY_WIDTH
        if canvas.page:
            self._draw_head(right)
        number = canvas.page + 1
        with canvas.artifact("/Type /Pagination /Subtype /Footer"):
            canvas.rule(MARGIN, right, _FOOT_RULE, LINE)
            if self._foot:
                self._foot.draw(canvas, MARGIN, _FOOT, BODY_WIDTH)
            baseline = _FOOT - RUNNING.leading / 2 - 0.33 * RUNNING.size
            canvas.late_text(
                None, right, baseline, self._page_face, RUNNING, lambda: f"Page {number} of {canvas.page}"
            )

    def _draw_head(self, right: float) -> None:
        canvas = self._canvas
        with canvas.artifact("/Type /Pagination /Subtype /Header"):
            canvas.rule(MARGIN, right, _HEAD_RULE, LINE)
            if self._left:
                self._left.draw(canvas, MARGIN, _HEAD, BODY_WIDTH)
            if self._title:
                self._title.draw(canvas, right - self._width(self._title), _HEAD, BODY_WIDTH)

    def _fitted(self, parts: tuple[str, ...], room: float) -> TextBox | None:
        """Return *parts* on one line that is no wider than *room*, cut with an ellipsis if need be."""
        text = _SEPARATOR.join(filter(None, map(one_line, parts)))
        if not text:
            return None
        box = self._line(text)
        low, high = 0, len(text)
        if self._width(box) > room:
            while low + 1 < high:
                middle = (low + high) // 2
                box = self._line(text[:middle].rstrip() + "…")
                low, high = (middle, high) if self._width(box) <= room else (low, middle)
            box = self._line(text[:low].rstrip() + "…")
        return box

    def _line(self, text: str) -> TextBox:
        return TextBox(self._builder.copy(words(text), RUNNING), RUNNING, Node("Artifact"))

    def _width(self, box: TextBox) -> float:
        return sum(word.width + word.gap for word in box.copy.words) * RUNNING.size

    def end_page(self) -> None:
        """Mark the page of a draft across.

        On a cover the dark band hides that, and has a mark of its own; the paper below it is marked.
        """
        canvas, size = self._canvas, _MARK.size
        if not self._draft:
            return
        on_cover = canvas.page == 0 and not self._compact
        middle = _MIDDLE_OF_COVER if on_cover else PAGE_HEIGHT / 2
        face = self._mark_face
        half = face.width(_MARK_WORD) * size / 2
        with canvas.artifact("/Type /Pagination /Subtype /Watermark"):
            canvas.saveState()
            canvas.setBlendMode("Multiply")  # laid over cards and tables without hiding their text
            canvas.translate(PAGE_WIDTH / 2, middle)
            canvas.rotate(_MARK_ANGLE)
            shown = canvas.show(face, size, _MARK_WORD)
            canvas.text(None, [_MARK.colour.fill, f"1 0 0 1 {-half:.2f} {-0.33 * size:.2f} Tm {shown}"])
            canvas.restoreState()
