"""What later steps need to know of the decisions on outcomes."""

from functools import lru_cache

from svdesk.domain.choices import Decision
from svdesk.domain.identity import Same
from svdesk.domain.project import Project
from svdesk.steps.step import Context


def chosen_outcomes(project: Project) -> tuple[str, ...]:
    """Return the ids of the outcomes that are sought, in the officer's order."""
    return tuple(d.outcome_id for d in project.outcomes if d.decision is Decision.CHOSEN)


def is_left_out(project: Project, outcome_id: str) -> bool:
    """Say whether the officer decided against an outcome."""
    return outcome_id in _left_out(Same(project.outcomes))


@lru_cache(maxsize=4)
def _left_out(outcomes: Same) -> frozenset[str]:
    """Return the ids decided against; kept, because every question and KPI asks while somebody types."""
    return frozenset(d.outcome_id for d in outcomes.value if d.decision is Decision.LEFT_OUT)


def outcome_title(context: Context, outcome_id: str) -> str:
    """Return an outcome's title as a part of a sentence; its id where the pack does not have it."""
    try:
        return context.pack.outcome(outcome_id).title.rstrip(".")
    except KeyError:
        return outcome_id
