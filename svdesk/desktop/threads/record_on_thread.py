"""The database as another thread may ask it: each question is answered on the thread that owns it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from svdesk.desktop.threads.background import Background
from svdesk.services.ports import ProjectStore

if TYPE_CHECKING:
    from concurrent.futures import Future

    from svdesk.domain.issued_document import IssuedDocument
    from svdesk.domain.project import Project
    from svdesk.domain.returned_form import ReturnedForm

_Answer = TypeVar("_Answer")


class RecordOnThread:
    """The record as ``ReturnRecord`` says (:mod:`svdesk.services.returned_forms.response`), for long work.

    Only short questions reach the thread of the database, so that saving never waits for reading.
    """

    def __init__(self, background: Background, store: Callable[[], ProjectStore]) -> None:
        """Ask on *background*, which owns what *store* gives."""
        self._background, self._store = background, store

    def load(self, project_id: UUID) -> "Project":
        """Return a project; raises ``KeyError`` when there is none of that id."""
        return self.ask(lambda store: store.load(project_id))

    def issues_of(self, project_id: UUID) -> "tuple[IssuedDocument, ...]":
        """Return the documents issued of a project, the last one first."""
        return self.ask(lambda store: store.issues_of(project_id))

    def project_as_issued(self, issued: "IssuedDocument") -> bytes | None:
        """Return the JSON of the project that a document was made of; None where it is not kept."""
        return self.ask(lambda store: store.project_as_issued(issued))

    def returns_of(self, project_id: UUID) -> "tuple[ReturnedForm, ...]":
        """Return the forms that came back to a project, the last one read first."""
        return self.ask(lambda store: store.returns_of(project_id))

    def ask(self, question: Callable[[ProjectStore], _Answer]) -> _Answer:
        """Return the answer to *question*, waiting for it; raises what it raises.

        Never to be called on the thread of the database or of the window.
        """
        return self.asked(question).result()

    def asked(self, question: Callable[[ProjectStore], _Answer]) -> "Future[_Answer]":
        """Return what will have the answer to *question*, without waiting for it."""
        return self._background.run(
            lambda: question(self._store()), lambda _answer: None, lambda _error: None
        )
