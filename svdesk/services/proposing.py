"""Drafting a project from the contract facts: everything proposed, with its reason, for a person to decide.

Nothing that a person has decided is overwritten. What is proposed again replaces only what was
proposed before and that nobody has confirmed or changed.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from svdesk.domain.project import Project
from svdesk.policy.determinations import Assessment
from svdesk.policy.pack import PolicyPack

Sections = Mapping[str, Any]
"""New values of sections by name, as :mod:`svdesk.services.editing` returns them."""


def propose(project: Project, pack: PolicyPack, assessment: Assessment) -> Project:
    """Return *project* with a proposal for everything that nobody has decided yet."""
    raise NotImplementedError


def propose_outcomes(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the undecided outcomes get a proposed decision."""
    raise NotImplementedError


def propose_questions(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the chosen outcomes get questions and their weights."""
    raise NotImplementedError


def propose_evaluation(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when blank weights and shares are proposed."""
    raise NotImplementedError


def propose_commitments(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when undecided provider commitments are proposed."""
    raise NotImplementedError


def propose_kpis(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when the chosen outcomes get KPIs."""
    raise NotImplementedError


def propose_reporting(project: Project, pack: PolicyPack, assessment: Assessment) -> Sections:
    """Return the sections that change when reporting and review dates are proposed."""
    raise NotImplementedError


def confirm(project: Project, targets: Iterable[str], by: str, on: date, note: str = "") -> Sections:
    """Return the sections that change when a person confirms what was proposed for *targets*.

    What stands there now is then the person's decision, whether it was left as proposed, changed
    or taken out. *note* is the reason for the last two; it is kept as it is where blank.
    """
    raise NotImplementedError


def confirm_changed(project: Project, by: str, on: date) -> Sections:
    """Return the sections that change when every open proposal that a person changed is confirmed."""
    raise NotImplementedError


def without_reason(project: Project) -> tuple[str, ...]:
    """Return the targets of confirmed proposals that were changed or taken out without a reason."""
    raise NotImplementedError
