"""Who has the database open: a note beside it, for the person who finds it held.

The lock on the database decides alone; the note only gives it a name. It is written once the lock is
there and removed when the database is closed, so that one that is left over is of a process that was
killed: it is read only where the lock is held, and by then the one that holds it has written its own.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from svdesk import __version__
from svdesk.domain.english import show_date
from svdesk.files.private import write_private
from svdesk.files.regular import read_regular

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_NOTE = 4_096
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person at a computer, with which SVDesk, since when (ISO 8601) and a word that no other note has."""

    user: str
    computer: str
    program: str
    since: str
    token: str

    def in_words(self, now: datetime) -> str:
        """Return such as "Jane on LAPTOP-7, since 14:05"; a day is named where it is not that of *now*."""
        who = f"{self.user or 'Somebody'} on {self.computer}" if self.computer else self.user or "Somebody"
        try:
            since = datetime.fromisoformat(self.since).astimezone()
        except ValueError:
            return who
        day = "" if since.date() == now.astimezone().date() else f" on {show_date(since.date())}"
        return f"{who}, since {since:%H:%M}{day}"


def note_file(database: Path) -> Path:
    """Return where the note of a database stands."""
    return database.with_name(f"{database.stem}.in-use.json")


def note_holder(database: Path, now: datetime) -> Holder | None:
    """Write down that this process holds *database*; None where no note can be written."""
    user = ""
    with suppress(OSError, KeyError, ImportError):
        user = getpass.getuser()
    holder = Holder(
        user=user,
        computer=platform.node(),
        program=f"SVDesk {__version__}, process {os.getpid()}",
        since=now.astimezone().isoformat(timespec="seconds"),
        token=uuid4().hex,
    )
    try:
        write_private(note_file(database), json.dumps(asdict(holder), indent=1).encode())
    except OSError:
        return None
    return holder


def holder_of(database: Path) -> Holder | None:
    """Return whom the note names; None where there is none that can be read."""
    try:
        found = json.loads(read_regular(note_file(database), _LARGEST_NOTE))
        texts = {name: _plain(found[name]) for name in ("user", "computer", "program", "since", "token")}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    return Holder(**texts)


def forget_holder(database: Path, holder: Holder) -> None:
    """Remove the note of *holder*; that of somebody else stays."""
    with suppress(OSError):
        if holder_of(database) == holder:
            note_file(database).unlink()


def _plain(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    # The file may lie where others can write: its words are shown, so they are short and one line.
    return "".join(character for character in value[:_LONGEST] if character.isprintable())
