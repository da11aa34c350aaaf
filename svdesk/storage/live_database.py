"""The database while it is open: what is read and written in one transaction, and that "Saved" is true.

Before and after something is written the files are compared with those that were opened. Where they are not
those any more, what this process can still read is written anew before anything is said, so that nothing
that was called saved depends on a file that nobody will find; docs/decisions/24-files-beneath.md says what
is done in which case.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from svdesk.data_place import on_this_computer
from svdesk.services.ports import StoreError
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.failures import DamagedError, store_error
from svdesk.storage.files_beneath import OpenFiles, PutRightError
from svdesk.storage.guard import GuardedSession
from svdesk.storage.opening.database import begin_logging, open_database
from svdesk.storage.opening.engine import engine_over
from svdesk.storage.opening.holder import Holder, forget_holder, holder_of, note_file, note_holder
from svdesk.storage.opening.session_note import MOST_LOG_BYTES, SessionNote
from svdesk.storage.opening.traces import leave_note
from svdesk.storage.opening.watch import FileState, FileWatch, Trouble, state_of
from svdesk.storage.part_tables import PartTables, sealed_parts
from svdesk.storage.schema import SCHEMA
from svdesk.storage.tables.seals import KeptRows, Place, Seals

_CACHE_KIB = 32_000
"""What is kept in memory: more than the longest log, so that a log that was damaged can be made up for."""

_NOT_OPENED = "Your projects can't be opened."


class LiveDatabase(OpenFiles):
    """One file, its only connection, and the sessions on it. One thread at a time uses it."""

    def __init__(
        self,
        path: Path,
        wait_seconds: float,
        kinds: Iterable[PartTables],
        opened: tuple[sqlite3.Connection, int] | None = None,
    ) -> None:
        """Open the database at *path* as :class:`svdesk.storage.store.SqliteProjectStore` says."""
        self.path = path
        self.opened = 0
        self._wait_seconds = wait_seconds
        self._sealed = sealed_parts(kinds)
        self._is_open = False
        self._holder: Holder | None = None
        self._open(opened)

    @contextmanager
    def reading(self, failed: str) -> Iterator[Session]:
        """Lend a session; *failed* begins the sentence where it fails. Raises :class:`StoreError`."""
        if not self._is_open:
            self._open()
        with self._session(failed) as session:
            yield session

    @contextmanager
    def reading_rows(self, failed: str) -> Iterator[None]:
        """Begin a transaction for what is read with the bare driver; raises :class:`StoreError`."""
        if not self._is_open:
            self._open()
        with self._told(failed):
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self.connection.rollback()

    @contextmanager
    def writing(self, failed: str) -> Iterator[Session]:
        """Lend a session and commit it at the end; whoever comes back from here has it on the disk.

        Raises :class:`StoreError`, also where the files are no longer those that were opened.
        """
        if not self._is_open:
            self._open()
        self._look_before(failed)
        with self._session(failed) as session:
            yield session
            session.commit()
        self._look_after(failed)

    @contextmanager
    def as_a_whole(self, failed: str) -> Iterator[sqlite3.Connection]:
        """Lend the connection to what writes all of the database, in transactions of its own.

        Raises as :meth:`writing` does, and what is raised meanwhile.
        """
        if not self._is_open:
            self._open()
        self._look_before(failed)
        yield self.connection
        self.opened += 1
        # The backup of SQLite brings the settings of its source along.
        trouble = self._watch.after_writing()
        if trouble in (Trouble.DATABASE_GONE, Trouble.LOG_GONE):
            self._put_right(trouble, failed)
        self._note_saved()

    @contextmanager
    def kept(self, session: Session, project_id: UUID, kind: str) -> Iterator[None]:
        """Seal what is changed meanwhile of the rows of *kind* that a project has."""
        with self.seals.kept(Place(project_id.hex, kind)):
            yield
            session.flush()

    def rows(self, project_id: UUID, kind: str, key: str = "") -> dict[str, KeptRows]:
        """Return the rows of *kind* that a project has; raises as :meth:`check` does."""
        found = self.seals.read(Place(project_id.hex, kind, key))
        if found is None:
            raise DamagedError
        return found

    def check(self, project_id: UUID, kind: str, key: str = "") -> None:
        """Raise ``DamagedError`` where what stands in the file is not what was saved there."""
        if not self.seals.is_sound(Place(project_id.hex, kind, key)):
            raise DamagedError

    def close(self) -> None:
        """Release the database, with everything that was saved in a file that will be found."""
        if not self._is_open:
            return
        self._close()
        if self._holder is not None:
            forget_holder(self.path, self._holder)

    def _close(self) -> None:
        trouble = self._watch.before_writing()
        if trouble is not None:
            try:
                self._put_right(trouble, "")
            except StoreError as error:
                logging.getLogger(__name__).error("While closing: %s", error)
        if self._is_open:
            self._session_note.end()
            self._let_go()

    def _open(self, opened: tuple[sqlite3.Connection, int] | None = None) -> None:
        connection, found = opened or open_database(self.path, self._wait_seconds)
        try:
            engine = engine_over(connection)
            if found != SCHEMA:
                # alembic is slow to import and seldom needed.
                from svdesk.storage.opening.migrate import migrate

                migrate(connection, engine, self.path, found)
            begin_logging(connection, write_ahead=on_this_computer(self.path.parent))
            connection.execute("PRAGMA wal_autocheckpoint=0")
            connection.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
            self._use(connection, engine, has_log=mode == "wal")
        except StoreError:
            connection.close()
            raise
        except Exception as error:  # a file can be wrong in any way
            connection.close()
            raise store_error(_NOT_OPENED, error, self.path) from error

    def _use(self, connection: sqlite3.Connection, engine: Engine, *, has_log: bool) -> None:
        self.connection, self.engine = connection, engine
        self.seals = Seals(connection, self._sealed)
        self.copy = SqliteLiveCopy(connection, self.path, SCHEMA)
        self._has_log = has_log
        self._watch, self._session_note = FileWatch(self.path, has_log=has_log), SessionNote(self.path)
        if self.path.exists():
            leave_note(self.path)
        self._holder = note_holder(self.path, datetime.now(UTC))
        self._read_note: FileState | None = None
        self._is_open = True
        self.opened += 1

    @contextmanager
    def _session(self, failed: str) -> Iterator[Session]:
        """Lend a session; what was not committed is undone when it ends."""
        with self._told(failed), GuardedSession(self.engine, expire_on_commit=False) as session:
            session.connection()  # begins the transaction, of which the seals are read and written too
            yield session

    @contextmanager
    def _told(self, failed: str) -> Iterator[None]:
        """Say what goes wrong meanwhile as one kind of error, with no transaction left open."""
        try:
            yield
        except StoreError:
            raise
        except Exception as error:  # whatever it is, the port promises one kind of error
            # A commit that failed may have left its transaction open, which SQLAlchemy does not end.
            with suppress(sqlite3.Error):
                self.connection.rollback()
            checked = not isinstance(error, DamagedError) and self._is_sound()
            raise store_error(failed, error, self.path, checked=checked) from error

    def _look_before(self, failed: str) -> None:
        note = state_of(note_file(self.path))
        if note != self._read_note:
            other = holder_of(self.path)
            if other is not None and self._holder is not None and other != self._holder:
                # Whoever opens the file leaves a note, once the lock is theirs: a lock that two have is none.
                self._leave_to_the_other(failed)
            # Taken before it was read: a note that was written meanwhile is read the next time.
            self._read_note = note
        trouble = self._watch.before_writing()
        if trouble is not None:
            self._put_right(trouble, failed)

    def _look_after(self, failed: str) -> None:
        trouble = self._watch.after_writing()
        if trouble is None:
            self._note_saved()
            return
        try:
            self._put_right(trouble, failed)
        except PutRightError as right:
            # What was committed is in the file that was put right: it is saved.
            logging.getLogger(__name__).warning("After a save: %s", right)

    def _note_saved(self) -> None:
        """Note how the files are now that something was saved, and take over a log that has become long."""
        before = self._watch.log_size
        self._watch.note()
        if self._has_log:
            self._session_note.saved(before, self._watch.log_size)
            if self._watch.log_size > MOST_LOG_BYTES:
                # What was saved is on the disk already, whatever becomes of this.
                with suppress(sqlite3.Error):
                    self.empty_log()

    def empty_log(self) -> None:
        """Take the log over into the database and empty it, as where nothing may be left of what was there.

        Raises ``sqlite3.Error``.
        """
        if self._has_log:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            # A log that is empty would look like one that was lost.
            self.connection.execute(f"PRAGMA user_version={SCHEMA}")
            self._session_note.begin_anew()
        self._watch.note()
