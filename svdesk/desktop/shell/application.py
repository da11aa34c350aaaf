"""The application: Qt set up, the window shown, and only then the heavy work begun."""

import gc
import logging
import sys
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from svdesk.desktop.shell.main_window import MainWindow
from svdesk.desktop.shell.unexpected import UnexpectedErrors
from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.desktop.widgets.dialogs import Dialogs
from svdesk.desktop.widgets.style import apply_style, follow_scheme, load_fonts, tokens_of
from svdesk.domain.project_summary import ProjectSummary
from svdesk.logs import log_directory
from svdesk.paths import bundled

FIRST_SIZE = (1280, 720)
_SETTLED_MS = 3_000
"""So long after the first paint what a first click needs is loaded."""
LONGEST_END = 3.0
"""Seconds that the program stays without its window for a file that is being read. A library is better
not stopped halfway, but a file on a drive that does not answer is never read to its end."""


def start_qt(arguments: list[str]) -> QApplication:
    """Return the application with SVDesk's typeface, colours and language."""
    # The style as an argument: the call that sets one hands it back, and the binding builds its many
    # enumerations for that.
    app = QApplication([*arguments, "-style", "Fusion"])
    app.setApplicationName("SVDesk")
    app.setDesktopFileName("svdesk")
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    load_fonts()
    apply_style(app, tokens_of(app.palette()))
    return app


def run(
    runner: UseCaseRunner,
    first_list: tuple[ProjectSummary, ...],
    folder: Path,
    open_file: Path | None = None,
) -> int:
    """Show the window and stay until it is closed; return the exit status."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = start_qt(sys.argv[:1])
    # The window's thread asks for its turn more often than Python's usual 5 ms, so that loading
    # libraries on other threads does not hold it up.
    sys.setswitchinterval(0.001)
    dialogs = Dialogs()
    window = MainWindow(runner, tokens_of(app.palette()), first_list, dialogs)
    errors = UnexpectedErrors(window, dialogs, log_directory(folder))
    room = window.screen().availableGeometry()
    window.resize(min(FIRST_SIZE[0], room.width()), min(FIRST_SIZE[1], room.height()))
    window.painted.connect(window.begin)
    window.painted.connect(lambda: _after_first_paint(app, window, runner, folder))
    window.show()
    if open_file is not None:
        QTimer.singleShot(0, lambda: window.home.import_file(open_file))
    status = app.exec()
    runner.wait_for_reading(LONGEST_END)
    errors.deleteLater()
    return status


def _after_first_paint(app: QApplication, window: MainWindow, runner: UseCaseRunner, folder: Path) -> None:
    """Do what the first paint need not wait for."""
    from PySide6.QtGui import QIcon

    from svdesk.desktop.shell.one_window import OneWindow
    from svdesk.desktop.shell.session_end import SessionEnd

    follow_scheme(app)
    QApplication.setWindowIcon(QIcon(str(bundled("resources", "icons", "svdesk.svg"))))
    SessionEnd(window)
    one = OneWindow(folder, app)
    one.asked.connect(window.come_forward)
    # A window that closes shows nobody anything any more.
    app.lastWindowClosed.connect(one.close)
    QTimer.singleShot(_SETTLED_MS, window, lambda: _tidy(window, runner, folder))


def _tidy(window: MainWindow, runner: UseCaseRunner, folder: Path) -> None:
    """Do what neither the window nor the first project need wait for."""
    from svdesk.desktop.shell.place_notice import warning_of

    gc.enable()
    runner.run_aside(
        lambda _backend: warning_of(folder),
        lambda warning: window.warn_of_place(warning, folder),
        _log_unknown,
    )
    runner.run_aside(_sweep, _log_swept, _log_not_swept)


def _sweep(_backend: object) -> tuple[Path, ...]:
    from svdesk.desktop.worker.temporary_folders import sweep

    return sweep()


def _log_swept(folders: tuple[Path, ...]) -> None:
    if folders:
        logging.getLogger(__name__).info("Removed %d folders of ended processes", len(folders))


def _log_unknown(error: Exception) -> None:
    logging.getLogger(__name__).warning("Where the projects lie could not be found out", exc_info=error)


def _log_not_swept(error: Exception) -> None:
    logging.getLogger(__name__).warning("What ended processes left was not removed", exc_info=error)
