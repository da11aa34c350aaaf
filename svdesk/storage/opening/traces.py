"""Whether there were projects where there is no database now.

A file that is missing, or that something emptied, is no first start where traces say that there was one:
the officer would see an empty list and take the work for lost, or begin it again.
"""

from contextlib import suppress
from pathlib import Path

from svdesk.files.private import write_private
from svdesk.files.regular import read_regular
from svdesk.paths import KEPT_EDITIONS
from svdesk.services.ports import DamagedStoreError, StoreError

_NOTE = (
    "SVDesk keeps your projects in the file {name} in this folder.\n\n"
    "Where that file is missing or empty, SVDesk does not begin a new one as long as this note is here,\n"
    "so that your work is not taken for lost. Put the file back, or a backup of it, under that name.\n"
    "To begin anew without your projects, rename this folder.\n"
)
_SESSION = (
    "SVDesk has your projects open, or ended without closing them. Closing deletes this file.\n{state}\n"
)
_MOST = 1000
_TOLD = "SVDesk ended without closing the projects, and has said that the last changes may be missing.\n"


def note_path(database: Path) -> Path:
    """Return the note that says that there are projects in *database*."""
    return database.with_name(f"{database.name}.txt")


def session_path(database: Path) -> Path:
    """Return the file that is there while *database* has a log of changes that may not be lost."""
    return database.with_name(f"{database.name}-in-use.txt")


def leave_note(database: Path) -> None:
    """Say beside *database* that it is there. Where that can't be written, other traces have to do."""
    note = note_path(database)
    if not note.exists():
        with suppress(OSError):
            write_private(note, _NOTE.format(name=database.name).encode())


def begin_session(database: Path) -> None:
    """Say beside *database* that the log beside it holds changes which the file, as it is, does not have."""
    with suppress(OSError):
        write_private(session_path(database), _SESSION.format(state=_state(database)).encode())


def end_session(database: Path) -> None:
    """Take back what :func:`begin_session` says."""
    with suppress(OSError):
        session_path(database).unlink(missing_ok=True)


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


def ended_properly(database: Path) -> bool:
    """Say whether SVDesk closed *database* when it last had it open.

    Raises :class:`StoreError` once where it did not and the log with the last changes has gone since, and
    ``OSError``.
    """
    log = database.with_name(f"{database.name}-wal")
    journal = database.with_name(f"{database.name}-journal")
    if any(each.exists() and each.stat().st_size > 0 for each in (log, journal)):
        return False
    session = session_path(database)
    if not session.exists():
        return True
    # Where another program has taken the log over into the file, that is not as it was.
    if _state(database) in read_regular(session, _MOST).decode("utf-8", "replace"):
        with suppress(OSError):
            write_private(session, _TOLD.encode())
        raise StoreError(
            "SVDesk did not close your projects when it last ran, and the file with their last changes has "
            f"gone since ({log.name}). What was saved before that is kept; the last changes may be missing. "
            "If you can, put that file back first. Then open your projects again: SVDesk goes on with what "
            f"there is. The file is {database}."
        )
    return False


def _state(database: Path) -> str:
    found = database.stat()
    return f"{found.st_size} {found.st_mtime_ns}"
