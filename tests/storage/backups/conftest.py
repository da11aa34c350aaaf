"""What the tests of backups share."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from svdesk.services.backups import Backup
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.store import SqliteProjectStore
from tests.projects import full_project
from tests.services.exchange.test_exchange_returned_forms import a_return


@pytest.fixture
def filled(store: SqliteProjectStore) -> SqliteProjectStore:
    """An open store with two projects."""
    store.save(full_project(1))
    store.save(full_project(2))
    return store


@pytest.fixture
def large(filled: SqliteProjectStore) -> SqliteProjectStore:
    """A store that takes several steps to copy."""
    back = a_return(1, b"%PDF" + bytes(5_000_000), project_id=full_project(1).id)
    assert filled.keep_returned_form(back.form, back.original)
    return filled


@pytest.fixture
def folder(tmp_path: Path) -> BackupFolder:
    """A folder for backups that is not there yet."""
    return BackupFolder(tmp_path / "data of a person" / "backups")


def ids_in(backup: Backup) -> list[str]:
    """The ids of the projects in a backup, read as from a disc that can't be written."""
    address = f"{backup.path.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(address, uri=True)) as opened:
        return [id_ for (id_,) in opened.execute("SELECT id FROM project ORDER BY change_number")]
