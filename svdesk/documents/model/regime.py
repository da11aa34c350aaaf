"""What documents say where the NHS Provider Selection Regime governs: its criteria come first."""

from svdesk.documents.model.blocks import Block, Callout, Tone, words
from svdesk.documents.model.phrases import sources
from svdesk.policy.case import Case
from svdesk.policy.content.determinations import Assessment, Determination, Status

RULE = "PSR-1"
"""The rule that says whether the regime governs."""


def governing(assessment: Assessment) -> Determination | None:
    """Return the determination that the regime governs; ``None`` where it does not, or can't be told."""
    return next(
        (item for item in assessment.determinations if item.rule == RULE and item.status is Status.APPLIES),
        None,
    )


def card(case: Case) -> tuple[Block, ...]:
    """Return the card that says which criteria govern; () where the regime does not."""
    found = governing(case.assessment)
    if found is None:
        return ()
    return (
        Callout(
            tone=Tone.TAKE_CARE,
            title=found.headline or found.title,
            body=(
                words(found.reason),
                words(
                    "The regime's own key criteria govern. Any weights for social value in these documents "
                    "are a starting point: they have to be fitted to those criteria and checked with "
                    "procurement before anything is issued."
                ),
            ),
            source=sources(found.citations),
        ),
    )
