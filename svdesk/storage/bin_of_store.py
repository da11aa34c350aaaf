"""The bin of the project store: deleting, restoring, and removing so that nothing is left in the file."""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from svdesk.domain.keeping.bin_clock import BinContents, BinRule
from svdesk.domain.records import Record
from svdesk.services.ports import StoreError
from svdesk.storage import bin as project_bin
from svdesk.storage.failures import store_error
from svdesk.storage.heads import is_there
from svdesk.storage.live_database import LiveDatabase
from svdesk.storage.records import append_record
from svdesk.storage.tables.seals import BIN, RECORDS

_TRACES = "The project is removed. Its words may stand in the log beside the file until SVDesk is closed."
_NOT_THERE = "Nothing was deleted. A project that you chose is not there any more: look at the list again."
_NOT_IN_BIN = "Nothing was restored. A project that you chose is not in the bin any more: look into it again."


class BinOfStore(ABC):
    """What the store does with deleted projects, as :class:`svdesk.services.ports.ProjectBin` says."""

    _live: LiveDatabase
    _clock: Callable[[], datetime]

    @abstractmethod
    def _forget(self, project_ids: Iterable[UUID]) -> None:
        """Know nothing of these projects any more."""

    def is_taken(self, project_id: UUID) -> bool:
        """Say whether a project of that id is kept, in the bin or outside it."""
        with self._live.reading("The projects can't be read.") as session:
            return is_there(session, project_id)

    def put_in_bin(self, records: tuple[Record, ...], rule: BinRule) -> None:
        """Put the projects of *records*, which say who deleted each and why, into the bin, all or none."""
        at = self._clock()
        with self._live.writing("Nothing was deleted.") as session:
            clock = project_bin.read_clock(session).at(at, rule)
            project_bin.write_clock(session, clock)
            for record in records:
                project_id = record.part.project_id
                if not is_there(session, project_id) or project_bin.is_binned(session, project_id):
                    raise StoreError(_NOT_THERE)
                self._write_record(session, record)
                with self._live.kept(session, project_id, BIN):
                    project_bin.put_in(session, project_id, at, clock)
        self._forget(record.part.project_id for record in records)

    def restore(self, records: tuple[Record, ...]) -> None:
        """Take the projects of *records*, which say who restored each, out of the bin, all or none."""
        with self._live.writing("Nothing was restored.") as session:
            for record in records:
                if not project_bin.is_binned(session, record.part.project_id):
                    raise StoreError(_NOT_IN_BIN)
                with self._live.kept(session, record.part.project_id, BIN):
                    project_bin.take_out(session, record.part.project_id)
                self._write_record(session, record)

    def bin_contents(self) -> BinContents:
        """Return what is in the bin, as its clock was last looked at."""
        with self._live.reading("The bin can't be read.") as session:
            return project_bin.find_contents(session)

    def count_time(self, rule: BinRule) -> tuple[UUID, ...]:
        """Look at the clock, and remove for good what has been in the bin for its time; return what went."""
        at = self._clock()
        with self._live.writing("The bin was not looked through.") as session:
            clock = project_bin.read_clock(session).at(at, rule)
            project_bin.write_clock(session, clock)
            binned = project_bin.find_contents(session).projects
            over = [each.id for each in binned if each.is_over(clock, rule)]
            for project_id in over:
                project_bin.remove_for_good(session, project_id, at)
        if over:
            self._forget(over)
            self._leave_nothing()
        return tuple(over)

    def delete(self, project_id: UUID) -> None:
        """Remove a project for good, with its parts and records; does nothing when there is none of that id.

        Nothing of its text is left in the file or beside it.
        """
        self._forget((project_id,))
        with self._live.writing("The project was not removed.") as session:
            removed = project_bin.remove_for_good(session, project_id, self._clock())
        if removed:
            self._leave_nothing()

    def _write_record(self, session: Session, record: Record) -> None:
        with self._live.kept(session, record.part.project_id, RECORDS):
            append_record(session, record)

    def _leave_nothing(self) -> None:
        """Empty the log, which still holds pages as they were before.

        In the file itself what is deleted is overwritten with noughts (``secure_delete``).
        """
        try:
            self._live.empty_log()
        except sqlite3.Error as error:
            raise store_error(_TRACES, error, self._live.path) from error
