"""The one way in: every file that the program reads is opened here, and nothing but a file.

A pipe never answers, and a device never ends: whoever opens one waits for ever. A folder, a socket and
the database that the program has open are refused as well. A symbolic link is followed to what it leads
to. A test fails where a file is opened to be read in another way.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, ClassVar
from weakref import WeakKeyDictionary

_BESIDE_A_DATABASE = ("", "-wal", "-journal", "-shm")


def read_regular(path: Path, most: int) -> bytes:
    """Return the content of the file at *path*, no more than *most* bytes of it.

    Raises ``OSError`` for what can't be read or is no ordinary file, without waiting for it, and
    ``ValueError`` for what is no name of a file.
    """
    with opened_regular(path) as file:
        # Files of the system that have nothing to say yet give None.
        return file.read(most) or b""


@contextmanager
def opened_regular(path: Path) -> Iterator[BinaryIO]:
    """Open the file at *path* to be read in pieces; whoever reads has to bound how much.

    Raises as :func:`read_regular` does.
    """
    # Looked at before it is opened, as some devices act when they are; and again when it is open,
    # as another may stand there by then.
    _check(path.stat())
    with open(path, "rb", opener=_opened) as file:
        _check(os.fstat(file.fileno()))
        yield file


def keep_out_of(database: Path, holder: object) -> None:
    """Never open *database* or the files beside it here as long as *holder* lives.

    On Linux and macOS a process that opens and closes a file drops every lock that it has on it, so
    SQLite's too. Locks belong to the whole process, and so does what is said here.
    """
    _KeptOut.databases[holder] = database


def let_in_again(holder: object) -> None:
    """End what :func:`keep_out_of` said for *holder*, which has closed its database."""
    _KeptOut.databases.pop(holder, None)


def refuse_open_database(path: Path) -> None:
    """Raise ``OSError`` where *path* is a database that is kept open, or a file beside it.

    The file is looked at and not opened.
    """
    with suppress(FileNotFoundError):
        _refuse_open_database(path.stat())


class _KeptOut:
    databases: ClassVar[WeakKeyDictionary[object, Path]] = WeakKeyDictionary()


def _opened(path: str, flags: int) -> int:
    # Windows has neither such flags nor such pipes.
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))


def _check(found: os.stat_result) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EOPNOTSUPP, "it is a pipe or a device and not a file")
    _refuse_open_database(found)


def _refuse_open_database(found: os.stat_result) -> None:
    for database in tuple(_KeptOut.databases.values()):
        for ending in _BESIDE_A_DATABASE:
            with suppress(FileNotFoundError):
                own = database.with_name(database.name + ending).stat()
                if (found.st_dev, found.st_ino) == (own.st_dev, own.st_ino):
                    raise OSError(
                        errno.EBUSY, "it is the database in which SVDesk keeps your projects, and it is open"
                    )
