"""What was decided, written down and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from uuid import UUID

    from svdesk.domain.keeping.record_chain import RecordChain
    from svdesk.domain.project import Project
    from svdesk.policy.content.pack import PolicyPack
    from svdesk.services.use_cases.backend import Backend


def record_decisions(backend: Backend, project: Project, pack: PolicyPack) -> int:
    """Write down what was decided in a stored plan since the last record of it; return how many records."""
    from svdesk.policy.case import case_of
    from svdesk.services.recording import record_decisions as recording

    database = backend.database
    issued = bool(database.issues_of(project.id))
    return len(recording.record_decisions(case_of(project, pack), database, issued=issued))


def chain_of(backend: Backend, project_id: UUID) -> RecordChain:
    """Return the records of a project with their links."""
    return backend.database.record_chain_of(project_id)


def export_records(backend: Backend, project_id: UUID, path: Path) -> int:
    """Write the records of a project to *path*, as JSON or CSV by its ending; return how many.

    Raises ``OSError`` and ``StoreError``; *path* is then as it was.
    """
    from svdesk.files.whole import write_whole
    from svdesk.services.recording.record_words import records_export

    chain = backend.database.record_chain_of(project_id)
    write_whole(path, records_export(chain, project_id, path.suffix, backend.formats.rows_as_csv))
    return len(chain.links)
