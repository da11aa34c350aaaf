"""The SQLAlchemy engine over the one connection."""

import sqlite3

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool


def engine_over(connection: sqlite3.Connection) -> Engine:
    """Return an engine that uses *connection*, and only it.

    Its errors name no value of a statement. A second connection would find the file locked. Transactions
    take the write lock at once: one that first reads and then writes could fail half-way.
    """
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")
