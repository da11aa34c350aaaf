"""What a project file holds, taken over into the database: all of it in one transaction, or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid4

from svdesk.domain.head import ProjectHead, WholeProject
from svdesk.domain.project import Project
from svdesk.domain.project_summary import ProjectSummary
from svdesk.domain.records import Record
from svdesk.domain.returned_form import ReturnedFormFile
from svdesk.services.exchange.project_file import Opened
from svdesk.services.merging.choosing import NewId, merged
from svdesk.services.merging.comparing import Choices, ProjectComparison, ProjectState, compare
from svdesk.services.merging.words import Names
from svdesk.services.ports import Database
from svdesk.services.project.project_sources import copy_of


@dataclass(frozen=True, slots=True)
class ComparedFile:
    """A project file beside the project of its id that is here.

    *changed_at* is when the one here was saved last, in UTC. *records* and *returns* are those of the file
    that are not here. They are added whatever else is chosen: they were done, and the forms did come back.
    """

    changed_at: datetime
    head: ProjectHead
    opened: Opened
    comparison: ProjectComparison
    records: tuple[Record, ...]
    returns: tuple[ReturnedFormFile, ...]

    @property
    def is_same(self) -> bool:
        """Whether the file holds nothing that is not here."""
        return not (self.comparison.differences or self.records or self.returns)


def import_project(database: Database, opened: Opened, *, as_copy: bool = False) -> Project:
    """Keep what a project file held as a project of its own, with all that goes along; return its plan.

    It keeps its id where no stored project has it: forms that are still out then come back to it. Else,
    or where a person wants it *as_copy*, it gets an id of its own. Raises
    :class:`svdesk.services.ports.StoreError`; nothing of it is then here.
    """
    if as_copy or database.is_taken(opened.project.id):
        opened = _copied(opened)
    database.keep_whole(opened.whole)
    return opened.project


def compare_file(database: Database, opened: Opened, names: Names) -> ComparedFile | None:
    """Return a project file beside the project here; ``None`` where no project of its id is stored.

    *names* are as in :func:`compare`. Raises ``StoreError``.
    """
    summary = _here(database, opened)
    if summary is None:
        return None
    project_id = opened.project.id
    head = database.head(project_id)
    here = tuple(database.load_part(each) for each in database.parts_of(project_id))
    records = {record.id for record in database.records_of(project_id)}
    forms = {form.sha256 for form in database.returned_forms_of(project_id)}
    theirs = opened.whole
    return ComparedFile(
        summary.changed_at,
        head,
        opened,
        compare(ProjectState(head.stage, here), ProjectState(opened.stage, theirs.parts), names),
        tuple(record for record in theirs.records if record.id not in records),
        tuple(each for each in theirs.returns if each.form.sha256 not in forms),
    )


def take_over(
    database: Database, compared: ComparedFile, choices: Choices, new_id: NewId = uuid4
) -> ProjectState:
    """Keep what was chosen, in one transaction, with the records and forms that are not here.

    Returns the project as it is then. Raises :class:`svdesk.services.merging.choosing.MergeError`, and
    :class:`svdesk.services.ports.StoreError` also where the project here was changed since it was
    compared; all is then as it was.
    """
    here = {part.part_id: part for part in compared.comparison.mine.parts}
    made = merged(compared.comparison, choices, new_id)
    changed = tuple(part for part in made.parts if here.get(part.part_id) is not part)
    if changed or compared.records or compared.returns or made.stage is not compared.head.stage:
        whole = WholeProject(
            head=replace(compared.head, stage=made.stage),
            parts=changed,
            records=compared.records,
            returns=compared.returns,
        )
        replaced = {part.part_id: here[part.part_id].revision for part in changed if part.part_id in here}
        database.keep_whole(whole, replaced)
    return made


def _here(database: Database, opened: Opened) -> ProjectSummary | None:
    """Return the line of the stored project that has the id of the one in the file, where there is one."""
    return next((each for each in database.list_projects() if each.id == opened.project.id), None)


def _copied(opened: Opened) -> Opened:
    """Return what a file holds as a project of its own, with a new id for whatever has one here."""
    project = copy_of(opened.project)
    return replace(
        opened,
        project=project,
        others=tuple(replace(part, id=project.id) for part in opened.others),
        records=tuple(_record_of(record, project.id) for record in opened.records),
        returns=tuple(_form_of(each, project.id) for each in opened.returns),
    )


def _record_of(record: Record, project_id: UUID) -> Record:
    return replace(record, part=replace(record.part, project_id=project_id))


def _form_of(each: ReturnedFormFile, project_id: UUID) -> ReturnedFormFile:
    return replace(each, form=replace(each.form, id=uuid4(), project_id=project_id))
