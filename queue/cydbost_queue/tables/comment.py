"""What the public wrote, and what the council answered."""

from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class CommentState(StrEnum):
    """Where a comment stands."""

    OPEN = "open"
    PROPOSED = "proposed"  #: an answer waits for somebody's approval
    ANSWERING = "answering"  #: an answer is on its way
    ANSWERED = "answered"
    NO_ANSWER = "no-answer"  #: a person decided that none is needed, and said why


#: Where a person still has something to do.
WAITING: Final = (CommentState.OPEN, CommentState.PROPOSED)


class Concern(StrEnum):
    """Why others must know of a comment at once."""

    SAFEGUARDING = "safeguarding"
    THREAT_TO_LIFE = "threat-to-life"
    PRESS = "press"
    COUNCILLOR = "councillor"


class ReplyKind(StrEnum):
    """Whether a person wrote it or it went by itself."""

    ANSWER = "answer"
    ACKNOWLEDGEMENT = "acknowledgement"


class Comment(SQLModel, table=True):
    """What a member of the public wrote. Their words and name stand apart, in ``words``, so they can be erased."""

    __table_args__ = (
        UniqueConstraint("account", "remote_id"),
        Index("ix_comment_state_written", "state", "written_at", "id"),
        Index("ix_comment_state_language", "state", "reply_in", "written_at", "id"),
        Index("ix_comment_state_account", "state", "account", "written_at", "id"),
        Index("ix_comment_author", "author_key", "written_at", "id"),
        Index(
            "ix_comment_assigned",
            *("assigned_to", "state", "written_at", "id"),
            sqlite_where=text("assigned_to IS NOT NULL"),
            postgresql_where=text("assigned_to IS NOT NULL"),
        ),
        Index(
            "ix_comment_concern",
            *("state", "written_at", "id"),
            sqlite_where=text("concern IS NOT NULL"),
            postgresql_where=text("concern IS NOT NULL"),
        ),
        Index("ix_comment_written", "written_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(foreign_key="account.name")
    remote_id: str = Field(max_length=255)
    posting_id: int | None = Field(default=None, foreign_key="posting.id", index=True)
    text_id: int = Field(foreign_key="words.id")
    author_id: int = Field(foreign_key="words.id")
    author_key: str | None = Field(default=None, max_length=32)  #: the same for all of one person's on one account
    written_at: datetime = Field(sa_type=UtcDateTime)
    fetched_at: datetime = Field(sa_type=UtcDateTime)
    language: str = Field(max_length=8)  #: as detected: cy, en, mixed, other, none
    confidence: float
    reply_in: str = Field(max_length=8)  #: cy, en or both: as detected, or as a person corrected it
    corrected_by: str | None = Field(default=None, max_length=64)
    state: CommentState = Field(default=CommentState.OPEN, sa_type=Coded(CommentState))
    decided_by: str | None = Field(default=None, max_length=64)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reason_id: int | None = Field(default=None, foreign_key="words.id")
    assigned_to: str | None = Field(default=None, max_length=64)
    concern: Concern | None = Field(default=None, sa_type=Coded(Concern))

    @property
    def ref(self) -> str:
        """How people name it: ``C7``."""
        return f"C{self.id}"

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"comment:{self.id}"


class Reply(SQLModel, table=True):
    """What the council answered. At most one answer and one acknowledgement for a comment."""

    __table_args__ = (UniqueConstraint("comment_id", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    kind: ReplyKind = Field(sa_type=Coded(ReplyKind))
    language: str = Field(max_length=8)  #: cy, en or both
    text_id: int = Field(foreign_key="words.id")
    saved_reply: str | None = Field(default=None, max_length=64)
    author: str = Field(max_length=64)
    written_at: datetime = Field(sa_type=UtcDateTime)
    live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
