"""Items of the library made part of a project: its questions as they are asked, its measures as KPIs."""

from uuid import UUID

from svdesk.domain.choices import Choice, Stage
from svdesk.domain.entry import Targets
from svdesk.domain.project import Kpi, Question
from svdesk.policy.content.outcomes import LibraryQuestion, Measure, Outcome


class Variant(Choice):
    """The two ways in which a tender question of the library can be put."""

    OPEN = "open", "Open: one question, the bidder finds the order"
    GUIDED = "guided", "Guided: asked point by point, easier for new bidders"


def question_text(source: LibraryQuestion, variant: Variant) -> str:
    """Return a library question as bidders read it; without a guided variant the open one."""
    if variant is Variant.GUIDED and source.guided:
        letters = "abcdefghijklmnopqrstuvwxyz"
        return "\n".join(f"{letter}) {line}" for letter, line in zip(letters, source.guided, strict=False))
    return f"{source.text}\n\n{source.equivalents}" if source.equivalents else source.text


def question_words(source: LibraryQuestion, variant: Variant) -> int:
    """Return the word limit of a library question in the variant."""
    if variant is Variant.GUIDED and source.guided_word_limit is not None:
        return source.guided_word_limit
    return source.word_limit


def marking_text(source: LibraryQuestion) -> str:
    """Return what the upper marks need, one mark a line."""
    marks = source.marks
    return f"3: {marks.three}\n4: {marks.four}\n5: {marks.five}"


def question_from(
    outcome: Outcome,
    source: LibraryQuestion,
    *,
    id: UUID,  # noqa: A002 - the field's name
    stage: Stage = Stage.TENDER,
    variant: Variant = Variant.OPEN,
) -> Question:
    """Return a question of the library as a question of a project, without a weight yet."""
    return Question(
        id=id,
        stage=stage,
        outcome_id=outcome.id,
        source_id=source.id,
        text=question_text(source, variant),
        good_answer="\n".join(source.good_answer),
        marking=marking_text(source),
        word_limit=question_words(source, variant),
    )


def kpi_from(outcome: Outcome, measure: Measure, *, id: UUID, targets: Targets = ()) -> Kpi:  # noqa: A002 - as above
    """Return a measure of the library as a KPI, with *targets* for the contract years where known."""
    return Kpi(
        id=id,
        outcome_id=outcome.id,
        measure_id=measure.id,
        title=measure.title,
        unit=measure.unit,
        counts=measure.counts,
        excludes=measure.excludes,
        method=measure.method,
        baseline=measure.baseline,
        guide_minimum=measure.guide_minimum,
        targets=targets,
        evidence=measure.evidence,
        frequency=measure.frequency,
        good_from=measure.good_from,
        approaching_from=measure.approaching_from,
        improvement_from=measure.improvement_from,
        remedy=measure.remedy,
    )
