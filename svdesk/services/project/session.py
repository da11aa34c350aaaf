"""An open part of a project: the one owner of its state while somebody works on it.

The window reads a session and changes it only through :meth:`PartSession.replace`; whoever shows or
saves the part listens. Nothing here knows Qt.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Generic, TypeVar

from svdesk.checks.finding import Finding
from svdesk.checks.lint import lint
from svdesk.domain.parts import Part
from svdesk.domain.project import Project
from svdesk.policy.case import Case, case_of
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack

Part_co = TypeVar("Part_co", bound=Part, covariant=True)

Listener = Callable[[frozenset[str]], None]
"""Called with the names of the sections that changed, or with :data:`EDITION`."""

EDITION = frozenset(("pack_id", "pack_edition"))
"""What listeners are told when another edition of the policy pack took the place of the one there was."""


class PartSession(Generic[Part_co]):
    """One open part of a project, of whatever kind."""

    def __init__(self, part: Part_co) -> None:
        """Open *part*."""
        self._part = part
        self._listeners: list[Listener] = []

    @property
    def part(self) -> Part_co:
        """The part as it stands; a frozen value, safe to keep or hand on."""
        return self._part

    def listen(self, listener: Listener) -> None:
        """Call *listener* after every change, in the order in which listeners came."""
        self._listeners.append(listener)

    def replace(self, sections: Mapping[str, Any]) -> None:
        """Put new values into *sections* (by name), count a revision and tell the listeners.

        Nothing happens where every value equals the one that is there.
        """
        changed = {name: value for name, value in sections.items() if getattr(self._part, name) != value}
        if changed:
            self._put(changed)

    def _put(self, changed: Mapping[str, Any]) -> None:
        """Take the values *changed* over, whatever they are, and tell the listeners."""
        self._part = replace(self._part, revision=self._part.revision + 1, **changed)
        names = frozenset(changed)
        self._follow()
        faults = list[Exception]()
        for listener in tuple(self._listeners):
            # The next are told all the same: saving is one of them.
            try:
                listener(names)
            except Exception as fault:
                faults.append(fault)
        if faults:
            raise faults[0]

    def _follow(self) -> None:
        """Bring what is derived from the part up to date, before the listeners are told."""


class Session(PartSession[Project]):
    """The open plan of a project, with what the rules say of it."""

    def __init__(self, project: Project, pack: PolicyPack) -> None:
        """Open *project* under the policy *pack*."""
        super().__init__(project)
        self._case = case_of(project, pack)

    @property
    def project(self) -> Project:
        """The plan as it stands."""
        return self._part

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

    def work_under(self, pack: PolicyPack, edition: tuple[str, str]) -> None:
        """Go on under another *pack*, assess the facts by it, count a revision and tell the listeners.

        *edition* is the id and the edition that the project names from now on: those of *pack*, or,
        where that change is taken back, whatever the project named before.
        """
        # Looked at under the new pack at once, so that whoever is told finds it so.
        self._case = case_of(self._part, pack)
        pack_id, pack_edition = edition
        self._put({"pack_id": pack_id, "pack_edition": pack_edition})

    def _follow(self) -> None:
        self._case = self._case.with_project(self._part)
