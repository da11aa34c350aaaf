"""What was proposed and what a person made of it, kept beside the project's sections."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from svdesk.domain.field_paths import parse_path
from svdesk.domain.project import Project, Proposal
from svdesk.domain.proposals import (
    ProposalState,
    fingerprint,
    open_proposals,
    standing_of,
    stored_form,
    target_value,
)

Sections = Mapping[str, Any]
"""New values of sections by name, as :mod:`svdesk.services.project.editing` returns them."""


def is_free(project: Project, target: str) -> bool:
    """Say whether something may be proposed at *target*: nobody has decided there.

    A place is free while it is blank, and while it stands as it was proposed and unconfirmed.
    """
    for proposal in project.proposals:
        if proposal.target == target:
            untouched = standing_of(proposal, project) is ProposalState.ACCEPTED
            return proposal.confirmed_on is None and untouched
    return target_value(project, target) in (None, "")


def field_proposal(target: str, what: str, value: object, reason: str) -> Proposal:
    """Return the proposal of a field's *value*."""
    return Proposal(target=target, what=what, value=stored_form(value), reason=reason)


def item_proposal(target: str, what: str, item: object, reason: str) -> Proposal:
    """Return the proposal of a whole item."""
    return Proposal(target=target, what=what, value=fingerprint(item), reason=reason)


def with_proposals(project: Project, new: Iterable[Proposal], *sections: str) -> tuple[Proposal, ...]:
    """Return the project's proposals with *new* ones instead of the free ones of *sections*."""
    fresh = tuple(new)
    replaced = {proposal.target for proposal in fresh}
    kept = tuple(
        proposal
        for proposal in project.proposals
        if proposal.target not in replaced
        and not (parse_path(proposal.target).section in sections and is_free(project, proposal.target))
    )
    return (*kept, *fresh)


def confirm(project: Project, targets: Iterable[str], by: str, on: date, note: str = "") -> Sections:
    """Return the sections that change when a person confirms what was proposed for *targets*.

    What stands there now is then the person's decision, whether it was left as proposed, changed
    or taken out. *note* is the reason for the last two; where it is blank an earlier one is kept.
    A confirmed decision on an outcome is noted there as well, where nobody has said who decided.
    """
    wanted = set(targets)
    proposals = tuple(
        replace(proposal, confirmed_by=by, confirmed_on=on, note=note or proposal.note)
        if proposal.target in wanted
        else proposal
        for proposal in project.proposals
    )
    outcomes = tuple(
        replace(made, decided_by=made.decided_by or by, decided_on=made.decided_on or on)
        if f"outcomes.{made.outcome_id}.decision" in wanted and made.decision is not None
        else made
        for made in project.outcomes
    )
    return {"proposals": proposals, "outcomes": outcomes}


def confirm_changed(project: Project, by: str, on: date) -> Sections:
    """Return the sections that change when every open proposal that a person changed is confirmed."""
    touched = [
        proposal.target
        for proposal in open_proposals(project)
        if standing_of(proposal, project) is not ProposalState.ACCEPTED
    ]
    return confirm(project, touched, by, on)
