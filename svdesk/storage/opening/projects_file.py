"""The file of the projects, opened once: for a first look at one project, and then for the store.

The store's libraries take longer to load than all that is needed to show a project. So a project that is
opened before the store is there is read through the bare connection, which the store then takes over with
its lock: between the two nobody else can write, and what was seen is what the store finds.
"""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from svdesk.services.ports import StoreError
from svdesk.storage.opening.database import open_database
from svdesk.storage.opening.session_note import end_session
from svdesk.storage.schema import SCHEMA

if TYPE_CHECKING:
    import sqlite3

    from svdesk.domain.project import Project
    from svdesk.storage.store import SqliteProjectStore


class ProjectsFile:
    """The file at *path*; one thread at a time uses it, and it is opened when it is first needed."""

    def __init__(self, path: Path, wait_seconds: float = 5.0, absent: str = "") -> None:
        """Open nothing yet; wait *wait_seconds* then for another program to let go of the file.

        Where there is none, it is made; with *absent*, that is what is said instead.
        """
        self._path, self._wait, self._absent = path, wait_seconds, absent
        self._opened: tuple[sqlite3.Connection, int] | None = None

    def look_at(self, project_id: UUID) -> "Project | None":
        """Return the plan of a project as the file holds it, without the store's libraries.

        Returns None where that needs the store: it makes a file of another version one of this, and says
        what is wrong with one that can't be read. Raises :class:`svdesk.services.ports.StoreError` where
        the file can't be opened.
        """
        if self._opened is None:
            self._opened = open_database(self._path, self._wait)
        connection, schema = self._opened
        if schema != SCHEMA:
            return None
        from svdesk.storage.opening.quick_plan import quick_plan

        return quick_plan(connection, project_id)

    def open_store(self) -> "SqliteProjectStore":
        """Return the store over the file, opened for it now or before; raises ``StoreError``.

        The file is the store's from then on.
        """
        from svdesk.storage.store import SqliteProjectStore

        if self._absent and not self._path.exists():
            raise StoreError(self._absent)
        opened, self._opened = self._opened, None
        return SqliteProjectStore(self._path, wait_seconds=self._wait, opened=opened)

    def close(self) -> None:
        """Let go of the file where no store has taken it over."""
        if self._opened is not None:
            # Closing takes a log that was left over into the file, as the store's closing does.
            end_session(self._path)
            self._opened[0].close()
            self._opened = None
