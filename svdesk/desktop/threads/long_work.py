"""Work that may take long or never end: one job after another, and each can be stopped.

A drive may not answer. Then the thread that waits for it is left to itself: nothing it gives in the end
is taken, it asks the database no more and none of its files takes its place, and what was asked for next
begins on another thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Signal

from svdesk.desktop.threads.background import Background
from svdesk.desktop.threads.on_thread import on_thread
from svdesk.desktop.threads.own_thread import OwnThread
from svdesk.desktop.threads.questions import Ask, Questions
from svdesk.files.calling_off import unless
from svdesk.services.use_cases.backend import Backend


@dataclass(slots=True, kw_only=True, eq=False)
class LongJob:
    """One piece of long work.

    *words* say what is being done, for the person who may stop it; "" for what nobody asked for.
    *gives_out* says that a person waits for a file. *stopped* is called instead of *done* or *failed*.
    """

    use_case: Callable[[Backend], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    stopped: Callable[[], None]
    words: str = ""
    gives_out: bool = False
    questions: Questions = field(init=False)


class LongWork(QObject):
    """Does one job after another, in order, and leaves the one that does not answer."""

    changed = Signal(str)
    """What is being done, in words; "" where it is nothing that a person asked for."""

    def __init__(self, backend: Backend, ask: Ask, parent: QObject) -> None:
        """Work with what *backend* has; *ask* puts questions to its database."""
        super().__init__(parent)
        self._backend, self._ask = backend, ask
        self._waiting = deque[LongJob]()
        self._current: LongJob | None = None
        self._background: Background | None = None
        self._threads: list[OwnThread] = []
        self._is_closed = False

    @property
    def current(self) -> LongJob | None:
        """What is under way."""
        return self._current

    @property
    def gives_out(self) -> tuple[str, ...]:
        """Say in words what is being written, or will be, for a person who waits for it."""
        jobs = (*((self._current,) if self._current else ()), *self._waiting)
        return tuple(job.words for job in jobs if job.gives_out)

    def add(self, job: LongJob) -> None:
        """Do *job* after those that were given before; nothing is begun once this is closed."""
        if self._is_closed:
            return
        job.questions = Questions(self._ask)
        self._waiting.append(job)
        if self._current is None:
            self._begin_next()

    def stop(self) -> None:
        """Stop what is under way, whether or not it ever answers, and go on with the next."""
        job = self._current
        if job is None:
            return
        self._leave(job)
        self._begin_next()
        job.stopped()

    def close(self) -> None:
        """Begin nothing more, and leave what is under way; nobody is told."""
        self._is_closed = True
        self._waiting.clear()
        if self._current is not None:
            self._leave(self._current)
        if self._background is not None:
            self._background.leave()
            self._background = None

    def wait_for_end(self, seconds: float) -> None:
        """Wait for the threads as this closed, together at most *seconds*."""
        until = monotonic() + seconds
        for thread in self._threads:
            thread.wait_for_end(max(0.0, until - monotonic()))

    def _leave(self, job: LongJob) -> None:
        job.questions.shut()
        self._current = None
        if self._background is not None:
            self._background.leave()
            self._background = None

    def _begin_next(self) -> None:
        self._current = self._waiting.popleft() if self._waiting else None
        self.changed.emit(self._current.words if self._current is not None else "")
        if self._current is None:
            return
        if self._background is None:
            thread = OwnThread("long work")
            self._threads = [*(each for each in self._threads if not each.wait_for_end(0)), thread]
            self._background = Background("long work", self, thread)
        job = self._current

        def work() -> object:
            with unless(lambda: job.questions.is_shut):
                return job.use_case(self._backend.for_other_thread(on_thread(job.questions.ask)))

        def end(tell: Callable[[Any], None], outcome: object) -> None:
            if self._current is job:
                self._current = None
                # Told first: the window may ask for more, which comes after what waits already.
                try:
                    tell(outcome)
                finally:
                    if self._current is None:
                        self._begin_next()

        self._background.run(work, lambda result: end(job.done, result), lambda error: end(job.failed, error))
