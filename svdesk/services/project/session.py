"""An open project: the one owner of its state while somebody works on it.

The window reads the session and changes it only through :meth:`Session.replace`; whoever shows or
saves the project listens. Nothing here knows Qt.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from svdesk.checks.finding import Finding
from svdesk.checks.lint import lint
from svdesk.domain.project import Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack

Listener = Callable[[frozenset[str]], None]
"""Called with the names of the sections that changed, or with :data:`EDITION`."""

EDITION = frozenset(("pack_id", "pack_edition"))
"""What listeners are told when another edition of the policy pack took the place of the one there was."""


class Session:
    """One open project with what the rules say of it."""

    def __init__(self, project: Project, pack: PolicyPack) -> None:
        """Open *project* under the policy *pack*."""
        self._case = case_of(project, pack)
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        """The project as it stands; a frozen value, safe to keep or hand on."""
        return self._case.project

    @property
    def pack(self) -> PolicyPack:
        """The policy pack the project is worked on under."""
        return self._case.pack

    @property
    def assessment(self) -> Assessment:
        """What the rules say of the facts as they stand."""
        return self._case.assessment

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be put right in the project as it stands, what blocks first."""
        return lint(self._case)

    @property
    def case(self) -> Case:
        """The project as it stands under the law: one case for each revision."""
        return self._case

    def listen(self, listener: Listener) -> None:
        """Call *listener* after every change, in the order in which listeners came."""
        self._listeners.append(listener)

    def replace(self, sections: Mapping[str, Any]) -> None:
        """Put new values into *sections* (by name), count a revision and tell the listeners.

        Nothing happens where every value equals the one that is there.
        """
        changed = {name: value for name, value in sections.items() if getattr(self.project, name) != value}
        if not changed:
            return
        self._case = self._case.changed(revision=self.project.revision + 1, **changed)
        self._tell(frozenset(changed))

    def work_under(self, pack: PolicyPack, edition: tuple[str, str]) -> None:
        """Go on under another *pack*, assess the facts by it, count a revision and tell the listeners.

        *edition* is the id and the edition that the project names from now on: those of *pack*, or,
        where that change is taken back, whatever the project named before.
        """
        pack_id, pack_edition = edition
        revision = self.project.revision + 1
        project = replace(self.project, revision=revision, pack_id=pack_id, pack_edition=pack_edition)
        self._case = case_of(project, pack)
        self._tell(EDITION)

    def _tell(self, what: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            listener(what)
