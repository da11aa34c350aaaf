"""What the law and the policy ask after award: what to do, by when and in which notice."""

from collections.abc import Iterable

from svdesk.documents.model.blocks import Block, Callout, Cell, Column, Inlines, Table, Text, Tone, words
from svdesk.documents.model.frame import section
from svdesk.documents.model.phrases import sources
from svdesk.domain.english import within_sentence
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import CycleStage, Determination, Duty, Status
from svdesk.policy.guidance.legal_dates import dates_of_rules
from svdesk.steps.order import STEPS

_STEPS_AFTER_AWARD = frozenset(step.key for step in STEPS if step.after_award)
"""Rules that affect one of these steps have a say after award."""
_STAGES_AFTER_AWARD = (CycleStage.MANAGE, CycleStage.END)


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the section on what the law and the policy ask after award; () where they ask nothing."""
    said = [item for item in case.assessment.determinations if _has_a_say(item)]
    applies = [item for item in said if item.status is Status.APPLIES]
    if not said:
        return ()
    found: list[Block] = [section("What the law and the policy ask after award")]
    if applies:
        found.append(
            Table(
                caption="What is asked, and by when",
                show_caption=False,
                columns=(
                    Column(title="What is asked, and where it is written", width=2.4),
                    Column(title="What to do", width=3.2),
                    Column(title="By when", width=1.8),
                ),
                rows=tuple(_row(case, item) for item in applies),
            )
        )
    return (*found, *(_open(item) for item in said if item.status is Status.CANNOT_TELL))


def _has_a_say(item: Determination) -> bool:
    if item.status is Status.DOES_NOT_APPLY:
        return False
    return item.stage in _STAGES_AFTER_AWARD or not _STEPS_AFTER_AWARD.isdisjoint(item.affects)


def _row(case: Case, item: Determination) -> tuple[Cell, ...]:
    asked = (Text(f"{item.headline or item.title}\n", True), *sources(item.citations))
    if item.duty is None:
        return (asked, words(item.reason), words("No day is set."))
    return (
        asked,
        words(_what_to_do(item.duty)),
        _by_when(item.duty, dates_of_rules(case).get(item.rule, ())),
    )


def _what_to_do(duty: Duty) -> str:
    parts = "; ".join(each.rstrip(".") for each in duty.contents)
    contents = f"What goes in: {parts}." if parts else ""
    otherwise = f"If not: {within_sentence(duty.otherwise)}" if duty.otherwise else ""
    return "\n".join(filter(None, (duty.action, contents, otherwise)))


def _by_when(duty: Duty, dates: Iterable[str]) -> Inlines:
    return words("\n".join(filter(None, (duty.by, duty.notice, *dates))))


def _open(item: Determination) -> Callout:
    return Callout(
        tone=Tone.CANNOT_TELL,
        title=item.headline or item.title,
        body=(words(item.reason),),
        source=sources(item.citations),
    )
