"""Weights of tender questions that still make 100% when one is added or taken out."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from svdesk.checks.finding import AddQuestion, Edit, RemoveItem, SetField
from svdesk.domain.project import Question

_ALL = Decimal(100)
_ZERO = Decimal(0)
_STEP = Decimal("0.5")
"""Percent to which weights are rounded that are reckoned for the officer."""


def shared_out(shares: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """Return *whole* parted like *shares*, in round numbers; the first takes what is left over."""
    total = sum(shares, start=_ZERO)
    parts = [((share * whole / total) // _STEP) * _STEP for share in shares]
    parts[0] += whole - sum(parts, start=_ZERO)
    return parts


def removal(tender: Sequence[Question], key: UUID) -> tuple[Edit, ...]:
    """Return the edits that take the question *key* out and give its weight to the rest of *tender*."""
    taken_out: tuple[Edit, ...] = (RemoveItem(section="questions", key=str(key)),)
    if not _make_all(tender):
        return taken_out
    left = [question for question in tender if question.id != key]
    return taken_out if len(left) == len(tender) else taken_out + _rescaled(left, _ALL)


def addition(tender: Sequence[Question], question_id: str) -> tuple[Edit, ...]:
    """Return the edits that add the library's question *question_id* to *tender*, with an even share."""
    if tender and not _make_all(tender):
        return (AddQuestion(question_id=question_id),)
    weight = ((_ALL / (len(tender) + 1)) // _STEP) * _STEP
    room = _rescaled(tender, _ALL - weight)
    if tender and not room:
        return (AddQuestion(question_id=question_id),)
    return (*room, AddQuestion(question_id=question_id, weight=weight))


def _make_all(questions: Sequence[Question]) -> bool:
    weights = [question.weight for question in questions]
    return all(weights) and sum((weight or _ZERO for weight in weights), start=_ZERO) == _ALL


def _rescaled(questions: Sequence[Question], whole: Decimal) -> tuple[Edit, ...]:
    """Return the edits that bring *questions* to *whole*; none where one would be left without weight."""
    if not questions:
        return ()
    weights = shared_out([question.weight or _ZERO for question in questions], whole)
    if any(weight <= 0 for weight in weights):
        return ()
    return tuple(
        SetField(path=f"questions.{question.id}.weight", value=weight)
        for question, weight in zip(questions, weights, strict=True)
        if question.weight != weight
    )
