"""What came of reading a returned file, and what files are read with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from svdesk.domain.project import Project
from svdesk.domain.returned_form import ReturnedForm
from svdesk.policy.loading.pack_registry import PackRegistry
from svdesk.services.ports import Database, FormReader, Renderer


class ReadingResult(StrEnum):
    """What came of reading a file."""

    COMPLETE = "complete"
    """It is ours, and nothing in it needs a person."""
    NEEDS_ATTENTION = "needs_attention"
    """It was read, and its findings are for a person to look at."""
    NOT_OURS = "not_ours"
    """It is no form of a project at hand: nothing in it was checked."""
    REFUSED = "refused"
    """It can't be read, or holds what no form of ours does. Nothing of it was looked at further."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """What came of reading one file.

    *title* is that of the document. *form*, its *project* as it was issued and *original*, the file
    as it came, are there where it was read as a form of a project, and can be kept; *notes* are
    sentences that say why where they are not. *kept_before* is the form that was kept when the very
    same file was read before.
    """

    path: Path
    outcome: ReadingResult
    title: str = ""
    project: Project | None = None
    form: ReturnedForm | None = None
    original: bytes = b""
    notes: tuple[str, ...] = ()
    kept_before: ReturnedForm | None = None


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSources:
    """What returned files are read with.

    *reader_for* gives the reader of a file by its content, or raises
    :class:`svdesk.services.ports.FormRefusedError`; *renderer_of* gives what writes a format. *database*
    is None where there is no database. *projects* are the project files that the person
    named, with the *returns* in them. Where *wanted* names a project, forms of any other are not
    ours. *clock* gives the time in UTC. *made* keeps forms that were made again, for the next file.
    """

    registry: PackRegistry
    reader_for: Callable[[bytes], FormReader]
    renderer_of: Callable[[str], Renderer]
    database: Database | None = None
    projects: tuple[Project, ...] = ()
    returns: tuple[ReturnedForm, ...] = ()
    wanted: UUID | None = None
    clock: Callable[[], datetime] = _now
    made: dict[tuple[str, ...], tuple[bytes, str]] = field(default_factory=dict)
