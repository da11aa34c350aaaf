"""The library and the practice of a pack as entries: outcomes and all that hangs on them."""

from collections.abc import Iterator
from dataclasses import fields

from svdesk.domain.entry import show_number
from svdesk.policy.content.items import Listed
from svdesk.policy.content.outcomes import LibraryQuestion, Measure, Outcome
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.reference.entry import (
    KIND_NAMES,
    EntryLink,
    EntryPart,
    ReferenceEntry,
    links,
    points,
    text,
)
from svdesk.policy.reference.policy_text import clause_of

LIBRARY = "Library of outcomes"
PRACTICE = "Practice"
CLAUSES = "Clauses for the provider commitments"


def library_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield the outcomes under their objectives with measures, questions and clause, and the rest."""
    twins = _twins(pack)
    for objective in pack.objectives:
        for outcome in pack.outcomes_of(objective.id):
            yield _outcome(pack, outcome, objective.title)
            yield from (_measure(measure, outcome.id, twins) for measure in outcome.measures)
            yield _question(outcome.selection_question, outcome.id, "selection")
            yield from (_question(q, outcome.id, "tender") for q in outcome.tender_questions)
            yield _clause(outcome.id, outcome.title, outcome.clause, parent=outcome.id)
    for commitment in pack.commitments:
        yield _clause(commitment.id, commitment.title, commitment.clause, shelves=(LIBRARY, CLAUSES))
    for kind, things in (("need_source", pack.need_sources), ("life_stage", pack.life_stages)):
        yield from (_simple(kind, thing) for thing in things)
    for unit in pack.units:
        yield _entry(unit.id, "unit", unit.id, text(unit.title), LIBRARY)
    for crosswalk in pack.crosswalks:
        yield ReferenceEntry(
            id=crosswalk.id,
            kind="crosswalk",
            title=f"{crosswalk.model}: {crosswalk.title}",
            parts=text(f"Outcomes of the library that can be read across to {crosswalk.model}."),
            citations=crosswalk.citations,
            links=links("Outcomes that fit", *crosswalk.outcomes),
            shelves=(LIBRARY, KIND_NAMES["crosswalk"][1]),
        )


def practice_entries(pack: PolicyPack) -> Iterator[ReferenceEntry]:
    """Yield how work is sized, checked, marked, rated and put right, and the words explained."""
    for question in pack.profile_questions:
        yield _entry(
            question.id, "profile_question", question.title, text(question.text, question.help), PRACTICE
        )
    for factor in pack.factors:
        yield _entry(
            factor.id,
            "factor",
            factor.title,
            text(f"Speaks for it with {factor.speaks_for} points, against it with {factor.speaks_against}."),
            PRACTICE,
        )
    for retention in pack.retentions:
        period = f"{retention.years} years" if retention.years is not None else "No period is set"
        yield ReferenceEntry(
            id=retention.id,
            kind="retention",
            title=f"Records: {retention.title}",
            parts=text(f"{period}. {retention.reason}"),
            citations=retention.citations,
            shelves=(PRACTICE, KIND_NAMES["retention"][1]),
        )
    for rung in pack.rungs:
        yield ReferenceEntry(
            id=rung.id,
            kind="rung",
            title=rung.title,
            parts=(
                *points(
                    (
                        f"Outcomes: {_span(rung.outcomes)}",
                        f"Questions: {_span(rung.questions)}",
                        f"Words that a bidder writes: {_span(rung.words)}",
                        f"KPIs: {_span(rung.kpis)}",
                        f"Weighting: {_span(rung.weighting)}% of all marks",
                    ),
                    "Usual, from low to high risk",
                ),
                *text(rung.evidence, heading="What this rests on"),
            ),
            citations=rung.citations,
            shelves=(PRACTICE, KIND_NAMES["rung"][1]),
        )
    for check in pack.checks:
        yield ReferenceEntry(
            id=check.id,
            kind="check",
            title=check.title,
            parts=text(check.why, heading="Why") + text(check.remedy, heading="What to do"),
            citations=check.citations,
            shelves=(PRACTICE, KIND_NAMES["check"][1]),
        )
    for mark in pack.scale:
        title = f"{mark.mark}: {mark.label}"
        yield _entry(f"mark-{mark.mark}", "mark", title, text(mark.meaning), PRACTICE)
    for rating in pack.ratings:
        yield _entry(rating.id, "rating", rating.title, text(rating.meaning), PRACTICE)
    for remedy in pack.remedies:
        title = f"{remedy.step}: {remedy.title}"
        yield _entry(f"remedy-{remedy.step}", "remedy", title, text(remedy.text), PRACTICE)
    for word in pack.glossary:
        yield _entry(f"word-{slug(word.term)}", "glossary", word.term, text(word.meaning), PRACTICE)


def slug(words: str) -> str:
    """Return *words* as an id: small letters, digits and single dashes."""
    return "-".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _entry(entry_id: str, kind: str, title: str, parts: tuple[EntryPart, ...], shelf: str) -> ReferenceEntry:
    return ReferenceEntry(
        id=entry_id, kind=kind, title=title, parts=parts, shelves=(shelf, KIND_NAMES[kind][1])
    )


def _simple(kind: str, item: Listed) -> ReferenceEntry:
    return ReferenceEntry(
        id=item.id,
        kind=kind,
        title=item.title,
        parts=text(item.explanation),
        links=links("See also", *item.see),
        shelves=(LIBRARY, KIND_NAMES[kind][1]),
        url=item.url,
    )


def _span(pair: tuple[object, object]) -> str:
    low, high = pair
    return f"{low}" if low == high else f"{low} to {high}"


def _outcome(pack: PolicyPack, outcome: Outcome, objective: str) -> ReferenceEntry:
    across = tuple(model.id for model in pack.crosswalks if outcome.id in model.outcomes)
    return ReferenceEntry(
        id=outcome.id,
        kind="outcome",
        title=outcome.title,
        parts=(
            *text(outcome.why_it_may_matter, heading="Why it may matter"),
            *text(outcome.when_it_does_not_fit, heading="When it does not fit"),
            *text(", ".join(outcome.themes).capitalize(), heading="Themes"),
        ),
        links=(
            *links("Measures", *(measure.id for measure in outcome.measures)),
            *links("Questions", *(question.id for question in outcome.questions)),
            *links("Contract clause", clause_of(outcome.id)),
            *links("Objective", outcome.objective),
            *links("Marmot priorities", *outcome.marmot),
            *links("Corporate priorities", *outcome.priorities),
            *links("Other models", *across),
        ),
        shelves=(LIBRARY, objective),
    )


def _measure(item: Measure, outcome: str, twins: dict[str, tuple[str, ...]]) -> ReferenceEntry:
    rating = (
        f"Good from {show_number(item.good_from)}% of target, approaching target from "
        f"{show_number(item.approaching_from)}%, requires improvement from "
        f"{show_number(item.improvement_from)}%, inadequate below that."
    )
    return ReferenceEntry(
        id=item.id,
        kind="measure",
        title=item.title,
        parts=(
            *text(f"{item.unit}; reported: {item.frequency.label.lower()}", heading="Unit"),
            *text(item.counts, heading="What counts"),
            *text(item.excludes, heading="What does not count"),
            *text(item.method, heading="How to count"),
            *text(item.evidence, heading="Evidence"),
            *text(item.baseline, heading="Typical baseline"),
            *text(item.guide_minimum, heading="Guide minimum"),
            *text(rating, heading="Rating"),
            *text(item.remedy, heading="If it falls short"),
        ),
        links=(
            *links("Outcome", outcome),
            *links("Don't count the same thing under", *twins.get(item.id, ())),
            *links("Where to look up the need", *item.needs),
            *links("Stages of life", *item.life_cycle),
        ),
        parent=outcome,
        shelves=(KIND_NAMES["measure"][1],),
    )


def _twins(pack: PolicyPack) -> dict[str, tuple[str, ...]]:
    """Return, for each measure, those that may count the same thing, whichever of the two says so."""
    found: dict[str, dict[str, None]] = {}
    for measure in pack.measures():
        for other in measure.double_counts:
            found.setdefault(measure.id, {})[other] = None
            found.setdefault(other, {})[measure.id] = None
    return {measure: tuple(others) for measure, others in found.items()}


def _question(question: LibraryQuestion, outcome: str, stage: str) -> ReferenceEntry:
    marks = tuple(
        f"{mark}: {getattr(question.marks, field.name)}"
        for mark, field in zip((3, 4, 5), fields(question.marks), strict=True)
    )
    limit = f"Up to {question.word_limit} words."
    together = f"Up to {question.guided_word_limit} words together." if question.guided_word_limit else ""
    return ReferenceEntry(
        id=question.id,
        kind="question",
        title=f"{question.title} ({stage})",
        parts=(
            *text(question.text, limit, heading="The question"),
            *text(question.equivalents, heading="What counts as much"),
            *points((*question.guided, *filter(None, (together,))), "Asked line by line"),
            *points(question.good_answer, "A good answer"),
            *points(marks, "What the upper marks need"),
            *text(question.suits, heading="When to choose it"),
        ),
        links=links("Outcome", outcome),
        parent=outcome,
        shelves=(KIND_NAMES["question"][1],),
    )


def _clause(
    owner: str, title: str, words: str, parent: str = "", shelves: tuple[str, ...] = ()
) -> ReferenceEntry:
    belongs: tuple[EntryLink, ...] = links("Belongs to", owner)
    return ReferenceEntry(
        id=clause_of(owner),
        kind="clause",
        title=f"Clause: {title}",
        parts=text(words),
        links=belongs,
        parent=parent,
        shelves=shelves or (KIND_NAMES["clause"][1],),
    )
