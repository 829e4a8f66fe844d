"""When each account's comments are read next, and by whom."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class Reading(SQLModel, table=True):
    """One account's turn to be read. It tells of processes and platforms, and is no part of the record.

    ``lease`` names the reader that has the turn, ``None`` while nobody reads.
    """

    __tablename__ = "reading"

    account: str = Field(primary_key=True, foreign_key="account.name")
    due_at: datetime = Field(sa_type=UtcDateTime)
    lease: str | None = Field(default=None, max_length=96)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0  #: in a row
    error_code: str | None = Field(default=None, max_length=32)  #: of the newest failure
    asked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when the platform said that there is news
