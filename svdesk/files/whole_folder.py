"""A folder whose files appear together, complete and on the disk, or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from svdesk.files.folders import make_folder, sync_folder
from svdesk.files.unfinished import workplace
from svdesk.files.whole import put_in_place, sync_file


@contextmanager
def whole_folder(target: Path, *, replace: bool = False) -> Iterator[Path]:
    """Yield an empty folder to fill; when the block ends, it stands as *target*, on the disk.

    Where the block raises, nothing is left of it. *target* must not be there, or be empty, unless the
    new one is to *replace* it. Raises ``OSError``.
    """
    make_folder(target.parent)
    with workplace(target.parent) as place:
        made = place / "made"
        made.mkdir()
        yield made
        for folder, _, names in os.walk(made, topdown=False):
            for name in names:
                sync_file(Path(folder) / name)
            sync_folder(Path(folder))
        if replace:
            put_in_place(target, place / "replaced")
        put_in_place(made, target)


def write_unsynced(path: Path, content: bytes) -> None:
    """Write a file on which nobody relies after a power cut.

    It is for files of a :func:`whole_folder`, which are synced together, and for those that serve
    one run alone, in a temporary folder. Raises ``OSError``.
    """
    path.write_bytes(content)
