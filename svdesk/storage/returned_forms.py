"""Writing and finding forms that came back, on a session of the store."""

import hashlib
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import UTC
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlmodel import Session, col

from svdesk.domain.returned_form import FormFinding, Matter, ReturnedAnswer, ReturnedForm, ReturnedFormFile
from svdesk.domain.texts import keepable
from svdesk.storage.failures import DamagedError
from svdesk.storage.tables.returned_form_rows import (
    ReturnedAnswerRow,
    ReturnedFileRow,
    ReturnedFindingRow,
    ReturnedFormRow,
)

_PARTS = ("answers", "findings")
_COLUMNS = tuple(each.name for each in fields(ReturnedForm) if each.name not in _PARTS)
_ANSWER = tuple(each.name for each in fields(ReturnedAnswer))


def digest_of_original(content: bytes) -> str:
    """Return the SHA-256 of a file as it came."""
    return hashlib.sha256(content).hexdigest()


def add_return(session: Session, form: ReturnedForm, original: bytes) -> bool:
    """Add a form that came back; False where the project holds its very file already.

    Raises ``ValueError`` where *original* is not the file of *form*.
    """
    if (form.sha256, form.bytes) != (digest_of_original(original), len(original)):
        raise ValueError("the file is not that of the form")
    if session.get(ReturnedFileRow, (form.project_id, form.sha256)) is not None:
        return False
    session.add(ReturnedFileRow(project_id=form.project_id, sha256=form.sha256, content=original))
    session.flush()
    session.add(ReturnedFormRow(**_columns(form, _COLUMNS)))
    session.flush()
    for place, answer in enumerate(form.answers):
        row = _columns(answer, _ANSWER)
        session.add(ReturnedAnswerRow(form_id=form.id, position=place, **row))
    for place, finding in enumerate(form.findings):
        row = _columns(finding, ("message", "field")) | {"matter": finding.matter.value}
        session.add(ReturnedFindingRow(form_id=form.id, position=place, **row))
    return True


def add_returns(session: Session, project_id: UUID, returns: Iterable[ReturnedFormFile]) -> None:
    """Add those of *returns* whose files the project does not hold yet.

    A form whose id another form has, such as that of a copy of the project, gets one of its own.
    """
    for each in returns:
        form = replace(each.form, project_id=project_id)
        if session.get(ReturnedFormRow, form.id) is not None:
            form = replace(form, id=uuid4())
        add_return(session, form, each.original)


def find_returns(session: Session, project_id: UUID) -> tuple[ReturnedForm, ...]:
    """Return the forms that came back to a project, the last one read first."""
    wanted = select(ReturnedFormRow).where(col(ReturnedFormRow.project_id) == project_id)
    rows = session.scalars(
        wanted.order_by(col(ReturnedFormRow.read_at).desc(), col(ReturnedFormRow.id))
    ).all()
    ids = [row.id for row in rows]
    answers: dict[UUID, list[ReturnedAnswer]] = {each: [] for each in ids}
    findings: dict[UUID, list[FormFinding]] = {each: [] for each in ids}
    for answer in _parts(session, ReturnedAnswerRow, project_id):
        answers[answer.form_id].append(ReturnedAnswer(**{name: getattr(answer, name) for name in _ANSWER}))
    for finding in _parts(session, ReturnedFindingRow, project_id):
        findings[finding.form_id].append(
            FormFinding(matter=Matter(finding.matter), message=finding.message, field=finding.field)
        )
    return tuple(_form(row, answers[row.id], findings[row.id]) for row in rows)


def returned_file_of(session: Session, project_id: UUID, sha256: str) -> bytes | None:
    """Return a file as it came; None where it is not kept.

    Raises ``DamagedError`` where it is no longer what it was.
    """
    row = session.get(ReturnedFileRow, (project_id, sha256))
    if row is None:
        return None
    if digest_of_original(row.content) != sha256:
        raise DamagedError
    return row.content


def project_of_return(session: Session, return_id: UUID) -> UUID | None:
    """Return the project to which a form came back; ``None`` when there is no form of that id."""
    row = session.get(ReturnedFormRow, return_id)
    return None if row is None else row.project_id


def delete_return(session: Session, return_id: UUID) -> None:
    """Delete a form with its file."""
    row = session.get(ReturnedFormRow, return_id)
    if row is not None:
        # The form and what belongs to it go with the file.
        session.execute(
            delete(ReturnedFileRow).where(
                col(ReturnedFileRow.project_id) == row.project_id, col(ReturnedFileRow.sha256) == row.sha256
            )
        )


def _parts(session: Session, table: Any, project_id: UUID) -> Iterable[Any]:  # noqa: ANN401 - a table class
    wanted = (
        select(table)
        .join(ReturnedFormRow, col(ReturnedFormRow.id) == table.form_id)
        .where(col(ReturnedFormRow.project_id) == project_id)
    )
    return session.scalars(wanted.order_by(table.form_id, table.position))


def _columns(value: Any, names: Iterable[str]) -> dict[str, Any]:  # noqa: ANN401 - a form or a part of one
    found = {name: getattr(value, name) for name in names}
    return {name: keepable(each) if isinstance(each, str) else each for name, each in found.items()}


def _form(
    row: ReturnedFormRow, answers: Iterable[ReturnedAnswer], findings: Iterable[FormFinding]
) -> ReturnedForm:
    columns = {name: getattr(row, name) for name in _COLUMNS}
    form = ReturnedForm(**columns, answers=tuple(answers), findings=tuple(findings))
    return replace(form, read_at=form.read_at.replace(tzinfo=UTC))
