"""Making tables that mean the same on SQLite and on PostgreSQL."""

import sqlalchemy as sa
from alembic import op


def words(length: int | None = None) -> sa.types.TypeEngine[str]:
    """Words are compared and sorted by their bytes, as SQLite does, whatever language the server speaks."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def create_table(name: str, *parts: sa.schema.SchemaItem) -> None:
    """Make a table; SQLite, which passes over the length of words, is told to keep to it."""
    limits: list[sa.schema.SchemaItem] = []
    if op.get_bind().dialect.name == "sqlite":
        lengths = {part.name: getattr(part.type, "length", None) for part in parts if isinstance(part, sa.Column)}
        limits = [sa.CheckConstraint(f'length("{column}") <= {most}') for column, most in lengths.items() if most]
    op.create_table(name, *parts, *limits)
