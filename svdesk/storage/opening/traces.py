"""Whether there were projects where there is no database now.

A file that is missing, or that something emptied, is no first start where traces say that there was one:
the officer would see an empty list and take the work for lost, or begin it again.
"""

from contextlib import suppress
from pathlib import Path

from svdesk.files.private import write_private
from svdesk.paths import KEPT_EDITIONS
from svdesk.services.ports import DamagedStoreError

_NOTE = (
    "SVDesk keeps your projects in the file {name} in this folder.\n\n"
    "Where that file is missing or empty, SVDesk does not begin a new one as long as this note is here,\n"
    "so that your work is not taken for lost. Put the file back, or a backup of it, under that name.\n"
    "To begin anew without your projects, rename this folder.\n"
)


def note_path(database: Path) -> Path:
    """Return the note that says that there are projects in *database*."""
    return database.with_name(f"{database.name}.txt")


def leave_note(database: Path) -> None:
    """Say beside *database* that it is there. Where that can't be written, other traces have to do."""
    note = note_path(database)
    if not note.exists():
        with suppress(OSError):
            write_private(note, _NOTE.format(name=database.name).encode())


def check_is_there(database: Path) -> None:
    """Raise :class:`DamagedStoreError` where *database* is missing or empty but held projects before."""
    if not is_missing(database):
        return
    found = traces_of(database)
    if not found:
        return
    state = "is empty" if database.exists() else "is not there"
    raise DamagedStoreError(
        f"Your projects can't be opened, because their file {state}. There were projects here before, as "
        f"SVDesk found {', '.join(found)}. Nothing was changed, and no new file was begun. If the file was "
        "moved, put it back; otherwise put a backup in its place. To begin anew, rename the folder "
        f"{database.parent}: everything in it is kept. The file is {database}."
    )


def is_missing(database: Path) -> bool:
    """Say whether there is no file at *database*, or an empty one."""
    return not database.exists() or (database.is_file() and database.stat().st_size == 0)


def traces_of(database: Path) -> list[str]:
    """Return in words what says that there were projects in *database*."""
    found = []
    if note_path(database).exists():
        found.append(f"the note {note_path(database).name}")
    # A rollback journal says nothing: a first start that was cut short leaves one too.
    log = database.with_name(f"{database.name}-wal")
    if log.exists() and log.stat().st_size > 0:
        found.append(f"the file {log.name}")
    if any((database.parent / "backups").glob("*.db")):
        found.append("backups")
    with suppress(OSError):
        if any((database.parent / KEPT_EDITIONS).iterdir()):
            found.append("policies that were kept for projects")
    return found
