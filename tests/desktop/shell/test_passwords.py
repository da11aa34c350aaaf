"""A copy under a password, from the list of projects and back, and the boxes that ask for it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.widgets.dialogs import Dialogs, ForKnown
from svdesk.desktop.widgets.password_dialogs import NewPasswordDialog, OpenPasswordDialog
from svdesk.services.exchange.project_file import PasswordNeededError, read_exchange
from tests.desktop.conftest import AnsweringDialogs

PASSWORD = "three words and 1"


def test_a_copy_is_protected_and_opens_with_its_password_alone(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    assert example.open_project is not None
    project = example.open_project.session.project
    example.go_home()
    qtbot.waitUntil(lambda: example.home.projects.model().rowCount() == 1)
    dialogs.path, dialogs.protects = tmp_path / "copy.svproj", None
    example.home.export_project.click()
    qtbot.waitUntil(lambda: dialogs.asked_to_protect == 1)
    assert not dialogs.path.exists()
    dialogs.protects = PASSWORD
    example.home.export_project.click()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    assert "opens with its password alone" in dialogs.told[-1]
    with pytest.raises(PasswordNeededError):
        read_exchange(dialogs.path)
    assert read_exchange(dialogs.path, PASSWORD) == project

    dialogs.told.clear()
    dialogs.passwords, dialogs.for_known = ["another one", PASSWORD], ForKnown.OPEN
    example.home.import_project.click()
    qtbot.waitUntil(lambda: example.open_project is not None)
    assert [("opens with a password" in each, "not the one" in each) for each in dialogs.told[:2]] == [
        (True, False),
        (False, True),
    ]


def test_no_password_no_project(
    example: MainWindow, qtbot: QtBot, dialogs: AnsweringDialogs, tmp_path: Path
) -> None:
    example.go_home()
    qtbot.waitUntil(lambda: example.home.projects.model().rowCount() == 1)
    dialogs.path, dialogs.protects = tmp_path / "copy.svproj", PASSWORD
    example.home.export_project.click()
    qtbot.waitUntil(lambda: bool(dialogs.told))
    example.home.import_project.click()
    qtbot.waitUntil(lambda: len(dialogs.told) == 2)
    assert example.open_project is None


def test_a_new_password_is_typed_twice_and_said_to_be_beyond_recovery(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = NewPasswordDialog(parent)
    dialog.show()
    texts = " ".join(each.text() for each in dialog.findChildren(type(dialog.problem)))
    assert "A lost password can't be recovered" in texts
    assert not dialog.protect.isEnabled()
    first, again = dialog.fields
    qtbot.keyClicks(first, "short")
    assert "at least 8" in dialog.problem.text()
    first.clear()
    qtbot.keyClicks(first, PASSWORD)
    assert dialog.problem.text() == "The two are not the same."
    assert not dialog.protect.isEnabled()
    qtbot.keyClicks(again, PASSWORD)
    assert dialog.problem.text() == ""
    assert first.displayText() != PASSWORD
    dialog.show_it.click()
    assert first.displayText() == PASSWORD
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert dialog.result() == NewPasswordDialog.DialogCode.Accepted
    assert (dialog.password, dialog.without_one) == (PASSWORD, False)
    dialog.deleteLater()


@pytest.mark.parametrize(("button", "expected"), [("without", ""), ("leave", None)])
def test_a_copy_needs_no_password(qtbot: QtBot, button: str, expected: str | None) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewPasswordDialog)
        getattr(dialog, button).click()

    QTimer.singleShot(0, answer)
    assert Dialogs().new_password(parent) == expected


def test_the_password_of_a_file_is_asked_with_the_reason(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, OpenPasswordDialog)
        assert not dialog.open_it.isEnabled()
        qtbot.keyClicks(dialog.fields[0], PASSWORD)
        qtbot.keyClick(dialog.fields[0], Qt.Key.Key_Return)

    QTimer.singleShot(0, answer)
    assert Dialogs().password(parent, "It opens with a password.") == PASSWORD
