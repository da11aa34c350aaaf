"""About the work: short questions whose answers decide which outcomes are relevant."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.policy.case import Case
from svdesk.steps.findings import advice
from svdesk.steps.step import Phase, Step


def check(case: Case) -> tuple[Finding, ...]:
    """Return answers to questions that this edition of the policy no longer asks.

    An open question is no fault: an outcome is then judged by the other facts.
    """
    return tuple(_problems(case))


def _problems(case: Case) -> Iterator[Finding]:
    asked = {question.id for question in case.pack.profile_questions}
    for given in case.project.profile:
        if given.question_id not in asked:
            yield advice(
                f"profile.{given.question_id}.answer",
                "This edition of the policy does not ask this question. Your answer is kept.",
            )


def summary(case: Case) -> str:
    """Return how many of the questions have been answered."""
    asked = {question.id for question in case.pack.profile_questions}
    answered = sum(given.answer is not None and given.question_id in asked for given in case.project.profile)
    return f"{answered} of {len(asked)} answered" if answered else ""


STEP = Step(
    key="profile",
    title="About the work",
    phase=Phase.PLAN,
    purpose="Answer a few questions about the work itself. They decide which outcomes are relevant.",
    sections=("profile",),
    check=check,
    summary=summary,
    page="profile",
    documents=("statement",),
)
