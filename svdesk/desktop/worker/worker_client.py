"""The process that makes documents, as the window speaks to it: started, watched, and ended."""

import logging

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from svdesk.services.worker_messages import MessageError, Order, line_of, read_event

SILENCE_MS = 12_000
"""A worker that owes an answer and says nothing for so long hangs. One that works tells of its progress
many times a second; only the first document, for which it loads what it needs, lets a person wait."""

ENDING_MS = 3000


class WorkerClient(QObject):
    """One worker at a time, told and heard as :mod:`svdesk.services.worker_messages` says."""

    told = Signal(object)
    """An event of the worker, as :data:`svdesk.services.worker_messages.Event` says."""
    ended = Signal(int)
    """The process ended, by itself or because it hung or was stopped, with this exit status."""
    not_started = Signal()
    """There is no such program, or the system does not let it run."""
    slow = Signal()
    """The worker owes an answer and has said nothing for half of the time that it is given."""

    def __init__(self, program: tuple[str, ...], parent: QObject) -> None:
        """Take the words that start the process; it is started with the first order."""
        super().__init__(parent)
        self._program = program
        self._process: QProcess | None = None
        self._read_so_far = b""
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._say_nothing_came)
        self._warned = False

    @property
    def runs(self) -> bool:
        """Whether a process was started and has not ended."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """The id of the process, 0 where none runs."""
        return self._process.processId() if self._process is not None else 0

    def start(self) -> QProcess:
        """Return the process, started now where none runs."""
        if self._process is None:
            process = QProcess(self)
            process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
            process.setStandardErrorFile(QProcess.nullDevice())
            process.readyReadStandardOutput.connect(self._read)
            process.finished.connect(self._finished)
            process.errorOccurred.connect(self._broke)
            self._process, self._read_so_far = process, b""
            program, *arguments = self._program
            process.start(program, arguments)
        return self._process

    def send(self, order: Order) -> None:
        """Send an order."""
        self.start().write(line_of(order))

    def expect(self, silence_ms: int) -> None:
        """End the process when it says nothing for so long; does nothing where it is waited for already."""
        if not self._silence.isActive():
            self._warned = False
            self._silence.start(silence_ms // 2)

    def rest(self) -> None:
        """Expect nothing more."""
        self._silence.stop()

    def stop(self) -> None:
        """End the process at once, without waiting for it; :attr:`ended` follows."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """End the process, whatever it does, and say no more."""
        self.rest()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(ENDING_MS)
            process.deleteLater()

    def _say_nothing_came(self) -> None:
        if not self._warned:
            self._warned = True
            self._silence.start()
            self.slow.emit()
        else:
            # It does not listen, so it can't be asked to end. What follows is as if it had crashed.
            self.stop()

    def _read(self) -> None:
        if self._process is None:
            return
        if self._silence.isActive():
            self._warned = False
            self._silence.start()
        self._read_so_far += self._process.readAllStandardOutput().data()
        *lines, self._read_so_far = self._read_so_far.split(b"\n")
        for line in lines:
            try:
                event = read_event(line)
            except MessageError as error:
                logging.getLogger(__name__).warning("The worker said what is no event", exc_info=error)
                continue
            self.told.emit(event)

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._forget():
            self.not_started.emit()

    def _finished(self, status: int) -> None:
        self._read()
        if self._forget():
            self.ended.emit(status)

    def _forget(self) -> bool:
        """Forget the process, which has ended; say whether it had not been forgotten before."""
        self.rest()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        return process is not None
