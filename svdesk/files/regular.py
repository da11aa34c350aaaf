"""Reading a file that somebody sent, and nothing but a file.

A pipe never answers, and a device never ends: whoever opens one waits for ever.
"""

import errno
import os
import stat
from pathlib import Path


def read_regular(path: Path, most: int) -> bytes:
    """Return the content of the file at *path*, no more than *most* bytes of it.

    Raises ``OSError`` for what can't be read or is no ordinary file, without waiting for it, and
    ``ValueError`` for what is no name of a file.
    """
    # Looked at before it is opened, as some devices act when they are; and again when it is open,
    # as another may stand there by then.
    _check(path.stat().st_mode)
    with open(path, "rb", opener=_opened) as file:
        _check(os.fstat(file.fileno()).st_mode)
        return file.read(most)


def _opened(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # Windows has no such flag, nor such pipes


def _check(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EOPNOTSUPP, "it is a pipe or a device and not a file")
