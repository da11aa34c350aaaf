"""Files and folders that only their owner may read.

They hold people's work, and stand where others may look: beside the database, or on a drive that is shared.
On Windows a file has the rights of its folder, which are the user's own in the folder of SVDesk's data.
"""

import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from svdesk.files.folders import make_folder
from svdesk.files.regular import opened_regular
from svdesk.files.whole import put_in_place, unfinished_beside, write_whole

_FOLDER, _FILE = 0o700, 0o600
_CHUNK = 1 << 20

Copied = Callable[[int, int], None]
"""Called with the bytes copied and those there are; raises to stop."""


def make_private_folder(folder: Path) -> None:
    """Make *folder*, or close it to others where it is there already; raises ``OSError``.

    A disk that knows no owners leaves it as it is.
    """
    make_folder(folder)
    with suppress(PermissionError, NotImplementedError):
        folder.chmod(_FOLDER)


def make_private_file(path: Path) -> None:
    """Make an empty file for another library to fill; raises ``OSError``, also where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE))


def write_private(path: Path, content: bytes) -> None:
    """Write *content* to *path* as :func:`svdesk.files.whole.write_whole` does, for the owner alone."""
    write_whole(path, content, rights=_FILE)


def copy_private(source: Path, target: Path, copied: Copied | None = None) -> str:
    """Copy the file *source* to *target* whole, for the owner alone; return the SHA-256 of what was copied.

    Raises ``OSError`` and what *copied* raises; *target* is then as it was.
    """
    unfinished = unfinished_beside(target)
    digest, done = hashlib.sha256(), 0
    try:
        make_private_file(unfinished)
        with opened_regular(source) as original, unfinished.open("rb+") as copy:
            total = os.fstat(original.fileno()).st_size
            while chunk := original.read(_CHUNK):
                copy.write(chunk)
                digest.update(chunk)
                done += len(chunk)
                if copied is not None:
                    copied(done, total)
            copy.flush()
            os.fsync(copy.fileno())
        put_in_place(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return digest.hexdigest()


def digest_of_file(path: Path, read: Copied | None = None) -> str:
    """Return the SHA-256 of a file of any length; raises ``OSError`` and what *read* raises."""
    digest, done = hashlib.sha256(), 0
    with opened_regular(path) as file:
        total = os.fstat(file.fileno()).st_size
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            done += len(chunk)
            if read is not None:
                read(done, total)
    return digest.hexdigest()
