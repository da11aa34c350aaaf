"""What applies: the answers of the rules, with their reasons and sources."""

from svdesk.domain.problems import Problem
from svdesk.policy.content.determinations import Status
from svdesk.steps.step import Context, Phase, Standing, Step
from svdesk.steps.wording import counted


def check(_context: Context) -> tuple[Problem, ...]:
    """Return nothing: the page asks nothing, and what the rules lack is asked with the facts."""
    return ()


def _count(context: Context, status: Status) -> int:
    return sum(1 for determination in context.assessment.determinations if determination.status is status)


def summary(context: Context) -> str:
    """Return how many rules apply, and how many cannot be settled yet."""
    undecided = _count(context, Status.CANNOT_TELL)
    return note(context) + (f", {undecided} cannot be settled yet" if undecided else "")


def note(context: Context) -> str:
    """Return how many rules apply."""
    applying = _count(context, Status.APPLIES)
    return f"{counted(applying, 'rule')} {'applies' if applying == 1 else 'apply'}"


def standing(context: Context) -> Standing:
    """Return whether every rule has an answer."""
    return Standing.TODO if _count(context, Status.CANNOT_TELL) else Standing.DONE


STEP = Step(
    key="applies",
    title="What applies",
    phase=Phase.PLAN,
    purpose="See which laws and policies bear on this contract, and why.",
    sections=(),
    check=check,
    summary=summary,
    note=note,
    standing=standing,
)
