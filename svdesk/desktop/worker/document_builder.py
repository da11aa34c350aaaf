"""What those who have documents made share: a worker, a folder, and another try where files went."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject

from svdesk.desktop.threads.background import Background
from svdesk.desktop.worker.temporary_folders import TemporaryFolder
from svdesk.desktop.worker.worker_client import WorkerClient
from svdesk.domain.project import Project
from svdesk.files.whole_folder import write_unsynced

MOST_RESTARTS = 2
"""Work that fails for no fault of its own is begun again this often, and then no more."""


class DocumentBuilder(QObject):
    """Hands snapshots of projects to a worker, in a temporary folder of its own."""

    def __init__(self, name: str, program: tuple[str, ...], parent: QObject) -> None:
        """Take the words that start a worker; *name* is for the folder and the thread that writes to it."""
        super().__init__(parent)
        self._temporary = TemporaryFolder(name)
        self._background = Background(name, self)
        self._worker = WorkerClient(program, self)
        self._restarts = 0
        self._needed: tuple[Path, ...] = ()
        """Files without which the work that is under way must fail."""
        self._closed = False
        # At the end of the session windows may not be closed one by one.
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

    @property
    def folder(self) -> Path:
        """Where the files are until the builder is closed; raises ``OSError`` where none can be made."""
        return self._temporary.folder

    def close(self) -> None:
        """End the process and remove all files."""
        self._closed = True
        self._worker.close()
        self._background.finish()
        self._temporary.close()

    def _write(
        self, project: Project, path: Path, done: Callable[[], None], failed: Callable[[Exception], None]
    ) -> None:
        """Write a snapshot of *project* for the worker, off the window's thread."""
        self._background.run(lambda: _write_snapshot(project, path), lambda _none: done(), failed)

    def _was_taken_away(self) -> bool:
        """Say whether something else removed files that are needed, so that it is worth beginning again.

        Programs that clean up do that. Counts the restart.
        """
        if self._closed or self._restarts >= MOST_RESTARTS or all(path.exists() for path in self._needed):
            return False
        self._restarts += 1
        return True


def _write_snapshot(project: Project, path: Path) -> None:
    # Imported here, on the thread that writes: the window itself does without.
    from svdesk.services.exchange.project_file import project_json

    write_unsynced(path, project_json(project))
