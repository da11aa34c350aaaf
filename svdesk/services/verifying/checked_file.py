"""What is known of a file that was checked, and what files are checked with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.services.ports import FormReader, IssueRecord, Renderer
from svdesk.services.verifying.comparison import FileComparison, PdfReader

PDF = "pdf"


class Verdict(StrEnum):
    """What a file is."""

    AS_ISSUED = "as_issued"
    """Byte for byte what was issued."""
    FILLED_IN = "filled_in"
    """What was issued, or is made of a project, with entries in its form fields."""
    AS_MADE = "as_made"
    """Byte for byte what is made of a project file; no record of issue is known."""
    CHANGED = "changed"
    NOT_TOLD = "not_told"
    """Not what was issued, which is made otherwise here: nobody can tell what a person changed."""
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeOf:
    """A document that can be made of a project file: its key, format, and what goes into it.

    *subject* is what it is about, beside the project.
    """

    document: str
    format: str
    project_id: UUID
    project: str
    """The project's title."""
    revision: int
    pack_id: str
    pack_edition: str
    pack_fingerprint: str
    attached: bool = False
    subject: Subject = WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What is known of a file.

    *issued* is the document it is, or was before it was changed; *known_from* the manifest that says
    so, None for the record of this computer. Where no record is known, *made_of* is what is made of a
    project file that the person named. *notes* are sentences for the person. With
    :attr:`Verdict.NOT_TOLD` the *comparison* is with a document that is not the issued one to the byte.
    """

    path: Path
    verdict: Verdict
    sha256: str = ""
    issued: IssuedDocument | None = None
    known_from: Path | None = None
    made_of: MadeOf | None = None
    comparison: FileComparison | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSources:
    """What files are checked with.

    *record* is None where there is no database, or none that can be opened. *projects* are project
    files named by the person, to make documents again from that no record holds. *form_readers* are
    what reads and what makes the files that are no PDF, by their format; *renderer_of* gives what
    makes the formats that nothing reads, where they are to be made again too.
    """

    registry: PackRegistry
    reader: PdfReader
    renderer: Renderer
    record: IssueRecord | None = None
    projects: tuple[Project, ...] = field(default=())
    form_readers: Mapping[str, tuple[FormReader, Renderer]] = field(default_factory=dict)
    renderer_of: Callable[[str], Renderer | None] = lambda _format: None

    def maker_of(self, file_format: str) -> Renderer | None:
        """Return what makes files of a format; None where nothing at hand does."""
        if file_format == PDF:
            return self.renderer
        if file_format in self.form_readers:
            return self.form_readers[file_format][1]
        return self.renderer_of(file_format)
