"""What proposes answers to a step, by the names that steps give it."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from svdesk.policy.case import Case
from svdesk.services.proposing import delivery, outcomes, questions, terms
from svdesk.services.proposing.record import Sections

Proposer: TypeAlias = Callable[[Case], Sections]

PROPOSERS: Mapping[str, Proposer] = {
    "outcomes": outcomes.propose_outcomes,
    "access": terms.propose_access,
    "questions": questions.propose_questions,
    "evaluation": questions.propose_evaluation,
    "commitments": terms.propose_commitments,
    "kpis": delivery.propose_kpis,
    "reporting": delivery.propose_reporting,
}
"""Each returns the sections that would change; those of one name propose for every step of it."""
