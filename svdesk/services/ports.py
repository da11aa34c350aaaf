"""What the services need from the layers above them, as protocols.

``svdesk.app`` and ``svdesk.cli`` hand in the implementations.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from uuid import UUID

from svdesk.services.backup_reason import Progress as Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svdesk.documents.model.blocks import Document
    from svdesk.documents.model.forms import FormField
    from svdesk.domain.choices import ProjectStage
    from svdesk.domain.head import ProjectHead, WholeProject
    from svdesk.domain.issued_document import IssuedDocument
    from svdesk.domain.keeping.bin_clock import BinContents, BinRule
    from svdesk.domain.keeping.record_chain import RecordChain
    from svdesk.domain.parts import Part, PartId
    from svdesk.domain.project import Project
    from svdesk.domain.project_summary import ProjectSummary
    from svdesk.domain.records import Record
    from svdesk.domain.returned_form import ReturnedForm
    from svdesk.services.backups import BackupContent, LiveCopy


class StoreError(Exception):
    """Work could not be stored or read; the message says what happened and what was kept."""


class DamagedStoreError(StoreError):
    """The file of the projects is damaged, or is none of SVDesk's: a backup can take its place."""


class ProjectStore(Protocol):
    """Where projects are kept. Every method raises :class:`StoreError` when it fails."""

    def list_projects(self) -> "tuple[ProjectSummary, ...]":
        """Return all projects, the last changed first."""
        ...

    def load(self, project_id: UUID) -> "Project":
        """Return the plan of a project; raises ``KeyError`` when there is none of that id."""
        ...

    def load_part(self, part_id: "PartId") -> "Part":
        """Return a part of a project; raises ``KeyError`` when there is no such part."""
        ...

    def parts_of(self, project_id: UUID) -> "tuple[PartId, ...]":
        """Return which parts a project has."""
        ...

    def save(self, part: "Part", replaces: int | None = None) -> datetime:
        """Write *part* whole, in one transaction; return the time of the commit in UTC.

        *replaces* is the revision that it was made from; without it, the one last read or written
        through this store. Where another is there, it stays, and :class:`StoreError` is raised.
        """
        ...

    def head(self, project_id: UUID) -> "ProjectHead":
        """Return a project's head; raises ``KeyError`` when there is no project of that id."""
        ...

    def begin(self, head: "ProjectHead") -> datetime:
        """Keep a project that has no part yet; return the time of the commit in UTC."""
        ...

    def set_stage(self, project_id: UUID, stage: "ProjectStage") -> None:
        """Say how far a project is; does nothing when there is none of that id."""
        ...

    def delete(self, project_id: UUID) -> None:
        """Remove a project for good, with its parts and records; does nothing when there is none of that id.

        Nothing of its text is left in the store.
        """
        ...


class ProjectBin(Protocol):
    """Deleted projects, which can be restored for a while. Every method raises :class:`StoreError`."""

    def is_taken(self, project_id: UUID) -> bool:
        """Say whether a project of that id is kept, in the bin or outside it."""
        ...

    def put_in_bin(self, records: "tuple[Record, ...]", rule: "BinRule") -> None:
        """Put the projects of *records*, which say who deleted each and why, into the bin, all or none.

        They are then neither listed nor loaded. A project that is not there is an error.
        """
        ...

    def restore(self, records: "tuple[Record, ...]") -> None:
        """Take the projects of *records*, which say who restored each, out of the bin, all or none.

        A project that is not in the bin is an error.
        """
        ...

    def bin_contents(self) -> "BinContents":
        """Return what is in the bin, as its clock was last looked at."""
        ...

    def count_time(self, rule: "BinRule") -> tuple[UUID, ...]:
        """Look at the clock, and remove for good what has been in the bin for its time; return what went."""
        ...


class RecordLog(Protocol):
    """Records, which are written once. Every method raises :class:`StoreError` when it fails."""

    def add_record(self, record: "Record", link: str | None = None) -> None:
        """Keep a record of a stored project. It is never changed, and goes only with its project.

        *link* is that of a record which comes with one from elsewhere; without it, one is reckoned.
        """
        ...

    def records_of(self, project_id: UUID) -> "tuple[Record, ...]":
        """Return the records of a project in the order in which they were written."""
        ...

    def record_chain_of(self, project_id: UUID) -> "RecordChain":
        """Return the records of a project with their links; what is wrong with them it says itself."""
        ...


class IssueRecord(Protocol):
    """The record of issued documents. Every method raises :class:`StoreError` when it fails."""

    def record_issue(self, issued: "tuple[IssuedDocument, ...]", project_json: bytes) -> None:
        """Keep the record of documents made of the stored project whose JSON is *project_json*.

        The project's revision and its place in the list stay as they are.
        """
        ...

    def issues_of(self, project_id: UUID) -> "tuple[IssuedDocument, ...]":
        """Return the documents issued of a project, the last one first."""
        ...

    def issues_alike(self, sha256: str, file_name: str) -> "tuple[IssuedDocument, ...]":
        """Return the documents that a file of that digest or that name could be, the last one first."""
        ...

    def project_as_issued(self, issued: "IssuedDocument") -> bytes | None:
        """Return the JSON of the project that a document was made of; None where it is not kept."""
        ...


class IssueLog(IssueRecord, RecordLog, Protocol):
    """Where documents are written down as issued, and what was decided before."""


class ReturnedFormRecord(Protocol):
    """The record of returned forms. Every method raises :class:`StoreError` when it fails."""

    def keep_returned_form(self, form: "ReturnedForm", original: bytes) -> bool:
        """Keep a form that came back to a stored project, with its file whole.

        Returns False where the project holds that very file already; what is kept stays as it is.
        """
        ...

    def returned_forms_of(self, project_id: UUID) -> "tuple[ReturnedForm, ...]":
        """Return the forms that came back to a project, the last one read first."""
        ...

    def returned_file_of(self, form: "ReturnedForm") -> bytes | None:
        """Return the file of a returned form as it came; None where it is not kept."""
        ...

    def remove_returned_form(self, return_id: UUID) -> None:
        """Remove a returned form with its file; does nothing when there is none of that id."""
        ...


class Database(ProjectStore, ProjectBin, IssueRecord, ReturnedFormRecord, RecordLog, Protocol):
    """Projects and their records in one file. A function that needs only one of these ports asks for that."""

    def keep_whole(self, whole: "WholeProject", replaces: "Mapping[PartId, int] | None" = None) -> datetime:
        """Keep a project with all that goes along with it, in one transaction; return its time in UTC.

        Without *replaces* it is new. With it, it is there, and *replaces* has the revision of each part
        that a part of *whole* was made from; parts that *whole* lacks stay as they are. Records and
        returned forms that are there stay, and those of *whole* that are not are added. Where anything
        else is there than was thought, all stays as it was, and :class:`StoreError` is raised.
        """
        ...

    def live_copy(self) -> "LiveCopy":
        """Return what copies the open database; it may be used on any thread, until this is closed."""
        ...

    def content(self) -> "BackupContent":
        """Return what is here, to be compared with what a backup holds."""
        ...

    def restore_all(self, source: Path, progress: Progress | None = None) -> None:
        """Make all of this what the closed database at *source* holds, in one transaction.

        It is to be closed then: what it remembers is of what was here before.
        """
        ...

    def restore_project(self, source: Path, project_id: UUID) -> None:
        """Put a project of the closed database at *source* in the place of the one here, or back.

        What was done with it meanwhile stays.
        """
        ...

    def close(self) -> None:
        """Release the database."""
        ...


class Renderer(Protocol):
    """Turns a document into a file of one format."""

    format: str

    def render(self, document: "Document", path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write *document* to *path*, replacing it only once the file is complete.

        Returns the characters that no typeface has and that are printed as their numbers. Raises
        ``OSError`` where the file cannot be written; *path* is then as it was.
        """
        ...


class FormRefusedError(Exception):
    """A returned file is not read; the message says why, in words that follow the file's name and a colon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What is to be known of how a file holds the answer to *field*, in a sentence.

    Where it *matters*, a person has to look at it before the answer counts.
    """

    field: str
    message: str
    matters: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """What stands in a returned form.

    *answers* are by the names that the document has for its fields: text as it was typed, the value
    of a choice, :data:`svdesk.documents.model.forms.TICKED` or "" for a box. A field that the file no
    longer has is left out; *others* names the fields that the form did not have. *remarks* say where
    what a program shows is not what the file stores.
    """

    answers: "Mapping[str, str]"
    others: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


class FormReader(Protocol):
    """Reads returned forms of one format. Nothing in a file is run or followed."""

    format: str

    def origin(self, content: bytes) -> str:
        """Return the line that says what the form was made from; "" where it says nothing.

        Raises :class:`FormRefusedError` for a file that is damaged or that holds what no form of ours
        does.
        """
        ...

    def read(self, content: bytes, fields: "tuple[FormField, ...]") -> FilledForm:
        """Return what was entered in *fields*; raises :class:`FormRefusedError`."""
        ...

    def differences(self, issued: bytes, returned: bytes) -> tuple[str, ...]:
        """Return in words what was changed besides the answers; raises :class:`FormRefusedError`."""
        ...
