"""Project files of projects that are here already: compared, and taken over as a person chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from svdesk.domain.project import Project
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.merging.comparing import Choices, ProjectState
    from svdesk.services.merging.taking_over import ComparedFile
    from svdesk.services.use_cases.backend import Backend
    from svdesk.services.use_cases.projects import ReadyProject


class TakenOver(NamedTuple):
    """A project as it was *before* something was taken over from a file, and *after*."""

    before: ReadyProject
    after: ReadyProject


def compare_file(backend: Backend, opened: Opened) -> ComparedFile | None:
    """Return a project file beside the project here; ``None`` where no project of its id is stored.

    Raises ``StoreError`` and ``PackError``.
    """
    from svdesk.services.editions.under_edition import pack_for
    from svdesk.services.merging import taking_over
    from svdesk.services.merging.words import names_in

    names = names_in(pack_for(opened.project, backend.registry)[0])
    return taking_over.compare_file(backend.database, opened, names)


def consequences(backend: Backend, compared: ComparedFile, choices: Choices) -> tuple[str, ...]:
    """Return in sentences what would be to put right afterwards, and is in neither project by itself.

    Raises :class:`svdesk.services.merging.choosing.MergeError` where the choices can't be kept together.
    """
    from svdesk.checks.finding import FindingKind
    from svdesk.services.editions.under_edition import pack_for
    from svdesk.services.merging.choosing import merged
    from svdesk.services.project.repairing import findings_of, step_and_place_of

    states = compared.comparison.mine, compared.comparison.theirs, merged(compared.comparison, choices)
    mine, theirs, made = (_plan_of(state) for state in states)
    if made in (mine, theirs):
        return ()
    found = [
        {
            (each.code, each.path): each
            for each in findings_of(plan, pack_for(plan, backend.registry)[0])
            if each.kind is not FindingKind.INFORMATION
        }
        for plan in (made, mine, theirs)
    ]
    return tuple(
        f"{step_and_place_of(finding.path, made)}: {finding.message}"
        for key, finding in found[0].items()
        if key not in found[1] and key not in found[2]
    )


def take_over(backend: Backend, compared: ComparedFile, choices: Choices) -> TakenOver:
    """Keep what was chosen, with the records and forms of the file that are not here; or nothing.

    A backup of what is here is made first; where none can be made, nothing is taken over.
    Raises :class:`svdesk.services.merging.choosing.MergeError`, ``StoreError`` and ``PackError``.
    """
    from svdesk.services.backups import BackupReason
    from svdesk.services.merging import taking_over
    from svdesk.services.recording.write_record import MERGED, officer_of, write_record
    from svdesk.services.use_cases.backups import back_up
    from svdesk.services.use_cases.projects import ready

    if not compared.is_same:
        back_up(backend, BackupReason.BEFORE_IMPORT, to_second=False)
    made = taking_over.take_over(backend.database, compared, choices)
    before, after = (_plan_of(state) for state in (compared.comparison.mine, made))
    if not compared.is_same:
        theirs = compared.opened.project
        what = f"Took over from a project file of revision {theirs.revision:,} what differed and was chosen."
        write_record(backend.database, after.id, MERGED, who=officer_of(after), what=what)
    return TakenOver(ready(backend, before), ready(backend, after))


def _plan_of(state: ProjectState) -> Project:
    from svdesk.domain.project import Project

    return next(part for part in state.parts if isinstance(part, Project))
