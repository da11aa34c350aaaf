"""What is proposed beside outcomes and questions: provider commitments and the door to bidders."""

from dataclasses import replace
from typing import Any

from svdesk.domain.choices import Decision
from svdesk.domain.project import CommitmentDecision
from svdesk.policy.case import Case
from svdesk.policy.guidance.proportion import proportion
from svdesk.services.proposing.record import Sections, field_proposal, is_free, with_proposals

_FEWEST_LOTS = 2


def propose_commitments(case: Case) -> Sections:
    """Return the sections that change when undecided provider commitments are proposed.

    None is proposed as a term on a rung on which nothing is asked.
    """
    project, rung = case.project, proportion(case).basis
    asks = rung.outcomes[1] > 0
    made = {decision.commitment_id: decision for decision in project.commitments}
    changed, proposals = dict(made), []
    for commitment in case.pack.commitments:
        target = f"commitments.{commitment.id}.decision"
        if not is_free(project, target):
            continue
        wanted = asks and (rung.all_commitments or commitment.declared)
        decision = Decision.CHOSEN if wanted else Decision.LEFT_OUT
        reason = (
            "The policy expects it of every provider (section 5)."
            if wanted
            else f"Out of proportion to a contract {rung.title}. The law binds the supplier anyway."
            if asks
            else f"Nothing is asked of a contract {rung.title}. The law binds the supplier anyway."
        )
        before = made.get(commitment.id, CommitmentDecision(commitment_id=commitment.id))
        changed[commitment.id] = replace(
            before,
            decision=decision,
            reason=before.reason if before.reason.strip() and before.decision is None else reason,
            how=before.how if before.how.strip() or not wanted else commitment.how,
        )
        what = f"{'Choose' if wanted else 'Leave out'} “{commitment.title}”"
        proposals.append(field_proposal(target, what, decision, reason))
    if not proposals:
        return {}
    return {
        "commitments": tuple(changed.values()),
        "proposals": with_proposals(project, proposals, "commitments"),
    }


def propose_access(case: Case) -> Sections:
    """Return the sections that change when the steps that open the door are proposed.

    Whether suppliers were engaged is a fact that only the officer knows, and why there are no lots
    a reason that only the officer can give, so neither is proposed.
    """
    project, rung = case.project, proportion(case).basis
    values: dict[str, tuple[bool, str, str]] = {
        "turnover_threshold": (
            False,
            "Ask for no minimum turnover",
            "The policy asks you to remove turnover thresholds where financial risk is not high (section 4).",
        ),
        "consortia_welcome": (
            True,
            "Welcome bids from consortia",
            "The policy asks for a process that consortia and partnerships can take part in (section 4).",
        ),
    }
    if len(project.lots) >= _FEWEST_LOTS:
        values["lots_used"] = (
            True,
            "Divide the contract into lots",
            f"The contract facts list {len(project.lots)} lots.",
        )
    if not rung.outcomes[1]:
        values = {}
    free = {name: given for name, given in values.items() if is_free(project, f"access.{name}")}
    if not free:
        return {}
    taken: dict[str, Any] = {name: value for name, (value, _, _) in free.items()}
    return {
        "access": replace(project.access, **taken),
        "proposals": with_proposals(
            project,
            (
                field_proposal(f"access.{name}", what, value, reason)
                for name, (value, what, reason) in free.items()
            ),
            "access",
        ),
    }
