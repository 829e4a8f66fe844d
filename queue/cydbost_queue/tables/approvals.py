"""What was sent back: a person who might have approved a pair said what must change first."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from cydbost_queue.tables.columns import UtcDateTime


class SentBack(SQLModel, table=True):
    """One posting sent back, in the exact texts that both versions had then: new words wait for approval again."""

    __tablename__ = "sent_back"

    id: int | None = Field(default=None, primary_key=True)
    posting_id: int = Field(foreign_key="posting.id", index=True)
    cy_hash: str = Field(max_length=64)
    en_hash: str = Field(max_length=64)
    by: str = Field(max_length=64)
    reason_id: int = Field(foreign_key="words.id")
    at: datetime = Field(sa_type=UtcDateTime)
