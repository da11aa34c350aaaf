"""Making, previewing and saving documents from the window."""

from pathlib import Path

import pypdf
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.making.document_outcome import DocumentProgress
from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.viewer.page_view import PageView
from svdesk.documents.catalogue import CATALOGUE, DocumentKind
from svdesk.rendering.formats import format_keys
from tests.desktop.conftest import AnsweringDialogs


def _page(window: MainWindow) -> DocumentsPage:
    assert window.open_project is not None
    window.open_project.go_to("documents")
    page = window.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def _button(page: DocumentsPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)


def _outcomes(page: DocumentsPage) -> list[DocumentProgress]:
    return [outcome for outcome in page.findChildren(DocumentProgress) if outcome.isVisibleTo(page)]


def _said(page: DocumentsPage) -> str:
    """What is said of how the documents came out, as a screen reader has it."""
    spoken = (QAccessible.queryAccessibleInterface(outcome.label) for outcome in _outcomes(page))
    return " ".join(each.text(QAccessible.Text.Name) for each in spoken if each is not None)


def _that_can_be_made(window: MainWindow) -> list[DocumentKind]:
    assert window.open_project is not None
    session = window.open_project.session
    return [kind for kind in CATALOGUE if not kind.available(session.case)]


def test_all_documents_are_saved_in_a_folder(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "out"
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    qtbot.waitUntil(lambda: "documents are in" in _said(page))
    made = sorted(dialogs.path.rglob("*.pdf"))
    assert len(made) == len(_that_can_be_made(example))
    others = [path.name for path in dialogs.path.rglob("*") if path.is_file() and path.suffix != ".pdf"]
    assert len(others) == 1
    assert others[0].endswith("-manifest.json")
    for path in made:
        text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)
        assert "DN776889" in text


def _box(page: DocumentsPage, ending: str) -> QCheckBox:
    return next(box for box in page.findChildren(QCheckBox) if box.text().endswith(f"(.{ending})"))


def _press(box: QCheckBox) -> None:
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def test_pdf_is_ticked_and_every_kind_of_file_has_a_box_with_a_name(example: MainWindow) -> None:
    boxes = [box for box in _page(example).findChildren(QCheckBox) if box.text().endswith(")")]
    assert [box.text().rpartition(".")[2] for box in boxes] == [f"{key})" for key in format_keys()]
    assert [box.isChecked() for box in boxes] == [key == "pdf" for key in format_keys()]
    assert all(box.accessibleName().startswith("Save as ") for box in boxes)


def test_a_document_is_saved_in_the_kinds_of_file_that_are_ticked_and_suit_it(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    for ending in ("html", "csv", "ics"):
        _press(_box(page, ending))
    dialogs.path = tmp_path / "out"
    _button(page, "Save the social value question pack").click()
    qtbot.waitUntil(lambda: "documents are in" in _said(page))
    made = {path.suffix for path in dialogs.path.rglob("*") if path.is_file()}
    assert made == {".pdf", ".html", ".csv", ".json"}


def test_a_single_kind_of_file_is_saved_under_the_name_that_is_given(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    _press(_box(page, "pdf"))
    _press(_box(page, "ics"))
    assert not _button(page, "Save the social value question pack").isEnabled()
    assert _button(page, "Preview the social value question pack").isEnabled()
    dialogs.path = tmp_path / "calendar.ics"
    _button(page, "Save the hand-over file for the contract manager").click()
    qtbot.waitUntil(lambda: "Saved as" in _said(page))
    assert dialogs.path.read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_nothing_can_be_saved_while_no_kind_of_file_is_ticked(example: MainWindow) -> None:
    page = _page(example)
    _press(_box(page, "pdf"))
    told = [label.text() for label in page.findChildren(QLabel) if label.isVisibleTo(page)]
    assert "Tick at least one kind of file." in told
    assert not _button(page, "Save the monitoring return").isEnabled()
    assert not next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).isEnabled()


def test_a_document_that_is_not_lawful_says_why_and_cannot_be_made(example: MainWindow) -> None:
    page = _page(example)
    button = _button(page, "Preview the selection question pack")
    assert not button.isEnabled()
    reasons = [label.text() for label in page.findChildren(QLabel) if "selection" in label.text().lower()]
    assert any("£663,540" in reason for reason in reasons)


def test_a_document_is_previewed_page_by_page(example: MainWindow, qtbot: QtBot) -> None:
    page = _page(example)
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(100, look)
            return
        view = dialog.findChild(PageView)
        if view is None or not view.page_count() or view.canvas.wanted_now() is not None:
            QTimer.singleShot(100, look)
            return
        seen.append(view.canvas.accessibleName())
        dialog.close()

    QTimer.singleShot(100, look)
    _button(page, "Preview the relevance and proportionality statement").click()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0].startswith("Page 1 of ")


def test_a_build_can_be_stopped_and_leaves_nothing_behind(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "out"
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    (outcome,) = _outcomes(page)
    assert outcome.stop.isVisible()
    outcome.stop.click()
    qtbot.waitUntil(lambda: _said(page).startswith("Stopped"))
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_folder_that_cannot_be_written_is_reported(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "a-file"
    dialogs.path.write_text("in the way")
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    qtbot.waitUntil(lambda: "Could not be saved" in _said(page))
    assert dialogs.path.read_text() == "in the way"
