"""A document on the screen as it will print, and the way to the printer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QDesktopServices, QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QProgressDialog, QVBoxLayout, QWidget

from svdesk.desktop.viewer.page_view import PageView
from svdesk.desktop.viewer.printing import PrintJob, ask_printer, printer_for
from svdesk.desktop.widgets.plain import PlainLabel
from svdesk.desktop.widgets.style import restyle

_FIRST_SIZE = (1120, 800)
_WIDE_BAR = 1060
"""Width of a screen from which on everything has a button in the bar; else some is in a menu."""
_PATIENCE = 300
_NO_PRINTER = (
    "No printer is set up on this computer. Nothing was printed. Set one up in the system's settings, "
    "or save the document and print it where there is one."
)

Choose = Callable[[QPrinter, QWidget, int], bool]


class PreviewDialog(QDialog):
    """The pages with all that a :class:`PageView` offers, printing and the system's own viewer."""

    def __init__(self, parent: QWidget, title: str, path: Path) -> None:
        """Open the document at *path*."""
        super().__init__(parent)
        self.setWindowTitle(f"{title}: preview")
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._title = title
        self._path = path
        self._print_first = False
        self._job: PrintJob | None = None
        self._progress: QProgressDialog | None = None
        self.choose_printer: Choose | None = None
        """Asks for the printer in place of the system's dialog."""
        room = parent.screen().availableGeometry()
        self.view = PageView(self, compact=room.width() < _WIDE_BAR)
        self.said = PlainLabel()
        self.said.setWordWrap(True)
        self.said.setProperty("role", "info")
        self.said.setAccessibleName("What happened")
        self.said.hide()
        self.outside = self.view.bar.button("Open in another viewer", "Open in another viewer", "")
        self.outside.setToolTip("For filling in the form, or for whatever else your own viewer does")
        self.outside.clicked.connect(self._open_outside)
        self.printing = self.view.bar.button("Print…", "Print", "Ctrl+P")
        self.printing.clicked.connect(self.print_pages)
        self.printing.setEnabled(False)
        for button in (self.outside, self.printing):
            self.view.bar.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.said)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_pages)
        self.resize(min(_FIRST_SIZE[0], room.width() - 40), min(_FIRST_SIZE[1], room.height() - 60))
        self.view.ready.connect(self._opened)
        self.view.failed.connect(lambda words: self._say(words, well=False))
        self.view.canvas.setFocus()
        self.view.show_file(path)

    def _opened(self) -> None:
        self.printing.setEnabled(self._job is None)
        if self._print_first:
            self._print_first = False
            self.print_pages()

    def _say(self, words: str, *, well: bool) -> None:
        """Show how something came out, and have it read out."""
        self.said.setText(words)
        self.said.setProperty("role", "info" if well else "notice")
        restyle(self.said)
        self.said.setVisible(bool(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.said, words))

    def _open_outside(self) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path))):
            self._say(
                "No program on this computer opens PDF files. Save the document and open it elsewhere.",
                well=False,
            )

    # ---- printing ---------------------------------------------------------------------------------

    def print_when_ready(self) -> None:
        """Ask for the printer as soon as the document is open."""
        self._print_first = True

    def print_pages(self) -> None:
        """Print through the system's dialog, at full quality, with progress and a way to stop."""
        document = self.view.document
        if document is None or self._job is not None or not document.sizes:
            return
        if self.choose_printer is None and not QPrinterInfo.availablePrinterNames():
            self._say(_NO_PRINTER, well=False)
            return
        printer = printer_for(document, self._title)
        choose = self.choose_printer or ask_printer
        if not choose(printer, self, len(document.sizes)):
            return
        self._say("", well=True)
        job = PrintJob(document, printer, self.view.current_page() - 1, self)
        progress = QProgressDialog("Sending pages to the printer…", "Stop printing", 0, 0, self)
        progress.setWindowTitle("Printing")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumDuration(_PATIENCE)
        progress.setAutoReset(False)
        progress.canceled.connect(self._stop)
        job.progress.connect(self._show_progress)
        job.finished.connect(self._printed)
        self._job, self._progress = job, progress
        self.printing.setEnabled(False)
        job.start()

    def _show_progress(self, done: int, of: int) -> None:
        if self._progress is not None and self._job is not None:
            self._progress.setMaximum(of)
            self._progress.setValue(done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._say("Printing stops after the page that is under way…", well=True)

    def _printed(self, complete: bool, words: str) -> None:
        progress, job = self._progress, self._job
        self._progress = self._job = None
        if progress is not None:
            progress.canceled.disconnect(self._stop)
            progress.close()
            progress.deleteLater()
        if job is not None:
            job.deleteLater()
        self.printing.setEnabled(True)
        self._say(words, well=complete)

    def done(self, result: int) -> None:
        """Let go of printer and document as the dialog goes."""
        if self._job is not None:
            self._job.abandon()
        self.view.close_document()
        super().done(result)
