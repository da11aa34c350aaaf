"""The commands, one function each. Every one imports what it needs and no more.

Each takes the arguments as read and the data folder, and returns the exit status. Mistakes of the
person are raised as :class:`svdesk.console.CommandError`.
"""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from svdesk.cli.attached_project import take_out, tell_of_attached
from svdesk.cli.backups_commands import backups
from svdesk.cli.checking_commands import check
from svdesk.cli.house_style import with_house_style
from svdesk.cli.importing import import_file
from svdesk.cli.keeping_commands import delete, list_bin, records, restore
from svdesk.cli.packs import chosen_pack, keep_edition, pack_of_project
from svdesk.cli.passwords import with_password
from svdesk.cli.policy_commands import policy
from svdesk.cli.responses_commands import responses
from svdesk.cli.verify_command import verify
from svdesk.console import CommandError, complain, say
from svdesk.paths import database_file

if TYPE_CHECKING:
    from svdesk.domain.project import Project
    from svdesk.policy.case import Case
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.services.issuing.build_documents import BuildReport


def assess(read: Namespace, data_dir: Path) -> int:
    """Print what every rule says of a case file's contract."""
    from svdesk.cli.assessment_words import determinations_json, determinations_table
    from svdesk.policy.rules.assess import assess as assess_facts
    from svdesk.policy.rules.following import with_lots
    from svdesk.services.exchange.case_file import CaseFileError, read_case

    try:
        case = read_case(read.case)
    except CaseFileError as error:
        raise CommandError(*error.problems) from error
    assessment = assess_facts(with_lots(case.facts, case.lots), chosen_pack(read, data_dir))
    say((determinations_json if read.json else determinations_table)(assessment))
    return 0


def new(read: Namespace, data_dir: Path) -> int:
    """Make a project file from a case file, or of the project that a document carries."""
    from svdesk.policy.case import case_of
    from svdesk.services.exchange.case_file import CaseFileError, read_case
    from svdesk.services.exchange.project_file import ExchangeError, write_exchange
    from svdesk.services.project.project_sources import project_from_case

    out: Path = read.out
    if out.exists() and not read.force:
        raise CommandError(f"{out} is there already. Give another name, or --force to replace it.")
    if read.from_pdf:
        return take_out(read)
    pack = chosen_pack(read, data_dir)
    try:
        project = with_house_style(project_from_case(read_case(read.case), pack), read)
        if read.accept_suggestions:
            project = _with_suggestions(project, pack)
        _refuse_contradictions(case_of(project, pack))
        write_exchange(project, out)
    except CaseFileError as error:
        raise CommandError(*error.problems) from error
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    keep_edition(pack, read, data_dir)
    say(f"Made {out}")
    if read.accept_suggestions:
        say(_about_suggestions(project))
    return 0


def _with_suggestions(project: "Project", pack: "PolicyPack") -> "Project":
    from svdesk.policy.case import case_of
    from svdesk.services.proposing.propose import propose

    return propose(case_of(project, pack))


def _about_suggestions(project: "Project") -> str:
    """Say what was drafted, and what a person still has to do."""
    count = len(project.proposals)
    if not count:
        return (
            "Nothing was suggested, because the facts do not say what is bought. "
            "Give at least the category or a CPV code."
        )
    return (
        f"Suggested {count} things, each with its reason. No person has confirmed them yet, so every "
        "document is marked as a draft."
    )


def build(read: Namespace, data_dir: Path) -> int:
    """Make the documents of a project file."""
    from svdesk.policy.case import case_of
    from svdesk.services.exchange.project_file import ExchangeError, read_exchange

    try:
        project = with_password(read, lambda password: read_exchange(read.project, password))
    except ExchangeError as error:
        raise CommandError(str(error)) from error
    case = case_of(project, pack_of_project(project, read, data_dir))
    _refuse_contradictions(case)
    return _make_documents(case, read.document, read.format, read.out, attach=read.attach_project)


def _refuse_contradictions(case: "Case") -> None:
    """Raise with a line for each finding that must not stand; what is missing is no fault."""
    from svdesk.steps.order import must_not_stand

    blocks = must_not_stand(case)
    if blocks:
        raise CommandError(*dict.fromkeys(f"{finding.path}: {finding.message}" for finding in blocks))


def what_if(read: Namespace, _data_dir: Path) -> int:
    """Print what the weights of a project file buy, and where the winner would change."""
    from svdesk.cli.what_if_words import what_if_json, what_if_text
    from svdesk.policy.guidance.what_if import WhatIfError
    from svdesk.services.exchange.project_file import ExchangeError, read_exchange

    try:
        project = with_password(read, lambda password: read_exchange(read.project, password))
        say((what_if_json if read.json else what_if_text)(project))
    except (ExchangeError, WhatIfError) as error:
        raise CommandError(str(error)) from error
    return 0


def dates(read: Namespace, data_dir: Path) -> int:
    """Print legal dates: a project's, those counted from a day, or every period in words."""
    from svdesk.cli.dates_command import dates as reckon_dates

    return reckon_dates(read, data_dir)


def example_packs(read: Namespace, _data_dir: Path) -> int:
    """Make the documents of the example that comes with SVDesk."""
    from svdesk.policy.case import case_of
    from svdesk.policy.loading.load import bundled_pack
    from svdesk.services.project.project_sources import shipped_example

    return _make_documents(case_of(shipped_example(), bundled_pack()), "all", "pdf", read.out)


def _make_documents(
    case: "Case",
    document: str,
    formats: str,
    out: Path,
    *,
    attach: bool = False,
) -> int:
    from svdesk.rendering.formats import named_formats, renderers
    from svdesk.services.issuing.build_documents import (
        BuildError,
        BuildEvent,
        Made,
        about_characters,
        build,
        document_keys,
    )

    def tell(event: BuildEvent) -> None:
        if isinstance(event, Made):
            say(str(event.path))

    named = tuple(filter(None, (name.strip().lower() for name in document.split(","))))
    keys = document_keys() if "all" in named else named or (document,)
    try:
        report = build(case, keys, out, renderers(named_formats(formats)), tell, attach=attach)
    except BuildError as error:
        raise CommandError(str(error)) from error
    if note := about_characters(report.made):
        complain(note)
    _list_issued(case, report, attach=attach)
    if attach and report.made:
        tell_of_attached(report)
    reasons = tuple(_not_made(report))
    if not report.made:
        raise CommandError(*reasons)
    for reason in reasons:
        complain(reason)
    return 0


def _not_made(report: "BuildReport") -> Iterator[str]:
    """Yield a line for each document, or some formats of one, that were not made and why."""
    from svdesk.documents.catalogue import document_kind
    from svdesk.domain.english import listed

    formats: dict[tuple[str, str], list[str]] = {}
    for each in report.skipped:
        formats.setdefault((each.document, each.why), []).append(each.format)
    for (key, why), missing in formats.items():
        what = f"Not made as {listed(missing)}" if all(missing) else "Not made"
        yield f"{what}: {document_kind(key).title}. {why}"


def _list_issued(case: "Case", report: "BuildReport", *, attach: bool) -> None:
    """Write down beside the documents what they are and what they were made from."""
    from svdesk.services.issuing.issue import FileToIssue, IssueError, write_down

    try:
        files = [FileToIssue(made.document, made.path, made.subject) for made in report.made]
        write_down(case.project, case.pack, files, attach=attach)
    except IssueError as error:
        raise CommandError(str(error)) from error


def projects(read: Namespace, data_dir: Path) -> int:
    """List the projects in the database, or do with them what stands after ``projects``."""
    if read.projects_command:
        return _PROJECTS[read.projects_command](read, data_dir)
    file = database_file(data_dir)
    nearest = next(place for place in (data_dir, *data_dir.parents) if place.exists())
    if not nearest.is_dir():
        raise CommandError(f"{nearest} is not a folder, so it holds no projects.")
    # Opening the store would make a database where there is none.
    if not file.exists():
        say("No projects yet.")
        return 0

    from svdesk.services.ports import StoreError
    from svdesk.storage.store import SqliteProjectStore

    try:
        store = SqliteProjectStore(file, wait_seconds=0)
        try:
            listed = store.list_projects()
        finally:
            store.close()
    except StoreError as error:
        raise CommandError(str(error)) from error
    if not listed:
        say("No projects yet.")
        return 0
    rows: list[tuple[str, ...]] = [("Id", "Reference", "Title", "Changed")]
    for each in listed:
        changed = each.changed_at.astimezone().strftime("%Y-%m-%d %H:%M")
        rows.append((str(each.id), _one_line(each.reference), _one_line(each.title), changed))
    say("\n".join(_columns(rows)))
    return 0


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _columns(rows: list[tuple[str, ...]]) -> Iterable[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


_PROJECTS: dict[str, Callable[[Namespace, Path], int]] = {
    "import": import_file,
    "delete": delete,
    "bin": list_bin,
    "restore": restore,
}

COMMANDS: dict[str, Callable[[Namespace, Path], int]] = {
    "assess": assess,
    "new": new,
    "build": build,
    "what-if": what_if,
    "dates": dates,
    "example-packs": example_packs,
    "projects": projects,
    "check": check,
    "verify": verify,
    "policy": policy,
    "responses": responses,
    "backups": backups,
    "records": records,
}
