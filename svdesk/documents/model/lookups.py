"""What the documents look up in a case: numbered questions, counted measures, titles, decisions.

The numbers given here (question 2, K3) are the same in every document, so that a commitment can be
followed from the tender to the contract.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from svdesk.documents.model.phrases import UNKNOWN_ITEM, tidy
from svdesk.documents.model.route import winner_only
from svdesk.domain.choices import Stage
from svdesk.domain.project import CommitmentDecision, Kpi, Question
from svdesk.policy.case import Case
from svdesk.policy.content.items import Commitment
from svdesk.policy.rules.stages import moved_into_tender, questions_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A question with the number it carries in the documents and the title of its outcome."""

    place: int
    of: int
    question: Question
    outcome: str

    @property
    def heading(self) -> str:
        """The words that stand above the question."""
        return f"Question {self.place}: {self.outcome}" if self.outcome else f"Question {self.place}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A KPI with the reference it carries in the documents and the title of its outcome."""

    ref: str
    kpi: Kpi
    outcome: str
    objective: str


def outcome_title(case: Case, outcome_id: str) -> str:
    """Return an outcome's title; an id that the pack does not hold is printed with a note."""
    if not outcome_id:
        return ""
    outcome = case.outcomes.get(outcome_id)
    return outcome.title if outcome else unknown(outcome_id)


def objective_title(case: Case, outcome_id: str) -> str:
    """Return the title of an outcome's objective; "" where it is not known."""
    outcome = case.outcomes.get(outcome_id)
    objective_id = outcome.objective if outcome else None
    return next((item.title for item in case.pack.objectives if item.id == objective_id), "")


def unknown(item_id: str) -> str:
    """Return the id of something that the pack does not hold, with a note that says so."""
    return f"{item_id} {UNKNOWN_ITEM}"


def tender_questions(case: Case) -> tuple[Numbered, ...]:
    """Return the tender questions with their numbers."""
    return _numbered(case, questions_at(Stage.TENDER, case.project.questions, case.assessment))


def moved_questions(case: Case) -> tuple[Numbered, ...]:
    """Return the selection questions that the tender has to ask instead."""
    return _numbered(case, moved_into_tender(case.project.questions, case.assessment))


def selection_questions(case: Case) -> tuple[Numbered, ...]:
    """Return the questions asked at the selection stage."""
    return _numbered(case, questions_at(Stage.SELECTION, case.project.questions, case.assessment))


def _numbered(case: Case, questions: tuple[Question, ...]) -> tuple[Numbered, ...]:
    return tuple(
        Numbered(
            place=place,
            of=len(questions),
            question=question,
            outcome=outcome_title(case, question.outcome_id),
        )
        for place, question in enumerate(questions, 1)
    )


def questions_about(case: Case, outcome_id: str) -> tuple[Numbered, ...]:
    """Return the tender questions on an outcome."""
    return tuple(item for item in tender_questions(case) if item.question.outcome_id == outcome_id)


def word_limit(case: Case, item: Numbered) -> int | None:
    """Return the words that a bidder has for a tender question."""
    limit = item.question.word_limit
    if winner_only(case) and item.question.stage is Stage.TENDER:
        short = case.pack.burden.short_words
        return short if limit is None else min(limit, short)
    return limit


def worth(question: Question, overall: Decimal | None) -> str:
    """Return what a question is worth: ``worth 4 of the 10% for social value``."""
    if question.weight is None:
        return "weight not yet answered"
    if overall is None:
        return f"worth {tidy(question.weight)}% of the social value marks"
    return f"worth {tidy(points(question.weight, overall))} of the {tidy(overall)}% for social value"


def points(weight: Decimal, overall: Decimal) -> Decimal:
    """Return a question's share of all marks in percent."""
    return weight * overall / 100


def counted_kpis(case: Case) -> tuple[Counted, ...]:
    """Return the KPIs with their references K1, K2 and so on."""
    return tuple(
        Counted(
            ref=f"K{place}",
            kpi=kpi,
            outcome=outcome_title(case, kpi.outcome_id),
            objective=objective_title(case, kpi.outcome_id),
        )
        for place, kpi in enumerate(case.project.kpis, 1)
    )


def kpis_about(case: Case, outcome_id: str) -> tuple[Counted, ...]:
    """Return the KPIs on an outcome."""
    return tuple(item for item in counted_kpis(case) if item.kpi.outcome_id == outcome_id)


def decided_commitments(case: Case) -> Iterator[tuple[Commitment, CommitmentDecision | None]]:
    """Yield the policy's commitments with what was decided of each."""
    made = {decision.commitment_id: decision for decision in case.project.commitments}
    for commitment in case.pack.commitments:
        yield commitment, made.get(commitment.id)
