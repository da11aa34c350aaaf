"""The preview of a document: looked at, printed, opened elsewhere and closed."""

from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.viewer.document_window import PreviewDialog
from tests.desktop.viewer.pdf_files import pdf_file

KEY, CONTROL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Chosen:
    """Answers in place of the system's printer dialog, which no test can press."""

    def __init__(self, path: Path, *, accepts: bool = True, dots: int = 72) -> None:
        self.path, self.accepts, self.dots = path, accepts, dots
        self.asked: list[int] = []

    def __call__(self, printer: QPrinter, parent: QWidget, count: int) -> bool:
        assert parent.isVisible()
        self.asked.append(count)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        printer.setResolution(self.dots)
        return self.accepts


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    assert qapp is not None
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.fixture
def dialog(window: QWidget, qtbot: QtBot, tmp_path: Path) -> Iterator[PreviewDialog]:
    opened = PreviewDialog(window, "Question pack", pdf_file(tmp_path / "a.pdf", 30))
    qtbot.addWidget(opened)
    with qtbot.waitSignal(opened.view.ready):
        opened.show()
    yield opened
    opened.close()


def test_the_keyboard_is_in_the_pages_and_escape_closes(dialog: PreviewDialog, qtbot: QtBot) -> None:
    assert dialog.windowTitle() == "Question pack: preview"
    qtbot.waitUntil(dialog.view.canvas.hasFocus)
    qtbot.keyClick(dialog.view.canvas, KEY.Key_End)
    assert dialog.view.current_page() == 30
    qtbot.keyClick(dialog.view.canvas, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.view.page_count() == 0


def test_escape_closes_find_first(dialog: PreviewDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog, KEY.Key_F, CONTROL)
    qtbot.keyClick(dialog.view.find_bar.words, KEY.Key_Escape)
    assert dialog.isVisible()
    assert not dialog.view.find_bar.isVisible()


def test_ctrl_p_prints_what_was_chosen_and_says_so(
    dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose_printer = chosen = Chosen(tmp_path / "out.pdf")
    qtbot.keyClick(dialog, KEY.Key_P, CONTROL)
    assert not dialog.printing.isEnabled()
    qtbot.waitUntil(dialog.said.isVisible)
    assert dialog.said.text() == "Pages 1 to 30 were sent to the printer."
    assert chosen.asked == [30]
    assert dialog.printing.isEnabled()
    assert len(pypdf.PdfReader(chosen.path).pages) == 30
    assert not [each for each in dialog.findChildren(QProgressDialog) if each.isVisible()]


def test_printing_is_asked_for_when_the_document_is_open(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PreviewDialog(window, "Question pack", pdf_file(tmp_path / "a.pdf", 2))
    qtbot.addWidget(dialog)
    dialog.choose_printer = chosen = Chosen(tmp_path / "out.pdf")
    dialog.print_when_ready()
    dialog.show()
    assert chosen.asked == []
    qtbot.waitUntil(lambda: dialog.said.text().endswith("sent to the printer."))
    assert chosen.asked == [2]
    dialog.close()


def test_a_printer_dialog_that_is_left_prints_nothing(dialog: PreviewDialog, tmp_path: Path) -> None:
    dialog.choose_printer = chosen = Chosen(tmp_path / "out.pdf", accepts=False)
    dialog.printing.click()
    assert chosen.asked == [30]
    assert dialog.printing.isEnabled()
    assert not chosen.path.exists()


def test_printing_can_be_stopped(dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path) -> None:
    dialog.choose_printer = chosen = Chosen(tmp_path / "out.pdf", dots=600)
    dialog.printing.click()
    (progress,) = dialog.findChildren(QProgressDialog)
    qtbot.waitUntil(lambda: progress.value() >= 1)
    (stop,) = progress.findChildren(QPushButton)
    stop.click()
    qtbot.waitUntil(dialog.printing.isEnabled)
    assert dialog.said.text().startswith("Printing was stopped. Page")
    assert dialog.said.text().endswith("sent to the printer, and no others.")
    assert 1 <= len(pypdf.PdfReader(chosen.path).pages) < 30


def test_closing_while_it_prints_lets_go_of_everything(
    dialog: PreviewDialog, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog.choose_printer = chosen = Chosen(tmp_path / "out.pdf", dots=600)
    dialog.printing.click()
    (progress,) = dialog.findChildren(QProgressDialog)
    qtbot.waitUntil(lambda: progress.value() >= 1)
    dialog.close()
    assert dialog.said.text().startswith("Printing was stopped.")
    assert len(pypdf.PdfReader(chosen.path).pages) >= 1
    assert dialog.view.page_count() == 0


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_a_machine_without_a_printer_says_so(dialog: PreviewDialog) -> None:
    dialog.printing.click()
    assert dialog.said.isVisible()
    assert dialog.said.text().startswith("No printer is set up on this computer. Nothing was printed.")


def test_a_file_that_cannot_be_shown_is_said_and_nothing_can_be_printed(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PreviewDialog(window, "Question pack", tmp_path / "gone.pdf")
    qtbot.addWidget(dialog)
    dialog.print_when_ready()
    dialog.show()
    qtbot.waitUntil(dialog.said.isVisible)
    assert dialog.said.text() == "The document could not be opened: No such file or directory"
    assert not dialog.printing.isEnabled()
    dialog.close()


class Viewer(QObject):
    """Stands where the system's viewer would."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show(self, address: QUrl) -> None:
        self.opened.append(address.toLocalFile())


def test_another_viewer_is_given_the_file(dialog: PreviewDialog, tmp_path: Path) -> None:
    viewer = Viewer()
    QDesktopServices.setUrlHandler("file", viewer, "show")
    try:
        dialog.outside.click()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert viewer.opened == [str(tmp_path / "a.pdf")]


def test_a_modal_preview_closes_at_once_while_pages_are_drawn(
    window: QWidget, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = PreviewDialog(window, "Question pack", pdf_file(tmp_path / "b.pdf", 500))
    qtbot.addWidget(dialog)
    QTimer.singleShot(0, dialog.close)
    dialog.exec()
    assert dialog.view.page_count() == 0


def test_every_control_is_named(dialog: PreviewDialog) -> None:
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not widget.focusProxy():
            spoken = QAccessible.queryAccessibleInterface(widget)
            assert spoken.text(QAccessible.Text.Name).strip(), widget
