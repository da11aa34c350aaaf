"""The project plan's part on the law: what is asked of the authority, in the order of the stages."""

from svdesk.documents.model.blocks import Block, Column, Table, words
from svdesk.documents.model.frame import not_yet, part, say
from svdesk.domain.english import listed
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import CycleStage, Determination, Severity, Status
from svdesk.policy.rules.showing import STAGE_TITLES, duty_words

_STAGES = (*CycleStage, None)


def blocks(case: Case) -> tuple[Block, ...]:
    """Return the part with what applies and asks something, in the order of the stages."""
    asking = [
        item
        for item in case.assessment.determinations
        if item.status is Status.APPLIES and item.severity is not Severity.INFORMATION
    ]
    asking.sort(key=lambda item: _STAGES.index(item.stage))
    open_rules = [item for item in case.assessment.determinations if item.status is Status.CANNOT_TELL]
    found: list[Block] = [
        part("What the law and the policy ask", id="rules"),
        say(
            "The relevance and proportionality statement has every answer with its sources. These ask "
            "something of us; in their words “you” is the officer."
        ),
    ]
    if asking:
        found.append(
            Table(
                caption="What applies, and asks something of us",
                show_caption=False,
                columns=(
                    Column(title="What is asked", width=2),
                    Column(title="What to do, or why", width=3.8),
                    Column(title="Stage", width=0.8),
                ),
                rows=tuple(
                    (words(item.headline or item.title), words(_asked(item)), words(_stage(item)))
                    for item in asking
                ),
            )
        )
    else:
        found.append(not_yet("No rule that asks something is known to apply."))
    if open_rules:
        found.append(not_yet(f"It can't be told yet: {listed([item.title for item in open_rules])}."))
    return tuple(found)


def _asked(item: Determination) -> str:
    return duty_words(item.duty) if item.duty else item.reason


def _stage(item: Determination) -> str:
    return STAGE_TITLES[item.stage] if item.stage else ""
