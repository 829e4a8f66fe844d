"""The tables of the inbox, and the indexes by which its lists are found however long the inbox grows."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.making import create_table, words


def create_inbox_tables() -> None:
    """Make them."""
    create_table(
        "comment_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.ForeignKeyConstraint(["words_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_comment_note_comment_id"), "comment_note", ["comment_id"], unique=False)
    create_table(
        "comment_tag",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("tag", words(32), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.PrimaryKeyConstraint("comment_id", "tag"),
    )
    op.create_index("ix_comment_tag_written", "comment_tag", ["tag", "written_at", "comment_id"], unique=False)
    create_table(
        "comment_lease",
        sa.Column("comment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.PrimaryKeyConstraint("comment_id"),
    )
    create_answering_tables()
    create_table(
        "stated_preference",
        sa.Column("author_key", words(32), nullable=False),
        sa.Column("language", words(8), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("kept_by", words(64), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.PrimaryKeyConstraint("author_key"),
    )
    op.create_index(op.f("ix_stated_preference_until"), "stated_preference", ["until"], unique=False)
    index_comments()


def create_answering_tables() -> None:
    """Make the tables of answers that are not on their way yet."""
    create_table(
        "reply_draft",
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("person", words(64), nullable=False),
        sa.Column("cy", words(), nullable=False),
        sa.Column("en", words(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.PrimaryKeyConstraint("comment_id", "person"),
    )
    create_table(
        "reply_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("cy_id", sa.Integer(), nullable=True),
        sa.Column("en_id", sa.Integer(), nullable=True),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("saved_reply", words(64), nullable=True),
        sa.Column("author", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended", words(32), nullable=True),
        sa.Column("ended_by", words(64), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"]),
        sa.ForeignKeyConstraint(["cy_id"], ["words.id"]),
        sa.ForeignKeyConstraint(["en_id"], ["words.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_reply_proposal_comment_id"), "reply_proposal", ["comment_id"], unique=False)
    op.create_index(
        "ix_reply_proposal_waiting",
        "reply_proposal",
        ["comment_id"],
        unique=True,
        sqlite_where=sa.text("ended IS NULL"),
        postgresql_where=sa.text("ended IS NULL"),
    )


def index_comments() -> None:
    """Let each list of comments read only what it shows, in the order in which it shows it."""
    in_order = ["written_at", "id"]
    op.create_index("ix_comment_state_written", "comment", ["state", *in_order], unique=False)
    op.create_index("ix_comment_state_language", "comment", ["state", "reply_in", *in_order], unique=False)
    op.create_index("ix_comment_state_account", "comment", ["state", "account", *in_order], unique=False)
    op.create_index("ix_comment_author", "comment", ["author_key", *in_order], unique=False)
    for name, column in (("ix_comment_assigned", "assigned_to"), ("ix_comment_concern", "concern")):
        some = sa.text(f"{column} IS NOT NULL")
        columns = [column, "state"] if column == "assigned_to" else ["state"]
        op.create_index(name, "comment", [*columns, *in_order], unique=False, sqlite_where=some, postgresql_where=some)
