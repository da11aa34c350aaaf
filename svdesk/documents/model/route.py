"""What the route and the size of a contract leave to ask of suppliers."""

from svdesk.documents.model.targets import AS_TENDERED, TO_BE_AGREED
from svdesk.domain.choices import Stage
from svdesk.policy.case import Case
from svdesk.policy.guidance.proportion import proportion
from svdesk.policy.rules.stages import questions_at


def carries_no_marks(case: Case) -> bool:
    """Say whether social value was given a weight of nought, and nothing about it is asked."""
    asked = questions_at(Stage.TENDER, case.project.questions, case.assessment)
    return case.project.evaluation.social_value_weight == 0 and not asked


def seeks_nothing(case: Case) -> bool:
    """Say whether every outcome of the pack was decided on, and none is sought."""
    decided = {made.outcome_id for made in case.project.outcomes if made.decision}
    return not case.chosen and decided >= case.outcomes.keys()


def nothing_is_asked(case: Case) -> bool:
    """Say whether this is a small contract of which bidders are asked nothing about social value.

    Then there is no question, and social value has no weight: at most a term stands in the order.
    """
    return not case.project.questions and case.project.evaluation.social_value_weight == 0


def no_tender(case: Case) -> bool:
    """Say whether the route is known to have no tender."""
    return case.assessment.tender_stage is False


def no_offer(case: Case) -> bool:
    """Say whether the supplier writes no offer on social value, so that the targets are all there is."""
    return no_tender(case) or nothing_is_asked(case)


def is_small_order(case: Case) -> bool:
    """Say whether no offer is written and the contract is on a rung on which no question is usual."""
    if not no_offer(case):
        return False
    rung = proportion(case).rung
    return rung is not None and not rung.questions[1]


def open_target(case: Case) -> str:
    """Return the words for a target that is no number yet."""
    return TO_BE_AGREED if no_offer(case) else AS_TENDERED


def winner_only(case: Case) -> bool:
    """Say whether only the winner writes the full method statement."""
    return case.project.evaluation.winner_only_method is True
