"""Forms that came back between the database, project files and files of their own: nothing is lost."""

import hashlib
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid4

from svdesk.domain.choices import ProjectStage
from svdesk.domain.project import Project
from svdesk.domain.returned_form import ReturnedForm
from svdesk.files.errors import could_not
from svdesk.files.whole import write_whole
from svdesk.services.exchange.project_file import Opened
from svdesk.services.exchange.returned_forms import ReturnedFormFile
from svdesk.services.ports import Database, ReturnedFormRecord, StoreError
from svdesk.services.project.project_sources import copy_of


def write_original(form: ReturnedForm, original: bytes | None, path: Path) -> None:
    """Write the *original* file of a form to *path*, complete or not at all.

    Raises :class:`svdesk.services.ports.StoreError` where it is not kept, is no longer what it was, or
    can't be written.
    """
    if original is None:
        raise StoreError(f"The file {form.file_name} is not kept.")
    if hashlib.sha256(original).hexdigest() != form.sha256:
        raise StoreError(f"The file {form.file_name} is no longer what it was when it was kept.")
    try:
        write_whole(path, original)
    except OSError as error:
        raise StoreError(could_not("write", path, error)) from error


def kept_returns(record: ReturnedFormRecord, project_id: UUID) -> tuple[ReturnedFormFile, ...]:
    """Return the forms that came back to a stored project, with their files.

    Raises :class:`svdesk.services.ports.StoreError`, also where a file is not kept whole.
    """
    found = []
    for form in record.returned_forms_of(project_id):
        original = record.returned_file_of(form)
        if original is None:
            raise StoreError(f"The file {form.file_name} is not kept.")
        found.append(ReturnedFormFile(form, original))
    return tuple(found)


def import_project(database: Database, opened: Opened) -> Project:
    """Save what a project file held as a project of its own, with all that went along; return the project.

    It keeps its id where no stored project has it: forms that are still out then come back to it. Else
    it is a copy with an id of its own. Raises :class:`svdesk.services.ports.StoreError`; nothing of the
    project is then left.
    """
    project = opened.project
    if any(each.id == project.id for each in database.list_projects()):
        project = copy_of(project)
    database.save(project)
    try:
        if opened.stage is not ProjectStage.PLANNING:
            database.set_stage(project.id, opened.stage)
        for part in opened.others:
            database.save(replace(part, id=project.id))
        for record in opened.records:
            database.add_record(replace(record, part=replace(record.part, project_id=project.id)))
        for each in reversed(opened.returns):
            form = each.form
            if project.id != form.project_id:
                form = replace(form, id=uuid4(), project_id=project.id)
            database.keep_returned_form(form, each.original)
    except StoreError:
        database.delete(project.id)
        raise
    return project
