"""Quiet periods: when ordinary postings are held, what was held, and what is let through."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class QuietKind(StrEnum):
    """Why the council is quiet."""

    PRE_ELECTION = "pre-election"
    MOURNING = "mourning"
    OTHER = "other"


class QuietPeriod(SQLModel, table=True):
    """A time in which ordinary postings are held, on all channels or some."""

    __tablename__ = "quiet_period"

    id: int | None = Field(default=None, primary_key=True)
    kind: QuietKind = Field(sa_type=Coded(QuietKind))
    name: str = Field(max_length=200)
    channels: list[str] = Field(default_factory=list, sa_type=JSON)  #: none named: all of them
    begins_at: datetime = Field(sa_type=UtcDateTime)
    ends_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: none: until a person ends it
    reason_id: int = Field(foreign_key="words.id")
    begun_by: str = Field(max_length=64)
    begun_at: datetime = Field(sa_type=UtcDateTime)
    ended_by: str | None = Field(default=None, max_length=64)

    @property
    def ref(self) -> str:
        """How people name it: ``Q2``."""
        return f"Q{self.id}"

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"quiet:{self.id}"


class QuietHold(SQLModel, table=True):
    """A posting that a quiet period held, and the slot it had."""

    __tablename__ = "quiet_hold"

    quiet_id: int = Field(foreign_key="quiet_period.id", primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    slot: datetime = Field(primary_key=True, sa_type=UtcDateTime)


class Exemption(SQLModel, table=True):
    """A named person's word that a posting may go out in quiet periods, for these exact texts."""

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
    by: str = Field(max_length=64)
    reason_id: int = Field(foreign_key="words.id")
    at: datetime = Field(sa_type=UtcDateTime)
