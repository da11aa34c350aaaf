"""What is done where the files of the open database are no longer those that were opened.

docs/decisions/24-files-beneath.md says what is done in which case.
"""

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine

from svdesk.files.whole import put_in_place
from svdesk.services.ports import StoreError
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.failures import DamagedFileError, is_damage, store_error
from svdesk.storage.opening.database import is_in_use, is_sound
from svdesk.storage.opening.holder import holder_of
from svdesk.storage.opening.putting_aside import close_untouched, put_aside, write_anew
from svdesk.storage.opening.session_note import SessionNote
from svdesk.storage.opening.watch import FileWatch, Trouble
from svdesk.storage.tables.seals import SealedTables, Seals


class PutRightError(StoreError):
    """The files were put right, and a person has to know it."""


class OpenFiles:
    """The files of one database while it is open: with them, all that has to be let go together."""

    path: Path
    connection: sqlite3.Connection
    engine: Engine
    seals: Seals
    copy: SqliteLiveCopy
    opened: int
    """How often the file was opened or found changed: what was read before may not stand there now."""
    _sealed: SealedTables
    _is_open: bool
    _watch: FileWatch
    _session_note: SessionNote

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
            raise PutRightError(
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
        self._session_note.end()
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
        self._session_note.end()
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
        self._session_note.end()
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
