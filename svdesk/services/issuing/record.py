"""The record of issued documents: what was given out, when, by whom, and made from what."""

import errno
import hashlib
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import svdesk
from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.frame import status
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.project import Project
from svdesk.domain.subject import WHOLE, Subject
from svdesk.files.regular import opened_regular
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.exchange.project_file import project_json
from svdesk.services.issuing.attaching import can_carry

MOST_DOCUMENT_BYTES = 200 * 1024 * 1024
"""The largest file whose SHA-256 is taken: far more than any document, and done in about a second."""
_CHUNK = 1024 * 1024


def issue_of(
    project: Project,
    pack: PolicyPack,
    document: str,
    path: Path,
    issued_at: datetime,
    *,
    attach: bool = False,
    subject: Subject = WHOLE,
) -> IssuedDocument:
    """Return the record of the file at *path*, made of *project* with *pack*.

    *attach* says that the project was to go into documents that can carry it, *subject* what the
    document is about.
    Raises ``OSError`` where the file cannot be read.
    """
    digest, size = digest_of(path)
    file_format = path.suffix.lower().removeprefix(".")
    return IssuedDocument(
        id=uuid4(),
        project_id=project.id,
        document=document,
        format=file_format,
        file_name=path.name,
        version=project.control.version,
        status=status(project),
        issued_at=issued_at,
        issued_by=project.about.officer,
        sha256=digest,
        bytes=size,
        pack_id=pack.id,
        pack_edition=pack.edition,
        pack_fingerprint=pack.fingerprint,
        revision=project.revision,
        project_sha256=project_digest(project_json(project)),
        made_with=made_with(),
        attached=attach and can_carry(document_kind(document), file_format),
        subject=subject,
    )


def made_with() -> str:
    """Return the name and version of this program."""
    return f"SVDesk {svdesk.__version__}"


def project_digest(content: bytes) -> str:
    """Return the SHA-256 of a project's JSON."""
    return hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of a file and its size in bytes, read in pieces.

    Raises ``OSError``, also for a file that is larger than any document.
    """
    digest, size = hashlib.sha256(), 0
    with opened_regular(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > MOST_DOCUMENT_BYTES:
                most = MOST_DOCUMENT_BYTES // 1024 // 1024
                raise OSError(errno.EOVERFLOW, f"it is larger than {most} MB, which no document is")
    return digest.hexdigest(), size


def title_of(issued: IssuedDocument) -> str:
    """Return the title of an issued document; its key where this version does not know it."""
    try:
        return document_kind(issued.document).title
    except KeyError:
        return issued.document
