"""Priorities and outcomes: each outcome of the policy chosen or left out, with a reason."""

from collections.abc import Iterator

from svdesk.domain.choices import Decision
from svdesk.domain.entry import show_date
from svdesk.domain.problems import Problem
from svdesk.domain.project import OutcomeDecision
from svdesk.steps.findings import advice, is_blank, missing
from svdesk.steps.step import Context, Phase, Step


def check(context: Context) -> tuple[Problem, ...]:
    """Return the outcomes that nobody has decided on, and decisions without a reason."""
    return tuple(_problems(context))


def _problems(context: Context) -> Iterator[Problem]:
    project = context.project
    decisions = {decision.outcome_id: decision for decision in project.outcomes}
    offered = {outcome.id for outcome in context.pack.outcomes}
    for outcome in context.pack.outcomes:
        decision = decisions.get(outcome.id, OutcomeDecision(outcome_id=outcome.id))
        yield from _decision_problems(decision, context)
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


def _decision_problems(decision: OutcomeDecision, context: Context) -> Iterator[Problem]:
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
    notice = context.project.facts.commencement_date
    if decision.decided_on and notice and decision.decided_on > notice:
        yield advice(
            f"{path}.decided_on",
            f"This is after the tender notice, {show_date(notice)}. Check the dates: outcomes are best "
            "decided before the procurement starts.",
        )


def summary(context: Context) -> str:
    """Return how many outcomes are chosen and how many left out."""
    decisions = [decision.decision for decision in context.project.outcomes]
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
)
