"""What falls due in a contract as events, for a calendar file."""

from collections import Counter
from dataclasses import replace
from uuid import uuid5

from svdesk.documents.contract.calendar_dates import Due, due_dates
from svdesk.documents.model.blocks import Document, Event
from svdesk.documents.model.frame import frame
from svdesk.documents.model.lookups import counted_kpis
from svdesk.documents.model.phrases import given
from svdesk.policy.case import Case


def unavailable(case: Case) -> str:
    """Return why a calendar would be empty; "" where something falls due on a known day."""
    return "" if due_dates(case) else "No date is known yet, so there is nothing to put into a calendar."


def events(case: Case) -> Document:
    """Return a document of nothing but events, the earliest first.

    An event's key says what falls due and not when, so that a calendar moves it when its day changes.
    """
    titles = {item.ref: given(item.kpi.title) for item in counted_kpis(case)}
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for due in due_dates(case):
        name = due.kind.value, due.what
        seen[name] += 1
        # Half a character, as a damaged text may hold, has no bytes to make a key of.
        what = due.what.encode(errors="replace").decode()
        key = uuid5(case.project.id, f"{due.kind.value} {seen[name]} {what}")
        found.append(Event(key=str(key), on=due.on, title=due.what, note=_note(due, titles)))
    document = frame(
        case,
        kind="handover",
        title="Calendar of the contract",
        what="Calendar",
        cover=(),
        summary=None,
        blocks=(),
    )
    return replace(document, events=tuple(found), revision=case.project.revision)


def _note(due: Due, titles: dict[str, str]) -> str:
    return "\n".join((*(f"{ref} {titles[ref]}" for ref in due.kpi_refs), *((due.note,) if due.note else ())))
