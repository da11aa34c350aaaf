"""What use cases work with: the database, the policy packs at hand, and the formats of files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from uuid import UUID

    from svdesk.domain.project import Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.policy.loading.pack_registry import PackRegistry
    from svdesk.services.backups import BackupKeeper
    from svdesk.services.issuing.attaching import AttachmentReader
    from svdesk.services.ports import Database, FormReader, Renderer
    from svdesk.services.verifying.comparison import PdfReader


class FileFormats(Protocol):
    """What writes, reads and compares files; the libraries of each are loaded when it is asked for."""

    def renderer_of(self, file_format: str) -> Renderer:
        """Return what writes a format."""
        ...

    def form_reader(self, content: bytes) -> FormReader:
        """Return the reader of a returned file; raises :class:`svdesk.services.ports.FormRefusedError`."""
        ...

    def office_forms(self) -> Mapping[str, tuple[FormReader, Renderer]]:
        """Return what reads Word and Excel files, and what writes them, by their format."""
        ...

    def pdf_reader(self) -> PdfReader:
        """Return what compares PDF files."""
        ...

    def attachment_reader(self) -> AttachmentReader:
        """Return what takes attachments out of PDF files."""
        ...

    def rows_as_csv(self, rows: Iterable[Iterable[str]]) -> bytes:
        """Return *rows* as a CSV file in which no cell is run as a formula."""
        ...


class DatabaseFile(Protocol):
    """The file of the database, from which a project can be read before all of the database is loaded."""

    def look_at(self, project_id: UUID) -> Project | None:
        """Return the plan of a project; None where only the database can say. Raises ``StoreError``."""
        ...

    def open_store(self) -> Database:
        """Return the database; raises ``StoreError``."""
        ...

    def close(self) -> None:
        """Let go of the file where the database has not been opened."""
        ...


class Backend:
    """What use cases work with, opened or read when it is first asked for.

    It belongs to one thread; :meth:`for_other_thread` gives another thread one of its own.
    """

    def __init__(
        self,
        folder: Path,
        file: DatabaseFile,
        formats: FileFormats,
        backups: Callable[[], BackupKeeper],
        database: Database | None = None,
    ) -> None:
        """Work on the data in *folder*; nothing is opened yet where *database* is not given."""
        self.folder = folder
        self.formats = formats
        self._file = file
        self._backups = backups
        self._database = database

    @property
    def database(self) -> Database:
        """The database; opened now where it is not open, also after a failure. Raises ``StoreError``."""
        if self._database is None:
            self._database = self._file.open_store()
        return self._database

    @property
    def is_open(self) -> bool:
        """Whether the database is open."""
        return self._database is not None

    def load(self, project_id: UUID) -> Project:
        """Return the plan of a project, without opening the database where that takes longer.

        Raises ``KeyError`` when there is none of that id, and ``StoreError``.
        """
        seen = self._file.look_at(project_id) if self._database is None else None
        return seen or self.database.load(project_id)

    @cached_property
    def backups(self) -> BackupKeeper:
        """The backups of the database."""
        return self._backups()

    @cached_property
    def registry(self) -> PackRegistry:
        """The policy packs at hand. What was read once is not read again."""
        from svdesk.policy.loading.pack_registry import PackRegistry

        return PackRegistry(self.folder)

    @cached_property
    def pack_for_new(self) -> PolicyPack:
        """The policy pack that new projects are made with; raises ``PackError`` where none can be used."""
        return self.registry.active()

    def for_other_thread(self, database: Database) -> Backend:
        """Return a backend for another thread, which reaches the database through *database*.

        It looks at the files of policy packs anew.
        """
        return Backend(self.folder, self._file, self.formats, self._backups, database)

    def close(self) -> None:
        """Release the database where it is open."""
        if self._database is not None:
            self._database.close()
            self._database = None
        else:
            self._file.close()
