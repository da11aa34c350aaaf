"""``svdesk projects delete``, ``bin`` and ``restore``, and ``svdesk records``."""

import json
from argparse import Namespace
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from svdesk.console import CommandError, say
from svdesk.paths import database_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from svdesk.domain.keeping.record_chain import ChainHead, RecordChain
    from svdesk.services.use_cases.backend import Backend

NOT_SOUND = 1
"""The exit status where records are not as they were written."""


def delete(read: Namespace, data_dir: Path) -> int:
    """Put projects into the bin, or remove for good what is in it."""
    from svdesk.domain.english import counted
    from svdesk.services.project.bin_rule import bin_rule
    from svdesk.services.use_cases import bin as project_bin

    ids = [_id(text) for text in dict.fromkeys(read.projects)]
    with _backend(data_dir) as backend:
        if read.for_good:
            return _delete_for_good(backend, ids)
        today = datetime.now().astimezone().date()
        wanted = project_bin.look_before_deleting(backend, ids, today)
        _refuse_missing(ids, {each.id for each in wanted})
        early = [each for each in wanted if each.is_early]
        if early and not read.reason.strip():
            raise CommandError(
                *(f"“{each.title}”: {each.keep.in_words()}" for each in early),
                "Nothing was deleted. Give the reason with --reason; it is recorded.",
            )
        project_bin.delete_projects(backend, wanted, who=read.by, why=read.reason)
        days = counted(bin_rule().stay.days, "day")
        for each in wanted:
            say(f"Deleted “{each.title}” ({each.id}). It can be restored for {days}.")
    return 0


def _delete_for_good(backend: "Backend", ids: list[UUID]) -> int:
    from svdesk.services.use_cases import bin as project_bin

    titles = {each.id: each.title for each in project_bin.bin_of(backend).contents.projects}
    _refuse_missing(ids, set(titles), "in the bin. Delete it without --for-good first")
    project_bin.delete_for_good(backend, ids)
    for each in ids:
        say(f"Removed “{titles[each] or 'Untitled project'}” ({each}) for good.")
    say("Backups from before, and copies, exports and documents saved as files, still hold what they hold.")
    return 0


def list_bin(read: Namespace, data_dir: Path) -> int:
    """List what is in the bin."""
    from svdesk.domain.english import show_date
    from svdesk.services.use_cases import bin as project_bin

    with _backend(data_dir) as backend:
        found = project_bin.bin_of(backend)
    today = datetime.now().astimezone().date()
    contents = found.contents
    if read.json:
        entries = [
            {
                "id": str(each.id),
                "title": each.title,
                "reference": each.reference,
                "deleted_at": each.deleted_at.isoformat(),
                "deleted_by": each.who,
                "why": each.why,
                "records": each.kept,
                "goes_for_good_on": each.goes_on(contents.clock, found.rule, today).isoformat(),
            }
            for each in contents.projects
        ]
        gone = [
            {"id": str(each.project_id), "gone_at": each.gone_at.isoformat(), "by": each.who, "why": each.why}
            for each in contents.gone
        ]
        say(json.dumps({"bin": entries, "gone_for_good": gone}, ensure_ascii=False, indent=2))
        return 0
    lines = []
    for each in contents.projects:
        goes_on = show_date(each.goes_on(contents.clock, found.rule, today))
        title = " ".join(each.title.split()) or "Untitled project"
        lines.append(f"{each.id}  {title}: deleted {each.deleted_at:%Y-%m-%d}, goes for good on {goes_on}")
        lines += [f"    {' '.join(text.split())}" for text in (each.why, each.kept) if text]
    lines += [
        f"{each.project_id}  gone for good on {show_date(each.gone_at.date())}, deleted by {each.who}"
        for each in contents.gone
    ]
    say("\n".join(lines) or "The bin is empty.")
    return 0


def restore(read: Namespace, data_dir: Path) -> int:
    """Take projects out of the bin."""
    from svdesk.services.use_cases import bin as project_bin

    ids = [_id(text) for text in dict.fromkeys(read.projects)]
    with _backend(data_dir) as backend:
        titles = {each.id: each.title for each in backend.database.bin_contents().projects}
        _refuse_missing(ids, set(titles), "in the bin. See svdesk projects bin")
        project_bin.restore_projects(backend, ids, who=read.by)
    for each in ids:
        say(f"Restored “{titles[each] or 'Untitled project'}” ({each}).")
    return 0


def records(read: Namespace, data_dir: Path) -> int:
    """Do what stands after ``records``."""
    project_id, chain = _chain(read.project, data_dir)
    return _RECORDS[read.records_command](read, project_id, chain)


def _list(read: Namespace, project_id: UUID, chain: "RecordChain") -> int:
    from svdesk.services.recording.record_words import as_json, verdict, whole_text

    if read.json:
        say(json.dumps(as_json(chain, project_id), ensure_ascii=False, indent=2))
    else:
        say("\n\n".join((*(whole_text(each, chain) for each in chain.links), verdict(chain))))
    return NOT_SOUND if chain.faults else 0


def _verify(read: Namespace, _project_id: UUID, chain: "RecordChain") -> int:
    from svdesk.services.recording.record_words import faults_of, verdict

    head = _head(read.against) if read.against else None
    say(verdict(chain, head))
    return NOT_SOUND if faults_of(chain, head) else 0


def _export(read: Namespace, project_id: UUID, chain: "RecordChain") -> int:
    from svdesk.domain.english import counted
    from svdesk.files.errors import could_not
    from svdesk.files.whole import write_whole
    from svdesk.rendering.csv_rows import rows_as_csv
    from svdesk.services.recording.record_words import records_export

    out: Path = read.out
    if out.suffix.lower() not in (".csv", ".json"):
        raise CommandError(f"{out} ends in neither .csv nor .json. Give it the ending of the form you want.")
    if out.exists() and not read.force:
        raise CommandError(f"{out} is there already. Give another name, or --force to replace it.")
    try:
        write_whole(out, records_export(chain, project_id, out.suffix, rows_as_csv))
    except OSError as error:
        raise CommandError(could_not("write", out, error)) from error
    say(f"Wrote {counted(len(chain.links), 'record')} to {out}.")
    return NOT_SOUND if chain.faults else 0


_RECORDS: "dict[str, Callable[[Namespace, UUID, RecordChain], int]]" = {
    "list": _list,
    "verify": _verify,
    "export": _export,
}


def _head(path: Path) -> "ChainHead":
    """Return how far the chain went as the file at *path* was written."""
    from svdesk.files.errors import could_not
    from svdesk.files.regular import read_regular
    from svdesk.services.exchange.project_file import SUFFIX, ExchangeError, open_exchange
    from svdesk.services.recording.record_words import head_in_export

    if path.suffix.lower() == SUFFIX:
        try:
            head = open_exchange(path).chain
        except ExchangeError as error:
            raise CommandError(str(error)) from error
    else:
        try:
            head = head_in_export(read_regular(path, _MOST_EXPORT_BYTES))
        except (OSError, ValueError) as error:
            why = could_not("read", path, error) if isinstance(error, OSError) else f"{path} is no file."
            raise CommandError(why) from error
    if head is None:
        raise CommandError(f"{path} does not say how far the chain of records went when it was written.")
    return head


_MOST_EXPORT_BYTES = 64 * 1024 * 1024


def _chain(which: str, data_dir: Path) -> "tuple[UUID, RecordChain]":
    """Return the records of the project *which*: its file, or the id of one in the database."""
    try:
        project_id = UUID(which)
    except ValueError:
        from svdesk.services.exchange.project_file import ExchangeError, open_exchange

        try:
            opened = open_exchange(Path(which))
        except ExchangeError as error:
            raise CommandError(str(error)) from error
        return opened.project.id, opened.record_chain
    with _backend(data_dir) as backend:
        if not backend.database.is_taken(project_id):
            raise CommandError(f"The window holds no project {which}. See svdesk projects.")
        return project_id, backend.database.record_chain_of(project_id)


@contextmanager
def _backend(data_dir: Path) -> "Iterator[Backend]":
    """Lend what use cases work with; raises :class:`CommandError` where there are no projects."""
    file = database_file(data_dir)
    # Opening the store would make a database where there is none.
    if not file.exists():
        raise CommandError(f"There are no projects in {data_dir}.")

    from svdesk.policy.loading.reading import PackError
    from svdesk.rendering.file_formats import BundledFormats
    from svdesk.services.ports import StoreError
    from svdesk.services.use_cases.backend import Backend
    from svdesk.storage.backups.keeper import FileBackups
    from svdesk.storage.opening.projects_file import ProjectsFile

    backend = Backend(
        data_dir, ProjectsFile(file, wait_seconds=0), BundledFormats(), lambda: FileBackups(file)
    )
    try:
        yield backend
    except (StoreError, PackError) as error:
        raise CommandError(str(error)) from error
    finally:
        backend.close()


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise CommandError(f"{text} is not the id of a project. See svdesk projects.") from error


def _refuse_missing(wanted: list[UUID], there: set[UUID], where: str = "here. See svdesk projects") -> None:
    missing = [each for each in wanted if each not in there]
    if missing:
        raise CommandError(*(f"No project {each} is {where}. Nothing was changed." for each in missing))
