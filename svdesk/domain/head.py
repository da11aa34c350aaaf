"""The head of a project: what is known of it whichever parts it has."""

from dataclasses import dataclass
from uuid import UUID

from svdesk.domain.choices import ProjectStage
from svdesk.domain.project import Project


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
