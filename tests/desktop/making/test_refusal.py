"""No document is made from the window while something must be put right; the way there is one press."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.making.refusal import BlockList
from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.shell.main_window import MainWindow
from tests.desktop.conftest import AnsweringDialogs, saved
from tests.desktop.making.test_document_outcome import button, outcome_of, press

_SAVE_ALL = "Save all documents in a folder…"


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is asked to read out."""
    words: list[str] = []
    tell = QAccessible.updateAccessibility

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            words.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", listen)
    return words


def _email(window: MainWindow, words: str) -> None:
    """Type *words* where the officer's email address stands."""
    assert window.open_project is not None
    window.open_project.go_to("about", "about.officer_email")
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, words)


def _documents(window: MainWindow) -> DocumentsPage:
    assert window.open_project is not None
    window.open_project.go_to("documents")
    page = window.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def _ways(page: DocumentsPage) -> list[QPushButton]:
    (shown,) = [places for places in page.findChildren(BlockList) if places.isVisibleTo(page)]
    return shown.findChildren(QPushButton)


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


@pytest.mark.parametrize(
    "asked",
    [
        _SAVE_ALL,
        "Save the social value question pack",
        "Preview the social value question pack",
        "Print the social value question pack",
    ],
)
def test_nothing_is_made_while_an_answer_cannot_stand(
    example: MainWindow, dialogs: AnsweringDialogs, tmp_path: Path, heard: list[str], asked: str
) -> None:
    _email(example, "nobody")
    page = _documents(example)
    dialogs.path = tmp_path / "out"
    press(button(page, asked))
    assert outcome_of(page).words.startswith("Nothing was made: one answer must be put right first.")
    assert "a draft can be made" in outcome_of(page).words
    assert outcome_of(page).words in heard
    (way,) = _ways(page)
    assert way.accessibleName().startswith("Go to About the project: ")
    assert "This is not an email address." in way.accessibleName()
    assert not dialogs.path.exists()
    assert QApplication.activeModalWidget() is None


def test_the_keyboard_goes_to_what_is_wrong_and_then_everything_is_made(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    _email(example, "nobody")
    page = _documents(example)
    dialogs.path = tmp_path / "out"
    press(button(page, _SAVE_ALL))
    QTest.keyClick(_focus(), Qt.Key.Key_Tab)
    assert [_focus()] == _ways(page)
    QTest.keyClick(_focus(), Qt.Key.Key_Space)
    assert _focus().objectName() == "about__officer_email"
    _email(example, "name@example.gov.uk")
    saved(qtbot, example)
    page = _documents(example)
    press(button(page, _SAVE_ALL))
    qtbot.waitUntil(lambda: "documents are in" in outcome_of(page).words)
    assert not [places for places in page.findChildren(BlockList) if places.isVisibleTo(page)]
    assert list(dialogs.path.rglob("*.pdf"))


def test_a_draft_is_made_while_answers_are_only_missing(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    _email(example, "x")
    QTest.keyClick(_focus(), Qt.Key.Key_Backspace)
    page = _documents(example)
    dialogs.path = tmp_path / "pack.pdf"
    press(button(page, "Save the social value question pack"))
    qtbot.waitUntil(lambda: "Saved as" in outcome_of(page).words)
    assert dialogs.path.read_bytes().startswith(b"%PDF")
