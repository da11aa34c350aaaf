"""What falls due in a contract as events, for a calendar file."""

from collections import Counter
from dataclasses import replace
from uuid import uuid5

from svdesk.documents.contract.calendar_dates import Due, due_dates
from svdesk.documents.model.blocks import Document, Event
from svdesk.documents.model.frame import frame
from svdesk.documents.model.outline import Reading
from svdesk.documents.model.phrases import given
from svdesk.domain.project import Project
from svdesk.policy.content.determinations import Assessment
from svdesk.policy.content.pack import PolicyPack


def unavailable(reading: Reading) -> str:
    """Return why a calendar would be empty; "" where something falls due on a known day."""
    return "" if due_dates(reading) else "No date is known yet, so there is nothing to put into a calendar."


def events(project: Project, assessment: Assessment, pack: PolicyPack) -> Document:
    """Return a document of nothing but events, the earliest first.

    An event's key says what falls due and not when, so that a calendar moves it when its day changes.
    """
    reading = Reading(project=project, assessment=assessment, pack=pack)
    titles = {item.ref: given(item.kpi.title) for item in reading.kpis()}
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for due in due_dates(reading):
        name = due.kind.value, due.what
        seen[name] += 1
        key = uuid5(project.id, f"{due.kind.value} {seen[name]} {due.what}")
        found.append(Event(key=str(key), on=due.on, title=due.what, note=_note(due, titles)))
    document = frame(
        reading,
        kind="handover",
        title="Calendar of the contract",
        what="Calendar",
        cover=(),
        summary=None,
        blocks=(),
    )
    return replace(document, events=tuple(found), revision=project.revision)


def _note(due: Due, titles: dict[str, str]) -> str:
    return "\n".join(f"{ref} {titles[ref]}" for ref in due.kpi_refs)
