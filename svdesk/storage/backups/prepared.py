"""A backup that can be read by a store: a copy of its file, brought to this version."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

from svdesk.domain.head import WholeProject
from svdesk.files.private import copy_private, make_private_folder
from svdesk.files.unfinished import workplace
from svdesk.services.backups import Progress
from svdesk.services.ports import StoreError
from svdesk.services.returned_forms.keeping import kept_returns
from svdesk.storage.backups.checking import digest_faults, faults_of
from svdesk.storage.failures import store_error
from svdesk.storage.store import SqliteProjectStore

_NOT_READ = "The backup can't be used. Nothing was changed."


class PreparedCopy:
    """A copy of a backup, as :class:`svdesk.services.backups.PreparedBackup` says; nobody has it open."""

    def __init__(self, path: Path) -> None:
        """Use the closed database at *path*, which is of this version."""
        self.path = path

    def project(self, project_id: UUID) -> WholeProject:
        """Return a project with all that goes along with it; raises ``KeyError`` where there is none."""
        store = SqliteProjectStore(self.path)
        try:
            return WholeProject(
                head=store.head(project_id),
                parts=tuple(store.load_part(each) for each in store.parts_of(project_id)),
                records=store.records_of(project_id),
                returns=kept_returns(store, project_id)[::-1],
            )
        finally:
            store.close()


@contextmanager
def prepared(backup: Path, folder: Path, progress: Progress | None = None) -> Iterator[PreparedCopy]:
    """Lend a copy of *backup*, made inside *folder*, checked and brought to this version.

    Raises :class:`StoreError` where the backup is not sound, and what *progress* raises.
    """
    try:
        make_private_folder(folder)
        with workplace(folder) as place:
            copy = place / "svdesk.db"
            faults = (*digest_faults(backup)[0], *faults_of(backup, is_thorough=True, progress=progress))
            if faults:
                raise StoreError(f"{_NOT_READ} {backup.name}: {' '.join(faults)} Choose an earlier one.")
            copy_private(backup, copy, progress)
            SqliteProjectStore(copy).close()  # migrates it, where it is of an earlier version
            yield PreparedCopy(copy)
    except OSError as error:
        raise store_error(_NOT_READ, error, backup) from error
