"""The translators' tables: what is asked for, and the links for people outside the council."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_translation_tables() -> None:
    """Make them, each with the index that lets one at most be open."""
    create_table(
        "translation_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("wanted", words(32), nullable=False),
        sa.Column("state", words(32), nullable=False),
        sa.Column("is_outside", sa.Boolean(), nullable=False),
        sa.Column("asked_by", words(64), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.Column("taken_by", words(64), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["note_id"], ["words.id"]),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_translation_request_posting_id"), "translation_request", ["posting_id"], unique=False)
    _one_open("translation_request", "posting_id", "wanted")
    create_table(
        "outside_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", words(64), nullable=False),
        sa.Column("author", words(64), nullable=False),
        sa.Column("made_by", words(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_spent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["translation_request.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index(op.f("ix_outside_link_request_id"), "outside_link", ["request_id"], unique=False)
    _one_open("outside_link", "request_id")


def _one_open(table: str, *columns: str) -> None:
    is_open = sa.text("ended_at IS NULL")
    op.create_index(f"ux_{table}_open", table, [*columns], unique=True, sqlite_where=is_open, postgresql_where=is_open)
