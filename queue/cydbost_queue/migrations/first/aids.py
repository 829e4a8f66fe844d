"""The tables of what helps people to write: pictures, agreed pairs, and what was said before."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_aid_tables() -> None:
    """Make them, with their indexes."""
    create_table(
        "upload",
        sa.Column("sha256", words(64), nullable=False),
        sa.Column("mime", words(32), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("frames", sa.Integer(), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    create_table(
        "agreed_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("cy", words(500), nullable=False),
        sa.Column("en", words(500), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_by", words(64), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_agreed_pair_standing",
        "agreed_pair",
        ["kind", "cy", "en"],
        unique=True,
        sqlite_where=sa.text("removed_at IS NULL"),
        postgresql_where=sa.text("removed_at IS NULL"),
    )
    create_memory_tables()


def create_memory_tables() -> None:
    """Make the translation memory: its segments, the keys they are found by, and what waits to be remembered."""
    create_table(
        "memory_segment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("pair_hash", words(64), nullable=False),
        sa.Column("cy", words(), nullable=False),
        sa.Column("en", words(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("pair_hash"),
    )
    op.create_index(op.f("ix_memory_segment_posting_id"), "memory_segment", ["posting_id"], unique=False)
    create_table(
        "memory_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("segment_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["segment_id"], ["memory_segment.id"]),
        sa.PrimaryKeyConstraint("key", "segment_id"),
    )
    create_table(
        "memory_due",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("posting_id"),
    )
