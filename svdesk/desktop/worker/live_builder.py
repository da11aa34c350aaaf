"""The document that is shown while somebody types, made over and over in a process that stays.

An edit cancels what is being made of the project as it was. What comes back for an older state than
the one that was asked for last is dropped, so that the preview never goes back in time.
"""

import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import rmtree

from PySide6.QtCore import QObject, QRectF, Signal

from svdesk.desktop.worker.document_builder import MOST_RESTARTS, DocumentBuilder
from svdesk.desktop.worker.worker_client import SILENCE_MS
from svdesk.domain.project import Project
from svdesk.files.errors import why
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.worker_messages import (
    DocumentMade,
    DocumentSkipped,
    Event,
    FieldPlace,
    FindField,
    MakeDocuments,
    OrderDone,
    OrderFailed,
    OrderProgress,
    StopWork,
)

PATIENCE_SECONDS = 4.0
"""When the preview has been behind for so long, a build that is under way may end before the next."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A document that is wanted, and the field to find in it."""

    project: Project
    pack: PolicyPack
    key: str
    at: str


class LiveBuilder(DocumentBuilder):
    """Makes one document of the newest project it was given, in a worker that stays."""

    progress = Signal(int, int)
    """Steps done, and how many there are; 0 of 0 before that is known."""
    made = Signal(Path, str)
    """The document of the newest state is there, and what is worth knowing of it, or ""."""
    placed = Signal(str, int, QRectF)
    """The field of this path comes out on this page, counted from 1, and there in this area (in points).

    The page is 0 where the document says nothing of the field."""
    failed = Signal(str)
    """The document could not be made, in words."""
    rests = Signal()
    """Nothing is being made any more."""
    restarted = Signal()
    """The process had ended by itself, or hung, and was started again."""
    slow = Signal()
    """The process has said nothing for long; it is started again when that goes on."""

    def __init__(self, program: tuple[str, ...], parent: QObject) -> None:
        """Take the words that start a worker; it is started with the first document."""
        super().__init__("live", (*program, "--stay"), parent)
        self._worker.told.connect(self._hear)
        self._worker.ended.connect(self._ended)
        self._worker.not_started.connect(self._not_started)
        self._worker.slow.connect(self.slow)
        self._number = 0
        self._order: MakeDocuments | None = None
        self._find_then = ""
        """The field to find once the document under way is made, instead of that of the order."""
        self._waiting: _Wish | None = None
        self._written = 0
        self._asked: _Wish | None = None
        self._behind_since: float | None = None
        self.silence_ms = SILENCE_MS
        """How long the process may say nothing; twice as long each time that it is started again."""

    @property
    def busy(self) -> bool:
        """Whether a document is being made."""
        return self._order is not None or self._waiting is not None

    @property
    def is_overdue(self) -> bool:
        """Whether what is shown has been behind the project for longer than a person waits."""
        since = self._behind_since
        return since is not None and time.monotonic() - since > PATIENCE_SECONDS

    @property
    def process_id(self) -> int:
        """The id of the worker's process, 0 where none runs."""
        return self._worker.process_id

    def make(self, project: Project, pack: PolicyPack, key: str, at: str) -> None:
        """Make the document *key* of *project*, instead of what is being made, and find the field *at*."""
        if self._closed:
            return
        wish = _Wish(project, pack, key, at)
        if self._order is not None and self.is_overdue:
            # Somebody types on and on: what is nearly there is shown before the next is begun.
            self._waiting = wish
            return
        if self._behind_since is None:
            self._behind_since = time.monotonic()
        self._begin(wish)

    def find(self, at: str) -> None:
        """Say on which page the field *at* comes out; while a document is made, of that one."""
        if self._order is not None:
            self._find_then = at
        elif self._worker.runs and not self._closed:
            self._worker.send(FindField(order=self._number, at=at))
            self._worker.expect(self.silence_ms)

    def cancel(self) -> None:
        """Stop what is being made."""
        self._waiting = self._order = self._behind_since = None
        self._number += 1
        self._worker.rest()
        if self._worker.runs:
            self._worker.send(StopWork(order=self._number))

    def close(self) -> None:
        """End the process and remove all files."""
        self._waiting = self._order = self._asked = None
        super().close()

    def accept(self, path: Path) -> None:
        """Take note that the document at *path* is shown now, and remove what was made before it."""
        self._behind_since = time.monotonic() if self.busy else None
        shown = _number_of(path.parent)
        for left in _inside(path.parent.parent):
            if 0 < _number_of(left) < shown:
                rmtree(left, ignore_errors=True)
                # What another program holds for a moment goes the next time.
                with suppress(OSError):
                    left.unlink(missing_ok=True)

    # ---- what goes to the worker ------------------------------------------------------------------

    def _begin(self, wish: _Wish) -> None:
        self._asked = wish
        self._restarts = 0
        self._begin_again()

    def _begin_again(self) -> None:
        """Begin what was asked for last, in a folder that is there."""
        wish = self._asked
        if wish is None:
            return
        self._waiting, self._find_then = None, ""
        self._number += 1
        try:
            folder = self.folder
        except OSError as error:
            self._not_written(self._number, error)
            return
        number, snapshot = self._number, folder / f"{self._number}.json"
        self._needed = (snapshot,)
        self._order = MakeDocuments(
            order=number,
            project=snapshot,
            keys=(wish.key,),
            out=folder / str(number),
            pack=(wish.pack.id, wish.pack.edition, wish.pack.fingerprint),
            at=wish.at,
        )
        self._worker.start()
        self._write(
            wish.project,
            snapshot,
            lambda: self._ready(number),
            lambda error: self._not_written(number, error),
        )

    def _ready(self, number: int) -> None:
        if number == self._number:
            self._written = number
            self._send_order()

    def _send_order(self) -> None:
        if self._order is not None and self._order.order == self._written:
            self._worker.send(self._order)
            self._worker.expect(self.silence_ms << self._restarts)

    def _not_written(self, number: int, error: Exception) -> None:
        if number == self._number and not self._closed and not self._began_again():
            reason = why(error) if isinstance(error, OSError) else str(error).rstrip(".")
            self._fail(f"The preview could not be made: {reason}. Your work is unharmed.")

    # ---- what comes back --------------------------------------------------------------------------

    def _hear(self, event: Event) -> None:
        if event.order != self._number:
            return
        match event:
            case OrderProgress():
                self.progress.emit(event.done, event.total)
            case DocumentMade():
                self._needed = (*self._needed, event.path)
                self.made.emit(event.path, event.note)
            case FieldPlace():
                left, top, right, bottom = event.area or (0.0, 0.0, 0.0, 0.0)
                self.placed.emit(event.at, event.page, QRectF(left, top, right - left, bottom - top))
            case OrderFailed():
                if not self._began_again():
                    self._fail(event.message)
            case DocumentSkipped() if not event.format:
                self.failed.emit(event.why)
            case OrderDone():
                self._end_order()
                if not self.busy:
                    self.rests.emit()

    def _end_order(self) -> None:
        """Go on with what was asked for meanwhile."""
        was_making, then = self._order is not None, self._find_then
        self._order, self._find_then = None, ""
        self._worker.rest()
        if self._waiting is not None:
            self._begin(self._waiting)
        elif was_making and then:
            self.find(then)

    def _fail(self, words: str) -> None:
        self._end_order()
        self.failed.emit(words)

    def _began_again(self) -> bool:
        """Begin again in a new folder where something else removed the one that was worked in."""
        wish = self._waiting or self._asked
        if wish is None or not self._was_taken_away():
            return False
        self._asked = replace(wish, at=self._find_then or wish.at)
        self._begin_again()
        return True

    def _not_started(self) -> None:
        self._fail("The part of SVDesk that makes documents could not be started.")

    def _ended(self, _status: int) -> None:
        if self._order is None:
            return  # started again with the next edit
        if self._restarts < MOST_RESTARTS:
            self._restarts += 1
            self.restarted.emit()
            self._worker.start()
            self._send_order()
        else:
            self._fail(
                "The part of SVDesk that makes documents stopped several times. Your work is unharmed. "
                "The preview tries again when you change something."
            )


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []  # something else has removed the folder; the next document is made in another


def _number_of(place: Path) -> int:
    return int(place.stem) if place.stem.isdigit() else 0
