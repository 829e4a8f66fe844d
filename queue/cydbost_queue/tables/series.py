"""Series: a posting that is the pattern of others, and the occurrences that were made of it."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class Series(SQLModel, table=True):
    """One series: its pattern (a posting that never goes out itself), its rule, and how far it is made.

    ``first``, ``made_to`` and ``stopped_from`` are times on the council's wall, without zone: ``2026-06-01T09:00``.
    """

    __table_args__ = (
        Index(
            "ix_series_due",
            "due",
            sqlite_where=text("due IS NOT NULL"),
            postgresql_where=text("due IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    rule: str = Field(max_length=200)  #: a recurrence rule of RFC 5545, section 3.3.10
    first: str = Field(max_length=16)
    made_to: str | None = Field(default=None, max_length=16)  #: the last occurrence that was made or passed over
    due: datetime | None = Field(default=None, sa_type=UtcDateTime)  #: when the worker must look at it again
    stopped_from: str | None = Field(default=None, max_length=16)  #: no occurrence from here on
    created_by: str = Field(max_length=64)
    created_at: datetime = Field(sa_type=UtcDateTime)

    @property
    def ref(self) -> str:
        """How people name it: ``S3``."""
        return f"S{self.id}"

    @property
    def subject(self) -> str:
        """Its chain in the record."""
        return f"series:{self.id}"


class Occurrence(SQLModel, table=True):
    """One place of a series, made or skipped once: the key is the series and its time on the wall."""

    __table_args__ = (UniqueConstraint("posting_id"),)

    series_id: int = Field(foreign_key="series.id", primary_key=True)
    wall: str = Field(primary_key=True, max_length=16)
    posting_id: int | None = Field(default=None, foreign_key="posting.id")  #: none where it was skipped before
    own: bool = False  #: its words were changed for it alone; it no longer follows the pattern
    skipped_by: str | None = Field(default=None, max_length=64)
