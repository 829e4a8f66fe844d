"""The emergency exception, its escalation, and the notices that tell people."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class EnglishFirst(SQLModel, table=True):
    """English went out before the Welsh: why, on whose word, and by when the Welsh is due.

    ``welsh_live_at`` is the platform's own time of the last channel. Whether it was late is worked out from
    the two times and stored nowhere: it cannot be relabelled.
    """

    __tablename__ = "english_first"

    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    category: str = Field(max_length=64)
    reason_id: int = Field(foreign_key="words.id")
    raised_by: str = Field(max_length=64)
    authorised_by: str = Field(max_length=64)
    break_glass: bool
    started_at: datetime = Field(sa_type=UtcDateTime)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    welsh_live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reviewed_by: str | None = Field(default=None, max_length=64)
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    review_id: int | None = Field(default=None, foreign_key="words.id")

    def is_late(self, now: datetime) -> bool:
        """Tell whether the Welsh came, or is now, after it was due."""
        return (self.welsh_live_at or now) > self.due_at


class Escalation(SQLModel, table=True):
    """One step of the ladder, taken once: ``percent`` of the time to the deadline has passed."""

    posting_id: int = Field(foreign_key="english_first.posting_id", primary_key=True)
    percent: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class Notice(SQLModel, table=True):
    """Something that people of one role must be told, as a code and facts."""

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    role: str = Field(max_length=32, index=True)
    code: str = Field(max_length=64)
    subject: str = Field(max_length=64)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
