"""The head of a project, known whichever parts it has, and a project with all that goes along with it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from svdesk.domain.choices import ProjectStage
from svdesk.domain.parts import Part
from svdesk.domain.project import Project

if TYPE_CHECKING:
    from svdesk.domain.records import Record
    from svdesk.domain.returned_form import ReturnedFormFile


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectHead:
    """A project's reference, title and organisation, how far it is, and its edition of the policy pack.

    While a project has a plan, all but *stage* are what the plan says: they are typed there. A project
    without one, such as a contract that was let elsewhere, has them here alone.
    """

    id: UUID
    reference: str = ""
    title: str = ""
    authority: str = ""
    stage: ProjectStage = ProjectStage.PLANNING
    pack_id: str = ""
    pack_edition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeProject:
    """A project as it comes and goes: its head and parts, and what was done with it.

    *records* stand in the order in which they were written, *returns* in the order in which they are kept.
    *links* are those of the records in their chain, as they came; () where they came without.
    """

    head: ProjectHead
    parts: tuple[Part, ...]
    records: "tuple[Record, ...]" = ()
    links: tuple[str, ...] = ()
    returns: "tuple[ReturnedFormFile, ...]" = ()


def head_of(plan: Project, stage: ProjectStage = ProjectStage.PLANNING) -> ProjectHead:
    """Return the head of a project whose plan is *plan*."""
    return ProjectHead(
        id=plan.id,
        reference=plan.about.reference,
        title=plan.about.title,
        authority=plan.about.authority,
        stage=stage,
        pack_id=plan.pack_id,
        pack_edition=plan.pack_edition,
    )
