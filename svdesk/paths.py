"""Where things are: what ships with SVDesk, and where a person's work is kept."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

KEPT_EDITIONS = "policy-editions"
"""The folder, below that of the data, of the policies that projects were made with."""


def bundled(*parts: str) -> Path:
    """Return the path of a shipped file below ``ui`` or ``resources``.

    An installed or frozen SVDesk carries them inside the package; a checkout has them beside it.
    Raises ``FileNotFoundError`` where neither has it.
    """
    for root in (_PACKAGE / "_bundle", _PACKAGE.parent):
        candidate = root.joinpath(*parts)
        if candidate.exists():
            return candidate
    raise FileNotFoundError(f"SVDesk's own file {'/'.join(parts)} is missing from this installation")


def data_directory(chosen: Path | None = None) -> Path:
    r"""Return the folder of the person's data: *chosen*, or the per-user local folder.

    On Windows that is ``%LOCALAPPDATA%\SVDesk``, which is not synchronised to the network: a
    database must not be.
    """
    if chosen is not None:
        return chosen
    import platformdirs

    return Path(platformdirs.user_data_dir("SVDesk", appauthor=False, roaming=False))


def database_file(data_dir: Path) -> Path:
    """Return the file of the projects in a data folder."""
    return data_dir / "svdesk.db"


def backup_folder(database: Path) -> Path:
    """Return the folder of the backups of a database: beside it, so that it is of the same person."""
    return database.parent / "backups"


def in_use_note(data_dir: Path) -> Path:
    """Return the note that stands beside the projects while somebody has them open."""
    return data_dir / "svdesk.in-use.json"


def own_program() -> tuple[str, ...]:
    """Return the words that start SVDesk again as another process, frozen or not."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    return (sys.executable, "-m", "svdesk")
