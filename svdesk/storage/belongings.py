"""What belongs to a project besides its parts: records, issued documents, and forms that came back."""

from dataclasses import replace
from uuid import UUID

from sqlalchemy import or_
from sqlmodel import col

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.keeping.record_chain import RecordChain
from svdesk.domain.records import Record
from svdesk.domain.returned_form import ReturnedForm
from svdesk.domain.texts import keepable
from svdesk.storage.failures import DamagedError
from svdesk.storage.issues import add_issues, find_issues, project_as_issued
from svdesk.storage.live_database import LiveDatabase
from svdesk.storage.records import append_record, find_chain, find_records
from svdesk.storage.returned_forms import (
    add_return,
    delete_return,
    find_returns,
    project_of_return,
    returned_file_of,
)
from svdesk.storage.tables.issue_rows import IssuedDocumentRow
from svdesk.storage.tables.seals import ISSUED, RECORDS, RETURNED, Place

_NOT_LISTED = "The documents that were issued can't be listed."


class Belongings:
    """The store's methods for them, as :class:`svdesk.services.ports.Database` says."""

    _live: LiveDatabase

    def add_record(self, record: Record, link: str | None = None) -> None:
        """Keep a record of a stored project. It is never changed, and goes only with its project.

        *link* is that of a record which comes with one from elsewhere; without it, one is reckoned.
        """
        with (
            self._live.writing("The record was not kept.") as session,
            self._live.kept(session, record.part.project_id, RECORDS),
        ):
            append_record(session, record, link)

    def records_of(self, project_id: UUID) -> tuple[Record, ...]:
        """Return the records of a project in the order in which they were written."""
        with self._live.reading("The records can't be read.") as session:
            self._live.check(project_id, RECORDS)
            return find_records(session, project_id)

    def record_chain_of(self, project_id: UUID) -> RecordChain:
        """Return the records of a project with their links; what is wrong with them it says itself."""
        with self._live.reading("The records can't be read.") as session:
            chain = find_chain(session, project_id)
            is_as_saved = self._live.seals.is_sound(Place(project_id.hex, RECORDS))
            return replace(chain, is_as_saved=is_as_saved)

    def record_issue(self, issued: tuple[IssuedDocument, ...], project_json: bytes) -> None:
        """Keep the record of documents made of the stored project whose JSON is *project_json*."""
        with self._live.writing("That the documents were issued was not recorded.") as session:
            for project_id in {each.project_id for each in issued}:
                mine = (each for each in issued if each.project_id == project_id)
                with self._live.kept(session, project_id, ISSUED):
                    add_issues(session, mine, project_json)

    def issues_of(self, project_id: UUID) -> tuple[IssuedDocument, ...]:
        """Return the documents issued of a project, the last one first."""
        with self._live.reading(_NOT_LISTED) as session:
            self._live.check(project_id, ISSUED)
            return find_issues(session, col(IssuedDocumentRow.project_id) == project_id)

    def issues_alike(self, sha256: str, file_name: str) -> tuple[IssuedDocument, ...]:
        """Return the documents that a file of that digest or that name could be, the last one first."""
        alike = or_(
            col(IssuedDocumentRow.sha256) == sha256, col(IssuedDocumentRow.file_name) == keepable(file_name)
        )
        with self._live.reading(_NOT_LISTED) as session:
            found = find_issues(session, alike)
            for project_id in {each.project_id for each in found}:
                self._live.check(project_id, ISSUED)
            # What is not found may be what can no longer be read.
            if not found and self._live.seals.unsound_of(ISSUED):
                raise DamagedError
            return found

    def project_as_issued(self, issued: IssuedDocument) -> bytes | None:
        """Return the JSON of the project that a document was made of; None where it is not kept."""
        with self._live.reading("The project as it was issued can't be read.") as session:
            return project_as_issued(session, issued.project_id, issued.project_sha256)

    def keep_returned_form(self, form: ReturnedForm, original: bytes) -> bool:
        """Keep a form that came back to a stored project, with its file whole.

        Returns False where the project holds that very file already; what is kept stays as it is.
        """
        with (
            self._live.writing("The form that came back was not kept.") as session,
            self._live.kept(session, form.project_id, RETURNED),
        ):
            return add_return(session, form, original)

    def returned_forms_of(self, project_id: UUID) -> tuple[ReturnedForm, ...]:
        """Return the forms that came back to a project, the last one read first."""
        with self._live.reading("The forms that came back can't be listed.") as session:
            self._live.check(project_id, RETURNED)
            return find_returns(session, project_id)

    def returned_file_of(self, form: ReturnedForm) -> bytes | None:
        """Return the file of a returned form as it came; None where it is not kept."""
        with self._live.reading("The file that came back can't be read as it came.") as session:
            return returned_file_of(session, form.project_id, form.sha256)

    def remove_returned_form(self, return_id: UUID) -> None:
        """Remove a returned form with its file; does nothing when there is none of that id."""
        with self._live.writing("The form that came back was not removed.") as session:
            project_id = project_of_return(session, return_id)
            if project_id is not None:
                with self._live.kept(session, project_id, RETURNED):
                    delete_return(session, return_id)
