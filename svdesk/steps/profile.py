"""About the work: short questions whose answers decide which outcomes are relevant."""

from svdesk.policy.case import Case
from svdesk.steps.step import Phase, Step


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
    summary=summary,
    page="profile",
    documents=("statement",),
)
