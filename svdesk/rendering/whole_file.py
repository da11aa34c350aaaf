"""Files that are written whole or not at all, whatever their format."""

import os
from pathlib import Path
from uuid import uuid4


def replace_file(path: Path, data: bytes) -> None:
    """Write *data* beside *path*, and put it in its place when it is safe on the disk.

    Raises ``OSError`` where that fails; *path* is then as it was, and nothing is left beside it.
    """
    beside = path.with_name(f".svdesk-{uuid4().hex}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
