"""Alembic's entry: it is always handed a connection, by ``upgrade``."""

from alembic import context
from sqlmodel import SQLModel

import cydbost_queue.tables  # noqa: F401 - fills the metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata)
context.run_migrations()
