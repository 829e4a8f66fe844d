"""What people had a platform do about a comment: hide it, show it again, remove it, or answer its author alone."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class ModerationKind(StrEnum):
    """What the platform is asked to do. All but the private answer may be asked for again."""

    HIDE = "hide"
    SHOW = "show"
    REMOVE = "remove"
    PRIVATE = "private"  #: an answer that only the comment's author sees; made once


class ModerationState(StrEnum):
    """How far it came."""

    ASKED = "asked"  #: written down before the call; still so afterwards where the process died
    DONE = "done"
    UNKNOWN = "unknown"  #: only the platform knows
    REFUSED = "refused"  #: surely not done


class Moderation(SQLModel, table=True):
    """One act on one comment. Its reason, or the private answer itself, stands apart in ``words``."""

    __table_args__ = (
        Index(
            "ix_moderation_private",
            "comment_id",
            unique=True,
            sqlite_where=text("kind = 'private' AND state != 'refused'"),
            postgresql_where=text("kind = 'private' AND state != 'refused'"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    kind: ModerationKind = Field(sa_type=Coded(ModerationKind))
    state: ModerationState = Field(default=ModerationState.ASKED, sa_type=Coded(ModerationState))
    language: str | None = Field(default=None, max_length=8)  #: of a private answer: cy, en or both
    words_id: int = Field(foreign_key="words.id")
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    error_code: str | None = Field(default=None, max_length=32)
