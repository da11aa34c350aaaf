"""Making, previewing and saving documents from the window."""

from pathlib import Path

import pypdf
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.main_window import MainWindow
from svdesk.desktop.pages.documents import DocumentsPage
from tests.desktop.conftest import AnsweringDialogs


def _page(window: MainWindow) -> DocumentsPage:
    assert window.open_project is not None
    window.open_project.go_to("documents")
    page = window.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def _button(page: DocumentsPage, name: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if b.accessibleName() == name)


def _said(page: DocumentsPage) -> str:
    return next(
        label.text()
        for label in page.findChildren(QLabel)
        if label.accessibleName() == "How the documents came out"
    )


def test_all_documents_are_saved_in_a_folder(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "out"
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    qtbot.waitUntil(lambda: "documents are in" in _said(page), timeout=60_000)
    made = sorted(dialogs.path.rglob("*.pdf"))
    assert len(made) == 3
    for path in made:
        text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(path).pages)
        assert "DN776889" in text
    assert not [path for path in dialogs.path.rglob("*") if path.name.endswith(".part")]


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
        where = dialog.findChildren(QLabel)[0].text()
        drawn = [
            label
            for label in dialog.findChildren(QLabel)
            if label.accessibleName().startswith("Page 1 of") and not label.pixmap().isNull()
        ]
        if not drawn:
            QTimer.singleShot(100, look)
            return
        seen.append(where)
        dialog.close()

    QTimer.singleShot(100, look)
    _button(page, "Preview the relevance and proportionality statement").click()
    qtbot.waitUntil(lambda: bool(seen), timeout=60_000)
    assert seen[0].startswith("Page 1 of ")


def test_a_build_can_be_stopped_and_leaves_nothing_behind(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "out"
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    stop = next(b for b in page.findChildren(QPushButton) if b.text() == "&Stop")
    assert stop.isVisible()
    stop.click()
    qtbot.waitUntil(lambda: _said(page).startswith("Stopped"), timeout=30_000)
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_folder_that_cannot_be_written_is_reported(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    page = _page(example)
    dialogs.path = tmp_path / "a-file"
    dialogs.path.write_text("in the way")
    next(b for b in page.findChildren(QPushButton) if "all documents" in b.text()).click()
    qtbot.waitUntil(lambda: "Could not be saved" in _said(page), timeout=60_000)
    assert dialogs.path.read_text() == "in the way"
