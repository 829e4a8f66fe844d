"""What belongs to one emergency: its postings in the order in which the public hears them, and what is not sent yet."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import Coded, UtcDateTime


class IncidentStep(StrEnum):
    """What one posting is to its incident."""

    FIRST = "first"
    UPDATE = "update"
    ALL_CLEAR = "all-clear"


class Incident(SQLModel, table=True):
    """One emergency as the public hears of it: people name it by its first posting."""

    __table_args__ = (
        Index(
            "ix_incident_running",
            "posting_id",
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    started_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by: str | None = Field(default=None, max_length=64)

    @property
    def ref(self) -> str:
        """How people name it: as its first posting, ``P12``."""
        return f"P{self.posting_id}"


class IncidentPosting(SQLModel, table=True):
    """A posting's place in its incident, and the request that it was made for.

    ``request`` is given by whoever asks, so that the same request made twice sends once; ``asked`` is the hash of what
    was asked for with it. Of one that one officer sent alone, without the exception, the review is kept here.
    """

    __tablename__ = "incident_posting"

    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    incident_id: int = Field(foreign_key="incident.posting_id", index=True)
    step: IncidentStep = Field(sa_type=Coded(IncidentStep))
    request: str | None = Field(default=None, unique=True, max_length=64)
    asked: str | None = Field(default=None, max_length=64)
    break_glass: bool = False
    reviewed_by: str | None = Field(default=None, max_length=64)
    reviewed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    review_id: int | None = Field(default=None, foreign_key="words.id")


class EmergencyDraft(SQLModel, table=True):
    """What an officer has filled in of an emergency that is not sent yet: nobody's word, and no part of the record."""

    __tablename__ = "emergency_draft"

    request: str = Field(primary_key=True, max_length=64)
    person: str = Field(index=True, max_length=64)
    filled: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
    saved_at: datetime = Field(sa_type=UtcDateTime)
