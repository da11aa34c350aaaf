"""A drive that does not answer until a test lets it: the system's own calls wait."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any


class Drive:
    """What a test knows of the drive: whether somebody asks it, and how to let it answer."""

    def __init__(self) -> None:
        """Answer nothing."""
        self.asked, self.answers, self.gave_up = Event(), Event(), Event()

    def wait(self) -> None:
        """Keep waiting whoever asks, as a drive would."""
        self.asked.set()
        if not self.answers.wait(600):
            self.gave_up.set()


@contextmanager
def hanging(path: Path) -> Iterator[tuple[Path, Drive]]:
    """Yield *path* as a file on a drive that does not answer, and the drive; it answers at the end."""
    drive = Drive()

    class Hanging(type(path)):  # type: ignore[misc]  # the system's own kind of path
        """Waits in every call that touches the disk."""

        def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
            drive.wait()
            return Path(str(self)).stat(follow_symlinks=follow_symlinks)

        def open(self, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as the system has it
            drive.wait()
            return Path(str(self)).open(*given, **named)

        def is_dir(self, **_named: bool) -> bool:
            drive.wait()
            return Path(str(self)).is_dir()

    try:
        yield Hanging(str(path)), drive
    finally:
        drive.answers.set()
