"""Drafting a project from the contract facts: everything proposed, with its reason, for a person to decide.

Nothing that a person has decided is overwritten. What is proposed again replaces only what was
proposed before and that nobody has confirmed or changed, so that proposing twice changes nothing.
"""

from svdesk.domain.project import Project
from svdesk.domain.proposals import ProposalState, open_proposals, standing_of, state_of, without_reason
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack
from svdesk.services.proposing import delivery, outcomes, questions, terms
from svdesk.services.proposing.outcomes import basis_of
from svdesk.services.proposing.record import Sections, confirm, confirm_changed, is_free

__all__ = [
    "ProposalState",
    "confirm",
    "confirm_changed",
    "is_free",
    "open_proposals",
    "propose",
    "propose_access",
    "propose_commitments",
    "propose_evaluation",
    "propose_kpis",
    "propose_outcomes",
    "propose_questions",
    "propose_reporting",
    "standing_of",
    "state_of",
    "without_reason",
]

_IN_ORDER = (
    outcomes.propose,
    questions.propose,
    questions.propose_evaluation,
    terms.propose_commitments,
    terms.propose_access,
    delivery.propose_kpis,
    delivery.propose_reporting,
)
"""What is proposed, each on the ground of what came before."""


def propose(project: Project, pack: PolicyPack, assessment: Assessment) -> Project:
    """Return *project* with a proposal for everything that nobody has decided yet.

    Nothing is proposed while neither the facts nor the words say what is bought.
    """
    basis = basis_of(project, pack, assessment)
    if not outcomes.something_is_known(basis):
        return project
    for step in _IN_ORDER:
        basis = basis.changed(step(basis))
    return basis.project


def propose_outcomes(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the undecided outcomes get a proposed decision."""
    return outcomes.propose(basis_of(project, pack, assessment))


def propose_questions(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the chosen outcomes get questions and their weights."""
    return questions.propose(basis_of(project, pack, assessment))


def propose_evaluation(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when blank weights and shares are proposed."""
    return questions.propose_evaluation(basis_of(project, pack, assessment))


def propose_commitments(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when undecided provider commitments are proposed."""
    return terms.propose_commitments(basis_of(project, pack, assessment))


def propose_access(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the steps that open the door to bidders are proposed."""
    return terms.propose_access(basis_of(project, pack, assessment))


def propose_kpis(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the chosen outcomes get KPIs."""
    return delivery.propose_kpis(basis_of(project, pack, assessment))


def propose_reporting(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when reporting and review dates are proposed."""
    return delivery.propose_reporting(basis_of(project, pack, assessment))
