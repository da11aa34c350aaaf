"""The pack linter as a whole."""

from svdesk.checks import (
    access,
    asks,
    award,
    covers,
    decisions,
    facts,
    likeness,
    links,
    measures,
    sizes,
    timetable,
    weights,
    wording,
)
from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import KINDS, Finding
from svdesk.policy.case import Case


def lint(case: Case) -> tuple[Finding, ...]:
    """Return what is to be put right in *case*, what blocks first, else in the order of the steps.

    The same case is looked at once. After a change only the texts that changed are read anew, so
    that this can follow typing.
    """
    return case.once(_lint)


def _lint(case: Case) -> tuple[Finding, ...]:
    checked = CheckedCase(case)
    if not checked.checks.by_id:
        return ()
    findings = (
        *facts.find(checked),
        *award.find(checked),
        *decisions.find(checked),
        *access.find(checked),
        *wording.find(checked),
        *asks.find(checked),
        *likeness.find(checked),
        *links.find(checked),
        *weights.find(checked),
        *measures.find(checked),
        *sizes.find(checked),
        *timetable.find(checked),
        *covers.find(checked),
    )
    return tuple(sorted(findings, key=lambda finding: KINDS.index(finding.kind)))
