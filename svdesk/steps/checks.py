"""Check the pack: what a head of procurement would strike out, found before the market does."""

from svdesk.checks.finding import FindingKind
from svdesk.checks.lint import lint
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.step import Phase, Standing, Step

_WORDS = {
    FindingKind.BLOCK: "must be put right",
    FindingKind.MISSING: "still to give",
    FindingKind.CAUTION: "to look at with care",
    FindingKind.INFORMATION: "worth knowing",
}
_NOTHING = "Nothing to put right was found"


def _count(case: Case, kind: FindingKind) -> int:
    found = lint(case)
    return sum(1 for finding in found if finding.kind is kind)


def summary(case: Case) -> str:
    """Return how many findings there are of each weight; "" while there is nothing to check."""
    if not case.project.questions and not case.project.kpis:
        return ""
    counts = ((_count(case, kind), words) for kind, words in _WORDS.items())
    return ", ".join(f"{count} {words}" for count, words in counts if count) or _NOTHING


def note(case: Case) -> str:
    """Return how many findings stand in the way."""
    blocks = _count(case, FindingKind.BLOCK)
    return f"{counted(blocks, 'finding')} to put right" if blocks else ""


def standing(case: Case) -> Standing:
    """Return care where something must be put right; a caution is the officer's to weigh."""
    return Standing.CARE if _count(case, FindingKind.BLOCK) else Standing.DONE


STEP = Step(
    key="checks",
    title="Check the pack",
    phase=Phase.MONITOR,
    purpose="See what a bidder, an evaluator or a court would find fault with, and put it right here.",
    sections=(),
    summary=summary,
    note=note,
    standing=standing,
    page="checks",
    explains_itself=True,
    tool=True,
)
