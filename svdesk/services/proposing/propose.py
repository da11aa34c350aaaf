"""Drafting a project from the contract facts: everything proposed, with its reason, for a person to decide.

Nothing that a person has decided is overwritten. What is proposed again replaces only what was
proposed before and that nobody has confirmed or changed, so that proposing twice changes nothing.
"""

from svdesk.domain.project import Project
from svdesk.policy.case import Case
from svdesk.services.proposing import delivery, outcomes, questions, terms

_IN_ORDER = (
    outcomes.propose_outcomes,
    questions.propose_questions,
    questions.propose_evaluation,
    terms.propose_commitments,
    terms.propose_access,
    delivery.propose_kpis,
    delivery.propose_reporting,
)
"""What is proposed, each on the ground of what came before."""


def propose(case: Case) -> Project:
    """Return the project of *case* with a proposal for everything that nobody has decided yet.

    Nothing is proposed while neither the facts nor the words say what is bought.
    """
    if not outcomes.something_is_known(case):
        return case.project
    for propose_part in _IN_ORDER:
        case = case.changed(**propose_part(case))
    return case.project
