"""The project store: the database as the services see it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import delete, or_
from sqlmodel import Session, col

from svdesk.domain.choices import ProjectStage
from svdesk.domain.head import ProjectHead, WholeProject
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.parts import Part, PartId
from svdesk.domain.project import PLAN, Project
from svdesk.domain.project_summary import ProjectSummary
from svdesk.domain.records import Record
from svdesk.domain.returned_form import ReturnedForm
from svdesk.domain.texts import keepable
from svdesk.services.backups import BackupContent, LiveCopy, Progress
from svdesk.services.ports import StoreError
from svdesk.storage import heads
from svdesk.storage.backups import restoring
from svdesk.storage.backups.checking import copy_to_read
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.backups.reading import content_of
from svdesk.storage.failures import DamagedError, store_error
from svdesk.storage.guard import GuardedSession
from svdesk.storage.issues import add_issues, find_issues, project_as_issued
from svdesk.storage.opening.database import begin_logging, open_database
from svdesk.storage.opening.engine import engine_over
from svdesk.storage.part_rows import read_rows, row_keys, write_rows
from svdesk.storage.part_tables import KINDS, PartTables, sealed_parts
from svdesk.storage.records import append_record, append_records, find_records
from svdesk.storage.returned_forms import (
    add_return,
    add_returns,
    delete_return,
    find_returns,
    project_of_return,
    returned_file_of,
)
from svdesk.storage.schema import SCHEMA
from svdesk.storage.tables.issue_rows import IssuedDocumentRow
from svdesk.storage.tables.project_rows import ProjectRow
from svdesk.storage.tables.seals import HEAD, ISSUED, RECORDS, RETURNED, Place, Seals

_NOT_LISTED = "The documents that were issued can't be listed."
_NOT_SAVED = "Your last change was not saved."
_NEWER_IS_THERE = (
    f"{_NOT_SAVED} It was saved from another place since you opened it here, and SVDesk does not write "
    "over newer work. What was saved there is kept, and yours is still in the window: save a copy of the "
    "project as a file, then open the project again and put in what is missing."
)
_NOT_TAKEN_OVER = "What the file holds was not taken over."
_IS_NO_LONGER_SO = (
    f"{_NOT_TAKEN_OVER} The project here was changed, added or removed in the meantime. All of it is kept as "
    "it is: open the file again."
)


def _now() -> datetime:
    return datetime.now(UTC)


class SqliteProjectStore:
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
        gave it, where that was done before. Raises :class:`StoreError`.
        """
        self._path = path
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
        self._connection, found = opened or open_database(path, wait_seconds)
        self._engine = engine_over(self._connection)
        self._seals = Seals(self._connection, sealed_parts(self._kinds.values()))
        self._live_copy = SqliteLiveCopy(self._connection, path, SCHEMA)
        try:
            if found != SCHEMA:
                # alembic is slow to import and seldom needed.
                from svdesk.storage.opening.migrate import migrate

                migrate(self._connection, self._engine, path, found)
            begin_logging(self._connection)
        except sqlite3.Error as error:
            self.close()
            raise store_error("Your projects can't be opened.", error, path) from error
        except StoreError:
            self.close()
            raise

    def list_projects(self) -> tuple[ProjectSummary, ...]:
        """Return all projects, the last changed first."""
        with self._session("The list of projects can't be read.") as session:
            return heads.find_summaries(session)

    def load(self, project_id: UUID) -> Project:
        """Return the plan of a project; raises ``KeyError`` when there is none of that id."""
        plan = self.load_part(PartId(project_id, PLAN))
        if not isinstance(plan, Project):
            raise TypeError("a plan is kept as another part")
        return plan

    def load_part(self, part_id: PartId) -> Part:
        """Return a part of a project; raises ``KeyError`` when there is no such part."""
        with self._session("The project can't be read.") as session:
            part = self._read(session, part_id)
        if part is None:
            raise KeyError(part_id.project_id)
        self._known = part
        self._seen[part_id] = part.revision
        return part

    def parts_of(self, project_id: UUID) -> tuple[PartId, ...]:
        """Return which parts a project has."""
        with self._session("The project can't be read.") as session:
            self._check(project_id, HEAD)
            return heads.find_parts(session, project_id)

    def save(self, part: Part, replaces: int | None = None) -> datetime:
        """Write *part* in one transaction; return the time of the commit in UTC.

        *replaces* is the revision that it was made from; without it, the one last read or written here.
        Where the file holds another, nothing is written. Only rows that differ from the file are.
        """
        known, saves, unsure = self._known, self._saves, self._unsure
        self._known = self._saves = None
        at = self._clock()
        with self._session(_NOT_SAVED) as session:
            if known is None or known.part_id != part.part_id:
                known = self._read(session, part.part_id)
            made_from = self._seen.get(part.part_id) if replaces is None else replaces
            # What is there may be what was saved here before, by a commit that was believed to have failed.
            if known is not None and known.revision != made_from and known != unsure:
                raise StoreError(_NEWER_IS_THERE)
            if saves is None:
                saves = heads.highest_change_number(session)
            self._unsure = part
            if not self._write(session, known, part, at, saves + 1):
                raise StoreError(_NEWER_IS_THERE)
            session.commit()
        self._known, self._saves, self._unsure = part, saves + 1, None
        self._seen[part.part_id] = part.revision
        return at

    def keep_whole(self, whole: WholeProject, replaces: Mapping[PartId, int] | None = None) -> datetime:
        """Keep a project with all that goes along with it, in one transaction; return its time in UTC.

        Without *replaces* it is new; with it, it is there, with those revisions of its parts.
        """
        self._known = self._saves = self._unsure = None
        at, project_id = self._clock(), whole.head.id
        with self._session(_NOT_TAKEN_OVER) as session:
            number = heads.highest_change_number(session) + 1
            known = [self._read(session, part.part_id) for part in whole.parts]
            with self._kept(session, project_id, HEAD):
                if replaces is None:
                    if heads.find_head(session, project_id) is not None:
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
            with self._kept(session, project_id, RECORDS), self._kept(session, project_id, RETURNED):
                append_records(session, project_id, whole.records)
                add_returns(session, project_id, whole.returns)
            session.commit()
        self._seen |= {part.part_id: part.revision for part in whole.parts}
        return at

    def head(self, project_id: UUID) -> ProjectHead:
        """Return a project's head; raises ``KeyError`` when there is no project of that id."""
        with self._session("The project can't be read.") as session:
            self._check(project_id, HEAD)
            head = heads.find_head(session, project_id)
        if head is None:
            raise KeyError(project_id)
        return head

    def begin(self, head: ProjectHead) -> datetime:
        """Keep a project that has no part yet; return the time of the commit in UTC."""
        at, self._saves = self._clock(), None
        with self._session("The project was not saved.") as session:
            with self._kept(session, head.id, HEAD):
                heads.add_head(session, head, at, heads.highest_change_number(session) + 1)
            session.commit()
        return at

    def set_stage(self, project_id: UUID, stage: ProjectStage) -> None:
        """Say how far a project is; does nothing when there is none of that id."""
        at, self._saves = self._clock(), None
        with self._session("How far the project is was not saved.") as session:
            number = heads.highest_change_number(session) + 1
            with self._kept(session, project_id, HEAD):
                heads.change_head(session, project_id, {"stage": stage.value}, at, number)
            session.commit()

    def delete(self, project_id: UUID) -> None:
        """Remove a project with its parts and records; does nothing when there is none of that id."""
        self._known = self._unsure = None
        with self._session("The project was not removed.") as session:
            session.execute(delete(ProjectRow).where(col(ProjectRow.id) == project_id))
            session.commit()
        self._seen = {part: seen for part, seen in self._seen.items() if part.project_id != project_id}

    def add_record(self, record: Record) -> None:
        """Keep a record of a stored project. It is never changed, and goes only with its project."""
        with self._session("The record was not kept.") as session:
            with self._kept(session, record.part.project_id, RECORDS):
                append_record(session, record)
            session.commit()

    def records_of(self, project_id: UUID) -> tuple[Record, ...]:
        """Return the records of a project in the order in which they were written."""
        with self._session("The records can't be read.") as session:
            self._check(project_id, RECORDS)
            return find_records(session, project_id)

    def record_issue(self, issued: tuple[IssuedDocument, ...], project_json: bytes) -> None:
        """Keep the record of documents made of the stored project whose JSON is *project_json*."""
        with self._session("That the documents were issued was not recorded.") as session:
            for project_id in {each.project_id for each in issued}:
                mine = (each for each in issued if each.project_id == project_id)
                with self._kept(session, project_id, ISSUED):
                    add_issues(session, mine, project_json)
            session.commit()

    def issues_of(self, project_id: UUID) -> tuple[IssuedDocument, ...]:
        """Return the documents issued of a project, the last one first."""
        with self._session(_NOT_LISTED) as session:
            self._check(project_id, ISSUED)
            return find_issues(session, col(IssuedDocumentRow.project_id) == project_id)

    def issues_alike(self, sha256: str, file_name: str) -> tuple[IssuedDocument, ...]:
        """Return the documents that a file of that digest or that name could be, the last one first."""
        alike = or_(
            col(IssuedDocumentRow.sha256) == sha256, col(IssuedDocumentRow.file_name) == keepable(file_name)
        )
        with self._session(_NOT_LISTED) as session:
            return find_issues(session, alike)

    def project_as_issued(self, issued: IssuedDocument) -> bytes | None:
        """Return the JSON of the project that a document was made of; None where it is not kept."""
        with self._session("The project as it was issued can't be read.") as session:
            return project_as_issued(session, issued.project_id, issued.project_sha256)

    def keep_returned_form(self, form: ReturnedForm, original: bytes) -> bool:
        """Keep a form that came back to a stored project, with its file whole.

        Returns False where the project holds that very file already; what is kept stays as it is.
        """
        with self._session("The form that came back was not kept.") as session:
            with self._kept(session, form.project_id, RETURNED):
                is_new = add_return(session, form, original)
            session.commit()
        return is_new

    def returned_forms_of(self, project_id: UUID) -> tuple[ReturnedForm, ...]:
        """Return the forms that came back to a project, the last one read first."""
        with self._session("The forms that came back can't be listed.") as session:
            self._check(project_id, RETURNED)
            return find_returns(session, project_id)

    def returned_file_of(self, form: ReturnedForm) -> bytes | None:
        """Return the file of a returned form as it came; None where it is not kept."""
        with self._session("The file that came back can't be read as it came.") as session:
            return returned_file_of(session, form.project_id, form.sha256)

    def remove_returned_form(self, return_id: UUID) -> None:
        """Remove a returned form with its file; does nothing when there is none of that id."""
        with self._session("The form that came back was not removed.") as session:
            project_id = project_of_return(session, return_id)
            if project_id is not None:
                with self._kept(session, project_id, RETURNED):
                    delete_return(session, return_id)
                session.commit()

    def live_copy(self) -> LiveCopy:
        """Return what copies the open database; it may be used on any thread, and ends with the store."""
        return self._live_copy

    def content(self) -> BackupContent:
        """Return what is here, to be compared with what a backup holds."""
        with self._session("The list of projects can't be read."):
            return content_of(self._connection)

    def restore_all(self, source: Path, progress: Progress | None = None) -> None:
        """Make all of this what the closed database at *source* holds, in one transaction.

        The store is to be closed then: what it remembers is of what was here before.
        """
        self._known = self._saves = self._unsure = None
        restoring.restore_all(self._connection, source, progress)

    def restore_project(self, source: Path, project_id: UUID) -> None:
        """Put a project of the closed database at *source* in the place of the one here, or back.

        What was done with it meanwhile stays.
        """
        self._known = self._saves = self._unsure = None
        with self._session(restoring.NOT_RESTORED) as session, copy_to_read(source) as copy:
            of_parts = sealed_parts(self._kinds.values())
            restoring.ProjectRestoring(self._connection, copy, of_parts).restore(project_id, self._clock())
            session.commit()
        self._seen = {part: seen for part, seen in self._seen.items() if part.project_id != project_id}

    def close(self) -> None:
        """Release the database."""
        self._known = None
        self._live_copy.end()
        self._engine.dispose()
        self._connection.close()

    @contextmanager
    def _session(self, failed: str) -> Iterator[Session]:
        """Lend a session; what was not committed is undone when it ends."""
        try:
            with GuardedSession(self._engine, expire_on_commit=False) as session:
                session.connection()  # begins the transaction, of which the seals are read and written too
                yield session
        except StoreError:
            raise
        except Exception as error:  # whatever it is, the port promises one kind of error
            # A commit that failed may have left its transaction open, which SQLAlchemy does not end.
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise store_error(failed, error, self._path) from error

    @contextmanager
    def _kept(self, session: Session, project_id: UUID, kind: str) -> Iterator[None]:
        """Seal what is changed meanwhile of the rows of *kind* that a project has."""
        with self._seals.kept(Place(project_id.hex, kind)):
            yield
            session.flush()

    def _check(self, project_id: UUID, kind: str, key: str = "") -> None:
        """Raise ``DamagedError`` where what stands in the file is not what was saved there."""
        if not self._seals.is_sound(Place(project_id.hex, kind, key)):
            raise DamagedError

    def _read(self, session: Session, part_id: PartId) -> Part | None:
        """Return a part as it is in the database; ``None`` when there is no such part."""
        self._check(part_id.project_id, HEAD)
        revision = heads.revision_of(session, part_id)
        head = heads.find_head(session, part_id.project_id)
        if revision is None or head is None:
            return None
        self._check(part_id.project_id, part_id.kind, part_id.key)
        tables = self._kinds[part_id.kind]
        return tables.part_from(part_id, revision, head, read_rows(session, tables.tables, part_id))

    def _write(self, session: Session, known: Part | None, part: Part, at: datetime, number: int) -> bool:
        """Write *part* over *known*; return whether the file still held that revision of it."""
        tables = self._kinds[part.part_kind]
        replaced = None if known is None else known.revision
        changes, place = tables.changes(known, part), Place(part.id.hex, part.part_kind, part.key)
        with self._kept(session, part.id, HEAD), self._seals.kept(place, row_keys(changes)):
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
