"""Questions that work on another thread puts to the database, until nobody wants the work any more."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

    from svdesk.services.ports import Database

_Answer = TypeVar("_Answer")
Ask = Callable[[Callable[["Database"], Any]], "Future[Any]"]
"""Puts a question to the database on its own thread."""


class StoppedError(Exception):
    """The work that asks is wanted no more."""


class Questions:
    """Puts questions to the database until it is shut: nothing asks the database after that."""

    def __init__(self, ask: Ask) -> None:
        """Ask with *ask*."""
        self._put = ask
        self._lock = Lock()
        self._shut = False

    @property
    def is_shut(self) -> bool:
        """Whether nobody wants the work any more."""
        return self._shut

    def ask(self, question: Callable[[Database], _Answer]) -> _Answer:
        """Return the answer to *question*, waiting for it; raises what it raises, and `StoppedError`."""
        with self._lock:
            if self._shut:
                raise StoppedError
            answer: Future[_Answer] = self._put(question)
        return answer.result()

    def shut(self) -> None:
        """Answer no more."""
        with self._lock:
            self._shut = True
