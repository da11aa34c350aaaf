"""Writing a record of something that a person did to a project."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from svdesk.domain.keeping.deletion import DELETED
from svdesk.domain.parts import PartId
from svdesk.domain.project import Project
from svdesk.domain.records import Record
from svdesk.services.ports import RecordLog

DECISIONS = "decisions"
ISSUED = "documents-issued"
IMPORTED = "project-imported"
MERGED = "project-merged"
RESTORED = "project-restored"
NOBODY = "An officer who is not named in the project"
"""Who did something, where the project names no officer: the step “About” asks for one."""

KIND_TITLES = {
    DECISIONS: "Decisions",
    ISSUED: "Documents issued",
    IMPORTED: "Project imported",
    MERGED: "Project merged",
    DELETED: "Project deleted",
    RESTORED: "Project restored",
}
"""What people call the kinds of record."""


def kind_title(kind: str) -> str:
    """Return what people call a kind of record; the kind itself where this version does not know it."""
    return KIND_TITLES.get(kind, kind.replace("-", " ").capitalize())


def officer_of(project: Project) -> str:
    """Return who acts on *project*: its officer, by name or role, as on issued documents; "" for nobody."""
    about = project.about
    return " ".join(about.officer.split()) or " ".join(about.officer_role.split())


def new_record(
    project_id: UUID,
    kind: str,
    *,
    who: str,
    what: str,
    why: str = "",
    content: str = "",
    rests_on: str = "",
    part: str = "",
    now: datetime | None = None,
) -> Record:
    """Return a record of what *who* did to a project just now; *part* is the kind of part, "" for all."""
    return Record(
        id=uuid4(),
        part=PartId(project_id, part),
        kind=kind,
        who=" ".join(who.split()) or NOBODY,
        at=datetime.now(UTC) if now is None else now,
        what=what.strip(),
        why=why.strip(),
        content=content,
        rests_on=rests_on,
    )


def write_record(
    log: RecordLog,
    project_id: UUID,
    kind: str,
    *,
    who: str,
    what: str,
    why: str = "",
    rests_on: str = "",
) -> Record:
    """Write down what *who* did to a stored project, *what* and *why*, and return the record.

    This is all that an action has to call. Raises :class:`svdesk.services.ports.StoreError`.
    """
    record = new_record(project_id, kind, who=who, what=what, why=why, rests_on=rests_on)
    log.add_record(record)
    return record
