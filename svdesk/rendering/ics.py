"""The calendar renderer: the events of a document as an iCalendar file (RFC 5545)."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from icalendar import Calendar
from icalendar import Event as CalendarEvent

from svdesk.documents.model.blocks import Document, Event
from svdesk.files.whole import write_whole
from svdesk.rendering.look.text import all_by_number, one_line, plain
from svdesk.services.ports import Progress

_PRODUCT = "-//SVDesk//Contract calendar//EN"


class IcsRenderer:
    """Renders the events of a document, each as a whole day that leaves people free."""

    format = "ics"

    def render(self, document: Document, path: Path, progress: Progress | None = None) -> tuple[str, ...]:
        """Write the events to *path*, which is replaced only once the file is complete.

        Returns the characters that are shown as their numbers. Raises ``OSError`` where the file cannot be
        written.
        """
        calendar = Calendar()
        calendar.add("prodid", _PRODUCT)
        calendar.add("version", "2.0")
        calendar.add("calscale", "GREGORIAN")
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", one_line(f"{document.project_title}: {document.title}"))
        total = len(document.events)
        for place, event in enumerate(document.events):
            if progress:
                progress(place, total)
            calendar.add_component(_event(document, event))
        write_whole(path, calendar.to_ical())
        if progress:
            progress(total, total)
        return all_by_number(document)


def _event(document: Document, event: Event) -> CalendarEvent:
    found = CalendarEvent()
    found.add("uid", one_line(event.key))
    found.add("dtstamp", _stamp(document))
    found.add("sequence", document.revision)
    found.add("dtstart", event.on)
    if event.on < event.on.max:
        found.add("dtend", event.on + timedelta(days=1))
    draft = "Draft: " if document.draft else ""
    found.add("summary", one_line(f"{draft}{event.title} ({document.project_title})"))
    note = "\n".join(filter(None, (plain(event.note), one_line(f"Reference: {document.reference}"))))
    found.add("description", note)
    found.add("transp", "TRANSPARENT")
    return found


def _stamp(document: Document) -> datetime:
    """Return when the calendar was issued, from the document and never from the clock."""
    if document.dated is not None:
        return datetime.combine(document.dated, time(), tzinfo=UTC)
    return datetime.fromtimestamp(document.stamp, tz=UTC)
