"""The tables of incidents: their postings, and what an officer has filled in and not sent."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_incident_tables() -> None:
    """Make them, and the index by which an incident finds who was told of it."""
    op.create_index(op.f("ix_notice_subject"), "notice", ["subject"], unique=False)
    create_table(
        "incident",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", words(64), nullable=True),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("posting_id"),
    )
    op.create_index(
        "ix_incident_running",
        "incident",
        ["posting_id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    create_table(
        "incident_posting",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("step", words(32), nullable=False),
        sa.Column("request", words(64), nullable=True),
        sa.Column("asked", words(64), nullable=True),
        sa.Column("break_glass", sa.Boolean(), nullable=False),
        sa.Column("reviewed_by", words(64), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.posting_id"]),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.ForeignKeyConstraint(["review_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("posting_id"),
        sa.UniqueConstraint("request"),
    )
    op.create_index(op.f("ix_incident_posting_incident_id"), "incident_posting", ["incident_id"], unique=False)
    create_table(
        "emergency_draft",
        sa.Column("request", words(64), nullable=False),
        sa.Column("person", words(64), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("request"),
    )
    op.create_index(op.f("ix_emergency_draft_person"), "emergency_draft", ["person"], unique=False)
