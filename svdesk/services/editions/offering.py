"""Which edition of its policy pack a project is shown under, in words. What differs is told elsewhere."""

from svdesk.domain.project import Project
from svdesk.policy.content.pack import PolicyPack


def offer_words(project: Project, newer: PolicyPack) -> str:
    """Return the sentence by which a newer edition is offered."""
    return (
        f"Edition {newer.edition} of the policy pack is here. This project is still assessed by edition "
        f"{project.pack_edition}, its own."
    )


def stand_in_words(project: Project, pack: PolicyPack) -> str:
    """Return what to say where *pack* stands in for the project's own; "" where it is its own."""
    if (project.pack_id, project.pack_edition) == (pack.id, pack.edition):
        return ""
    shown = f"It is shown, assessed and printed under “{pack.title}”, edition {pack.edition}."
    if not project.pack_id:
        return f"This project does not say with which policy pack it was made. {shown}"
    return (
        f"This project was made with edition {project.pack_edition or 'unknown'} of the policy pack "
        f"{project.pack_id}, which is not on this computer. {shown}"
    )
