"""Saving by itself: in each pause, at least every two seconds of typing, on leaving a step and on closing."""

import logging
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QObject, QTimer, Signal

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.domain.parts import Part
from svdesk.services.ports import Database, StoreError
from svdesk.services.project.session import PartSession

PAUSE_MS = 400
"""After this pause in typing the project is saved."""

LONGEST_MS = 2_000
"""Where no pause comes, it is saved so long after the first change that is not saved yet."""


class SaveState(Enum):
    """How the project stands to what is on disk."""

    SAVED = auto()
    SAVING = auto()
    FAILED = auto()


class Autosave(QObject):
    """Keeps one part of a project saved.

    "Saved" is said only after the database has confirmed the very revision that is shown.
    """

    changed = Signal()

    def __init__(self, session: PartSession[Part], runner: UseCaseRunner, parent: QObject) -> None:
        """Watch *session* and save it through *runner*."""
        super().__init__(parent)
        self._session, self._runner = session, runner
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        for timer in (self._pause, self._longest):
            timer.timeout.connect(self.save_soon)
        self._saved_revision = session.part.revision
        # Only the database's thread reads and writes this one: a save may begin before the window knows
        # what became of the one before.
        self._stored_revision = session.part.revision
        self._under_way = False
        self._save_again = False
        self._closed = False
        self.state = SaveState.SAVED
        self.saved_at: datetime | None = None
        self.trouble = ""
        session.listen(self._session_changed)

    @property
    def is_current(self) -> bool:
        """Whether everything that is shown is on disk."""
        return self._saved_revision == self._session.part.revision

    def _session_changed(self, _sections: frozenset[str]) -> None:
        if self._closed:
            return
        if self.state is not SaveState.FAILED:
            self._tell(SaveState.SAVING)
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def save_soon(self) -> None:
        """Save now, unless a save is under way: then right after it."""
        self._stop_timers()
        if self._under_way:
            self._save_again = True
            return
        if self._closed or self.is_current:
            return
        self._under_way, self._save_again = True, False
        part = self._session.part
        self._runner.run(
            lambda backend: self._save(part, backend.database),
            lambda when: self._done(part.revision, when),
            self._failed,
        )

    def finish(self) -> None:
        """Save what is left and wait for it; raises :class:`StoreError`."""
        self._stop_timers()
        if not self.is_current:
            part = self._session.part
            self._runner.run_now(lambda backend: self._save(part, backend.database))
            self._saved_revision = part.revision
        self._closed = True

    def _save(self, part: Part, database: Database) -> datetime:
        """Save *part* on the database's thread, unless newer work from another place is there."""
        when = database.save(part, self._stored_revision)
        self._stored_revision = part.revision
        return when

    def _done(self, revision: int, when: datetime) -> None:
        self._under_way = False
        self._saved_revision = revision
        self.saved_at, self.trouble = when, ""
        if self.is_current:
            self._tell(SaveState.SAVED)
        else:
            # The timers run since the change that came meanwhile.
            self._tell(SaveState.SAVING)
            if self._save_again:
                self.save_soon()

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        logging.getLogger(__name__).error("A save failed", exc_info=error)
        known = isinstance(error, StoreError)
        self.trouble = str(error) if known else f"Your last changes could not be saved ({error})."
        self._tell(SaveState.FAILED)

    def _stop_timers(self) -> None:
        self._pause.stop()
        self._longest.stop()

    def _tell(self, state: SaveState) -> None:
        self.state = state
        if not self._closed:
            self.changed.emit()
