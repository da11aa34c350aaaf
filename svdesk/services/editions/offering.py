"""Which edition of its policy pack a project is shown under, in words. What differs is told elsewhere."""

from typing import TYPE_CHECKING

from svdesk.domain.english import counted, listed, plural
from svdesk.domain.project import Project
from svdesk.policy.content.pack import PolicyPack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from svdesk.services.editions.under_edition import Reassessed


def offer_words(project: Project, newer: PolicyPack, changed: "Iterable[Reassessed]" = ()) -> str:
    """Return the sentences by which a newer edition is offered; *changed* is what it says otherwise."""
    return (
        f"Edition {newer.edition} of the policy pack is here. {_changed_words(changed)}This project is still "
        f"assessed by edition {project.pack_edition}, its own."
    )


def _changed_words(changed: "Iterable[Reassessed]") -> str:
    found = list(changed)
    answers = sum(each.is_another_answer for each in found)
    new = sum(each.is_new_and_speaks for each in found)
    said = [f"{counted(answers, 'answer')} {plural(answers, 'changes', 'change')}"] if answers else []
    said += [f"{counted(new, 'new rule')} {plural(new, 'has', 'have')} something to say"] if new else []
    return f"For this contract {listed(said)}. " if said else ""


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
