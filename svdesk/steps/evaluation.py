"""Evaluation: how much social value counts, and how answers are marked."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.english import capitalised
from svdesk.domain.entry import show_number
from svdesk.policy.case import Case
from svdesk.steps.findings import is_blank, unanswered
from svdesk.steps.step import Phase, Proportionate, Step

_WEIGHTS = ("social_value_weight", "quality_weight", "price_weight")


def asks(case: Case) -> Iterator[Finding]:
    """Yield what the method of marking lacks; nothing where the route has no tender."""
    evaluation = case.project.evaluation
    called_for = {
        *(("minimum_mark_rule",) if evaluation.minimum_mark else ()),
        *(("minimum_mark",) if not is_blank(evaluation.minimum_mark_rule) else ()),
    }
    if case.has_tender:
        yield from unanswered("evaluation", evaluation, called_for)


def summary(case: Case) -> str:
    """Return the weights that have been given."""
    evaluation = case.project.evaluation
    named = zip(("Social value", "quality", "price"), _WEIGHTS, strict=True)
    parts = [
        f"{title} {show_number(weight)}%"
        for title, name in named
        if (weight := getattr(evaluation, name)) is not None
    ]
    if not parts and not case.has_tender:
        return "Not needed"
    return capitalised(", ".join(parts))


def note(case: Case) -> str:
    """Return that there is no tender, where the route has none."""
    return "" if case.has_tender else "No tender on this route"


STEP = Step(
    key="evaluation",
    title="Evaluation",
    phase=Phase.PROCURE,
    purpose="Decide how much social value counts and how answers are marked. Bidders are told all of this.",
    sections=("evaluation",),
    asks=asks,
    summary=summary,
    note=note,
    page="evaluation",
    proposer="evaluation",
    proportion=tuple(Proportionate),
    of_tenders=True,
)
