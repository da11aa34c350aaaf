"""Pages of a PDF as pictures, for the preview and for printing, with their form fields.

PDFium, which draws them, is not safe in several threads: its calls take turns, whichever preview
they are for. So a preview may be used from any thread, but two of them never draw at once. No call
takes longer than one page: about 10 to 60 ms on screen. Keep them off the window's thread.
"""

import threading
from pathlib import Path
from types import TracebackType
from typing import ClassVar, NamedTuple, Self

import pypdfium2

LARGEST = 10_000
"""Pixels of the longer side of a picture; a page at 300 dots an inch has 3,508."""


class PreviewError(Exception):
    """A file can't be shown; the message says why."""


class Picture(NamedTuple):
    """A page's pixels, from the top left: red, green, blue and one unused byte each.

    That is ``QImage.Format_RGBX8888``, with ``4 * width`` bytes a line.
    """

    width: int
    height: int
    pixels: bytes


class Area(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Preview:
    """An open PDF. Close it when it is no longer shown, or use it in a ``with`` statement."""

    # One for all: the library keeps its state for the whole process.
    _turn: ClassVar[threading.RLock] = threading.RLock()

    def __init__(self, data: bytes) -> None:
        """Open the PDF in *data*; raises :class:`PreviewError` where it is none."""
        with self._turn:
            try:
                self._pdf = pypdfium2.PdfDocument(data)
            except pypdfium2.PdfiumError as error:
                raise PreviewError("This file can't be shown: it is damaged, or no PDF.") from error
            self._pdf.init_forms()  # must come before the first page, or fields are not drawn
            self.page_count: int = len(self._pdf)

    def __enter__(self) -> Self:
        """Return the preview."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the preview."""
        self.close()

    def close(self) -> None:
        """Release the file's memory; closing twice does no harm."""
        with self._turn:
            self._pdf.close()

    def page_size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page, counted from 0, in points. Raises ``IndexError``."""
        self._check(page)
        with self._turn:
            return self._pdf.get_page_size(page)

    def image(self, page: int, scale: float) -> Picture:
        """Return a page, counted from 0, at *scale* pixels a point (1.0 is 72 dots an inch).

        A picture is never larger than :data:`LARGEST` on its longer side. Raises ``IndexError``
        for a page that there is not, ``ValueError`` for a scale of nothing or less.
        """
        if not scale > 0:
            raise ValueError(f"a page can't be drawn at scale {scale}")
        size = self.page_size(page)
        scale = max(min(scale, LARGEST / max(size)), 1.01 / min(size))
        with self._turn:
            sheet = self._pdf[page]
            bitmap = sheet.render(scale=scale, may_draw_forms=True, rev_byteorder=True, prefer_bgrx=True)
            try:
                return Picture(bitmap.width, bitmap.height, bytes(bitmap.buffer))
            finally:
                bitmap.close()
                sheet.close()

    def printed_part(self, page: int) -> bytes:
        """Return the pixels of a page, counted from 0, without its form fields, links and comments."""
        self._check(page)
        with self._turn:
            sheet = self._pdf[page]
            bitmap = sheet.render(scale=1, may_draw_forms=False, draw_annots=False)
            try:
                return bytes(bitmap.buffer)
            finally:
                bitmap.close()
                sheet.close()

    def page_text(self, page: int) -> str:
        """Return the words of a page, counted from 0, in the order they are painted."""
        self._check(page)
        with self._turn:
            sheet = self._pdf[page]
            text = sheet.get_textpage()
            try:
                return text.get_text_range()
            finally:
                text.close()
                sheet.close()

    def find(self, page: int, words: str) -> list[Area]:
        """Return where *words* stand on a page, counted from 0; upper and lower case are the same."""
        _, height = self.page_size(page)
        if not words.strip():
            return []
        with self._turn:
            sheet = self._pdf[page]
            text = sheet.get_textpage()
            searcher = text.search(words)
            areas = list[Area]()
            try:
                while found := searcher.get_next():
                    for number in range(text.count_rects(*found)):
                        left, bottom, right, top = text.get_rect(number)
                        areas.append(Area(left, height - top, right, height - bottom))
            finally:
                searcher.close()
                text.close()
                sheet.close()
        return areas

    def _check(self, page: int) -> None:
        if not 0 <= page < self.page_count:
            raise IndexError(f"there is no page {page + 1} among {self.page_count}")


def open_preview(path: Path) -> Preview:
    """Open the PDF at *path*; it is read whole, so the file may be replaced while it is shown.

    Raises ``OSError`` where the file can't be read, :class:`PreviewError` where it can't be shown.
    """
    return Preview(path.read_bytes())
