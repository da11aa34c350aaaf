"""A file that is written complete and onto the disk, or not at all.

Every file that SVDesk keeps or gives out is written here, so that a full disk, a program that holds
the old file or a power cut never leaves half of one.
"""

import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from uuid import uuid4

from svdesk.files.calling_off import check_called_off
from svdesk.files.folders import sync_folder
from svdesk.files.regular import refuse_open_database
from svdesk.files.unfinished import UNFINISHED, sweep_once

_PAUSES = (0.05, 0.1, 0.2, 0.4)
"""Seconds between attempts to replace a file that another program holds."""


def write_whole(path: Path, content: bytes, *, rights: int = 0o666) -> None:
    """Write *content* to *path*, replacing what is there once it is complete and on the disk.

    The file gets *rights*, less what the system withholds. Raises ``OSError``, and leaves nothing beside
    *path*, which is then as it was; only where the
    disk fails after the last step, to keep the name, the new content may stand there. The database that
    the program has open is never replaced.
    """
    refuse_open_database(path)
    unfinished = unfinished_beside(path)
    try:
        with open(unfinished, "xb", opener=partial(os.open, mode=rights)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def overwrite_end(path: Path, content: bytes) -> None:
    """Write *content* over the last bytes of *path* where they are, without waiting for the disk.

    For a note that may be lost or half written. Raises ``OSError``.
    """
    with path.open("rb+", buffering=0) as file:
        file.seek(-len(content), os.SEEK_END)
        file.write(content)


def unfinished_beside(path: Path) -> Path:
    """Return a new hidden name in the folder of *path*, for the file that will replace it.

    What a killed process leaves under such a name is swept away by a later one.
    """
    # A name of its own length: that of *path* may be as long as the system takes.
    return path.with_name(f"{UNFINISHED}{uuid4().hex}.part")


def sync_file(path: Path) -> None:
    """See to it that the content of a file that another library wrote is on the disk; raises ``OSError``."""
    with path.open("rb+") as file:  # Windows syncs none that was opened for reading alone
        os.fsync(file.fileno())


def put_in_place(unfinished: Path, path: Path) -> None:
    """Give a complete file, or folder, that is on the disk the name *path*, and sync that name too.

    A synchronising program may hold an old file at *path* for a moment; that is waited for. Raises
    ``OSError``, also where the work was called off (:mod:`svdesk.files.calling_off`).
    """
    check_called_off()
    for pause in _PAUSES:
        with suppress(PermissionError):
            unfinished.replace(path)
            break
        time.sleep(pause)
    else:
        unfinished.replace(path)
    sync_folder(path.parent)
    sweep_once(path.parent)
