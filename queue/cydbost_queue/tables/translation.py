"""Translations that are asked for, and the links by which people outside the council give one."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from cydbost_language import Language
from cydbost_queue.tables.columns import Coded, UtcDateTime


class RequestState(StrEnum):
    """Where a request for a translation stands."""

    ASKED = "asked"  #: nobody has taken it
    TAKEN = "taken"  #: somebody works on it
    GIVEN = "given"  #: the version that was wanted has been written
    DROPPED = "dropped"  #: it is no longer wanted


class TranslationRequest(SQLModel, table=True):
    """The other side of a posting, asked for: one at most is open for each posting and language."""

    __tablename__ = "translation_request"
    __table_args__ = (
        Index(
            "ux_translation_request_open",
            "posting_id",
            "wanted",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    wanted: Language = Field(sa_type=Coded(Language))
    state: RequestState = Field(sa_type=Coded(RequestState))
    is_outside: bool  #: somebody outside the council is to give it
    asked_by: str = Field(max_length=64)
    asked_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    note_id: int | None = Field(default=None, foreign_key="words.id")
    words: int  #: how many words the source had when it was asked for
    taken_by: str | None = Field(default=None, max_length=64)
    taken_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class OutsideLink(SQLModel, table=True):
    """A link by which one named person outside the council may give one translation, once.

    Only the token's hash is kept. ``draft`` is what they have written so far; it is forgotten when the link ends.
    """

    __tablename__ = "outside_link"
    __table_args__ = (
        Index(
            "ux_outside_link_open",
            "request_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="translation_request.id", index=True)
    token_hash: str = Field(unique=True, max_length=64)
    author: str = Field(max_length=64)  #: as the record names who wrote it: ``outside:NAME``
    made_by: str = Field(max_length=64)
    made_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    draft: dict[str, Any] | None = Field(default=None, sa_type=JSON(none_as_null=True))
    drafted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    is_spent: bool = False  #: it ended because the translation was sent
