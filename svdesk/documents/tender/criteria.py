"""The award criteria of the question pack for an e-tendering portal: one row, or one piece of text, each.

Weights are exact: they are neither rounded nor made to fit, so that a portal's total is the officer's.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from svdesk.documents.model.blocks import (
    Block,
    Bullets,
    Column,
    Document,
    Inlines,
    Paragraph,
    Table,
    words,
)
from svdesk.documents.model.frame import frame, part, say, section
from svdesk.documents.model.lookups import Numbered, moved_questions, points, tender_questions, word_limit
from svdesk.documents.model.lots import lots_apart
from svdesk.documents.model.phrases import NOT_YET, given, lines_of
from svdesk.documents.tender import itt
from svdesk.documents.tender.itt_evaluation import LOTS_APART
from svdesk.documents.tender.itt_questions import limit
from svdesk.domain.entry import show_number
from svdesk.policy.case import Case

NO_MARKS = "Carries no marks: the answer is met or not met."
WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One question as a portal asks it.

    *share* is its weight in percent of the social value marks, *of_all* in percent of all marks;
    ``None`` where it is not known. *guidance* holds headings, each with its points.
    """

    reference: str
    title: str
    item: Numbered
    word_limit: int | None
    share: Decimal | None
    of_all: Decimal | None
    guidance: tuple[tuple[str, tuple[Inlines, ...]], ...]


def criteria(case: Case) -> Iterator[Criterion]:
    """Yield the tender's questions, then those about experience, which carry no marks."""
    overall = case.project.evaluation.social_value_weight
    by_lot = ((f"Answer for each lot that you bid for. {LOTS_APART}", ()),) if lots_apart(case) else ()
    for item in tender_questions(case):
        weight = item.question.weight
        yield Criterion(
            reference=f"Question {item.place}",
            title=item.heading,
            item=item,
            word_limit=word_limit(case, item),
            share=weight,
            of_all=None if weight is None or overall is None else points(weight, overall),
            guidance=(*by_lot, *_guidance(item)),
        )
    for item in moved_questions(case):
        reference = f"Experience question {item.place}"
        yield Criterion(
            reference=reference,
            title=f"{reference}: {item.outcome}" if item.outcome else reference,
            item=item,
            word_limit=item.question.word_limit,
            share=Decimal(0),
            of_all=Decimal(0),
            guidance=((NO_MARKS, ()), *_guidance(item)),
        )


def unavailable(case: Case) -> str:
    """Return why a portal would refuse the criteria; "" where it would not."""
    questions = tender_questions(case)
    if not questions and not moved_questions(case):
        return "It has no question, so there is no criterion for a portal."
    total = sum((item.question.weight or Decimal(0) for item in questions), Decimal(0))
    if questions and total != WHOLE:
        return (
            f"The weights of its questions add up to {show_number(total)}%, and a portal takes only 100%. "
            "Complete them first."
        )
    return ""


def rows(case: Case) -> Document:
    """Return the criteria as a table, a row each."""
    table = Table(
        caption="Social value criteria",
        columns=(
            Column(title="Reference"),
            Column(title="Title"),
            Column(title="Question"),
            Column(title="Guidance"),
            Column(title="Word limit", number=True),
            Column(title="Weight (% of social value)", number=True),
            Column(title="Weight (% of all marks)", number=True),
        ),
        rows=tuple(
            (
                words(each.reference),
                words(each.title),
                words(given(each.item.question.text.strip())),
                words("\n".join(_guidance_lines(each))),
                words("" if each.word_limit is None else str(each.word_limit)),
                words(exact(each.share)),
                words(exact(each.of_all)),
            )
            for each in criteria(case)
        ),
    )
    return _document(case, (table,))


def paste_ready(case: Case) -> Document:
    """Return the criteria as text, each piece under the name of the box of a portal that it goes into."""
    found: list[Block] = []
    for each in criteria(case):
        found += (
            part(each.title),
            section("Question"),
            say(given(each.item.question.text.strip())),
            section("Guidance"),
            *_guidance_blocks(each),
            section("Word limit"),
            say(limit(case, each.item)),
            section("Weight"),
            say(_weight(each)),
        )
    return _document(case, tuple(found))


def exact(number: Decimal | None) -> str:
    """Return a number for another program: no separators, no needless noughts; "" for none."""
    return "" if number is None else show_number(number).replace(",", "")


def _guidance(item: Numbered) -> tuple[tuple[str, tuple[Inlines, ...]], ...]:
    found = (
        ("What good looks like:", lines_of(item.question.good_answer)),
        ("What the upper marks need:", lines_of(item.question.marking)),
    )
    return tuple((heading, listed) for heading, listed in found if listed)


def _guidance_lines(each: Criterion) -> Iterator[str]:
    for heading, listed in each.guidance:
        yield heading
        yield from (f"- {''.join(inline.text for inline in point)}" for point in listed)


def _guidance_blocks(each: Criterion) -> Iterator[Block]:
    if not each.guidance:
        yield say(NOT_YET)
    for heading, listed in each.guidance:
        yield Paragraph(content=words(heading))
        if listed:
            yield Bullets(items=listed)


def _weight(each: Criterion) -> str:
    if each.share == 0:
        return NO_MARKS
    share, of_all = (NOT_YET if each is None else f"{exact(each)}%" for each in (each.share, each.of_all))
    return f"{share} of the social value marks; {of_all} of all marks"


def _document(case: Case, blocks: tuple[Block, ...]) -> Document:
    return frame(
        case,
        kind="itt",
        title=itt.TITLE,
        what="Criteria for the portal",
        cover=(),
        summary=None,
        blocks=blocks,
    )
