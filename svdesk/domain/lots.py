"""What a division into lots means for those who bid."""

from svdesk.domain.project import Project


def answered_by_lot(project: Project) -> bool:
    """Say whether bidders answer for each lot that they bid for, and not once for all of them."""
    return project.evaluation.form_for_each_lot is True and len(project.lots) > 1
