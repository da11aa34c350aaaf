"""``svdesk backups``: copies of the database, made, listed, tested and restored."""

import json
from argparse import Namespace
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from svdesk.console import CommandError, complain, say
from svdesk.domain.english import counted
from svdesk.paths import database_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svdesk.services.backups import KeptBackup
    from svdesk.services.use_cases.backend import Backend
    from svdesk.services.use_cases.backups import Restored

UNSOUND = 1
"""The exit status of a test that found fault, and where the second folder could not be reached."""


def backups(read: Namespace, data_dir: Path) -> int:
    """Do what stands after ``backups``."""
    from svdesk.services.ports import StoreError

    try:
        with _backend(data_dir) as backend:
            return _COMMANDS[read.backups_command](read, backend)
    except StoreError as error:
        raise CommandError(str(error)) from error


@contextmanager
def _backend(data_dir: Path) -> "Iterator[Backend]":
    from svdesk.rendering.file_formats import BundledFormats
    from svdesk.services.use_cases.backend import Backend
    from svdesk.storage.backups.keeper import FileBackups
    from svdesk.storage.opening.projects_file import ProjectsFile

    file = database_file(data_dir)
    absent = f"There are no projects yet, so there is nothing to back up: {file} is not there."
    projects = ProjectsFile(file, wait_seconds=0, absent=absent)
    backend = Backend(data_dir, projects, BundledFormats(), lambda: FileBackups(file))
    try:
        yield backend
    finally:
        backend.close()


def _make(_read: Namespace, backend: "Backend") -> int:
    from svdesk.services.backups import BackupReason
    from svdesk.services.use_cases import backups as use_cases

    made = use_cases.back_up(backend, BackupReason.ASKED)
    if made.is_new:
        say(f"Made {made.backup.path}")
    else:
        say(f"Nothing has changed since the last backup, which is {made.backup.path}")
    if made.second_failed:
        complain(f"It was not copied to the second folder. {made.second_failed}")
        return UNSOUND
    return 0


def _list(read: Namespace, backend: "Backend") -> int:
    from svdesk.services.use_cases import backups as use_cases

    found = use_cases.found(backend)
    if read.json:
        say(_as_json([_entry(each) for each in found.backups]))
    elif not found.backups:
        say("No backups yet.")
    else:
        say("\n".join(map(_line, found.backups)))
    for path in found.left_alone:
        complain(f"{path} is no backup that SVDesk can read. It is left as it is.")
    if found.unreachable:
        complain(f"The second folder can't be reached. {found.unreachable}")
    return UNSOUND if found.unreachable else 0


def _line(kept: "KeptBackup") -> str:
    backup = kept.backup
    where = "both folders" if kept.is_here and kept.is_second else "here" if kept.is_here else "second folder"
    made = backup.made_at.astimezone().strftime("%Y-%m-%d %H:%M")
    return f"{backup.sequence:>6}  {made}  {backup.size / 1e6:8.1f} MB  {where:13}  {backup.reason.words}"


def _entry(kept: "KeptBackup") -> dict[str, object]:
    backup = kept.backup
    return {
        "number": backup.sequence,
        "file": str(backup.path),
        "made_at": backup.made_at.isoformat(),
        "reason": backup.reason.value,
        "schema": backup.schema,
        "bytes": backup.size,
        "is_here": kept.is_here,
        "is_in_second_folder": kept.is_second,
    }


def _show(read: Namespace, backend: "Backend") -> int:
    from svdesk.services.use_cases import backups as use_cases
    from svdesk.services.use_cases.backups import Standing

    words = {
        Standing.SAME: "as it is now",
        Standing.CHANGED: "changed since",
        Standing.GONE: "not there now",
        Standing.UNKNOWN: "can't tell",
    }
    preview = use_cases.preview(backend, _which(read.backup, backend))
    if read.json:
        say(
            _as_json(
                [
                    {
                        "id": str(each.project.id),
                        "title": each.project.title,
                        "reference": each.project.reference,
                        "changed_at": each.project.changed_at.isoformat(),
                        "compared": each.standing.name.lower(),
                        **each.project.beside,
                    }
                    for each in preview.projects
                ]
            )
        )
        return 0
    for each in preview.projects:
        changed = each.project.changed_at.astimezone().strftime("%Y-%m-%d %H:%M")
        title = " ".join(each.project.title.split()) or "Untitled project"
        say(f"{each.project.id}  {changed}  {words[each.standing]:13}  {title}")
    say(f"{counted(len(preview.projects), 'project')} in the backup.")
    if preview.only_here:
        say(f"{counted(len(preview.only_here), 'project')} there now that it does not hold.")
    return 0


def _test(read: Namespace, backend: "Backend") -> int:
    from svdesk.services.use_cases import backups as use_cases

    path = _which(read.backup, backend)
    checked = use_cases.check(backend, path)
    projects = len(checked.content.projects) if checked.content else 0
    if read.json:
        say(
            _as_json(
                {
                    "file": str(path),
                    "is_sound": checked.is_sound,
                    "faults": checked.faults,
                    "remarks": checked.remarks,
                    "projects": projects,
                    "damaged": [str(each.id) for each in checked.damaged],
                }
            )
        )
    else:
        say(f"{path}")
        for fault in (*checked.faults, *checked.remarks):
            say(fault)
        for each in checked.damaged:
            say(f"Something of this project was damaged when the backup was made: {each.title or each.id}.")
        if checked.is_sound:
            say(f"It is sound, and holds {counted(projects, 'project')}.")
    return 0 if checked.is_sound and not checked.damaged else UNSOUND


def _restore(read: Namespace, backend: "Backend") -> int:
    from svdesk.services.use_cases import backups as use_cases
    from svdesk.services.use_cases.backups import ProjectWay

    path = _which(read.backup, backend)
    if read.all:
        if read.in_place:
            raise CommandError("--in-place goes with --project alone.")
        say(_about(use_cases.restore_all(backend, path)))
        return 0
    try:
        project_id = UUID(read.project)
    except ValueError as error:
        raise CommandError(
            f"{read.project} is no id of a project. See svdesk backups show {read.backup}."
        ) from error
    way = ProjectWay.IN_PLACE if read.in_place else ProjectWay.BESIDE
    say(_about(use_cases.restore_project(backend, path, project_id, way)))
    return 0


def _about(restored: "Restored") -> str:
    if restored.aside is not None:
        return f"Restored. What was there could not be opened, and is kept whole in {restored.aside}"
    if restored.before is not None:
        return f"Restored. What was there before is in the backup {restored.before.backup.path}"
    return "Restored."


def _second_folder(read: Namespace, backend: "Backend") -> int:
    from svdesk.services.use_cases import backups as use_cases

    if read.choose is not None:
        say(f"Backups are copied to {use_cases.choose_second_folder(backend, read.choose)} from now on.")
        return 0
    if read.none:
        use_cases.forget_second_folder(backend)
    chosen = use_cases.second_folder(backend)
    say(str(chosen) if chosen else "No second folder is chosen.")
    return 0


def _which(wanted: str | None, backend: "Backend") -> Path:
    """Return the file of the backup *wanted*: a number, or a path; the newest where it is None."""
    from svdesk.services.use_cases import backups as use_cases

    if wanted is not None and not wanted.isdigit():
        if not Path(wanted).is_file():
            raise CommandError(f"There is no backup {wanted}. See svdesk backups list.")
        return Path(wanted)
    found = [each.backup for each in use_cases.found(backend).backups]
    if wanted is not None:
        found = [each for each in found if each.sequence == int(wanted)]
    if not found:
        what = "There are no backups yet." if wanted is None else f"There is no backup {wanted}."
        raise CommandError(f"{what} See svdesk backups list.")
    return found[0].path


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


_COMMANDS: "dict[str, Callable[[Namespace, Backend], int]]" = {
    "make": _make,
    "list": _list,
    "show": _show,
    "test": _test,
    "restore": _restore,
    "second-folder": _second_folder,
}
