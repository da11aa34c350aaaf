"""Backups made, listed, looked into, tested and restored."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from svdesk.services.backups import (
        BackupCheck,
        BackupList,
        BackupReason,
        MadeBackup,
        PreparedBackup,
        Progress,
        StoredProject,
    )
    from svdesk.services.use_cases.backend import Backend


class Standing(Enum):
    """How a project in a backup stands to what is here now."""

    SAME = auto()
    CHANGED = auto()
    GONE = auto()
    UNKNOWN = auto()
    """What is here now can't be read."""


class PreviewedProject(NamedTuple):
    """A project in a backup, and how it stands to what is here now."""

    project: StoredProject
    standing: Standing


class Preview(NamedTuple):
    """What a backup holds: its projects, the last changed first, and those here that it lacks."""

    projects: tuple[PreviewedProject, ...]
    only_here: tuple[StoredProject, ...]


class ProjectWay(Enum):
    """How one project is restored."""

    BESIDE = auto()
    """As a project of its own, a copy beside the one that is here."""
    IN_PLACE = auto()
    """In the place of the one that is here, or back where it is here no more."""


class TimedBackup(NamedTuple):
    """What came of a backup that is made only where something has changed.

    *changes* is how many rows had been written by then; *made* is ``None`` where there were no more.
    """

    changes: int
    made: MadeBackup | None


class Restored(NamedTuple):
    """What came of a restore: the backup made of what was here before, or where that was put aside."""

    before: MadeBackup | None = None
    aside: Path | None = None


def second_folder(backend: Backend) -> Path | None:
    """Return the second folder of backups; ``None`` where none is chosen."""
    from svdesk.services.project.second_folder import second_folder

    return second_folder(backend.folder)


def choose_second_folder(backend: Backend, chosen: Path) -> Path:
    """Have backups copied into a folder of their own within *chosen* too; raises ``StoreError``."""
    from svdesk.services.project import second_folder

    return second_folder.choose_second_folder(chosen, backend.folder)


def forget_second_folder(backend: Backend) -> None:
    """Copy no more backups into a second folder; those that are there stay. Raises ``StoreError``."""
    from svdesk.services.project import second_folder

    second_folder.forget_second_folder(backend.folder)


def back_up(
    backend: Backend, reason: BackupReason, progress: Progress | None = None, *, to_second: bool = True
) -> MadeBackup:
    """Make a backup unless nothing has changed since the last one; raises ``StoreError``.

    It may run on any thread, with a backend of that thread: saving goes on meanwhile. Where somebody waits
    for it, it need not go *to_second* folder at once, which may not answer; the next backup sees to that.
    """
    live = backend.database.live_copy()
    second = second_folder(backend) if to_second else None
    return backend.backups.make(live, reason, second, progress)


def back_up_if_changed(backend: Backend, reason: BackupReason, known: int | None) -> TimedBackup:
    """Make a backup where rows were written since there were *known* of them; ``None`` where nobody knows.

    Raises ``StoreError``.
    """
    changes = backend.database.live_copy().changes
    return TimedBackup(changes, None if changes == known else back_up(backend, reason))


def back_up_before(backend: Backend, reason: BackupReason) -> None:
    """Make a backup before something large is done, where there are projects; raises ``StoreError``."""
    if backend.database.list_projects():
        back_up(backend, reason, to_second=False)


def found(backend: Backend) -> BackupList:
    """Return the backups that there are, also where the database can't be opened."""
    return backend.backups.found(second_folder(backend))


def preview(backend: Backend, path: Path) -> Preview:
    """Return what a backup holds beside what is here now; raises ``StoreError``."""
    from svdesk.services.backups import is_same
    from svdesk.services.ports import StoreError

    content = backend.backups.content(path)
    try:
        here = {each.id: each for each in backend.database.content().projects}
    except StoreError:
        return Preview(tuple(PreviewedProject(each, Standing.UNKNOWN) for each in content.projects), ())

    def standing(project: StoredProject) -> Standing:
        if project.id not in here:
            return Standing.GONE
        return Standing.SAME if is_same(project, here[project.id]) else Standing.CHANGED

    there = {each.id for each in content.projects}
    return Preview(
        tuple(PreviewedProject(each, standing(each)) for each in content.projects),
        tuple(each for id_, each in here.items() if id_ not in there),
    )


def check(backend: Backend, path: Path, progress: Progress | None = None) -> BackupCheck:
    """Test a backup: its structure, its digest and what it holds; raises ``StoreError``."""
    return backend.backups.check(path, progress)


def newest_sound(backend: Backend, progress: Progress | None = None) -> tuple[Path, BackupCheck] | None:
    """Return the newest backup that is sound, and what its test found; ``None`` where none is."""
    for kept in found(backend).backups:
        tested = check(backend, kept.backup.path, progress)
        if tested.is_sound:
            return kept.backup.path, tested
    return None


def restore_project(
    backend: Backend, path: Path, project_id: UUID, way: ProjectWay, progress: Progress | None = None
) -> Restored:
    """Restore one project of a backup in one transaction, after a backup of what is here.

    Raises ``StoreError``; all is then as it was.
    """
    from svdesk.services.backups import BackupReason
    from svdesk.services.ports import StoreError

    made = back_up(backend, BackupReason.BEFORE_RESTORE, progress, to_second=False)
    with backend.backups.prepared(path, progress) as prepared:
        if way is ProjectWay.BESIDE:
            try:
                _add_copy(backend, prepared, project_id)
            except KeyError as error:
                raise StoreError("The backup does not hold this project. Nothing was restored.") from error
        else:
            backend.database.restore_project(prepared.path, project_id)
            _record_restore(backend, path, project_id)
    return Restored(made)


def _record_restore(backend: Backend, path: Path, project_id: UUID) -> None:
    from svdesk.services.recording.write_record import RESTORED, officer_of, write_record

    project = backend.database.load(project_id)
    what = f"Restored the project from the backup {path.name}, as revision {project.revision:,}."
    write_record(backend.database, project_id, RESTORED, who=officer_of(project), what=what)


def _add_copy(backend: Backend, prepared: PreparedBackup, project_id: UUID) -> None:
    from svdesk.domain.project import Project
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.merging.taking_over import import_project

    whole = prepared.project(project_id)
    (plan,) = (part for part in whole.parts if isinstance(part, Project))
    opened = Opened(
        plan,
        returns=whole.returns[::-1],
        stage=whole.head.stage,
        others=tuple(part for part in whole.parts if part is not plan),
        records=whole.records,
    )
    import_project(backend.database, opened, as_copy=True)


def restore_all(backend: Backend, path: Path, progress: Progress | None = None) -> Restored:
    """Restore all projects of a backup; it runs on the database's own thread, and closes the database.

    What is here is backed up first, and put aside with its logs where it can't be read. Then what is there
    is old or restored, and never mixed. Raises ``StoreError``.
    """
    from svdesk.services.backups import BackupReason
    from svdesk.services.ports import DamagedStoreError

    try:
        made = back_up(backend, BackupReason.BEFORE_RESTORE, progress, to_second=False)
    except DamagedStoreError:
        backend.close()
        with backend.backups.prepared(path, progress) as prepared:
            return Restored(aside=backend.backups.replace_damaged(prepared))
    with backend.backups.prepared(path, progress) as prepared:
        try:
            backend.database.restore_all(prepared.path, progress)
        finally:
            backend.close()
    return Restored(made)
