"""What has to be asked of the PDF engine, one thing after the other, the most wanted first.

Nothing is queued: whenever the thread is free, those who want something are asked in their order what
they want *now*. So nothing is drawn that has been scrolled past meanwhile.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QThreadPool, Signal

from svdesk.desktop.threads.background import Background
from svdesk.desktop.viewer.page_layout import Size
from svdesk.rendering.pages.preview import Preview, open_preview


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document that is shown: its pages' sizes (points) are known, so that nobody has to ask for them."""

    number: int
    preview: Preview
    sizes: tuple[Size, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do with the document off the window's thread, and what to do with the result on it."""

    work: Callable[[Preview], Any]
    done: Callable[[Any], None]
    failed: Callable[[str], None]


Wants = Callable[[], Job | None]


class PageWork(QObject):
    """The thread of one view, with the document that is open there."""

    opened = Signal()
    """The file that was asked for is open; `document` is it."""
    failed = Signal(str)
    """The file that was asked for can't be shown, and why; the one before stays open."""

    def __init__(self, parent: QObject) -> None:
        """Begin without a document."""
        super().__init__(parent)
        self._background: Background | None = None
        self._wants: list[Wants] = []
        self._asked = deque[Job]()
        self._file: Path | None = None
        self._busy = False
        self._shown = 0
        self.document: OpenDocument | None = None

    def add(self, wants: Wants) -> None:
        """Ask *wants* for jobs after those that were added before it."""
        self._wants.append(wants)

    def open(self, path: Path) -> None:
        """Open *path* next; a file that was asked for before and is not open yet is left out."""
        self._file = path
        self.wake()

    def ask(self, job: Job) -> None:
        """Do *job* once, before what is drawn ahead; it is forgotten when the document changes."""
        self._asked.append(job)
        self.wake()

    def first_asked(self) -> Job | None:
        """Return what was asked for once, to be added among those who want something."""
        return self._asked.popleft() if self._asked else None

    def wake(self) -> None:
        """Begin with what is wanted most, unless something is under way."""
        if self._busy:
            return
        if self._file is not None:
            path, self._file = self._file, None
            if self._background is None:
                self._background = Background("pages")
            self._run(partial(_opened, path), self._take, self._not_opened)
            return
        document = self.document
        if document is None:
            return
        for wants in self._wants:
            job = wants()
            if job is not None:
                self._run(
                    partial(job.work, document.preview),
                    self._if_shown(document, job.done),
                    self._if_shown(document, partial(_failed, job)),
                )
                return

    def close(self) -> None:
        """Free the document and let the thread end. Does not wait for what is under way."""
        self._asked.clear()
        self._file = None
        if self._background is not None:
            if self.document is not None:
                self._background.run(self.document.preview.close, _ignore, _ignore)
            self._background.leave()
        self._background = None
        self.document = None
        self._busy = False

    # ---- what comes back --------------------------------------------------------------------------

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Exception], None]
    ) -> None:
        """Do *work* on the thread; what comes back after it was closed finds nobody."""
        background = self._background
        if background is None:
            return
        self._busy = True

        def then(take: Callable[[Any], None], late: Callable[[Any], None]) -> Callable[[Any], None]:
            def go_on(result: object) -> None:
                if background is not self._background:
                    late(result)
                    return
                self._busy = False
                try:
                    take(result)
                finally:
                    self.wake()

            return go_on

        background.run(work, then(done, _release), then(failed, _ignore))

    def _take(self, came: tuple[Preview, tuple[Size, ...]]) -> None:
        preview, sizes = came
        before, self._shown = self.document, self._shown + 1
        self.document = OpenDocument(self._shown, preview, sizes)
        self._asked.clear()
        if before is not None and self._background is not None:
            self._background.run(before.preview.close, _ignore, _ignore)
        self.opened.emit()

    def _not_opened(self, error: Exception) -> None:
        self.failed.emit(f"The document could not be opened: {words_of(error)}")

    def _if_shown(self, document: OpenDocument, take: Callable[[Any], None]) -> Callable[[Any], None]:
        """Return *take* for as long as *document* is the one that is shown."""

        def taken(result: object) -> None:
            if document is self.document:
                take(result)

        return taken


def _opened(path: Path) -> tuple[Preview, tuple[Size, ...]]:
    preview = open_preview(path)
    return preview, tuple(preview.page_sizes())


def words_of(error: Exception) -> str:
    """Return what went wrong as a person reads it."""
    return (error.strerror if isinstance(error, OSError) else "") or str(error) or type(error).__name__


def _release(result: object) -> None:
    """Close a document that was opened for nobody, off the window's thread."""
    if isinstance(result, tuple) and result and isinstance(result[0], Preview):
        QThreadPool.globalInstance().start(result[0].close)


def _ignore(_result: object) -> None:
    """Nobody waits for it."""


def _failed(job: Job, error: Exception) -> None:
    job.failed(words_of(error))
