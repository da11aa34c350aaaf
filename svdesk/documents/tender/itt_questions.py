"""The questions of the question pack, each with the boxes for its answer."""

from collections.abc import Iterator

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Callout,
    Column,
    Paragraph,
    Size,
    Table,
    Text,
    TextField,
    Together,
    Tone,
    words,
)
from svdesk.documents.model.form_fields import answer, line, short
from svdesk.documents.model.frame import item_heading, not_yet, say, section
from svdesk.documents.model.lookups import (
    Numbered,
    kpis_about,
    moved_questions,
    selection_questions,
    tender_questions,
    word_limit,
    worth,
)
from svdesk.documents.model.lots import WHOLE, Boxes, lots_apart
from svdesk.documents.model.numbering import Ref
from svdesk.documents.model.phrases import NOT_YET, fact_names, lines_of, sources, typed
from svdesk.documents.model.route import carries_no_marks, winner_only
from svdesk.documents.tender.itt_evaluation import scale_line
from svdesk.domain.english import capitalised, count_in_words, listed, plural
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Determination, Status

SELECTION_RULES = ("PA-85", "PA-PSQ")
"""The rules that say whether a separate selection stage may be run."""

BRIEF_ANSWER = 250
"""Up to this word limit a question asks for a promise, an answer, a lead and two steps, and no more."""


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part of the form with the questions, and the questions about experience."""
    questions = tender_questions(case)
    heading = section("questions", id="answers", page_break=True, sheet=f"{Ref('answers')} Questions")
    if carries_no_marks(case):
        return (heading, say("No question is asked about social value in this contract."))
    if not questions:
        return (heading, not_yet("No tender question has been written."), *_experience(case))
    found: list[Block] = [heading]
    for item in questions:
        found += _question(case, item)
    return (*found, *_experience(case))


def limit(case: Case, item: Numbered) -> str:
    """Return the word limit in words."""
    words_allowed = word_limit(case, item)
    return f"Word limit: {NOT_YET}." if words_allowed is None else f"Up to {words_allowed:,} words."


def asked(item: Numbered, size: Size = Size.LEAD) -> tuple[Block, ...]:
    """Return a question as it was typed: its first line in *size*, what follows as body text."""
    first, _, rest = item.question.text.lstrip("\n").partition("\n")
    blocks: list[Block] = [Paragraph(content=typed(first), size=size)]
    if rest.strip():
        blocks.append(Paragraph(content=words(rest.strip("\n"))))
    return tuple(blocks)


def good_answer(item: Numbered, heading: str) -> tuple[Block, ...]:
    """Return what a good answer looks like, one point a line."""
    points = lines_of(item.question.good_answer)
    body: Block = Bullets(items=points) if points else say(NOT_YET)
    return (item_heading(heading), body)


def _question(case: Case, item: Numbered) -> tuple[Block, ...]:
    question = item.question
    weight = capitalised(worth(question, case.project.evaluation.social_value_weight))
    counted = [kpi.ref for kpi in kpis_about(case, question.outcome_id)]
    numbers = f" Give your numbers for {listed(counted)} in part {Ref('offer')}." if counted else ""
    found: list[Block] = [
        section(
            item.heading,
            kicker=weight,
            page_break=item.place > 1,
            sheet=f"{Ref('answers')} Question {item.place}",
        ),
        *asked(item),
        Paragraph(
            content=(
                Text(f"Answer for this contract, not for your organisation as a whole.{numbers} "),
                Text(limit(case, item), True),
            )
        ),
        *_method(case),
        *good_answer(item, "What good looks like"),
        *marks(item, "What the upper marks need"),
        say(scale_line(case.pack), size=Size.HINT),
    ]
    apart = lots_apart(case)
    if not apart:
        return (*found, *_boxes(case, item, WHOLE))
    for lot in apart:
        found += _lot(case, item, lot)
    return tuple(found)


def _lot(case: Case, item: Numbered, lot: Boxes) -> tuple[Block, ...]:
    """Return the boxes of a lot: on pages of their own, as others pass over them, or kept together."""
    name = f"Answer for lot {lot.place}: {lot.title}"
    boxes = tuple(_boxes(case, item, lot))
    if winner_only(case) or _is_brief(word_limit(case, item)):
        return (Together(blocks=(item_heading(name), *boxes)),)
    return (item_heading(name, page_break=True), *boxes)


def _boxes(case: Case, item: Numbered, boxes: Boxes) -> Iterator[Block]:
    """Yield the boxes of one answer, the longest last."""
    key, name = f"{item.question.id.hex}{boxes.suffix}", f"Question {item.place}{boxes.aside}"
    allowed, only_if = word_limit(case, item), boxes.only_if
    brief = _is_brief(allowed)
    yield short(
        f"promise_{key}",
        f"{name}: your commitment in one or two sentences",
        limit=40,
        hint="These words become a term of the contract.",
        only_if=only_if,
    )
    yield line(f"lead_{key}", f"{name}: who leads this (role), and the time set aside", only_if=only_if)
    if not winner_only(case):
        yield Together(blocks=(_plan(key, name, rows=2 if brief else 3, only_if=only_if),))
    if not brief:
        yield short(
            f"checks_{key}",
            f"{name}: how you measure progress, main risks, and your fallback",
            limit=80,
            only_if=only_if,
        )
    yield answer(f"answer_{key}", f"{name}: your answer", limit=allowed, only_if=only_if)


def _is_brief(allowed: int | None) -> bool:
    return allowed is not None and allowed <= BRIEF_ANSWER


def _method(case: Case) -> tuple[Block, ...]:
    if not winner_only(case):
        return ()
    return (
        say(
            "A short answer is enough now: say what you will do, how much, and who leads it. Only the "
            "bidder who wins writes the full method, in the delivery plan.",
            size=Size.HINT,
        ),
    )


def marks(item: Numbered, heading: str) -> tuple[Block, ...]:
    """Return what the upper marks need, one mark a line; () where nobody has said so."""
    points = lines_of(item.question.marking)
    if not points:
        return ()
    return (item_heading(heading), Bullets(items=points))


def _plan(key: str, name: str, *, rows: int, only_if: str) -> Block:
    columns = (
        ("step", "What will be done", 3.0),
        ("when", "By when", 1.2),
        ("who", "Who (role or partner)", 1.6),
    )
    return Table(
        caption=f"{name}: timed plan",
        columns=(Column(title="Step", width=0.5), *(Column(title=title, width=w) for _, title, w in columns)),
        rows=tuple(
            (
                words(str(row)),
                *(
                    TextField(
                        name=f"plan_{key}_{row}_{what}",
                        label=f"{name}, step {row}: {title.lower()}",
                        lines=2 if what == "step" else 1,
                        required=False,
                        only_if=only_if,
                    )
                    for what, title, _ in columns
                ),
            )
            for row in range(1, rows + 1)
        ),
    )


def closed_because(case: Case) -> Determination | None:
    """Return the rule that closes the selection stage, where one does."""
    for rule in SELECTION_RULES:
        found = case.determinations.get(rule)
        if found and found.status is Status.APPLIES:
            return found
    return None


def _experience(case: Case) -> tuple[Block, ...]:
    moved = moved_questions(case)
    if not moved:
        return _undecided(case)
    closed = closed_because(case)
    found: list[Block] = [
        section("Questions about your experience", page_break=True, sheet=f"{Ref('answers')} Experience"),
        Callout(
            tone=Tone.INFORMATION,
            title="Why we ask these here",
            body=(words(_why_moved(closed)),),
            source=sources(closed.citations[:1]) if closed else (),
        ),
        Bullets(
            items=(
                words(
                    "They carry no marks, and your answers don't change the marks for the questions above."
                ),
                words(
                    "We assess each answer as Met or Not met. It is met when it shows what is listed below "
                    "the question, or something equivalent. If it is not clear, we ask you to explain it "
                    "once."
                ),
                words(
                    "Not met doesn't rule out your tender. If you win, we agree with you in the delivery "
                    "plan how we will support and check that commitment."
                ),
                words(
                    "The experience of your partners, your subcontractors or the people who will lead the "
                    "work counts as yours. You don't need to have worked for a public body."
                ),
                *((words("Answer them once, whichever lots you bid for."),) if lots_apart(case) else ()),
            )
        ),
    ]
    found += (_experience_question(item) for item in moved)
    return tuple(found)


def _experience_question(item: Numbered) -> Together:
    name = f"Experience question {item.place}"
    points = lines_of(item.question.good_answer)
    return Together(
        blocks=(
            item_heading(f"{name}: {item.outcome}" if item.outcome else name),
            *asked(item, Size.BODY),
            *((say("The answer shows:"), Bullets(items=points)) if points else ()),
            answer(
                f"experience_{item.question.id.hex}", f"{name}: your answer", limit=item.question.word_limit
            ),
        )
    )


def _why_moved(closed: Determination | None) -> str:
    if closed and closed.rule == SELECTION_RULES[0]:
        return (
            "For a contract of this kind and value the law doesn't let us choose beforehand who may tender. "
            "Everyone may tender, so what we need to know about your experience is asked here."
        )
    return (
        "The procedure that we use has no separate selection stage. Everyone may tender, so what we need to "
        "know about your experience is asked here."
    )


def _undecided(case: Case) -> tuple[Block, ...]:
    waiting = selection_questions(case)
    if case.assessment.selection_stage is not None or not waiting:
        return ()
    missing = [
        name
        for rule in SELECTION_RULES
        if (found := case.determinations.get(rule)) and found.status is Status.CANNOT_TELL
        for name in found.missing
    ]
    still = f" Still needed: {fact_names(missing)}." if missing else ""
    return (
        Callout(
            tone=Tone.CANNOT_TELL,
            title="Not yet known: where the experience questions are asked",
            body=(
                words(
                    f"{capitalised(count_in_words(len(waiting), 'question'))} about experience "
                    f"{plural(len(waiting), 'is', 'are')} asked either before the tender or here.{still}"
                ),
            ),
        ),
    )
