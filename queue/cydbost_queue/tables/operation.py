"""What running the queue itself needs kept: signs of life, and what a restored queue has still to be told."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class WorkerBeat(SQLModel, table=True):
    """A worker's last sign of life. One that stops as it should takes its row away; one that dies leaves it."""

    __tablename__ = "worker_beat"

    name: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=UtcDateTime)
    skew: float | None = None  #: seconds by which its clock was off, by what it could ask


class Restored(SQLModel, table=True):
    """The queue was restored from a backup. Until it is opened nothing is sent from it.

    What was there when the backup was made, or may have been, is asked about before it is ever sent.
    """

    id: int | None = Field(default=None, primary_key=True)
    backup_at: datetime = Field(sa_type=UtcDateTime)
    at: datetime = Field(sa_type=UtcDateTime)
    by: str = Field(max_length=64)
    asked: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)  #: when each account was gone through
    opened_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    opened_by: str | None = Field(default=None, max_length=64)
    reason_id: int | None = Field(default=None, foreign_key="words.id")  #: why it was opened unasked


class Stranger(SQLModel, table=True):
    """Something of ours that stands on a platform and that the restored record does not know."""

    __table_args__ = (UniqueConstraint("account", "remote_id"),)

    id: int | None = Field(default=None, primary_key=True)
    account: str = Field(foreign_key="account.name")
    remote_id: str = Field(max_length=255)
    address: str = Field(max_length=500)
    live_at: datetime = Field(sa_type=UtcDateTime)
    found_at: datetime = Field(sa_type=UtcDateTime)
    settled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    settled_by: str | None = Field(default=None, max_length=64)
    reason_id: int | None = Field(default=None, foreign_key="words.id")

    @property
    def ref(self) -> str:
        """How people name it: ``S3``."""
        return f"S{self.id}"

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"stranger:{self.id}"
