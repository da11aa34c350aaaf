"""What applies: the answers of the rules, with their reasons and sources."""

from svdesk.domain.english import counted, plural
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Status
from svdesk.steps.step import Phase, Standing, Step


def _count(case: Case, status: Status) -> int:
    return sum(1 for determination in case.assessment.determinations if determination.status is status)


def summary(case: Case) -> str:
    """Return how many rules apply, and how many cannot be settled yet."""
    undecided = _count(case, Status.CANNOT_TELL)
    return note(case) + (f", {undecided} cannot be settled yet" if undecided else "")


def note(case: Case) -> str:
    """Return how many rules apply."""
    applying = _count(case, Status.APPLIES)
    return f"{counted(applying, 'rule')} {plural(applying, 'applies', 'apply')}"


def standing(case: Case) -> Standing:
    """Return whether every rule has an answer."""
    return Standing.TODO if _count(case, Status.CANNOT_TELL) else Standing.DONE


STEP = Step(
    key="applies",
    title="What applies",
    phase=Phase.PLAN,
    purpose="See which laws and policies bear on this contract, and why.",
    sections=(),
    summary=summary,
    note=note,
    standing=standing,
    page="applies",
    documents=("statement",),
    explains_itself=True,
)
