"""The document that is shown while somebody types, made over and over in a process that stays.

An edit cancels what is being made of the project as it was. What comes back for an older state than
the one that was asked for last is dropped, so that the preview never goes back in time.
"""

import time
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRectF, Signal

from svdesk.desktop.threads.background import Background
from svdesk.desktop.worker.live_worker import SILENCE_MS, LiveWorker
from svdesk.desktop.worker.temporary_folders import Scratch
from svdesk.domain.project import Project
from svdesk.files.errors import why
from svdesk.policy.content.pack import PolicyPack

MOST_RESTARTS = 2
"""A process that ends by itself on the same order is started again this often, and then no more."""

PATIENCE_SECONDS = 4.0
"""When the preview has been behind for so long, a build that is under way may end before the next."""


class LiveBuilder(QObject):
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
        super().__init__(parent)
        self._scratch = Scratch("live")
        self._background = Background("live", self)
        self._worker = LiveWorker((*program, "--stay"), self)
        self._worker.told.connect(self._hear)
        self._worker.ended.connect(self._ended)
        self._worker.not_started.connect(self._not_started)
        self._worker.slow.connect(self.slow)
        self._number = 0
        self._order: dict[str, Any] | None = None
        self._waiting: tuple[Project, PolicyPack, str, str] | None = None
        self._written = 0
        self._restarts = 0
        self._asked: tuple[Project, PolicyPack, str, str] | None = None
        self._needed: tuple[Path, ...] = ()
        self._behind_since: float | None = None
        self._closed = False
        self.silence_ms = SILENCE_MS
        """How long the process may say nothing; twice as long each time that it is started again."""
        # At the end of the session windows may not be closed one by one.
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.close)

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

    @property
    def folder(self) -> Path:
        """Where the files are until the builder is closed; raises ``OSError`` where none can be made."""
        return self._scratch.folder

    def make(self, project: Project, pack: PolicyPack, key: str, at: str) -> None:
        """Make the document *key* of *project*, instead of what is being made, and find the field *at*."""
        if self._closed:
            return
        if self._order is not None and self.is_overdue:
            # Somebody types on and on: what is nearly there is shown before the next is begun.
            self._waiting = project, pack, key, at
            return
        if self._behind_since is None:
            self._behind_since = time.monotonic()
        self._begin(project, pack, key, at)

    def find(self, at: str) -> None:
        """Say on which page the field *at* comes out; while a document is made, of that one."""
        if self._order is not None:
            self._order["then"] = at
        elif self._worker.runs and not self._closed:
            self._worker.send({"order": self._number, "at": at})
            self._worker.expect(self.silence_ms)

    def cancel(self) -> None:
        """Stop what is being made."""
        self._waiting = self._order = self._behind_since = None
        self._number += 1
        self._worker.rest()
        if self._worker.runs:
            self._worker.send({"order": self._number, "cancel": True})

    def close(self) -> None:
        """End the process and remove all files."""
        self._closed = True
        self._waiting = self._order = self._asked = None
        self._worker.close()
        self._background.finish()
        self._scratch.close()

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

    def _begin(self, project: Project, pack: PolicyPack, key: str, at: str) -> None:
        self._asked = project, pack, key, at
        self._restarts = 0
        self._begin_again()

    def _begin_again(self) -> None:
        """Begin what was asked for last, in a folder that is there."""
        if self._asked is None:
            return
        project, pack, key, at = self._asked
        self._waiting = None
        self._number += 1
        try:
            folder = self.folder
        except OSError as error:
            self._not_written(self._number, error)
            return
        number, snapshot = self._number, folder / f"{self._number}.json"
        self._needed = (snapshot,)
        self._order = {
            "order": number,
            "project": str(snapshot),
            "keys": [key],
            "out": str(folder / str(number)),
            "pack": [pack.id, pack.edition, pack.fingerprint],
        }
        if at:
            self._order["at"] = at
        self._worker.start()
        self._background.run(
            lambda: _write(project, snapshot),
            lambda _none: self._ready(number),
            lambda error: self._not_written(number, error),
        )

    def _ready(self, number: int) -> None:
        if number == self._number:
            self._written = number
            self._send_order()

    def _send_order(self) -> None:
        if self._order is not None and self._order["order"] == self._written:
            self._worker.send({name: value for name, value in self._order.items() if name != "then"})
            self._worker.expect(self.silence_ms << self._restarts)

    def _not_written(self, number: int, error: Exception) -> None:
        if number == self._number and not self._closed and not self._was_taken_away():
            reason = why(error) if isinstance(error, OSError) else str(error).rstrip(".")
            self._fail(f"The preview could not be made: {reason}. Your work is unharmed.")

    # ---- what comes back --------------------------------------------------------------------------

    def _hear(self, event: dict[str, Any]) -> None:
        if event.get("order") == self._number:
            self._take(event)

    def _take(self, event: dict[str, Any]) -> None:
        match event["event"]:
            case "progress":
                self.progress.emit(event["done"], event["total"])
            case "made":
                made = Path(event["path"])
                self._needed = (*self._needed, made)
                self.made.emit(made, event["note"])
            case "place":
                left, top, right, bottom = event["area"] or (0, 0, 0, 0)
                self.placed.emit(event["at"], event["page"], QRectF(left, top, right - left, bottom - top))
            case "failed":
                if not self._was_taken_away():
                    self._fail(event["message"])
            case "skipped" if not event["format"]:
                self.failed.emit(event["why"])
            case "done":
                self._end_order()
                if not self.busy:
                    self.rests.emit()

    def _end_order(self) -> None:
        """Go on with what was asked for meanwhile."""
        order, self._order = self._order, None
        self._worker.rest()
        if self._waiting is not None:
            self._begin(*self._waiting)
        elif order is not None and "then" in order:
            self.find(order["then"])

    def _fail(self, words: str) -> None:
        self._end_order()
        self.failed.emit(words)

    def _was_taken_away(self) -> bool:
        """Begin again in a new folder where something else removed the one that was worked in."""
        asked = self._waiting or self._asked
        if asked is None or self._restarts >= MOST_RESTARTS or all(path.exists() for path in self._needed):
            return False
        project, pack, key, at = asked
        self._asked = project, pack, key, (self._order or {}).get("then", at)
        self._restarts += 1
        self._begin_again()
        return True

    def _not_started(self) -> None:
        self._fail("The part of SVDesk that makes documents could not be started.")

    def _ended(self) -> None:
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


def _write(project: Project, path: Path) -> None:
    # Imported here, on the thread that writes: the window itself does without.
    from svdesk.services.exchange.project_file import project_json

    path.write_bytes(project_json(project))


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []  # something else has removed the folder; the next document is made in another


def _number_of(place: Path) -> int:
    return int(place.stem) if place.stem.isdigit() else 0
