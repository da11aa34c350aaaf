"""The home screen: finding, importing, copying and deleting projects, and what goes wrong."""

import sqlite3
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import ForKnown
from svdesk.services.exchange.project_file import read_exchange
from tests.desktop.conftest import AnsweringDialogs, OpenWindow, saved


def _rows(window: MainWindow) -> int:
    return window.home.projects.model().rowCount()


def test_the_example_can_be_opened_again_and_again_without_overwriting(
    open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window()
    for count in (1, 2):
        window.home.open_example.click()
        qtbot.waitUntil(lambda: window.open_project is not None)
        window.show_projects.click()
        qtbot.waitUntil(lambda wanted=count: _rows(window) == wanted)


def test_typing_finds_a_project_and_enter_opens_it(example: MainWindow, qtbot: QtBot) -> None:
    example.go_home()
    home = example.home
    qtbot.waitUntil(lambda: _rows(example) == 1)
    qtbot.keyClicks(home.search_box, "no such project")
    qtbot.waitUntil(lambda: _rows(example) == 0)
    assert home.found.text() == "0 of 1 projects"
    home.search_box.clear()
    qtbot.keyClicks(home.search_box, "dn776889 CATERING")
    qtbot.waitUntil(lambda: _rows(example) == 1)
    home.projects.setFocus()
    qtbot.keyClick(home.projects, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: example.open_project is not None)


def test_a_copy_saved_as_a_file_comes_back_as_a_project_of_its_own(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    assert example.open_project is not None
    project = example.open_project.session.project
    example.go_home()
    qtbot.waitUntil(lambda: _rows(example) == 1)
    dialogs.path = tmp_path / "copy.svproj"
    example.home.export_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert read_exchange(dialogs.path).about == project.about
    dialogs.for_known = ForKnown.COPY
    example.home.import_project.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    assert example.open_project.session.project.about == project.about
    assert example.open_project.session.project.id != project.id


def test_a_file_that_is_no_project_is_refused_in_plain_words(
    open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    window = open_window()
    dialogs.path = tmp_path / "holiday.svproj"
    dialogs.path.write_bytes(b"\x89PNG no project at all")
    window.home.import_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert "holiday.svproj" in dialogs.told[0]
    assert window.open_project is None


def test_deleting_asks_first_and_then_does_it(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    example.go_home()
    qtbot.waitUntil(lambda: _rows(example) == 1)
    dialogs.agrees = False
    example.home.delete_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert "Extra Care Catering" in dialogs.told[0]
    dialogs.agrees = True
    example.home.delete_project.click()
    qtbot.waitUntil(lambda: _rows(example) == 0)


def test_a_damaged_database_is_left_alone_and_said_so(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    database = tmp_path / "svdesk.db"
    database.write_bytes(b"this is no database " * 500)
    before = database.read_bytes()
    window = open_window()
    qtbot.waitUntil(window.trouble.isVisible)
    assert window.trouble_text.text()
    assert database.read_bytes() == before


def test_another_svdesk_that_has_the_projects_open_is_named_and_waited_for(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    first = open_window()
    first.home.new_project.click()
    qtbot.waitUntil(lambda: first.open_project is not None)
    first.close()
    other = sqlite3.connect(tmp_path / "svdesk.db")
    other.execute("PRAGMA locking_mode=EXCLUSIVE")
    other.execute("BEGIN EXCLUSIVE")
    window = open_window()
    assert window.home.empty.text() == "Reading your projects…"
    # Nobody looks at that for five seconds, which the storage would wait by itself.
    qtbot.waitUntil(window.trouble.isVisible)
    assert "SVDesk" in window.trouble_text.text()
    assert "could not be read" in window.home.empty.text()
    other.rollback()
    other.close()
    window.trouble_retry.click()
    qtbot.waitUntil(lambda: _rows(window) == 1)


def test_marks_of_mark_up_in_a_title_are_shown_as_typed(example: MainWindow, qtbot: QtBot) -> None:
    assert example.open_project is not None
    example.open_project.go_to("about")
    title = example.open_project.page.binding("about__title").widget
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(title, "<img src='x'><b>A&B</b>")
    assert example.project_title.text() == "<img src='x'><b>A&B</b>"
    assert example.project_title.textFormat() is Qt.TextFormat.PlainText
    saved(qtbot, example)
