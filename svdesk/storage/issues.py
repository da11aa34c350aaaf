"""Writing and finding issued documents, on a session of the store."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlmodel import Session, col

from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.parts import MOST_PART_BYTES
from svdesk.domain.subject import read_subject
from svdesk.domain.texts import keepable
from svdesk.storage.failures import DamagedError
from svdesk.storage.tables.issue_rows import IssuedDocumentRow, IssuedProjectRow

_NAMES = tuple(each.name for each in fields(IssuedDocument))


def add_issues(session: Session, issued: Iterable[IssuedDocument], content: bytes) -> None:
    """Add the records of documents that were made of the project whose JSON is *content*."""
    for each in issued:
        if session.get(IssuedProjectRow, (each.project_id, each.project_sha256)) is None:
            session.add(
                IssuedProjectRow(
                    project_id=each.project_id, sha256=each.project_sha256, content=zlib.compress(content, 9)
                )
            )
            session.flush()
        columns = {name: getattr(each, name) for name in _NAMES}
        columns["subject"] = str(each.subject)
        texts = {name: keepable(value) for name, value in columns.items() if isinstance(value, str)}
        session.add(IssuedDocumentRow(**(columns | texts)))


def find_issues(session: Session, *where: ColumnElement[bool]) -> tuple[IssuedDocument, ...]:
    """Return the records for which all of *where* holds, the last issued first."""
    wanted = select(IssuedDocumentRow).where(*where).order_by(col(IssuedDocumentRow.issued_at).desc())
    return tuple(_issue(row) for row in session.scalars(wanted))


def project_as_issued(session: Session, project_id: UUID, sha256: str) -> bytes | None:
    """Return a project's JSON as it was issued; None where no document was issued of it.

    Raises ``DamagedError`` where it is no longer what it was.
    """
    row = session.get(IssuedProjectRow, (project_id, sha256))
    if row is None:
        return None
    # The limit keeps a file that somebody else wrote from filling the memory.
    content = zlib.decompressobj().decompress(row.content, MOST_PART_BYTES)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise DamagedError
    return content


def _issue(row: IssuedDocumentRow) -> IssuedDocument:
    columns = {name: getattr(row, name) for name in _NAMES}
    columns |= {"issued_at": row.issued_at.replace(tzinfo=UTC), "subject": read_subject(row.subject)}
    return IssuedDocument(**columns)
