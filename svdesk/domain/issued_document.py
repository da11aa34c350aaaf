"""A line of the record of issued documents. Needs only the standard library, for storage's sake."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from svdesk.domain.subject import WHOLE, Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """One file that was made for issue.

    *document* is its key in the catalogue, *format* the ending of its name, *issued_at* in UTC and
    *issued_by* the officer of the project. *sha256* is the file's, *project_sha256* that of the
    project's JSON as :func:`svdesk.services.exchange.project_file.project_json` writes it. *attached* says
    that the project is in the file (:mod:`svdesk.services.issuing.attaching`). *subject* is what the
    document is about, beside the project.
    """

    id: UUID
    project_id: UUID
    document: str
    format: str
    file_name: str
    version: str
    status: str
    issued_at: datetime
    issued_by: str
    sha256: str
    bytes: int
    pack_id: str
    pack_edition: str
    pack_fingerprint: str
    revision: int
    project_sha256: str
    made_with: str
    attached: bool = False
    subject: Subject = WHOLE
