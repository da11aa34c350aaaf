"""Provider commitments: the policy's list (section 5), and how this contract meets each one."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Decision
from svdesk.domain.project import CommitmentDecision
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Step


def asks(case: Case) -> Iterator[Finding]:
    """Yield the commitments that nobody has decided on, and those left out without a reason."""
    decisions = {decision.commitment_id: decision for decision in case.project.commitments}
    for commitment in case.pack.commitments:
        decision = decisions.get(commitment.id, CommitmentDecision(commitment_id=commitment.id))
        path = f"commitments.{commitment.id}"
        left_out = decision.decision is Decision.LEFT_OUT
        yield from unanswered(path, decision, ("reason",) if left_out else ())


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
    asks=asks,
    summary=summary,
    page="commitments",
    proposer="commitments",
    documents=("commitments",),
    after_award=True,
)
