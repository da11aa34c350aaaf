"""No row is written whose values are not what its columns are for."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import select

from svdesk.domain.project import SECTIONS
from svdesk.storage.guard import GuardedSession
from svdesk.storage.opening.database import open_database
from svdesk.storage.opening.engine import engine_over
from svdesk.storage.tables.columns import Stored
from svdesk.storage.tables.section_rows import CpvCodeRow, KpiTargetRow, row_of

AboutRow, ControlRow, QuestionRow = (row_of(SECTIONS[name]) for name in ("about", "control", "questions"))


@pytest.fixture
def engine() -> Iterator[Engine]:
    connection, _ = open_database(Path(":memory:"))
    with closing(connection):
        connection.execute("PRAGMA foreign_keys=OFF")  # rows stand alone here
        engine = engine_over(connection)
        Stored.metadata.create_all(engine)
        yield engine


def control(**changes: object) -> Stored:
    return ControlRow(
        **{"project_id": uuid4(), "version": "1", "status": "draft", "approved_by": ""} | changes
    )


REFUSED = [
    control(version=12),
    control(version=None),
    control(project_id="not an id"),
    control(issued_on="2026-01-01"),
    ControlRow(project_id=uuid4()),
    AboutRow(project_id=uuid4(), title="the rest is missing"),
    CpvCodeRow(project_id=uuid4(), position=-1, code="1"),
    CpvCodeRow(project_id=uuid4(), position="0", code="1"),
    KpiTargetRow(project_id=uuid4(), kpi_id=uuid4(), position=0, value_thousandths=1.5),
    KpiTargetRow(project_id=uuid4(), kpi_id=uuid4(), position=0, value_thousandths=True),
]


@pytest.mark.parametrize("row", REFUSED, ids=range(len(REFUSED)))
def test_a_row_of_wrong_values_is_refused(engine: Engine, row: Stored):
    with GuardedSession(engine) as session:
        session.add(row)
        with pytest.raises(ValidationError):
            session.commit()
    with GuardedSession(engine) as session:
        assert session.exec(select(type(row))).all() == []


def test_a_change_to_a_wrong_value_is_refused(engine: Engine):
    with GuardedSession(engine) as session:
        session.add(control(project_id=UUID(int=1)))
        session.commit()
        stored = session.exec(select(ControlRow)).one()
        stored.status = 3  # type: ignore[assignment]
        with pytest.raises(ValidationError):
            session.commit()
    with GuardedSession(engine) as session:
        assert session.exec(select(ControlRow)).one().status == "draft"


def test_a_row_of_right_values_is_written(engine: Engine):
    question = QuestionRow(
        project_id=uuid4(),
        id=uuid4(),
        position=0,
        stage="tender",
        outcome_id="",
        source_id="",
        text="?",
        good_answer="",
        marking="",
        word_limit=None,
        weight_thousandths=100_000,
    )
    with GuardedSession(engine) as session:
        session.add(question)
        session.commit()
        assert session.exec(select(QuestionRow)).one().weight_thousandths == 100_000
