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
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack
from svdesk.policy.rules.assess import assess
from svdesk.steps.step import Context

Listener = Callable[[frozenset[str]], None]
"""Called with the names of the sections that changed, or with :data:`EDITION`."""

EDITION = frozenset(("pack_id", "pack_edition"))
"""What listeners are told when another edition of the policy pack took the place of the one there was."""


class Session:
    """One open project with what the rules say of it."""

    def __init__(self, project: Project, pack: PolicyPack) -> None:
        """Open *project* under the policy *pack*."""
        self._project = project
        self._pack = pack
        self._assessment = assess(project.facts, pack)
        self._listeners: list[Listener] = []

    @property
    def project(self) -> Project:
        """The project as it stands; a frozen value, safe to keep or hand on."""
        return self._project

    @property
    def pack(self) -> PolicyPack:
        """The policy pack the project is worked on under."""
        return self._pack

    @property
    def assessment(self) -> Assessment:
        """What the rules say of the facts as they stand."""
        return self._assessment

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is to be put right in the project as it stands, what blocks first."""
        return lint(self._project, self._assessment, self._pack)

    @property
    def context(self) -> Context:
        """What the steps look at."""
        return Context(self._project, self._assessment, self._pack)

    def listen(self, listener: Listener) -> None:
        """Call *listener* after every change, in the order in which listeners came."""
        self._listeners.append(listener)

    def replace(self, sections: Mapping[str, Any]) -> None:
        """Put new values into *sections* (by name), count a revision and tell the listeners.

        Nothing happens where every value equals the one that is there.
        """
        changed = {name: value for name, value in sections.items() if getattr(self._project, name) != value}
        if not changed:
            return
        self._project = replace(self._project, revision=self._project.revision + 1, **changed)
        if "facts" in changed:
            self._assessment = assess(self._project.facts, self._pack)
        self._tell(frozenset(changed))

    def work_under(self, pack: PolicyPack, edition: tuple[str, str]) -> None:
        """Go on under another *pack*, assess the facts by it, count a revision and tell the listeners.

        *edition* is the id and the edition that the project names from now on: those of *pack*, or,
        where that change is taken back, whatever the project named before.
        """
        pack_id, pack_edition = edition
        self._pack = pack
        self._project = replace(
            self._project, revision=self._project.revision + 1, pack_id=pack_id, pack_edition=pack_edition
        )
        self._assessment = assess(self._project.facts, pack)
        self._tell(EDITION)

    def _tell(self, what: frozenset[str]) -> None:
        for listener in tuple(self._listeners):
            listener(what)
