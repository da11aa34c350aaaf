"""The real window on a real database in a folder of the test's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from svdesk.app import make_runner
from svdesk.desktop.open_project.autosave import SaveState
from svdesk.desktop.shell.application import start_qt
from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.shell.project_view import ProjectView
from svdesk.desktop.widgets.dialogs import Dialogs, ForKnown
from svdesk.desktop.widgets.style import LIGHT, apply_style


class AnsweringDialogs(Dialogs):
    """Answers the system's own file dialogs, which no test can press, and notes what is told."""

    def __init__(self) -> None:
        """Answer nothing until a test says what."""
        self.path: Path | None = None
        self.paths: tuple[Path, ...] = ()
        self.picked: str | None = None
        self.agrees = True
        self.in_place: bool | None = None
        self.includes: bool | None = True
        self.came_along = 0
        self.for_known: ForKnown | None = None
        self.protects: str | None = ""
        self.asked_to_protect = 0
        self.passwords: list[str] = []
        self.told: list[str] = []

    def open_path(self, parent: QWidget, title: str, kinds: str) -> Path | None:  # noqa: ARG002
        return self.path

    def open_paths(self, parent: QWidget, title: str, kinds: str) -> tuple[Path, ...]:  # noqa: ARG002
        return self.paths

    def include_returns(self, parent: QWidget, count: int) -> bool | None:  # noqa: ARG002
        self.told.append(f"Include {count}?")
        return self.includes

    def save_path(self, parent: QWidget, title: str, name: str, ending: str) -> Path | None:  # noqa: ARG002
        return self.path

    def save_path_of_kinds(self, parent: QWidget, title: str, name: str, kinds: object) -> Path | None:  # noqa: ARG002
        return self.path

    def colour(self, parent: QWidget, title: str, start: str) -> str | None:  # noqa: ARG002
        return self.picked

    def folder(self, parent: QWidget, title: str) -> Path | None:  # noqa: ARG002
        return self.path

    def tell(self, parent: QWidget, title: str, message: str) -> None:  # noqa: ARG002
        self.told.append(message)

    def ask(self, parent: QWidget, title: str, message: str, verb: str, keep: str) -> bool:  # noqa: ARG002
        self.told.append(message)
        return self.agrees

    def known_project(self, parent: QWidget, message: str, *, differs: bool) -> ForKnown | None:  # noqa: ARG002
        self.told.append(message)
        return self.for_known

    def new_password(self, parent: QWidget) -> str | None:  # noqa: ARG002
        self.asked_to_protect += 1
        return self.protects

    def password(self, parent: QWidget, why: str) -> str | None:  # noqa: ARG002
        self.told.append(why)
        return self.passwords.pop(0) if self.passwords else None

    def restore_way(self, parent: QWidget, title: str) -> bool | None:  # noqa: ARG002
        return self.in_place

    def confirm_import(self, parent: QWidget, project: object, path: Path, returns: int = 0) -> bool:  # noqa: ARG002
        self.came_along = returns
        return self.agrees


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        apply_style(existing, LIGHT)
        return existing
    return start_qt(["svdesk"])


@pytest.fixture
def dialogs() -> AnsweringDialogs:
    return AnsweringDialogs()


OpenWindow = Callable[[], MainWindow]


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path, dialogs: AnsweringDialogs) -> Iterator[OpenWindow]:
    """Open SVDesk on the test's folder, as often as the test likes, one after the other."""
    opened: list[MainWindow] = []

    def open_one() -> MainWindow:
        application = QApplication.instance()
        assert application is not None
        window = MainWindow(make_runner(tmp_path, application), LIGHT, (), dialogs)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        window.begin()
        opened.append(window)
        return window

    yield open_one
    for window in opened:
        if isValid(window):
            window.close()


@pytest.fixture
def example(open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The window with the example project open."""
    window = open_window()
    window.home.open_example.click()
    qtbot.waitUntil(lambda: window.open_project is not None)
    return window


def saved(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until the window says that everything is on disk."""
    project = window.open_project
    assert project is not None
    qtbot.waitUntil(lambda: project.autosave.state is SaveState.SAVED and project.autosave.is_current)


def view_of(window: MainWindow) -> ProjectView:
    """The open project on the screen."""
    assert window.view is not None
    return window.view
