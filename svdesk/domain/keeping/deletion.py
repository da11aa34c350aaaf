"""What the record of a deletion says of how long the records of the project are kept."""

from svdesk.domain.records import Record

DELETED = "project-deleted"
"""The kind of record of a deletion; its content is what was said of how long to keep the records."""


def said_at_deletion(record: Record) -> str:
    """Return what was said, when a project was deleted, of how long its records are kept."""
    return record.content if record.kind == DELETED else ""
