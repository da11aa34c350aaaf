"""Which questions are proposed, how long answers may be, what they earn, and the weights they stand in."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from svdesk.domain.choices import Category, Decision, Stage
from svdesk.domain.entry import show_number
from svdesk.domain.project import Evaluation, Project, Proposal, Question
from svdesk.policy.case import Case
from svdesk.policy.content.outcomes import Outcome
from svdesk.policy.guidance.proportion import Proportion, proportion
from svdesk.services.project.from_library import Variant, question_from
from svdesk.services.proposing.record import Sections, field_proposal, is_free, item_proposal, with_proposals

_WEIGHT_STEP = 5
"""Weights are proposed in steps of this many percent, so that people can reckon with them."""
_WORDS_STEP = 50
_FEWEST_WORDS = 150
"""Below this a method cannot be described, however small the contract."""
_SECOND_SELECTION_QUESTION_FROM = 4
"""Outcomes from which a second question on experience earns its place."""
_WHOLE = Decimal(100)


def item_id(project: Project, kind: str, source: str) -> UUID:
    """Return the id of a proposed item; the same project and source give the same id."""
    return uuid5(NAMESPACE_URL, f"svdesk-proposal:{project.id}:{kind}:{source}")


def propose_questions(case: Case) -> Sections:
    """Return the sections that change when the chosen outcomes get questions and their weights."""
    project = case.project
    theirs = tuple(
        question for question in project.questions if not is_free(project, f"questions.{question.id}")
    )
    new = (*_tender(case, theirs), *_selection(case, theirs))
    if not new and theirs == project.questions:
        return {}
    return {
        "questions": (*theirs, *(question for question, _ in new)),
        "proposals": with_proposals(project, (proposal for _, proposal in new), "questions"),
    }


def _known_outcomes(case: Case) -> tuple[Outcome, ...]:
    return tuple(case.outcomes[key] for key in case.chosen_outcomes if key in case.outcomes)


def _tender(case: Case, theirs: tuple[Question, ...]) -> tuple[tuple[Question, Proposal], ...]:
    guide = proportion(case)
    if case.assessment.tender_stage is False or not guide.scored:
        return ()
    asked = [question for question in theirs if question.stage is Stage.TENDER]
    about = {question.outcome_id for question in asked}
    room = max(0, case.pack.proportion.most_outcomes - len(asked))
    wanted = [outcome for outcome in _known_outcomes(case) if outcome.id not in about][:room]
    found = []
    for outcome in wanted:
        variant = Variant.GUIDED if guide.basis.guided else Variant.OPEN
        source = outcome.tender_questions[0]
        question_id = item_id(case.project, "question", source.id)
        if _is_open_to(case, question_id):
            found.append(question_from(outcome, source, id=question_id, stage=Stage.TENDER, variant=variant))
    limit = _limit(guide, len(asked) + len(found))
    left = _WHOLE - sum((question.weight or Decimal(0) for question in asked), Decimal(0))
    weights = shares(left, len(found)) if left > 0 else (None,) * len(found)
    return tuple(
        _proposed(
            replace(question, word_limit=min(question.word_limit or limit, limit), weight=weight), guide
        )
        for question, weight in zip(found, weights, strict=True)
    )


def _is_open_to(case: Case, question_id: UUID) -> bool:
    """Say whether a question may be proposed: it was not taken out by a person before."""
    return is_free(case.project, f"questions.{question_id}")


def _proposed(question: Question, guide: Proportion) -> tuple[Question, Proposal]:
    how = "asked point by point" if guide.basis.guided else "one open question"
    weight = "" if question.weight is None else f", {show_number(question.weight)}% of the social value marks"
    reason = (
        f"One question for each chosen outcome, {how}. For a contract {guide.basis.title} about "
        f"{guide.words.proposed:,} words in all are in proportion ({guide.label.lower()})."
    )
    return question, item_proposal(
        f"questions.{question.id}",
        f"Ask a tender question of up to {question.word_limit:,} words{weight}",
        question,
        reason,
    )


def _limit(guide: Proportion, questions: int) -> int:
    each = guide.words.proposed // max(1, questions) // _WORDS_STEP * _WORDS_STEP
    return max(_FEWEST_WORDS, each)


def shares(whole: Decimal, count: int) -> tuple[Decimal, ...]:
    """Return *count* weights that make *whole* exactly, the first ones heavier where they can't be even."""
    if not count:
        return ()
    least = whole // count // _WEIGHT_STEP * _WEIGHT_STEP
    weights = [least] * count
    left = whole - least * count
    for place in range(count):
        step = min(left, Decimal(_WEIGHT_STEP))
        weights[place] += step
        left -= step
    return tuple(weights)


def _selection(case: Case, theirs: tuple[Question, ...]) -> tuple[tuple[Question, Proposal], ...]:
    """Return questions on experience, only where a selection stage is known to be open."""
    if case.assessment.selection_stage is not True or not proportion(case).scored:
        return ()
    outcomes = _known_outcomes(case)
    asked = sum(question.stage is Stage.SELECTION for question in theirs)
    most = 1 + (len(outcomes) >= _SECOND_SELECTION_QUESTION_FROM)
    room = max(0, min(proportion(case).basis.selection_questions, most) - asked)
    found = []
    for outcome in outcomes[:room]:
        source = outcome.selection_question
        question_id = item_id(case.project, "question", source.id)
        if not _is_open_to(case, question_id):
            continue
        question = question_from(outcome, source, id=question_id, stage=Stage.SELECTION)
        found.append(
            (
                question,
                item_proposal(
                    f"questions.{question_id}",
                    f"Ask for experience at selection, up to {question.word_limit:,} words",
                    question,
                    "A selection stage may be run here. One short question on experience with the most "
                    "relevant outcome is enough to see who can do it.",
                ),
            )
        )
    return tuple(found)


def propose_evaluation(case: Case) -> Sections:
    """Return the sections that change when blank weights and shares are proposed."""
    project, guide = case.project, proportion(case)
    # Whether social value carries marks at all can't be told yet, so no weight is right.
    size_is_open = guide.rung is None and not guide.scored
    if case.assessment.tender_stage is False or size_is_open:
        return {}
    values = dict(_weights(case))
    free = {name: value for name, value in values.items() if is_free(project, f"evaluation.{name}")}
    if not free:
        return {}
    reason = _NOTHING_TO_WEIGH if _nothing_to_weigh(case) else _why_weight(case)
    reasons = {"social_value_weight": reason, "weight_reason": "It follows from the weight proposed."}
    proposals = [
        field_proposal(
            f"evaluation.{name}", _NAMED[name].format(show(value)), value, reasons.get(name, _STARTING_POINT)
        )
        for name, value in free.items()
    ]
    return {
        "evaluation": replace(project.evaluation, **free),
        "proposals": with_proposals(project, proposals, "evaluation"),
    }


_NAMED = {
    "social_value_weight": "Give social value {} of all marks",
    "quality_weight": "Give quality {} of all marks",
    "price_weight": "Give price {} of all marks",
    "quantitative_share": "Give {} of the social value marks to the numbers alone",
    "qualitative_share": "Give {} of the social value marks to numbers and method read together",
    "weight_reason": "Say why the weight is right",
}
_STARTING_POINT = "A starting point: weigh it against what matters most in this contract (guidance)."


def show(value: object) -> str:
    """Return a value as the title of its proposal names it."""
    return f"{show_number(value)}%" if isinstance(value, Decimal) else str(value)


def _weights(case: Case) -> Iterator[tuple[str, Any]]:
    project, guide, settings = case.project, proportion(case), case.pack.proportion
    theirs = _theirs(project, project.evaluation)
    empty = _nothing_to_weigh(case)
    weight = guide.weighting.proposed if guide.scored and not empty else Decimal(0)
    social = theirs.get("social_value_weight", min(weight, _left(theirs)))
    price = theirs.get("price_weight")
    quality = theirs.get("quality_weight")
    rest = max(Decimal(0), _WHOLE - social)
    if price is None and quality is None:
        price = _round(rest * _price_share(project.facts.category, case) / 100)
    if price is None:
        price = max(Decimal(0), rest - (quality or 0))
    yield "social_value_weight", social
    yield "quality_weight", max(Decimal(0), rest - price)
    yield "price_weight", price
    numbers = theirs.get("quantitative_share")
    if numbers is None:
        method = theirs.get("qualitative_share")
        numbers = settings.quantitative_share if method is None else _WHOLE - method
    yield "quantitative_share", numbers
    yield "qualitative_share", _WHOLE - numbers
    yield "weight_reason", _NOTHING_TO_WEIGH if empty else _why_weight(case)


_NOTHING_TO_WEIGH = (
    "No outcome is chosen and no minimum weighting binds this contract, so there is nothing to give "
    "marks for. Choose an outcome and ask a question before giving social value a weight."
)


def _nothing_to_weigh(case: Case) -> bool:
    """Say whether marks would be for nothing: each outcome left out, nothing asked, no minimum."""
    project = case.project
    decided = {made.outcome_id: made.decision for made in project.outcomes}
    left_out = all(decided.get(outcome.id) is Decision.LEFT_OUT for outcome in case.pack.outcomes)
    asked = any(question.stage is Stage.TENDER for question in project.questions)
    return left_out and not asked and not proportion(case).weighting.minimum


def _theirs(project: Project, evaluation: Evaluation) -> Mapping[str, Decimal]:
    """Return the weights and shares that a person has decided."""
    return {
        name: value
        for name in _NAMED
        if isinstance(value := getattr(evaluation, name), Decimal)
        and not is_free(project, f"evaluation.{name}")
    }


def _left(theirs: Mapping[str, Decimal]) -> Decimal:
    given = (theirs.get(name, Decimal(0)) for name in ("quality_weight", "price_weight"))
    return max(Decimal(0), _WHOLE - sum(given, Decimal(0)))


def _price_share(category: Category | None, case: Case) -> Decimal:
    settings = case.pack.proportion
    by_category = {share.category: share.share for share in settings.price_shares}
    return (
        settings.usual_price_share
        if category is None
        else by_category.get(category, settings.usual_price_share)
    )


def _round(percent: Decimal) -> Decimal:
    return (percent / _WEIGHT_STEP).to_integral_value() * _WEIGHT_STEP


def _why_weight(case: Case) -> str:
    # The blocks of documents take long to load, and the first step needs none.
    from svdesk.documents.model.regime import governing

    why, found = _why_in_proportion(proportion(case)), governing(case.assessment)
    if found is None:
        return why
    return (
        f"{why} {found.headline or found.title}: fit this weight to the regime's own key criteria and check "
        "it with procurement."
    )


def _why_in_proportion(guide: Proportion) -> str:
    weighting = guide.weighting
    if not guide.scored:
        return (
            f"Social value carries no marks here. For a contract {guide.basis.title} it is considered and "
            f"recorded, and at most one simple term is asked for ({guide.label.lower()})."
        )
    least, most = show_number(weighting.least), show_number(weighting.most)
    usual = f"{least}%" if least == most else f"{least}% to {most}%"
    binding = f"At least {show_number(weighting.minimum)}% binds this contract. " if weighting.minimum else ""
    because = f": {' '.join(guide.risk_reasons)}" if guide.risk_reasons else "."
    unsure = "" if guide.rung else " The value can't be placed for certain yet, so this is the least."
    return (
        f"{binding}For a contract {guide.basis.title}, {usual} is usual ({guide.label.lower()}).{unsure} "
        f"The risk is {guide.risk.value}{because}"
    )
