"""The pack linter as a whole."""

from functools import lru_cache

from svdesk.domain.project import Project
from svdesk.policy.determinations import Assessment, Severity
from svdesk.policy.linting import (
    asks,
    decisions,
    likeness,
    links,
    measures,
    sizes,
    timetable,
    weights,
    wording,
)
from svdesk.policy.linting.finding import Finding
from svdesk.policy.linting.scene import Same, Scene
from svdesk.policy.pack import PolicyPack
from svdesk.policy.proportion import proportion

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def lint(project: Project, assessment: Assessment, pack: PolicyPack) -> tuple[Finding, ...]:
    """Return what is to be put right in *project*, what blocks first, else in the order of the steps.

    The same three objects are looked at once. After a change only the texts that changed are read
    anew, so that this can follow typing.
    """
    return _lint(Same(project), Same(assessment), Same(pack))


@lru_cache(maxsize=4)
def _lint(project: Same, assessment: Same, pack: Same) -> tuple[Finding, ...]:
    scene = Scene(project.value, assessment.value, pack.value)
    if not scene.checks.by_id:
        return ()
    usual = proportion(project.value, pack.value)
    found = (
        *decisions.find(scene),
        *wording.find(scene),
        *asks.find(scene),
        *likeness.find(scene),
        *links.find(scene),
        *weights.find(scene, usual),
        *measures.find(scene),
        *sizes.find(scene, usual),
        *timetable.find(scene),
    )
    return tuple(sorted(found, key=lambda finding: _WEIGHT[finding.severity]))
