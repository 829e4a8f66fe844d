"""What was said before, sentence by sentence, in both languages: the translation memory."""

from datetime import datetime

from sqlalchemy import BigInteger
from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class MemorySegment(SQLModel, table=True):
    """A sentence or a line that went out in both languages; said again, it is the same row."""

    __tablename__ = "memory_segment"

    id: int | None = Field(default=None, primary_key=True)
    pair_hash: str = Field(unique=True, max_length=64)  #: over both texts
    cy: str
    en: str
    posting_id: int = Field(foreign_key="posting.id", index=True)  #: the last that said it
    cy_hash: str = Field(max_length=64)  #: of the versions that said it
    en_hash: str = Field(max_length=64)
    said_at: datetime = Field(sa_type=UtcDateTime)


class MemoryKey(SQLModel, table=True):
    """One of the keys by which a segment is found: what it shares with texts that are like it."""

    __tablename__ = "memory_key"

    key: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    segment_id: int = Field(foreign_key="memory_segment.id", primary_key=True)


class MemoryDue(SQLModel, table=True):
    """A posting that went out and is not remembered yet, and the texts that it went out with."""

    __tablename__ = "memory_due"

    posting_id: int = Field(foreign_key="posting.id", primary_key=True)
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
