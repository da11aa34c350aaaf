"""The project's data inside documents for the authority's own file, and back out of them.

A record is kept for years: a PDF that holds its project can be opened again, whatever became of the
computer on which it was made. It holds everything in the project, notes and estimates too, so it
goes only into documents that are for nobody else (:attr:`DocumentKind.own_file`), and only where a
person asks for it. What bidders returned is never in it.
"""

from dataclasses import replace
from pathlib import Path
from typing import Protocol

from svdesk.documents.catalogue import DocumentKind
from svdesk.documents.model.blocks import Attachment, Document
from svdesk.documents.model.origin import Origin
from svdesk.domain.project import Project
from svdesk.files.errors import could_not
from svdesk.files.regular import read_regular
from svdesk.services.exchange.part_json import listed
from svdesk.services.exchange.project_file import ExchangeError, Opened, read_project_json, read_whole
from svdesk.services.exchange.whole_limits import beyond_whole

CARRIES = "pdf"
"""The format in which a document can carry the project that it was made from."""
NAME = "svdesk-project.json"
"""What the project is called inside a document."""
_BEGINNING = b"%PDF-"
_NOTHING = "Nothing was changed."


class AttachmentError(Exception):
    """A document's attachment can't be read; the message says why, as words that follow a colon."""


class AttachmentReader(Protocol):
    """Takes attachments out of documents."""

    def attached(self, path: Path, name: str) -> tuple[str, bytes]:
        """Return the line that says what the document at *path* was made from, and its attachment *name*.

        Raises :class:`AttachmentError`, also where there is no such attachment.
        """
        ...


def can_carry(kind: DocumentKind, file_format: str) -> bool:
    """Say whether a document can carry its project in a file of that format."""
    return kind.own_file and file_format == CARRIES


def with_project(document: Document, content: bytes) -> Document:
    """Return *document* with the project attached whose JSON is *content*."""
    attachment = Attachment(
        name=NAME,
        mime="application/json",
        description="The project that this document was made from. SVDesk opens it again.",
        content=content,
    )
    return replace(document, attachments=(*document.attachments, attachment))


def read_project_file(path: Path, reader: AttachmentReader, password: str = "") -> Opened:
    """Return what the file at *path* holds: a project file, or a PDF that carries its project.

    Raises :class:`svdesk.services.exchange.project_file.ExchangeError`, and its ``PasswordNeededError`` for
    a project file whose *password* was not given.
    """
    try:
        is_pdf = read_regular(path, len(_BEGINNING)) == _BEGINNING
    except OSError as error:
        raise ExchangeError(f"{could_not('read', path, error)} {_NOTHING}") from error
    except ValueError as error:
        raise ExchangeError(f"Could not read {path}: it is not the name of a file. {_NOTHING}") from error
    return Opened(project_in(path, reader)) if is_pdf else read_whole(path, password)


def project_in(path: Path, reader: AttachmentReader) -> Project:
    """Return the project that the PDF at *path* carries.

    It has to be the one that the document says it was made from. Raises
    :class:`svdesk.services.exchange.project_file.ExchangeError`.
    """
    try:
        stated, content = reader.attached(path, NAME)
        project = read_project_json(content)
    except AttachmentError as error:
        raise ExchangeError(f"{path} can't be opened: {error}. {_NOTHING}") from error
    except ExchangeError as error:
        raise ExchangeError(f"{path} can't be opened. {error} {_NOTHING}") from error
    if problems := tuple(beyond_whole(project)):
        raise ExchangeError(f"{path} can't be opened: {listed(problems)}. {_NOTHING}")
    origin = Origin.read(stated)
    if origin is None or (origin.project_id, origin.revision) != (project.id, project.revision):
        raise ExchangeError(
            f"{path} can't be opened: the project in it is not the one that it says it was made from. "
            f"{_NOTHING}"
        )
    return project
