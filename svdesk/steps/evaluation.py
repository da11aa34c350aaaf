"""Evaluation: how much social value counts, and how answers are marked."""

from collections.abc import Iterator

from svdesk.checks.finding import Finding
from svdesk.domain.entry import show_number
from svdesk.domain.project import Evaluation
from svdesk.policy.case import Case
from svdesk.steps.findings import advice, is_blank, missing, unanswered
from svdesk.steps.step import Phase, Proportionate, Step

_WEIGHTS = ("social_value_weight", "quality_weight", "price_weight")
_WANTED = {
    "social_value_weight": "Give the share of all marks that social value has.",
    "quality_weight": "Give the share of all marks that quality has.",
    "price_weight": "Give the share of all marks that price has.",
    "weight_reason": "Say why the weight of social value is right for this contract.",
    "quantitative_share": "Give the share of the social value marks for what is offered in numbers.",
    "qualitative_share": "Give the share of the social value marks for how it will be done.",
}


def check(case: Case) -> tuple[Finding, ...]:
    """Return what the method of marking lacks; nothing where the route has no tender."""
    return tuple(_problems(case)) if case.assessment.tender_stage is not False else ()


def _problems(case: Case) -> Iterator[Finding]:
    evaluation = case.project.evaluation
    yield from unanswered("evaluation", evaluation, _WANTED)
    yield from _no_weight(case)
    yield from _minimum_mark(evaluation)


def _no_weight(case: Case) -> Iterator[Finding]:
    below = bool(case.assessment.minimum_weighting)
    weight = case.project.evaluation.social_value_weight
    if weight == 0 and not below and any(question.weight for question in case.project.questions):
        yield advice(
            "evaluation.social_value_weight",
            "With 0% the answers to your tender questions change nothing. Check that you mean this.",
        )


def _minimum_mark(evaluation: Evaluation) -> Iterator[Finding]:
    mark, rule = evaluation.minimum_mark, evaluation.minimum_mark_rule
    if mark == 0:
        yield advice(
            "evaluation.minimum_mark",
            "Every answer reaches a mark of 0. Leave this blank if there is no minimum.",
        )
    if mark and is_blank(rule):
        yield missing("evaluation.minimum_mark_rule", "Say what happens to a tender below the lowest mark.")
    if mark is None and not is_blank(rule):
        yield missing("evaluation.minimum_mark", "Give the lowest mark that your rule speaks of.")


def summary(case: Case) -> str:
    """Return the weights that have been given."""
    evaluation = case.project.evaluation
    named = zip(("Social value", "quality", "price"), _WEIGHTS, strict=True)
    parts = [
        f"{title} {show_number(weight)}%"
        for title, name in named
        if (weight := getattr(evaluation, name)) is not None
    ]
    if not parts and case.assessment.tender_stage is False:
        return "Not needed"
    line = ", ".join(parts)
    return line[:1].upper() + line[1:]


def note(case: Case) -> str:
    """Return that there is no tender, where the route has none."""
    return "No tender on this route" if case.assessment.tender_stage is False else ""


STEP = Step(
    key="evaluation",
    title="Evaluation",
    phase=Phase.PROCURE,
    purpose="Decide how much social value counts and how answers are marked. Bidders are told all of this.",
    sections=("evaluation",),
    check=check,
    summary=summary,
    note=note,
    page="evaluation",
    proposer="evaluation",
    proportion=tuple(Proportionate),
    of_tenders=True,
)
