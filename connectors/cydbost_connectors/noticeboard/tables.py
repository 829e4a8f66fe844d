"""The noticeboard's own tables. Portable SQL only: SQLite is the default, PostgreSQL holds the same."""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

SCHEMA_VERSION: Final = 1


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC: kept without an offset, always given back with one."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Refuse a moment whose offset nobody said; store the rest as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without an offset")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the moment back as UTC."""
        return value.replace(tzinfo=UTC) if value else None


metadata = MetaData()

#: One row. Every write locks it, so that the board's times never run backwards and keys are never raced for.
board = Table(
    "board",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("schema_version", Integer, nullable=False),
    Column("uid", String(36), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
)

#: Notices, and replies to comments (``answers``): whatever was published with a key. None is ever deleted.
notice = Table(
    "notice",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("account", String(200), nullable=False),
    Column("key", String(200), nullable=False),
    Column("fingerprint", String(64), nullable=False),  # of what was first published: judges a repeat
    Column("language", String(5), nullable=False),
    Column("pair", String(200), nullable=False),
    Column("slug", String(100), nullable=False),
    Column("text", Text, nullable=False),
    Column("link", Text),
    Column("created_at", UtcTime, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    Column("edited_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    Column("continues", Integer, ForeignKey("notice.number")),
    Column("answers", Integer, ForeignKey("comment.number", use_alter=True, name="notice_answers_comment")),
    UniqueConstraint("account", "key", name="one_notice_a_key"),
    Index("notice_by_pair", "pair", "number"),
    Index("notice_by_answers", "answers"),
    Index("notice_by_continues", "continues"),
    sqlite_autoincrement=True,
)

#: Which notice has which address; an address is never given to another notice.
page = Table(
    "page",
    metadata,
    Column("language", String(2), primary_key=True),
    Column("slug", String(100), primary_key=True),
    Column("notice", Integer, ForeignKey("notice.number"), nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("notice", Integer, ForeignKey("notice.number"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("sha256", String(64), ForeignKey("picture_file.sha256"), nullable=False),
    Column("alt_text", Text, nullable=False),
    Index("picture_by_file", "sha256"),
)

picture_file = Table(
    "picture_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("mime", String(50), nullable=False),
    Column("content", LargeBinary, nullable=False),
)

comment = Table(
    "comment",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("on_notice", Integer, ForeignKey("notice.number"), nullable=False),
    Column("author", String(200), nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
    Index("comment_by_notice", "on_notice", "number"),
    Index("comment_by_time", "written_at", "number"),
    sqlite_autoincrement=True,
)
