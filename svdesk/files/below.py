"""The files in a folder and those below it, as many as are worth looking for."""

import os
from pathlib import Path


class TooManyError(Exception):
    """A folder holds more than is looked through; the message says so, as words that follow a colon."""


def files_below(folder: Path, ending: str, most: int) -> tuple[Path, ...]:
    """Return the files of *folder* and its subfolders whose names end in *ending*, in order.

    Links to folders are not followed, so that no way leads round in a circle. Raises
    :class:`TooManyError` where there are more than *most* things, of whatever name.
    """
    found = list[Path]()
    left = most
    for here, folders, names in os.walk(folder):
        left -= len(folders) + len(names)
        if left < 0:
            raise TooManyError(f"it holds more than {most:,} files and folders")
        found += [Path(here, name) for name in names if name.endswith(ending)]
    return tuple(sorted(found))
