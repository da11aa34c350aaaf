"""The names of backups: ``svdesk-000123-20261201T041500Z-changed-s5.db``.

A name says all that thinning and the list need, so that nothing but the files themselves has to be kept
right: the number that counts up whatever the clock says, the time in UTC, why, and the database's version.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

from svdesk.services.backups import Backup, BackupReason

_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"svdesk-(\d{6,12})-(\d{8}T\d{6}Z)-([a-z]+)-s(\d{1,4})\.db", re.ASCII)
_BEFORE_SEQUENCES = re.compile(r"svdesk-schema-(\d{1,4})(?: \d{1,4})?\.db", re.ASCII)
"""Copies that were made before an update, when there were no other backups yet."""
DIGEST = ".sha256"
"""What the name of a backup's digest ends with, after the backup's own."""


def name_of(sequence: int, made_at: datetime, reason: BackupReason, schema: int) -> str:
    """Return the name of a backup's file."""
    return f"svdesk-{sequence:06}-{made_at.astimezone(UTC):{_TIME}}-{reason.value}-s{schema}.db"


def digest_path(path: Path) -> Path:
    """Return where the digest of the backup at *path* is written down."""
    return path.with_name(path.name + DIGEST)


def backup_of(path: Path) -> Backup | None:
    """Return what the name of the file at *path* says; ``None`` for one that is no backup's.

    Raises ``OSError`` where the file can't be looked at.
    """
    if earlier := _BEFORE_SEQUENCES.fullmatch(path.name):
        found = path.stat()
        return Backup(
            path=path,
            sequence=0,
            made_at=datetime.fromtimestamp(found.st_mtime, UTC),
            reason=BackupReason.BEFORE_UPDATE,
            schema=int(earlier[1]),
            size=found.st_size,
        )
    named = _NAME.fullmatch(path.name)
    if named is None:
        return None
    try:
        made_at = datetime.strptime(named[2], _TIME).replace(tzinfo=UTC)
        reason = BackupReason(named[3])
    except ValueError:
        return None
    return Backup(
        path=path,
        sequence=int(named[1]),
        made_at=made_at,
        reason=reason,
        schema=int(named[4]),
        size=path.stat().st_size,
    )
