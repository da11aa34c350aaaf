"""The pack linter as a whole."""

from svdesk.checks import asks, decisions, likeness, links, measures, sizes, timetable, weights, wording
from svdesk.checks.checked_case import CheckedCase
from svdesk.checks.finding import Finding, FindingKind
from svdesk.policy.case import Case

_WEIGHT = {kind: weight for weight, kind in enumerate(FindingKind)}


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
        *decisions.find(checked),
        *wording.find(checked),
        *asks.find(checked),
        *likeness.find(checked),
        *links.find(checked),
        *weights.find(checked),
        *measures.find(checked),
        *sizes.find(checked),
        *timetable.find(checked),
    )
    return tuple(sorted(findings, key=lambda finding: _WEIGHT[finding.kind]))
