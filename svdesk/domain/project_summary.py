"""A line of the project list. Needs next to nothing, as the list is the first thing that is seen."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSummary:
    """What the project list says of a project. *changed_at* is in UTC."""

    id: UUID
    title: str
    reference: str
    authority: str
    changed_at: datetime
