"""Backups in the window: made by themselves, tested, restored, and offered when nothing opens."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from svdesk.desktop.backups.dialog import BackupsDialog
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.paths import database_file
from tests.desktop.conftest import AnsweringDialogs, OpenWindow, saved


def backups_in(folder: Path) -> list[Path]:
    return sorted((folder / "backups").glob("svdesk-*.db"))


def titles_in(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as opened:
        return {title for (title,) in opened.execute("SELECT title FROM project")}


def with_project(open_window: OpenWindow, qtbot: QtBot, title: str) -> MainWindow:
    """A window at home, with one project of that title."""
    window = open_window()
    window.home.new_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    retitle(window, qtbot, title)
    window.go_home()
    qtbot.waitUntil(lambda: window.home.projects.model().rowCount() == 1)
    return window


def retitle(window: MainWindow, qtbot: QtBot, title: str) -> None:
    assert window.open_project is not None
    window.open_project.go_to("about")
    field = window.open_project.page.binding("about__title").widget
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, title)
    saved(qtbot, window)


def in_dialog(window: MainWindow, act: Callable[[BackupsDialog], None]) -> None:
    """Open the backups from the home screen, and do *act* in their window."""
    failures: list[BaseException] = []

    def found() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, BackupsDialog):
            QTimer.singleShot(10, found)
            return
        try:
            act(dialog)
        except BaseException as error:  # told where the test looks
            failures.append(error)
        dialog.parts.leave.click()

    QTimer.singleShot(0, found)
    window.home.backups.click()
    if failures:
        raise failures[0]


def settled(qtbot: QtBot, dialog: BackupsDialog, rows: int) -> None:
    """Wait until the list and what the first backup holds are shown."""
    qtbot.waitUntil(lambda: dialog.parts.model.rowCount() == rows and not dialog.parts.stop.isVisible())
    qtbot.waitUntil(lambda: not rows or " holds " in dialog.parts.holds.text())


def test_a_backup_is_made_on_closing(open_window: OpenWindow, qtbot: QtBot, tmp_path: Path) -> None:
    window = with_project(open_window, qtbot, "Meals")
    assert backups_in(tmp_path) == []
    window.close()
    (made,) = backups_in(tmp_path)
    assert "-closing-" in made.name
    assert titles_in(made) == {"Meals"}


def test_a_backup_is_made_while_somebody_types_and_all_is_saved(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window()
    window.home.new_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    assert window.open_project is not None
    window.open_project.go_to("about")
    field = window.open_project.page.binding("about__title").widget
    assert isinstance(field, QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Meals ")
    window.backups.make()
    qtbot.keyClicks(field, "for extra care")
    saved(qtbot, window)
    qtbot.waitUntil(lambda: len(backups_in(tmp_path)) == 1)
    window.backups.make()
    qtbot.waitUntil(lambda: len(backups_in(tmp_path)) == 2)
    assert titles_in(backups_in(tmp_path)[-1]) == {"Meals for extra care"}


def test_a_second_folder_that_is_gone_is_said_once_and_work_goes_on(
    open_window: OpenWindow,
    qtbot: QtBot,
    tmp_path: Path,
    dialogs: AnsweringDialogs,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    stick = tmp_path_factory.mktemp("stick")
    window = with_project(open_window, qtbot, "Meals")
    dialogs.path = stick

    def choose(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 0)
        dialog.parts.choose.click()
        qtbot.waitUntil(lambda: "copied to" in dialog.parts.second.text())

    in_dialog(window, choose)
    (own,) = stick.iterdir()
    own.rmdir()
    stick.rmdir()
    window.backups.make()
    qtbot.waitUntil(window.trouble.isVisible)
    assert "not copied to your second folder" in window.trouble_text.text()
    assert len(backups_in(tmp_path)) == 1
    window.trouble.hide()
    window.home.new_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    window.backups.make()
    qtbot.waitUntil(lambda: len(backups_in(tmp_path)) == 2)
    assert not window.trouble.isVisible()


def test_a_backup_is_made_looked_into_and_tested(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = with_project(open_window, qtbot, "Meals")

    def act(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 0)
        assert not dialog.parts.test.isEnabled()
        dialog.parts.make.click()
        settled(qtbot, dialog, 1)
        assert "holds 1 project" in dialog.parts.holds.text()
        row = [dialog.parts.preview_model.index(0, column).data() for column in (0, 3)]
        assert row == ["Meals", "As it is now"]
        dialog.parts.test.click()
        qtbot.waitUntil(lambda: "it is sound, and holds 1 project" in dialog.parts.said.text())

    in_dialog(window, act)


def test_one_project_is_restored_in_place_and_everything_too(
    open_window: OpenWindow, qtbot: QtBot, dialogs: AnsweringDialogs
) -> None:
    window = with_project(open_window, qtbot, "Meals")

    def make(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 0)
        dialog.parts.make.click()
        settled(qtbot, dialog, 1)

    def restore_one(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 1)
        assert dialog.parts.preview_model.index(0, 3).data() == "Changed since"
        dialogs.in_place = True
        dialog.parts.restore_one.click()
        qtbot.waitUntil(lambda: "was restored" in dialog.parts.said.text())

    def restore_all(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 2)
        dialog.parts.restore_all.click()
        qtbot.waitUntil(lambda: "Everything was restored" in dialog.parts.said.text())

    def first_title() -> str:
        return str(window.home.projects.model().index(0, 0).data())

    in_dialog(window, make)
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    retitle(window, qtbot, "Spoilt")
    window.go_home()
    qtbot.waitUntil(lambda: first_title() == "Spoilt")
    in_dialog(window, restore_one)
    qtbot.waitUntil(lambda: first_title() == "Meals")
    in_dialog(window, restore_all)
    qtbot.waitUntil(lambda: first_title() == "Spoilt")
    window.home.open_project.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    retitle(window, qtbot, "And saved again")


@pytest.mark.parametrize("agrees", [True, False])
def test_where_the_projects_can_not_be_opened_the_newest_sound_backup_is_offered(
    open_window: OpenWindow, qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs, agrees: bool
) -> None:
    with_project(open_window, qtbot, "Meals").close()
    database = database_file(tmp_path)
    database.write_bytes(b"this is no database " * 500)
    damaged = database.read_bytes()
    dialogs.agrees = agrees
    window = open_window()
    qtbot.waitUntil(lambda: any("newest sound backup" in words for words in dialogs.told))
    if not agrees:
        assert window.trouble.isVisible()
        assert database.read_bytes() == damaged
        return
    qtbot.waitUntil(lambda: window.home.projects.model().rowCount() == 1)
    assert not window.trouble.isVisible()
    (aside,) = tmp_path.glob("damaged *")
    assert (aside / "svdesk.db").read_bytes() == damaged


def test_everything_in_the_window_of_backups_has_a_name(open_window: OpenWindow, qtbot: QtBot) -> None:
    window = with_project(open_window, qtbot, "Meals")

    def act(dialog: BackupsDialog) -> None:
        settled(qtbot, dialog, 0)
        assert dialog.parts.table.accessibleName()
        assert dialog.parts.preview.accessibleName()
        letters = [
            button.text()[button.text().index("&") + 1].lower()
            for button in dialog.findChildren(QPushButton)
            if "&" in button.text()
        ]
        assert len(letters) == len(set(letters)) == len(dialog.findChildren(QPushButton))

    in_dialog(window, act)
