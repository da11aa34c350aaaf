"""What every reader of a determination calls its stage, its standing and the parts of its duty."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from svdesk.policy.content.determinations import CycleStage, Duty, LegalStanding

STAGE_TITLES: Mapping[CycleStage, str] = MappingProxyType(
    {
        CycleStage.PLAN: "Plan",
        CycleStage.PROCURE: "Procure",
        CycleStage.AWARD: "Award",
        CycleStage.MANAGE: "Manage",
        CycleStage.END: "End",
    }
)
"""The stages as people read them, in their order."""

ADVICE_TITLES: Mapping[LegalStanding, str] = MappingProxyType(
    {LegalStanding.GOOD_PRACTICE: "Good practice", LegalStanding.OPTIONAL: "Optional for you"}
)
"""What advice is called; what binds, and what nothing is said of, has no name here."""


def duty_parts(duty: Duty) -> Iterator[tuple[str, str]]:
    """Yield each part that *duty* states, with what it is called."""
    yield "What to do", duty.action
    for name, text in (
        ("By when", duty.by),
        ("Notice", duty.notice),
        ("What goes in", "; ".join(duty.contents)),
        ("If not", duty.otherwise),
    ):
        if text:
            yield name, text
