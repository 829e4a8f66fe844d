"""The first schema, with the triggers that make the record append-only."""

import sqlalchemy as sa
from alembic import op

from cydbost_queue.migrations.first.aids import create_aid_tables
from cydbost_queue.migrations.first.draft import create_draft_table
from cydbost_queue.migrations.first.inbox import create_inbox_tables
from cydbost_queue.migrations.first.incident import create_incident_tables
from cydbost_queue.migrations.first.making import create_table, words
from cydbost_queue.migrations.first.officer import create_officer_tables
from cydbost_queue.migrations.first.planner import create_planner_tables
from cydbost_queue.migrations.first.signing_in import create_signing_in_tables
from cydbost_queue.migrations.first.translation import create_translation_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

#: Tables whose rows nobody may change or remove once they are written, with what tells one row from another.
APPEND_ONLY = {
    "entry": (("id",), ("subject", "number")),
    "seal": (("id",),),
    "seal_leaf": (("seal_id", "subject"),),
    "version": (("id",), ("posting_id", "language", "revision")),
    "receipt": (("id",),),
}


def upgrade() -> None:
    create_tables()
    if op.get_bind().dialect.name == "sqlite":
        forbid_changes_on_sqlite()
    else:
        forbid_changes_on_postgresql()


def forbid_changes_on_sqlite() -> None:
    for table, keys in APPEND_ONLY.items():
        for verb in ("UPDATE", "DELETE"):
            forbid_on_sqlite(table, f"{table}_no_{verb.lower()}", verb)
        # REPLACE puts a new row in the place of an old one without firing the trigger of DELETE.
        same = " OR ".join("(" + " AND ".join(f"{name} = NEW.{name}" for name in key) + ")" for key in keys)
        there = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {same}) "  # noqa: S608 - names of our own
        forbid_on_sqlite(table, f"{table}_no_replace", "INSERT", there)


def forbid_on_sqlite(table: str, name: str, verb: str, when: str = "") -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {verb} ON {table} {when}BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def forbid_changes_on_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        # ALWAYS: a session that calls itself a replica is refused too.
        op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only")


def create_tables() -> None:
    create_table(
        "chain_head",
        sa.Column("subject", words(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", words(64), nullable=False),
        sa.Column("sealed_number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("subject"),
    )
    op.create_index(
        "ix_chain_head_grown",
        "chain_head",
        ["subject"],
        unique=False,
        sqlite_where=sa.text("number > sealed_number"),
        postgresql_where=sa.text("number > sealed_number"),
    )
    create_table(
        "channel",
        sa.Column("name", words(64), nullable=False),
        sa.Column("platform", words(32), nullable=False),
        sa.Column("layout", words(32), nullable=False),
        sa.Column("on_half", words(32), nullable=False),
        sa.Column("acknowledge", sa.Boolean(), nullable=False),
        sa.Column("edits", sa.Boolean(), nullable=False),
        sa.Column("on_edit", words(32), nullable=False),
        sa.Column("on_half_edit", words(32), nullable=False),
        sa.Column("mode", words(32), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subject", words(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", words(64), nullable=False),
        sa.Column("act", words(64), nullable=False),
        sa.Column("act_id", words(32), nullable=False),
        sa.Column("data", words(), nullable=False),
        sa.Column("previous", words(64), nullable=False),
        sa.Column("hash", words(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("subject", "number"),
    )
    op.create_index(op.f("ix_entry_act_id"), "entry", ["act_id"], unique=False)
    create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", words(), nullable=False),
        sa.Column("code", words(64), nullable=False),
        sa.Column("subject", words(64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_notice_open",
        "notice",
        ["id"],
        unique=False,
        sqlite_where=sa.text("handed_at IS NULL"),
        postgresql_where=sa.text("handed_at IS NULL"),
    )
    create_table(
        "posting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", words(12), nullable=False),
        sa.Column("label", words(200), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("state", words(32), nullable=False),
        sa.Column("held_reason", words(32), nullable=True),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("preflight_due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires", sa.DateTime(timezone=True), nullable=True),
        sa.Column("releases", sa.Integer(), nullable=False),
        sa.Column("template", words(64), nullable=True),
        sa.Column("continues_id", sa.Integer(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("created_by", words(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["continues_id"], ["posting.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("continues_id"),
        sa.UniqueConstraint("uid"),
    )
    op.create_index(
        "ix_posting_expiry",
        "posting",
        ["expires"],
        unique=False,
        sqlite_where=sa.text("expires IS NOT NULL AND state != 'withdrawn'"),
        postgresql_where=sa.text("expires IS NOT NULL AND state != 'withdrawn'"),
    )
    op.create_index("ix_posting_state_slot", "posting", ["state", "slot"], unique=False)
    create_table(
        "seal",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("leaves", sa.Integer(), nullable=False),
        sa.Column("root", words(64), nullable=False),
        sa.Column("previous", words(64), nullable=False),
        sa.Column("hash", words(64), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    create_table(
        "template_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template", words(64), nullable=False),
        sa.Column("template_hash", words(64), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("template", "template_hash"),
    )
    create_table(
        "words",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("salt", words(32), nullable=False),
        sa.Column("body", words(), nullable=True),
        sa.Column("digest", words(64), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    create_table(
        "acceptance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", words(16), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_acceptance_posting_id"), "acceptance", ["posting_id"], unique=False)
    create_table(
        "account",
        sa.Column("name", words(64), nullable=False),
        sa.Column("channel", words(), nullable=False),
        sa.Column("carries", words(32), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_by", words(64), nullable=True),
        sa.Column("stop_reason_id", sa.Integer(), nullable=True),
        sa.Column("comments_read_to", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["channel.name"],
        ),
        sa.ForeignKeyConstraint(
            ["stop_reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_index(op.f("ix_account_channel"), "account", ["channel"], unique=False)
    create_table(
        "reading",
        sa.Column("account", words(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", words(96), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error_code", words(32), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.name"],
        ),
        sa.PrimaryKeyConstraint("account"),
    )
    create_table(
        "budget_month",
        sa.Column("channel", words(64), nullable=False),
        sa.Column("month", words(7), nullable=False),
        sa.Column("warned_of", sa.BigInteger(), nullable=True),
        sa.Column("used_up_of", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["channel.name"],
        ),
        sa.PrimaryKeyConstraint("channel", "month"),
    )
    create_table(
        "spending",
        sa.Column("account", words(64), nullable=False),
        sa.Column("month", words(7), nullable=False),
        sa.Column("spent_on", words(32), nullable=False),
        sa.Column("currency", words(3), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("micros", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.name"],
        ),
        sa.PrimaryKeyConstraint("account", "month", "spent_on", "currency"),
    )
    create_table(
        "approval",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("language", words(32), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_approval_posting_id"), "approval", ["posting_id"], unique=False)
    create_table(
        "english_first",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("category", words(64), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("raised_by", words(64), nullable=False),
        sa.Column("authorised_by", words(64), nullable=False),
        sa.Column("break_glass", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("welsh_live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reviewed_by", words(64), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.ForeignKeyConstraint(
            ["review_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("posting_id"),
    )
    op.create_index(op.f("ix_english_first_due_at"), "english_first", ["due_at"], unique=False)
    create_table(
        "exemption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_exemption_posting_id"), "exemption", ["posting_id"], unique=False)
    create_table(
        "finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("cy_hash", words(64), nullable=False),
        sa.Column("en_hash", words(64), nullable=False),
        sa.Column("fingerprint", words(16), nullable=False),
        sa.Column("check", words(64), nullable=False),
        sa.Column("code", words(64), nullable=False),
        sa.Column("severity", words(8), nullable=False),
        sa.Column("spans", sa.JSON(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("posting_id", "cy_hash", "en_hash", "fingerprint"),
    )
    op.create_index(op.f("ix_finding_posting_id"), "finding", ["posting_id"], unique=False)
    create_table(
        "halt",
        sa.Column("name", words(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("name"),
    )
    create_table(
        "notice_delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("person", words(64), nullable=False),
        sa.Column("state", words(32), nullable=False),
        sa.Column("way", words(64), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("unclear", sa.Boolean(), nullable=False),
        sa.Column("error_code", words(32), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease", words(96), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("notice_id", "person"),
    )
    op.create_index(op.f("ix_notice_delivery_notice_id"), "notice_delivery", ["notice_id"], unique=False)
    op.create_index(
        "ix_notice_delivery_open",
        "notice_delivery",
        ["not_before"],
        unique=False,
        sqlite_where=sa.text("not_before IS NOT NULL"),
        postgresql_where=sa.text("not_before IS NOT NULL"),
    )
    create_table(
        "posting_channel",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("channel", words(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["channel.name"],
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.PrimaryKeyConstraint("posting_id", "channel"),
    )
    create_table(
        "quiet_period",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("name", words(200), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=False),
        sa.Column("begun_by", words(64), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", words(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    create_table(
        "seal_leaf",
        sa.Column("seal_id", sa.Integer(), nullable=False),
        sa.Column("subject", words(64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("hash", words(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["seal_id"],
            ["seal.id"],
        ),
        sa.PrimaryKeyConstraint("seal_id", "subject"),
    )
    create_table(
        "series",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("rule", words(200), nullable=False),
        sa.Column("first", words(16), nullable=False),
        sa.Column("made_to", words(16), nullable=True),
        sa.Column("due", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_from", words(16), nullable=True),
        sa.Column("created_by", words(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_series_due",
        "series",
        ["due"],
        unique=False,
        sqlite_where=sa.text("due IS NOT NULL"),
        postgresql_where=sa.text("due IS NOT NULL"),
    )
    op.create_index(op.f("ix_series_posting_id"), "series", ["posting_id"], unique=False)
    create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("language", words(32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", words(), nullable=False),
        sa.Column("link", words(), nullable=True),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("content_hash", words(64), nullable=False),
        sa.Column("author", words(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("posting_id", "language", "revision"),
    )
    op.create_index(op.f("ix_version_posting_id"), "version", ["posting_id"], unique=False)
    create_table(
        "comment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", words(), nullable=False),
        sa.Column("remote_id", words(255), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("author_key", words(32), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("language", words(8), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("reply_in", words(8), nullable=False),
        sa.Column("corrected_by", words(64), nullable=True),
        sa.Column("state", words(32), nullable=False),
        sa.Column("decided_by", words(64), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("assigned_to", words(64), nullable=True),
        sa.Column("concern", words(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.name"],
        ),
        sa.ForeignKeyConstraint(
            ["author_id"],
            ["words.id"],
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account", "remote_id"),
    )
    op.create_index(op.f("ix_comment_posting_id"), "comment", ["posting_id"], unique=False)
    create_table(
        "escalation",
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("again", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["english_first.posting_id"],
        ),
        sa.PrimaryKeyConstraint("posting_id", "percent", "again"),
    )
    create_table(
        "occurrence",
        sa.Column("series_id", sa.Integer(), nullable=False),
        sa.Column("wall", words(16), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("skipped_by", words(64), nullable=True),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.id"],
        ),
        sa.PrimaryKeyConstraint("series_id", "wall"),
        sa.UniqueConstraint("posting_id"),
    )
    create_table(
        "quiet_hold",
        sa.Column("quiet_id", sa.Integer(), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=False),
        sa.Column("slot", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["quiet_id"],
            ["quiet_period.id"],
        ),
        sa.PrimaryKeyConstraint("quiet_id", "posting_id", "slot"),
    )
    create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("language", words(8), nullable=False),
        sa.Column("text_id", sa.Integer(), nullable=False),
        sa.Column("saved_reply", words(64), nullable=True),
        sa.Column("author", words(64), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["text_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("comment_id", "kind"),
    )
    op.create_index(op.f("ix_reply_comment_id"), "reply", ["comment_id"], unique=False)
    create_table(
        "moderation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("comment_id", sa.Integer(), nullable=False),
        sa.Column("kind", words(32), nullable=False),
        sa.Column("state", words(32), nullable=False),
        sa.Column("language", words(8), nullable=True),
        sa.Column("words_id", sa.Integer(), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", words(32), nullable=True),
        sa.ForeignKeyConstraint(
            ["comment_id"],
            ["comment.id"],
        ),
        sa.ForeignKeyConstraint(
            ["words_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_moderation_comment_id"), "moderation", ["comment_id"], unique=False)
    op.create_index(
        "ix_moderation_private",
        "moderation",
        ["comment_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'private' AND state != 'refused'"),
        postgresql_where=sa.text("kind = 'private' AND state != 'refused'"),
    )
    create_table(
        "delivery",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", words(96), nullable=False),
        sa.Column("batch", words(96), nullable=False),
        sa.Column("posting_id", sa.Integer(), nullable=True),
        sa.Column("reply_id", sa.Integer(), nullable=True),
        sa.Column("channel", words(), nullable=False),
        sa.Column("account", words(), nullable=False),
        sa.Column("carries", words(32), nullable=False),
        sa.Column("pair", words(96), nullable=False),
        sa.Column("text", words(), nullable=False),
        sa.Column("says", words(24), nullable=True),
        sa.Column("edit", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("link", words(), nullable=True),
        sa.Column("media", sa.JSON(), nullable=False),
        sa.Column("reply_to", words(255), nullable=True),
        sa.Column("after", words(96), nullable=True),
        sa.Column("state", words(32), nullable=False),
        sa.Column("task", words(32), nullable=True),
        sa.Column("in_hand", words(32), nullable=True),
        sa.Column("handed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease", words(96), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("looks", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("remote_id", words(255), nullable=True),
        sa.Column("address", words(500), nullable=True),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("down_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error_code", words(32), nullable=True),
        sa.Column("error_detail", words(500), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.name"],
        ),
        sa.ForeignKeyConstraint(
            ["channel"],
            ["channel.name"],
        ),
        sa.ForeignKeyConstraint(
            ["posting_id"],
            ["posting.id"],
        ),
        sa.ForeignKeyConstraint(
            ["reply_id"],
            ["reply.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("ix_delivery_account_live", "delivery", ["account", "live_at"], unique=False)
    op.create_index(op.f("ix_delivery_batch"), "delivery", ["batch"], unique=False)
    op.create_index(
        "ix_delivery_in_hand",
        "delivery",
        ["in_hand"],
        unique=False,
        sqlite_where=sa.text("in_hand IS NOT NULL"),
        postgresql_where=sa.text("in_hand IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_next",
        "delivery",
        ["lane", "not_before", "id"],
        unique=False,
        sqlite_where=sa.text("task IS NOT NULL"),
        postgresql_where=sa.text("task IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_open",
        "delivery",
        ["not_before", "batch"],
        unique=False,
        sqlite_where=sa.text("task IS NOT NULL"),
        postgresql_where=sa.text("task IS NOT NULL"),
    )
    op.create_index(
        "ix_delivery_person",
        "delivery",
        ["state"],
        unique=False,
        sqlite_where=sa.text("state = 'failed' OR error_code IS NOT NULL"),
        postgresql_where=sa.text("state = 'failed' OR error_code IS NOT NULL"),
    )
    op.create_index(op.f("ix_delivery_posting_id"), "delivery", ["posting_id"], unique=False)
    op.create_index(op.f("ix_delivery_reply_id"), "delivery", ["reply_id"], unique=False)
    create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("delivery_id", sa.Integer(), nullable=False),
        sa.Column("kind", words(16), nullable=False),
        sa.Column("remote_id", words(255), nullable=False),
        sa.Column("address", words(500), nullable=False),
        sa.Column("platform_time", sa.DateTime(timezone=True), nullable=True),
        sa.Column("content_hash", words(64), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivery_id"],
            ["delivery.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_receipt_delivery_id"), "receipt", ["delivery_id"], unique=False)
    op.create_index(
        "ix_receipt_changed",
        "receipt",
        ["at"],
        unique=False,
        sqlite_where=sa.text("kind = 'edited' OR kind = 'withdrawn'"),
        postgresql_where=sa.text("kind = 'edited' OR kind = 'withdrawn'"),
    )
    create_operation_tables()
    create_planner_tables()
    create_draft_table()
    create_inbox_tables()
    create_incident_tables()
    create_aid_tables()
    create_officer_tables()
    create_signing_in_tables()
    create_translation_tables()


def create_operation_tables() -> None:
    create_table(
        "worker_beat",
        sa.Column("name", words(64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("skew", sa.Float(), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    create_table(
        "kept_credential",
        sa.Column("name", words(200), nullable=False),
        sa.Column("raw", words(), nullable=True),
        sa.Column("holder", words(32), nullable=True),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name"),
    )
    create_table(
        "restored",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("backup_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", words(64), nullable=False),
        sa.Column("asked", sa.JSON(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by", words(64), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    create_table(
        "stranger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", words(64), nullable=False),
        sa.Column("remote_id", words(255), nullable=False),
        sa.Column("address", words(500), nullable=False),
        sa.Column("live_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", words(64), nullable=True),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account"],
            ["account.name"],
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["words.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("account", "remote_id"),
    )
