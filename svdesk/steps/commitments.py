"""Provider commitments: the policy's list (section 5), and how this contract meets each one."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Decision
from svdesk.domain.project import CommitmentDecision
from svdesk.policy.case import Case
from svdesk.steps.findings import is_blank, missing
from svdesk.steps.step import Phase, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return the commitments that nobody has decided on, and those left out without a reason."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    decisions = {decision.commitment_id: decision for decision in case.project.commitments}
    for commitment in case.pack.commitments:
        decision = decisions.get(commitment.id, CommitmentDecision(commitment_id=commitment.id))
        path = f"commitments.{commitment.id}"
        if decision.decision is None:
            yield missing(f"{path}.decision", "Choose this commitment or leave it out.")
        elif decision.decision is Decision.LEFT_OUT and is_blank(decision.reason):
            yield missing(f"{path}.reason", "Say why this commitment is left out.")


def summary(case: Case) -> str:
    """Return how many commitments have been decided on."""
    offered = {commitment.id for commitment in case.pack.commitments}
    decided = sum(
        decision.decision is not None and decision.commitment_id in offered
        for decision in case.project.commitments
    )
    return f"{decided} of {len(offered)} decided" if decided else ""


STEP = Step(
    key="commitments",
    title="Provider commitments",
    phase=Phase.PROCURE,
    purpose="Decide which of the policy's commitments the supplier makes here, and how it shows them.",
    sections=("commitments",),
    check=check,
    summary=summary,
    page="commitments",
    proposer="commitments",
    documents=("commitments",),
    after_award=True,
)
