"""How tenders are marked: the part of the question pack that states the method."""

from decimal import Decimal

from svdesk.documents.model.blocks import Block, Bullets, Column, Inlines, Paragraph, Table, Text, words
from svdesk.documents.model.frame import not_yet, part, say, section
from svdesk.documents.model.lookups import Numbered, points, tender_questions
from svdesk.documents.model.lots import lots_apart
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, TIMES, percent, tidy
from svdesk.documents.model.route import carries_no_marks
from svdesk.domain.entry import HIGHEST_MARK
from svdesk.policy.case import Case
from svdesk.policy.content.pack import PolicyPack


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part on evaluation."""
    if carries_no_marks(case):
        return (
            part("How we evaluate social value", id="marking"),
            say(
                f"Social value carries no marks in this contract. What part {Ref('form')} asks for becomes "
                "a term of the "
                "contract."
            ),
        )
    by_lot = (LOTS_APART,) if lots_apart(case) else ()
    return (
        part("How we evaluate social value", id="marking"),
        *_weights(case),
        section("How we give marks"),
        Bullets(items=tuple(words(text) for text in (*by_lot, _numbers(case), *_MARKING))),
        _minimum(case),
        _scale(case.pack),
    )


LOTS_APART = (
    "We mark each lot on its own. The questions, the weights and the scale are the same for each, and what "
    "you offer for one lot changes nothing in the marks for another."
)
"""How lots are marked where each has its own boxes in the form."""

_MARKING = (
    "Each evaluator reads your answer alone and gives it a whole mark from the scale below.",
    "The evaluators then meet and agree one mark for each question. They write down the reasons and point to "
    "the words in your tender that the reasons rest on.",
    "We compare your answer with the words of the scale, never with another bidder's answer.",
    "We mark what you wrote in the form. We don't add what we know of you from elsewhere, and we don't open "
    "links.",
    "When we have decided, we tell each bidder their marks and the reasons for them.",
)


def weight_rows(case: Case) -> tuple[tuple[str, Decimal | None], ...]:
    """Return the award criteria with their weights in percent of all marks."""
    evaluation = case.project.evaluation
    return (
        ("Quality", evaluation.quality_weight),
        ("Price", evaluation.price_weight),
        ("Social value", evaluation.social_value_weight),
    )


def total(weights: tuple[Decimal | None, ...]) -> str:
    """Return the sum of weights, where all of them are known."""
    known = [weight for weight in weights if weight is not None]
    return percent(sum(known, Decimal(0))) if known and len(known) == len(weights) else NOT_YET


def _weights(case: Case) -> tuple[Block, ...]:
    rows = weight_rows(case)
    return (
        section("What social value is worth"),
        Table(
            caption="Weights of the award criteria",
            show_caption=False,
            columns=(
                Column(title="What we assess", width=3),
                Column(title="Share of all marks", number=True),
            ),
            rows=(
                *((words(name), words(percent(weight))) for name, weight in rows),
                (words("Total", strong=True), words(total(tuple(weight for _, weight in rows)), strong=True)),
            ),
        ),
        say(
            "We add the marks together. This pack covers social value only. The other tender documents say "
            "how quality and price are marked, and how the total decides the award."
        ),
        *_questions(case),
    )


def _questions(case: Case) -> tuple[Block, ...]:
    questions = tender_questions(case)
    if not questions:
        return (not_yet("No tender question has been written."),)
    overall = case.project.evaluation.social_value_weight
    return (
        Table(
            caption="What each question is worth",
            columns=(
                Column(title="Question", width=0.9),
                Column(title="Outcome", width=4),
                Column(title="Share of social value", width=1.3, number=True),
                Column(title="Share of all marks", width=1.3, number=True),
            ),
            rows=(
                *(_question_row(item, overall) for item in questions),
                (
                    words("Total", strong=True),
                    (),
                    words(total(tuple(item.question.weight for item in questions)), strong=True),
                    words(percent(overall), strong=True),
                ),
            ),
        ),
        *_arithmetic(questions, overall),
    )


def _question_row(item: Numbered, overall: Decimal | None) -> tuple[Inlines, ...]:
    weight = item.question.weight
    of_all = None if weight is None or overall is None else points(weight, overall)
    return (
        words(str(item.place)),
        words(item.outcome or NOT_YET),
        words(percent(weight)),
        words(percent(of_all)),
    )


def _arithmetic(questions: tuple[Numbered, ...], overall: Decimal | None) -> tuple[Block, ...]:
    """Show how a mark becomes points, with the figures of the first question that has them."""
    for item in questions:
        if overall is not None and item.question.weight:
            whole = points(item.question.weight, overall)
            mark = HIGHEST_MARK - 1
            return (
                Paragraph(
                    content=(
                        Text("How a mark becomes points. ", True),
                        Text(
                            f"Question {item.place} is worth {tidy(whole)} of the 100 points for the whole "
                            f"tender. A mark of {mark} out of {HIGHEST_MARK} earns {mark} ÷ {HIGHEST_MARK} "
                            f"{TIMES} {tidy(whole)} = {tidy(whole * mark / HIGHEST_MARK)} points."
                        ),
                    )
                ),
            )
    return ()


def _numbers(case: Case) -> str:
    evaluation = case.project.evaluation
    if evaluation.quantitative_share:
        return (
            f"We mark the numbers in part {Ref('offer')} and the answers in part {Ref('answers')} "
            "separately, on the same scale. The "
            f"numbers carry {percent(evaluation.quantitative_share)} of each question's marks and the "
            f"answers {percent(evaluation.qualitative_share)}. A number is marked for how well it fits this "
            "contract, is explained and can be delivered. A bigger number alone earns no higher mark."
        )
    return (
        f"We read the numbers in part {Ref('offer')} together with the answer in part {Ref('answers')} and "
        "give one mark for both. A "
        "bigger number alone earns no higher mark. It has to fit this contract, be explained, and be "
        "something that you can deliver."
    )


def _minimum(case: Case) -> Block:
    evaluation = case.project.evaluation
    mark, rule = evaluation.minimum_mark, evaluation.minimum_mark_rule
    if not mark and not rule.strip():
        text = "There is no minimum mark for a question."
    else:
        least = f"The minimum for each question is {mark} out of {HIGHEST_MARK}. " if mark else ""
        text = f"{least}{rule}" if rule.strip() else f"{least}What happens below it: {NOT_YET}."
    return Paragraph(content=(Text("Minimum mark. ", True), Text(text)))


def _scale(pack: PolicyPack) -> Table:
    return Table(
        caption="Marking scale",
        columns=(
            Column(title="Mark", width=0.6),
            Column(title="Standard", width=1.3),
            Column(title="What earns it", width=5),
        ),
        rows=tuple(
            (words(str(mark.mark)), words(mark.label), words(mark.meaning))
            for mark in sorted(pack.scale, key=lambda mark: -mark.mark)
        ),
    )


def scale_line(pack: PolicyPack) -> str:
    """Return the marking scale in a line, the highest mark first."""
    marks = [f"{mark.mark} {mark.label}" for mark in sorted(pack.scale, key=lambda mark: -mark.mark)]
    return f"How we mark it: {' · '.join(marks)}. Part {Ref('marking')} says what earns each mark."
