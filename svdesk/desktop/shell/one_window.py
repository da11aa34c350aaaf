"""One window for the projects in a folder: a second start shows the first and hands its file over.

The lock on the database is what keeps a second one out. This is only the way to the window that is there;
where that does not answer, the person is told so. QtNetwork is loaded after the window is painted, or
where a note beside the database says that somebody has it open (:mod:`svdesk.storage.opening.holder`).
"""

from __future__ import annotations

import getpass
import json
import os
import sys
from contextlib import suppress
from enum import Enum, auto
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

ANSWER_MS = 10_000
"""How long a second start waits for the window that is there."""

_CONNECT_MS = 1_000
_MOST = 64_000
_SHOWN = b"shown\n"


class HandOver(Enum):
    """What became of handing over to the window that is there."""

    DONE = auto()
    NOBODY = auto()
    NO_ANSWER = auto()


def name_for(folder: Path) -> str:
    """Return the name by which a person's window on the data in *folder* is found on this computer."""
    user = ""
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    whose = "\n".join((user, os.path.normcase(os.path.realpath(folder))))
    return f"svdesk-{sha256(os.fsencode(whose)).hexdigest()[:32]}"


def hand_over(folder: Path, file: Path | None) -> HandOver:
    """Show the window that is open on *folder*, and have it read *file* where one is given."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name_for(folder))
    if not socket.waitForConnected(_CONNECT_MS):
        return HandOver.NOBODY
    _let_it_come_to_the_front()
    asked = {"file": str(file.absolute()) if file is not None else ""}
    socket.write(json.dumps(asked).encode() + b"\n")
    answered = socket.waitForBytesWritten(ANSWER_MS) and socket.waitForReadyRead(ANSWER_MS)
    shown = answered and socket.readLine().data() == _SHOWN
    socket.disconnectFromServer()
    return HandOver.DONE if shown else HandOver.NO_ANSWER


class OneWindow(QObject):
    """Listens to other starts on the same folder."""

    asked = Signal(object)
    """Another start wants the window shown, with the file that it was given, or None."""

    def __init__(self, folder: Path, parent: QObject) -> None:
        """Listen from now on; what a killed process left of its name is taken away."""
        from PySide6.QtNetwork import QLocalServer

        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        name = name_for(folder)
        if not self._server.listen(name) and hand_over_is_dead(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    @property
    def is_listening(self) -> bool:
        """Whether other starts find the window."""
        return self._server.isListening()

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(_MOST)
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _read(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= _MOST:
                socket.abort()
            return
        try:
            file = json.loads(bytes(socket.readLine(_MOST).data()))["file"]
            path = Path(file) if file else None
        except (ValueError, TypeError, KeyError, RecursionError):
            socket.abort()
            return
        socket.write(_SHOWN)
        socket.flush()
        self.asked.emit(path)


def hand_over_is_dead(name: str) -> bool:
    """Whether nobody listens under *name* any more."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name)
    alive = socket.waitForConnected(_CONNECT_MS)
    socket.abort()
    return not alive


def _let_it_come_to_the_front() -> None:
    # Windows lets a window come to the front only where the program in front allows it.
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)


def tell_of_no_answer() -> int:
    """Say that the window that is there does not answer; return the exit status."""
    from PySide6.QtWidgets import QWidget

    from svdesk.desktop.widgets.dialogs import Dialogs

    message = (
        "SVDesk is open on these projects already, and its window does not answer.\n\nWait a moment and look "
        "for that window. If it stays like this, end SVDesk in the list of running programs, and start it "
        "again: what its bar called saved is kept."
    )
    Dialogs().tell(QWidget(), "SVDesk is open already", message)
    return 1
