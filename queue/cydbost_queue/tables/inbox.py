"""How the council works on what the public wrote: notes, tags, who is answering, drafts, answers to be approved."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class NoteKind(StrEnum):
    """What a note is about; each stays inside the council."""

    NOTE = "note"
    LANGUAGE = "language"  #: why the language of the answer was corrected
    CONCERN = "concern"  #: why others were told, or why that is over
    SENT_BACK = "sent-back"  #: why an answer was not approved


class ProposalEnd(StrEnum):
    """What became of an answer that waited for approval."""

    APPROVED = "approved"
    SENT_BACK = "sent-back"
    TAKEN_BACK = "taken-back"


class CommentNote(SQLModel, table=True):
    """What one person of the council tells the others about a comment. Never sent; the words stand apart."""

    __tablename__ = "comment_note"

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    kind: NoteKind = Field(sa_type=Coded(NoteKind))
    words_id: int = Field(foreign_key="words.id")
    by: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)


class CommentTag(SQLModel, table=True):
    """A council's own label on a comment. ``written_at`` is the comment's, so that a tag's list has its order."""

    __tablename__ = "comment_tag"
    __table_args__ = (Index("ix_comment_tag_written", "tag", "written_at", "comment_id"),)

    comment_id: int = Field(foreign_key="comment.id", primary_key=True)
    tag: str = Field(primary_key=True, max_length=32)
    written_at: datetime = Field(sa_type=UtcDateTime)
    by: str = Field(max_length=64)


class CommentLease(SQLModel, table=True):
    """Who is answering a comment just now; it runs out by itself."""

    __tablename__ = "comment_lease"

    comment_id: int = Field(primary_key=True, foreign_key="comment.id", sa_column_kwargs={"autoincrement": False})
    by: str = Field(max_length=64)
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime)


class ReplyDraft(SQLModel, table=True):
    """One person's unfinished answer; no part of the record, and gone once an answer is handed in."""

    __tablename__ = "reply_draft"

    comment_id: int = Field(foreign_key="comment.id", primary_key=True)
    person: str = Field(primary_key=True, max_length=64)
    cy: str
    en: str
    saved_at: datetime = Field(sa_type=UtcDateTime)


class ReplyProposal(SQLModel, table=True):
    """An answer that waits for somebody else's approval, or did; one at a time waits for a comment."""

    __tablename__ = "reply_proposal"
    __table_args__ = (
        Index(
            "ix_reply_proposal_waiting",
            "comment_id",
            unique=True,
            sqlite_where=text("ended IS NULL"),
            postgresql_where=text("ended IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    comment_id: int = Field(foreign_key="comment.id", index=True)
    cy_id: int | None = Field(default=None, foreign_key="words.id")
    en_id: int | None = Field(default=None, foreign_key="words.id")
    is_private: bool  #: for the comment's author alone
    saved_reply: str | None = Field(default=None, max_length=64)
    author: str = Field(max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    ended: ProposalEnd | None = Field(default=None, sa_type=Coded(ProposalEnd))
    ended_by: str | None = Field(default=None, max_length=64)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
