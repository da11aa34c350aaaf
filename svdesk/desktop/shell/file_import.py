"""A project file that is opened: it becomes a project here, or is compared with the one that is here."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.widgets.dialogs import ForKnown
from svdesk.services.use_cases import comparing, projects

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from svdesk.desktop.threads.use_case_runner import Failed, UseCaseRunner
    from svdesk.desktop.widgets.dialogs import Dialogs
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.merging.taking_over import ComparedFile
    from svdesk.services.use_cases.backend import Backend


class ReadFile(NamedTuple):
    """What a file holds, beside the project here where there is one, and when the file was saved."""

    opened: Opened
    compared: ComparedFile | None
    saved_at: datetime | None


class FileImport(QObject):
    """Reads project files off the window's thread, asks what to do, and has it done."""

    opened = Signal(object)
    """A project is ready to be worked on."""
    taken_over = Signal(object)
    """A project is ready to be worked on, with what was taken over from a file."""

    def __init__(self, parent: QWidget, runner: UseCaseRunner, dialogs: Dialogs, failed: Failed) -> None:
        """Ask over *parent*; *failed* is told where the database fails."""
        super().__init__(parent)
        self._parent, self._runner, self._dialogs, self._failed = parent, runner, dialogs, failed

    def read(self, path: Path, password: str = "") -> None:
        """Read the file at *path* and ask what to do with it; nothing is changed before."""
        self._runner.run_aside(
            lambda backend: _read(backend, path, password),
            lambda found: self._ask(path, found),
            lambda error: self._not_read(path, error),
            words=f"Reading {path.name}",
        )

    def _not_read(self, path: Path, error: Exception) -> None:
        """Ask for the password where one is needed; say why the file can't be read otherwise."""
        from svdesk.services.exchange.project_file import PasswordNeededError

        if not isinstance(error, PasswordNeededError):
            self._dialogs.tell(self._parent, "Not imported", str(error))
        elif password := self._dialogs.password(self._parent, str(error)):
            self.read(path, password)

    def _ask(self, path: Path, found: ReadFile) -> None:
        if found.compared is not None:
            self._ask_of_known(path, found.compared, found.saved_at)
        elif self._dialogs.confirm_import(
            self._parent, found.opened.project, path, len(found.opened.returns)
        ):
            self._add(found.opened, path.name)

    def _add(self, opened: Opened, source: str, *, as_copy: bool = False) -> None:
        self._runner.run(
            lambda backend: projects.import_project(backend, opened, as_copy=as_copy, source=source),
            self.opened.emit,
            self._failed,
        )

    def _ask_of_known(self, path: Path, compared: ComparedFile, saved_at: datetime | None) -> None:
        from svdesk.desktop.merging.words import ages, news

        about = compared.opened.project.about
        message = (
            f"{path.name} holds a project that is here already:\n\n"
            f"{about.title[:200] or 'Untitled project'}\n"
            f"Reference: {about.reference[:100] or 'not given'}\n\n"
            f"{ages(compared, saved_at)}\n\n{news(compared)} Nothing changes before you say so."
        )
        chosen = self._dialogs.known_project(self._parent, message, differs=not compared.is_same)
        if chosen is ForKnown.OPEN:
            project_id = compared.opened.project.id
            self._runner.run(
                lambda backend: projects.open_project(backend, project_id), self.opened.emit, self._failed
            )
        elif chosen is ForKnown.COPY:
            self._add(compared.opened, path.name, as_copy=True)
        elif chosen is ForKnown.COMPARE:
            self._compare(compared, ages(compared, saved_at))

    def _compare(self, compared: ComparedFile, lead: str) -> None:
        from svdesk.desktop.merging.compare_dialog import CompareProjectsDialog

        dialog = CompareProjectsDialog(self._parent, compared, lead, self._runner, self._dialogs)

        def take_over() -> None:
            choices = dialog.choices
            self._runner.run(
                lambda backend: comparing.take_over(backend, compared, choices),
                self.taken_over.emit,
                self._failed,
            )

        dialog.accepted.connect(take_over)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _read(backend: Backend, path: Path, password: str) -> ReadFile:
    opened = projects.read_project(backend, path, password)
    try:
        saved_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        saved_at = None
    return ReadFile(opened, comparing.compare_file(backend, opened), saved_at)
