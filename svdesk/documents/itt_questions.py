"""The questions of the question pack: each with what good looks like, its scale and its limit."""

from svdesk.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Heading,
    Inlines,
    Paragraph,
    Size,
    Text,
    Together,
    Tone,
    words,
)
from svdesk.documents.front import not_yet, part, say, section
from svdesk.documents.itt_evaluation import scale_table
from svdesk.documents.outline import Numbered, Reading, worth
from svdesk.documents.phrases import NOT_YET, begin, count, fact_names, lines_of, listed, sources, typed
from svdesk.policy.determinations import Determination, Status

SELECTION_RULES = ("PA-85", "PA-PSQ")
"""The rules that say whether a separate selection stage may be run."""


def blocks(reading: Reading) -> tuple[Block, ...]:
    """Return the part with the questions."""
    questions = reading.tender_questions()
    found: list[Block] = [part("5 Questions", page_break=True)]
    if questions:
        found.append(
            say("Each question starts on a new page: the question, what good looks like, and how we mark it.")
        )
    else:
        found.append(not_yet("No tender question has been written."))
    for item in questions:
        found += _question(reading, item, new_page=item.place > 1)
    found += _moved(reading)
    return tuple(found)


def limit(item: Numbered) -> str:
    """Return the word limit in words."""
    words_allowed = item.question.word_limit
    return f"Word limit: {NOT_YET}." if words_allowed is None else f"Up to {words_allowed:,} words."


def good_answer(item: Numbered, heading: str, level: int = 3) -> tuple[Block, ...]:
    """Return what a good answer looks like, one point a line."""
    points = lines_of(item.question.good_answer)
    body: Block = Bullets(items=points) if points else say(NOT_YET)
    return (Heading(level=level, text=heading), body)


def _question(reading: Reading, item: Numbered, *, new_page: bool) -> tuple[Block, ...]:
    weight = worth(item.question, reading.project.evaluation.social_value_weight)
    counted = [f"{kpi.ref} ({kpi.kpi.title})" for kpi in reading.kpis_about(item.question.outcome_id)]
    return (
        section(item.heading, kicker=begin(weight), page_break=new_page),
        Paragraph(content=typed(item.question.text), size=Size.LEAD),
        Paragraph(
            content=(
                Text("Answer for this contract, not for your organisation as a whole. "),
                Text(limit(item), True),
            )
        ),
        *((say(f"Numbers to give in part A: {listed(counted)}.", size=Size.HINT),) if counted else ()),
        *good_answer(item, "What good looks like"),
        Together(blocks=(Heading(level=3, text="How we mark it"), scale_table(reading.pack))),
    )


def closed_because(reading: Reading) -> Determination | None:
    """Return the rule that closes the selection stage, where one does."""
    for rule in SELECTION_RULES:
        found = reading.determination(rule)
        if found and found.status is Status.APPLIES:
            return found
    return None


def _moved(reading: Reading) -> tuple[Block, ...]:
    moved = reading.moved_questions()
    if not moved:
        return _undecided(reading)
    found: list[Block] = [
        section("Questions about your experience", page_break=True),
        Callout(
            tone=Tone.INFORMATION,
            title="Why we ask these here",
            body=(words(_why_moved(reading)),),
            source=_source(reading),
        ),
        Bullets(
            items=(
                words("They carry no marks. Your answers don't change the marks for the questions above."),
                words(
                    "We assess each answer as Met or Not met. It is met when it shows what is listed below "
                    "the question, or something equivalent."
                ),
                words("If an answer is not clear, we ask you to explain it once before we decide."),
                words(
                    "Not met doesn't rule out your tender. If you win, we agree with you in the delivery "
                    "plan how we will support and check that commitment."
                ),
                words(
                    "The experience of your partners, your subcontractors or the people who will lead the "
                    "work counts as yours. You don't need to have worked for a public body."
                ),
            )
        ),
    ]
    for item in moved:
        found += (
            Heading(level=3, text=_experience_heading(item)),
            Paragraph(content=typed(item.question.text)),
            Paragraph(content=words(limit(item), strong=True)),
        )
        points = lines_of(item.question.good_answer)
        if points:
            found += (say("The answer shows:"), Bullets(items=points))
    return tuple(found)


def _experience_heading(item: Numbered) -> str:
    name = f"Experience question {item.place}"
    return f"{name}: {item.outcome}" if item.outcome else name


def _why_moved(reading: Reading) -> str:
    closed = closed_because(reading)
    if closed and closed.rule == SELECTION_RULES[0]:
        return (
            "For a contract of this kind and value the law doesn't let us choose beforehand who may tender. "
            "Everyone may tender, so what we need to know about your experience is asked here."
        )
    return (
        "The procedure that we use has no separate selection stage. Everyone may tender, so what we need to "
        "know about your experience is asked here."
    )


def _source(reading: Reading) -> Inlines:
    closed = closed_because(reading)
    return sources(closed.citations[:1]) if closed else ()


def _undecided(reading: Reading) -> tuple[Block, ...]:
    waiting = reading.selection_questions()
    if reading.assessment.selection_stage is not None or not waiting:
        return ()
    missing = [
        name
        for rule in SELECTION_RULES
        if (found := reading.determination(rule)) and found.status is Status.CANNOT_TELL
        for name in found.missing
    ]
    still = f" Still needed: {fact_names(missing)}." if missing else ""
    return (
        Callout(
            tone=Tone.CANNOT_TELL,
            title="Not yet known: where the experience questions are asked",
            body=(
                words(
                    f"{begin(count(len(waiting), 'question'))} about experience "
                    f"{'is' if len(waiting) == 1 else 'are'} asked either before the tender or here.{still}"
                ),
            ),
        ),
    )
