"""The pack linter as a whole."""

from functools import lru_cache
from uuid import UUID

from svdesk.checks import asks, decisions, likeness, links, measures, sizes, timetable, weights, wording
from svdesk.checks.finding import Finding
from svdesk.checks.scene import Scene
from svdesk.domain.identity import Same
from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Assessment, Severity
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.guidance.proportion import Proportion, proportion

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
    its = project.value
    contract = map(Same, (its.about, its.facts, its.lots, its.profile))
    usual = _usual(*contract, assessment, pack)
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


@lru_cache(maxsize=4)
def _usual(about: Same, facts: Same, lots: Same, profile: Same, assessment: Same, pack: Same) -> Proportion:
    """Return what is in proportion to a contract, of which nothing else is known than what is given.

    So it need not be reckoned anew while questions and KPIs are written.
    """
    contract = Project(
        id=UUID(int=0), about=about.value, facts=facts.value, lots=lots.value, profile=profile.value
    )
    return proportion(contract, pack.value, assessment.value)
