"""Priorities and outcomes: each outcome of the policy chosen or left out, with a reason."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.choices import Decision
from svdesk.domain.project import OutcomeDecision
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, is_blank, missing
from svdesk.steps.step import Phase, Proportionate, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return the outcomes that nobody has decided on, and decisions without a reason."""
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    project = case.project
    decisions = {decision.outcome_id: decision for decision in project.outcomes}
    offered = {outcome.id for outcome in case.pack.outcomes}
    for outcome in case.pack.outcomes:
        decision = decisions.get(outcome.id, OutcomeDecision(outcome_id=outcome.id))
        yield from _decision_problems(decision)
    for decision in project.outcomes:
        if decision.outcome_id not in offered:
            yield advice(
                f"outcomes.{decision.outcome_id}.decision",
                "This edition of the policy does not offer this outcome. Your decision is kept.",
            )
    decided = [d.decision for d in project.outcomes if d.outcome_id in offered and d.decision]
    if offered and len(decided) == len(offered) and Decision.CHOSEN not in decided:
        yield advice(
            "outcomes",
            "You left out every outcome, so bidders are asked nothing about social value. "
            "The reasons you gave will be printed.",
        )


def _decision_problems(decision: OutcomeDecision) -> Iterator[Finding]:
    path = f"outcomes.{decision.outcome_id}"
    if decision.decision is None:
        yield missing(f"{path}.decision", "Choose this outcome or leave it out.")
        return
    chosen = decision.decision is Decision.CHOSEN
    if is_blank(decision.reason):
        why = "Say why this outcome fits the contract." if chosen else "Say why this outcome is left out."
        yield missing(f"{path}.reason", why)
    if chosen and is_blank(decision.local_need):
        yield missing(f"{path}.local_need", "Say what is known of the need here.")


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
    check=check,
    summary=summary,
    page="outcomes",
    proposer="outcomes",
    proportion=(Proportionate.OUTCOMES,),
    documents=("statement",),
)
