"""How making a document goes and comes out is told where it was asked for, whatever is done meanwhile."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from svdesk.desktop.making.document_outcome import BreakingLabel, DocumentProgress
from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.services.issuing.manifest import read_manifest
from tests.desktop.conftest import AnsweringDialogs, saved, view_of


@pytest.fixture
def page(example: MainWindow, qtbot: QtBot) -> DocumentsPage:
    """The documents step of the example, everything saved."""
    saved(qtbot, example)
    assert example.open_project is not None
    example.open_project.go_to("documents")
    page = example.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def button(page: DocumentsPage, name: str) -> QPushButton:
    return next(
        each
        for each in page.findChildren(QPushButton)
        if name in (each.accessibleName(), each.text().replace("&", ""))
    )


def save_buttons(page: DocumentsPage) -> list[QPushButton]:
    return [each for each in page.findChildren(QPushButton) if each.accessibleName().startswith("Save the ")]


def outcome_of(page: DocumentsPage) -> DocumentProgress:
    (shown,) = [each for each in page.findChildren(DocumentProgress) if each.isVisibleTo(page)]
    return shown


def at_work(page: DocumentsPage) -> bool:
    return any(each.stop.isVisibleTo(page) for each in page.findChildren(DocumentProgress))


def press(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Space)


def area_of(page: DocumentsPage) -> QScrollArea:
    parent = page.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    assert parent is not None
    return parent


def in_sight(widget: QWidget, area: QScrollArea) -> bool:
    """Say whether all of *widget* can be seen in *area* as it is scrolled."""
    port = area.viewport()
    place = QRect(widget.mapTo(port, QPoint()), widget.size())
    return widget.isVisible() and port.rect().contains(place)


def test_what_was_asked_is_saved_though_the_person_types_on(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    asked = page.editor.session.project
    out = dialogs.path = tmp_path / "out"
    button(page, "Save all documents in a folder…").click()
    version = page.binding("control__version").widget
    version.setFocus()
    QTest.keyClicks(version, "7")
    assert page.editor.session.project.revision > asked.revision
    assert at_work(page)
    qtbot.waitUntil(lambda: any(out.rglob("*-manifest.json")))
    qtbot.waitUntil(lambda: "documents are in" in outcome_of(page).words)
    (manifest,) = out.rglob("*-manifest.json")
    issued = read_manifest(manifest)
    assert len(issued) == len(list(out.rglob("*.pdf"))) > 1
    assert {(each.version, each.revision) for each in issued} == {(asked.control.version, asked.revision)}
    itt = next(manifest.parent / each.file_name for each in issued if each.document == "itt")
    text = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(itt).pages)
    assert f"Revision {asked.revision} of the project" in " ".join(text.split())
    assert f"Made from revision {asked.revision}" in outcome_of(page).words
    assert version.hasFocus()


def test_the_focus_is_on_stop_while_a_document_is_made_and_then_where_it_was(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "the annex.pdf"
    saving = button(page, "Save the social value specification annex")
    press(saving)
    assert QApplication.focusWidget() is outcome_of(page).stop
    qtbot.waitUntil(lambda: "Saved as" in outcome_of(page).words)
    assert QApplication.focusWidget() is saving
    dialogs.path = None
    QTest.keyClick(saving, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is saving


def test_stop_gives_the_focus_back_and_nothing_is_saved(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.path = tmp_path / "out"
    everything = button(page, "Save all documents in a folder…")
    press(everything)
    stop = outcome_of(page).stop
    assert QApplication.focusWidget() is stop
    QTest.keyClick(stop, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: outcome_of(page).words == "Stopped. Nothing was saved.")
    assert QApplication.focusWidget() is everything
    assert not dialogs.path.exists()


def test_progress_and_result_stand_in_sight_at_the_last_card_too_and_are_announced(
    page: DocumentsPage,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    announced: list[str] = []
    tell = QAccessible.updateAccessibility

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            announced.append(event.message())
        tell(event)

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    dialogs.path = tmp_path / "the last.pdf"
    last = [each for each in save_buttons(page) if each.isEnabled()][-1]
    area = area_of(page)
    area.ensureWidgetVisible(last, 0, 0)
    before = area.verticalScrollBar().value()
    assert before > 0
    press(last)
    qtbot.waitUntil(lambda: in_sight(outcome_of(page).stop, area))
    qtbot.waitUntil(lambda: f"Saved as {dialogs.path}." in outcome_of(page).words)
    qtbot.waitUntil(lambda: in_sight(outcome_of(page).label, area))
    assert in_sight(last, area)
    spoken = QAccessible.queryAccessibleInterface(outcome_of(page).label)
    assert spoken.text(QAccessible.Text.Name) == outcome_of(page).words
    assert outcome_of(page).words in announced


def test_nothing_is_cut_beside_the_preview_whatever_folder_is_chosen(
    page: DocumentsPage, example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    view_of(example).show_preview.setChecked(True)
    bar = area_of(page).horizontalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)
    dialogs.path = tmp_path / "Procurement_and_Commissioning_Team_Shared_Documents_2026-27_final_version"
    everything = button(page, "Save all documents in a folder…")
    press(everything)
    qtbot.waitUntil(lambda: "documents are in" in outcome_of(page).words)
    assert str(dialogs.path) in outcome_of(page).words
    qtbot.waitUntil(lambda: bar.maximum() == 0)


@pytest.mark.parametrize("words", ["y" * 300, "/a_b" * 80, "C:\\Users\\" + "x-" * 90 + ".pdf"])
def test_a_long_name_breaks_and_is_read_out_and_copied_whole(qtbot: QtBot, words: str) -> None:
    label = BreakingLabel()
    qtbot.addWidget(label)
    label.say(words)
    assert label.minimumSizeHint().width() < 300
    assert label.accessibleName() == words
    label.actions()[0].trigger()
    assert QApplication.clipboard().text() == words


def test_no_key_stands_for_two_things_on_the_documents_step(page: DocumentsPage, example: MainWindow) -> None:
    texts = [each.text() for each in example.findChildren(QAbstractButton) if each.isVisible()]
    texts += [each.text() for each in example.findChildren(QLabel) if each.isVisible() and each.buddy()]
    keys = [
        text.replace("&&", "").partition("&")[2][0].lower() for text in texts if "&" in text.replace("&&", "")
    ]
    assert len(keys) > 10
    assert sorted(keys) == sorted(set(keys))
    assert page.isVisible()
