"""Errors nobody foresaw: what is told of saving is true, and no log holds what was typed."""

import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer, QtMsgType
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from svdesk import logs
from svdesk.desktop.open_project.autosave import SaveState
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.shell.unexpected import UnexpectedErrors, how_saving_stands, log_of_qt
from tests.desktop.conftest import AnsweringDialogs, saved

CANARY = "Aunt Marys secret supper"


@pytest.fixture
def caught(
    example: MainWindow, dialogs: AnsweringDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], str]]:
    """The window tells of errors, and all logs can be read."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("svdesk.desktop.shell.unexpected.qInstallMessageHandler", lambda _handler: None)
    before = list(logging.getLogger().handlers)
    logs.start(tmp_path, "svdesk")
    UnexpectedErrors(example, dialogs, tmp_path / "logs")
    yield lambda: "".join(path.read_text() for path in (tmp_path / "logs").iterdir())
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


def typed(window: MainWindow, qtbot: QtBot, words: str) -> None:
    assert window.open_project is not None
    window.open_project.go_to("about")
    field = window.open_project.page.findChild(QLineEdit, "about__portal")
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, words)


def fail() -> None:
    raise RuntimeError(CANARY)


def happens(work: Callable[[], None]) -> None:
    """Let an error of *work* reach the top, as Qt has it with what its signals call."""
    try:
        work()
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


def test_what_is_saved_is_called_saved(
    example: MainWindow, caught: Callable[[], str], dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    typed(example, qtbot, CANARY)
    saved(qtbot, example)
    happens(fail)
    assert "Everything you typed is saved." in dialogs.told[-1]
    assert CANARY not in dialogs.told[-1]
    assert "RuntimeError" in caught()
    assert CANARY not in caught()
    happens(fail)
    assert len(dialogs.told) == 1


def test_a_fault_on_a_thread_is_told_and_logged(
    caught: Callable[[], str], dialogs: AnsweringDialogs, qtbot: QtBot
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(dialogs.told) == 1)
    assert "RuntimeError" in caught()
    assert CANARY not in caught()


def test_work_that_fails_off_the_windows_thread_is_logged(
    example: MainWindow, caught: Callable[[], str], qtbot: QtBot
) -> None:
    failed = list[Exception]()
    example._runner.run(lambda _backend: fail(), lambda _none: None, failed.append)  # noqa: SLF001
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert "Work off the window's thread failed" in caught()
    assert CANARY not in caught()


def test_what_a_failed_save_leaves_unsaved_is_said_with_a_way_to_keep_it(
    example: MainWindow, caught: Callable[[], str], dialogs: AnsweringDialogs, qtbot: QtBot, tmp_path: Path
) -> None:
    project = example.open_project
    assert project is not None
    example._runner.run_now(full_disk)  # noqa: SLF001 - a disk that takes nothing more
    typed(example, qtbot, CANARY * 200)
    qtbot.waitUntil(lambda: project.autosave.state is SaveState.FAILED)
    assert "A save failed" in caught()
    assert CANARY not in caught()
    dialogs.path = tmp_path / "kept.svproj"
    happens(fail)
    assert "Not saved since" in dialogs.told[0]
    qtbot.waitUntil(dialogs.path.exists)
    example._runner.run_now(room_again)  # noqa: SLF001
    project.autosave.save_soon()
    saved(qtbot, example)
    assert how_saving_stands(project.autosave) == "Everything you typed is saved."


def full_disk(backend: object) -> None:
    backend.database._live.connection.execute("PRAGMA query_only=ON")  # noqa: SLF001


def room_again(backend: object) -> None:
    backend.database._live.connection.execute("PRAGMA query_only=OFF")  # noqa: SLF001


def test_saving_hears_of_a_change_though_something_else_that_listens_fails(
    example: MainWindow, qtbot: QtBot
) -> None:
    project = example.open_project
    assert project is not None
    listeners = project.session._listeners  # noqa: SLF001 - what a fault in a card would be
    listeners.insert(0, lambda _sections: fail())
    with qtbot.captureExceptions() as told:
        typed(example, qtbot, "x")
    assert told
    saved(qtbot, example)
    listeners.pop(0)


def test_qt_is_logged_by_the_place_that_speaks(caught: Callable[[], str]) -> None:
    log_of_qt(QtMsgType.QtWarningMsg, None, f"QPainter::begin: {CANARY}")
    log_of_qt(QtMsgType.QtCriticalMsg, None, CANARY)
    assert "from QPainter::begin" in caught()
    assert CANARY not in caught()
    assert QTimer is not None
