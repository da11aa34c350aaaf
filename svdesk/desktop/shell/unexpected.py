"""Errors that nobody foresaw, told with how things stand with the person's work."""

from __future__ import annotations

import logging
import re
import sys
import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from svdesk.log_lines import kind_of

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext

    from svdesk.desktop.open_project.autosave import Autosave
    from svdesk.desktop.shell.main_window import MainWindow
    from svdesk.desktop.widgets.dialogs import Dialogs

_QT_PLACE = re.compile(r"Q[A-Za-z]+::~?[A-Za-z]+")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class UnexpectedErrors(QObject):
    """Logs errors nobody foresaw and tells of each kind once, in the window."""

    _happened = Signal(str)

    def __init__(self, window: MainWindow, dialogs: Dialogs, log_folder: Path) -> None:
        """Take charge of exceptions that reach the top, on whichever thread they arise, and of Qt's words."""
        super().__init__(window)
        self._window, self._dialogs, self._folder = window, dialogs, log_folder
        self._told: set[str] = set()
        self._happened.connect(self._tell)
        sys.excepthook = self._caught
        threading.excepthook = self._caught_on_thread
        qInstallMessageHandler(log_of_qt)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        logging.getLogger("svdesk").error("Unexpected error", exc_info=(kind, error, trace))
        self._happened.emit(kind_of(error))

    def _caught_on_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            self._caught(told.exc_type, told.exc_value, told.exc_traceback)

    def _tell(self, what: str) -> None:
        opened = self._window.open_project
        saving = opened.autosave if opened is not None else None
        if saving is not None:
            # What listens to a change may be what failed, and saving did not hear of it then.
            saving.save_soon()
        if what in self._told:
            return
        self._told.add(what)
        message = (
            f"Something went wrong that SVDesk did not expect ({what}).\n\n{how_saving_stands(saving)}\n\n"
            "You can go on working. If it happens again, send the newest file in "
            f"{self._folder} to whoever supports SVDesk: nothing that you typed is in it."
        )
        if saving is None or saving.is_current:
            self._dialogs.tell(self._window, "Unexpected error", message)
        elif self._dialogs.ask(self._window, "Unexpected error", message, "Save a copy…", "Go on"):
            self._window.save_a_copy()


def how_saving_stands(saving: Autosave | None) -> str:
    """Say whether what was typed is saved; *saving* is None where no project is open."""
    # Loaded with the first project, and not before the window is painted.
    from svdesk.desktop.open_project.autosave import SaveState

    if saving is None:
        return "No project is open, and your projects are as they were saved."
    if saving.is_current:
        return "Everything you typed is saved."
    since = (
        f"since {saving.saved_at.astimezone():%H:%M}" if saving.saved_at else "since the project was opened"
    )
    if saving.state is SaveState.FAILED:
        return f"Not saved {since}: {saving.trouble} Save a copy, so that your work is in a file."
    return (
        f"What you typed {since} is not saved yet; it is being saved now. Where the bar below does not say "
        "that it is saved, save a copy."
    )


def log_of_qt(level: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """Log where in Qt a message comes from; its words may quote what a person typed."""
    place = _QT_PLACE.match(message or "")
    kind = _LEVELS.get(level, logging.WARNING)
    if kind >= logging.WARNING:
        where = place[0] if place else "a place that it does not name"
        # A name of Qt's own code, so it may stand in the log as it is.
        logging.getLogger("svdesk.desktop").log(kind, f"Qt has something to say, from {where}")
