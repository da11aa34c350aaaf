"""What is saved from the window is written down, listed, made again and checked."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.making.issued_dialog import IssuedDialog
from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.services.issuing.manifest import read_manifest
from tests.desktop.conftest import AnsweringDialogs, saved

Look = Callable[[IssuedDialog], None]


@pytest.fixture
def page(example: MainWindow, qtbot: QtBot) -> DocumentsPage:
    """The documents step of the example."""
    saved(qtbot, example)
    assert example.open_project is not None
    example.open_project.go_to("documents")
    page = example.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


@pytest.fixture
def annex(page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path) -> Path:
    """The annex, saved from the window."""
    (tmp_path / "out").mkdir()
    dialogs.path = tmp_path / "out" / "our annex.pdf"
    next(
        button
        for button in page.findChildren(QPushButton)
        if button.accessibleName() == "Save the social value specification annex"
    ).click()
    qtbot.waitUntil(lambda: bool(list((tmp_path / "out").glob("*-manifest.json"))))
    return dialogs.path


def with_dialog(page: DocumentsPage, qtbot: QtBot, look: Look) -> None:
    """Open the list of issued documents, do *look* once it is filled, and close it."""
    seen: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, IssuedDialog)
        try:
            qtbot.waitUntil(lambda: dialog.model.rowCount() > 0 or bool(dialog.said.toPlainText()))
            look(dialog)
            seen.append(True)
        finally:
            dialog.reject()

    QTimer.singleShot(0, act)
    next(each for each in page.findChildren(QPushButton) if each.text() == "&Issued documents…").click()
    assert seen


def said(dialog: IssuedDialog, qtbot: QtBot) -> str:
    qtbot.waitUntil(
        lambda: dialog.said.toPlainText() != "" and not dialog.said.toPlainText().endswith("…"),
    )
    return dialog.said.toPlainText()


def test_before_anything_is_saved_the_list_says_so(page: DocumentsPage, qtbot: QtBot) -> None:
    def look(dialog: IssuedDialog) -> None:
        assert said(dialog, qtbot) == "No document has been saved yet."
        assert not dialog.again.isEnabled()

    with_dialog(page, qtbot, look)


def test_a_saved_document_is_listed_here_and_in_the_manifest_beside_it(
    page: DocumentsPage, annex: Path, qtbot: QtBot
) -> None:
    (manifest,) = annex.parent.glob("*-manifest.json")
    (listed,) = read_manifest(manifest)
    assert (listed.file_name, listed.document, listed.format) == (annex.name, "annex", "pdf")
    before = page.editor.session.project

    def look(dialog: IssuedDialog) -> None:
        shown = [dialog.model.item(0, column).text() for column in range(dialog.model.columnCount())]
        assert shown[0] == "Social value specification annex"
        assert shown[1] == "1.0 (issued)"
        assert shown[3] == before.about.officer
        assert shown[4] == annex.name

    with_dialog(page, qtbot, look)
    assert page.editor.session.project == before


def test_a_document_is_made_again_byte_for_byte_after_the_project_has_changed(
    page: DocumentsPage, annex: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    session = page.editor.session
    session.replace({"kpis": ()})
    dialogs.path = tmp_path / "again.pdf"

    def look(dialog: IssuedDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        assert "byte for byte" in said(dialog, qtbot)

    with_dialog(page, qtbot, look)
    assert dialogs.path.read_bytes() == annex.read_bytes()


def test_a_file_is_checked_and_what_changed_is_told(
    page: DocumentsPage, annex: Path, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    with pikepdf.open(annex, allow_overwriting_input=True) as pdf:
        del pdf.pages[-1]
        pdf.save(annex)
    dialogs.path = annex

    def look(dialog: IssuedDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
        told = said(dialog, qtbot)
        assert "Changed since it was issued." in told
        assert "pages and now has" in told
        assert dialog.said.hasFocus()

    with_dialog(page, qtbot, look)


def test_a_place_that_cannot_be_written_is_told_and_the_dialog_stays(
    page: DocumentsPage, annex: Path, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    assert annex.exists()
    dialogs.path = annex / "below a file.pdf"

    def look(dialog: IssuedDialog) -> None:
        dialog.again.click()
        assert "Could not write" in said(dialog, qtbot)

    with_dialog(page, qtbot, look)


def test_an_answer_that_comes_after_closing_does_no_harm(
    page: DocumentsPage, annex: Path, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    dialogs.path = annex
    with_dialog(page, qtbot, lambda dialog: dialog.check.click())
    # Long work is done one after another: once this list is there, the earlier answer has come.
    counts: list[int] = []
    with_dialog(page, qtbot, lambda dialog: counts.append(dialog.model.rowCount()))
    assert counts == [1]


def test_the_list_shows_its_words_on_one_line_each_below_headings_that_stand_over_them(
    page: DocumentsPage, annex: Path, qtbot: QtBot
) -> None:
    def look(dialog: IssuedDialog) -> None:
        table, letters = dialog.table, dialog.table.fontMetrics()
        qtbot.waitUntil(lambda: table.columnWidth(1) > letters.horizontalAdvance("1.0 (issued)"))
        assert table.horizontalHeader().defaultAlignment() & Qt.AlignmentFlag.AlignLeft
        assert table.rowHeight(0) < 2 * letters.lineSpacing()
        for column in range(dialog.model.columnCount()):
            words = dialog.model.item(0, column).text()
            assert table.columnWidth(column) > letters.horizontalAdvance(words), words
            assert dialog.model.item(0, column).toolTip() == words

    assert annex.exists()
    with_dialog(page, qtbot, look)
