"""Notices: what people must be told, and each person whom a notice is owed to."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class NoticeState(StrEnum):
    """Where one notice to one person stands."""

    WAITING = "waiting"  #: owed
    SENDING = "sending"  #: the intent is committed; the call may be under way
    SENT = "sent"  #: a way took it
    NOT_NEEDED = "not-needed"  #: what it was about had passed before it was sent
    FAILED = "failed"  #: every way was tried for long enough


class Notice(SQLModel, table=True):
    """Something that people must be told, as a code and facts.

    ``told`` joins the roles, rotas and people meant, each between bars: ``|translator|rota:welsh-on-call|``.
    """

    __table_args__ = (
        Index(
            "ix_notice_open",
            "id",
            sqlite_where=text("handed_at IS NULL"),
            postgresql_where=text("handed_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    told: str
    code: str = Field(max_length=64)
    subject: str = Field(index=True, max_length=64)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    handed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when it was worked out who hears of it


class NoticeDelivery(SQLModel, table=True):
    """One notice owed to one person; never an address, only the name of the way."""

    __tablename__ = "notice_delivery"
    __table_args__ = (
        UniqueConstraint("notice_id", "person"),
        Index(
            "ix_notice_delivery_open",
            "not_before",
            sqlite_where=text("not_before IS NOT NULL"),
            postgresql_where=text("not_before IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True)
    person: str = Field(max_length=64)
    state: NoticeState = Field(default=NoticeState.WAITING, sa_type=Coded(NoticeState))
    way: str | None = Field(default=None, max_length=64)  #: tried last
    urgent: bool  #: of a Welsh deadline: passes in front of everything else
    attempts: int = 0
    unclear: bool = False  #: an earlier attempt may have arrived: the next one says so
    error_code: str | None = Field(default=None, max_length=32)
    not_before: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: nothing once it has ended
    lease: str | None = Field(default=None, max_length=96)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
