"""The project store: the database as the services see it."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlmodel import Session

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead, WholeProject
from svdesk.domain.parts import Part, PartId
from svdesk.domain.project import PLAN, Project
from svdesk.domain.project_summary import ProjectSummary
from svdesk.services.backups import BackupContent, LiveCopy, Progress
from svdesk.services.ports import StoreError
from svdesk.storage import heads
from svdesk.storage.backups import restoring
from svdesk.storage.backups.checking import copy_to_read
from svdesk.storage.backups.reading import content_of
from svdesk.storage.belongings import Belongings
from svdesk.storage.bin_of_store import BinOfStore
from svdesk.storage.head_rows import head_from, parts_from, revision_from
from svdesk.storage.kept_rows import rows_from
from svdesk.storage.live_database import LiveDatabase
from svdesk.storage.part_rows import row_keys, write_rows
from svdesk.storage.part_tables import KINDS, PartTables, forms_of, sealed_parts
from svdesk.storage.records import append_records
from svdesk.storage.returned_forms import (
    add_returns,
)
from svdesk.storage.tables.listing import read_list
from svdesk.storage.tables.seals import HEAD, RECORDS, RETURNED, Place

_NOT_READ = "The project can't be read."
_NOT_SAVED = "Your last change was not saved."
_NEWER_IS_THERE = (
    f"{_NOT_SAVED} It was saved from another place since you opened it here, and SVDesk does not write "
    "over newer work. What was saved there is kept, and yours is still in the window: save a copy of the "
    "project as a file, then open the project again and put in what is missing."
)
_OLDER_IS_THERE = (
    f"{_NOT_SAVED} The file holds an earlier state of this project than the one that you have open, as where "
    "a backup was put in its place. It is kept as it is, and yours is still in the window: save a copy of "
    "the project as a file, and open that file to take it over."
)
_NOT_TAKEN_OVER = "What the file holds was not taken over."
_IS_NO_LONGER_SO = (
    f"{_NOT_TAKEN_OVER} The project here was changed, added or removed in the meantime. All of it is kept as "
    "it is: open the file again."
)


def _now() -> datetime:
    return datetime.now(UTC)


class SqliteProjectStore(Belongings, BinOfStore):
    """Keeps projects in one SQLite file, as :class:`svdesk.services.ports.Database` says.

    One thread at a time uses a store, whichever it is: it holds the only connection to the file.
    While a store is open, nothing else in the process may open and close the file, not even to
    read it: on Linux and macOS that would drop the lock.

    When a save fails, what reached the disk is not certain; the store then looks at the file again
    before the next save.
    """

    def __init__(
        self,
        path: Path,
        *,
        wait_seconds: float = 5.0,
        clock: Callable[[], datetime] = _now,
        kinds: Iterable[PartTables] = KINDS,
        opened: tuple[sqlite3.Connection, int] | None = None,
    ) -> None:
        """Open the database at *path*, making it or bringing it to this version where needed.

        Waits *wait_seconds* for another program to let go of the file. *clock* gives the time in
        UTC, *kinds* says how the parts of projects are kept. *opened* is the file as ``open_database``
        gave it, where that was done before.
        Raises :class:`StoreError`.
        """
        self._clock = clock
        self._kinds = {tables.kind: tables for tables in kinds}
        self._known: Part | None = None
        """The part last read or written, exactly as it is in the file."""
        self._seen: dict[PartId, int] = {}
        """The revision of each part that was last read or written here."""
        self._unsure: Part | None = None
        """A part whose saving failed, and which may be in the file all the same."""
        self._saves: int | None = None
        """The highest change number in the file, once it is known."""
        self._live = LiveDatabase(path, wait_seconds, self._kinds.values(), opened)
        self._known_at = self._live.opened
        """Which opening of the file *known* and *saves* are of."""

    def list_projects(self) -> tuple[ProjectSummary, ...]:
        """Return all projects, the last changed first."""
        with self._live.reading_rows("The list of projects can't be read."):
            return read_list(self._live.connection)

    def load(self, project_id: UUID) -> Project:
        """Return the plan of a project; raises ``KeyError`` when there is none of that id."""
        plan = self.load_part(PartId(project_id, PLAN))
        if not isinstance(plan, Project):
            raise TypeError("a plan is kept as another part")
        return plan

    def load_part(self, part_id: PartId) -> Part:
        """Return a part of a project; raises ``KeyError`` when there is no such part."""
        with self._live.reading_rows(_NOT_READ):
            part = None if self._is_binned(part_id.project_id) else self._read(part_id)
        if part is None:
            raise KeyError(part_id.project_id)
        self._forget_other_openings()
        self._known = part
        self._seen[part_id] = part.revision
        return part

    def parts_of(self, project_id: UUID) -> tuple[PartId, ...]:
        """Return which parts a project has."""
        with self._live.reading_rows(_NOT_READ):
            return tuple(parts_from(self._live.rows(project_id, HEAD)))

    def save(self, part: Part, replaces: int | None = None) -> datetime:
        """Write *part* in one transaction; return the time of the commit in UTC.

        *replaces* is the revision that it was made from; without it, the one last read or written here.
        Where the file holds another, nothing is written. Only rows that differ from the file are.
        """
        unsure, at = self._unsure, self._clock()
        with self._live.writing(_NOT_SAVED) as session:
            self._forget_other_openings()
            known, saves = self._known, self._saves
            self._known = self._saves = None
            if known is None or known.part_id != part.part_id:
                known = self._read(part.part_id)
            made_from = self._seen.get(part.part_id) if replaces is None else replaces
            # What is there may be what was saved here before, by a commit that was believed to have failed.
            if known is not None and known.revision != made_from and known != unsure:
                is_older = made_from is not None and known.revision < made_from
                raise StoreError(_OLDER_IS_THERE if is_older else _NEWER_IS_THERE)
            if saves is None:
                saves = heads.highest_change_number(session)
            self._unsure = part
            if not self._write(session, known, part, at, saves + 1):
                raise StoreError(_NEWER_IS_THERE)
        self._known, self._saves, self._unsure = part, saves + 1, None
        self._seen[part.part_id] = part.revision
        return at

    def keep_whole(self, whole: WholeProject, replaces: Mapping[PartId, int] | None = None) -> datetime:
        """Keep a project with all that goes along with it, in one transaction; return its time in UTC.

        Without *replaces* it is new; with it, it is there, with those revisions of its parts.
        """
        self._known = self._saves = self._unsure = None
        at, project_id = self._clock(), whole.head.id
        with self._live.writing(_NOT_TAKEN_OVER) as session:
            number = heads.highest_change_number(session) + 1
            known = [self._read(part.part_id) for part in whole.parts]
            with self._live.kept(session, project_id, HEAD):
                if replaces is None:
                    if heads.is_there(session, project_id):
                        raise StoreError(_IS_NO_LONGER_SO)
                    heads.add_head(session, whole.head, at, number)
                elif not heads.change_head(
                    session, project_id, {"stage": whole.head.stage.value}, at, number
                ):
                    raise StoreError(_IS_NO_LONGER_SO)
            for before, part in zip(known, whole.parts, strict=True):
                found = None if before is None else before.revision
                made_from = (replaces or {}).get(part.part_id)
                if found != made_from or not self._write(session, before, part, at, number):
                    raise StoreError(_IS_NO_LONGER_SO)
            with self._live.kept(session, project_id, RECORDS):
                append_records(session, project_id, whole.records, whole.links)
            with self._live.kept(session, project_id, RETURNED):
                add_returns(session, project_id, whole.returns)
        self._seen |= {part.part_id: part.revision for part in whole.parts}
        return at

    def head(self, project_id: UUID) -> ProjectHead:
        """Return a project's head; raises ``KeyError`` when there is no project of that id."""
        with self._live.reading_rows(_NOT_READ):
            kept = self._live.rows(project_id, HEAD)
            head = None if self._is_binned(project_id) else head_from(kept)
        if head is None:
            raise KeyError(project_id)
        return head

    def begin(self, head: ProjectHead) -> datetime:
        """Keep a project that has no part yet; return the time of the commit in UTC."""
        at, self._saves = self._clock(), None
        with (
            self._live.writing("The project was not saved.") as session,
            self._live.kept(session, head.id, HEAD),
        ):
            heads.add_head(session, head, at, heads.highest_change_number(session) + 1)
        return at

    def set_stage(self, project_id: UUID, stage: ProjectStage) -> None:
        """Say how far a project is; does nothing when there is none of that id."""
        at, self._saves = self._clock(), None
        with self._live.writing("How far the project is was not saved.") as session:
            number = heads.highest_change_number(session) + 1
            with self._live.kept(session, project_id, HEAD):
                heads.change_head(session, project_id, {"stage": stage.value}, at, number)

    def live_copy(self) -> LiveCopy:
        """Return what copies the open database; it may be used on any thread, and ends with the store."""
        return self._live.copy

    def content(self) -> BackupContent:
        """Return what is here, to be compared with what a backup holds."""
        with self._live.reading_rows("The list of projects can't be read."):
            return content_of(self._live.connection)

    def restore_all(self, source: Path, progress: Progress | None = None) -> None:
        """Make all of this what the closed database at *source* holds, in one transaction.

        The store is to be closed then: what it remembers is of what was here before.
        """
        self._known = self._saves = self._unsure = None
        with self._live.as_a_whole(restoring.NOT_RESTORED) as connection:
            restoring.restore_all(connection, source, progress)

    def restore_project(self, source: Path, project_id: UUID) -> None:
        """Put a project of the closed database at *source* in the place of the one here, or back.

        What was done with it meanwhile stays.
        """
        self._known = self._saves = self._unsure = None
        with self._live.writing(restoring.NOT_RESTORED), copy_to_read(source) as copy:
            of_parts = sealed_parts(self._kinds.values())
            restored = restoring.ProjectRestoring(self._live.connection, copy, of_parts)
            restored.restore(project_id, self._clock())
        self._seen = {part: seen for part, seen in self._seen.items() if part.project_id != project_id}

    def _forget(self, project_ids: Iterable[UUID]) -> None:
        gone = set(project_ids)
        self._known = self._unsure = None
        self._seen = {part: seen for part, seen in self._seen.items() if part.project_id not in gone}

    def close(self) -> None:
        """Release the database."""
        self._known = None
        self._live.close()

    def _forget_other_openings(self) -> None:
        """Forget what was read before the file was opened anew, or something else wrote to it."""
        if self._known_at != self._live.opened:
            self._known, self._saves, self._known_at = None, None, self._live.opened

    def _is_binned(self, project_id: UUID) -> bool:
        wanted = "SELECT 1 FROM binned_project WHERE project_id = ?"
        return self._live.connection.execute(wanted, (project_id.hex,)).fetchone() is not None

    def _read(self, part_id: PartId) -> Part | None:
        """Return a part as it is in the database; ``None`` when there is no such part."""
        kept = self._live.rows(part_id.project_id, HEAD)
        head, revision = head_from(kept), revision_from(kept, part_id)
        if revision is None or head is None:
            return None
        tables = self._kinds[part_id.kind]
        kept = self._live.rows(part_id.project_id, part_id.kind, part_id.key)
        return tables.part_from(part_id, revision, head, rows_from(forms_of(tables.tables), kept))

    def _write(self, session: Session, known: Part | None, part: Part, at: datetime, number: int) -> bool:
        """Write *part* over *known*; return whether the file still held that revision of it."""
        tables = self._kinds[part.part_kind]
        replaced = None if known is None else known.revision
        changes, place = tables.changes(known, part), Place(part.id.hex, part.part_kind, part.key)
        with self._live.kept(session, part.id, HEAD), self._live.seals.kept(place, row_keys(changes)):
            self._write_head(session, tables, known, part, at, number)
            if heads.put_revision(session, part.part_id, part.revision, replaced):
                write_rows(session, changes)
                return True
        return False

    def _write_head(
        self, session: Session, tables: PartTables, known: Part | None, part: Part, at: datetime, number: int
    ) -> None:
        """Note the save in the project's head, with what *part* says of it and *known* did not."""
        face = tables.head_columns(part)
        said = {} if known is None else tables.head_columns(known)
        changed = {name: value for name, value in face.items() if value != said.get(name)}
        if heads.change_head(session, part.id, changed, at, number):
            return
        if not face:
            raise ValueError(f"there is no project {part.id} to keep {part.part_id} in")
        heads.add_head(session, ProjectHead(id=part.id, **face), at, number)
