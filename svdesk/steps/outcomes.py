"""Priorities and outcomes: each outcome of the policy chosen or left out, with a reason."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Decision
from svdesk.domain.project import OutcomeDecision
from svdesk.policy.case import Case
from svdesk.steps.findings import unanswered
from svdesk.steps.step import Phase, Proportionate, Step

_CALLED_FOR: dict[Decision | None, tuple[str, ...]] = {
    Decision.CHOSEN: ("reason", "local_need"),
    Decision.LEFT_OUT: ("reason",),
}
"""What each decision calls for."""


def asks(case: Case) -> Iterator[Finding]:
    """Yield the outcomes that nobody has decided on, and decisions without a reason."""
    for outcome in case.pack.outcomes:
        made = case.decisions.get(outcome.id, OutcomeDecision(outcome_id=outcome.id))
        yield from unanswered(f"outcomes.{outcome.id}", made, _CALLED_FOR.get(made.decision, ()))


def summary(case: Case) -> str:
    """Return how many outcomes are chosen and how many left out."""
    decisions = [decision.decision for decision in case.project.outcomes]
    chosen, left_out = decisions.count(Decision.CHOSEN), decisions.count(Decision.LEFT_OUT)
    return f"{chosen} chosen, {left_out} left out" if chosen or left_out else ""


STEP = Step(
    key="outcomes",
    title="Priorities and outcomes",
    phase=Phase.PLAN,
    purpose="Choose the outcomes that fit this contract. Give a reason for each one you choose or leave out.",
    sections=("outcomes",),
    asks=asks,
    summary=summary,
    page="outcomes",
    proposer="outcomes",
    proportion=(Proportionate.OUTCOMES,),
    documents=("statement",),
)
