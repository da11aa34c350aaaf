"""Where the window's parts are put together: the only place that knows them all."""

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.paths import data_directory, database_file, in_use_note, own_program

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from svdesk.desktop.threads.use_case_runner import UseCaseRunner
    from svdesk.services.backups import BackupKeeper


LONGEST_WAIT = 1.0
"""Seconds that the window waits for another program to let go of the projects before it says so. A
window that is just closing needs less, and one that stays open is not closed any sooner by waiting."""


def run_window(data_dir: Path | None = None, open_file: Path | None = None) -> int:
    """Open the window on the data in *data_dir* (the per-user folder by default).

    The libraries for storage and documents are imported after the first paint, on the thread that
    uses them. Returns the exit status.
    """
    # What is loaded until the window is painted stays loaded: going through it meanwhile would find nothing.
    gc.disable()
    from svdesk.desktop.shell.application import run, start_qt
    from svdesk.storage.opening.quick_list import quick_list

    folder = data_directory(data_dir)
    app = start_qt(["svdesk"])
    if in_use_note(folder).exists():
        # Somebody has the projects open, or was killed: only then is there anything to hand over to.
        from svdesk.desktop.shell.one_window import HandOver, hand_over, tell_of_no_answer

        handed = hand_over(folder, open_file)
        if handed is not HandOver.NOBODY:
            gc.enable()
            return 0 if handed is HandOver.DONE else tell_of_no_answer()
    return run(make_runner(folder, app), quick_list(database_file(folder)), folder, open_file)


def make_runner(folder: Path, parent: "QObject") -> "UseCaseRunner":
    """Return what runs the window's use cases on the data in *folder*."""
    from svdesk.desktop.threads.use_case_runner import UseCaseRunner
    from svdesk.rendering.file_formats import BundledFormats
    from svdesk.services.use_cases.backend import Backend
    from svdesk.storage.opening.projects_file import ProjectsFile

    file = database_file(folder)
    backend = Backend(folder, ProjectsFile(file, LONGEST_WAIT), BundledFormats(), partial(_backups_of, file))
    return UseCaseRunner(backend, (*own_program(), "worker", "--data-dir", str(folder)), parent)


def _backups_of(file: Path) -> "BackupKeeper":
    from svdesk.storage.backups.keeper import FileBackups

    return FileBackups(file)
