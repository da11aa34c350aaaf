"""Runs the migrations on the connection and in the transaction of the caller."""

from alembic import context
from sqlalchemy import MetaData

from svdesk.storage.schema import NAMES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=MetaData(naming_convention=NAMES),
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
