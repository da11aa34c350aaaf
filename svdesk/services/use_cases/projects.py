"""Projects started, opened, saved, imported and copied."""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from svdesk.domain.project import HouseStyle, Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.services.exchange.project_file import Opened
    from svdesk.services.use_cases.backend import Backend


class ReadyProject(NamedTuple):
    """A stored project with the edition of the policy pack that it is worked on under."""

    project: Project
    pack: PolicyPack


def open_project(backend: Backend, project_id: UUID) -> ReadyProject:
    """Return a stored project ready to be worked on.

    Raises ``KeyError`` when there is none of that id, ``StoreError`` and ``PackError``.
    """
    return ready(backend, backend.load(project_id))


def start_project(backend: Backend) -> ReadyProject:
    """Make an empty project in the look that is kept for new ones, and save it."""
    from svdesk.services.project.kept_style import kept_style
    from svdesk.services.project.project_sources import new_project

    pack = backend.pack_for_new
    project = replace(new_project(pack.id, pack.edition), house_style=kept_style(backend.folder))
    backend.database.save(project)
    return ready(backend, project)


def start_example(backend: Backend) -> ReadyProject:
    """Make a copy of the example and save it."""
    from svdesk.services.project.project_sources import example_project

    project = example_project()
    backend.database.save(project)
    return ready(backend, project)


def read_project(backend: Backend, path: Path, password: str = "") -> Opened:
    """Return what a project file holds, or a PDF that carries its project; nothing is stored yet.

    Raises :class:`svdesk.services.exchange.project_file.ExchangeError`, and its ``PasswordNeededError`` for
    a file whose *password* was not given.
    """
    from svdesk.services.issuing.attaching import read_project_file

    return read_project_file(path, backend.formats.attachment_reader(), password)


def import_project(
    backend: Backend, opened: Opened, *, as_copy: bool = False, source: str = ""
) -> ReadyProject:
    """Save what a project file held as a project of its own, with all that goes along, or nothing of it.

    Where no project here has its id it keeps that, so that forms that are still out come back to it; else,
    or where a person wants it *as_copy*, it gets one of its own. *source* is the file's name, for the record
    of the import.
    """
    from svdesk.services.backups import BackupReason
    from svdesk.services.merging import taking_over
    from svdesk.services.use_cases.backups import back_up_before

    back_up_before(backend, BackupReason.BEFORE_IMPORT)
    project = taking_over.import_project(backend.database, opened, as_copy=as_copy)
    _record_import(backend, opened, project, source)
    return ready(backend, project)


def _record_import(backend: Backend, opened: Opened, project: Project, source: str) -> None:
    from svdesk.services.recording.write_record import IMPORTED, officer_of, write_record

    file = f"the file {source}" if source else "a project file"
    what = f"Imported from {file}: revision {opened.project.revision:,}."
    if project.id != opened.project.id:
        what += f" It is a copy of the project {opened.project.id}, which was here already."
    if faults := opened.record_faults:
        what += " Its records were not sound when they came: " + " ".join(each.message for each in faults)
    write_record(backend.database, project.id, IMPORTED, who=officer_of(project), what=what)


def write_copy(
    backend: Backend, project: Project, path: Path, *, with_returns: bool = False, password: str = ""
) -> None:
    """Write a stored project as an exchange file, with *project* as its plan; under *password* if any.

    Its records go along. It needs the database for the forms that came back alone, where they are asked
    for: a copy is what keeps somebody's work when the database fails, and is then without records and of a
    project that is being planned.
    Raises :class:`svdesk.services.exchange.project_file.ExchangeError` and ``StoreError``.
    """
    from svdesk.domain.choices import ProjectStage
    from svdesk.domain.keeping.record_chain import RecordChain
    from svdesk.services.exchange.project_file import Opened, write_opened
    from svdesk.services.ports import StoreError
    from svdesk.services.returned_forms.keeping import kept_returns

    stage, chain = ProjectStage.PLANNING, RecordChain()
    with suppress(StoreError, KeyError):
        stage = backend.database.head(project.id).stage
        chain = backend.database.record_chain_of(project.id)
    returns = kept_returns(backend.database, project.id) if with_returns else ()
    content = Opened(
        project,
        returns=returns,
        stage=stage,
        records=chain.records,
        links=tuple(each.link for each in chain.links),
        chain=chain.head,
        password=password,
    )
    write_opened(content, path)


def write_stored_copy(
    backend: Backend, project_id: UUID, path: Path, *, with_returns: bool = False, password: str = ""
) -> None:
    """Write a stored project as an exchange file, without the forms that came back unless asked."""
    project = backend.database.load(project_id)
    write_copy(backend, project, path, with_returns=with_returns, password=password)


def newer_edition(backend: Backend, project: Project) -> PolicyPack | None:
    """Return a newer edition of the pack that *project* was made with, where one is at hand."""
    from svdesk.services.editions.under_edition import pack_for

    return pack_for(project, backend.registry)[1]


def keep_edition(backend: Backend, project: Project) -> PolicyPack:
    """Return the pack that *project* is worked on under.

    It is kept for the day on which only newer editions are installed; where it can't be kept, that is
    logged.
    """
    from svdesk.services.editions.under_edition import pack_for

    pack, _ = pack_for(project, backend.registry)
    try:
        backend.registry.keep(pack)
    except OSError as error:
        logging.getLogger(__name__).warning("An edition of a pack was not kept", exc_info=error)
    return pack


def keep_style(backend: Backend, style: HouseStyle) -> None:
    """Keep *style* for projects that are started from now on; raises ``KeptStyleError``."""
    from svdesk.services.project import kept_style

    kept_style.keep_style(style, backend.folder)


def ready(backend: Backend, project: Project) -> ReadyProject:
    """Return a stored project ready to be worked on; raises ``PackError``."""
    from svdesk.services.project.repairing import findings_of

    pack = keep_edition(backend, project)
    # What the checks find in a text is cached by the text: done here, the window need not stop for it
    # and checks only what is typed afterwards.
    findings_of(project, pack)
    return ReadyProject(project, pack)
