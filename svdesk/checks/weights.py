"""Weights that do not add up, that are too low for the contract, or out of proportion to it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from svdesk.checks.checked_case import CheckedCase, name_of
from svdesk.checks.finding import Edit, Finding, Fix, SetField
from svdesk.checks.sharing import shared_out
from svdesk.domain.entry import show_number
from svdesk.domain.project import Evaluation, Question
from svdesk.policy.guidance.proportion import proportion

_ALL = Decimal(100)
_ZERO = Decimal(0)
_WEIGHTS = ("social_value_weight", "quality_weight", "price_weight")


def find(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what is wrong with the weights; of those of the tender nothing where the route has none."""
    yield from _marks(checked)
    yield from _of_selection(checked)
    if checked.case.has_tender:
        yield from _size(checked)
        yield from _of_tender(checked.project.evaluation, checked)
        yield from _shares(checked.project.evaluation, checked)
        yield from _of_questions(checked)
        yield from _for_nothing(checked)


def _marks(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the questions whose answers earn nothing."""
    for question in checked.project.questions:
        if question.weight == 0 and checked.is_asked(question):
            yield from checked.finding("question-weight-nought", f"questions.{question.id}.weight")


def _of_selection(checked: CheckedCase) -> Iterator[Finding]:
    """Yield what is wrong with the weights of the selection questions, where that stage is scored at all."""
    questions = checked.case.selection_questions
    given = [question.weight for question in questions if question.weight is not None]
    if not given or checked.case.assessment.selection_stage is False:
        return
    for question in questions:
        if question.weight is None:
            path = f"questions.{question.id}.weight"
            yield from checked.gap("selection-weight-missing", path, question=name_of(question))
    total = sum(given, start=_ZERO)
    if total > _ALL or (len(given) == len(questions) and total != _ALL):
        where = f"questions.{questions[-1].id}.weight"
        yield from checked.finding("selection-weights", where, total=show_number(total))


def _for_nothing(checked: CheckedCase) -> Iterator[Finding]:
    """Yield a weight that no question earns, or that no outcome stands behind."""
    weight, path = checked.project.evaluation.social_value_weight, "evaluation.social_value_weight"
    if not weight:
        return
    if not checked.asked:
        code = "weight-without-question"
    elif not checked.case.chosen_outcomes:
        code = "weight-without-outcome"
    else:
        return
    # Where the authority is bound to a minimum, a weight of 0 would only break another rule.
    free = not checked.case.assessment.minimum_weighting and not checked.asked
    # While outcomes wait for a decision, or for their questions, this is a gap and no contradiction.
    gap = bool(checked.case.chosen) or not checked.all_decided
    fix = _weigh(checked, code, _ZERO) if free else None
    tell = checked.gap if gap else checked.finding
    yield from tell(code, path, fix, weight=show_number(weight))


def _of_questions(checked: CheckedCase) -> Iterator[Finding]:
    questions = checked.case.tender_questions
    if not questions:
        return
    given = [question.weight for question in questions if question.weight is not None]
    total = sum(given, start=_ZERO)
    lacking = [question for question in questions if question.weight is None]
    if lacking:
        where, *others = (f"questions.{question.id}.weight" for question in lacking)
        if given or checked.project.evaluation.social_value_weight:
            fix = _set(checked, "question-weight-missing", _filled(questions, total))
            code = "question-weight-missing"
            yield from checked.gap(code, where, fix, tuple(others), count=len(lacking))
    if total > _ALL or (not lacking and total != _ALL):
        fix = None if lacking else _set(checked, "question-weights", _scaled(questions, total))
        where = f"questions.{questions[-1].id}.weight"
        yield from checked.finding("question-weights", where, fix, total=show_number(total))


def _set(checked: CheckedCase, code: str, weights: Sequence[tuple[Question, Decimal]]) -> Fix | None:
    check = checked.check(code)
    if check is None or any(weight <= 0 for _, weight in weights):
        return None
    edits: tuple[Edit, ...] = tuple(
        SetField(path=f"questions.{question.id}.weight", value=weight)
        for question, weight in weights
        if question.weight != weight
    )
    return Fix(label=check.fix, edits=edits)


def _scaled(questions: Sequence[Question], total: Decimal) -> list[tuple[Question, Decimal]]:
    """Return the weights in the same proportions, rounded, and together 100."""
    shares = [q.weight or _ZERO for q in questions] if total else [Decimal(1)] * len(questions)
    return list(zip(questions, shared_out(shares, _ALL), strict=True))


def _filled(questions: Sequence[Question], total: Decimal) -> list[tuple[Question, Decimal]]:
    """Return the weights with the rest shared evenly among those not given; all even for no rest."""
    lacking = sum(1 for question in questions if question.weight is None)
    if total >= _ALL:
        return list(zip(questions, shared_out([Decimal(1)] * len(questions), _ALL), strict=True))
    rest = iter(shared_out([Decimal(1)] * lacking, _ALL - total))
    return [(q, next(rest) if q.weight is None else q.weight) for q in questions]


def _of_tender(evaluation: Evaluation, checked: CheckedCase) -> Iterator[Finding]:
    social, quality, price = (getattr(evaluation, name) for name in _WEIGHTS)
    given = [weight for weight in (social, quality, price) if weight is not None]
    total = sum(given, start=_ZERO)
    if total > _ALL or (len(given) == len(_WEIGHTS) and total != _ALL):
        fix = None
        if social is not None and quality is not None and price is not None and social + quality <= _ALL:
            rest = _ALL - social - quality
            fix = _one(checked, "overall-weights", "evaluation.price_weight", rest)
        yield from checked.finding(
            "overall-weights", "evaluation.price_weight", fix, total=show_number(total)
        )


def _one(checked: CheckedCase, code: str, path: str, value: Decimal) -> Fix | None:
    check = checked.check(code)
    label = check.fix.format(value=show_number(value)) if check else ""
    return Fix(label=label, edits=(SetField(path=path, value=value),))


def _shares(evaluation: Evaluation, checked: CheckedCase) -> Iterator[Finding]:
    figures, method = evaluation.quantitative_share, evaluation.qualitative_share
    if figures is not None and method is not None and figures + method != _ALL:
        path = "evaluation.qualitative_share"
        fix = _one(checked, "shares", path, _ALL - figures)
        yield from checked.finding("shares", path, fix, total=show_number(figures + method))


def _size(checked: CheckedCase) -> Iterator[Finding]:
    """Yield the weight of social value where it is missing, too low or out of proportion."""
    path, weight = "evaluation.social_value_weight", checked.project.evaluation.social_value_weight
    minimum = checked.case.assessment.minimum_weighting
    guide = proportion(checked.case)
    proposed = guide.weighting.proposed if guide.scored else minimum
    if weight is None:
        if checked.case.tender_questions:
            fix = _weigh(checked, "weight-missing", proposed) if proposed else None
            yield from checked.gap("weight-missing", path, fix)
    elif minimum is not None and weight < minimum:
        fix = _weigh(checked, "below-minimum", minimum)
        words = {"weight": show_number(weight), "minimum": show_number(minimum)}
        yield from checked.finding("below-minimum", path, fix, **words)
    elif weight == 0 and not minimum and any(question.weight for question in checked.project.questions):
        yield from checked.finding("weight-nought", path)
    elif guide.rung is not None and guide.scored:
        usual = guide.weighting
        if weight > usual.most or weight < usual.least:
            yield from checked.finding(
                "weight-proportion",
                path,
                _weigh(checked, "weight-proportion", usual.proposed),
                weight=show_number(weight),
                least=show_number(usual.least),
                most=show_number(usual.most),
            )


def _weigh(checked: CheckedCase, code: str, weight: Decimal) -> Fix | None:
    """Return the fix that gives social value *weight* percent, and takes it from price, then quality."""
    check, evaluation = checked.check(code), checked.project.evaluation
    if check is None:
        return None
    edits: list[Edit] = [SetField(path="evaluation.social_value_weight", value=weight)]
    quality, price = evaluation.quality_weight, evaluation.price_weight
    if quality is not None and price is not None:
        over = weight + quality + price - _ALL
        new_price = max(price - over, _ZERO)
        new_quality = _ALL - weight - new_price
        for name, old, new in (("price", price, new_price), ("quality", quality, new_quality)):
            if new != old:
                edits.append(SetField(path=f"evaluation.{name}_weight", value=new))
    return Fix(label=check.fix.format(value=show_number(weight)), edits=tuple(edits))
