"""The table of what people have typed and not handed in yet."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_draft_table() -> None:
    """Make it, with its index."""
    create_table(
        "draft",
        sa.Column("person", words(64), nullable=False),
        sa.Column("place", words(32), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("seen", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "place"),
    )
    op.create_index(op.f("ix_draft_place"), "draft", ["place"], unique=False)
