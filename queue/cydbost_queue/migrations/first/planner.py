"""The calendar's tables: keys to its feed, plans that wait for a decision; and what callers of the API did once."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_planner_tables() -> None:
    """Make them, and the index by which the calendar finds what falls in a month."""
    op.create_index(
        "ix_posting_planned",
        "posting",
        ["slot", "id"],
        unique=False,
        sqlite_where=sa.text("slot IS NOT NULL"),
        postgresql_where=sa.text("slot IS NOT NULL"),
    )
    create_table(
        "feed_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", words(64), nullable=False),
        sa.Column("person", words(64), nullable=False),
        sa.Column("language", words(32), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key_hash"),
    )
    op.create_index(op.f("ix_feed_key_person"), "feed_key", ["person"], unique=False)
    create_table(
        "staged_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person", words(64), nullable=False),
        sa.Column("file_name", words(200), nullable=False),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("pictures", sa.JSON(), nullable=False),
        sa.Column("staged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refs", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_staged_plan_staged_at"), "staged_plan", ["staged_at"], unique=False)
    create_table(
        "api_call",
        sa.Column("caller", words(96), nullable=False),
        sa.Column("key", words(255), nullable=False),
        sa.Column("request_hash", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", words(), nullable=True),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("caller", "key"),
    )
    op.create_index(op.f("ix_api_call_at"), "api_call", ["at"], unique=False)
