"""The end of SVDesk when it is not the officer who closes the window: the system or somebody else asks."""

import signal
import socket
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication

_ASKED_TO_END = tuple(
    signal.Signals[name] for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)


class SessionEnd(QObject):
    """Closes the windows, which saves, when the system asks the process to end.

    Without it a signal ends the process where it stands, and its temporary files stay. Where the system
    itself ends the session (Windows), Qt tells by ``aboutToQuit``, which those who hold files listen to.
    """

    def __init__(self, parent: QObject) -> None:
        """Listen to signals from now on; to be made on the main thread."""
        super().__init__(parent)
        # Python handles a signal between two of its own steps, and there are none while Qt waits for
        # events: what the system writes into the socket wakes Qt up.
        self._wakes, told = socket.socketpair()
        self._told = told
        for end in (self._wakes, told):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._wakes.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)
        signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        app = QApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self._finish)
        for each in _ASKED_TO_END:
            # Who starts a program with nohup wants it to stay when the terminal goes.
            if signal.getsignal(each) is not signal.SIG_IGN:
                signal.signal(each, self._asked)

    def _finish(self) -> None:
        """Listen no more; a signal that comes now finds nobody to wake."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for end in (self._wakes, self._told):
            end.close()

    def _asked(self, _number: int, _frame: FrameType | None) -> None:
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.closeAllWindows()
        if not any(window.isVisible() for window in app.topLevelWidgets()):
            app.quit()

    def _woken(self) -> None:
        # The handler runs before this is called or right after it; there is nothing to do but read.
        # Where the window was the last one, the socket is closed by now.
        with suppress(OSError):
            self._wakes.recv(64)
