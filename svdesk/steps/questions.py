"""What selection questions and tender questions have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from svdesk.checks.finding import Finding
from svdesk.domain.entry import show_number
from svdesk.domain.project import Question
from svdesk.steps.findings import advice, invalid, unanswered

WANTED = {
    "outcome_id": "Choose the outcome that this question is about.",
    "text": "Write the question.",
    "good_answer": "Say what a good answer looks like, so that bidders know how it is judged.",
    "word_limit": "Give a word limit.",
}


def question_problems(questions: Sequence[Question], wanted: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what single questions lack, and what cannot be right about them."""
    for question in questions:
        path = f"questions.{question.id}"
        yield from unanswered(path, question, wanted)
        if question.word_limit == 0:
            yield invalid(f"{path}.word_limit", "A limit of 0 words allows no answer. Give a higher one.")
        if question.weight == 0:
            yield advice(f"{path}.weight", "A weight of 0% means that the answer earns no marks.")


def weight_problems(questions: Sequence[Question], what: str) -> Iterator[Finding]:
    """Yield a problem where the weights given cannot make 100% (*what* names the questions)."""
    weights = [question.weight for question in questions if question.weight is not None]
    total = total_weight(questions)
    if total > 100 or (weights and len(weights) == len(questions) and total != 100):
        yield invalid(
            "questions",
            f"The weights of {what} add up to {show_number(total)}%, and they have to make 100%. "
            "Change one or more of them.",
        )


def total_weight(questions: Iterable[Question]) -> Decimal:
    """Return the sum of the weights, in percent; a weight not given yet counts nothing."""
    return sum((question.weight or Decimal(0) for question in questions), start=Decimal(0))
