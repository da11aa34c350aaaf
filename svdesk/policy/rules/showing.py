"""What every reader of a determination calls its stage, its standing and the parts of its duty."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from svdesk.domain.english import capitalised, show_date, within_sentence
from svdesk.policy.content.determinations import CycleStage, Determination, Duty, LegalStanding

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


def duty_words(duty: Duty) -> str:
    """Return in one paragraph what to do, and by when; the rest is for those who do it."""
    parts = (("What to do", duty.action), ("By when", duty.by))
    return " ".join(f"{name}: {within_sentence(text).rstrip('.')}." for name, text in parts if text)


CONFIDENCE_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "verified": "Verified",
        "single source": "From a single source",
        "inferred": "Inferred from verified facts",
    }
)
"""How sure a statement of law is, as people read it."""


def confidence_words(confidence: str) -> str:
    """Return how sure a statement of law is; a word that has no name here stands for itself."""
    return CONFIDENCE_TITLES.get(confidence, capitalised(confidence))


def read_words(determination: Determination, *, with_stage: bool = True) -> str:
    """Return on one line when a rule matters, when its source was read, and how sure it is."""
    stage, checked = determination.stage, determination.checked
    said = [f"Stage: {STAGE_TITLES[stage].lower()}."] if stage and with_stage else []
    said += [f"Law read on {show_date(checked)}."] if checked else []
    return " ".join((*said, f"{confidence_words(determination.confidence)}."))
