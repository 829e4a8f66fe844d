"""Tables and indexes of the screens for approving, for the channels, and for the Welsh language officer."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_officer_tables() -> None:
    """Make them, and the indexes by which a period is looked through."""
    create_table(
        "sent_back",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["posting_id"], ["posting.id"]),
        sa.ForeignKeyConstraint(["reason_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_sent_back_posting_id"), "sent_back", ["posting_id"], unique=False)
    create_table(
        "account_health",
        sa.Column("account", words(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("usable", sa.Boolean(), nullable=False),
        sa.Column("error_code", words(32), nullable=True),
        sa.Column("detail", words(500), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skew", sa.Float(), nullable=True),
        sa.Column("quotas", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["account"], ["account.name"]),
        sa.PrimaryKeyConstraint("account"),
    )
    create_table(
        "day_figures",
        sa.Column("day", words(10), nullable=False),
        sa.Column("pairs", sa.JSON(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("day"),
    )
    create_table(
        "figures_mark",
        sa.Column("name", words(16), nullable=False),
        sa.Column("seal", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    _index_periods()


def _index_periods() -> None:
    """Index what is looked up by a period, by a person or by an act."""
    op.create_index("ix_comment_written", "comment", ["written_at"], unique=False)
    out = sa.text("kind IN ('published', 'found', 'by-hand')")
    op.create_index("ix_receipt_out", "receipt", ["at"], unique=False, sqlite_where=out, postgresql_where=out)
    op.create_index(op.f("ix_english_first_started_at"), "english_first", ["started_at"], unique=False)
    op.create_index(op.f("ix_acceptance_at"), "acceptance", ["at"], unique=False)
    op.create_index("ix_entry_at", "entry", ["at", "id"], unique=False)
    op.create_index("ix_entry_actor", "entry", ["actor", "at", "id"], unique=False)
    op.create_index("ix_entry_act", "entry", ["act", "at", "id"], unique=False)
    op.create_index("ix_seal_leaf_subject", "seal_leaf", ["subject", "number"], unique=False)
