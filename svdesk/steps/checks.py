"""Check the pack: what a head of procurement would strike out, found before the market does."""

from svdesk.checks.finding import Finding, FindingKind
from svdesk.checks.lint import lint
from svdesk.domain.english import counted
from svdesk.policy.case import Case
from svdesk.steps.step import Phase, Standing, Step


def check(_case: Case) -> tuple[Finding, ...]:
    """Return nothing: the page asks nothing of its own, and its findings stand on other steps."""
    return ()


def _count(case: Case, kind: FindingKind) -> int:
    found = lint(case)
    return sum(1 for finding in found if finding.kind is kind)


def summary(case: Case) -> str:
    """Return how many findings there are of each weight; "" while there is nothing to check."""
    if not case.project.questions and not case.project.kpis:
        return ""
    blocks, cautions, notes = (
        _count(case, kind) for kind in (FindingKind.BLOCK, FindingKind.CAUTION, FindingKind.INFORMATION)
    )
    parts = (
        f"{blocks} must be put right" if blocks else "",
        f"{cautions} to look at with care" if cautions else "",
        f"{notes} worth knowing" if notes else "",
    )
    return ", ".join(part for part in parts if part) or "Nothing to put right was found"


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
    check=check,
    summary=summary,
    note=note,
    standing=standing,
    page="checks",
    explains_itself=True,
    tool=True,
)
