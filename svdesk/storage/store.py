"""The project store: the database as the services see it."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, delete, func, or_, select
from sqlalchemy.orm import make_transient_to_detached
from sqlmodel import Session, col

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import SECTIONS, Project
from svdesk.domain.returned_form import ReturnedForm
from svdesk.domain.texts import keepable
from svdesk.services.ports import ProjectSummary, StoreError
from svdesk.storage.changes import RowChange, changes
from svdesk.storage.columns import Stored
from svdesk.storage.database import begin_logging, open_database
from svdesk.storage.engine import engine_over
from svdesk.storage.failures import store_error
from svdesk.storage.guard import GuardedSession
from svdesk.storage.images import TABLES, project_from, table_of
from svdesk.storage.issue_rows import IssuedDocumentRow
from svdesk.storage.issues import add_issues, find_issues, project_as_issued
from svdesk.storage.returns import add_return, delete_return, find_returns, original_of
from svdesk.storage.schema import SCHEMA
from svdesk.storage.section_rows import ProjectRow, row_of

_NOT_LISTED = "The documents that were issued can't be listed."


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
        self, path: Path, *, wait_seconds: float = 5.0, clock: Callable[[], datetime] = _now
    ) -> None:
        """Open the database at *path*, making it or bringing it to this version where needed.

        Waits *wait_seconds* for another program to let go of the file. *clock* gives the time in
        UTC. Raises :class:`StoreError`.
        """
        self._path = path
        self._clock = clock
        self._known: Project | None = None
        """The project last read or written, exactly as it is in the file."""
        self._saves: int | None = None
        """The highest change number in the file, once it is known."""
        self._connection, found = open_database(path, wait_seconds)
        self._engine = engine_over(self._connection)
        try:
            if found != SCHEMA:
                # alembic is slow to import and seldom needed.
                from svdesk.storage.migrate import migrate

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
        about = table_of(row_of(SECTIONS["about"])).c
        wanted = (
            select(
                col(ProjectRow.id),
                about.title,
                about.reference,
                about.authority,
                col(ProjectRow.changed_at),
            )
            .join(about.title.table, about.project_id == col(ProjectRow.id))
            .order_by(col(ProjectRow.change_number).desc())
        )
        with self._session("The list of projects can't be read.") as session:
            return tuple(
                ProjectSummary(id=id_, title=title, reference=reference, authority=authority, changed_at=at)
                for id_, title, reference, authority, at in session.execute(wanted)
            )

    def load(self, project_id: UUID) -> Project:
        """Return a project; raises ``KeyError`` when there is none of that id."""
        with self._session("The project can't be read.") as session:
            project = _read(session, project_id)
        if project is None:
            raise KeyError(project_id)
        self._known = project
        return project

    def save(self, project: Project) -> datetime:
        """Write *project* in one transaction; return the time of the commit in UTC.

        Only rows that differ from the file are written.
        """
        known, saves = self._known, self._saves
        self._known = self._saves = None
        at = self._clock()
        with self._session("Your last change was not saved.") as session:
            if known is None or known.id != project.id:
                known = _read(session, project.id)
            if saves is None:
                saves = _highest_change_number(session)
            _write(session, changes(known, project), {"changed_at": at, "change_number": saves + 1})
            session.commit()
        self._known, self._saves = project, saves + 1
        return at

    def delete(self, project_id: UUID) -> None:
        """Remove a project; does nothing when there is none of that id."""
        self._known = None
        with self._session("The project was not removed.") as session:
            session.execute(delete(ProjectRow).where(col(ProjectRow.id) == project_id))
            session.commit()

    def record_issue(self, issued: tuple[IssuedDocument, ...], project_json: bytes) -> None:
        """Keep the record of documents made of the stored project whose JSON is *project_json*."""
        with self._session("That the documents were issued was not recorded.") as session:
            add_issues(session, issued, project_json)
            session.commit()

    def issues_of(self, project_id: UUID) -> tuple[IssuedDocument, ...]:
        """Return the documents issued of a project, the last one first."""
        with self._session(_NOT_LISTED) as session:
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

    def keep_return(self, form: ReturnedForm, original: bytes) -> bool:
        """Keep a form that came back to a stored project, with its file whole.

        Returns False where the project holds that very file already; what is kept stays as it is.
        """
        with self._session("The form that came back was not kept.") as session:
            is_new = add_return(session, form, original)
            session.commit()
        return is_new

    def returns_of(self, project_id: UUID) -> tuple[ReturnedForm, ...]:
        """Return the forms that came back to a project, the last one read first."""
        with self._session("The forms that came back can't be listed.") as session:
            return find_returns(session, project_id)

    def original_of(self, form: ReturnedForm) -> bytes | None:
        """Return the file of a returned form as it came; None where it is not kept."""
        with self._session("The file that came back can't be read as it came.") as session:
            return original_of(session, form.project_id, form.sha256)

    def remove_return(self, return_id: UUID) -> None:
        """Remove a returned form with its file; does nothing when there is none of that id."""
        with self._session("The form that came back was not removed.") as session:
            delete_return(session, return_id)
            session.commit()

    def close(self) -> None:
        """Release the database."""
        self._known = None
        self._engine.dispose()
        self._connection.close()

    @contextmanager
    def _session(self, failed: str) -> Iterator[Session]:
        """Lend a session; what was not committed is undone when it ends."""
        try:
            with GuardedSession(self._engine, expire_on_commit=False) as session:
                yield session
        except Exception as error:  # whatever it is, the port promises one kind of error
            # A commit that failed may have left its transaction open, which SQLAlchemy does not end.
            with suppress(sqlite3.Error):
                self._connection.rollback()
            raise store_error(failed, error, self._path) from error


def _read(session: Session, project_id: UUID) -> Project | None:
    """Return a project as it is in the database; ``None`` when there is none of that id."""
    rows = {row: _rows(session, row, project_id) for row in TABLES}
    return project_from(rows) if rows[ProjectRow] else None


def _rows(session: Session, row: type[Stored], project_id: UUID) -> list[Mapping[str, Any]]:
    found = session.execute(_rows_of_project(row), {"owner": project_id}).mappings()
    return [dict(columns) for columns in found]


@cache
def _rows_of_project(row: type[Stored]) -> Select[Any]:
    table = table_of(row)
    owner = table.c.id if row is ProjectRow else table.c.project_id
    wanted = select(table).where(owner == bindparam("owner"))
    return wanted.order_by(table.c.position) if "position" in table.c else wanted


def _highest_change_number(session: Session) -> int:
    return session.execute(select(func.max(col(ProjectRow.change_number)))).scalar_one() or 0


def _write(session: Session, wanted: tuple[RowChange, ...], stamp: Mapping[str, Any]) -> None:
    """Write the changes; *stamp* is what the store itself keeps in the project's own row."""
    rows_come_or_go = any(change.before is None or change.after is None for change in wanted)
    for row, group in groupby(wanted, key=lambda change: change.row):
        for change in group:
            _stage(session, change, stamp if row is ProjectRow else {})
        if rows_come_or_go:
            # Table by table, so that a row is there before another refers to it.
            session.flush()


def _stage(session: Session, change: RowChange, stamp: Mapping[str, Any]) -> None:
    wanted = {**(change.after or {}), **stamp}
    if change.before is None:
        session.add(change.row(**wanted))
        return
    stored = change.row(**change.before)
    # What the row holds is known, so it need not be read again.
    make_transient_to_detached(stored)
    if change.after is None:
        session.delete(stored)
        return
    session.add(stored)
    for name, value in wanted.items():
        if name in stamp or value != change.before[name]:
            setattr(stored, name, value)
