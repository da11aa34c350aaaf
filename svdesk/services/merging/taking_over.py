"""What a project file holds, taken over into the database: all of it in one transaction, or nothing."""

from dataclasses import replace
from uuid import UUID, uuid4

from svdesk.domain.project import Project
from svdesk.domain.records import Record
from svdesk.domain.returned_form import ReturnedFormFile
from svdesk.services.exchange.project_file import Opened
from svdesk.services.ports import Database
from svdesk.services.project.project_sources import copy_of


def import_project(database: Database, opened: Opened, *, as_copy: bool = False) -> Project:
    """Keep what a project file held as a project of its own, with all that goes along; return its plan.

    It keeps its id where no stored project has it: forms that are still out then come back to it. Else,
    or where a person wants it *as_copy*, it gets an id of its own. Raises
    :class:`svdesk.services.ports.StoreError`; nothing of it is then here.
    """
    if as_copy or any(each.id == opened.project.id for each in database.list_projects()):
        opened = _copied(opened)
    database.keep_whole(opened.whole)
    return opened.project


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
