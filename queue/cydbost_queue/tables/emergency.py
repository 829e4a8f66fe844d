"""The emergency exception and its escalation."""

from datetime import datetime

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
    started_at: datetime = Field(sa_type=UtcDateTime, index=True)
    due_at: datetime = Field(sa_type=UtcDateTime, index=True)
    welsh_live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    reviewed_by: str | None = Field(default=None, max_length=64)
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    review_id: int | None = Field(default=None, foreign_key="words.id")

    def is_late(self, now: datetime) -> bool:
        """Tell whether the Welsh came, or is now, after it was due."""
        return (self.welsh_live_at or now) > self.due_at


class Escalation(SQLModel, table=True):
    """One step of the ladder, taken once: ``percent`` of the time has passed; ``again`` counts reminders after it."""

    posting_id: int = Field(foreign_key="english_first.posting_id", primary_key=True)
    percent: int = Field(primary_key=True)
    again: int = Field(default=0, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
