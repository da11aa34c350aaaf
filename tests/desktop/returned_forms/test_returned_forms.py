"""Forms that came back are read, listed, reported on, compared, saved and removed in the window."""

import csv
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.pages.documents import DocumentsPage
from svdesk.desktop.returned_forms.compare_dialog import CompareDialog
from svdesk.desktop.returned_forms.dialog import ReturnedFormsDialog
from svdesk.desktop.returned_forms.models import FILE, ORGANISATION, STATE
from svdesk.desktop.shell.home import Home
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import ForKnown
from svdesk.domain.project import Project
from svdesk.domain.returned_form import Matter
from svdesk.services.exchange.project_file import read_whole
from svdesk.services.project.project_sources import example_project
from tests.desktop.conftest import AnsweringDialogs, OpenWindow, saved
from tests.desktop.returned_forms.example_forms import (
    NAME_FIELD,
    filled,
    filled_workbook,
    form_from,
    issued,
    keep,
    original,
    with_findings,
)

Look = Callable[[ReturnedFormsDialog], None]
ALT = Qt.KeyboardModifier.AltModifier
CARE = "Social value question pack"


@pytest.fixture
def project() -> Project:
    return example_project()


def open_documents(open_window: OpenWindow, qtbot: QtBot) -> DocumentsPage:
    """The documents step of the only project in the database."""
    window = open_window()
    qtbot.waitUntil(lambda: window.home.projects.isVisible() and window.home.open_project.isEnabled())
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    return documents_of(window, qtbot)


def documents_of(window: MainWindow, qtbot: QtBot) -> DocumentsPage:
    saved(qtbot, window)
    assert window.open_project is not None
    window.open_project.go_to("documents")
    page = window.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def with_dialog(page: DocumentsPage, qtbot: QtBot, look: Look) -> None:
    """Open the returned forms, do *look* once the list is there, and close them."""
    seen: list[bool] = []

    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReturnedFormsDialog)
        try:
            qtbot.waitUntil(lambda: not dialog.parts.said.text().endswith("…"))
            look(dialog)
            seen.append(True)
        finally:
            dialog.reject()

    QTimer.singleShot(0, act)
    next(each for each in page.findChildren(QPushButton) if each.text() == "&Returned forms…").click()
    assert seen


def shown(dialog: ReturnedFormsDialog, column: int) -> list[str]:
    found = dialog.parts.found
    return [str(found.index(row, column).data()) for row in range(found.rowCount())]


def read_to_the_end(dialog: ReturnedFormsDialog, qtbot: QtBot) -> None:
    files = dialog.parts.files.model
    qtbot.waitUntil(
        lambda: not dialog.reading.busy and files.rowCount() > 0 and not dialog.parts.stop.isVisible(),
    )
    qtbot.waitUntil(lambda: dialog.parts.report.hasFocus() or dialog.parts.files.table.hasFocus())


# ---- reading ------------------------------------------------------------------------------------


def test_before_anything_came_back_it_says_what_to_do(example: MainWindow, qtbot: QtBot) -> None:
    def look(dialog: ReturnedFormsDialog) -> None:
        words = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        assert "Bidders return the PDF or Excel form" in words
        assert dialog.parts.read.hasFocus()
        assert not dialog.parts.table.isVisible()
        assert not dialog.parts.remove.isVisible()

    with_dialog(documents_of(example, qtbot), qtbot, look)


@pytest.fixture
def page(example: MainWindow, qtbot: QtBot) -> DocumentsPage:
    return documents_of(example, qtbot)


@pytest.fixture
def blank(page: DocumentsPage, tmp_path: Path) -> Path:
    """The response form of the open project."""
    return issued(page.editor.session.project, tmp_path, "itt")


def test_a_filled_form_is_read_by_keyboard_and_its_report_has_the_focus(
    page: DocumentsPage, blank: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.paths = (filled(blank, tmp_path / "tender.pdf", {NAME_FIELD: "<b>Weaver</b> & Co"}),)

    def look(dialog: ReturnedFormsDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_R, ALT)
        read_to_the_end(dialog, qtbot)
        assert shown(dialog, ORGANISATION) == ["<b>Weaver</b> & Co"]
        assert shown(dialog, FILE) == ["tender.pdf"]
        assert shown(dialog, STATE)[0].endswith("things to look at")
        report = dialog.parts.report
        assert report.hasFocus()
        assert "Missing (" in report.toPlainText()
        assert "from <b>Weaver</b> & Co" in report.toPlainText()
        assert dialog.parts.said.text() == "1 file read and kept."

    with_dialog(page, qtbot, look)


def test_an_excel_form_says_whose_it_is_and_what_was_entered(
    page: DocumentsPage, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    blank = issued(page.editor.session.project, tmp_path, "itt", "xlsx")
    entered = {NAME_FIELD: "Oak Ltd", "assumptions": "Two hundred meals a day, every day of the year."}
    dialogs.paths = (filled_workbook(blank, tmp_path / "oak.xlsx", entered),)

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.read.click()
        read_to_the_end(dialog, qtbot)
        assert shown(dialog, ORGANISATION) == ["Oak Ltd"]
        answers = dialog.parts.answers.model
        found = {answer.field: row for row in range(answers.rowCount()) if (answer := answers.answer_at(row))}
        cells = [str(answers.index(found["assumptions"], column).data()) for column in range(4)]
        assert cells[1:] == [entered["assumptions"], "10 of 80 words", "Answered"]

    with_dialog(page, qtbot, look)


def test_a_refused_file_stays_in_the_results_with_the_reason_and_nothing_of_it_is_kept(
    page: DocumentsPage, blank: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    form = filled(blank, tmp_path / "tender.pdf", {NAME_FIELD: "Weaver & Co"})
    (tmp_path / "notes.txt").write_text("no form", encoding="utf-8")
    dialogs.paths = (tmp_path / "notes.txt", form, tmp_path / "not there.pdf")

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.read.click()
        read_to_the_end(dialog, qtbot)
        files = dialog.parts.files
        assert files.table.hasFocus()
        assert [files.model.index(row, 1).data() for row in range(3)] == [
            "notes.txt",
            "tender.pdf",
            "not there.pdf",
        ]
        assert files.model.index(0, 0).data() == "Refused"
        assert "Ask" in files.more.toPlainText()
        assert "kept" in files.more.toPlainText()
        assert dialog.parts.said.text() == "3 files read: 1 kept, 2 not kept."
        QTest.keyClick(files.table, Qt.Key.Key_Down)
        QTest.keyClick(files.table, Qt.Key.Key_Return)
        assert dialog.parts.report.hasFocus()
        assert "from Weaver & Co" in dialog.parts.report.toPlainText()

    with_dialog(page, qtbot, look)
    with_dialog(
        page, qtbot, lambda dialog: pytest.fail("kept") if dialog.parts.model.rowCount() != 1 else None
    )


def test_the_same_file_again_is_told_and_kept_once(
    page: DocumentsPage, blank: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.paths = (filled(blank, tmp_path / "tender.pdf", {NAME_FIELD: "Weaver & Co"}),)

    def look(dialog: ReturnedFormsDialog) -> None:
        for _ in range(2):
            dialog.parts.read.click()
            read_to_the_end(dialog, qtbot)
        files = dialog.parts.files
        assert [files.model.index(row, 0).data() for row in range(2)][1] == "Read before"
        files.select(1)
        assert "This very file was read on" in files.more.toPlainText()
        assert dialog.parts.model.rowCount() == 1

    with_dialog(page, qtbot, look)


def test_files_are_dropped_onto_the_window(
    page: DocumentsPage, blank: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "notes.txt").write_text("not a form", encoding="utf-8")
    filled(blank, tmp_path / "folder" / "Ash.PDF", {NAME_FIELD: "Ash"})
    paths = [filled(blank, tmp_path / "Birch.pdf", {NAME_FIELD: "Birch"}), tmp_path / "folder"]
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier

    def look(dialog: ReturnedFormsDialog) -> None:
        at = dialog.rect().center()
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, data, left, none)
        QApplication.sendEvent(dialog, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(dialog, QDropEvent(QPointF(at), Qt.DropAction.CopyAction, data, left, none))
        read_to_the_end(dialog, qtbot)
        assert sorted(shown(dialog, ORGANISATION)) == ["Ash", "Birch"]

    with_dialog(page, qtbot, look)


def test_reading_stops_and_says_that_files_are_left(
    page: DocumentsPage, blank: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.paths = tuple(filled(blank, tmp_path / f"{n}.pdf", {NAME_FIELD: f"Bidder {n}"}) for n in range(4))

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.read.click()
        assert dialog.parts.stop.hasFocus()
        dialog.parts.stop.click()
        qtbot.waitUntil(lambda: not dialog.reading.busy)
        assert dialog.parts.said.text().startswith("Stopped at ")
        assert dialog.parts.files.model.rowCount() < len(dialogs.paths)
        assert dialog.parts.read.isVisible()
        assert not dialog.parts.stop.isVisible()

    with_dialog(page, qtbot, look)


def test_closing_while_files_are_read_does_no_harm(
    page: DocumentsPage, blank: Path, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    dialogs.paths = tuple(filled(blank, tmp_path / f"{n}.pdf", {NAME_FIELD: f"Bidder {n}"}) for n in range(3))
    with_dialog(page, qtbot, lambda dialog: dialog.parts.read.click())
    with_dialog(page, qtbot, lambda dialog: dialog.parts.leave.setFocus())


class HangingPath(type(Path())):  # type: ignore[misc]  # the system's own kind of path
    """A file on a drive that answers only when it is let go, or when a test has waited far too long."""

    asked, answers, gave_up = Event(), Event(), Event()

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        HangingPath.asked.set()
        if not HangingPath.answers.wait(600):
            HangingPath.gave_up.set()
        return Path(os.fspath(self)).stat(follow_symlinks=follow_symlinks)


@pytest.fixture
def hanging(blank: Path, tmp_path: Path) -> Iterator[HangingPath]:
    """A filled form on a drive that does not answer."""
    for each in (HangingPath.asked, HangingPath.answers, HangingPath.gave_up):
        each.clear()
    yield HangingPath(filled(blank, tmp_path / "hanging.pdf", {NAME_FIELD: "Hanging Ltd"}))
    HangingPath.answers.set()


def readers_at_work() -> bool:
    return any(each.name == "responses" for each in threading.enumerate())


def test_stop_answers_at_once_though_a_drive_does_not_and_what_comes_late_is_dropped(
    page: DocumentsPage, blank: Path, hanging: HangingPath, qtbot: QtBot, tmp_path: Path
) -> None:
    forms = [filled(blank, tmp_path / f"{name}.pdf", {NAME_FIELD: name}) for name in ("Ash", "Birch")]

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.read_files((forms[0], hanging, tmp_path / "not opened.pdf"))
        qtbot.waitUntil(HangingPath.asked.is_set)
        qtbot.waitUntil(lambda: dialog.parts.said.text() == "Reading hanging.pdf…")
        dialog.parts.stop.click()
        assert not dialog.reading.busy
        assert not dialog.parts.stop.isVisible()
        assert dialog.parts.said.text() == (
            "Stopped at hanging.pdf: nothing of it or of those after it was kept. "
            "Before it: 1 file read and kept."
        )
        read_to_the_end(dialog, qtbot)
        assert shown(dialog, ORGANISATION) == ["Ash"]
        dialog.read_files((forms[1],))
        read_to_the_end(dialog, qtbot)
        assert not HangingPath.gave_up.is_set()
        HangingPath.answers.set()
        qtbot.waitUntil(lambda: not readers_at_work())

    with_dialog(page, qtbot, look)
    with_dialog(
        page,
        qtbot,
        lambda dialog: qtbot.waitUntil(lambda: sorted(shown(dialog, ORGANISATION)) == ["Ash", "Birch"]),
    )


def test_the_window_closes_though_a_drive_does_not_answer(
    page: DocumentsPage, hanging: HangingPath, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = page.window()

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.read_files((hanging,))
        qtbot.waitUntil(HangingPath.asked.is_set)

    with_dialog(page, qtbot, look)
    assert window.close()
    assert not HangingPath.gave_up.is_set()
    again = open_documents(open_window, qtbot)
    HangingPath.answers.set()
    qtbot.waitUntil(lambda: not readers_at_work())
    with_dialog(again, qtbot, lambda dialog: pytest.fail("kept") if dialog.parts.model.rowCount() else None)


def test_what_came_of_each_file_shows_from_the_first_on(
    page: DocumentsPage, blank: Path, hanging: HangingPath, qtbot: QtBot, tmp_path: Path
) -> None:
    form = filled(blank, tmp_path / "Ash.pdf", {NAME_FIELD: "Ash"})

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.read_files((form, hanging))
        qtbot.waitUntil(lambda: dialog.parts.said.text() == "Reading hanging.pdf…")
        words = " ".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())
        assert "No form has come back yet" not in words
        assert dialog.parts.files.table.isVisible()
        assert [dialog.parts.files.model.index(0, column).data() for column in (0, 1)] == [
            "Look at it",
            "Ash.pdf",
        ]
        assert shown(dialog, ORGANISATION) == ["Ash"]
        dialog.parts.stop.click()
        read_to_the_end(dialog, qtbot)
        assert shown(dialog, ORGANISATION) == ["Ash"]

    with_dialog(page, qtbot, look)


def test_where_reading_is_stopped_before_the_first_form_it_says_again_what_to_do(
    page: DocumentsPage, hanging: HangingPath, qtbot: QtBot
) -> None:
    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.read.setFocus()
        dialog.read_files((hanging,))
        qtbot.waitUntil(HangingPath.asked.is_set)
        assert dialog.parts.stop.hasFocus()
        dialog.parts.stop.click()
        assert dialog.parts.said.text() == "Stopped at hanging.pdf: nothing of it was kept."
        qtbot.waitUntil(lambda: not dialog.parts.table.isVisible())
        assert dialog.parts.read.hasFocus()

    with_dialog(page, qtbot, look)


# ---- the list -----------------------------------------------------------------------------------


def test_two_hundred_forms_are_found_and_sorted_by_keyboard(
    project: Project, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    forms = [form_from(project, f"Bidder {place:03}", place) for place in range(200)]
    forms[42] = with_findings(forms[42], (Matter.MISSING, "signed_by", "Nothing was entered."))
    keep(tmp_path, project, *forms)

    def look(dialog: ReturnedFormsDialog) -> None:
        assert dialog.parts.table.hasFocus()
        assert shown(dialog, ORGANISATION)[0] == "Bidder 199"
        QTest.keyClick(dialog, Qt.Key.Key_O, ALT)
        QTest.keyClicks(dialog.parts.order, "Most")
        assert shown(dialog, ORGANISATION)[0] == "Bidder 042"
        assert shown(dialog, STATE)[:2] == ["1 thing to look at", "Complete"]
        QTest.keyClick(dialog, Qt.Key.Key_N, ALT)
        QTest.keyClicks(dialog.parts.search, "bidder 071")
        assert shown(dialog, ORGANISATION) == ["Bidder 071"]
        assert dialog.parts.said.text() == "1 of 200 returned forms"
        dialog.parts.search.selectAll()
        QTest.keyClicks(dialog.parts.search, "bidder complete")
        assert shown(dialog, ORGANISATION) == []
        dialog.parts.search.selectAll()
        QTest.keyClicks(dialog.parts.search, "BIDDER  071")
        assert shown(dialog, ORGANISATION) == ["Bidder 071"]
        chosen = dialog.chosen()
        assert chosen is not None
        assert chosen.organisation in dialog.parts.report.toPlainText()
        QTest.keyClicks(dialog.parts.search, "x")
        assert dialog.chosen() is None
        assert not dialog.parts.remove.isEnabled()
        assert dialog.parts.report.toPlainText() == "No returned form is chosen."

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


def test_what_is_looked_at_stays_while_a_person_types_in_find(
    project: Project, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(tmp_path, project, *(form_from(project, f"Bidder {place}", place) for place in range(3)))

    def look(dialog: ReturnedFormsDialog) -> None:
        answers, report = dialog.parts.answers, dialog.parts.report
        answers.table.selectRow(1)
        report.selectAll()
        QTest.keyClicks(dialog.parts.search, "bidder")
        assert answers.table.currentIndex().row() == 1
        assert report.textCursor().hasSelection()
        QTest.keyClicks(dialog.parts.search, " 0")
        assert "from Bidder 0" in report.toPlainText()
        assert answers.whole.text.toPlainText() == "Bidder 0"

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


def test_the_report_groups_what_was_found_and_names_the_fields(
    project: Project, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    form = with_findings(
        form_from(project, "Ash"),
        (Matter.NOT_OURS, "", "The file has a field called <i>bonus</i>."),
        (Matter.OVER_LIMIT, "signed_by", "70 words; the limit is 60."),
        (Matter.TOTAL, NAME_FIELD, "The years make 12, the total says 13."),
        (Matter.MISSING, "signed_by", "Nothing was entered."),
    )
    keep(tmp_path, project, form)

    def look(dialog: ReturnedFormsDialog) -> None:
        lines = dialog.parts.report.toPlainText().splitlines()
        headings = [
            "Not part of our form (1)",
            "Missing (1)",
            "Over the word limit (1)",
            "Totals that do not add up (1)",
        ]
        assert [line for line in lines if line in headings] == headings
        assert "• Label of signed_by: Nothing was entered." in lines
        assert "• The file has a field called <i>bonus</i>." in lines
        dialog.parts.copy.click()
        copied = QGuiApplication.clipboard().text()
        assert "- Label of signed_by: Nothing was entered." in copied
        assert form.sha256 in copied

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


def test_an_answer_of_forty_thousand_words_is_shown_whole_beside_its_label(
    project: Project, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    long = "<b>word</b> " * 40_000 + "x" * 100_000
    keep(tmp_path, project, form_from(project, "Ash", texts={NAME_FIELD: "Ash", "long": long}))

    def look(dialog: ReturnedFormsDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_A, ALT)
        answers = dialog.parts.answers
        assert answers.isVisible()
        answers.table.setFocus()
        QTest.keyClick(answers.table, Qt.Key.Key_Down)
        assert answers.whole.field.text() == "Label of long"
        assert answers.whole.about.text().startswith("40,001 of 60 words: 39,941 over the limit")
        written = answers.whole.text.toPlainText()
        assert "".join(written.split()) == "".join(long.split())
        answers.whole.copy.click()
        assert QGuiApplication.clipboard().text() == long

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


# ---- what is done with a form -------------------------------------------------------------------


def test_the_original_is_saved_byte_for_byte_and_its_hash_is_said(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    form = form_from(project, "Ash")
    keep(tmp_path, project, form)
    dialogs.path = tmp_path / "as it came.pdf"

    def look(dialog: ReturnedFormsDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_I, ALT)
        qtbot.waitUntil(lambda: form.sha256 in dialog.parts.said.text())

    with_dialog(open_documents(open_window, qtbot), qtbot, look)
    assert dialogs.path.read_bytes() == original(0)


def test_a_form_is_removed_only_after_a_warning_that_names_it(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    keep(tmp_path, project, form_from(project, "Ash", 0), form_from(project, "Birch", 1))
    dialogs.agrees = False

    def look(dialog: ReturnedFormsDialog) -> None:
        QTest.keyClick(dialog, Qt.Key.Key_V, ALT)
        qtbot.waitUntil(lambda: bool(dialogs.told))
        assert "from Birch" in dialogs.told[-1]
        assert "response 1.pdf" in dialogs.told[-1]
        assert "cannot be undone" in dialogs.told[-1]
        assert shown(dialog, ORGANISATION) == ["Birch", "Ash"]
        dialogs.agrees = True
        QTest.keyClick(dialog, Qt.Key.Key_V, ALT)
        qtbot.waitUntil(lambda: dialog.parts.table.hasFocus() and shown(dialog, ORGANISATION) == ["Ash"])
        QTest.keyClick(dialog, Qt.Key.Key_V, ALT)
        qtbot.waitUntil(lambda: dialog.parts.read.hasFocus() and not dialog.parts.table.isVisible())

    with_dialog(open_documents(open_window, qtbot), qtbot, look)
    with_dialog(
        documents_of_open_window(),
        qtbot,
        lambda dialog: dialog.parts.model.rowCount() and pytest.fail("kept"),
    )


def documents_of_open_window() -> DocumentsPage:
    window = next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow) and each.isVisible()
    )
    assert window.open_project is not None
    page = window.open_project.page
    assert isinstance(page, DocumentsPage)
    return page


def test_answers_are_compared_field_by_field_and_saved_as_safe_csv(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    ash = form_from(project, "Ash", 0, {NAME_FIELD: "Ash", "plan": "=cmd|' /C calc'!A0"})
    birch = form_from(project, "Birch", 1, {NAME_FIELD: "Birch", "extra": "two\nlines", "plan": "grow"})
    again = form_from(project, "Ash", 2, {NAME_FIELD: "Ash", "plan": "shrink"})
    other = replace(form_from(project, "Cedar", 3), document="return")
    keep(tmp_path, project, ash, birch, again, other)
    dialogs.path = tmp_path / "side by side.csv"

    def compare() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, CompareDialog)
        try:
            names = [dialog.model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
            assert [name.split()[0] for name in names] == ["Ash", "Ash", "Birch"]
            assert names[0] != names[1]
            rows = [
                dialog.model.headerData(n, Qt.Orientation.Vertical) for n in range(dialog.model.rowCount())
            ]
            assert rows == ["Label of bidder_name", "Label of extra", "Label of plan"]
            qtbot.waitUntil(dialog.table.hasFocus)
            for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
                QTest.keyClick(dialog.table, key)
            assert dialog.whole.text.toPlainText() == "shrink"
            QTest.keyClick(dialog, Qt.Key.Key_S, ALT)
            qtbot.waitUntil(lambda: dialog.said.text().startswith("Saved as"))
        finally:
            dialog.reject()

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.search.setText("birch")
        QTimer.singleShot(0, compare)
        dialog.parts.compare.click()
        assert dialog.focusWidget() is dialog.parts.compare

    with_dialog(open_documents(open_window, qtbot), qtbot, look)
    with dialogs.path.open(encoding="utf-8-sig", newline="") as file:
        rows = {row[0]: row[1:] for row in csv.reader(file)}
    assert rows["Field"][2] == "Birch"
    assert rows["Label of plan"] == ["'=cmd|' /C calc'!A0", "shrink", "grow"]
    assert rows["Label of extra"] == ["", "", "two\nlines"]


def test_nothing_is_compared_where_one_form_came_back(
    project: Project, open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    keep(tmp_path, project, form_from(project, "Ash"))

    def look(dialog: ReturnedFormsDialog) -> None:
        assert not dialog.parts.compare.isEnabled()

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


def test_what_cannot_be_saved_is_told_and_the_window_stays(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    keep(tmp_path, project, form_from(project, "Ash"))
    dialogs.path = tmp_path / "no such folder" / "x.pdf"

    def look(dialog: ReturnedFormsDialog) -> None:
        dialog.parts.save.click()
        qtbot.waitUntil(lambda: "Could not write" in dialog.parts.said.text())
        assert isinstance(QApplication.activeModalWidget(), QDialog)
        assert dialog.parts.save.hasFocus()

    with_dialog(open_documents(open_window, qtbot), qtbot, look)


# ---- copies of a project ------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "forms"), [(True, 2), (False, 0)], ids=["include", "leave out"])
def test_a_copy_of_the_project_has_the_forms_where_the_officer_says_so(
    project: Project,
    open_window: OpenWindow,
    qtbot: QtBot,
    dialogs: AnsweringDialogs,
    tmp_path: Path,
    answer: bool,
    forms: int,
) -> None:
    keep(tmp_path, project, form_from(project, "Ash", 0), form_from(project, "Birch", 1))
    dialogs.path, dialogs.includes = tmp_path / "copy.svproj", answer
    home = home_of(open_window, qtbot)
    home.export_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 2)
    assert dialogs.told[0] == "Include 2?"
    assert ("are in it" if answer else "are not in it") in dialogs.told[1]
    dialogs.for_known = ForKnown.COPY
    home.import_project.click()
    qtbot.waitUntil(lambda: opened(home))
    window = home.window()
    assert isinstance(window, MainWindow)
    with_dialog(
        documents_of(window, qtbot),
        qtbot,
        lambda dialog: qtbot.waitUntil(lambda: dialog.parts.model.rowCount() == forms),
    )


def test_no_copy_is_made_where_the_officer_thinks_better_of_it(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    keep(tmp_path, project, form_from(project, "Ash"))
    dialogs.path, dialogs.includes = tmp_path / "copy.svproj", None
    home = home_of(open_window, qtbot)
    home.export_project.click()
    qtbot.waitUntil(lambda: dialogs.told == ["Include 1?"])
    home.open_project.click()
    qtbot.waitUntil(lambda: opened(home))
    assert not dialogs.path.exists()


def test_the_copy_that_is_offered_in_trouble_asks_too(
    project: Project, open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    keep(tmp_path, project, form_from(project, "Ash"))
    dialogs.path = tmp_path / "copy.svproj"
    window = open_documents(open_window, qtbot).window()
    assert isinstance(window, MainWindow)
    window.show_trouble("The disk is full.", window.home.reload)
    window.trouble_copy.click()
    qtbot.waitUntil(lambda: "The returned form is in it." in window.trouble_text.text())
    assert dialogs.told == ["Include 1?"]
    assert len(read_whole(dialogs.path).returns) == 1


def home_of(open_window: OpenWindow, qtbot: QtBot) -> Home:
    home = open_window().home
    qtbot.waitUntil(lambda: home.projects.isVisible() and home.export_project.isEnabled())
    return home


def opened(home: Home) -> bool:
    window = home.window()
    return isinstance(window, MainWindow) and window.open_project is not None
