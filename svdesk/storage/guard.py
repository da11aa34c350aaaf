"""The last check before anything is written: SQLModel does not validate table classes itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import event
from sqlmodel import Session

from svdesk.storage.tables.columns import Stored


class GuardedSession(Session):
    """A session that refuses rows whose values are not what their table's plain class allows.

    A refused flush raises pydantic's ``ValidationError``, which is a ``ValueError``.
    """


def check_row(table: type[Stored], columns: Mapping[str, Any]) -> None:
    """Refuse a row for *table* as a session does, before it is written in another way."""
    _plain_class(table).model_validate(columns, strict=True)


@event.listens_for(GuardedSession, "before_flush")
def _check(session: Session, _context: Any, _instances: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own
    for row in (*session.new, *session.dirty):
        table = type(row)
        check_row(table, {name: getattr(row, name) for name in _plain_class(table).model_fields})


def _plain_class(table: type[Stored]) -> type[Stored]:
    """Return the class with the same fields that is not a table, and so is validated."""
    plain: type[Stored] = table.__mro__[1]
    return plain
