"""Weights that do not add up, that are too low for the contract, or out of proportion to it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from svdesk.checks.finding import Edit, Finding, Fix, SetField
from svdesk.checks.scene import Scene
from svdesk.checks.sharing import shared_out
from svdesk.domain.entry import show_number
from svdesk.domain.project import Evaluation, Question
from svdesk.policy.guidance.proportion import Proportion

_ALL = Decimal(100)
_ZERO = Decimal(0)
_WEIGHTS = ("social_value_weight", "quality_weight", "price_weight")


def find(scene: Scene, proportion: Proportion | None) -> Iterator[Finding]:
    """Yield what is wrong with the weights; nothing where the route has no tender."""
    if scene.has_tender:
        yield from _size(scene, proportion)
        yield from _of_tender(scene.project.evaluation, scene)
        yield from _shares(scene.project.evaluation, scene)
        yield from _of_questions(scene)
        yield from _for_nothing(scene)


def _for_nothing(scene: Scene) -> Iterator[Finding]:
    """Yield a weight that no question earns, or that no outcome stands behind."""
    weight, path = scene.project.evaluation.social_value_weight, "evaluation.social_value_weight"
    if not weight:
        return
    lacking = [] if scene.asked else ["weight-without-question"]
    lacking += [] if scene.chosen else ["weight-without-outcome"]
    # Where the authority is bound to a minimum, a weight of 0 would only break another rule.
    free = not scene.assessment.minimum_weighting and not scene.asked
    for code in lacking:
        fix = _weigh(scene, code, _ZERO) if free else None
        yield from scene.finding(code, path, fix, weight=show_number(weight))


def _of_questions(scene: Scene) -> Iterator[Finding]:
    questions = scene.tender
    if not questions:
        return
    given = [question.weight for question in questions if question.weight is not None]
    total = sum(given, start=_ZERO)
    lacking = [question for question in questions if question.weight is None]
    if lacking:
        where = f"questions.{lacking[0].id}.weight"
        if given or scene.project.evaluation.social_value_weight:
            fix = _set(scene, "question-weight-missing", _filled(questions, total))
            yield from scene.finding("question-weight-missing", where, fix, count=len(lacking))
    elif total != _ALL:
        fix = _set(scene, "question-weights", _scaled(questions, total))
        where = f"questions.{questions[-1].id}.weight"
        yield from scene.finding("question-weights", where, fix, total=show_number(total))


def _set(scene: Scene, code: str, weights: Sequence[tuple[Question, Decimal]]) -> Fix | None:
    check = scene.check(code)
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


def _of_tender(evaluation: Evaluation, scene: Scene) -> Iterator[Finding]:
    social, quality, price = (getattr(evaluation, name) for name in _WEIGHTS)
    given = [weight for weight in (social, quality, price) if weight is not None]
    total = sum(given, start=_ZERO)
    if total > _ALL or (len(given) == len(_WEIGHTS) and total != _ALL):
        fix = None
        if social is not None and quality is not None and price is not None and social + quality <= _ALL:
            rest = _ALL - social - quality
            fix = _one(scene, "overall-weights", "evaluation.price_weight", rest)
        yield from scene.finding("overall-weights", "evaluation.price_weight", fix, total=show_number(total))


def _one(scene: Scene, code: str, path: str, value: Decimal) -> Fix | None:
    check = scene.check(code)
    label = check.fix.format(value=show_number(value)) if check else ""
    return Fix(label=label, edits=(SetField(path=path, value=value),))


def _shares(evaluation: Evaluation, scene: Scene) -> Iterator[Finding]:
    figures, method = evaluation.quantitative_share, evaluation.qualitative_share
    if figures is not None and method is not None and figures + method != _ALL:
        path = "evaluation.qualitative_share"
        fix = _one(scene, "shares", path, _ALL - figures)
        yield from scene.finding("shares", path, fix, total=show_number(figures + method))


def _size(scene: Scene, proportion: Proportion | None) -> Iterator[Finding]:
    """Yield the weight of social value where it is missing, too low or out of proportion."""
    path, weight = "evaluation.social_value_weight", scene.project.evaluation.social_value_weight
    minimum = scene.assessment.minimum_weighting
    proposed = proportion.weighting.proposed if proportion and proportion.scored else minimum
    if weight is None:
        if scene.tender:
            fix = _weigh(scene, "weight-missing", proposed) if proposed else None
            yield from scene.finding("weight-missing", path, fix)
    elif minimum is not None and weight < minimum:
        fix = _weigh(scene, "below-minimum", minimum)
        words = {"weight": show_number(weight), "minimum": show_number(minimum)}
        yield from scene.finding("below-minimum", path, fix, **words)
    elif proportion is not None and proportion.rung is not None and proportion.scored:
        usual = proportion.weighting
        if weight > usual.most or weight < usual.least:
            yield from scene.finding(
                "weight-proportion",
                path,
                _weigh(scene, "weight-proportion", usual.proposed),
                weight=show_number(weight),
                least=show_number(usual.least),
                most=show_number(usual.most),
            )


def _weigh(scene: Scene, code: str, weight: Decimal) -> Fix | None:
    """Return the fix that gives social value *weight* percent, and takes it from price, then quality."""
    check, evaluation = scene.check(code), scene.project.evaluation
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
