"""Documents made outside the window's process, with progress and cancel.

A document takes the processor for up to seconds; in a process of its own the window never waits.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.worker.document_builder import DocumentBuilder
from svdesk.documents.catalogue import document_kind
from svdesk.domain.project import Project
from svdesk.files.errors import why
from svdesk.policy.content.pack import PolicyPack
from svdesk.rendering.formats import SHOWN
from svdesk.services.issuing.attaching import can_carry
from svdesk.services.worker_messages import (
    DocumentMade,
    DocumentSkipped,
    Event,
    MakeDocuments,
    OrderFailed,
    OrderProgress,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _PackWish:
    """Documents of a project that are wanted."""

    project: Project
    pack: PolicyPack
    keys: tuple[str, ...]
    formats: tuple[str, ...]
    attach: bool


class PackBuilder(DocumentBuilder):
    """Makes documents of one project snapshot at a time.

    Made files stay in a folder that lives as long as the builder; :meth:`made` finds those of the
    project's present revision.
    """

    progress = Signal(str, int, int)
    finished = Signal(bool, str)
    """Whether all was made, and in words what was not."""

    def __init__(self, program: tuple[str, ...], parent: QObject) -> None:
        """Take the words that start a worker; one is started each time that documents are made."""
        super().__init__("documents", program, parent)
        self._worker.told.connect(self._hear)
        self._worker.ended.connect(self._ended)
        self._worker.not_started.connect(self._no_worker)
        self._wish: _PackWish | None = None
        """What is being made."""
        self._made: dict[tuple[str, str, bool], tuple[int, Path]] = {}
        self._said = ""
        self._cancelled = False
        self.note = ""
        """What is worth knowing of the documents that were made last, in words."""

    @property
    def busy(self) -> bool:
        """Whether documents are being made."""
        return self._wish is not None

    def made(
        self, key: str, project: Project, file_format: str = SHOWN, *, attach: bool = False
    ) -> Path | None:
        """Return the file of a document of exactly this revision, if it has been made.

        With *attach* it is the one with the project's data, where the document can carry it.
        """
        carries = attach and can_carry(document_kind(key), file_format)
        revision, path = self._made.get((key, file_format, carries), (-1, Path()))
        return path if revision == project.revision and path.is_file() else None

    def build(
        self,
        project: Project,
        pack: PolicyPack,
        keys: tuple[str, ...],
        formats: tuple[str, ...] = (SHOWN,),
        *,
        attach: bool = False,
    ) -> None:
        """Start making the documents *keys* with *pack*, each in those of *formats* that suit it.

        With *attach* the project's data goes into those that can carry it. Does nothing while others are
        being made.
        """
        if self.busy:
            return
        wish = _PackWish(project=project, pack=pack, keys=keys, formats=formats, attach=attach)
        self._wish, self._cancelled, self.note = wish, False, ""
        self._restarts = 0
        self._begin(wish)

    def cancel(self) -> None:
        """Stop what is under way; documents already made stay."""
        self._cancelled = True
        self._worker.stop()

    def close(self) -> None:
        """Stop and remove everything that was made."""
        self._cancelled = True
        super().close()

    def _begin(self, wish: _PackWish) -> None:
        self._said = ""
        try:
            folder = self.folder
        except OSError as error:
            self._not_written(error)
            return
        snapshot = folder / "snapshot.json"
        self._needed = (snapshot,)
        order = MakeDocuments(
            project=snapshot,
            keys=wish.keys,
            out=folder / f"{wish.project.revision}{'-attached' if wish.attach else ''}",
            formats=wish.formats,
            pack=(wish.pack.id, wish.pack.edition, wish.pack.fingerprint),
            attach=wish.attach,
        )
        self._write(wish.project, snapshot, lambda: self._send(order), self._not_written)

    def _send(self, order: MakeDocuments) -> None:
        if self._cancelled:
            self._end(complete=False)
        else:
            self._worker.send(order)

    def _not_written(self, error: Exception) -> None:
        if self._began_again():
            return
        reason = why(error) if isinstance(error, OSError) else str(error)
        self._said = f"The documents could not be started: {reason.rstrip('.')}."
        self._end(complete=False)

    def _hear(self, event: Event) -> None:
        match event:
            case OrderProgress():
                self.progress.emit(event.document, event.done, event.total)
            case DocumentMade():
                self._note_made(event)
            case OrderFailed():
                self._said = event.message
            case DocumentSkipped() if not event.format:
                self._said = event.why
            # That a document has no such format is no news: the window shows what suits it.
            case DocumentSkipped() if event.format in document_kind(event.document).formats:
                self.note = event.why

    def _note_made(self, event: DocumentMade) -> None:
        if self._wish is not None:
            carries = self._wish.attach and can_carry(document_kind(event.document), event.format)
            self._made[event.document, event.format, carries] = self._wish.project.revision, event.path
            self.note = event.note or self.note

    def _no_worker(self) -> None:
        self._said = "The part of SVDesk that makes documents could not be started."
        self._end(complete=False)

    def _ended(self, status: int) -> None:
        if status == 0 or not self._began_again():
            self._end(complete=status == 0)

    def _began_again(self) -> bool:
        """Begin again, in a new folder, where something else removed the one that was worked in."""
        if self._wish is None or self._cancelled or not self._was_taken_away():
            return False
        self._begin(self._wish)
        return True

    def _end(self, *, complete: bool) -> None:
        self._wish = None
        if self._cancelled:
            self.finished.emit(False, "Stopped. Nothing was saved.")
        elif not complete or self._said:
            self.finished.emit(
                False, self._said or "The documents could not be made. Your project is unharmed."
            )
        else:
            self.finished.emit(True, "")
