"""A document on the screen as it will print, and the way to the printer.

Pages are drawn off the window's thread, the one under the eye first.
"""

from bisect import bisect_right
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QPainter, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from svdesk.desktop.background import Background
from svdesk.rendering.preview import Preview, open_preview

_GAP = 16
_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_PRINT_DPI = 300
_POINTS_PER_INCH = 72

Picture = tuple[int, int, bytes]


def _image(picture: Picture) -> QImage:
    width, height, pixels = picture
    return QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBX8888).copy()


class PreviewDialog(QDialog):
    """The pages below each other, with zoom, page keys, printing and the system's own viewer."""

    def __init__(self, parent: QWidget, title: str, path: Path) -> None:
        """Open the document at *path*."""
        super().__init__(parent)
        self.setWindowTitle(f"{title}: preview")
        self.resize(900, 680)
        self._path = path
        self._background = Background("preview", self)
        self._preview: Preview | None = None
        self._pages: list[QLabel] = []
        self._tops: list[int] = []
        self._drawn: dict[int, float] = {}
        self._waiting: set[int] = set()
        self._zoom = 1.0
        self._print_first = False
        self._closed = False
        self._build()
        self._draw_soon = QTimer(self, singleShot=True, interval=60)
        self._draw_soon.timeout.connect(self._draw_visible)
        self._area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._background.run(lambda: open_preview(path), self._opened, self._failed)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        row = QHBoxLayout()
        self._where = QLabel("Opening…")
        self._where.setMinimumWidth(110)
        row.addWidget(self._where)
        for words, act in (
            ("&Previous page", lambda: self._turn(-1)),
            ("&Next page", lambda: self._turn(1)),
            ("Zoom &out", lambda: self._step_zoom(-1)),
            ("Zoom &in", lambda: self._step_zoom(1)),
        ):
            row.addWidget(self._button(words, act))
        row.addStretch()
        row.addWidget(self._button("Open in another &viewer", self._open_outside))
        row.addWidget(self._button("P&rint…", self.print_pages))
        column.addLayout(row)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Pages")
        self._area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._sheet = QWidget()
        self._sheet_col = QVBoxLayout(self._sheet)
        self._sheet_col.setSpacing(_GAP)
        self._area.setWidget(self._sheet)
        column.addWidget(self._area, 1)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setFocus()
        for keys, act in (
            (QKeySequence.StandardKey.ZoomIn, lambda: self._step_zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self._step_zoom(-1)),
            (QKeySequence.StandardKey.Print, self.print_pages),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # ---- opening and drawing ------------------------------------------------------------------

    def _opened(self, preview: Preview) -> None:
        if self._closed:
            return
        self._preview = preview
        for number in range(preview.page_count):
            page = QLabel()
            page.setAlignment(Qt.AlignmentFlag.AlignCenter)
            page.setAccessibleName(f"Page {number + 1} of {preview.page_count}")
            self._pages.append(page)
            self._sheet_col.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._resize_pages()
        if self._print_first:
            QTimer.singleShot(0, self.print_pages)

    def _failed(self, error: Exception) -> None:
        if not self._closed:
            self._where.setText(f"The document could not be opened: {error}")

    def _resize_pages(self) -> None:
        if self._preview is None:
            return
        dots = self.logicalDpiX() / _POINTS_PER_INCH * self._zoom
        below = self._sheet_col.contentsMargins().top()
        self._tops = []
        for number, page in enumerate(self._pages):
            width, height = self._preview.page_size(number)
            page.setFixedSize(QSize(round(width * dots), round(height * dots)))
            self._tops.append(below)
            below += page.height() + _GAP
            page.setStyleSheet("background: #FFFFFF; border: 1px solid #C9D2D6;")
        self._drawn.clear()
        self._sheet_col.activate()
        self._scrolled()

    def _scrolled(self) -> None:
        if self._pages:
            self._where.setText(f"Page {self._current() + 1} of {len(self._pages)}")
        self._draw_soon.start()

    def _current(self) -> int:
        middle = self._area.verticalScrollBar().value() + self._area.viewport().height() // 3
        return max(0, bisect_right(self._tops, middle) - 1)

    def _draw_visible(self) -> None:
        here = self._current()
        for number in (here, here + 1, here - 1, here + 2):
            if 0 <= number < len(self._pages) and self._drawn.get(number) != self._zoom:
                self._draw(number)

    def _draw(self, number: int) -> None:
        preview = self._preview
        if preview is None or number in self._waiting:
            return
        self._waiting.add(number)
        zoom, ratio = self._zoom, self.devicePixelRatioF()
        scale = self.logicalDpiX() / _POINTS_PER_INCH * zoom * ratio

        def came(picture: Picture) -> None:
            self._waiting.discard(number)
            if self._closed:
                return
            pixmap = QPixmap.fromImage(_image(picture))
            pixmap.setDevicePixelRatio(ratio)
            self._pages[number].setPixmap(pixmap)
            self._drawn[number] = zoom
            if zoom != self._zoom:
                self._draw_soon.start()

        self._background.run(lambda: preview.image(number, scale), came, self._failed)

    # ---- moving about ---------------------------------------------------------------------------

    def _turn(self, by: int) -> None:
        number = self._current() + by
        if 0 <= number < len(self._pages):
            self._area.verticalScrollBar().setValue(self._tops[number] - _GAP // 2)

    def _step_zoom(self, by: int) -> None:
        place = min(range(len(_ZOOMS)), key=lambda n: abs(_ZOOMS[n] - self._zoom)) + by
        if 0 <= place < len(_ZOOMS):
            here = self._current()
            self._zoom = _ZOOMS[place]
            self._resize_pages()
            QTimer.singleShot(0, lambda: self._turn_to(here))

    def _turn_to(self, number: int) -> None:
        if 0 <= number < len(self._pages):
            self._area.verticalScrollBar().setValue(self._tops[number] - _GAP // 2)

    def _open_outside(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path)))

    # ---- printing ---------------------------------------------------------------------------------

    def print_when_ready(self) -> None:
        """Ask for the printer as soon as the document is open."""
        self._print_first = True

    def print_pages(self) -> None:
        """Print through the system's dialog, at full quality, with progress and cancel."""
        preview = self._preview
        if preview is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self.windowTitle())
        dialog = QPrintDialog(printer, self)
        dialog.setMinMax(1, len(self._pages))
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        first, last = printer.fromPage() or 1, printer.toPage() or len(self._pages)
        progress = QProgressDialog("Printing…", "Stop printing", first - 1, last, self)
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(300)
        painter = QPainter()
        if not painter.begin(printer):
            self._where.setText("The printer could not be reached. Nothing was printed.")
            return
        scale = min(_PRINT_DPI, printer.resolution()) / _POINTS_PER_INCH
        self._print_page(preview, painter, printer, progress, first - 1, last, scale)

    def _print_page(
        self,
        preview: Preview,
        painter: QPainter,
        printer: QPrinter,
        progress: QProgressDialog,
        number: int,
        last: int,
        scale: float,
    ) -> None:
        """Print one page and go on with the next when it has been drawn off the thread."""
        if number >= last or progress.wasCanceled() or self._closed:
            painter.end()
            progress.close()
            return

        def came(picture: Picture) -> None:
            page = printer.pageLayout().fullRectPixels(printer.resolution())
            margins = printer.pageLayout().paintRectPixels(printer.resolution()).topLeft()
            painter.drawImage(QRect(-margins, page.size()), _image(picture))
            progress.setValue(number + 1)
            if number + 1 < last:
                printer.newPage()
            self._print_page(preview, painter, printer, progress, number + 1, last, scale)

        self._background.run(lambda: preview.image(number, scale), came, self._failed)

    def done(self, result: int) -> None:
        """Release the document as the dialog goes."""
        self._closed = True
        preview = self._preview
        if preview is not None:
            self._background.run(preview.close, lambda _none: None, lambda _error: None)
        self._background.finish()
        super().done(result)
