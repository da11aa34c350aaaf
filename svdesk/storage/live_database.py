"""The database while it is open: what is read and written in one transaction, and that "Saved" is true.

Before and after something is written the files are compared with those that were opened. Where they are not
those any more, what this process can still read is written anew before anything is said, so that nothing
that was called saved depends on a file that nobody will find; docs/decisions/24-files-beneath.md says what
is done in which case.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn
from uuid import UUID

from sqlalchemy import Engine
from sqlmodel import Session

from svdesk.data_place import on_this_computer
from svdesk.files.whole import put_in_place
from svdesk.services.ports import StoreError
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.failures import DamagedError, DamagedFileError, is_damage, store_error
from svdesk.storage.guard import GuardedSession
from svdesk.storage.opening.database import begin_logging, is_in_use, is_sound, open_database
from svdesk.storage.opening.engine import engine_over
from svdesk.storage.opening.holder import Holder, forget_holder, holder_of, note_file, note_holder
from svdesk.storage.opening.putting_aside import close_untouched, put_aside, write_anew
from svdesk.storage.opening.traces import begin_session, end_session, leave_note
from svdesk.storage.opening.watch import FileState, FileWatch, Trouble, state_of
from svdesk.storage.part_tables import PartTables, sealed_parts
from svdesk.storage.schema import SCHEMA
from svdesk.storage.tables.seals import KeptRows, Place, Seals

MOST_LOG_BYTES = 4_000_000
"""A log that is longer is taken over into the database after a save."""

_CACHE_KIB = 32_000
"""What is kept in memory: more than the longest log, so that a log that was damaged can be made up for."""

_NOT_OPENED = "Your projects can't be opened."


class LiveDatabase:
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
        """How often the file was opened or found changed: what was read before may not stand there now."""
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
        self._watch.note()

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
            end_session(self.path)
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
        self._has_log, self._in_session = has_log, False
        self._watch = FileWatch(self.path, has_log=has_log)
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
            if self._has_log and not self._in_session:
                begin_session(self.path)
                self._in_session = True
            self._take_over_long_log()
            return
        try:
            self._put_right(trouble, failed)
        except _PutRightError as right:
            # What was committed is in the file that was put right: it is saved.
            logging.getLogger(__name__).warning("After a save: %s", right)

    def _take_over_long_log(self) -> None:
        log = state_of(self._watch.log)
        if self._has_log and log is not None and log.size > MOST_LOG_BYTES:
            # What was saved is on the disk already, whatever becomes of this.
            with suppress(sqlite3.Error):
                self.empty_log()
        self._watch.note()

    def empty_log(self) -> None:
        """Take the log over into the database and empty it, as where nothing may be left of what was there.

        Raises ``sqlite3.Error``.
        """
        if self._has_log:
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            # A log that is empty would look like one that was lost.
            self.connection.execute(f"PRAGMA user_version={SCHEMA}")
            begin_session(self.path)
        self._watch.note()

    def _is_sound(self) -> bool:
        try:
            return is_sound(self.connection)
        except Exception:
            return False

    def _put_right(self, trouble: Trouble, failed: str) -> None:
        """Put the files right; raises what there is to tell, and returns where nothing is."""
        try:
            told = self._told_of(trouble)
        except (OSError, sqlite3.Error) as error:
            doing = f"{failed} The file of your projects was removed or replaced, and can't be written anew."
            raise store_error(doing.strip(), error, self.path) from error
        if told is None:
            self._stop_using(failed)
        if told:
            raise _PutRightError(
                f"{failed} {told} Everything saved before is kept, in {self.path}. Try again: SVDesk goes on "
                "there.".strip()
            )

    def _told_of(self, trouble: Trouble) -> str | None:
        """Put the files right and say what was done: "" where nothing had to be, ``None`` where none can."""
        if trouble is Trouble.LOG_GONE:
            return self._without_log() if self._is_sound() else None
        # First of all, while the pages that were read and written here are still in memory: they may be
        # all that is left of a file that something wrote into.
        made = self._copy(as_saved=trouble is Trouble.TOUCHED)
        try:
            if trouble is Trouble.TOUCHED and self._is_sound() and self._is_as_saved():
                self.opened += 1
                self._watch.note()
                return ""
            if made is None:
                return None
            if trouble is Trouble.DATABASE_GONE and is_in_use(self.path):
                raise sqlite3.OperationalError("another program has the file open that is there now")
            return self._replace_with(made)
        finally:
            if made is not None:
                made.unlink(missing_ok=True)

    def _copy(self, *, as_saved: bool) -> Path | None:
        """Return a new file with what this process knows of the database; ``None`` where that is not whole.

        It has to be *as_saved* where the files were written into, so that two states are not mixed.
        """
        made = None
        try:
            made = write_anew(self.connection, self.path)
            if as_saved:
                with closing(sqlite3.connect(made, isolation_level=None)) as copy:
                    if Seals(copy, self._sealed).unsound():
                        raise DamagedFileError
        except (OSError, sqlite3.Error) as error:
            if made is not None:
                made.unlink(missing_ok=True)
            # Where the disk is full, what only this process still has is tried again later.
            if not as_saved and not is_damage(error):
                raise
            return None
        return made

    def _is_as_saved(self) -> bool:
        try:
            return not self.seals.unsound()
        except Exception:
            return False

    def _without_log(self) -> str:
        """Take the log, which only this process still has, over into the database."""
        busy, there, taken = self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        if busy or there != taken:
            raise sqlite3.OperationalError("the log was not taken over")
        aside = put_aside(self.path, ("-wal",))
        end_session(self.path)
        self._let_go()
        where = f", and put the file that stood in its place aside, in {aside}" if aside else ""
        return (
            f"The file {self._watch.log.name}, which held your last changes, was removed or replaced while "
            f"SVDesk had your projects open. SVDesk put them into the file of your projects{where}."
        )

    def _replace_with(self, made: Path) -> str:
        """Put the file *made* in the place of the database, and what stands there aside."""
        aside = put_aside(self.path, own_log=self._watch.has_own_log())
        put_in_place(made, self.path)
        end_session(self.path)
        self._let_go()
        where = f" and put what stood in its place aside, whole, in {aside}" if aside else ""
        return (
            "The file of your projects was removed, replaced or written into by another program while SVDesk "
            f"had it open. SVDesk wrote all your projects to a new file{where}."
        )

    def _leave_to_the_other(self, failed: str) -> NoReturn:
        """Let the file go, which another program uses too, without writing to it."""
        self._is_open = False
        self.copy.end()
        close_untouched(self.connection, self.path)
        self.engine.dispose()
        other = holder_of(self.path)
        who = (
            "Another SVDesk" if other is None else f"{other.in_words(datetime.now(UTC))}, has an SVDesk that"
        )
        raise StoreError(
            f"{failed} {who} uses the file of your projects at the same time, which the drive that it lies "
            "on should not allow. What is saved there is kept, and SVDesk has let the file go here. Save a "
            "copy of what is in the window as a project file, and agree who goes on: one person at a time "
            f"can use the file, and a folder on this computer's own disk is safest. The file is {self.path}."
        )

    def _stop_using(self, failed: str) -> None:
        """Let a file go that something wrote into; the log with the last changes is put aside for it."""
        self._is_open = False
        aside = None
        if self._watch.has_own_log():
            # What stands there now must not be read together with it.
            with suppress(OSError):
                aside = put_aside(self.path, ("-wal",), own_log=True)
        self.copy.end()
        close_untouched(self.connection, self.path)
        self.engine.dispose()  # not before: it closes the connection as SQLite would
        end_session(self.path)
        where = f" The log of your last changes was put aside, in {aside}." if aside else ""
        raise StoreError(
            f"{failed} The file of your projects was changed or replaced by another program while SVDesk had "
            "it open, and is no longer whole. SVDesk stopped using it and left it as it is."
            f"{where} Save a copy of what is in the window as a project file now. Then put a backup in the "
            f"place of the file, and try again: SVDesk opens what is there. The file is {self.path}.".strip()
        )

    def _let_go(self) -> None:
        self._is_open = False
        self.copy.end()
        self.engine.dispose()
        self.connection.close()


class _PutRightError(StoreError):
    """The files were put right, and a person has to know it."""
