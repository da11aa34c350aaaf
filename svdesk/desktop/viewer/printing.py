"""A document on paper: drawn off the window's thread in bands and handed to the system's printer.

A page at full quality takes 140 MB as one picture. Bands keep that at some 3 MB, and each takes the
printer's engine so little time that the window goes on.
"""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QObject, QRectF, QSize, QSizeF, QTimer, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from svdesk.desktop.threads.background import Background
from svdesk.desktop.viewer.page_work import OpenDocument, words_of
from svdesk.desktop.viewer.print_order import pages_in_words, sides_for
from svdesk.domain.english import capitalised
from svdesk.rendering.pages.preview import PagePart, Preview

FINEST = 600
"""Dots an inch: what office printers set text with. More takes four times the time and the spool, and
no eye sees it."""

_POINTS_PER_INCH = 72
_BAND = 600_000
"""Dots of a band of text: a line of it and the space below."""
_SHORT_BAND = 250_000
"""Dots of a band where there is no good place to cut: pictures keep the printer's engine busy longer."""
_OVERLAP = 2
"""Rows that a band shares with the next, or hairlines show between them where they are scaled."""
_SHORTEST = 16
_CALM = 4_000
"""Bits that differ from row to row around a good cut: the edges of a watermark, but no letters."""
_SAME_SIZE = 0.99
"""Pages are made smaller only where they are larger than the paper by more than rounding."""


@dataclass(frozen=True, slots=True)
class _Band:
    """A band of a page, None where it is empty paper, and how many rows of the page it covers."""

    picture: QImage | None
    rows: int


def printer_for(document: OpenDocument, title: str) -> QPrinter:
    """Return the default printer, set to the pages' size and, where there is more than one, to both sides."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator("SVDesk")
    # The pages bring their own margins; the printer's would shift them.
    printer.setFullPage(True)
    width, height = document.sizes[0] if document.sizes else (0.0, 0.0)
    size = QSizeF(min(width, height), max(width, height))
    kind = QPageSize.id(size, QPageSize.Unit.Point, QPageSize.SizeMatchPolicy.FuzzyMatch)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4 if kind is QPageSize.PageSizeId.Custom else kind))
    if len(document.sizes) > 1:
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    return printer


def ask_printer(printer: QPrinter, parent: QWidget, count: int) -> bool:
    """Let a person choose printer, pages and copies in the system's dialog; return whether to print."""
    dialog = QPrintDialog(printer, parent)
    options = QPrintDialog.PrintDialogOption
    # "To file" would make a PDF of pictures that nobody can search or hear; the document itself is one.
    dialog.setOption(options.PrintToFile, False)
    dialog.setOption(options.PrintSelection, False)
    for option in (options.PrintPageRange, options.PrintCurrentPage, options.PrintCollateCopies):
        dialog.setOption(option, True)
    dialog.setMinMax(1, count)
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


class PrintJob(QObject):
    """One document on its way to one printer. However it ends, `finished` says what was sent."""

    progress = Signal(int, int)
    """How many sides of paper are done, of how many."""
    finished = Signal(bool, str)
    """Whether all was sent, and what was, in words."""

    def __init__(self, document: OpenDocument, printer: QPrinter, current: int, parent: QObject) -> None:
        """Print what *printer* was set to, with page *current*, counted from 0, in view."""
        super().__init__(parent)
        self._preview = document.preview
        self._sizes = document.sizes
        self._printer = printer
        self.sides = sides_for(printer, len(document.sizes), current)
        """What goes to the printer, side by side."""
        self._grey = printer.colorMode() is QPrinter.ColorMode.GrayScale
        self._background = Background("printing")
        self._painter = QPainter()
        self._sent: list[int] = []
        self._at = 0
        self._stopping = False
        self.over = False

    def start(self) -> None:
        """Begin; everything else is said by signals, never before this returns."""
        QTimer.singleShot(0, self._begin)

    def stop(self) -> None:
        """Stop after the page that is under way, so that no page comes out in part."""
        self._stopping = True

    def abandon(self) -> None:
        """Stop now, as the window goes."""
        if not self.over:
            self._end(complete=False, why="Printing was stopped.")

    def _begin(self) -> None:
        if self.over:
            return
        if not self.sides:
            self._end(complete=False, why="None of the pages that were asked for is in this document.")
            return
        try:
            begun = self._painter.begin(self._printer)
        except Exception as error:
            self._fail(error)
            return
        if not begun:
            self._end(complete=False, why="The printer could not be reached.")
            return
        # Otherwise text is put into the job as JPEG, with smudges around the letters.
        self._painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
        self._side()

    def _side(self) -> None:
        """Begin the next side of paper."""
        try:
            if self.over:
                return
            if self._stopping or self._at == len(self.sides):
                complete = self._at == len(self.sides)
                self._end(complete=complete, why="" if complete else "Printing was stopped.")
            elif self._at and not self._printer.newPage():
                self._end(complete=False, why="The printer takes no more pages.")
            else:
                page = self.sides[self._at]
                if page is None:
                    self._side_done()
                else:
                    self._place(page)
                    self._band(page, 0)
        except Exception as error:
            self._fail(error)

    def _place(self, page: int) -> None:
        """Set the painter so that a dot of the page's picture is drawn where it belongs on the paper."""
        resolution = self._printer.resolution()
        paper = self._printer.pageLayout().fullRectPixels(resolution).size()
        whole = self._whole(page)
        coarse = resolution / self._dots()
        self._painter.resetTransform()
        turned = (whole.width() > whole.height()) != (paper.width() > paper.height())
        across, down = (whole.height(), whole.width()) if turned else (whole.width(), whole.height())
        fits = min(paper.width() / (across * coarse), paper.height() / (down * coarse))
        scale = coarse * (fits if fits < _SAME_SIZE else 1.0)
        left = round((paper.width() - across * scale) / 2)
        top = round((paper.height() - down * scale) / 2)
        self._painter.translate(left + (across * scale if turned else 0), top)
        if turned:
            self._painter.rotate(90)
        self._painter.scale(scale, scale)

    def _dots(self) -> int:
        return min(FINEST, self._printer.resolution())

    def _whole(self, page: int) -> QSize:
        width, height = self._sizes[page]
        scale = self._dots() / _POINTS_PER_INCH
        return QSize(max(1, round(width * scale)), max(1, round(height * scale)))

    def _band(self, page: int, top: int) -> None:
        """Have the band from *top* on drawn; it comes back to `_take`."""
        whole = self._whole(page)
        if top >= whole.height():
            self._side_done()
            return
        rows = max(_SHORTEST, _BAND // whole.width())
        part = PagePart(0, top, whole.width(), min(rows, whole.height() - top))
        work = partial(_draw, self._preview, page, self._dots() / _POINTS_PER_INCH, part, self._grey)
        self._background.run(work, partial(self._take, page, top), self._fail)

    def _take(self, page: int, top: int, band: _Band) -> None:
        if self.over:
            return
        try:
            if band.picture is not None:
                target = QRectF(0, top, band.picture.width(), band.picture.height())
                self._painter.drawImage(target, band.picture)
            self._band(page, top + band.rows)
        except Exception as error:
            self._fail(error)

    def _side_done(self) -> None:
        page = self.sides[self._at]
        if page is not None:
            self._sent.append(page)
        self._at += 1
        self.progress.emit(self._at, len(self.sides))
        QTimer.singleShot(0, self._side)

    def _fail(self, error: Exception) -> None:
        if self.over:
            return
        page = self.sides[self._at] if self._at < len(self.sides) else None
        what = f"Page {page + 1} could not be printed" if page is not None else "Printing failed"
        self._end(complete=False, why=f"{what}: {words_of(error)}.")

    def _end(self, *, complete: bool, why: str) -> None:
        """Let go of the printer, whatever happened, and say what it was given."""
        self.over = True
        taken_back = False
        if self._painter.isActive():
            taken_back = not complete and self._printer.abort()
            ended = self._painter.end()
            if complete and not (ended and self._printer.printerState() is not QPrinter.PrinterState.Error):
                complete, why = False, "The printer reported an error at the end."
        self._background.leave()
        self.finished.emit(complete, self._said(why, complete=complete, taken_back=taken_back))

    def _said(self, why: str, *, complete: bool, taken_back: bool) -> str:
        sent = pages_in_words(self._sent)
        verb = "was" if len(self._sent) <= 1 else "were"
        report = f"{capitalised(sent)} {verb} sent to the printer"
        if complete:
            return f"{report}."
        if taken_back and self._sent:
            return f"{why} The printer was told to drop the job; some of {sent} may still come out."
        return f"{why} {report}." if not self._sent else f"{why} {report}, and no others."


def _draw(preview: Preview, page: int, scale: float, part: PagePart, grey: bool) -> _Band:
    """Draw a band of a page, cut where it can be cut without a trace."""
    picture = QImage(part.width, part.height, QImage.Format.Format_RGB32)
    if picture.isNull():
        raise MemoryError("there is not enough memory")
    preview.draw(page, scale, part, memoryview(picture.bits()), grey=grey)
    pixels, line = bytes(picture.constBits()), picture.bytesPerLine()
    rows = _good_cut(pixels, line, part.height)
    shown = min(rows + _OVERLAP, part.height)
    if pixels[: shown * line] == b"\xff" * (shown * line):
        return _Band(None, rows)
    if shown < part.height:
        picture = picture.copy(0, 0, part.width, shown)
    return _Band(picture.convertToFormat(QImage.Format.Format_Grayscale8) if grey else picture, rows)


def _good_cut(pixels: bytes, line: int, rows: int) -> int:
    """Return how many rows of a band to print before the next begins.

    Where a printer scales bands, it rounds each to its own dots, and letters that are cut through show
    it. Between lines of text hardly anything changes from row to row, and a cut there doesn't show.
    """
    short = max(_SHORTEST, 4 * _SHORT_BAND // line)
    if rows <= short:
        return rows
    whole = [int.from_bytes(pixels[row * line : (row + 1) * line]) for row in range(short // 2, rows)]
    change = [(above ^ below).bit_count() for above, below in pairwise(whole)]
    around = [sum(change[at : at + 3]) for at in range(len(change) - 2)]
    # The last of the calmest, so that bands are long.
    calmest = min(range(len(around)), key=lambda at: (around[at], -at), default=None)
    if calmest is None or around[calmest] > _CALM:
        return short
    return short // 2 + calmest + 2
