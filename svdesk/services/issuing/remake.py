"""Making issued documents again, of the project as it was."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from svdesk.documents.catalogue import document_kind
from svdesk.documents.model.blocks import Document
from svdesk.domain.issued_document import IssuedDocument
from svdesk.domain.subject import Subject
from svdesk.files.errors import could_not
from svdesk.policy.case import case_of
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.services.exchange.project_file import ExchangeError, read_project_json
from svdesk.services.issuing.attaching import with_project
from svdesk.services.issuing.record import digest_of, made_with
from svdesk.services.ports import IssueRecord, Renderer


class Recipe(Protocol):
    """What a document is made by: an issued one has it all, as :class:`IssuedDocument` says."""

    @property
    def document(self) -> str:
        """Its key in the catalogue."""
        ...

    @property
    def format(self) -> str:
        """The ending of its name."""
        ...

    @property
    def subject(self) -> Subject:
        """What it is about, beside the project."""
        ...

    @property
    def pack_id(self) -> str:
        """The policy pack."""
        ...

    @property
    def pack_edition(self) -> str:
        """The pack's edition."""
        ...

    @property
    def pack_fingerprint(self) -> str:
        """The edition's fingerprint."""
        ...

    @property
    def attached(self) -> bool:
        """Whether the project is in the file."""
        ...


class RemakeError(Exception):
    """A document can't be made again; the message says why, as words that follow a colon."""


def composed(issued: Recipe, content: bytes, registry: PackRegistry) -> Document:
    """Return a document, composed again of the project's JSON *content*.

    Raises :class:`RemakeError` where the edition of the policy pack or the document is not at hand.
    """
    pack = registry.exactly(issued.pack_id, issued.pack_edition, issued.pack_fingerprint)
    if pack is None:
        raise RemakeError(f"edition {issued.pack_edition} of policy pack {issued.pack_id} is not at hand")
    try:
        compose = document_kind(issued.document).composer(issued.format, issued.subject)
        project = read_project_json(content)
    except KeyError as error:
        raise RemakeError("this version of SVDesk does not make that document") from error
    except ExchangeError as error:
        raise RemakeError(f"the project that is kept with it can't be read ({error})") from error
    document = compose(case_of(project, pack))
    return with_project(document, content) if issued.attached else document


def remake(
    issued: IssuedDocument, content: bytes, registry: PackRegistry, renderer: Renderer, path: Path
) -> None:
    """Make an issued document again at *path*, of the project's JSON *content*.

    Raises :class:`RemakeError` where the edition of the policy pack or the document is not at hand,
    ``OSError`` where the file cannot be written.
    """
    renderer.render(composed(issued, content, registry), path)


def make_again(
    issued: IssuedDocument,
    record: IssueRecord,
    registry: PackRegistry,
    renderers: Sequence[Renderer],
    path: Path,
) -> str:
    """Make an issued document again at *path* with the one of *renderers*; say if it is the same.

    Raises :class:`RemakeError` and :class:`svdesk.services.ports.StoreError`.
    """
    content = record.project_as_issued(issued)
    try:
        if content is None:
            raise RemakeError("the project as it was issued is not kept")
        remake(issued, content, registry, renderers[0], path)
        same = digest_of(path)[0] == issued.sha256
    except RemakeError as error:
        raise RemakeError(f"The document can't be made again: {error}.") from error
    except OSError as error:
        raise RemakeError(could_not("write", path, error)) from error
    if same:
        return f"Made again as {path}. It is what was issued, byte for byte."
    return (
        f"Made again as {path}. It is not the same to the byte as what {issued.made_with} made: this is "
        f"{made_with()}."
    )
