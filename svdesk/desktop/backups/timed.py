"""Backups that are made by themselves: every half-hour in which something changed, and on closing."""

import logging
from functools import partial

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from svdesk.desktop.threads.use_case_runner import UseCaseRunner
from svdesk.services.backup_reason import BackupReason
from svdesk.services.use_cases import backups
from svdesk.services.use_cases.backups import TimedBackup

EVERY_MS = 30 * 60 * 1000
FIRST_MS = 60 * 1000
"""Soon after the start: what a run that was killed had saved is in no backup yet."""
LONGEST_CLOSING_MS = 5000
_TOO_LONG = (
    "No backup was made on closing, because it took too long. Your work is saved. The next backup is made "
    "soon after SVDesk is opened again."
)


class TimedBackups(QObject):
    """Makes backups while the window is open, and says what went wrong once."""

    trouble = Signal(str)

    def __init__(self, runner: UseCaseRunner, parent: QObject) -> None:
        """Make them through *runner*, from :meth:`begin` on."""
        super().__init__(parent)
        self._runner = runner
        self._changes: int | None = None
        self._told: set[str] = set()
        self._under_way = self._is_over = False
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._every = QTimer(self, interval=EVERY_MS)
        for timer in (self._first, self._every):
            timer.timeout.connect(self.make)

    def begin(self) -> None:
        """Begin, now that the window is there."""
        self._first.start()
        self._every.start()

    def make(self) -> None:
        """Make a backup, if something has changed since the last one."""
        if not self._under_way:
            self._under_way = True
            self._runner.run_aside(
                partial(backups.back_up_if_changed, reason=BackupReason.CHANGED, known=self._changes),
                self._made,
                self._failed,
            )

    def finish(self) -> str:
        """Make a last backup as the window closes; return what to say where none was made, "" else.

        It waits :data:`LONGEST_CLOSING_MS` at most. Meanwhile the window is painted, and takes no input.
        """
        if self._is_over:
            return ""
        self._is_over = True
        self._first.stop()
        self._every.stop()
        loop = QEventLoop()
        words = [_TOO_LONG]

        def made(timed: TimedBackup) -> None:
            self._changes = timed.changes
            words[0] = ""
            loop.quit()

        def failed(error: Exception) -> None:
            logging.getLogger(__name__).warning("No backup on closing: %s", error)
            words[0] = f"{error} Your work is saved."
            loop.quit()

        self._runner.run_aside(
            partial(
                backups.back_up_if_changed,
                reason=BackupReason.CLOSING,
                known=0 if self._changes is None else self._changes,
            ),
            made,
            failed,
        )
        QTimer.singleShot(LONGEST_CLOSING_MS, loop, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        return words[0]

    def _made(self, timed: TimedBackup) -> None:
        self._under_way = False
        self._changes = timed.changes
        if timed.made is not None and timed.made.second_failed:
            self._tell(
                "The last backup is on this computer, but was not copied to your second folder. "
                f"{timed.made.second_failed} SVDesk goes on, and tries it again with the next backup."
            )

    def _failed(self, error: Exception) -> None:
        self._under_way = False
        self._tell(str(error))

    def _tell(self, words: str) -> None:
        logging.getLogger(__name__).warning("Backup: %s", words)
        if words not in self._told:
            self._told.add(words)
            self.trouble.emit(words)
