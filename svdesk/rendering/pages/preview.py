"""Pages of a PDF as pictures, for the preview and for printing, with their form fields.

PDFium, which draws them, is not safe in several threads: its calls take turns, whichever preview
they are for. So a preview may be used from any thread, but two of them never draw at once. No call
takes longer than one page: about 10 to 60 ms on screen. Keep them off the window's thread.
"""

import ctypes
import threading
import time
from collections import OrderedDict
from pathlib import Path
from types import TracebackType
from typing import ClassVar, NamedTuple, Self

import pypdfium2
import pypdfium2.raw as pdfium

from svdesk.files.regular import read_regular
from svdesk.rendering.pages.preview_links import Area, PageLink, links_of, place_on_page

__all__ = [
    "LARGEST",
    "Area",
    "PageLink",
    "PagePart",
    "PagePicture",
    "Preview",
    "PreviewError",
    "open_preview",
]

_AT_HAND = 4
_MEASURED_AT_ONCE = 50
_BREATH = 0.0005

LARGEST = 10_000
"""Pixels of the longer side of a picture; a page at 300 dots an inch has 3,508."""


class PreviewError(Exception):
    """A file can't be shown; the message says why."""


class PagePicture(NamedTuple):
    """A page's pixels, from the top left: red, green, blue and one unused byte each.

    That is ``QImage.Format_RGBX8888``, with ``4 * width`` bytes a line.
    """

    width: int
    height: int
    pixels: bytes


class PagePart(NamedTuple):
    """A part of a drawn page, in pixels from the top left of the whole page."""

    left: int
    top: int
    width: int
    height: int


_MOST_BYTES = 200 * 1024 * 1024
"""The largest file that is shown: SVDesk's own, and far more than any."""


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
            self._at_hand = OrderedDict[int, pypdfium2.PdfPage]()
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
            self._at_hand.clear()
            self._pdf.close()

    def page_size(self, page: int) -> tuple[float, float]:
        """Return width and height of a page, counted from 0, in points. Raises ``IndexError``."""
        self._check(page)
        with self._turn:
            return self._pdf.get_page_size(page)

    def page_sizes(self) -> list[tuple[float, float]]:
        """Return width and height of every page in points; a thousand pages take some 50 ms.

        Other threads get their turn in between: without the pauses Python's lock would be taken
        back at once after every call into the library.
        """
        sizes = list[tuple[float, float]]()
        for page in range(self.page_count):
            if page % _MEASURED_AT_ONCE == 0:
                time.sleep(_BREATH)
            sizes.append(self.page_size(page))
        return sizes

    def draw(
        self, page: int, scale: float, part: PagePart, pixels: memoryview, *, grey: bool = False
    ) -> None:
        """Draw a part of a page, counted from 0, at *scale* pixels a point into *pixels*.

        Pixels are blue, green, red and one unused byte each (``QImage.Format_RGB32`` on all machines
        that we run on), without gaps between lines, so that a picture of any size can be made piece by
        piece in memory that the caller owns. *grey* draws without colour. Raises ``IndexError`` for a
        page that there is not, ``ValueError`` where the memory does not fit or the part is empty.
        """
        if min(part.width, part.height) < 1 or not scale > 0:
            raise ValueError(f"nothing to draw: {part} at scale {scale}")
        if pixels.nbytes != 4 * part.width * part.height:
            raise ValueError(f"{pixels.nbytes} bytes don't hold {part.width} x {part.height} pixels")
        self._check(page)
        with self._turn:
            sheet = self._sheet(page)
            width, height = self._pdf.get_page_size(page)
            memory = (ctypes.c_ubyte * pixels.nbytes).from_buffer(pixels)
            bitmap = pdfium.FPDFBitmap_CreateEx(
                part.width, part.height, pdfium.FPDFBitmap_BGRx, memory, 4 * part.width
            )
            whole = max(1, round(width * scale)), max(1, round(height * scale))
            flags = pdfium.FPDF_ANNOT | (pdfium.FPDF_GRAYSCALE if grey else 0)
            try:
                pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, part.width, part.height, 0xFFFFFFFF)
                pdfium.FPDF_RenderPageBitmap(bitmap, sheet, -part.left, -part.top, *whole, 0, flags)
                if self._pdf.formenv:
                    pdfium.FPDF_FFLDraw(
                        self._pdf.formenv, bitmap, sheet, -part.left, -part.top, *whole, 0, flags
                    )
            finally:
                pdfium.FPDFBitmap_Destroy(bitmap)

    def image(self, page: int, scale: float) -> PagePicture:
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
                return PagePicture(bitmap.width, bitmap.height, bytes(bitmap.buffer))
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
        return [area for match in self.matches(page, words) for area in match]

    def matches(self, page: int, words: str, most: int = 1_000_000) -> list[tuple[Area, ...]]:
        """Return each place where *words* stand on a page, counted from 0: an area for every line of it.

        Upper and lower case are the same; a space in *words* stands for the end of a line too. No more
        than *most* are returned.
        """
        self._check(page)
        if not words.strip():
            return []
        found = list[tuple[Area, ...]]()
        with self._turn:
            sheet = self._sheet(page)
            text = sheet.get_textpage()
            searcher = text.search(words)
            try:
                while len(found) < most and (match := searcher.get_next()):
                    boxes = (text.get_rect(number) for number in range(text.count_rects(*match)))
                    found.append(tuple(place_on_page(sheet, box) for box in boxes))
            finally:
                searcher.close()
                text.close()
        return found

    def links(self, page: int) -> list[PageLink]:
        """Return the links on a page, counted from 0, that lead to a page or to a web or mail address."""
        self._check(page)
        with self._turn:
            return links_of(self._pdf, self._sheet(page))

    def bookmarks(self) -> list[tuple[int, float]]:
        """Return the page, counted from 0, of each bookmark in their order, and how far down it leads."""
        found = list[tuple[int, float]]()
        with self._turn:
            for bookmark in self._pdf.get_toc():
                place = bookmark.get_dest()
                page = (place.get_index() if place is not None else None) or 0
                across_and_up = place.get_view()[1] if place is not None else []
                height = self._pdf.get_page_size(page)[1]
                found.append((page, height - across_and_up[1] if len(across_and_up) > 1 else 0.0))
        return found

    def _sheet(self, page: int) -> pypdfium2.PdfPage:
        """Return a page that is read only once while it is drawn in pieces."""
        if page in self._at_hand:
            self._at_hand.move_to_end(page)
        else:
            self._at_hand[page] = self._pdf[page]
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)[1].close()
        return self._at_hand[page]

    def _check(self, page: int) -> None:
        if not 0 <= page < self.page_count:
            raise IndexError(f"there is no page {page + 1} among {self.page_count}")


def open_preview(path: Path) -> Preview:
    """Open the PDF at *path*; it is read whole, so the file may be replaced while it is shown.

    Raises ``OSError`` where the file can't be read, :class:`PreviewError` where it can't be shown.
    """
    return Preview(read_regular(path, _MOST_BYTES))
