"""Where the window's parts are put together: the only place that knows them all."""

from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.logs import log_directory
from svdesk.paths import data_directory, database_file

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from svdesk.desktop.desk import Desk
    from svdesk.domain.project import Project
    from svdesk.policy.pack import PolicyPack
    from svdesk.services.ports import ProjectStore


def run_window(data_dir: Path | None = None, open_file: Path | None = None) -> int:
    """Open the window on the data in *data_dir* (the per-user folder by default).

    The libraries for storage and documents are imported after the first paint, on the thread that
    uses them. Returns the exit status.
    """
    from svdesk.desktop.application import run, start_qt
    from svdesk.storage.quick_list import quick_list

    folder = data_directory(data_dir)
    app = start_qt(["svdesk"])
    return run(make_desk(folder, app), quick_list(database_file(folder)), log_directory(folder), open_file)


def make_desk(folder: Path, parent: "QObject") -> "Desk":
    """Return the window's way to the database in *folder*, the policy pack and project files."""
    from svdesk.desktop.desk import Desk

    return Desk(
        open_store=lambda: _open_store(database_file(folder)),
        load_pack=_load_pack,
        read_file=_read_file,
        write_file=_write_file,
        example=_example,
        parent=parent,
    )


def _open_store(database: Path) -> "ProjectStore":
    from svdesk.storage.store import SqliteProjectStore

    database.parent.mkdir(parents=True, exist_ok=True)
    return SqliteProjectStore(database)


def _load_pack() -> "PolicyPack":
    from svdesk.policy.load import bundled_pack

    return bundled_pack()


def _read_file(path: Path) -> "Project":
    from svdesk.services.exchange import read_exchange

    return read_exchange(path)


def _write_file(project: "Project", path: Path) -> None:
    from svdesk.services.exchange import write_exchange

    write_exchange(project, path)


def _example() -> "Project":
    from svdesk.services.library import example_project

    return example_project()
