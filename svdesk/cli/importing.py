"""``svdesk projects import``: a project file taken over into the database, or compared with what is here."""

import json
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.passwords import with_password
from svdesk.console import CommandError, say
from svdesk.domain.english import counted
from svdesk.paths import database_file

if TYPE_CHECKING:
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.merging.taking_over import ComparedFile
    from svdesk.services.use_cases.backend import Backend

DIFFERS = 1
"""The exit status of a comparison that found something."""
_LONGEST = 300


def import_file(read: Namespace, data_dir: Path) -> int:
    """Add the project of a file, or do with it what was asked where the project is here already."""
    from svdesk.policy.loading.reading import PackError
    from svdesk.rendering.file_formats import BundledFormats
    from svdesk.services.exchange.project_file import ExchangeError
    from svdesk.services.ports import StoreError
    from svdesk.services.use_cases import comparing, projects
    from svdesk.services.use_cases.backend import Backend
    from svdesk.storage.backups.keeper import FileBackups
    from svdesk.storage.opening.projects_file import ProjectsFile

    file = database_file(data_dir)
    backend = Backend(
        data_dir, ProjectsFile(file, wait_seconds=0), BundledFormats(), lambda: FileBackups(file)
    )
    try:
        opened = with_password(read, lambda password: projects.read_project(backend, read.file, password))
        # Opening the store would make a database where there is none.
        compared = comparing.compare_file(backend, opened) if file.exists() else None
        if read.compare:
            return _compare(opened, compared, as_json=read.json)
        if read.json:
            raise CommandError("--json goes with --compare alone.")
        if compared is None or read.as_copy:
            return _add(backend, opened, read.file.name, as_copy=read.as_copy)
        return _replace(backend, compared, wanted=read.replace)
    except (ExchangeError, StoreError, PackError) as error:
        raise CommandError(str(error)) from error
    finally:
        backend.close()


def _add(backend: "Backend", opened: "Opened", source: str, *, as_copy: bool) -> int:
    from svdesk.services.use_cases import projects

    project = projects.import_project(backend, opened, as_copy=as_copy, source=source).project
    what = "a copy of " if project.id != opened.project.id else ""
    along = (
        counted(len(opened.returns), "returned form") if opened.returns else "",
        counted(len(opened.records), "record") if opened.records else "",
    )
    more = " and ".join(filter(None, along))
    said = f"Added {what}“{_title(opened)}” as {project.id}"
    say(f"{said}, with {more}" if more else said)
    return 0


def _replace(backend: "Backend", compared: "ComparedFile", *, wanted: bool) -> int:
    from svdesk.services.merging.choosing import all_of
    from svdesk.services.merging.comparing import Side
    from svdesk.services.use_cases import comparing

    title = _title(compared.opened)
    if compared.is_same:
        say(f"“{title}” is here already, and the file holds nothing that is not here. Nothing was changed.")
        return 0
    if not wanted:
        raise CommandError(
            f"“{title}” is here already, and the file differs from it. Nothing was changed.",
            "Look at what differs with --compare. Then take all of the file's with --replace, or keep both "
            "with --as-copy. In the window you can choose field by field.",
        )
    comparing.take_over(backend, compared, all_of(compared.comparison, Side.THEIRS))
    say(f"Took over “{title}” from the file: {_sizes(compared)}. A backup was made first.")
    return 0


def _sizes(compared: "ComparedFile") -> str:
    from svdesk.services.merging.choosing import counted_choices

    sizes = (
        (counted_choices(compared.comparison, {}).mine, "difference"),
        (len(compared.records), "new record"),
        (len(compared.returns), "new returned form"),
    )
    return ", ".join(counted(count, noun) for count, noun in sizes)


def _compare(opened: "Opened", compared: "ComparedFile | None", *, as_json: bool) -> int:
    if compared is None:
        raise CommandError(
            f"“{_title(opened)}” is not here, so there is nothing to compare it with. Leave --compare out to "
            "add it."
        )
    differences = compared.comparison.differences
    if as_json:
        say(
            json.dumps(
                {
                    "project": str(opened.project.id),
                    "revision_here": _revision_here(compared),
                    "revision_in_file": opened.project.revision,
                    "differences": [
                        {
                            "id": each.id,
                            "kind": each.kind.value,
                            "what": f"{each.title}: {each.label}" if each.label else each.title,
                            "here": each.mine,
                            "file": each.theirs,
                        }
                        for each in differences
                    ],
                    "new_records": len(compared.records),
                    "new_returned_forms": len(compared.returns),
                },
                ensure_ascii=False,
                indent=2,
            )
        )
        return 0 if compared.is_same else DIFFERS
    say(
        f"“{_title(opened)}”: revision {_revision_here(compared):,} here, {opened.project.revision:,} in the "
        "file. The higher one has more changes; it need not be the better."
    )
    if compared.is_same:
        say("Nothing differs.")
        return 0
    for each in differences:
        label = f": {each.label}" if each.label else ""
        say(f"{each.title}{label}\n  here: {_short(each.mine)}\n  file: {_short(each.theirs)}")
    say(f"In all: {_sizes(compared)}.")
    return DIFFERS


def _revision_here(compared: "ComparedFile") -> int:
    return max((part.revision for part in compared.comparison.mine.parts), default=0)


def _title(opened: "Opened") -> str:
    return " ".join(opened.project.about.title.split()) or "Untitled project"


def _short(text: str) -> str:
    line = "; ".join(text.split("\n")) or "(nothing)"
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}… ({len(text):,} characters)"
