"""Bringing a database to the schema of this program.

The scripts in ``migrations`` are alembic's and ship as files. This module, and alembic with it, is
imported only when a file's schema number differs from :data:`svdesk.storage.schema.SCHEMA`.
"""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from svdesk.paths import backup_folder
from svdesk.services.backups import BackupReason
from svdesk.services.ports import StoreError
from svdesk.storage.backups.folder import BackupFolder
from svdesk.storage.backups.live_copy import SqliteLiveCopy
from svdesk.storage.failures import store_error
from svdesk.storage.part_tables import SEALED_PARTS
from svdesk.storage.schema import APPLICATION_ID, SCHEMA, revision_id
from svdesk.storage.tables.seals import Seals

SCRIPTS = Path(__file__).resolve().parents[1] / "migrations"


def script_config(scripts: Path = SCRIPTS) -> Config:
    """Return alembic's settings for the migrations in the folder *scripts*."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def newest_revision(scripts: Path = SCRIPTS) -> str | None:
    """Return the revision of the newest migration in *scripts*."""
    return ScriptDirectory.from_config(script_config(scripts)).get_current_head()


def migrate(
    connection: sqlite3.Connection,
    engine: Engine,
    path: Path,
    found: int,
    *,
    schema: int = SCHEMA,
    scripts: Path = SCRIPTS,
) -> None:
    """Bring the database from the schema *found* (0: empty) to *schema*, in one transaction.

    A file that holds work is first copied into the folder ``backups`` beside it, and the copy is
    checked. Raises :class:`StoreError`; the database is then as it was.
    """
    copy = _copied(connection, path, found) if found else None
    try:
        # With foreign keys on, rebuilding a table would delete the rows that refer to it. The
        # setting has no effect inside a transaction.
        connection.execute("PRAGMA foreign_keys=OFF")
        try:
            _upgrade(connection, engine, schema, scripts)
        finally:
            connection.execute("PRAGMA foreign_keys=ON")
    except Exception as error:  # a script may fail in any way; the transaction undoes it all
        raise store_error(_failed(found, copy), error, path) from error


def _copied(connection: sqlite3.Connection, path: Path, found: int) -> Path:
    """Return the backup that was made of the database; raises :class:`StoreError`."""
    live = SqliteLiveCopy(connection, path, found, patience=0)
    try:
        return BackupFolder(backup_folder(path)).make(live, BackupReason.BEFORE_UPDATE).backup.path
    except StoreError as error:
        raise StoreError(f"{_failed(found, None)} {error}") from error


def _upgrade(connection: sqlite3.Connection, engine: Engine, schema: int, scripts: Path) -> None:
    config = script_config(scripts)
    with engine.begin() as transaction:
        before = Seals(connection, SEALED_PARTS)
        # Not by its number: where a flipped bit makes it an older one, everything would be sealed as it is.
        damaged = before.unsound() if before.are_there() else frozenset()
        config.attributes["connection"] = transaction
        command.upgrade(config, revision_id(schema))
        # The tables may have other columns now. What was damaged is not sealed as if it were sound.
        Seals(connection, SEALED_PARTS).seal_everything(but=damaged)
        broken = transaction.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise ValueError(f"{len(broken)} rows would refer to rows that are gone")
        transaction.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        transaction.exec_driver_sql(f"PRAGMA user_version={schema}")


def _failed(found: int, copy: Path | None) -> str:
    if not found:
        return "A place for your projects can't be made."
    where = f" A copy is in {copy}." if copy else ""
    return f"Your projects could not be brought to this version of SVDesk, and are as they were.{where}"
