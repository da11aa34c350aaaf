"""The parts of a project: frozen values that are worked on, saved and taken back each by itself.

A project is a small head (:mod:`svdesk.domain.head`) and parts. Today it has one, the plan
(:class:`svdesk.domain.project.Project`): all that the steps ask for up to the tender. What follows the
tender (evaluation, contracts, delivery) becomes parts of the same kind. A part has a revision of its
own, and with it its own session, undo, saving and check against newer work, so that two parts of one
project can be worked on at once.
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

MOST_PART_BYTES = 16 * 1024 * 1024
"""The longest JSON of one part, in bytes: more than anybody types, and little enough to be read at once."""


@dataclass(frozen=True, slots=True)
class PartId:
    """Which part of which project is meant.

    *kind* is the part's, such as ``plan``. *key* tells parts of one kind apart, such as the contracts
    of a project with lots; "" where a project has one at most. An empty *kind* means the project as a
    whole.
    """

    project_id: UUID
    kind: str = ""
    key: str = ""

    def __str__(self) -> str:
        """Return the part without its project: ``plan``, or ``contract/<key>``."""
        return f"{self.kind}/{self.key}" if self.key else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What every part has: *id* is its project's, *revision* counts the changes that were made to it.

    A subclass names its kind and holds the sections; a change makes a new value.
    """

    part_kind: ClassVar[str]
    id: UUID
    revision: int = 0

    @property
    def key(self) -> str:
        """What tells this part from others of its kind in the same project; "" where it is the only one."""
        return ""

    @property
    def part_id(self) -> PartId:
        """Which part of which project this is."""
        return PartId(self.id, self.part_kind, self.key)
